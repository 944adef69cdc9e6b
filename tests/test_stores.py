"""Stores: what a graph keeps, how it is weighed, and that clients cannot fill or empty it."""

import gc
import sys
import tracemalloc
from collections.abc import Iterator
from weakref import WeakSet

import pytest

from bench.world import made_up_world
from graph import listings
from graph.dataset import dataset
from graph.dates import PartialDate
from graph.names import fold
from graph.nodes import Person
from graph.revision import Revision
from graph.search import by_name
from graph.view import View
from schema.context import Context
from schema.execution import Executor
from serving.loading import load_revision

LIMIT = 1_000_000
EVERYTHING = """{
  contests(first: 100, orderBy: MARGIN, asOf: "%s") { nodes {
    id comeback winner { margin { votes } } rounds { results { votes share place } }
    candidates { id person { id ranIn { id } affiliation { status } } }
  } }
  candidacies(first: 1, asOf: "%s") { totalCount groups(by: [PARTY]) { votes } }
  people(first: 1, orderBy: MOVES, asOf: "%s") { totalCount }
  ranking(by: DEGREE, asOf: "%s") { value }
}"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    """Give a made-up world of a few thousand relationships, loaded as for service."""
    folder = tmp_path_factory.mktemp("world")
    made_up_world(5_500, seed=3).write(folder)
    return load_revision(folder).revision


def asked(executor: Executor, graph: Revision, document: str) -> dict[str, object]:
    return executor.answer(executor.prepare(document), Context(graph=graph))


def adversarial() -> Iterator[str]:
    """Give documents that each name something new: dates, filters, names, ids, numbers."""
    for number in range(16):
        day = f"{2008 + number % 17}-{1 + number % 12:02}"
        yield f'{{ relationships(first: 1, since: "{day}-11") {{ totalCount }} }}'
        yield f'{{ relationships(asOf: "{day}", since: "{2000 + number}") {{ totalCount }} }}'
        yield f"{{ contests(filter: {{ maxMarginPoints: {number}.5 }}) {{ totalCount }} }}"
        yield f'{{ candidacies(asOf: "{day}", filter: {{ minVotes: {number} }}) {{ totalCount }} }}'
        yield f'{{ person(id: "person/{"y" * 5_000}{number}", asOf: "{day}") {{ id }} }}'
        yield f'{{ person(name: "{"ž" * 5_000}{number}", asOf: "{day}") {{ id }} }}'
        yield f'{{ search(text: "{"a b " * 50}{number}", asOf: "{day}") {{ score }} }}'
        yield f'{{ ranking(by: DEGREE, first: {1 + number}, asOf: "{day}") {{ value }} }}'


def test_whatever_is_asked_a_graph_keeps_no_more_than_its_limit(
    executor: Executor, world: Revision
) -> None:
    world.keep_within(LIMIT)
    most = 0
    for document in adversarial():
        asked(executor, world, document)
        assert world.lists.bytes <= LIMIT // 2
        assert world.views.bytes <= LIMIT // 2
        most = max(most, world.lists.bytes + world.views.bytes)
    assert most > LIMIT // 4


def test_a_graph_that_may_keep_nothing_answers_the_same(
    executor: Executor, world: Revision
) -> None:
    documents = [EVERYTHING.replace("%s", "2014"), *list(adversarial())[:16]]
    world.keep_within(100_000_000)
    kept = [asked(executor, world, each) for each in documents]
    world.keep_within(0)

    assert [asked(executor, world, each) for each in documents] == kept
    assert (world.lists.bytes, world.views.bytes) == (0, 0)


def test_a_view_takes_no_more_memory_than_is_counted(executor: Executor, world: Revision) -> None:
    world.keep_within(1_000_000_000)
    asked(executor, world, EVERYTHING.replace("%s", "2030"))
    gc.collect()
    tracemalloc.start()
    asked(executor, world, EVERYTHING.replace("%s", "2019-12"))
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert 0.3 < taken / world.at(PartialDate.parse("2019-12")).weight < 1


def test_what_loading_prepared_is_not_pushed_out_by_clients(
    executor: Executor, world: Revision
) -> None:
    world.keep_within(LIMIT)
    before = {key: id(value) for key, value in world.prepared.items()}
    described = dataset(world)
    for number in range(300):
        document = f"{{ contests(filter: {{ maxMarginPoints: {number} }}) {{ totalCount }} }}"
        asked(executor, world, document)

    assert dataset(world) is described
    lists = {key[0] for key in before if isinstance(key, tuple)}
    assert {listings.people, listings.candidacies, listings.relationships} <= lists
    assert {key: id(value) for key, value in world.prepared.items()} == before


def test_nothing_is_remembered_of_what_does_not_exist(executor: Executor, world: Revision) -> None:
    world.keep_within(LIMIT)
    asked(executor, world, '{ node(id: "person/nobody@2016") { id } }')
    view = world.at(PartialDate.parse("2016"))
    before = view.weight
    for number in range(100):
        asked(executor, world, f'{{ node(id: "person/nobody-{number}@2016") {{ id }} }}')

    assert view is world.at(PartialDate.parse("2016"))
    assert view.weight == before


def test_names_that_clients_write_are_not_remembered(world: Revision) -> None:
    by_name(world, Person, "nobody")
    tracemalloc.start()
    for number in range(20):
        by_name(world, Person, f"{number} {'šđ' * 2_000}{number}")
        fold(f"{'ё' * 2_000}{number}")
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert taken < 20_000


def test_views_that_are_let_go_are_freed(executor: Executor, world: Revision) -> None:
    world.keep_within(LIMIT)
    views = WeakSet[View]()
    for number in range(10):
        asked(executor, world, EVERYTHING.replace("%s", f"2014-{1 + number:02}"))
        views.add(world.at(PartialDate.parse(f"2014-{1 + number:02}")))
        for month in range(1, 13):  # small views, which push the large ones out
            asked(executor, world, f'{{ elections(asOf: "2009-{month:02}") {{ id }} }}')

    assert sum(view.weight for view in views) < 2 * LIMIT


def test_a_view_makes_only_the_edges_that_are_looked_at(
    executor: Executor, world: Revision
) -> None:
    world.keep_within(LIMIT)
    document = '{ relationships(first: 1, asOf: "2018") { totalCount nodes { id } } }'
    asked(executor, world, document)

    light = world.at(PartialDate.parse("2018")).weight
    assert light < 30 * len(world.edges)


@pytest.mark.parametrize(
    "document",
    [
        "{ candidacies(first: 1) { totalCount groups(by: [PARTY]) { votes } } }",
        "{ relationships(first: 1, types: [WON]) { totalCount } }",
        "{ people(first: 1) { totalCount } contests(first: 1) { totalCount } }",
        "{ statements(first: 1) { totalCount } }",
        "{ ranking(by: DEGREE, kinds: [], first: 1) { value } }",
        '{ parties(first: 1) { nodes { mayors(on: "2015") { id } } } }',
        "{ election(year: 2013) { coverage { measure } } }",
    ],
)
@pytest.mark.parametrize("dated", [False, True])
def test_no_list_that_is_kept_is_walked_again(
    executor: Executor, world: Revision, document: str, *, dated: bool
) -> None:
    world.keep_within(100_000_000)
    if dated:
        document = document.replace("(", '(asOf: "2030", ', 1)
    prepared = executor.prepare(document)
    for _ in range(2):  # the second time it is compiled
        assert "errors" not in executor.answer(prepared, Context(graph=world))
    graph = world.at(PartialDate.parse("2030")) if dated else world
    steps = 0

    def counted(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(counted)
    try:
        executor.answer(prepared, Context(graph=world))
    finally:
        sys.setprofile(None)

    assert steps < len(graph.contests)
