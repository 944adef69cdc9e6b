"""Connections: each is held to a size of its headers, and all of them together to a number."""

import asyncio
import resource
from http import HTTPStatus
from time import monotonic
from typing import Any

import structlog
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from serving.headers import secured

MOST_BYTES = 65_536
MOST_HEADERS = 100
_OTHER_DESCRIPTORS = 100
_LINGERING = 50
_LINGER_SECONDS = 1.0
_RETRY_SECONDS = 5
_SECONDS_BETWEEN_WARNINGS = 60.0
_TOO_LONG = f"the URL and the headers may have {MOST_BYTES} bytes and {MOST_HEADERS} headers"


class Doors:
    """Knows how many connections a process may hold, and warns when it is full."""

    def __init__(self, most: int) -> None:
        descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        self.most = max(1, min(most, descriptors - _OTHER_DESCRIPTORS))
        self._warned = -_SECONDS_BETWEEN_WARNINGS

    def warn(self) -> None:
        """Log that someone is turned away, unless that was said a short while ago."""
        now = monotonic()
        if now - self._warned >= _SECONDS_BETWEEN_WARNINGS:
            self._warned = now
            structlog.get_logger(__name__).warning("connections refused", most=self.most)


class Config(uvicorn.Config):
    """Uvicorn's configuration, which makes our connections."""

    def __init__(self, app: Any, doors: Doors, **options: Any) -> None:  # noqa: ANN401  # uvicorn's
        super().__init__(app, http=Connection, **options)
        self.doors = doors


class Connection(HttpToolsProtocol):
    """A connection whose headers end some time, of which there are not too many.

    Bytes are counted by what arrives at once, not one by one, so a request costs next to nothing.
    """

    url = b""
    config: Config

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.pending = 0  # bytes that have arrived since headers or a part of a body was complete
        self.refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let a client in, or turn it away if there are too many."""
        super().connection_made(transport)
        beyond = len(self.connections) - self.config.doors.most
        if beyond > 0:
            self.refused = True
            self.config.doors.warn()
            if beyond > _LINGERING:
                transport.abort()
            else:
                self._turn_away()

    def _turn_away(self) -> None:
        """Say when to come back; closing before the request is read would take the answer back."""
        retry = (b"retry-after", b"%d" % _RETRY_SECONDS)
        self.transport.write(_reply(503, "too many connections; come back later", retry))
        self.loop.call_later(_LINGER_SECONDS, self.transport.abort)

    def data_received(self, data: bytes) -> None:
        """Read on, unless too much has come that is neither complete headers nor a body."""
        if self.refused:
            self.transport.close()
            return
        self.pending += len(data)
        super().data_received(data)
        if self.pending > MOST_BYTES and not self.transport.is_closing():
            self._end_headers()

    def on_headers_complete(self) -> None:
        """Begin to answer, unless there is too much of them; what is raised ends the parsing."""
        if self.pending > MOST_BYTES or len(self.headers) > MOST_HEADERS:
            self._check()
        self.pending = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take in a part of a body, which has limits of its own."""
        self.pending = 0
        super().on_body(body)

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP, unless it has been answered already."""
        if not self.transport.is_closing():
            self.transport.write(_reply(400, msg))
            self.transport.close()

    def _check(self) -> None:
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > MOST_BYTES or len(self.headers) > MOST_HEADERS:
            self._end_headers()
            raise ValueError(_TOO_LONG)

    def _end_headers(self) -> None:
        """Refuse to hear more; where an answer is under way there is no place for another one."""
        if self.cycle is None or self.cycle.response_complete:
            status = 414 if len(self.url) > MOST_BYTES else 431
            self.transport.write(_reply(status, _TOO_LONG))
        self.transport.close()


def _reply(status: int, text: str, *headers: tuple[bytes, bytes]) -> bytes:
    """Write a reply that ends a connection."""
    own = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(text)),
        (b"connection", b"close"),
        *headers,
    ]
    lines = [b"HTTP/1.1 %d %s" % (status, HTTPStatus(status).phrase.encode())]
    lines += [name + b": " + value for name, value in secured(own)]
    return b"\r\n".join([*lines, b"", text.encode()])
