"""Framing: what RFC 9110 and RFC 9112 ask of the head of a request, beyond what its parser does."""

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Sequence

from websockets.exceptions import InvalidHeader
from websockets.headers import parse_subprotocol

from serving.headers import Header
from serving.malformed import (
    HeadTooLargeError,
    MalformedError,
    NotImplementedHereError,
    VersionError,
    WebSocketVersionError,
)
from serving.negotiation import kept_if_short

_MOST_DIGITS = 18
_KEY_BYTES = 16
_MOST_HANDSHAKE_BYTES = 8_000  # of one line, less than websockets reads
_KEY = b"sec-websocket-key"
_VERSION = b"sec-websocket-version"
_PROTOCOL = b"sec-websocket-protocol"
_ABSOLUTE = re.compile(rb"https?://[^/?#]+", re.IGNORECASE)
_HOST = re.compile(
    rb"(?:\[[0-9A-Fa-f:.]+\]|\[v[0-9A-Fa-f]+\.[\w.~!$&'()*+,;=:-]+\]"
    rb"|(?:[\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::\d*)?",
    re.ASCII,
)


def in_origin_form(target: bytes) -> bytes:
    """Give the path and the query of an address that names a host too; others stay as they are."""
    found = _ABSOLUTE.match(target)
    if found is None:
        return target
    rest = target[found.end() :].partition(b"#")[0]
    return rest if rest.startswith(b"/") else b"/" + rest


def check_head(method: bytes, version: str, headers: Sequence[Header]) -> None:
    """Raise MalformedError if the head of a request is not as it must be."""
    if version not in {"1.0", "1.1"}:
        raise VersionError
    if method == b"CONNECT":
        raise NotImplementedHereError("CONNECT is for proxies, which this is not; use GET or POST")
    given = dict(headers)
    hosts = [name for name, _ in headers].count(b"host")
    if hosts > 1 or (not hosts and version == "1.1"):
        raise MalformedError(f"a request has one Host header, this one has {hosts}; send one")
    if not _is_host(given.get(b"host", b"")):
        raise MalformedError("the Host header holds no host; send it as in `example.org:8000`")
    if len(given.get(b"content-length", b"")) > _MOST_DIGITS:
        raise MalformedError(f"Content-Length has more than {_MOST_DIGITS} digits")
    if b"transfer-encoding" in given:
        _check_transfer(version, given[b"transfer-encoding"])


def _check_transfer(version: str, coding: bytes) -> None:
    if version == "1.0":
        raise MalformedError("HTTP/1.0 has no Transfer-Encoding; send Content-Length")
    if coding.lower() != b"chunked":
        raise NotImplementedHereError("no Transfer-Encoding but `chunked` is read here")


@kept_if_short
def _is_host(host: bytes) -> bool:
    return _HOST.fullmatch(host) is not None


def tokens_in(headers: Sequence[Header], wanted: bytes) -> list[bytes]:
    """Give the tokens of all lines of a header that holds a list, in lower case."""
    values = b",".join(value for name, value in headers if name == wanted)
    return [each.strip() for each in values.lower().split(b",") if each.strip()]


def check_handshake(url: bytes, headers: Sequence[Header]) -> None:
    """Raise MalformedError if what asks for a WebSocket is not as RFC 6455 has it."""
    versions, keys = ([v for n, v in headers if n == name] for name in (_VERSION, _KEY))
    if len(keys) != 1 or not _is_key(keys[0]):
        raise MalformedError("a WebSocket needs one Sec-WebSocket-Key of 16 bytes in Base64")
    if versions != [b"13"]:
        raise WebSocketVersionError
    if [name for name, _ in headers].count(b"origin") > 1:
        raise MalformedError("a WebSocket has one Origin header at most")
    try:
        for protocols in (value for name, value in headers if name == _PROTOCOL):
            parse_subprotocol(protocols.decode("latin-1"))
    except InvalidHeader as error:
        raise MalformedError(str(error)) from None
    if max(len(url), *(len(n) + len(v) for n, v in headers)) > _MOST_HANDSHAKE_BYTES:
        most = f"{_MOST_HANDSHAKE_BYTES} bytes"
        raise HeadTooLargeError(f"the URL and each header of a WebSocket may have {most}")


def _is_key(value: bytes) -> bool:
    try:
        return len(b64decode(value, validate=True)) == _KEY_BYTES
    except Base64Error:
        return False
