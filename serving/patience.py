"""Patience with clients: connections on which nothing moves are ended.

Looking at all of them now and then costs nothing per request, unlike a timer for each.
"""

from collections.abc import Iterable
from time import monotonic
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

Progress = tuple[Any, ...]


class Patience:
    """Ends connections that neither finish their headers nor take their answer for some time."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._stuck: dict[HttpToolsProtocol, tuple[Progress, float]] = {}

    def look_at(self, connections: Iterable[Any]) -> None:
        """Look at all connections, and end those that have not moved since long ago."""
        now = monotonic()
        stuck = {}
        for each in connections:
            progress = _waiting_for(each) if isinstance(each, HttpToolsProtocol) else None
            if progress is None:
                continue
            before, since = self._stuck.get(each, (None, now))
            stuck[each] = progress, since if before == progress else now
            if now - stuck[each][1] > self.seconds:
                each.transport.abort()
        self._stuck = stuck


def _waiting_for(connection: HttpToolsProtocol) -> Progress | None:
    """Say how far a connection has come that waits for its client; None if it does not."""
    cycle = connection.cycle
    left = connection.transport.get_write_buffer_size()
    if left:  # also when the answer is complete as far as its maker can tell
        return (id(cycle), left)
    if cycle is not None and not cycle.response_complete:
        return None
    between = connection.timeout_keep_alive_task is not None
    return None if between else (id(cycle), 0)
