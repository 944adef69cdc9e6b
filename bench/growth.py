"""Growth: what loading takes, and each question, as the world becomes larger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random

import uvloop

from bench.compare import measure
from bench.export import export
from bench.load import request
from bench.questions import Question, questions
from bench.servers import mercurius, ours, running
from bench.world import made_up_world
from graph.build import build_graph
from graph.graph import Graph
from graph.load import load_tables

LOOKUP = "query Lookup($id: ID!) { person(id: $id) { id name } }"
NAMED = (
    "query Named($name: String!) { search(text: $name, first: 10) { score entity { id name } } }"
)
AROUND = """query Around($id: ID!) { neighborhood(of: [$id], depth: 2, maxEntities: 200) {
  truncated entities { id name } relationships { id type }
} }"""


@dataclass(frozen=True, slots=True)
class Size:
    """What a world of some size takes: seconds, megabytes, and microseconds by question."""

    relationships: int
    ready: float
    megabytes: int
    costs: dict[str, float]


def grow(sizes: Sequence[int], work: Path, seconds: float) -> Iterator[list[Size]]:
    """Measure worlds of these sizes, one after the other; give all that is known after each."""
    uvloop.install()
    measured: list[Size] = []
    for size in sizes:
        measured.append(_size(size, work, seconds))
        yield measured


def world_of(size: int, work: Path) -> tuple[Path, Path, list[Question]]:
    """Make a world; give its tables, its export for peers, and questions about it."""
    data, exported = work / f"world-{size}", work / f"world-{size}.json"
    if not data.exists():
        made_up_world(size, seed=1).write(data)
    graph = build_graph(load_tables(data))
    export(graph, exported)
    return data, exported, [*questions(graph), *_further_questions(graph)]


def _further_questions(graph: Graph) -> list[Question]:
    chance = Random(2)  # noqa: S311  # a choice of examples
    people = chance.sample(graph.people, 50)
    ids = [{"id": each.id} for each in people]
    names = [{"name": each.display_name[:-1]} for each in people]
    return [
        Question("lookup", "a person by id", LOOKUP, ids),
        Question("search", "ten things by a part of a name", NAMED, names),
        Question("around", "two steps around a person", AROUND, ids),
    ]


def _size(size: int, work: Path, seconds: float) -> Size:
    data, exported, asked = world_of(size, work)
    with running(ours("ours", data, "--answer-cache-bytes", "0"), 20) as server:
        ready, megabytes = server.seconds, server.megabytes
        costs = {}
        for question in asked:
            requests = [request("/graphql", body) for body in question.bodies]
            measure(server, cycle(requests), seconds)  # every value once: warm
            costs[question.name] = measure(server, cycle(requests), seconds).cpu
    with running(mercurius("mercurius", exported), 21) as server:
        path = next(question for question in asked if question.name == "path")
        requests = [request("/graphql", body) for body in path.bodies]
        measure(server, cycle(requests), seconds)
        costs["path, mercurius"] = measure(server, cycle(requests), seconds).cpu
    return Size(size, ready, megabytes, costs)
