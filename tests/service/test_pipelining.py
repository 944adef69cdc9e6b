"""Pipelining: what comes in one packet is answered in turn, and ends with its connection."""

from contextlib import suppress

from tests.service.load import fetch, until
from tests.service.memory import memory_of
from tests.service.processes import connected, counted, serving

PING = b"GET /health HTTP/1.1\r\nhost:x\r\n\r\n"
FOLLOWING = (
    b"GET /graphql?query=subscription%7Bdataset%7Brevision%7D%7D HTTP/1.1\r\n"
    b"host:x\r\naccept: text/event-stream\r\n\r\n"
)
SUBSCRIPTIONS = 'held{things="subscriptions"}'
MANY = 20_000
MOST_TAKEN = 8_000_000  # mostly by the buffers of the system, on both sides


def test_whatever_comes_in_one_packet_is_answered_in_turn() -> None:
    with serving("--log-level", "error", quiet=True) as running, connected(running) as client:
        client.sendall((PING * 500).removesuffix(PING) + PING.replace(b"health", b"nowhere"))
        answered = b""
        while b"404" not in answered:
            answered += client.recv(65_536)

    assert answered.count(b"HTTP/1.1 200 OK") == 499
    assert answered.rindex(b"HTTP/1.1 200") < answered.index(b"HTTP/1.1 404")


def test_what_nobody_reads_is_neither_begun_nor_kept() -> None:
    with serving("--log-level", "error", quiet=True) as running:
        before = memory_of(running)
        for _ in range(5):
            clients = [connected(running) for _ in range(5)]
            for client in clients:
                client.setblocking(False)  # noqa: FBT003  # the name says it
                client.send(PING * MANY)
            assert fetch(running.url, "/health")[0] == 200
            for client in clients:
                client.close()
        until(lambda: memory_of(running) < before * 1.2)

    assert not running.said


def test_what_waits_behind_the_pool_is_not_read_meanwhile() -> None:
    body = b'{"query":"{ a%06d: dataset { revision } }"}'
    head = b"POST /graphql HTTP/1.1\r\nhost:x\r\ncontent-type:application/json\r\n"
    size = len(body % 0)
    requests = [head + b"content-length:%d\r\n\r\n" % size + body % n for n in range(2_000)]
    sent, answered, taken = b"".join(requests * 40), b"", 0
    with serving("--log-level", "error", quiet=True) as running, connected(running) as client:
        client.setblocking(False)  # noqa: FBT003  # the name says it
        while answered.count(b"HTTP/1.1 200 OK") < 300:
            with suppress(BlockingIOError):
                taken += client.send(sent[taken : taken + 100_000])
            with suppress(BlockingIOError):
                answered += client.recv(65_536)

    assert taken < MOST_TAKEN


def test_all_requests_of_a_connection_end_with_it() -> None:
    with serving("--log-level", "error", quiet=True) as running:
        for _ in range(30):
            with connected(running) as client:
                client.sendall(FOLLOWING + PING)
                client.recv(100)
        until(lambda: counted(running, SUBSCRIPTIONS) == 0)
        assert running.stop() == 0

    assert not running.said
