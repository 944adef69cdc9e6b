"""Processes: whichever dies, hangs or starts anew, there are answers, and nothing is left over."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.service.load import asking, fetch, until
from tests.service.processes import (
    ROOT,
    Place,
    Running,
    free_port,
    processes_of,
    serving,
    those_of,
    workers_of,
)
from tests.service.sockets import FOLLOW, conversing
from tests.service.worlds import change, copy_of_small, spoil

DEAR = "{ people(first: 9) { nodes { id ranIn { id contest { id candidates { id } } } } } }"
POOL_ONLY = ("--inline-cost", "0", "--answer-cache-bytes", "0")


def ask(running: Running, query: str = DEAR) -> tuple[int, dict[str, object]]:
    status, body = fetch(running.url, "/graphql", {"query": query})
    return status, json.loads(body)


def revision(running: Running) -> str:
    found: str = json.loads(fetch(running.url, "/ready")[1])["revision"]
    return found


def died(running: Running) -> list[str]:
    return [line for line in running.said if " died" in line]


def test_what_is_dear_is_executed_by_the_pool_and_counted() -> None:
    with serving(*POOL_ONLY) as running:
        status, answer = ask(running)
        lines = fetch(running.url, "/metrics")[1].decode().splitlines()

    assert status == 200
    assert "errors" not in answer
    assert "election_graph_pool_processes 2.0" in lines
    ways = [line for line in lines if line.startswith("election_graph_operations_total")]
    assert sum(float(line.split()[-1]) for line in ways) == 1


def test_a_process_of_the_pool_that_is_killed_is_replaced() -> None:
    with serving(*POOL_ONLY, "--pool-processes", "1") as running:
        for _ in range(2):
            (before,) = those_of(running, "pool")
            os.kill(before, signal.SIGKILL)
            until(lambda before=before: those_of(running, "pool") not in ([], [before]))
            until(lambda: ask(running)[0] == 200)

    assert len(died(running)) == 1


def test_a_generation_that_is_killed_is_taken_over_whatever_the_files_say_by_then(
    tmp_path: Path,
) -> None:
    world = copy_of_small(tmp_path / "world")
    with serving(data=world) as running, asking(running.url) as load:
        before = revision(running)
        spoil(world)
        (loader,) = those_of(running, "loader")
        (standby,) = those_of(running, "standby")
        os.kill(loader, signal.SIGKILL)
        until(lambda: any("loader died" in line for line in running.said))
        (worker,) = workers_of(running)
        os.kill(worker, signal.SIGKILL)
        until(lambda: any("worker died" in line for line in running.said))
        until(lambda: fetch_or_none(running) == before)
        seen = load.answered
        until(lambda: load.answered > seen + 20)
        assert Path(f"/proc/{standby}").exists()

    assert set(load.statuses) == {200}


def fetch_or_none(running: Running) -> str | None:
    try:
        return revision(running)
    except OSError:
        return None


def test_no_process_outlives_the_supervisor() -> None:
    with serving("--workers", "2") as running:
        assert len(processes_of(running)) == 7
        running.process.kill()
        running.process.wait(10)
        until(lambda: len(processes_of(running)) == 1)


def test_a_worker_that_cannot_live_is_started_again_with_longer_and_longer_pauses() -> None:
    with serving() as running:
        killed = 0
        deadline = time.monotonic() + 4
        while time.monotonic() < deadline:
            for pid in workers_of(running):
                os.kill(pid, signal.SIGKILL)
                killed += 1
            time.sleep(0.01)
        until(lambda: fetch_or_none(running), 60)

    assert 2 <= killed < 12
    assert len(died(running)) == 1


def test_a_file_of_trusted_documents_is_read_at_the_start_only(tmp_path: Path) -> None:
    world = copy_of_small(tmp_path / "world")
    query = "{ people { totalCount } }"
    trusted = tmp_path / "trusted.json"
    trusted.write_text(json.dumps({hashlib.sha256(query.encode()).hexdigest(): query}))
    with serving("--trusted-documents", str(trusted), data=world) as running:
        before = revision(running)
        trusted.unlink()
        (worker,) = workers_of(running)
        os.kill(worker, signal.SIGKILL)
        until(lambda: workers_of(running) not in ([], [worker]))
        assert ask(running, query)[0] == 200
        change(world)
        running.process.send_signal(signal.SIGHUP)
        until(lambda: revision(running) != before)

        assert ask(running, query)[0] == 200
        assert "UNTRUSTED_DOCUMENT" in str(ask(running, "{ __typename }"))


def test_a_load_that_hangs_ends_neither_the_service_nor_its_reloads(tmp_path: Path) -> None:
    world = copy_of_small(tmp_path / "world")
    with serving("--max-load-seconds", "1", data=world) as running:
        before = revision(running)
        (loader,) = those_of(running, "loader")
        change(world)
        running.process.send_signal(signal.SIGHUP)
        until(lambda: len(those_of(running, "loader")) == 2)
        (coming,) = set(those_of(running, "loader")) - {loader}
        os.kill(coming, signal.SIGSTOP)
        running.wait_for("data refused.*--max-load-seconds")
        assert revision(running) == before
        running.process.send_signal(signal.SIGHUP)
        until(lambda: revision(running) != before)


def test_a_loading_that_hangs_is_ended_when_the_service_is(tmp_path: Path) -> None:
    world = copy_of_small(tmp_path / "world")
    with serving(data=world) as running:
        change(world)
        running.process.send_signal(signal.SIGHUP)
        until(lambda: len(those_of(running, "loader")) == 2)
        os.kill(max(those_of(running, "loader")), signal.SIGSTOP)

        assert running.stop() == 0
        until(lambda: len(processes_of(running)) == 1)


BREAKING = """
import os, sys
from serving import loading
from server import main

whole = loading.served

def broken(revision):
    if os.path.exists(os.environ["BROKEN"]):
        raise LookupError("what nobody expected")
    return whole(revision)

loading.served = broken
import serving.generation
serving.generation.served = broken
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_whatever_breaks_a_reload_is_a_refusal_with_its_traceback(
    tmp_path: Path, workers: str
) -> None:
    world = copy_of_small(tmp_path / "world")
    mark = tmp_path / "broken"
    place = Place(program=("-c", BREAKING))
    with serving("--workers", workers, data=world, place=place, BROKEN=str(mark)) as running:
        before = revision(running)
        mark.touch()
        change(world)
        running.process.send_signal(signal.SIGHUP)
        running.wait_for("data refused")
        running.wait_for("LookupError: what nobody expected")
        assert revision(running) == before
        mark.unlink()
        running.process.send_signal(signal.SIGHUP)
        until(lambda: revision(running) != before)


@pytest.mark.parametrize("how", ["closed", "full", "stuck"])
def test_whatever_becomes_of_the_log_the_service_goes_on(tmp_path: Path, how: str) -> None:
    world = copy_of_small(tmp_path / "world")
    with logging_to(how, world) as (process, url):
        before = json.loads(fetch(url, "/ready")[1])["revision"]
        for _ in range(600):
            assert fetch(url, "/health")[0] == 200
        change(world)
        process.send_signal(signal.SIGHUP)
        until(lambda: json.loads(fetch(url, "/ready")[1])["revision"] != before)
        process.send_signal(signal.SIGTERM)

        assert process.wait(20) == 0


@contextmanager
def logging_to(how: str, world: Path) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """Serve with a log whose reader is gone, or does not read, or whose disk is full."""
    port = free_port()
    reader, writer = os.pipe()
    full = os.open("/dev/full", os.O_WRONLY)
    process = subprocess.Popen(
        [sys.executable, "server.py", "--workers", "2", "--data", str(world), "--port", str(port)],
        cwd=ROOT,
        stderr=full if how == "full" else writer,
    )
    os.close(writer)
    os.close(full)
    url = f"http://127.0.0.1:{port}"
    try:
        until(lambda: is_ready(url))
        if how == "closed":
            os.close(reader)
        yield process, url
    finally:
        process.kill()
        process.wait()
        if how != "closed":
            os.close(reader)


def is_ready(url: str) -> bool:
    try:
        return fetch(url, "/ready")[0] == 200
    except OSError:
        return False


def test_a_subscription_lives_on_over_reloads(tmp_path: Path) -> None:
    world = copy_of_small(tmp_path / "world")
    seen = []
    with serving(data=world) as running, conversing(running.url, {"query": FOLLOW}) as socket:
        for number in range(4):
            answer = json.loads(socket.recv(timeout=20))
            seen.append(answer["payload"]["data"]["dataset"]["revision"])
            change(world, f"Ada {number}")
            running.process.send_signal(signal.SIGHUP)
        json.loads(socket.recv(timeout=20))
        until(lambda: len(workers_of(running)) == 2)
        assert seen[-1] != revision(running)
        socket.close()
        until(lambda: len(workers_of(running)) == 1)

    assert len(set(seen)) == 4


def test_an_operation_that_takes_too_much_memory_is_an_error_and_not_the_end() -> None:
    query = (
        "{ " + " ".join(f"a{n}: people(first: 100) {{ nodes {{ id }} }}" for n in range(19)) + " }"
    )
    options = (*POOL_ONLY, "--pool-memory-bytes", "10000000", "--max-body-bytes", "40000000")
    with serving(*options) as running:
        large = {"query": query, "variables": {"unused": ["x" * 1000] * 20_000}}
        status, body = fetch(running.url, "/graphql", large)
        assert (status, "errors" in json.loads(body)) != (200, False)
        until(lambda: ask(running)[0] == 200)


def test_what_a_worker_has_counted_outlives_it_and_needs_no_files(tmp_path: Path) -> None:
    counted = 'election_graph_requests_total{method="POST",route="/graphql",status="200"} 5.0'

    def lines() -> list[str]:
        return fetch(running.url, "/metrics")[1].decode().splitlines()

    with serving(TMPDIR=str(tmp_path / "missing")) as running:
        for _ in range(5):
            assert ask(running, "{ __typename }")[0] == 200
        time.sleep(1.5)  # counts are written down each second
        (worker,) = workers_of(running)
        os.kill(worker, signal.SIGKILL)
        until(lambda: workers_of(running) not in ([], [worker]))
        until(lambda: counted in lines())
