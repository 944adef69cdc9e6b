"""Soaks: long runs under load, with an eye on memory. Run by `make soak`."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench.world import made_up_world
from tests.service.documents import large
from tests.service.load import asking
from tests.service.memory import memory_of, proportional
from tests.service.processes import Running, serving, workers_of
from tests.service.worlds import change, copy_of_small

SECONDS = float(os.environ.get("SOAK_SECONDS", "60"))
KEPT = 1000
JSON = {"content-type": "application/json", "accept": "application/graphql-response+json"}


@pytest.mark.soak
def test_reloads_under_load_lose_nothing_and_keep_no_old_revision(tmp_path: Path) -> None:
    world = copy_of_small(tmp_path / "world")
    options = ("--log-level", "error")
    with (
        serving(*options, data=world, quiet=True) as running,
        asking(running.url, clients=8) as load,
    ):
        reload(running, world, 5, "warm")
        before = memory_of(running)
        reload(running, world, SECONDS, "soaked")
        after = memory_of(running)

    print(f"{load.answered} answers, {len(load.revisions)} revisions, {before} to {after} kB")  # noqa: T201
    assert set(load.statuses) == {200}
    assert (load.mixed, load.lost, load.unconnected) == (0, [], 0)
    assert len(load.revisions) > SECONDS / 4
    assert after - before < 8_000


def reload(running: Running, world: Path, seconds: float, name: str) -> None:
    """Change and reload the data every second for some time."""
    deadline = time.monotonic() + seconds
    number = 0
    while time.monotonic() < deadline:
        number += 1
        change(world, f"Ada {name.title()} {number}")
        running.process.send_signal(signal.SIGHUP)
        time.sleep(1)


@pytest.mark.soak
def test_memory_does_not_grow_with_the_number_of_hostile_documents() -> None:
    with serving("--log-level", "error", quiet=True) as running:
        ask_many(running, 0, KEPT + 300)
        before = memory_of(running)
        ask_many(running, KEPT + 300, 1000)
        after = memory_of(running)

    print(f"{before} kB after {KEPT + 300} documents, {after} kB after 1000 more")  # noqa: T201
    assert after - before < 8_000


@pytest.mark.soak
def test_memory_does_not_grow_with_the_number_of_large_documents() -> None:
    with serving("--log-level", "error", quiet=True) as running:
        start = memory_of(running)
        ask(running, (large(number) for number in range(400) for _ in range(2)))
        before = memory_of(running)
        ask(running, (large(number) for number in range(400, 800) for _ in range(2)))
        after = memory_of(running)

    print(f"{start} kB, {before} kB after 400 large documents, {after} kB after 400 more")  # noqa: T201
    assert before - start < 150_000
    assert after - before < 20_000


Hostile = Callable[[int], dict[str, object]]
HOSTILE: dict[str, Hostile] = {
    "documents": lambda n: {"query": f"# {n} {'x' * 90_000}\n{{ __typename }}"},
    "names": lambda n: {
        "query": "query ($n: String!) { person(name: $n) { id } search(text: $n) { score } }",
        "variables": {"n": f"{n} {'šđ' * 20_000}"},
    },
    "ids": lambda n: {
        "query": 'query ($i: ID!) { person(id: $i, asOf: "2020") { id } }',
        "variables": {"i": f"person/{n}{'y' * 90_000}"},
    },
    "dates": lambda n: {
        "query": "query ($d: PartialDate) { candidacies(first: 1, asOf: $d) { totalCount } }",
        "variables": {"d": f"{2001 + n % 24}-{1 + n // 24 % 12:02}-{1 + n // 288 % 28:02}"},
    },
    "filters": lambda n: {
        "query": "query ($v: Int!) { candidacies(filter: {minVotes: $v}) { totalCount } }",
        "variables": {"v": n},
    },
    "spans": lambda n: {
        "query": "query ($d: PartialDate) { relationships(first: 1, since: $d) { totalCount } }",
        "variables": {"d": f"{2000 + n % 25}-{1 + n // 25 % 12:02}-{1 + n // 300 % 28:02}"},
    },
    "broken": lambda n: {"query": f"{{ #a{n}", "variables": {"x": [[]] * 30_000}},
    "operations": lambda n: {
        "query": "{ __typename a: __typename }",
        "operationName": f"{n}{'x' * 90_000}",
    },
    "errors": lambda n: {
        "query": f'{{ people(filter: {{ party: "{"z" * 90_000}{n}" }}) {{ totalCount }} }}'
    },
}


SMALL_STORES = (  # which are full soon, so that what comes after shows growth alone
    *("--answer-cache-bytes", "2000000"),
    *("--document-cache-bytes", "5000000"),
    *("--graph-cache-bytes", "10000000"),
)


@pytest.mark.soak
@pytest.mark.parametrize("kind", HOSTILE)
def test_memory_ends_near_where_it_began_whatever_is_new_in_each_request(kind: str) -> None:
    hostile = HOSTILE[kind]
    with serving(*SMALL_STORES, "--log-level", "error", quiet=True) as running:
        begun = memory_of(running)
        number = ask_for(running, map(hostile, count()), SECONDS / 4)
        before = memory_of(running)
        more = ask_for(running, map(hostile, count(number)), SECONDS / 2)
        after = memory_of(running)

    print(f"{kind}: {begun} kB, {before} kB after {number}, {after} kB after {more} more")  # noqa: T201
    assert after < 1.2 * before


def ask_for(running: Running, bodies: Iterable[dict[str, object]], seconds: float) -> int:
    """Ask one thing after the other for some time; give how many were answered."""
    parts = urlsplit(running.url)
    deadline = time.monotonic() + seconds
    with closing(HTTPConnection(parts.hostname or "", parts.port, timeout=20)) as connection:
        for number, body in enumerate(bodies):
            if time.monotonic() > deadline:
                return number
            connection.request(
                "POST", "/graphql", json.dumps(body, ensure_ascii=False).encode(), JSON
            )
            reply = connection.getresponse()
            reply.read()
            assert reply.status < 500
    return 0


def ask(running: Running, queries: Iterable[str]) -> None:
    """Ask one thing after the other, each of which is answered."""
    parts = urlsplit(running.url)
    with closing(HTTPConnection(parts.hostname or "", parts.port, timeout=20)) as connection:
        for query in queries:
            connection.request("POST", "/graphql", json.dumps({"query": query}), JSON)
            reply = connection.getresponse()
            assert (reply.status, "errors" in json.loads(reply.read())) == (200, False)


def ask_many(running: Running, start: int, count: int) -> None:
    """Ask with documents that are all different, every third one wrong."""
    parts = urlsplit(running.url)
    with closing(HTTPConnection(parts.hostname or "", parts.port, timeout=20)) as connection:
        for number in range(start, start + count):
            name = "nonsense" if number % 3 == 0 else "__typename"
            body = json.dumps({"query": f"{{ a{number}: {name} b{number}: {name} }}"})
            connection.request("POST", "/graphql", body, JSON)
            reply = connection.getresponse()
            reply.read()
            assert reply.status == (400 if number % 3 == 0 else 200)


RELATIONSHIPS = int(os.environ.get("SOAK_RELATIONSHIPS", "100000"))
CHEAP = b"""{"query":"{ dataset { revision } }"}"""
LONGEST_SECONDS = 0.05
LARGEST_GROWTH = 1.15


@pytest.mark.soak
def test_a_reload_of_a_large_world_makes_nobody_wait_and_leaves_memory_shared(
    tmp_path: Path,
) -> None:
    world = tmp_path / "world"
    made_up_world(RELATIONSHIPS, 1).write(world)
    options = ("--workers", "2", "--log-level", "warning")
    with serving(*options, data=world, quiet=True) as running:
        asked_for(running.url, 5)
        before, alone = shares(running), asked_for(running.url, 10)
        made_up_world(RELATIONSHIPS, 2).write(world)
        old = set(workers_of(running))
        running.process.send_signal(signal.SIGHUP)
        reloading = asked_for(running.url, 30)
        while old & set(workers_of(running)):
            time.sleep(0.1)
        asked_for(running.url, 5)
        after = shares(running)

    for name, waits in (("alone", alone), ("reloading", reloading)):
        middle, late = waits[len(waits) // 2] * 1000, waits[-len(waits) // 100] * 1000
        print(f"{name}: {middle:.1f}, p99 {late:.1f}, longest {waits[-1] * 1000:.1f} ms")  # noqa: T201
    print(f"a worker's share of the memory: {before} to {after} kB")  # noqa: T201
    assert reloading[-1] < max(LONGEST_SECONDS, 2 * alone[-1])  # where others make us wait too
    assert after < before * LARGEST_GROWTH


def shares(running: Running) -> float:
    """Give the proportional set size of a worker, in kilobytes, on average."""
    found = [proportional(pid) for pid in workers_of(running)]
    return sum(found) / len(found)


def asked_for(url: str, seconds: float) -> list[float]:
    """Ask something cheap every 10 ms for some time; give the waits in seconds, sorted."""
    parts = urlsplit(url)
    waits = []
    end = time.perf_counter() + seconds
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    while time.perf_counter() < end:
        began = time.perf_counter()
        connection.request("POST", "/graphql", CHEAP, JSON)
        reply = connection.getresponse()
        reply.read()
        waits.append(time.perf_counter() - began)
        assert reply.status == 200
        time.sleep(max(0.0, 0.01 - waits[-1]))
    connection.close()
    return sorted(waits)
