"""Observing: every request is counted, logged and answered safely, even where something breaks."""

from logging import INFO
from time import perf_counter

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.faults import InternalError
from serving.headers import by_name, secured
from serving.incidents import incident
from serving.metrics import Metrics, route_of
from serving.naming import HEADER, NAME, given_name, made_names
from serving.negotiation import told_in
from serving.records import RECORD, Record
from serving.replies import answering, refusal

_SWITCHED = 101
_REFUSED = 403
_BROKEN = 1011


class Observed:
    """Watches over the requests to an application.

    Nothing that a client sent is logged but its request id, if it is a plain word, and the name of
    the operation; variables and documents are not.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics
        self.log = structlog.get_logger("serving.requests").bind()
        self.names = made_names()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever happens."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        name = scope[NAME] = given_name(scope) or next(self.names)
        if scope["type"] == "websocket":
            await self._shake_hands(scope, receive, send)
            return
        began = perf_counter()
        record = scope[RECORD] = Record()
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*secured(message["headers"]), (HEADER, name)]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as cause:  # noqa: BLE001  # the last one who can answer
            error = self._incident(cause, name, record)
            if not status:
                media = told_in(by_name(scope["headers"]).get(b"accept", b""))
                await refusal(error, media).send(noted)
        seconds = perf_counter() - began
        self.metrics.count(scope, status, seconds, record)
        if self.log.is_enabled_for(INFO):
            self._note(scope, name, status, seconds, record)

    async def _shake_hands(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Watch over the request that opens a conversation, up to its answer."""
        began = perf_counter()
        asked = {**scope, "method": "GET"}
        record = scope[RECORD] = Record()
        name = scope[NAME]
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if not status:
                status = _status_of(message)
                given = message.get("headers", ())
                headers = given if status == _SWITCHED else secured(given)
                message["headers"] = [*headers, (HEADER, name)]
                seconds = perf_counter() - began
                self.metrics.count(asked, status, seconds, record)
                self._note(asked, name, status, seconds, record)
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as cause:  # noqa: BLE001  # the last one who can answer
            error = self._incident(cause, name, record)
            if status:
                await send({"type": "websocket.close", "code": _BROKEN})
            else:
                await refusal(error).send(answering(scope, noted))

    def _incident(self, cause: Exception, name: bytes, record: Record) -> InternalError:
        """Log what broke, and give the error that names where it stands in the log."""
        error = incident(self.log, name.decode(), cause)
        record.codes = (error.code,)
        return error

    def _note(self, scope: Scope, name: bytes, status: int, seconds: float, record: Record) -> None:
        self.log.info(
            "request",
            id=name.decode(),
            method=scope["method"],
            route=route_of(scope["path"]),
            status=status,
            milliseconds=round(seconds * 1000, 3),
            operation=record.operation,
            cost=record.cost,
            outcome=record.outcome,
        )


def _status_of(message: Message) -> int:
    """Give the status that an answer to the request for a conversation amounts to."""
    if message["type"] == "websocket.accept":
        return _SWITCHED
    status: int = message.get("status", _REFUSED)
    return status
