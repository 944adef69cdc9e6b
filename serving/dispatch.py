"""Dispatch: what is cheap is worked on by the event loop itself, what is dear by the pool."""

from asyncio import sleep
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from serving.admission import Admission
from serving.answer_cache import key_of
from serving.calls import BYTES_PER_CHARACTER, Call, Calls
from serving.clients import Client
from serving.documents import Document
from serving.overload import TooLongError, UnavailableError
from serving.pool import Outcome, PoolGoneError, Question
from serving.records import Record
from serving.service import Service

CHARACTERS_PER_VALUE = 10
"""So many characters of a document are priced like one value, where it gives none."""

LITTLE = 500
"""Up to this cost, an operation takes less time than looking whether its client is there."""

BYTES_PER_PLACE = 50_000
MOST_PLACES = 50


class Dispatcher:
    """Decides where an operation is executed, and has it wait for its turn there."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.calls = Calls(service)

    async def prepared(self, call: Call, client: Client, record: Record) -> Call:
        """Prepare the document of a call, unless that is done or is for the pool to do.

        Raise RequestError, or DisconnectedError if the client has gone.
        """
        if call.document is not None or not self.calls.is_worth_preparing(call):
            return call
        client.check_allowance()
        async with _turn(self.service.turns, client):
            document = self.service.answering.document(call.question.text)
        client.charge(_price_of_text(call))
        return self.calls.prepared(call, document, record)

    async def outcome(self, call: Call, client: Client, record: Record) -> Outcome:
        """Have the operation of a prepared call executed, or say why not.

        Raise RequestError where it cannot be executed now, DisconnectedError if its client has
        gone.
        """
        if call.document is None or self.service.revision is None:
            client.check_allowance()
            outcome = await self._not_priced(call, client)
            client.charge(outcome.cost or _price_of_text(call))
        else:
            cost, refused = self.admitted(call, call.document, client, record)
            outcome = refused or await self._executed(call, call.document, cost, client)
        record.note(outcome)
        return outcome

    def admitted(
        self, call: Call, document: Document, client: Client, record: Record
    ) -> tuple[int, Outcome | None]:
        """Price an operation, charge its client, and say why it is not executed, if it is not.

        Raise TooOftenError if nothing was left, or TooLongError.
        """
        client.check_allowance()
        cost, refused = self.service.answering.priced(document, call.question)
        price = _price_of_text(call) if refused or cost is None else cost
        client.charge(price)
        record.cost = cost
        return price, refused

    async def _executed(self, call: Call, document: Document, cost: int, client: Client) -> Outcome:
        if cost > self.service.settings.inline_cost or call.has_large_variables:
            return await self._by_pool(call, client)
        if cost <= LITTLE and not self.service.turns.running:
            client.check_presence()
            return await self._inline(call, document, cost, client)
        async with _turn(self.service.turns, client):
            return await self._inline(call, document, cost, client)

    async def _inline(self, call: Call, document: Document, cost: int, client: Client) -> Outcome:
        revision = self.service.revision
        if revision is None:  # it was handed over while this was waiting
            return await self._by_pool(call, client)
        return self.service.answering.execute(document, call.question, cost, revision)

    async def _not_priced(self, call: Call, client: Client) -> Outcome:
        """Have the pool price an operation, and execute it at once unless it is dear.

        New operations have a process of their own, so that none waits for what is dear.
        """
        question = replace(call.question, most=self.service.settings.inline_cost)
        queued = self._queued(call, question, self.service.newcomers, client)
        outcome = await client.waiting_for(queued)
        if outcome.put_off:
            return await self._by_pool(call, client)
        if outcome.codes == (TooLongError.code,) and outcome.cost is None:
            raise TooLongError(self.service.settings.max_seconds)  # to prepare it, that is
        return outcome

    async def _by_pool(self, call: Call, client: Client) -> Outcome:
        queued = self._queued(call, call.question, self.service.queue, client)
        return await client.waiting_for(queued)

    async def _queued(
        self, call: Call, question: Question, queue: Admission, client: Client
    ) -> Outcome:
        async with _turn(queue, client, min(_places(call), queue.quota.most)):
            try:
                return await self.service.pool.ask(question)
            except PoolGoneError:
                raise UnavailableError from None


@asynccontextmanager
async def _turn(queue: Admission, client: Client, places: int = 1) -> AsyncIterator[None]:
    """Wait for a turn, and let others be heard before it begins: the client may have gone."""
    await queue.enter(client.name, places)
    try:
        await sleep(0)
        client.check_presence()
        yield
    finally:
        queue.leave(client.name, places)


def _price_of_text(call: Call) -> int:
    return 1 + len(call.question.text) // CHARACTERS_PER_VALUE


def _places(call: Call) -> int:
    """Give how many places a call takes while it waits: one, and more by what it holds."""
    key = call.key or key_of(call.question.text, call.asked)
    if key is None:
        return MOST_PLACES
    characters = len(call.question.text) + BYTES_PER_CHARACTER * len(key[2])
    return min(MOST_PLACES, 1 + characters // BYTES_PER_PLACE)
