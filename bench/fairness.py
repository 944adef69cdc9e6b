"""Fairness: how long cheap questions wait while dear ones are sent without pause.

One worker on two processors; both phases in one run, so that they can be compared with each other.
"""

import asyncio
import itertools
import os
import statistics
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson
import uvloop

from bench.load import request
from bench.servers import Running, ours, running

DATA = Path(__file__).parent.parent / "data"
CHEAP = (
    "{ dataset { revision } }",
    '{ person(id: "person/shpend-ahmeti") { name party { name } ranIn { votes } } }',
    '{ search(text: "prishtina", first: 5) { score } }',
)
DEAR_CLIENTS = 4
PAUSE = 0.01
_FIELD = "relationships(first: 100) { nodes { id sentence source { id } target { id %s } } }"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Waits:
    """How long the cheap questions of one phase have waited, in milliseconds."""

    median: float
    p99: float
    most: float


def waits_of(times: Sequence[float]) -> Waits:
    """Sum up times in seconds."""
    taken = sorted(times)
    return Waits(
        1000 * statistics.median(taken), 1000 * taken[int(len(taken) * 0.99)], 1000 * taken[-1]
    )


async def ask(port: int, asked: bytes) -> tuple[int, bytes]:
    """Ask once, over a connection of its own; give the status and the body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(asked.replace(b"host: bench\r\n", b"host: bench\r\nconnection: close\r\n", 1))
    head, _, body = (await reader.read(-1)).partition(b"\r\n\r\n")
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()
    return int(head.split(b" ", 2)[1]), body


def body_of(query: str) -> bytes:
    """Write the request for a query."""
    return request("/graphql", orjson.dumps({"query": query}))


async def cheap_ones(port: int, seconds: float) -> list[float]:
    """Ask cheap questions at a steady pace, whether the last one was answered or not."""

    async def timed(query: str) -> float:
        began = time.perf_counter()
        status, _ = await ask(port, body_of(query))
        if status != 200:  # noqa: PLR2004  # the only success
            raise ConnectionError(status)
        return time.perf_counter() - began

    asked = []
    for query in itertools.islice(itertools.cycle(CHEAP), int(seconds / PAUSE)):
        asked.append(asyncio.ensure_future(timed(query)))
        await asyncio.sleep(PAUSE)
    return list(await asyncio.gather(*asked))


async def dearest(port: int) -> str:
    """Find the costliest operation of a kind that the service still executes."""
    best, cost = "", 0
    for times in range(1, 20):
        people = f"people(first: 100) {{ nodes {{ {_FIELD % ''} }} }}"
        query = "{ " + " ".join(f"a{number}: {people}" for number in range(times)) + " }"
        answer = orjson.loads((await ask(port, body_of(query)))[1])
        if "data" in answer and answer["extensions"]["cost"] > cost:
            best, cost = query, answer["extensions"]["cost"]
    print(f"the costliest of its kind: {cost:,}, {best}")
    return best


async def dear_ones(
    port: int, query: str, numbers: "itertools.count[int]", told: list[int]
) -> None:
    """Send dear operations without pause, each of them new."""
    while True:
        status, _ = await ask(port, body_of(f"{query} #{next(numbers)}"))
        told.append(status)


def processor_seconds(server: Running) -> dict[int, float]:
    """Give the processor time of each process of a server, by its id."""
    found = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            pid, _, rest = each.read_text().partition(" (")
            fields = rest.rpartition(")")[2].split()
            found[int(pid)] = (int(fields[1]), (int(fields[11]) + int(fields[12])) / _TICKS)
    family = {server.pid}
    while more := {pid for pid, (parent, _) in found.items() if parent in family} - family:
        family |= more
    return {pid: found[pid][1] for pid in family if pid in found}


async def measure(server: Running, seconds: float) -> None:
    """Measure both phases, and print what was seen."""
    query = await dearest(server.port)
    await cheap_ones(server.port, 1.0)
    quiet = waits_of(await cheap_ones(server.port, seconds))
    idle = processor_seconds(server)
    told: list[int] = []
    numbers = itertools.count()
    dear = [
        asyncio.ensure_future(dear_ones(server.port, query, numbers, told))
        for _ in range(DEAR_CLIENTS)
    ]
    await asyncio.sleep(0.5)  # so that all of them are at it
    before, began = processor_seconds(server), time.perf_counter()
    busy = waits_of(await cheap_ones(server.port, seconds))
    used, elapsed = processor_seconds(server), time.perf_counter() - began
    for each in dear:
        each.cancel()
    await asyncio.gather(*dear, return_exceptions=True)
    show(quiet, busy)
    cores = {pid: (used[pid] - before.get(pid, 0.0)) / elapsed for pid in used}
    print("cores used, by process:", ", ".join(f"{each:.2f}" for each in cores.values()))
    print(
        f"dear ones answered: {told.count(200)}, told to come back: {len(told) - told.count(200)}"
    )
    print(f"processes: {len(idle)} at rest, {len(used)} at work")


def show(quiet: Waits, busy: Waits) -> None:
    """Print how long cheap questions wait, and how many times as long as undisturbed."""
    print("\n| cheap questions wait, ms | median | p99 | most |\n|---|---:|---:|---:|")
    for name, each in (("undisturbed", quiet), (f"beside {DEAR_CLIENTS} dear clients", busy)):
        print(f"| {name} | {each.median:.2f} | {each.p99:.2f} | {each.most:.2f} |")
    ratios = (busy.median / quiet.median, busy.p99 / quiet.p99, busy.most / quiet.most)
    print(f"| times as long | {ratios[0]:.1f} | {ratios[1]:.1f} | {ratios[2]:.1f} |\n")


def fairness(seconds: float) -> None:
    """Measure one worker on the real data, each phase so long."""
    with running(ours("this service", DATA, "--answer-cache-bytes", "0"), 50) as server:
        uvloop.run(measure(server, seconds))
