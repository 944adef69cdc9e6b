"""Paths: simple, in their order, complete or honest about it, whole or as of a date."""

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.graph import Graph
from graph.nodes import Entity
from graph.paths import Path, find_paths
from graph.revision import Revision
from graph.vocabulary import Direction, EntityKind, RelationshipType
from graph.walk import Walk
from tests.small_worlds import LATE, Way, all_paths, graphs, hops_of, is_barred, walks, worlds

ALL = 10_000
AHMETI, BAHTIRI = "person/shpend-ahmeti", "person/agim-bahtiri"
VETEVENDOSJE = "party/vetevendosje"
WALKS = {
    "usual": Walk(max_length=4),
    "no hubs": Walk(max_degree=30),
    "at one time": Walk(max_length=3, same_time=True),
    "candidacies": Walk(types=frozenset({RelationshipType.RAN_IN}), max_length=8),
    "in 2018": Walk(on=PartialDate.parse("2018"), max_length=3),
    "along": Walk(direction=Direction.OUT),
    "elections too": Walk(through=frozenset(EntityKind), max_length=4),
}

picks = st.integers(0, 5)


def _pick(graph: Graph, place: int) -> Entity:
    assume(graph.entities)
    return graph.entities[place % len(graph.entities)]


def _way(path: Path) -> Way:
    keys = tuple(thing.key for thing in path.entities)
    return keys, tuple(hop.relationship.key for hop in path.hops)


def _keys(path: Path) -> tuple[str, ...]:
    return _way(path)[0]


@settings(max_examples=400, deadline=None)
@given(graphs, walks, picks, picks, st.integers(1, 4))
def test_a_search_gives_what_trying_everything_gives(
    graph: Graph, walk: Walk, start: int, end: int, first: int
) -> None:
    ends = (_pick(graph, start), _pick(graph, end))
    every = all_paths(graph, *ends, walk)
    result = find_paths(graph, *ends, walk, first)
    assert [_way(path) for path in result.paths] == every[:first]
    assert result.exhaustive == (len(every) <= first)


@settings(max_examples=150, deadline=None)
@given(worlds, walks, picks, picks, st.integers(0, 60))
def test_a_search_short_of_budget_gives_the_first_paths_and_says_so(
    graph: Revision, walk: Walk, start: int, end: int, budget: int
) -> None:
    ends = (_pick(graph, start), _pick(graph, end))
    every = all_paths(graph, *ends, walk)
    result = find_paths(graph, *ends, walk, ALL, budget)
    found = [_way(path) for path in result.paths]
    assert found == every[: len(found)]
    assert not result.exhaustive or found == every


@settings(max_examples=150, deadline=None)
@given(graphs, walks, picks, picks)
def test_a_path_hidden_behind_something_barred_names_it(
    graph: Graph, walk: Walk, start: int, end: int
) -> None:
    ends = (_pick(graph, start), _pick(graph, end))
    free = Walk(
        types=walk.types,
        direction=walk.direction,
        max_length=walk.max_length,
        avoid=walk.avoid,
        through=frozenset(EntityKind),
        on=walk.on,
    )
    open_ways = {keys for keys, _ in all_paths(graph, *ends, free)}
    named = {thing.key for thing in find_paths(graph, *ends, walk, ALL).excluded}
    for keys in open_ways:
        barred = {key for key in keys[1:-1] if is_barred(graph.entity(key), walk)}
        assert not barred or barred & named
    assert all(is_barred(graph.entity(key), walk) for key in named)
    assert named.isdisjoint(walk.avoid | {end.key for end in ends})


@settings(max_examples=150, deadline=None)
@given(worlds, walks, picks, picks)
def test_a_view_of_a_late_day_gives_the_same_paths(
    world: Revision, walk: Walk, start: int, end: int
) -> None:
    view = world.at(LATE)
    keys = [_pick(view, place).key for place in (start, end)]
    then = find_paths(view, *map(view.entity, keys), walk, 3)
    assume(all(edge.happened_by(LATE.latest) for edge in world.edges))
    now = find_paths(world, *map(world.entity, keys), walk, 3)
    assert [_way(path) for path in then.paths] == [_way(path) for path in now.paths]
    assert then.exhaustive == now.exhaustive
    assert [each.key for each in then.excluded] == [each.key for each in now.excluded]


@settings(max_examples=150, deadline=None)
@given(graphs, walks, picks, picks)
def test_the_way_back_mirrors_the_way_there(graph: Graph, walk: Walk, start: int, end: int) -> None:
    assume(walk.direction is Direction.BOTH)
    there, back = _pick(graph, start), _pick(graph, end)
    ways = {_keys(path) for path in find_paths(graph, there, back, walk, ALL).paths}
    mirrored = {_keys(path)[::-1] for path in find_paths(graph, back, there, walk, ALL).paths}
    assert ways == mirrored


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_every_path_is_simple_and_its_hops_meet(real: Revision, walk: Walk) -> None:
    start, end = real.entity(AHMETI), real.entity(BAHTIRI)
    result = find_paths(real, start, end, walk, 50)
    for path in result.paths:
        assert len(set(path.entities)) == path.length + 1 <= walk.max_length + 1
        assert (path.start, path.end) == (start, end)
        for one, other in pairwise(path.hops):
            assert one.to_end is other.from_end
        for hop in path.hops:
            edge = hop.relationship
            ends = (hop.from_end, hop.to_end)
            assert (edge.source, edge.target) == (ends if hop.forward else ends[::-1])


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_the_shortest_path_is_as_long_as_networkx_finds_it(real: Revision, walk: Walk) -> None:
    start = real.entity(AHMETI)
    assume_free = Walk(types=walk.types, direction=walk.direction, on=walk.on)
    structure = nx.DiGraph(list(hops_of(real, assume_free)))
    for end in real.people[::40]:
        barred = [
            thing.key
            for thing in real.entities
            if is_barred(thing, walk) and thing not in (start, end)
        ]
        rest = structure.subgraph(structure.nodes - set(barred))
        found = find_paths(real, start, end, walk, 1)
        if found.paths and not walk.same_time:
            length = nx.shortest_path_length(rest, start.key, end.key)
            assert found.paths[0].length == length
        elif not found.paths and not walk.same_time:
            assert end.key not in _within(rest, start.key, walk.max_length)


def _within(structure: nx.DiGraph, start: str, length: int) -> set[str]:
    if start not in structure:
        return set()
    return set(nx.single_source_shortest_path_length(structure, start, cutoff=length))
