"""The endpoint `/graphql`: from an HTTP request to a GraphQL answer."""

import orjson
from graphql import OperationType, print_schema
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.answer_cache import key_of
from serving.answers import Answer, Answering
from serving.caching import NOT_KEPT, Caching, is_known
from serving.documents import Document
from serving.events import send_events
from serving.faults import (
    DisconnectedError,
    MethodError,
    NotAcceptableError,
    ReadOnlyError,
    RequestError,
    SubscriptionError,
)
from serving.negotiation import EVENTS, GRAPHQL, HTML, JSON, best
from serving.records import RECORD, Record
from serving.replies import Reply, refusal
from serving.requests import Asked, asked_in_body, asked_in_url
from serving.service import Service

ANSWERS = (GRAPHQL, JSON, EVENTS)
Headers = dict[bytes, bytes]


class Endpoint:
    """Answers GraphQL over HTTP; `page` is what a browser is given that asks for a page."""

    def __init__(self, service: Service, page: ASGIApp | None = None) -> None:
        self.service = service
        self.answering = Answering(service)
        self.caching = Caching(service.settings.max_age, print_schema(service.executor.schema))
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers: Headers = dict(scope["headers"])
        if self.page is not None and _wants_page(scope, headers):
            await self.page(scope, receive, send)
            return
        record: Record = scope.setdefault(RECORD, Record())
        try:
            await self._respond(scope, headers, receive, send)
        except RequestError as error:
            record.codes = (error.code,)
            media = best(headers.get(b"accept", b""), (GRAPHQL, JSON)) or JSON
            await refusal(error, media).send(send)
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
        asked = await self._asked(scope, headers, receive)
        document = self.answering.document(asked, scope[RECORD])
        if media == EVENTS:
            await send_events(self.answering.stream(document, asked, scope[RECORD]), receive, send)
        else:
            await self._reply(document, asked, scope, headers, media).send(send)

    async def _asked(self, scope: Scope, headers: Headers, receive: Receive) -> Asked:
        method = scope["method"]
        if method == "POST":
            declared = headers.get(b"content-length", b"")
            body = await self.service.bodies.read(receive, declared)
            return asked_in_body(headers.get(b"content-type", b""), body)
        if method in {"GET", "HEAD"}:
            return asked_in_url(scope["query_string"])
        raise MethodError(method)

    def _reply(
        self, document: Document, asked: Asked, scope: Scope, headers: Headers, media: str
    ) -> Reply:
        revision = self.service.revision
        record = scope[RECORD]
        if document.sound:
            _check_kind(document, asked, scope["method"])
        if scope["method"] == "POST" or not document.sound:
            return self._answered(document, asked, record, media)
        tag = self.caching.tag(
            revision.revision, asked, media, headers.get(b"accept-encoding", b"")
        )
        if is_known(tag, headers.get(b"if-none-match", b"")):
            record.hits += ("validator",)
            return Reply(304, b"", headers=self.caching.of(tag))
        reply = self._answered(document, asked, record, media)
        caching = NOT_KEPT if record.codes else self.caching.of(tag)
        return Reply(reply.status, reply.body, media, caching)

    def _answered(self, document: Document, asked: Asked, record: Record, media: str) -> Reply:
        """Give an answer that is kept, or work it out; what has errors is never kept."""
        revision, kept = self.service.revision, self.service.answers
        key = key_of(document.prepared.text, asked) if kept.most_bytes and document.sound else None
        body = kept.find(revision, key) if key else None
        if body is not None:
            record.hits += ("answer",)
            return Reply(200, body, media)
        answer = self.answering.answer(document, asked, revision, record)
        body = orjson.dumps(answer)
        if key and "errors" not in answer:
            kept.keep(revision, key, body)
        return Reply(_status(answer, media), body, media)


def _check_kind(document: Document, asked: Asked, method: str) -> None:
    operation = document.operation(asked.operation)
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
