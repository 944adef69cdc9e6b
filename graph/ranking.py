"""Ranking: things by degree, PageRank or betweenness, worked out once for a graph and kept."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import rustworkx as rx

from graph.errors import TooLargeError
from graph.graph import Graph
from graph.nodes import Entity
from graph.vocabulary import Direction, EntityKind, Measure, RelationshipType
from graph.walk import Walk, Ways

BETWEENNESS_WORK = 20_000_000
PRECISION = 1e-12
MOST_ROUNDS = 1000
DIGITS = 9

Types = frozenset[RelationshipType] | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing with its value, and its rank: 1 is the highest, equals share one."""

    entity: Entity
    value: float
    rank: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The values of all things of a graph, by their place there, and the places by value."""

    values: "array[float]"
    order: "array[int]"


def ranking(
    graph: Graph, by: Measure, kinds: frozenset[EntityKind] | None, types: Types, first: int
) -> tuple[Ranked, ...]:
    """Give the first things of those kinds (None: all) by a measure over edges of those types.

    DEGREE counts edges; the others see one undirected edge between two things however many
    there are, and no loops. All things take part in the measure, whatever the kinds asked for.
    They come by value, the highest first, then key. TooLargeError for a betweenness that would
    take longer than a request may.
    """
    measured = graph.keep((Measured, by, types), lambda: _measured(graph, by, types))
    things = ((graph.entities[place], measured.values[place]) for place in measured.order)
    wanted = (each for each in things if kinds is None or each[0].kind in kinds)
    ranked: list[Ranked] = []
    for place, (entity, value) in enumerate(islice(wanted, first), start=1):
        equal = ranked and ranked[-1].value == value
        ranked.append(Ranked(entity, value, ranked[-1].rank if equal else place))
    return tuple(ranked)


def _measured(graph: Graph, by: Measure, types: Types) -> Measured:
    values = array("d", MEASURES[by](graph, types))
    order = sorted(range(len(values)), key=lambda place: (-values[place], place))
    return Measured(values, array("l", order))


def _degree(graph: Graph, types: Types) -> Iterator[float]:
    ways = Ways(graph, Walk(types=types))
    return (ways.degree(each.key) for each in graph.entities)


def _pagerank(graph: Graph, types: Types) -> Iterator[float]:
    simple = _simple(graph, types).to_directed()
    return _rounded(rx.pagerank(simple, tol=PRECISION, max_iter=MOST_ROUNDS))


def _betweenness(graph: Graph, types: Types) -> Iterator[float]:
    simple = _simple(graph, types)
    work = simple.num_nodes() * simple.num_edges()
    if work > BETWEENNESS_WORK:
        raise TooLargeError(Measure.BETWEENNESS, work, BETWEENNESS_WORK)
    return _rounded(rx.betweenness_centrality(simple))


MEASURES = {
    Measure.DEGREE: _degree,
    Measure.PAGERANK: _pagerank,
    Measure.BETWEENNESS: _betweenness,
}


def _simple(graph: Graph, types: Types) -> "rx.PyGraph[None, None]":
    """Give all things by their place in the graph, each pair that an edge joins joined once."""
    places = {each.key: place for place, each in enumerate(graph.entities)}
    simple: rx.PyGraph[None, None] = rx.PyGraph()
    simple.add_nodes_from([None] * len(places))
    simple.extend_from_edge_list(sorted(_pairs(graph, types, places)))
    return simple


def _pairs(graph: Graph, types: Types, places: Mapping[str, int]) -> set[tuple[int, int]]:
    ways = Ways(graph, Walk(types=types, direction=Direction.OUT))
    steps = ((at, places[near]) for key, at in places.items() for near in ways.neighbours(key))
    return {(min(pair), max(pair)) for pair in steps if pair[0] != pair[1]}


def _rounded(values: Mapping[int, float]) -> Iterator[float]:
    """Give the values by place, without the digits that rest on the order of summing up."""
    return (float(f"{values[place]:.{DIGITS}g}") for place in range(len(values)))
