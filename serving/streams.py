"""Streams: the one answer of a query, or those of a subscription as they come."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from graphql import OperationType

from serving.calls import Call
from serving.clients import Client
from serving.dispatch import Dispatcher
from serving.pool import Outcome
from serving.records import Record
from serving.service import Service
from serving.subscribing import Subscriptions

SUBSCRIPTION = OperationType.SUBSCRIPTION.value


class Streams:
    """Answers whatever is asked over WebSocket or as server-sent events."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.dispatcher = Dispatcher(service)
        self.calls = self.dispatcher.calls
        self.subscriptions = Subscriptions(self.dispatcher)

    async def answers(
        self, call: Call, client: Client, record: Record
    ) -> AsyncGenerator[Outcome, None]:
        """Give the answers to a call, each held until the next one is wanted.

        Raise RequestError or DisconnectedError where there are none.
        """
        async with client.turns:
            call = await self.dispatcher.prepared(call, client, record)
            record.kind = call.kind
            seen = self.service.pool.revision
            outcome = await self._first(call, client, record)
            record.kind = outcome.kind if outcome else record.kind
            if outcome:
                yield outcome
        if not record.followed or (outcome and not outcome.executed):
            return
        following = self.subscriptions.follow(call, client, seen if outcome else "")
        async with aclosing(following) as events:
            async for event in events:
                record.note(event)
                yield event

    async def _first(self, call: Call, client: Client, record: Record) -> Outcome | None:
        """Give the first answer; None if it is an event, which others may be waiting for too."""
        if not record.followed or call.document is None:
            return await self.dispatcher.outcome(call, client, record)
        _, refused = self.dispatcher.admitted(call, call.document, client, record)
        if refused:
            record.note(refused)
        return refused
