"""The endpoint `/graphql`: from an HTTP request to a GraphQL answer."""

from typing import Any

import orjson
from graphql import OperationType, get_operation_ast
from starlette.types import ASGIApp, Receive, Scope, Send

from schema.context import Context
from schema.execution import Prepared
from serving.bodies import read_body
from serving.faults import (
    DisconnectedError,
    MethodError,
    NotAcceptableError,
    ParameterError,
    ReadOnlyError,
    RequestError,
)
from serving.negotiation import GRAPHQL, HTML, JSON, best
from serving.replies import Reply, refusal
from serving.requests import Asked, asked_in_body, asked_in_url
from serving.service import Service

ANSWERS = (GRAPHQL, JSON)


class Endpoint:
    """Answers GraphQL over HTTP; `page` is what a browser is given that asks for a page."""

    def __init__(self, service: Service, page: ASGIApp | None = None) -> None:
        self.service = service
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        if self.page is not None and _wants_page(scope, headers):
            await self.page(scope, receive, send)
            return
        try:
            reply = await self._reply(scope, headers, receive)
        except RequestError as error:
            reply = refusal(error, best(headers.get(b"accept", b""), ANSWERS) or JSON)
        except DisconnectedError:
            return
        await reply.send(send)

    async def _reply(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> Reply:
        method = scope["method"]
        if method == "OPTIONS":
            return Reply(204, b"", headers=MethodError(method).headers)
        accept = headers.get(b"accept", b"")
        media = best(accept, ANSWERS)
        if media is None:
            raise NotAcceptableError(accept.decode("latin-1"))
        return self._answer(await self._asked(scope, headers, receive), method, media)

    async def _asked(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> Asked:
        method = scope["method"]
        if method == "POST":
            settings = self.service.settings
            declared = headers.get(b"content-length", b"")
            body = await read_body(receive, declared, settings.body_bytes, settings.body_seconds)
            return asked_in_body(headers.get(b"content-type", b""), body)
        if method in {"GET", "HEAD"}:
            return asked_in_url(scope["query_string"])
        raise MethodError(method)

    def _answer(self, asked: Asked, method: str, media: str) -> Reply:
        if not asked.query:
            raise ParameterError("query", "given: the text of a GraphQL document")
        prepared = self.service.executor.prepare(asked.query)
        if method != "POST":
            _check_reads_only(prepared, asked.operation)
        context = Context(graph=self.service.revision)
        answer = self.service.executor.answer(prepared, context, asked.variables, asked.operation)
        return Reply(_status(answer, media), orjson.dumps(answer), media)


def _status(answer: dict[str, Any], media: str) -> int:
    """Give the status: older clients, which speak plain JSON, are told 200 throughout."""
    return 200 if media == JSON or "data" in answer else 400


def _wants_page(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    return (
        scope["method"] in {"GET", "HEAD"}
        and best(headers.get(b"accept", b""), (*ANSWERS, HTML)) == HTML
        and b"query=" not in scope["query_string"]
    )


def _check_reads_only(prepared: Prepared, operation: str | None) -> None:
    found = prepared.document and get_operation_ast(prepared.document, operation)
    if found and found.operation is not OperationType.QUERY:
        raise ReadOnlyError(found.operation.value)
