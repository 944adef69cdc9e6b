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
from graph.vocabulary import Basis, Direction, EntityKind, RelationshipType
from graph.walk import Walk
from tests.small_worlds import (
    LATE,
    Way,
    all_paths,
    graphs,
    hops_of,
    is_barred,
    small_world,
    walks,
    worlds,
)

Time = tuple[RelationshipType, PartialDate | None, PartialDate | None]

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


@pytest.mark.long
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


ONE_YEAR, NEXT_YEAR, ONE_DAY = (PartialDate.parse(each) for each in ("2001", "2002", "2002-05-05"))
SPLIT, ALLIED, PART = (
    RelationshipType.SPLIT_FROM,
    RelationshipType.ALLIED_WITH,
    RelationshipType.PART_OF,
)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((SPLIT, ONE_DAY, ONE_DAY), (SPLIT, ONE_DAY, ONE_DAY), True),
        ((SPLIT, ONE_YEAR, ONE_YEAR), (SPLIT, ONE_YEAR, ONE_YEAR), False),
        ((SPLIT, ONE_YEAR, ONE_YEAR), (SPLIT, NEXT_YEAR, NEXT_YEAR), False),
        ((SPLIT, ONE_YEAR, ONE_YEAR), (PART, None, None), True),
        ((SPLIT, NEXT_YEAR, NEXT_YEAR), (ALLIED, ONE_YEAR, None), True),
        ((SPLIT, ONE_YEAR, ONE_YEAR), (ALLIED, ONE_YEAR, None), False),
        ((ALLIED, ONE_YEAR, NEXT_YEAR), (ALLIED, ONE_DAY, None), False),
        ((ALLIED, ONE_YEAR, ONE_DAY), (ALLIED, ONE_DAY, None), True),
    ],
)
def test_hops_at_the_same_time_surely_share_a_day(one: Time, other: Time, *, shared: bool) -> None:
    ways = [(0, 1, one[0], Basis.STATED, *one[1:]), (1, 2, other[0], Basis.STATED, *other[1:])]
    world = small_world([EntityKind.PARTY] * 3, ways)
    start, _, end = world.entities
    for ends in ((start, end), (end, start)):
        result = find_paths(world, *ends, Walk(same_time=True), 3)
        assert (len(result.paths), result.exhaustive) == (int(shared), True)


def test_what_bars_a_long_way_in_its_middle_is_named() -> None:
    way = [(number, number + 1, PART, Basis.STATED, None, None) for number in range(4)]
    town = EntityKind.MUNICIPALITY
    world = small_world([town, town, EntityKind.ELECTION, town, town], way)
    ends = (world.entity("municipality/0"), world.entity("municipality/4"))
    assert find_paths(world, *ends, Walk(max_length=4), 1).excluded == (world.entity("election/2"),)
    assert find_paths(world, *ends, Walk(max_length=3), 1).excluded == ()


@pytest.mark.parametrize("on", [None, "2001", "2002"])
def test_two_hubs_meet_in_those_who_were_in_both_by_then(on: str | None) -> None:
    early, late = PartialDate.parse("2000"), PartialDate.parse("2001-05-05")
    in_one = [
        (0, number, RelationshipType.SPLIT_FROM, Basis.STATED, early, None)
        for number in range(2, 802)
    ]
    in_other = [
        (1, number, RelationshipType.SPLIT_FROM, Basis.STATED, late if number % 2 else early, None)
        for number in range(782, 1582)
    ]
    kinds = [EntityKind.PARTY] * 2 + [EntityKind.PERSON] * 1580
    world = small_world(kinds, [*in_one, *in_other])
    ends = (world.entity("person/2"), world.entity("person/1580"))
    walk = Walk(max_length=4, on=on and PartialDate.parse(on))
    result = find_paths(world, *ends, walk, ALL)
    met = [number for number in range(782, 802) if on != "2001" or number % 2 == 0]
    assert [path.keys[2] for path in result.paths] == [f"person/{number}" for number in met]
    assert result.exhaustive


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


def test_two_mayors_are_joined_by_the_party_that_one_left_before_the_other_came(
    real: Revision,
) -> None:
    start, end = real.entity(AHMETI), real.entity(BAHTIRI)
    result = find_paths(real, start, end, Walk(), 3)
    shortest = result.paths[0]
    assert _keys(shortest) == (AHMETI, VETEVENDOSJE, BAHTIRI)
    joined, came = (hop.relationship for hop in shortest.hops)
    assert (str(joined.since), str(came.since)) == ("2011", "2019-08")
    assert [hop.forward for hop in shortest.hops] == [True, False]
    assert shortest.sentence == f"{joined.sentence.removesuffix('.')}; {came.sentence}"
    assert not result.exhaustive


def test_no_two_mayors_were_in_a_party_at_the_same_time_if_one_came_later(real: Revision) -> None:
    start, end = real.entity(AHMETI), real.entity(BAHTIRI)
    timed = find_paths(real, start, end, Walk(same_time=True, max_length=2), 3)
    assert (timed.paths, timed.exhaustive) == ((), True)


def test_a_view_of_2018_has_no_path_by_a_move_of_2019(real: Revision) -> None:
    view = real.at(PartialDate.parse("2018"))
    start, end = view.entity(AHMETI), view.entity(BAHTIRI)
    result = find_paths(view, start, end, Walk(), 3)
    assert all(path.length > 2 for path in result.paths)
    assert all(thing.id.endswith("@2018") for path in result.paths for thing in path.entities)


def test_paths_do_not_pass_through_elections_unless_asked_to(real: Revision) -> None:
    start, end = (
        real.entity("contest/mayor-prizren-2017"),
        real.entity("contest/mayor-pristina-2017"),
    )
    usual = find_paths(real, start, end, Walk(max_length=3), 50)
    asked = find_paths(real, start, end, Walk(max_length=3, through=frozenset(EntityKind)), 50)
    election = real.entity("election/local-2017")
    assert election in usual.excluded
    assert all(election not in path.entities for path in usual.paths)
    assert _keys(asked.paths[0]) == (start.key, election.key, end.key)
    assert asked.excluded == ()


def test_an_election_may_be_an_end(real: Revision) -> None:
    start, end = real.entity(AHMETI), real.entity("election/local-2017")
    assert find_paths(real, start, end, Walk(), 1).paths[0].length == 2


def test_a_thing_reaches_itself_by_the_path_without_hops(real: Revision) -> None:
    start = real.entity("election/local-2017")
    result = find_paths(real, start, start, Walk(), 3)
    assert (len(result.paths), result.exhaustive, result.excluded) == (1, True, ())
    assert (result.paths[0].length, result.paths[0].entities) == (0, (start,))
    assert result.paths[0].sentence == start.display_name


def test_what_a_search_avoids_is_neither_passed_nor_named(real: Revision) -> None:
    start, end = real.entity(AHMETI), real.entity(BAHTIRI)
    walk = Walk(avoid=frozenset({VETEVENDOSJE, "election/local-2017"}))
    result = find_paths(real, start, end, walk, 10)
    assert all(VETEVENDOSJE not in _keys(path) for path in result.paths)
    assert walk.avoid.isdisjoint(thing.key for thing in result.excluded)


def test_a_hub_over_the_limit_is_named(real: Revision) -> None:
    start, end = real.entity(AHMETI), real.entity(BAHTIRI)
    result = find_paths(real, start, end, Walk(max_degree=100), 3)
    assert real.entity(VETEVENDOSJE) in result.excluded


def test_a_search_without_budget_says_that_it_was_cut_short(real: Revision) -> None:
    start, end = real.entity(AHMETI), real.entity(BAHTIRI)
    result = find_paths(real, start, end, Walk(), 3, 5)
    assert (result.paths, result.exhaustive) == ((), False)
