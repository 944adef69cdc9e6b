"""The endpoint `/graphql`: from an HTTP request to a GraphQL answer."""

from dataclasses import replace
from typing import NamedTuple

from graphql import OperationType
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.answer_cache import KeptAnswer
from serving.caching import NOT_KEPT, Caching, installed_version, is_known, software_of
from serving.calls import Call
from serving.clients import Client, disconnected
from serving.events import send_events
from serving.faults import (
    DisconnectedError,
    MethodError,
    NotAcceptableError,
    ReadOnlyError,
    RequestError,
    SubscriptionError,
)
from serving.headers import by_name
from serving.negotiation import EVENTS, GRAPHQL, JSON, best, told_in, wants_page
from serving.pool import Outcome
from serving.records import RECORD, Record
from serving.replies import Reply, refusal
from serving.requests import asked_in_url
from serving.service import Service
from serving.streams import Streams

ANSWERS = (GRAPHQL, JSON, EVENTS)
QUERY, SUBSCRIPTION = OperationType.QUERY.value, OperationType.SUBSCRIPTION.value
Headers = dict[bytes, bytes]


class Asking(NamedTuple):
    """One request as it is understood, and how it is to be answered."""

    call: Call
    client: Client
    record: Record
    method: str
    media: str


class Endpoint:
    """Answers GraphQL over HTTP; `page` is what a browser is given that asks for a page."""

    def __init__(self, service: Service, streams: Streams, page: ASGIApp | None = None) -> None:
        self.service = service
        self.streams = streams
        self.dispatcher = streams.dispatcher
        self.calls = streams.calls
        software = software_of(service.executor.schema, service.settings, installed_version())
        self.caching = Caching(service.settings, software)
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self.page is not None and wants_page(scope):
            await self.page(scope, receive, send)
            return
        headers = by_name(scope["headers"])
        record: Record = scope.setdefault(RECORD, Record())
        try:
            await self._respond(scope, headers, receive, send)
        except RequestError as error:
            record.codes = (error.code,)
            await refusal(error, told_in(headers.get(b"accept", b""))).send(send)
        except DisconnectedError:
            record.codes = (DisconnectedError.code,)
            await disconnected(receive)  # so that the server knows too why nothing is said

    async def _respond(self, scope: Scope, headers: Headers, receive: Receive, send: Send) -> None:
        method = scope["method"]
        if method == "OPTIONS":
            await Reply(204, b"", headers=MethodError(method).headers).send(send)
            return
        accept = headers.get(b"accept", b"")
        media = best(accept, ANSWERS)
        if media is None:
            raise NotAcceptableError(accept.decode("latin-1"))
        call = await self._call(scope, headers, receive)
        hops = self.service.settings.trusted_hops
        if media == EVENTS:
            client = Client(scope, hops)
            answers = self.streams.answers(call, client, scope[RECORD])
            await send_events(answers, receive, send)
        else:
            client = Client(scope, hops, receive)
            if call.document is None:
                call = await self.dispatcher.prepared(call, client, scope[RECORD])
            asking = Asking(call, client, scope[RECORD], method, media)
            reply = await self._reply(asking, scope, headers)
            await reply.send(send)

    async def _call(self, scope: Scope, headers: Headers, receive: Receive) -> Call:
        method, record = scope["method"], scope[RECORD]
        if method == "POST":
            declared = headers.get(b"content-length", b"")
            body = await self.service.bodies.read(receive, declared)
            return self.calls.in_body(headers.get(b"content-type", b""), body, record)
        if method in {"GET", "HEAD"}:
            return self.calls.of(asked_in_url(scope["query_string"]), record)
        raise MethodError(method)

    async def _reply(self, asking: Asking, scope: Scope, headers: Headers) -> Reply:
        document, record = asking.call.document, asking.record
        if document is not None and document.sound:
            _check_kind(asking.call.kind, asking.method)
        if asking.method == "POST":
            return await self._answered(asking)
        if document is not None and not document.sound:
            return replace(await self._answered(asking), headers=NOT_KEPT)
        encodings = headers.get(b"accept-encoding", b"")
        revision = self.service.pool.revision
        tag = self.caching.tag(revision, scope["query_string"], asking.media, encodings)
        if is_known(tag, headers.get(b"if-none-match", b"")):
            record.hits += ("validator",)
            return Reply(304, b"", headers=self.caching.of(tag))
        reply = await self._answered(asking)
        kept = not record.codes and revision == self.service.pool.revision
        return replace(reply, headers=self.caching.of(tag) if kept else NOT_KEPT)

    async def _answered(self, asking: Asking) -> Reply:
        """Give an answer that is kept, or work it out; what has errors is never kept."""
        call, record = asking.call, asking.record
        revision, kept = self.service.pool.revision, self.service.answers
        known = kept.find(revision, call.key) if call.key else None
        if known is not None:
            record.hits += ("answer",)
            record.cost = known.cost
            return Reply(200, known.body, asking.media)
        outcome = await self.dispatcher.outcome(call, asking.client, record)
        _check_kind(outcome.kind, asking.method)
        if outcome.executed and not outcome.codes and revision == self.service.pool.revision:
            self._keep(call, outcome, revision)
        return Reply(_status(outcome, asking.media), outcome.body, asking.media)

    def _keep(self, call: Call, outcome: Outcome, revision: str) -> None:
        if call.key:
            self.service.answers.keep(revision, call.key, KeptAnswer(outcome.body, outcome.cost))
        if call.document is None:
            self.calls.remember(call.asked)


def _check_kind(kind: str | None, method: str) -> None:
    if kind == SUBSCRIPTION:
        raise SubscriptionError
    if kind not in {None, QUERY} and method != "POST":
        raise ReadOnlyError(str(kind))


def _status(outcome: Outcome, media: str) -> int:
    """Give the status: older clients, which speak plain JSON, are told 200 throughout."""
    return 200 if media == JSON or outcome.executed else 400
