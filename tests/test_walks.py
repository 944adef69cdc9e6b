"""Surroundings, common ground and patterns of steps, whole or as of a date."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.common import common
from graph.dates import PartialDate
from graph.graph import Graph
from graph.neighborhood import gather_hubs, neighborhood
from graph.nodes import Entity
from graph.relationships import Relationship
from graph.revision import Revision
from graph.traverse import Step, traverse
from graph.vocabulary import Basis, Direction, EntityKind, RelationshipType
from graph.walk import Walk
from tests.small_worlds import (
    TYPES,
    Way,
    all_paths,
    derived,
    graphs,
    hops_of,
    small_world,
    walks,
)

places = st.lists(st.integers(0, 5), min_size=1, max_size=3)
steps = st.builds(
    Step, st.frozensets(st.sampled_from(TYPES), min_size=2), st.sampled_from(Direction)
)


def _pick(graph: Graph, numbers: Sequence[int]) -> tuple[Entity, ...]:
    assume(graph.entities)
    return tuple(dict.fromkeys(graph.entities[number % len(graph.entities)] for number in numbers))


def _first_ways(graph: Graph, start: Entity, walk: Walk) -> dict[str, Way]:
    """Give the first path to each thing that a walk reaches."""
    ways = ((thing.key, all_paths(graph, start, thing, walk)) for thing in graph.entities)
    return {key: found[0] for key, found in ways if found}


@settings(max_examples=120, deadline=None)
@given(graphs, walks, places, st.integers(1, 3), st.integers(1, 7))
def test_a_neighborhood_keeps_the_nearest_and_counts_what_it_hides(
    graph: Graph, walk: Walk, numbers: Sequence[int], depth: int, most: int
) -> None:
    of = _pick(graph, numbers)
    short = replace(walk, max_length=min(depth, walk.max_length))
    reached = [_first_ways(graph, start, short) for start in of]
    near = {
        key: min(len(ways[key][1]) for ways in reached if key in ways)
        for key in set().union(*reached)
    }
    order = sorted(near, key=lambda key: (near[key], -graph.entity(key).degree(walk.types), key))
    shown = neighborhood(graph, of, depth, walk, most)
    assert [thing.key for thing in shown.entities] == order[:most]
    assert shown.truncated == (len(order) > most)
    inside = set(shown.entities)
    followed = list(_followed(graph, walk))
    joining = [edge for edge in followed if {edge.source, edge.target} <= inside]
    assert list(shown.relationships) == joining
    hidden = {thing: _leaving(thing, followed, walk.direction, inside) for thing in inside}
    assert {each.entity: each.hidden for each in shown.frontier} == {
        thing: count for thing, count in hidden.items() if count
    }


def _followed(graph: Graph, walk: Walk) -> Iterator[Relationship]:
    for edge in graph.edges:
        if (walk.types is None or edge.type in walk.types) and (
            walk.on is None or edge.holds_on(walk.on)
        ):
            yield edge


def _leaving(
    thing: Entity, edges: Sequence[Relationship], direction: Direction, inside: set[Entity]
) -> int:
    """Count the edges that lead out of the picture from a thing."""
    out = sum(edge.source is thing and edge.target not in inside for edge in edges)
    into = sum(edge.target is thing and edge.source not in inside for edge in edges)
    return {Direction.OUT: out, Direction.IN: into, Direction.BOTH: out + into}[direction]


@settings(max_examples=120, deadline=None)
@given(graphs, walks, places, st.integers(1, 3), st.integers(1, 4))
def test_common_ground_is_what_all_reach_with_the_first_path_from_each(
    graph: Graph, walk: Walk, numbers: Sequence[int], depth: int, first: int
) -> None:
    of = _pick(graph, numbers)
    short = replace(walk, max_length=min(depth, walk.max_length))
    reached = [_first_ways(graph, start, short) for start in of]
    shared = set(reached[0]).intersection(*reached[1:]) - {thing.key for thing in of}
    order = sorted(shared, key=lambda key: (sum(len(ways[key][1]) for ways in reached), key))
    found = common(graph, of, depth, walk, first)
    assert [each.entity.key for each in found] == order[:first]
    for each in found:
        keys = [tuple(thing.key for thing in path.entities) for path in each.paths]
        assert keys == [ways[each.entity.key][0] for ways in reached]


@settings(max_examples=120, deadline=None)
@given(graphs, places, st.lists(steps, max_size=5))
def test_a_pattern_reaches_each_thing_by_its_first_simple_path(
    graph: Graph, numbers: Sequence[int], pattern: Sequence[Step]
) -> None:
    starts = _pick(graph, numbers)
    trails: list[tuple[tuple[str, ...], tuple[Relationship, ...]]]
    trails = [((thing.key,), ()) for thing in starts]
    for step in pattern:
        hops = hops_of(graph, Walk(types=step.types, direction=step.direction))
        trails = [
            ((*keys, there), (*edges, best[0]))
            for keys, edges in trails
            for (here, there), best in list(hops.items())
            if here == keys[-1] and there not in keys
        ]
    trails.sort(key=lambda trail: (derived(trail[1]), trail[0]), reverse=True)
    first = {keys[-1]: (keys, edges) for keys, edges in trails}
    found = traverse(graph, starts, pattern)
    assert [each.entity.key for each in found] == sorted(first)
    for each in found:
        keys, edges = first[each.entity.key]
        assert tuple(thing.key for thing in each.path.entities) == keys
        assert [hop.relationship.key for hop in each.path.hops] == [edge.key for edge in edges]


def test_a_party_leads_to_the_towns_where_it_stood(real: Revision) -> None:
    party = real.entity("party/vetevendosje")
    pattern = [
        Step(frozenset({RelationshipType.STOOD_FOR}), Direction.IN),
        Step(frozenset({RelationshipType.RAN_IN})),
        Step(frozenset({RelationshipType.HELD_IN})),
    ]
    found = traverse(real, [party], pattern)
    stood = {edge.candidacy.contest.municipality for edge in party.incoming if _stood(edge)}
    assert stood <= {each.entity for each in found}
    assert all(each.entity.kind is EntityKind.MUNICIPALITY for each in found)
    for each in found:
        assert each.path.length == len(pattern)
        assert all(one.to_end is other.from_end for one, other in pairwise(each.path.hops))


def _stood(edge: Relationship) -> bool:
    return edge.type is RelationshipType.STOOD_FOR


def test_rivals_of_a_person_are_others(real: Revision) -> None:
    person = real.entity("person/agim-bahtiri")
    ran = frozenset({RelationshipType.RAN_IN})
    rivals = traverse(real, [person], [Step(ran), Step(ran, Direction.IN)])
    assert person not in {each.entity for each in rivals}
    assert "person/avni-kastrati" in {each.entity.key for each in rivals}


def test_a_pattern_without_steps_stays_where_it_is(real: Revision) -> None:
    party = real.entity("party/akr")
    [row] = traverse(real, [party], [])
    assert (row.entity, row.path.length, row.path.sentence) == (party, 0, party.display_name)


@pytest.mark.parametrize(("day", "shared"), [("2018", False), ("2020", True)])
def test_two_mayors_share_a_party_once_both_have_joined_it(
    real: Revision, day: str, *, shared: bool
) -> None:
    view = real.at(PartialDate.parse(day))
    mayors = [view.entity("person/shpend-ahmeti"), view.entity("person/agim-bahtiri")]
    found = common(view, mayors, 1, Walk(), 50)
    assert [each.entity.id for each in found] == [f"party/vetevendosje@{day}"] * shared


def test_the_frontier_of_a_picture_adds_up_to_the_degree(real: Revision) -> None:
    start = real.entity("party/vetevendosje")
    picture = neighborhood(real, [start], 2, Walk(), 60)
    hidden = {each.entity: each.hidden for each in picture.frontier}
    for thing in picture.entities:
        ends = [(edge.source, edge.target) for edge in picture.relationships]
        assert thing.degree() == hidden.get(thing, 0) + sum(thing in pair for pair in ends)
    assert picture.truncated
    assert len(picture.entities) == 60


@pytest.mark.parametrize("gathered", [True, False])
@pytest.mark.parametrize("types", [None, frozenset(TYPES[:1])])
def test_a_hub_is_cut_to_its_best_connected_neighbours(
    types: frozenset[RelationshipType] | None, *, gathered: bool
) -> None:
    people = 2500
    joined = (TYPES[0], Basis.STATED, None, None)
    star = [(0, number, *joined) for number in range(1, people + 1)]
    chain = [(number, number + 1, *joined) for number in range(people - 9, people, 2)]
    kinds = [EntityKind.PARTY] + [EntityKind.PERSON] * people
    world = small_world(kinds, [*star, *chain])
    if gathered:
        gather_hubs(world)
    picture = neighborhood(world, [world.entity("party/0")], 2, Walk(types=types), 8)
    best = [f"person/{number}" for number in range(people - 9, people - 2)]
    assert [thing.key for thing in picture.entities] == ["party/0", *best]
    assert picture.frontier[0].hidden == people - len(best)
    assert picture.truncated


def test_steps_at_the_same_time_share_a_day(real: Revision) -> None:
    start = real.entity("person/shpend-ahmeti")
    free = neighborhood(real, [start], 2, Walk(), 1000)
    timed = neighborhood(real, [start], 2, Walk(same_time=True), 1000)
    assert set(timed.entities) < set(free.entities)
    keys = {thing.key for thing in timed.entities}
    assert "party/vetevendosje" in keys
    assert "person/agim-bahtiri" not in keys
