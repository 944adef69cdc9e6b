"""Rates: how much a client may ask."""

from dataclasses import dataclass
from math import ceil
from time import time

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.forwarding import client_of
from serving.headers import Header, by_name
from serving.negotiation import told_in, wants_page
from serving.overload import TooOftenError
from serving.records import RECORD, Record
from serving.replies import answering, refusal
from serving.settings import Settings

RATE = "election_graph.rate"
"""Where an ASGI scope holds what its client may still ask for."""

_STARTS = frozenset({"http.response.start", "websocket.accept", "websocket.http.response.start"})


class BadRateError(ValueError):
    """A text that gives no rate."""

    def __init__(self, option: str, given: str) -> None:
        self.option = option
        self.given = given
        super().__init__(f"{option}: {given!r} is no rate; write it as in 100/minute, and one only")


def rate_of(text: str, option: str = "--rate") -> RateLimitItem:
    """Read a rate; raise BadRateError."""
    try:
        (rate,) = parse_many(text)
    except ValueError as error:
        raise BadRateError(option, text) from error
    if not rate.amount:
        raise BadRateError(option, text)
    return rate


class Rate:
    """One rate, and how much of it each client has used; counted in this process."""

    def __init__(self, name: str, text: str, item: RateLimitItem) -> None:
        self.name = name
        self.text = text
        self.item = item
        self.counts = SlidingWindowCounterRateLimiter(MemoryStorage())
        self.policy = f'"{name}";q={item.amount};w={item.get_expiry()}'

    def hit(self, client: str) -> None:
        """Count one; raise TooOftenError when that is once too often."""
        if not self.counts.hit(self.item, client):
            raise self._error(client)

    def check(self, client: str) -> None:
        """Raise TooOftenError if nothing is left."""
        if not self.counts.test(self.item, client):
            raise self._error(client)

    def charge(self, client: str, amount: int) -> None:
        """Take an amount, or what is left of it: a price may be known only afterwards."""
        left, _ = self.left(client)
        if left > 0:
            self.counts.hit(self.item, client, cost=min(amount, left))

    def left(self, client: str) -> tuple[int, int]:
        """Give how much is left, and in how many seconds there will be more."""
        left = self.counts.get_window_stats(self.item, client)
        return left.remaining, max(1, ceil(left.reset_time - time()))

    def limit(self, client: str) -> str:
        """Say what is left, as the header `RateLimit` has it."""
        remaining, seconds = self.left(client)
        return f'"{self.name}";r={remaining};t={seconds}'

    def _error(self, client: str) -> TooOftenError:
        return TooOftenError(self.name, self.text, self.left(client)[1])


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one client may still ask for: in requests, and by the price of what is executed."""

    client: str
    requests: Rate | None
    price: Rate | None

    def count(self) -> None:
        """Count one more request; raise TooOftenError."""
        if self.requests is not None:
            self.requests.hit(self.client)

    def check_price(self) -> None:
        """Raise TooOftenError if nothing more may be executed."""
        if self.price is not None:
            self.price.check(self.client)

    def charge(self, price: int) -> None:
        """Count what is executed, by its price."""
        if self.price is not None:
            self.price.charge(self.client, price)

    @property
    def headers(self) -> list[Header]:
        """Say what is allowed and what is left."""
        rates = [each for each in (self.requests, self.price) if each is not None]
        policies = ", ".join(each.policy for each in rates)
        limits = ", ".join(each.limit(self.client) for each in rates)
        return [(b"ratelimit-policy", policies.encode()), (b"ratelimit", limits.encode())]


class RateLimited:
    """Refuses clients that ask more at one path than its rates allow.

    Over WebSocket, opening a conversation counts, and then each operation. Pages and files are
    given away: what they ask counts.
    """

    def __init__(self, app: ASGIApp, path: str, settings: Settings) -> None:
        self.app = app
        self.path = path
        self.trusted_hops = settings.trusted_hops
        self.requests = _rate("default", settings.rate, "--rate")
        self.price = _rate("cost", settings.rate_cost, "--rate-cost")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; either way the reply says what is left."""
        if scope["type"] == "lifespan" or scope["path"] != self.path or wants_page(scope):
            await self.app(scope, receive, send)
            return
        client = client_of(scope, self.trusted_hops)
        allowance = scope[RATE] = Allowance(client, self.requests, self.price)

        async def send_with_rate(message: Message) -> None:
            if message["type"] in _STARTS:
                message["headers"] = [*message["headers"], *allowance.headers]
            await send(message)

        try:
            allowance.count()
        except TooOftenError as error:
            scope.setdefault(RECORD, Record()).codes = (error.code,)
            media = told_in(by_name(scope["headers"]).get(b"accept", b""))
            await refusal(error, media).send(answering(scope, send_with_rate))
        else:
            await self.app(scope, receive, send_with_rate)


def _rate(name: str, text: str, option: str) -> Rate | None:
    return Rate(name, text, rate_of(text, option)) if text else None
