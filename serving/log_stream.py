"""The stream of the log, which may break, fill or stall without harm to the service."""

import errno
import os
import select
import socket
import stat
from contextlib import suppress

_PATIENCE_MILLISECONDS = 100
_ROOM_GONE = {errno.EAGAIN, errno.ENOBUFS}


class LogStream:
    """Writes whole lines to a file descriptor, and counts those that it could not write.

    It never raises, and never waits long: a reader that has stopped to read costs a short wait
    once, and then the lines that it misses. How many were lost is said in the log itself as soon
    as that is possible again.
    """

    def __init__(self, descriptor: int) -> None:
        self.lost = 0
        self._told = 0
        self._stalled = False
        self._descriptor, self._socket = _without_waiting(descriptor)

    def write(self, text: "str | bytes") -> int:
        """Write a line, or count it as lost."""
        line = text.encode(errors="backslashreplace") if isinstance(text, str) else text
        if self.lost > self._told and self._sent(_told(self.lost - self._told)):
            self._told = self.lost
        self.lost += not self._sent(line)
        return len(text)

    def fileno(self) -> int:
        """Give the descriptor that is written to, which does not block."""
        return self._descriptor

    def flush(self) -> None:
        """Do nothing: a line has been written when `write` returns."""

    def _sent(self, line: bytes) -> bool:
        left = memoryview(line)
        while left:
            try:
                left = left[self._send(left) :]
            except OSError as error:
                if error.errno not in _ROOM_GONE or not self._has_room():
                    return False
        self._stalled = False
        return True

    def _send(self, line: memoryview) -> int:
        if self._socket is not None:
            return self._socket.send(line, socket.MSG_DONTWAIT)
        return os.write(self._descriptor, line)

    def _has_room(self) -> bool:
        """Wait a little for a slow reader, but not again and again for one that has stopped."""
        if self._stalled:
            return False
        waiting = select.poll()
        waiting.register(self._descriptor, select.POLLOUT)
        self._stalled = not waiting.poll(_PATIENCE_MILLISECONDS)
        return not self._stalled


def _told(number: int) -> bytes:
    return b"... %d lines of the log were lost here: its reader was slow, gone or full\n" % number


def _without_waiting(descriptor: int) -> tuple[int, socket.socket | None]:
    """Give a descriptor that does not block, without changing the one that others share."""
    with suppress(OSError):
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISSOCK(mode):
            return descriptor, socket.socket(fileno=os.dup(descriptor))
        if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
            flags = os.O_WRONLY | os.O_NONBLOCK | os.O_APPEND | os.O_NOCTTY
            return os.open(f"/proc/self/fd/{descriptor}", flags), None
    return descriptor, None
