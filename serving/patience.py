"""Patience with clients: connections on which nothing moves are ended.

Looking at all of them now and then costs nothing per request, unlike a timer for each.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_LEAST_TAKEN = 10_000  # bytes that a client takes meanwhile, of what it has to take
_LEAST_ADDED = 100_000  # bytes: only who takes is sent so much more


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a connection waits for: the request it is at, and the bytes to be taken by a client."""

    request: int
    left: int
    since: float

    def has_moved(self, before: "Waiting") -> bool:
        """Whether it has come further since it was looked at before."""
        taken = before.left - self.left
        return self.request != before.request or taken >= _LEAST_TAKEN or -taken >= _LEAST_ADDED


class Patience:
    """Ends connections that neither finish their headers nor take their answer for some time."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._stuck: dict[asyncio.Protocol, Waiting] = {}

    def look_at(self, connections: Iterable[Any]) -> None:
        """Look at all connections, and end those that have not moved since long ago."""
        now = monotonic()
        stuck = {}
        for each in connections:
            waiting = _waiting(each, now)
            if waiting is None:
                continue
            before = self._stuck.get(each, waiting)
            stuck[each] = waiting if waiting.has_moved(before) else before
            if now - stuck[each].since > self.seconds:
                each.transport.abort()
        self._stuck = stuck


def _waiting(connection: Any, now: float) -> Waiting | None:  # noqa: ANN401  # uvicorn's, of two kinds
    """Say how far a connection has come that waits for its client; None if it does not."""
    left = connection.transport.get_write_buffer_size()
    if not isinstance(connection, HttpToolsProtocol):
        return Waiting(0, left, now) if left else None
    cycle = connection.cycle
    if left:  # also when the answer is complete as far as its maker can tell
        return Waiting(id(cycle), left, now)
    if cycle is not None and not cycle.response_complete:
        return None
    between = connection.timeout_keep_alive_task is not None
    return None if between else Waiting(id(cycle), 0, now)
