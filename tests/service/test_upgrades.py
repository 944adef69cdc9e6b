"""Upgrades: a wish for a protocol that is not spoken here is passed over, but for WebSocket."""

import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.service.processes import Running, serving

BODY = b'{"query":"{ __typename }"}'
ANSWER = b'{"data":{"__typename":"Query"}'
H2C = b"connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAoAAA\r\n"
WISHES = {
    "h2c": H2C,
    "TLS": b"connection: upgrade\r\nupgrade: TLS/1.0\r\n",
    "several": b"connection: upgrade\r\nupgrade: h2c, TLS/1.0\r\n",
    "several lines": b"connection: upgrade\r\nupgrade: h2c\r\nupgrade: IRC/6.9\r\n",
    "WebSocket, by POST": b"connection: upgrade\r\nupgrade: websocket\r\n",
}
HEAD = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
WHOLE = b"content-length: %d\r\n\r\n%b" % (len(BODY), BODY)
IN_PARTS = b"transfer-encoding: chunked\r\n\r\n5\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (
    BODY[:5],
    len(BODY) - 5,
    BODY[5:],
)
GET = b"GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: x\r\n"
REQUESTS = {
    "whole": lambda wish: HEAD + wish + WHOLE,
    "in parts": lambda wish: HEAD + wish + IN_PARTS,
    "by GET": lambda wish: GET + wish.replace(b"websocket", b"h3") + b"\r\n",
}


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with serving("--log-level", "warning", quiet=True) as started:
        yield started


def connected(running: Running) -> socket.socket:
    parts = urlsplit(running.url)
    return socket.create_connection((parts.hostname, parts.port), timeout=15)


def heard(connection: socket.socket, answers: int) -> bytes:
    """Give what is said up to so many answers."""
    said = b""
    while said.count(ANSWER) < answers:
        part = connection.recv(4096)
        assert part, said
        said += part
    return said


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("form", REQUESTS)
def test_a_wish_for_another_protocol_is_passed_over(running: Running, wish: str, form: str) -> None:
    request = REQUESTS[form](WISHES[wish])
    with connected(running) as connection:
        for _ in range(2):
            connection.sendall(request)
            assert heard(connection, 1).startswith(b"HTTP/1.1 200 OK\r\n")
        connection.sendall(request * 20)
        assert heard(connection, 20).count(b"HTTP/1.1 200 OK\r\n") == 20
        for byte in request:
            connection.sendall(bytes([byte]))
        assert heard(connection, 1).startswith(b"HTTP/1.1 200 OK\r\n")


@pytest.mark.parametrize("form", REQUESTS)
def test_a_connection_that_is_to_end_ends_after_the_answer(running: Running, form: str) -> None:
    with connected(running) as connection:
        connection.sendall(REQUESTS[form](b"connection: close\r\n" + H2C))
        assert b"\r\nconnection: close\r\n" in heard(connection, 1)
        assert connection.recv(4096) == b""


def test_a_thousand_wishes_at_once_are_passed_over(running: Running) -> None:
    with connected(running) as connection:
        connection.sendall((GET + H2C + b"\r\n") * 1000)
        heard(connection, 1000)

    assert not any("Unsupported" in each for each in running.said)


HANDSHAKE = (
    b"GET /graphql HTTP/1.1\r\nhost: x\r\nsec-websocket-version: 13\r\n"
    b"sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    b"sec-websocket-protocol: graphql-transport-ws\r\n"
)


@pytest.mark.parametrize(
    "wish",
    [
        b"connection: Upgrade\r\nupgrade: WebSocket\r\n",
        b"connection: keep-alive, Upgrade\r\nupgrade: websocket\r\n",
        b"connection: upgrade\r\nconnection: keep-alive\r\nupgrade: websocket\r\n",
        b"connection: upgrade\r\nupgrade: h2c, websocket\r\n",
        b"connection: upgrade\r\nupgrade: websocket\r\ncontent-length: 0\r\n",
        b"connection: upgrade\r\nupgrade: websocket\r\nupgrade: h2c\r\n",
    ],
)
def test_a_wish_for_a_websocket_is_granted_among_others(running: Running, wish: bytes) -> None:
    with connected(running) as connection:
        connection.sendall(GET + H2C + b"\r\n")
        heard(connection, 1)
        connection.sendall(HANDSHAKE + wish + b"\r\n")
        assert re.match(rb"HTTP/1.1 101 Switching Protocols\r\n", connection.recv(4096))


@pytest.mark.parametrize("body", [b"content-length: 3\r\n\r\nabc", IN_PARTS])
def test_a_wish_for_a_websocket_that_comes_with_a_body_is_passed_over(
    running: Running, body: bytes
) -> None:
    with connected(running) as connection:
        wish = b"connection: upgrade\r\nupgrade: websocket\r\n"
        connection.sendall(GET + HANDSHAKE.split(b"host: x\r\n")[1] + wish + body)
        assert heard(connection, 1).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_wish_for_a_websocket_that_cannot_wait_for_an_answer_is_passed_over(
    running: Running,
) -> None:
    with connected(running) as connection:
        wish = b"connection: upgrade\r\nupgrade: websocket\r\n"
        head = GET + HANDSHAKE.split(b"host: x\r\n")[1]
        connection.sendall(GET + b"\r\n" + head + wish + b"\r\n" + head + b"\r\n")
        assert heard(connection, 3).count(b"HTTP/1.1 200 OK\r\n") == 3


def test_a_wish_in_an_old_version_is_passed_over(running: Running) -> None:
    request = (HANDSHAKE + b"connection: upgrade\r\nupgrade: websocket\r\n\r\n").replace(
        b"HTTP/1.1", b"HTTP/1.0"
    )
    with connected(running) as connection:
        connection.sendall(request)
        assert connection.recv(4096).startswith(b"HTTP/1.1 400 ")  # there is no query in it
