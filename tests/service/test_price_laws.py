"""The law of prices: no less than what is given, and no less than a share of the time it takes.

`make fuzz` looks at many more documents, and at a made-up world of 100,000 relationships.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from bench.world import made_up_world
from graph.revision import Revision
from schema.compiled.leaves import DEFINITION
from schema.context import Context
from schema.execution import Executor
from schema.schema import build_schema
from serving.loading import load_revision
from serving.scopes import OWNED
from serving.settings import Settings
from serving.sizes import BOUND_ABOVE, fields_of, is_list, place_of, size_argument
from tests.conftest import ROOT
from tests.service.pricing import Paid, Till, values_in

BATCHES = int(os.environ.get("FUZZ_BATCHES", "0"))
DOCUMENTS = 10 * (BATCHES or 30)
RELATIONSHIPS = 100_000 if BATCHES else 2_000
MOST = Settings().max_cost
VALUES_PER_COST = 1.0
TIMES_PER_COST = 25  # as long as graphql-core takes for so many values
UNPRICED_SECONDS = 0.02  # of preparing, which goes by the size of the document


@pytest.fixture(scope="module", params=["real", "made up"])
def till(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Till:
    """Price a freshly loaded world, so that what is first asked for is made when it is paid for."""
    directory: Path = ROOT / "data"
    if request.param == "made up":
        directory = tmp_path_factory.mktemp("world")
        made_up_world(RELATIONSHIPS, seed=1).write(directory)
    return Till(load_revision(directory).revision)


@pytest.fixture(scope="module")
def paid(till: Till) -> list[Paid]:
    return [*till.made_up(range(DOCUMENTS), MOST)]


def test_no_operation_gives_more_values_than_it_is_priced(paid: list[Paid]) -> None:
    assert len(paid) > DOCUMENTS / 2
    worst = max(paid, key=lambda each: each.values / max(1, each.cost))
    print(f"\nmost values of {len(paid)}: {worst.shown}")  # noqa: T201  # `make fuzz` shows it
    assert worst.values <= VALUES_PER_COST * worst.cost, worst.shown


def seconds_per_value(graph: Revision) -> float:
    """Measure how long graphql-core takes for one value."""
    plain, took = Executor(build_schema(), compiled=False), []
    prepared = plain.prepare("{ people(first: 100) { nodes { id name sortName } } }")
    for _ in range(9):
        began = process_time()
        answer = plain.answer(prepared, Context(graph=graph))
        took.append(process_time() - began)
    return min(took) / values_in(answer)


@pytest.mark.skipif(not BATCHES, reason="time is compared by `make fuzz` alone")
def test_no_operation_takes_longer_than_it_is_priced(till: Till, paid: list[Paid]) -> None:
    unit = seconds_per_value(till.revision)
    worst = max(paid, key=lambda each: (each.seconds - UNPRICED_SECONDS) / max(1, each.cost))
    rate = (worst.seconds - UNPRICED_SECONDS) / max(1, worst.cost)
    told = f"{1e6 * unit:.1f} us a value; at most {1e6 * rate:.1f} us a unit"
    print(f"\n{told}: {worst.shown}")  # noqa: T201
    assert rate <= TIMES_PER_COST * unit, worst.shown


LISTS = {
    "Affiliation": lambda graph: [each.latest_affiliation for each in graph.people],
    "Derivation": lambda graph: [each.derivation for each in graph.edges if each.derivation],
    "Discrepancy": lambda graph: graph.ledger.all,
    "Round": lambda graph: [each for contest in graph.contests for each in contest.rounds],
    "RoundResult": lambda graph: [
        each for contest in graph.contests for vote in contest.rounds for each in vote.results
    ],
}
ON_A_DATE = {("Party", "mayors"), ("Affiliation", "basis")}


def owners(graph: Revision, kind: str) -> list[object]:
    """Give what has the lists of a class."""
    if kind in LISTS:
        return list(LISTS[kind](graph))
    return [each for each in (*graph.entities, *graph.edges) if type(each).__name__ == kind]


def counted(graph: Revision) -> Iterator[tuple[str, str, list[int], float]]:
    """Give each place whose lists can be read, with their lengths and what is counted of them."""
    for (kind, attribute), fanout in graph.statistics.fanouts.items():
        found = [each for each in owners(graph, kind) if attribute in dir(each)]
        lists = [getattr(each, attribute) for each in found]
        lengths = [len(each() if callable(each) else each) for each in lists]
        if lengths and attribute != "relationships":
            yield kind, attribute, lengths, fanout.longest


def test_lists_are_as_long_as_they_are_counted(real: Revision, small: Revision) -> None:
    for graph in (real, small):
        places = 0
        for kind, attribute, lengths, longest in counted(graph):
            places += 1
            if (kind, attribute) in ON_A_DATE:
                assert max(lengths) <= longest, (kind, attribute)
            else:
                assert max(lengths) == longest, (kind, attribute)
        assert places > 30


def test_every_list_has_a_size(real: Revision) -> None:
    till = Till(real)
    for named, name, field in fields_of(till.executor.schema):
        place = place_of(named.name, name)
        if not is_list(field) or size_argument(field) or place in BOUND_ABOVE:
            continue
        if not till.prices.is_paged(named.name, place):
            assert till.prices.sizes[place].longest > 0, place


def test_what_belongs_to_one_owner_is_in_no_list_of_another(real: Revision) -> None:
    schema: Any = Till(real).executor.schema
    for place in OWNED:
        kind, name = place.split(".")
        if kind.startswith("__"):
            continue
        attribute = schema.type_map[kind].fields[name].extensions[DEFINITION].python_name
        lists = [getattr(each, attribute) for each in owners(real, kind)]
        items = [id(item) for each in lists for item in (each() if callable(each) else each)]
        assert len(items) == len({*items}), place
