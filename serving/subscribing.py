"""Subscriptions: the answers of one operation, one after the other, shared by all who ask it."""

import asyncio
from collections.abc import AsyncGenerator
from weakref import WeakValueDictionary

import orjson

from serving.answer_cache import Key, key_of
from serving.calls import Call
from serving.clients import Client
from serving.dispatch import Dispatcher
from serving.overload import RETRY_SECONDS, TooManyError, UnavailableError
from serving.pool import Outcome
from serving.records import Record

_AT_ONCE = 1  # events that are being worked out; requests take turns with them


class Event:
    """What one subscription is answered at one revision, worked out once for all who wait."""

    def __init__(self, work: "asyncio.Task[Outcome]") -> None:
        self.work = work
        self.waiting = 0
        self.given_up = False

    async def outcome(self) -> Outcome:
        """Wait for the answer; when nobody does so any more, the work on it is ended."""
        self.waiting += 1
        try:
            return await asyncio.shield(self.work)
        finally:
            self.waiting -= 1
            if not self.waiting and not self.work.done():
                self.given_up = self.work.cancel()


class Subscriptions:
    """Follows revisions for those who subscribe.

    Whoever follows holds on to the last event, so that others who ask the same can be given it.
    """

    def __init__(self, dispatcher: Dispatcher) -> None:
        self.dispatcher = dispatcher
        self.service = dispatcher.service
        self._events: WeakValueDictionary[tuple[str, Key | None], Event] = WeakValueDictionary()
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def follow(
        self, call: Call, client: Client, seen: str = ""
    ) -> AsyncGenerator[Outcome, None]:
        """Give the answers of a subscription, but for the revision that was seen."""
        try:
            self.service.followers.take(client.name)
        except TooManyError as error:
            yield _refused(error)
            return
        try:
            async for revision in self.service.revisions():
                if revision == seen:
                    continue
                async with client.turns:
                    outcome = await self._event(call, revision).outcome()
                    yield outcome
                if not outcome.executed:
                    return
        finally:
            self.service.followers.give_back(client.name)

    def _event(self, call: Call, revision: str) -> Event:
        key = revision, key_of(call.question.text, call.asked)
        event = self._events.get(key) if key[1] else None
        if event is None or event.given_up:
            event = self._events[key] = Event(asyncio.ensure_future(self._worked_out(call)))
        return event

    async def _worked_out(self, call: Call) -> Outcome:
        """Work out an event once it is its turn, again and again while there is no room."""
        async with self._turns:
            while True:
                try:
                    return await self.dispatcher.outcome(call, NOBODY, Record())
                except UnavailableError:
                    if self.service.ended:
                        raise
                    await asyncio.sleep(RETRY_SECONDS)


def _refused(error: TooManyError) -> Outcome:
    return Outcome(orjson.dumps(error.told()), None, (error.code,), None, executed=False)


NOBODY = Client({"type": "http", "headers": []}, 0)
"""Who asks for what is worked out for many: one client among the others."""
