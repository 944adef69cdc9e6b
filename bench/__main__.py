"""`python -m bench`: measures this service beside its peers and writes what it found.

`python -m bench fairness` measures how long cheap questions wait beside dear ones, and prints it.
"""

import argparse
import os
import platform
from pathlib import Path

import orjson

from bench import report
from bench.compare import compare, compare_cold
from bench.fairness import fairness
from bench.growth import Size, grow, world_of
from bench.questions import Question
from bench.servers import Server, ask, mercurius, ours, peer, running

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
BEGIN, END = "<!-- written by make bench -->\n", "<!-- until here -->\n"
WORK = HERE / "work"
COMPARED = ("person", "place", "page", "path", "small", "introspection")
UNKEPT = ("--answer-cache-bytes", "0")


def servers_on(data: Path, exported: Path, answers: Path) -> list[Server]:
    """Give the servers that are compared, all on the same world."""
    world = {"BENCH_WORLD": str(exported)}
    static = peer("static bytes", "static", BENCH_ANSWERS=str(answers))
    return [
        ours("this service", data, *UNKEPT),
        ours("this service, answers kept", data),
        ours("this service, not compiled", data, *UNKEPT, "--no-compiled"),
        peer("bare graphql-core, documents kept, orjson", "core", **world),
        peer("Ariadne, documents kept", "ariadne_app", **world),
        peer("Strawberry as documented", "strawberry_app", BENCH_DATA=str(data)),
        mercurius("mercurius with jit", exported),
        Server(static.name, static.command, static.environment, answers_questions=False),
    ]


def _write_answers(data: Path, asked: list[Question], path: Path) -> None:
    """Write the bytes of the first answer to each question, for the static server."""
    with running(ours("ours", data), 30) as server:
        answers = {
            each.name: ask(server.port, "/graphql", each.bodies[0]).decode() for each in asked
        }
    path.write_bytes(orjson.dumps(answers))


def _text(results: str, waiting: str, cold: str, sizes: list[Size], size: int) -> str:
    machine = f"{os.cpu_count()} processors, Python {platform.python_version()}"
    return f"""# What was measured

Written by `make bench` on {machine}. A made-up world of {size:,} relationships; each server is
one process; answers were checked to be equal, but for those to the introspection, since the peers'
schemas are a part of ours. **Microseconds of processor time a request**
(median of the rounds, with half of their range) · requests a second. The load comes from the same
machine, so processor time is the fairer figure.

{results}

![Share of the limit](results.svg)

Milliseconds that half of the clients waited at most / all but one in a hundred:

{waiting}

Documents that were never asked before (`person`):

{cold}

Growth of this service, answers not kept; microseconds of processor time a request:

{report.growth_table(sizes)}
"""


def show(readme: str, table: str) -> str:
    """Put the table of the comparison where the README shows it."""
    before, _, rest = readme.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{table}\n\n{END}{after}"


def main() -> None:
    """Measure and write `bench/results.md` and `bench/results.svg`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=("peers", "fairness"), default="peers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    wanted = parser.parse_args()
    if wanted.what == "fairness":
        fairness(10 * wanted.seconds)
        return
    WORK.mkdir(exist_ok=True)
    data, exported, asked = world_of(wanted.size, WORK)
    asked = [each for each in asked if each.name in COMPARED]
    answers = WORK / "answers.json"
    _write_answers(data, asked, answers)
    servers = servers_on(data, exported, answers)
    results = compare(servers, asked, wanted.rounds, wanted.seconds)
    warm = [server for server in servers if server.answers_questions]
    cold = compare_cold(warm, asked[0], wanted.rounds, wanted.seconds)
    (HERE / "results.svg").write_text(report.plot(results), encoding="utf-8")
    tables = report.table(results), report.waiting(results), report.cold_table(cold)
    readme = README.read_text(encoding="utf-8")
    README.write_text(show(readme, tables[0]), encoding="utf-8")
    for sizes in grow(wanted.sizes, WORK, wanted.seconds):
        text = _text(*tables, sizes, wanted.size)
        (HERE / "results.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
