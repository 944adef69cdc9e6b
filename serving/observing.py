"""Observing: every request is counted, logged and answered safely, even where something breaks."""

import re
from collections.abc import Iterator
from itertools import count
from logging import INFO
from os import urandom
from time import perf_counter
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.faults import InternalError
from serving.headers import secured
from serving.metrics import Metrics
from serving.records import RECORD, Record
from serving.replies import refusal

_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}\Z")
_HEADER = b"x-request-id"


class Observed:
    """Watches over the requests to an application.

    Nothing that a client sent is logged but its request id, if it is a plain word, and the name of
    the operation; variables and documents are not.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics
        self.log = structlog.get_logger("serving.requests").bind()
        self.names = _names()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever happens."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        record = scope[RECORD] = Record()
        name = _given_name(scope) or next(self.names)
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*secured(message["headers"]), (_HEADER, name)]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception:  # the last one who can answer
            incident = uuid4().hex
            self.log.exception("incident", incident=incident, id=name.decode())
            record.codes = (InternalError.code,)
            if not status:
                await refusal(InternalError(incident)).send(noted)
        seconds = perf_counter() - began
        self.metrics.count(scope, status, seconds, record)
        if self.log.is_enabled_for(INFO):
            self._note(scope, name, status, seconds, record)

    def _note(self, scope: Scope, name: bytes, status: int, seconds: float, record: Record) -> None:
        self.log.info(
            "request",
            id=name.decode(),
            method=scope["method"],
            route=self.metrics.route(scope["path"]),
            status=status,
            milliseconds=round(seconds * 1000, 3),
            operation=record.operation,
            cost=record.cost,
            outcome=record.outcome,
        )


def _given_name(scope: Scope) -> bytes | None:
    for name, value in scope["headers"]:
        if name == _HEADER and _ID.match(value):
            found: bytes = value
            return found
    return None


def _names() -> Iterator[bytes]:
    """Make up names of requests that no other process makes up."""
    start = urandom(6).hex()
    return (f"{start}-{number:x}".encode() for number in count())
