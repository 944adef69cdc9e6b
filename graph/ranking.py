"""Ranking: things by degree, PageRank or betweenness, worked out once for a graph and kept."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import rustworkx as rx

from graph.errors import TooLargeError
from graph.graph import Graph
from graph.nodes import Entity
from graph.vocabulary import Direction, EntityKind, Measure, RelationshipType
from graph.walk import Walk, Ways

BETWEENNESS_WORK = 20_000_000
BYTES_PER_RANKED = 150
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

    def __len__(self) -> int:
        """Count the things."""
        return len(self.values)


def ranking(
    graph: Graph, by: Measure, kinds: frozenset[EntityKind] | None, types: Types, first: int
) -> tuple[Ranked, ...]:
    """Give the first things of those kinds (None: all) by a measure over edges of those types.

    DEGREE counts edges; the others see one undirected edge between two things however many
    there are, and no loops. All things take part in the measure, whatever the kinds asked for.
    They come by value, the highest first, then key. TooLargeError for a betweenness that would
    take longer than a request may.
    """
    return graph.keep(
        (Ranked, by, kinds, types, first),
        lambda: _first(graph, _measured(graph, by, types), kinds, first),
        BYTES_PER_RANKED,
    )


def _first(
    graph: Graph, measured: Measured, kinds: frozenset[EntityKind] | None, first: int
) -> tuple[Ranked, ...]:
    keys = map(graph.keys.__getitem__, measured.order)
    values = map(measured.values.__getitem__, measured.order)
    wanted = (
        (key, value)
        for key, value in zip(keys, values, strict=True)
        if kinds is None or graph.kind_of(key) in kinds
    )
    ranked: list[Ranked] = []
    for place, (key, value) in enumerate(islice(wanted, first), start=1):
        equal = ranked and ranked[-1].value == value
        rank = ranked[-1].rank if equal else place
        ranked.append(Ranked(graph.entity(key), value, rank))
    return tuple(ranked)


def _measured(graph: Graph, by: Measure, types: Types) -> Measured:
    return graph.keep((Measured, by, types), lambda: _worked_out(graph, by, types), 16)


def _worked_out(graph: Graph, by: Measure, types: Types) -> Measured:
    values = array("d", MEASURES[by](graph, types))
    order = sorted(range(len(values)), key=lambda place: (-values[place], place))
    return Measured(values, array("l", order))


def _degree(graph: Graph, types: Types) -> Iterator[float]:
    ways = Ways(graph, Walk(types=types))
    return map(ways.degree, graph.keys)


def _pagerank(graph: Graph, types: Types) -> Iterator[float]:
    simple = _simple(graph, _pairs(graph, types)).to_directed()
    return _rounded(rx.pagerank(simple, tol=PRECISION, max_iter=MOST_ROUNDS))


def _betweenness(graph: Graph, types: Types) -> Iterator[float]:
    most = BETWEENNESS_WORK // max(1, len(graph.keys))
    pairs = set[tuple[int, int]]()
    for pair in _pairs(graph, types):
        pairs.add(pair)
        if len(pairs) > most:
            raise TooLargeError(Measure.BETWEENNESS, BETWEENNESS_WORK)
    return _rounded(rx.betweenness_centrality(_simple(graph, pairs)))


MEASURES = {
    Measure.DEGREE: _degree,
    Measure.PAGERANK: _pagerank,
    Measure.BETWEENNESS: _betweenness,
}


def _simple(graph: Graph, pairs: Iterable[tuple[int, int]]) -> "rx.PyGraph[None, None]":
    """Give all things by their place in the graph, each pair that an edge joins joined once."""
    simple: rx.PyGraph[None, None] = rx.PyGraph()
    simple.add_nodes_from([None] * len(graph.keys))
    simple.extend_from_edge_list(sorted(set(pairs)))
    return simple


def _pairs(graph: Graph, types: Types) -> Iterator[tuple[int, int]]:
    """Give the two places of each edge but loops, the lower one first."""
    places = {key: place for place, key in enumerate(graph.keys)}
    ways = Ways(graph, Walk(types=types, direction=Direction.OUT))
    for key, at in places.items():
        for near in map(places.__getitem__, ways.neighbours(key)):
            if near != at:
                yield (at, near) if at < near else (near, at)


def _rounded(values: Mapping[int, float]) -> Iterator[float]:
    """Give the values by place, without the digits that rest on the order of summing up."""
    return (float(f"{values[place]:.{DIGITS}g}") for place in range(len(values)))
