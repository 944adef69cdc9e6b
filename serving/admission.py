"""Admission: so many operations run at once, the others wait, and clients take turns."""

import asyncio
from collections import OrderedDict, deque

from serving.overload import QueueTimeoutError, StoppingError
from serving.quotas import Quota

Turn = asyncio.Future[None]


class Admission:
    """A queue that is bounded as a whole, per client and in time.

    A quota bounds what waits and what runs. Whoever has waited longest among the clients is next,
    so one with many operations delays another by one of them at most.
    """

    def __init__(self, size: int, quota: Quota, seconds: float) -> None:
        self.size = size
        self.quota = quota
        self.seconds = seconds
        self.closed = False
        self.running = 0
        self._waiting: OrderedDict[str, deque[Turn]] = OrderedDict()

    async def enter(self, client: str, places: int = 1) -> None:
        """Wait for a turn, to be ended by `leave`; what is large takes more than one place.

        Raise TooManyError, QueueTimeoutError or StoppingError.
        """
        if self.closed:
            raise StoppingError
        self.quota.take(client, places)
        if self.running < self.size:
            self.running += 1
            return
        try:
            await self._turn_of(client)
        except BaseException:
            self.quota.give_back(client, places)
            raise

    def leave(self, client: str, places: int = 1) -> None:
        """End a turn, and give it to whoever is next."""
        self.quota.give_back(client, places)
        self._pass_on()

    def close(self) -> None:
        """Turn away all who wait, and from now on everybody."""
        self.closed = True
        for turns in self._waiting.values():
            for each in turns:
                if not each.done():
                    each.set_exception(StoppingError())
        self._waiting.clear()

    async def _turn_of(self, client: str) -> None:
        turn: Turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        try:
            async with asyncio.timeout(self.seconds):
                await turn
        except TimeoutError:
            self._give_up(client, turn)
            raise QueueTimeoutError(self.seconds) from None
        except asyncio.CancelledError:
            self._give_up(client, turn)
            raise

    def _give_up(self, client: str, turn: Turn) -> None:
        """Leave the queue; a turn that was given at the same moment is passed on."""
        turns = self._waiting.get(client)
        if turns and turn in turns:
            turns.remove(turn)
            if not turns:
                del self._waiting[client]
        elif not turn.cancelled() and turn.exception() is None:
            self._pass_on()

    def _pass_on(self) -> None:
        self.running -= 1
        while self.running < self.size and self._waiting:
            client, turns = self._waiting.popitem(last=False)
            turn = turns.popleft()
            if turns:
                self._waiting[client] = turns
            if not turn.done():
                self.running += 1
                turn.set_result(None)
