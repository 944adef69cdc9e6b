"""Requests that are refused unread, most as no HTTP as RFC 9110 and RFC 9112 have it."""

import re

from httptools import HttpParserError, HttpParserInvalidMethodError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.faults import RequestError
from serving.headers import Header, by_name
from serving.negotiation import told_in
from serving.overload import RETRY_SECONDS
from serving.records import RECORD, Record
from serving.replies import refusal

REFUSED = "election_graph.refused"
"""Where an ASGI scope holds the error with which its request is refused unread, if it is."""

_REQUEST_LINE = re.compile(rb"(?:\r?\n)*[!#$%&'*+.^_`|~0-9A-Za-z-]+ \S+ HTTP/\d\.\d\r?\n")
_VERSION = re.compile(rb"[^\r\n]* HTTP/\d\.\d\r?\n")
_OTHER_VERSIONS = frozenset({"Invalid HTTP version", "Pause on PRI/Upgrade"})


class UnreadError(RequestError):
    """A request that is not read to its end, so that the connection ends with it."""

    @property
    def headers(self) -> list[Header]:
        """That the connection ends."""
        return [(b"connection", b"close")]


class CrowdedError(UnreadError):
    """A request over a connection beyond the most that there may be."""

    status = 503
    code = "TOO_MANY_CONNECTIONS"

    def __init__(self) -> None:
        super().__init__("too many connections; come back later")

    @property
    def headers(self) -> list[Header]:
        """When to come back."""
        return [*super().headers, (b"retry-after", b"%d" % RETRY_SECONDS)]


class MalformedError(UnreadError):
    """A request that is no HTTP/1.1; nobody knows where the next one begins."""

    code = "MALFORMED_REQUEST"


class NotImplementedHereError(MalformedError):
    """A part of HTTP that is not offered here."""

    status = 501
    code = "NOT_IMPLEMENTED"


class VersionError(MalformedError):
    """A version of HTTP other than 1.0 and 1.1."""

    status = 505
    code = "HTTP_VERSION_NOT_SUPPORTED"

    def __init__(self) -> None:
        super().__init__("this version of HTTP is not spoken here; use HTTP/1.1")


class WebSocketVersionError(MalformedError):
    """A version of the WebSocket protocol other than 13."""

    status = 426
    code = "WEBSOCKET_VERSION_NOT_SUPPORTED"

    def __init__(self) -> None:
        super().__init__("this version of WebSocket is not spoken here; use version 13")

    @property
    def headers(self) -> list[Header]:
        """The version that is."""
        version = (b"sec-websocket-version", b"13")
        return [(b"upgrade", b"websocket"), version, (b"connection", b"upgrade, close")]


class HeadTooLargeError(MalformedError):
    """Headers that are too long or too many."""

    status = 431
    code = "LIMIT"


class UrlTooLongError(HeadTooLargeError):
    """A URL that is too long."""

    status = 414


def malformed(error: HttpParserError, data: bytes) -> MalformedError:
    """Say what a parser has found wrong in what came last."""
    cause = error.__context__
    if isinstance(cause, MalformedError):
        return cause.with_traceback(None)  # which would keep the connection alive
    if isinstance(error, HttpParserInvalidMethodError) and _REQUEST_LINE.match(data):
        return NotImplementedHereError("this method is not known here; use GET, HEAD or POST")
    if str(error) in _OTHER_VERSIONS and _VERSION.match(data):
        return VersionError()
    return MalformedError(f"the request is not HTTP/1.1 as RFC 9112 has it: {cause or error}")


class Refusing:
    """Refuses what connections have not read, so that it is counted and logged like all others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what is wrong may be in a part of its body that is yet to come."""
        error = scope.get(REFUSED)
        if error is None:
            await self.app(scope, _checked(scope, receive), send)
            return
        scope.setdefault(RECORD, Record()).codes = (error.code,)
        media = told_in(by_name(scope["headers"]).get(b"accept", b""))
        await refusal(error, media).send(send)


def _checked(scope: Scope, receive: Receive) -> Receive:
    """Give the way to receive a request whose body may prove to be malformed."""

    async def receive_checked() -> Message:
        message = await receive()
        error: UnreadError | None = scope.get(REFUSED)
        if error is not None:
            raise error
        return message

    return receive_checked
