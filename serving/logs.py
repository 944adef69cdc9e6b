"""Logs: one line for each event on standard error, for people or for machines."""

import logging
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, TextIO, cast

import orjson
import structlog
from structlog.typing import Processor

from serving.log_stream import LogStream

LEVELS = ("debug", "info", "warning", "error")
FORMS = ("console", "json")
_NO_TEXT = "Invalid UTF-8 sequence received from client."  # of a WebSocket that is closed for it
_UNTRUE = "ASGI callable returned without completing handshake."  # uvicorn, of what it has answered
_TOLD = (
    "Invalid HTTP request received."  # by uvicorn; the request that is logged says what is wrong
)


class _Forwarding(logging.Handler):
    """Gives what libraries log the form of our own logs."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass a record on, but for what is said of requests that were rightly refused."""
        if record.getMessage() in {_UNTRUE, _TOLD, _NO_TEXT}:
            return
        known = {"logger": record.name, "exc_info": record.exc_info}
        given = {name: value for name, value in known.items() if value}
        structlog.get_logger().log(record.levelno, record.getMessage(), **given)


def set_up_logs(level: str, form: str) -> LogStream:
    """Log from a level on, in a form: `console` for people, `json` for machines.

    Give the stream that is logged to: processes that are forked later write to it too.
    """
    number = logging.getLevelNamesMapping()[level.upper()]
    stream = LogStream(sys.stderr.fileno())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *_rendering(form),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=_writer(form, stream),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[_Forwarding()], force=True)
    logging.raiseExceptions = False
    return stream


def _rendering(form: str) -> list[Processor]:
    if form == "json":
        return [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(serializer=orjson.dumps),
        ]
    return [
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            exception_formatter=structlog.dev.plain_traceback,  # rich would show what was asked
        )
    ]


def _writer(form: str, stream: LogStream) -> Callable[..., Any]:
    if form == "json":
        return structlog.BytesLoggerFactory(cast("BinaryIO", stream))
    return structlog.WriteLoggerFactory(cast("TextIO", stream))  # a line at one go
