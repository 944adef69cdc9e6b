"""Connections: each is held to a size of its headers, and all of them together to a number."""

import asyncio
from http import HTTPStatus
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from serving.clients import CONNECTION
from serving.doors import RESERVED, Doors
from serving.faults import RETRY_SECONDS
from serving.headers import secured
from serving.rates import network_of

MOST_BYTES = 65_536
MOST_HEADERS = 100
LINGER_SECONDS = 1.0
_TOO_LONG = f"the URL and the headers may have {MOST_BYTES} bytes and {MOST_HEADERS} headers"


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
        super().__init__(config, server_state, {**app_state, CONNECTION: self}, _loop)
        self.pending = 0  # bytes that have arrived since headers or a part of a body was complete
        self.reserve = False
        self.refused = False

    @property
    def gone(self) -> bool:
        """Whether the client has gone before it was answered."""
        return self.transport.is_closing()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let a client in; where there are too many, only into the reserve."""
        super().connection_made(transport)
        client = network_of(self.client[0] if self.client else "")
        self.reserve = not self.config.doors.let_in(transport, client)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        super().connection_lost(exc)
        self.config.doors.let_out(self.transport)

    def _turn_away(self) -> None:
        """Say when to come back; closing at once could take the answer back."""
        self.refused = True
        retry = (b"retry-after", b"%d" % RETRY_SECONDS)
        self.transport.write(_reply(503, "too many connections; come back later", retry))
        self.loop.call_later(LINGER_SECONDS, self.transport.abort)

    def data_received(self, data: bytes) -> None:
        """Read on, unless too much has come that is neither complete headers nor a body."""
        if self.refused:
            self.transport.close()
        elif self.reserve and not data.startswith(RESERVED):
            self._turn_away()
        else:
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
