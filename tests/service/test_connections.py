"""Connections: their headers end some time, and there are only so many of them."""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from serving.connections import MOST_BYTES, MOST_HEADERS
from tests.service.load import fetch, until
from tests.service.memory import memory_of
from tests.service.processes import Running, connected, serving

START = b"GET /health HTTP/1.1\r\nhost: x\r\n"
NOWHERE = b"GET /nowhere HTTP/1.1\r\nhost: x\r\n"
ASKED = NOWHERE + b"\r\n"
WISHES = [
    b"",
    b"connection: upgrade\r\nupgrade: h2c\r\n",
    (
        b"connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n"
        b"sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    ),
]
MOST_SENT = 20_000_000


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with serving("--log-level", "error", quiet=True) as started:
        yield started


def said(connection: socket.socket) -> bytes:
    """Give all that a server says until it closes."""
    found = b""
    while part := connection.recv(4096):
        found += part
    return found


@pytest.mark.parametrize(
    ("start", "forever"),
    [
        (START, b"X-n: a\r\n" * 4096),
        (START + b"X-n: ", b"a" * 65_536),
        (b"GET /", b"a" * 65_536),
        (b"", b"\r\n" * 32_768),
        (START + b"transfer-encoding: chunked\r\n\r\n0\r\n", b"X-n: a\r\n" * 4096),
        (START + b"transfer-encoding: chunked\r\n\r\n1;", b"a" * 65_536),
    ],
)
def test_what_never_ends_is_cut_off(running: Running, start: bytes, forever: bytes) -> None:
    before = memory_of(running)
    with connected(running) as connection:
        sent = flood(connection, start, forever)

    assert sent < MOST_SENT
    assert memory_of(running) - before < 10_000


def flood(connection: socket.socket, start: bytes, forever: bytes) -> int:
    """Send until cut off, or too much for it to be so; give how much."""
    connection.sendall(start)
    for sent in range(0, MOST_SENT, len(forever)):
        try:
            connection.sendall(forever)
        except ConnectionError:
            return sent
    return MOST_SENT


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([START, b"X-n: a\r\n" * (MOST_HEADERS - 1), b"\r\n"], 200),
        ([START, b"X-n: a\r\n" * MOST_HEADERS, b"\r\n"], 431),
        ([START, b"X-n: " + b"a" * 60_000 + b"\r\n", b"\r\n"], 200),
        ([START, b"X-n: " + b"a" * 60_000, b"a" * 6_000], 431),
        ([b"GET /" + b"a" * 60_000, b"a" * 6_000], 414),
        ([b"GET /health?" + b"a" * 60_000 + b" HTTP/1.1\r\nhost: x\r\n", b"\r\n"], 200),
        ([START + b"X-n: " + b"a" * MOST_BYTES + b"\r\n\r\n"], 431),
        ([b"GARBAGE\r\n\r\n"], 400),
    ],
)
def test_headers_are_answered_within_their_limits(
    running: Running, parts: list[bytes], status: int
) -> None:
    with connected(running) as connection:
        for part in parts:
            connection.sendall(part)
        answer = connection.recv(4096).decode()

    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert "x-content-type-options: nosniff" in answer


def test_a_kept_connection_may_send_more_than_that_in_all(running: Running) -> None:
    parts = urlsplit(running.url)
    with closing(HTTPConnection(parts.hostname, parts.port, timeout=15)) as connection:
        for _ in range(5):
            connection.request("GET", "/health", headers={"x-n": "a" * 30_000})
            reply = connection.getresponse()
            assert (reply.status, reply.read()) == (200, b'{"status":"alive"}')
        body = b" " * 90_000 + b'{"query":"{ __typename }"}'
        connection.request("POST", "/graphql", body, {"content-type": "application/json"})
        assert connection.getresponse().status == 200


def test_those_beyond_the_most_are_asked_to_come_back_and_told_how_the_service_is() -> None:
    with serving("--max-connections", "5", "--log-level", "warning", quiet=True) as running:
        with held(running, 5):
            answers = []
            for wish in WISHES:
                with connected(running) as beyond:
                    beyond.sendall(NOWHERE + wish + b"\r\n")
                    answers.append(said(beyond).decode())
            statuses = [fetch(running.url, path)[0] for path in ("/health", "/ready", "/metrics")]
        until(lambda: fetch(running.url, "/nowhere")[0] == 404)
        counted = fetch(running.url, "/metrics")[1].decode()

    assert 'errors_total{code="TOO_MANY_CONNECTIONS"} ' in counted
    for each in answers:
        assert each.startswith("HTTP/1.1 503 Service Unavailable\r\n")
        assert re.search(r"\r\nretry-after: \d+\r\n", each)
    assert statuses == [200, 200, 200]
    assert len([line for line in running.said if "connections refused" in line]) == 1
    assert not any("Unsupported" in line for line in running.said)


@contextmanager
def held(running: Running, number: int) -> Iterator[list[socket.socket]]:
    """Hold connections that never finish what they ask."""
    with ExitStack() as stack:
        opened = [stack.enter_context(connected(running)) for _ in range(number)]
        for each in opened:
            each.sendall(START)
        yield opened


def test_the_reserve_cannot_be_filled_by_those_who_say_nothing() -> None:
    options = ("--max-connections", "5", "--log-level", "error")
    with serving(*options, quiet=True) as running, held(running, 200):
        assert fetch(running.url, "/health") == (200, b'{"status":"alive"}')


def test_a_client_has_a_share_of_the_connections() -> None:
    options = ("--max-client-connections", "5", "--log-level", "error")
    with serving(*options, quiet=True) as running, held(running, 5):
        assert fetch(running.url, "/nowhere")[0] == 503
        assert fetch(running.url, "/ready")[0] == 200
        with connected(running, "127.0.0.2") as other:
            other.sendall(ASKED)
            assert other.recv(100).startswith(b"HTTP/1.1 404 ")


def test_behind_a_proxy_it_is_the_proxy_that_shares_out_connections() -> None:
    options = ("--max-client-connections", "5", "--trusted-hops", "1", "--log-level", "error")
    with serving(*options, quiet=True) as running, held(running, 6):
        assert fetch(running.url, "/nowhere")[0] == 404
