"""Leaving: what nobody waits for costs next to nothing, and who does not read is not written to."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.sync.client import ClientConnection

from tests.service.load import fetch, until
from tests.service.memory import memory_of
from tests.service.processes import ROOT, Running, counted, serving
from tests.service.sockets import PROTOCOL, dialled

DEAR = "{ people(first: 100) { nodes { id name ranIn { id votes contest { id name } } } } } #%d"
CHEAP = "{ a%d: dataset { revision } }"
LARGE = (  # a megabyte: more than the system holds for a client that does not read
    "{ " + " ".join(f"q{n}: examples {{ ...E }}" for n in range(20)) + " } "
    "fragment E on Example { a: document b: document c: document d: document e: document } #%d"
)
HEAD = (
    "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
    "content-length: {size}\r\n\r\n{body}"
)


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    options = ("--answer-cache-bytes", "0", "--max-body-seconds", "1", "--log-level", "error")
    with serving(*options, data=ROOT / "data", quiet=True) as started:
        yield started


def answered(running: Running) -> float:
    return counted(running, "operations_total")


def address(running: Running) -> tuple[str, int]:
    parts = urlsplit(running.url)
    return parts.hostname or "", parts.port or 0


@pytest.mark.parametrize("query", [DEAR, CHEAP])
def test_what_is_asked_over_connections_that_were_closed_at_once_is_not_executed(
    running: Running, query: str
) -> None:
    before, gone = answered(running), counted(running, 'errors_total{code="DISCONNECTED"}')
    for number in range(30):
        body = json.dumps({"query": query % number})
        with closing(socket.create_connection(address(running))) as connection:
            connection.sendall(HEAD.format(size=len(body), body=body).encode())
    until(lambda: counted(running, 'errors_total{code="DISCONNECTED"}') > gone + 20)

    assert answered(running) - before < 10
    assert not running.said


def upgraded(running: Running) -> socket.socket:
    """Open a WebSocket by hand, so that nobody reads or answers on this side."""
    connection = socket.create_connection(address(running), timeout=15)
    connection.sendall(
        b"GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
        b"sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        b"sec-websocket-protocol: %b\r\n\r\n" % PROTOCOL.encode()
    )
    assert connection.recv(12) == b"HTTP/1.1 101"
    return connection


def frame(content: bytes = b"", opcode: Opcode = Opcode.TEXT, *, last: bool = True) -> bytes:
    return Frame(opcode, content, fin=last).serialize(mask=True)


def asked(query: str, number: int) -> bytes:
    payload = {"query": query % number}
    return frame(json.dumps({"type": "subscribe", "id": str(number), "payload": payload}).encode())


INIT = frame(b'{"type":"connection_init"}')


@pytest.mark.parametrize("query", [DEAR, CHEAP])
def test_what_is_asked_in_one_packet_by_a_socket_that_closes_is_not_executed(
    running: Running, query: str
) -> None:
    before = answered(running)
    with upgraded(running) as connection:
        connection.sendall(INIT + b"".join(asked(query, number) for number in range(20)))
    with upgraded(running):
        pass

    assert answered(running) - before < 10


def send_on(connection: socket.socket, flood: bytes) -> None:
    """Send for as long as one may, within reason."""
    for _ in range(2_000):
        connection.sendall(flood)


@pytest.mark.parametrize(
    "flood",
    [
        frame(b"x" * 125, Opcode.PING),
        frame(opcode=Opcode.PONG),
        frame(opcode=Opcode.CONT, last=False),
        frame(b'{"type":"ping"}'),
        frame(b'{"type":"pong"}'),
        frame(b'{"type":"complete","id":"1"}'),
    ],
    ids=["ping", "pong", "fragment", "message", "reply", "complete"],
)
def test_a_flood_ends_the_socket_whether_its_client_reads_or_not(
    running: Running, flood: bytes
) -> None:
    before = memory_of(running)
    with upgraded(running) as connection:
        connection.sendall(INIT + (frame(last=False) if b"\x00\x80" in flood[:2] else b""))
        with pytest.raises(ConnectionError):
            send_on(connection, flood * 1_000)

    assert memory_of(running) - before < 10_000
    assert fetch(running.url, "/health")[0] == 200
    assert not running.said


def test_a_flood_is_told_why_it_is_ended(running: Running) -> None:
    with dialled(running.url) as conversation:
        conversation.send('{"type":"connection_init"}')
        assert conversation.recv()
        with pytest.raises(ConnectionClosed) as ended:
            converse_on(conversation)

    assert ended.value.rcvd is not None
    assert (ended.value.rcvd.code, ended.value.rcvd.reason[:9]) == (1008, "More than")


def converse_on(conversation: ClientConnection) -> None:
    for _ in range(1_000):
        conversation.send('{"type":"pong"}')
    conversation.recv(timeout=15)


def test_sockets_that_never_read_are_written_little_and_closed(running: Running) -> None:
    before = memory_of(running)
    with ExitStack() as opened:
        sockets = [opened.enter_context(upgraded(running)) for _ in range(10)]
        for each in sockets:
            each.sendall(INIT + b"".join(asked(LARGE, number) for number in range(20)))
        most = 0

        def closed() -> bool:
            nonlocal most
            most = max(most, memory_of(running))
            return not counted(running, 'held{things="WebSockets"}')

        until(closed, 40)

    assert most - before < 100_000
