"""The endpoint `/graphql`: from an HTTP request to a GraphQL answer."""

from dataclasses import replace

from graphql import OperationType
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.answer_cache import KeptAnswer
from serving.answers import Answer, Answering
from serving.caching import NOT_KEPT, Caching, installed_version, is_known, software_of
from serving.calls import Call, Calls
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
from serving.negotiation import EVENTS, GRAPHQL, HTML, JSON, best, told_in
from serving.records import RECORD, Record
from serving.replies import Reply, refusal
from serving.requests import asked_in_url
from serving.service import Service

ANSWERS = (GRAPHQL, JSON, EVENTS)
Headers = dict[bytes, bytes]


class Endpoint:
    """Answers GraphQL over HTTP; `page` is what a browser is given that asks for a page."""

    def __init__(self, service: Service, page: ASGIApp | None = None) -> None:
        self.service = service
        self.answering = Answering(service)
        self.calls = Calls(self.answering, answers_kept=service.settings.answer_cache_bytes > 0)
        software = software_of(service.executor.schema, service.settings, installed_version())
        self.caching = Caching(service.settings, software)
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = by_name(scope["headers"])
        if self.page is not None and _wants_page(scope, headers):
            await self.page(scope, receive, send)
            return
        record: Record = scope.setdefault(RECORD, Record())
        try:
            await self._respond(scope, headers, receive, send)
        except RequestError as error:
            record.codes = (error.code,)
            await refusal(error, told_in(headers.get(b"accept", b""))).send(send)
        except DisconnectedError:
            record.codes = ("DISCONNECTED",)

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
        if media == EVENTS:
            answers = self.answering.stream(call.document, call.asked, scope[RECORD])
            await send_events(answers, receive, send)
        else:
            await self._reply(call, scope, headers, media).send(send)

    async def _call(self, scope: Scope, headers: Headers, receive: Receive) -> Call:
        method, record = scope["method"], scope[RECORD]
        if method == "POST":
            declared = headers.get(b"content-length", b"")
            body = await self.service.bodies.read(receive, declared)
            return self.calls.in_body(headers.get(b"content-type", b""), body, record)
        if method in {"GET", "HEAD"}:
            return self.calls.of(asked_in_url(scope["query_string"]), record)
        raise MethodError(method)

    def _reply(self, call: Call, scope: Scope, headers: Headers, media: str) -> Reply:
        method, record = scope["method"], scope[RECORD]
        if call.document.sound:
            _check_kind(call, method)
        if method == "POST":
            return self._answered(call, record, media)
        if not call.document.sound:
            return replace(self._answered(call, record, media), headers=NOT_KEPT)
        encodings = headers.get(b"accept-encoding", b"")
        revision = self.service.revision.revision
        tag = self.caching.tag(revision, scope["query_string"], media, encodings)
        if is_known(tag, headers.get(b"if-none-match", b"")):
            record.hits += ("validator",)
            return Reply(304, b"", headers=self.caching.of(tag))
        reply = self._answered(call, record, media)
        return replace(reply, headers=NOT_KEPT if record.codes else self.caching.of(tag))

    def _answered(self, call: Call, record: Record, media: str) -> Reply:
        """Give an answer that is kept, or work it out; what has errors is never kept."""
        revision, kept = self.service.revision, self.service.answers
        known = kept.find(revision, call.key) if call.key else None
        if known is not None:
            record.hits += ("answer",)
            record.cost = known.cost
            return Reply(200, known.body, media)
        answer = self.answering.answer(call.document, call.asked, revision, record)
        answer, body = self.answering.written(answer, record)
        if call.key and "errors" not in answer:
            kept.keep(revision, call.key, KeptAnswer(body, record.cost))
        return Reply(_status(answer, media), body, media)


def _check_kind(call: Call, method: str) -> None:
    operation = call.document.operation(call.asked.operation)
    if operation is None or operation.operation is OperationType.QUERY:
        return
    if operation.operation is OperationType.SUBSCRIPTION:
        raise SubscriptionError
    if method != "POST":
        raise ReadOnlyError(operation.operation.value)


def _status(answer: Answer, media: str) -> int:
    """Give the status: older clients, which speak plain JSON, are told 200 throughout."""
    return 200 if media == JSON or "data" in answer else 400


def _wants_page(scope: Scope, headers: Headers) -> bool:
    return (
        scope["method"] in {"GET", "HEAD"}
        and best(headers.get(b"accept", b""), (GRAPHQL, JSON, HTML)) == HTML
        and b"query=" not in scope["query_string"]
    )
