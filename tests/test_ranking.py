"""Rankings: degree, PageRank and betweenness, as networkx and their definitions have them."""

from collections.abc import Mapping
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings

from graph.dates import PartialDate
from graph.errors import TooLargeError
from graph.graph import Graph
from graph.ranking import Types, ranking
from graph.revision import Revision
from graph.vocabulary import Basis, EntityKind, Measure, RelationshipType
from tests.small_worlds import TYPES, graphs, small_world

DAMPING = 0.85
MOVES = frozenset({RelationshipType.DEFECTED_TO, RelationshipType.SUCCEEDED})
PARTIES = frozenset({EntityKind.PARTY})


def _values(graph: Graph, by: Measure, types: Types = None) -> dict[str, float]:
    ranked = ranking(graph, by, None, types, len(graph.entities))
    return {each.entity.key: each.value for each in ranked}


def _simple(graph: Graph, types: Types = None) -> "nx.Graph[str]":
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(thing.key for thing in graph.entities)
    simple.add_edges_from(
        (edge.source.key, edge.target.key)
        for edge in graph.edges
        if edge.source is not edge.target and (types is None or edge.type in types)
    )
    return simple


def _next_pagerank(simple: "nx.Graph[str]", values: Mapping[str, float]) -> dict[str, float]:
    """Give what each thing gets from its neighbours, and from those without any."""
    loose = sum(values[key] for key in simple if not simple.degree(key))
    shared = (1 - DAMPING + DAMPING * loose) / max(len(simple), 1)
    return {
        key: shared + DAMPING * sum(values[near] / simple.degree(near) for near in simple[key])
        for key in simple
    }


@settings(max_examples=80, deadline=None)
@given(graphs)
def test_measures_of_small_worlds_are_those_of_networkx(graph: Graph) -> None:
    simple = _simple(graph)
    between = _values(graph, Measure.BETWEENNESS)
    assert between == pytest.approx(nx.betweenness_centrality(simple))
    rank = _values(graph, Measure.PAGERANK)
    assert rank == pytest.approx(_next_pagerank(simple, rank), rel=1e-6)
    assert _values(graph, Measure.DEGREE) == {each.key: each.degree() for each in graph.entities}


@pytest.mark.parametrize("day", [None, "2015"])
@pytest.mark.parametrize("types", [None, MOVES], ids=["all types", "moves"])
def test_pagerank_is_what_neighbours_give_each_other(
    real: Revision, day: str | None, types: Types
) -> None:
    graph = real.at(PartialDate.parse(day)) if day else real
    values = _values(graph, Measure.PAGERANK, types)
    assert sum(values.values()) == pytest.approx(1)
    assert values == pytest.approx(_next_pagerank(_simple(graph, types), values), rel=1e-6)


def test_betweenness_is_that_of_networkx(real: Revision) -> None:
    values = _values(real, Measure.BETWEENNESS, MOVES)
    expected = nx.betweenness_centrality(_simple(real, MOVES))
    assert values == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("by", Measure)
def test_a_ranking_goes_down_and_equals_share_a_rank(real: Revision, by: Measure) -> None:
    ranked = ranking(real, by, None, None, len(real.entities))
    places = [(-each.value, each.entity.key) for each in ranked]
    assert places == sorted(places)
    assert ranked[0].rank == 1
    for place, (one, other) in enumerate(pairwise(ranked), start=2):
        assert other.rank == (one.rank if one.value == other.value else place)


def test_a_ranking_of_parties_ranks_them_among_themselves(real: Revision) -> None:
    ranked = ranking(real, Measure.DEGREE, PARTIES, MOVES, 5)
    assert ranked[0].rank == 1
    assert all(each.entity.kind is EntityKind.PARTY for each in ranked)
    assert all(each.value == each.entity.degree(MOVES) for each in ranked)
    assert len(ranked) == 5


def test_a_betweenness_that_takes_too_long_is_refused_with_the_way_out() -> None:
    people = 5000
    ring = [(number, number + 1, TYPES[0], Basis.STATED, None, None) for number in range(people)]
    world = small_world([EntityKind.PERSON] * people, ring)
    with pytest.raises(TooLargeError, match="choose fewer types, or rank by DEGREE or PAGERANK"):
        ranking(world, Measure.BETWEENNESS, None, None, 10)
