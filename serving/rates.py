"""Rates: how often a client may ask."""

from functools import partial
from math import ceil
from time import time

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.faults import TooOftenError
from serving.forwarding import client_of
from serving.headers import by_name
from serving.negotiation import told_in
from serving.records import RECORD, Record
from serving.replies import answering, refusal

RATE = "election_graph.rate"
"""Where an ASGI scope holds what counts a further request: it gives an error, or None."""

_STARTS = frozenset({"http.response.start", "websocket.accept", "websocket.http.response.start"})


class BadRateError(ValueError):
    """A text that gives no rate."""

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(f"--rate: {given!r} is no rate; write it as in 100/minute, and one only")


def rate_of(text: str) -> RateLimitItem:
    """Read a rate; raise BadRateError."""
    try:
        (rate,) = parse_many(text)
    except ValueError as error:
        raise BadRateError(text) from error
    if not rate.amount:
        raise BadRateError(text)
    return rate


class RateLimited:
    """Refuses clients that ask more often than a rate allows, counted in this process.

    Over WebSocket, opening a conversation counts, and then each operation.
    """

    def __init__(self, app: ASGIApp, rate: str, trusted_hops: int) -> None:
        self.app = app
        self.rate = rate_of(rate)
        self.text = rate
        self.trusted_hops = trusted_hops
        self.counts = SlidingWindowCounterRateLimiter(MemoryStorage())
        policy = f'"default";q={self.rate.amount};w={self.rate.get_expiry()}'
        self.policy = (b"ratelimit-policy", policy.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; either way the reply says what is left."""
        if scope["type"] == "lifespan" or scope["path"] in {"/health", "/ready", "/metrics"}:
            await self.app(scope, receive, send)
            return
        client = client_of(scope, self.trusted_hops)
        error = self.refused(client)
        remaining, seconds = self._left(client)
        limit = (b"ratelimit", f'"default";r={remaining};t={seconds}'.encode())

        async def send_with_rate(message: Message) -> None:
            if message["type"] in _STARTS:
                message["headers"] = [*message["headers"], self.policy, limit]
            await send(message)

        if error is None:
            scope[RATE] = partial(self.refused, client)
            await self.app(scope, receive, send_with_rate)
        else:
            scope.setdefault(RECORD, Record()).codes = (error.code,)
            media = told_in(by_name(scope["headers"]).get(b"accept", b""))
            await refusal(error, media).send(answering(scope, send_with_rate))

    def refused(self, client: str) -> TooOftenError | None:
        """Count that a client asks; say so when that is once too often."""
        if self.counts.hit(self.rate, client):
            return None
        return TooOftenError(self.text, self._left(client)[1])

    def _left(self, client: str) -> tuple[int, int]:
        """Give how often a client may still ask, and in how many seconds it may again."""
        left = self.counts.get_window_stats(self.rate, client)
        return left.remaining, max(1, ceil(left.reset_time - time()))
