"""Clients: who asks, what that is charged to, and whether the answer is still waited for."""

import asyncio
from collections.abc import Coroutine
from functools import cached_property
from typing import Any, Protocol, TypeVar

from starlette.types import Receive, Scope

from serving.faults import DisconnectedError
from serving.rates import RATE, Allowance, client_of

CONNECTION = "election_graph.connection"
"""Where the `state` of an ASGI scope holds the connection that a request came over."""

_AT_ONCE = 2

ResultT = TypeVar("ResultT")


class Link(Protocol):
    """A connection that knows whether the other side has closed it."""

    @property
    def gone(self) -> bool:
        """Whether nobody hears the answer."""


class Client:
    """Who has sent a request.

    With `receive` it is heard there that the client has gone; without, whoever made the client
    cancels its work then.
    """

    def __init__(self, scope: Scope, trusted_hops: int, receive: Receive | None = None) -> None:
        self.allowance: Allowance | None = scope.get(RATE)
        self._scope = scope
        self._trusted_hops = trusted_hops
        self._receive = receive
        self._link: Link | None = scope.get("state", {}).get(CONNECTION)

    @cached_property
    def name(self) -> str:
        """What the client is told apart by."""
        return client_of(self._scope, self._trusted_hops)

    @cached_property
    def turns(self) -> asyncio.Semaphore:
        """What bounds the answers of one connection that are worked out or on their way."""
        return asyncio.Semaphore(_AT_ONCE)

    def check_allowance(self) -> None:
        """Raise TooOftenError if nothing is left of what the client may have executed."""
        if self.allowance is not None:
            self.allowance.check_price()

    def charge(self, price: int) -> None:
        """Take a price off what the client may have executed."""
        if self.allowance is not None:
            self.allowance.charge(price)

    def check_presence(self) -> None:
        """Raise DisconnectedError if it is known already that the client has gone."""
        if self._link is not None and self._link.gone:
            raise DisconnectedError

    async def waiting_for(self, work: Coroutine[Any, Any, ResultT]) -> ResultT:
        """Give the result of some work; end it and raise DisconnectedError if the client goes."""
        if self._receive is None:
            return await work
        working = asyncio.ensure_future(work)
        leaving = asyncio.ensure_future(disconnected(self._receive))
        try:
            await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                raise DisconnectedError
            return working.result()
        finally:
            working.cancel()
            leaving.cancel()
            await asyncio.wait({working, leaving})


async def disconnected(receive: Receive) -> None:
    """Wait until the client of a request has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
