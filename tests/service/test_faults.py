"""Faults: what happens to those who ask while data change, processes die and clients dawdle."""

import json
import os
import signal
import socket
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus

from tests.service.load import asking, fetch, until
from tests.service.processes import ROOT, Running, connected, serving, workers_of
from tests.service.sockets import FOLLOW, conversing, dialled
from tests.service.worlds import change, copy_of_small, spoil

ONE_AND_SEVERAL = pytest.mark.parametrize("workers", ["1", "2"])


def revisions(running: Running, times: int = 12) -> set[str]:
    """Ask often enough, over new connections, to meet every worker."""
    return {json.loads(fetch(running.url, "/ready")[1])["revision"] for _ in range(times)}


@ONE_AND_SEVERAL
def test_a_reload_under_load_gives_no_error_and_no_mixed_revision(
    tmp_path: Path, workers: str
) -> None:
    world = copy_of_small(tmp_path / "world")
    with serving("--workers", workers, "--log-level", "error", data=world, quiet=True) as running:
        (before,) = revisions(running)
        with asking(running.url) as load:
            until(lambda: load.answered > 50)
            change(world, "Ada Hoxha")
            running.process.send_signal(signal.SIGHUP)
            until(lambda: before not in revisions(running))
            (after,) = revisions(running)
            seen = load.answered
            until(lambda: load.answered > seen + 50)

    assert set(load.statuses) == {200}
    assert load.revisions == {before, after}
    assert (load.mixed, load.lost, load.unconnected) == (0, [], 0)


@ONE_AND_SEVERAL
def test_bad_data_are_refused_and_the_old_ones_served_on(tmp_path: Path, workers: str) -> None:
    world = copy_of_small(tmp_path / "world")
    with serving("--workers", workers, data=world) as running:
        before = revisions(running)
        spoil(world)
        running.process.send_signal(signal.SIGHUP)
        running.wait_for("data refused")

        assert revisions(running) == before
        change(copy_over(world), "Ada Hoxha")
        running.process.send_signal(signal.SIGHUP)
        until(lambda: len(revisions(running) | before) == 2 and revisions(running) != before)
    assert any("people.csv" in line for line in running.said)


def copy_over(world: Path) -> Path:
    """Mend a spoilt copy of the small world."""
    for path in copy_of_small(world.parent / f"{time.monotonic_ns()}").glob("*.csv"):
        path.replace(world / path.name)
    return world


@ONE_AND_SEVERAL
def test_changed_data_are_served_by_themselves_when_watched(tmp_path: Path, workers: str) -> None:
    world = copy_of_small(tmp_path / "world")
    with serving("--workers", workers, "--watch", data=world) as running:
        before = revisions(running)
        change(world, "Ada Hoxha")

        until(lambda: revisions(running).isdisjoint(before))


def test_a_worker_that_is_killed_is_replaced_while_others_go_on(tmp_path: Path) -> None:
    world = copy_of_small(tmp_path / "world")
    with serving("--workers", "2", data=world) as running:
        until(lambda: len(workers_of(running)) == 2)
        (before,) = revisions(running)
        spoil(world)
        with asking(running.url, clients=4) as load:
            until(lambda: load.answered > 50)
            victim = workers_of(running)[0]
            os.kill(victim, signal.SIGKILL)
            running.wait_for("worker died")
            until(lambda: len(workers_of(running)) == 2)
            seen = load.answered
            until(lambda: load.answered > seen + 50)

    assert set(load.statuses) == {200}
    assert len(load.lost) <= 4
    assert load.unconnected == 0
    assert load.revisions == {before}


def test_workers_do_not_outlive_the_process_that_started_them() -> None:
    with serving("--workers", "2") as running:
        until(lambda: len(workers_of(running)) == 2)
        workers = workers_of(running)
        running.process.kill()
        running.process.wait()

        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


@ONE_AND_SEVERAL
def test_no_accepted_request_is_lost_when_it_is_asked_to_stop(workers: str) -> None:
    options = ("--workers", workers, "--log-level", "error")
    with serving(*options, quiet=True) as running, asking(running.url) as load:
        until(lambda: load.answered > 100)
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(15) == 0

    assert set(load.statuses) == {200}
    assert load.lost == []


def dawdling(running: Running) -> list[socket.socket]:
    """Connect two hundred clients that say only the start of something; some hang up half-way."""
    body = b'{"query":"{ dataset { revision } }"}'
    head = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
    starts = [b"", b"POST /gra", head, head + b"content-length: 36\r\n\r\n" + body[:5]]
    slow = [connected(running) for _ in range(50) for _ in starts]
    for number, each in enumerate(slow):
        each.sendall(starts[number % len(starts)])
        if number % 3 == 0:
            each.shutdown(socket.SHUT_WR)
    return slow


def test_slow_and_half_closed_clients_do_not_starve_others() -> None:
    patient = ("--max-body-seconds", "3600", "--log-level", "error")
    with serving(*patient, quiet=True) as running, ExitStack() as open_meanwhile:
        for each in dawdling(running):
            open_meanwhile.enter_context(each)
        for _ in range(20):
            assert fetch(running.url, "/health")[0] == 200


def test_slow_and_half_closed_clients_are_sent_home() -> None:
    with serving("--max-body-seconds", "1", "--log-level", "error", quiet=True) as running:
        ends = [_end_of(each) for each in dawdling(running)]

    assert all(end in {b"", b"HTTP/1.1 408", b"HTTP/1.1 400"} for end in ends)
    assert b"HTTP/1.1 408" in ends


def _end_of(connection: socket.socket) -> bytes:
    """Wait for the server to end a connection, and give the start of what it said."""
    said = b""
    with connection:
        try:
            while part := connection.recv(4096):
                said += part
        except ConnectionResetError:
            pass
    return said[:12]


def test_a_client_that_does_not_take_its_answer_is_let_go() -> None:
    query = "{ " + " ".join(f"q{n}: examples {{ title document }}" for n in range(20)) + " }"
    body = json.dumps({"query": query}).encode()
    request = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
    request += b"content-length: %d\r\n\r\n%b" % (len(body), body)
    options = ("--max-body-seconds", "1", "--log-level", "error")
    with serving(*options, quiet=True) as running, connected(running) as greedy:
        greedy.sendall(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
        assert greedy.recv(1000)  # so the server has let it in, and it can be counted
        without = open_connections(running) - 1
        for _ in range(100):
            greedy.sendall(request)
        time.sleep(1)
        assert fetch(running.url, "/health")[0] == 200
        until(lambda: open_connections(running) <= without)


def open_connections(running: Running) -> int:
    """Count the sockets of a server; one that is closed meanwhile is none."""
    found = 0
    (worker,) = workers_of(running)
    for each in Path(f"/proc/{worker}/fd").iterdir():
        with suppress(FileNotFoundError):
            found += "socket" in str(each.readlink())
    return found


def test_a_document_that_takes_too_long_to_check_is_interrupted_too() -> None:
    fields = " ".join(f"a{number}: revision" for number in range(3000))
    query = f"{{ dataset {{ {fields} }} }}"
    limits = ("--max-seconds", "0.01", "--max-tokens", "10000", "--max-aliases", "3000")
    with serving(*limits, "--log-level", "error", quiet=True) as running:
        status, body = fetch(running.url, "/graphql", {"query": query})[:2]

    (error,) = json.loads(body)["errors"]
    assert status == 400
    assert error["extensions"] == {"code": "TIMEOUT", "most": 0.01}


def test_what_takes_too_long_is_interrupted() -> None:
    deeper = "relationships(first: 100) { nodes { sentence target { %s } } }"  # seconds of work
    query = f"{{ people(first: 100) {{ nodes {{ {deeper % (deeper % (deeper % 'id'))} }} }} }}"
    options = ("--max-seconds", "0.01", "--max-cost", "1000000000", "--log-level", "error")
    with serving(*options, data=ROOT / "data", quiet=True) as running:
        reply = json.loads(fetch(running.url, "/graphql", {"query": query})[1])
        small = {"query": "{ __typename }"}  # which a busy machine may take as long for
        until(lambda: "data" in json.loads(fetch(running.url, "/graphql", small)[1]))

    (error,) = reply["errors"]
    assert error["extensions"] == {"code": "TIMEOUT", "most": 0.01}
    assert "data" not in reply


def test_metrics_add_up_over_all_workers() -> None:
    with serving("--workers", "2", "--log-level", "error", quiet=True) as running:
        for _ in range(20):
            fetch(running.url, "/health")
        name = 'election_graph_requests_total{method="GET",route="/health",status="200"}'
        until(lambda: f"{name} 20.0" in fetch(running.url, "/metrics")[1].decode().splitlines())


def test_json_logs_are_one_object_a_line() -> None:
    with serving("--log-form", "json") as running:
        fetch(running.url, "/health")
        running.wait_for('"event":"request"')

    lines = [json.loads(line) for line in running.said]
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)


def test_a_query_over_a_real_websocket_is_answered() -> None:
    with serving() as running, conversing(running.url, {"query": FOLLOW}) as conversation:
        assert json.loads(conversation.recv())["type"] == "next"
        running.process.send_signal(signal.SIGTERM)
        assert json.loads(conversation.recv()) == {"type": "complete", "id": "1"}
        assert running.process.wait(15) == 0


def test_a_message_over_websocket_is_no_larger_than_a_body() -> None:
    limits = ("--max-body-bytes", "1000", "--log-level", "error")
    with serving(*limits, quiet=True) as running, dialled(running.url) as conversation:
        conversation.send('{"type":"connection_init"}' + " " * 900)
        assert json.loads(conversation.recv()) == {"type": "connection_ack"}
        conversation.send('{"type":"ping"}' + " " * 1000)
        with pytest.raises(ConnectionClosedError) as ended:
            conversation.recv(timeout=15)

    assert ended.value.rcvd is not None
    assert ended.value.rcvd.code == 1009


def test_a_websocket_that_is_denied_is_no_fault_of_the_server() -> None:
    with serving("--rate", "1/hour") as running:
        with dialled(running.url):
            pass
        with pytest.raises(InvalidStatus) as denied:
            dialled(running.url)
        assert running.stop() == 0

    assert denied.value.response.status_code == 429
    assert json.loads(denied.value.response.body)["errors"][0]["extensions"]["most"] == "1/hour"
    assert not any("error" in line for line in running.said)
