"""Doors: how many connections a process holds, in all and of one client."""

import resource
from asyncio import Transport
from collections import deque
from time import monotonic

import structlog

from serving.overload import TooManyError
from serving.quotas import Quota

RESERVED = tuple(
    b"%b %b%b" % (method, path, end)
    for method in (b"GET", b"HEAD")
    for path in (b"/health", b"/ready", b"/metrics")
    for end in (b" ", b"?")
)
"""How a request starts that is answered however many connections there are."""

LEAST_DESCRIPTORS = 64
_OTHER_DESCRIPTORS = 100
_RESERVE = 50
_SECONDS_BETWEEN_WARNINGS = 60.0


class TooFewDescriptorsError(Exception):
    """A limit of descriptors that leaves no room for processes that speak with each other."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(
            f"only {limit} files and connections may be open, and {LEAST_DESCRIPTORS} are needed; "
            f"raise the limit: ulimit -n 1024"
        )


def check_descriptors() -> None:
    """Raise TooFewDescriptorsError where too few files and connections may be open."""
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit < LEAST_DESCRIPTORS:
        raise TooFewDescriptorsError(limit)


class Doors:
    """Counts connections, and keeps a reserve for those who ask how the service is.

    Who comes when the process or the client's own share is full is let into the reserve. There
    the oldest makes room for the newest, so nobody can fill it for long.
    """

    def __init__(self, whole: int, each: int) -> None:
        descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = max(1, min(whole, descriptors - _OTHER_DESCRIPTORS))
        self._quota = Quota("connections", most, each)
        self._clients: dict[Transport, str] = {}
        self._reserve: deque[Transport] = deque()
        self._warned = -_SECONDS_BETWEEN_WARNINGS

    def let_in(self, transport: Transport, client: str) -> bool:
        """Count a connection; false if it is one of the reserve."""
        try:
            self._quota.take(client)
        except TooManyError as error:
            self._warn(error)
            if len(self._reserve) >= _RESERVE:
                self._reserve.popleft().abort()
            self._reserve.append(transport)
            return False
        self._clients[transport] = client
        return True

    def let_out(self, transport: Transport) -> None:
        """Forget a connection that has ended."""
        client = self._clients.pop(transport, None)
        if client is not None:
            self._quota.give_back(client)
        elif transport in self._reserve:
            self._reserve.remove(transport)

    def _warn(self, error: TooManyError) -> None:
        """Log that someone is turned away, unless that was said a short while ago."""
        now = monotonic()
        if now - self._warned >= _SECONDS_BETWEEN_WARNINGS:
            self._warned = now
            log = structlog.get_logger(__name__)
            log.warning("connections refused", limit=error.things, most=error.most)
