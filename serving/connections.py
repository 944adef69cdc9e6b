"""Connections: each is held to a size of its headers, and all of them together to a number."""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any

import uvicorn
from httptools import HttpParserInvalidURLError, parse_url
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from serving.clients import CONNECTION
from serving.doors import RESERVED, Doors
from serving.forwarding import network_of
from serving.framing import check_handshake, check_head, in_origin_form, tokens_in
from serving.headers import Header
from serving.malformed import (
    REFUSED,
    CrowdedError,
    HeadTooLargeError,
    MalformedError,
    UnreadError,
    UrlTooLongError,
)
from serving.parsing import Parser

MOST_BYTES = 65_536
MOST_HEADERS = 100
MOST_PIPELINED = 16
_SLICE = 4_096
_BODY = frozenset({b"content-length", b"transfer-encoding"})
_NO_BODY = (b"content-length", b"0")
LINGER_SECONDS = 1.0
_TOO_LONG = f"the URL and the headers may have {MOST_BYTES} bytes and {MOST_HEADERS} headers"


class Config(uvicorn.Config):
    """Uvicorn's configuration, which makes our connections."""

    def __init__(self, app: Any, doors: Doors, **options: Any) -> None:  # noqa: ANN401  # uvicorn's
        super().__init__(app, http=Connection, **options)
        self.doors = doors


class Flow(FlowControl):
    """A flow that is not resumed while something waits to be parsed, whoever asks for more."""

    def __init__(self, transport: asyncio.Transport, held: bytearray) -> None:
        super().__init__(transport)
        self._held = held

    def resume_reading(self) -> None:
        """Read on, unless what has been read already has to wait."""
        if not self._held:
            super().resume_reading()


class Connection(HttpToolsProtocol):
    """A connection whose headers end some time, of which there are not too many.

    Bytes are counted by what arrives at once, not one by one, so a request costs next to nothing.
    What is malformed goes to the application like any other request, which refuses it in its turn;
    nothing that follows is heard.
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
        self.parser = Parser(self)
        self.pending = 0  # bytes that have arrived since headers or a part of a body was complete
        self.reserve = False
        self.turned_away = False
        self.fault: UnreadError | None = None
        self.passed_over = b""
        self.cycles: deque[RequestResponseCycle] = deque()
        self.held = bytearray()  # what is not parsed yet, since enough requests wait already

    @property
    def gone(self) -> bool:
        """Whether the client has gone before it was answered."""
        return self.transport.is_closing()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let a client in; where there are too many, only into the reserve."""
        super().connection_made(transport)
        self.flow = Flow(transport, self.held)
        client = network_of(self.client[0] if self.client else "")
        self.reserve = not self.config.doors.let_in(transport, client)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection, and tell every request on it, not only the newest."""
        super().connection_lost(exc)
        self.config.doors.let_out(self.transport)
        self.held.clear()
        self.pipeline.clear()
        for cycle in self.cycles:
            if not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()
        self.cycles.clear()

    def _turn_away(self) -> None:
        """Refuse what will be asked; closing before it is read would take the answer back."""
        self.turned_away = True
        self.fault = CrowdedError()
        self.loop.call_later(LINGER_SECONDS, self.transport.abort)

    def data_received(self, data: bytes) -> None:
        """Read on, unless too much has come that is neither complete headers nor a body."""
        if self.reserve and not self.turned_away and not data.startswith(RESERVED):
            self._turn_away()
        self.held += data
        self._parse()

    def _parse(self) -> None:
        """Parse slice by slice, until enough requests wait: one packet may hold thousands."""
        while self.held and not self._is_settled():
            if len(self.pipeline) >= MOST_PIPELINED:
                self.flow.pause_reading()
                return
            data = bytes(self.held[:_SLICE])
            del self.held[:_SLICE]
            self._parse_slice(data)
        if self._is_settled():
            self.held.clear()

    def _is_settled(self) -> bool:
        """Whether nothing more is heard here: it was malformed, or another protocol goes on."""
        refused = self.fault is not None and not self.turned_away
        return refused or self.transport.get_protocol() is not self

    def _parse_slice(self, data: bytes) -> None:
        self.pending += len(data)
        super().data_received(data)
        if self.pending > MOST_BYTES:
            if self.fault is None:
                self.fault = self._too_long()
                self._refuse(self.fault)
            elif self.turned_away:
                self.transport.abort()

    def on_response_complete(self) -> None:
        """Go on with the next request, and parse on if others wait no longer."""
        super().on_response_complete()
        if self.held:
            self.loop.call_soon(self._parse_on)

    def _parse_on(self) -> None:
        if self.held and not self.transport.is_closing():
            self._parse()
            if not self.held:
                self.flow.resume_reading()

    def on_headers_complete(self) -> None:
        """Begin to answer, unless something is wrong; what is raised ends the parsing."""
        if self.fault is not None:
            self._begin_to_refuse(self.fault)
            return
        self._check_size()
        self.pending = 0
        if not self.url.startswith(b"/"):
            self.url = in_origin_form(self.url)
        method, version = self.parser.get_method(), self.parser.get_http_version()
        check_head(method, version, self.headers)
        self.passed_over = b""
        if self.parser.should_upgrade():
            self._upgrade(method, version)
        if not self.passed_over:
            self._begin()

    def _begin(self) -> None:
        """Begin to answer a request, or let it wait for those before it."""
        super().on_headers_complete()
        while self.cycles and self.cycles[0].response_complete:
            self.cycles.popleft()
        if self.cycle is not None and (not self.cycles or self.cycles[-1] is not self.cycle):
            self.cycles.append(self.cycle)

    def _begin_to_refuse(self, error: UnreadError) -> None:
        """Begin to answer with an error, whatever else is wished for."""
        self.passed_over = b""
        self.headers[:] = [each for each in self.headers if each[0] != b"upgrade"]
        self._begin()
        self.scope[REFUSED] = error  # type: ignore[literal-required]

    def _upgrade(self, method: bytes, version: str) -> None:
        """Make ready for a WebSocket if one is wished for, and pass over any other wish."""
        others = [each for each in self.headers if each[0] != b"upgrade" and each != _NO_BODY]
        wishes = tokens_in(self.headers, b"upgrade")
        bare = method == b"GET" and version == "1.1" and not _BODY.intersection(dict(others))
        idle = self.cycle is None or self.cycle.response_complete
        if b"websocket" not in wishes or not bare or not idle:
            self.passed_over = _head(method, self.url, version, others)
            return
        check_handshake(self.url, self.headers)
        # uvicorn and websockets look for these words alone
        others = [each for each in others if each[0] != b"connection"]
        self.headers[:] = [*others, (b"connection", b"upgrade"), (b"upgrade", b"websocket")]

    def on_body(self, body: bytes) -> None:
        """Take in a part of a body, which has limits of its own."""
        self.pending = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Note the end of a request, unless it is given once more."""
        if not self.passed_over:
            super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, with more to say about it than uvicorn has."""
        self._refuse(self.fault or MalformedError(msg))

    def _check_size(self) -> None:
        many = len(self.headers) > MOST_HEADERS
        if many or self.pending > MOST_BYTES:
            size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
            if many or size > MOST_BYTES:
                raise self._too_long()

    def _too_long(self) -> MalformedError:
        error = UrlTooLongError if len(self.url) > MOST_BYTES else HeadTooLargeError
        return error(_TOO_LONG)

    def _refuse(self, error: UnreadError) -> None:
        """Let the application refuse the request whose body is malformed, or one in its place."""
        cycle = self.cycle
        if cycle is None or cycle.response_complete or not cycle.more_body:
            instead = self._standing_in()
            self.parser = Parser(self)
            self.parser.feed_data(instead)
        elif cycle.response_started:
            self.transport.close()
        else:
            cycle.scope[REFUSED] = error  # type: ignore[literal-required]
            cycle.message_event.set()

    def _standing_in(self) -> bytes:
        """Give a request for the method and the path that are asked for, if they can be told."""
        if self.url.startswith(b"/") and self.parser.get_method() != b"CONNECT":
            with suppress(HttpParserInvalidURLError):
                path = parse_url(self.url).path or b"/"
                return _head(self.parser.get_method(), path, "1.1", [])
        return _head(b"GET", b"/", "1.1", [])


def _head(method: bytes, url: bytes, version: str, headers: list[Header]) -> bytes:
    """Write the head of a request."""
    lines = [b"%b %b HTTP/%b" % (method, url, version.encode())]
    lines += [name + b": " + value for name, value in headers]
    return b"\r\n".join([*lines, b"", b""])
