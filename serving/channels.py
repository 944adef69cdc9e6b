"""Channels between processes: short messages, each of them whole, that may hand sockets over."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

_MOST_BYTES = 150_000
_MOST_SOCKETS = 4


@dataclass(frozen=True, slots=True)
class Message:
    """What is said, the facts that go with it, and the sockets that are handed over."""

    what: str
    facts: dict[str, Any] = field(default_factory=dict)
    sockets: Sequence[socket.socket] = ()


class Channel:
    """One end of a pair; the other end knows from the end of the messages that this one is gone."""

    def __init__(self, end: socket.socket) -> None:
        self.socket = end

    def fileno(self) -> int:
        """Give the file descriptor, so that a selector can wait for it."""
        return self.socket.fileno()

    def send(self, what: str, *handed: socket.socket, **facts: object) -> bool:
        """Send a message; false if the other end is gone or does not hear any more."""
        body = orjson.dumps([what, facts])
        try:
            socket.send_fds(self.socket, [body], [each.fileno() for each in handed])
        except OSError:
            return False
        return True

    def receive(self) -> Message | None:
        """Take the next message; None when there will be no more."""
        try:
            body, received, _, _ = socket.recv_fds(self.socket, _MOST_BYTES, _MOST_SOCKETS)
        except ConnectionError:
            return None
        if not body:
            return None
        what, facts = orjson.loads(body)
        return Message(what, facts, [socket.socket(fileno=each) for each in received])

    def close(self) -> None:
        """Close this end."""
        self.socket.close()


def channel_pair() -> tuple[Channel, Channel]:
    """Make the two ends of a channel."""
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    return Channel(one), Channel(other)
