"""Ranking: things by degree, PageRank or betweenness, worked out once for a graph and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import rustworkx as rx

from graph.errors import TooLargeError
from graph.graph import Graph
from graph.nodes import Entity
from graph.vocabulary import Direction, EntityKind, Measure, RelationshipType
from graph.walk import Walk, Ways

BETWEENNESS_WORK = 20_000_000
KEPT_MEASURES = 16
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


def ranking(
    graph: Graph, by: Measure, kinds: frozenset[EntityKind] | None = None, types: Types = None
) -> tuple[Ranked, ...]:
    """Give the things of those kinds (None: all) by a measure over edges of those types.

    DEGREE counts edges; the others see one undirected edge between two things however many
    there are, and no loops. All things take part in the measure, whatever the kinds asked for.
    They come by value, the highest first, then key. TooLargeError for a betweenness that would
    take longer than a request may.
    """
    values = _kept(graph, by, types)
    things = [each for each in graph.entities if kinds is None or each.kind in kinds]
    things.sort(key=lambda each: (-values[each.key], each.key))
    ranked: list[Ranked] = []
    for value, equals in groupby(things, key=lambda each: values[each.key]):
        rank = len(ranked) + 1
        ranked += [Ranked(each, value, rank) for each in equals]
    return tuple(ranked)


def _kept(graph: Graph, by: Measure, types: Types) -> Mapping[str, float]:
    """Give the values by key; the choices asked for most recently are kept with the graph."""
    kept = graph.measures
    values = kept.pop((by, types), None) or MEASURES[by](graph, types)
    kept[by, types] = values
    if len(kept) > KEPT_MEASURES:
        kept.popitem(last=False)
    return values


def _degree(graph: Graph, types: Types) -> Mapping[str, float]:
    ways = Ways(graph, Walk(types=types))
    return {each.key: float(ways.degree(each.key)) for each in graph.entities}


def _pagerank(graph: Graph, types: Types) -> Mapping[str, float]:
    simple = _simple(graph, types).to_directed()
    return _by_key(graph, rx.pagerank(simple, tol=PRECISION, max_iter=MOST_ROUNDS))


def _betweenness(graph: Graph, types: Types) -> Mapping[str, float]:
    simple = _simple(graph, types)
    work = simple.num_nodes() * simple.num_edges()
    if work > BETWEENNESS_WORK:
        raise TooLargeError(Measure.BETWEENNESS, work, BETWEENNESS_WORK)
    return _by_key(graph, rx.betweenness_centrality(simple))


MEASURES = {
    Measure.DEGREE: _degree,
    Measure.PAGERANK: _pagerank,
    Measure.BETWEENNESS: _betweenness,
}


def _simple(graph: Graph, types: Types) -> "rx.PyGraph[None, None]":
    """Give the things by their place in the list of all, each pair that an edge joins once."""
    places = {each.key: place for place, each in enumerate(graph.entities)}
    simple: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    simple.add_nodes_from([None] * len(places))
    simple.extend_from_edge_list(sorted(_pairs(graph, types, places)))
    return simple


def _pairs(graph: Graph, types: Types, places: Mapping[str, int]) -> set[tuple[int, int]]:
    ways = Ways(graph, Walk(types=types, direction=Direction.OUT))
    steps = (
        (place, places[near]) for key, place in places.items() for near in ways.neighbours(key)
    )
    return {(min(pair), max(pair)) for pair in steps if pair[0] != pair[1]}


def _by_key(graph: Graph, values: Mapping[int, float]) -> dict[str, float]:
    """Name the values, without the digits that rest on the order of summing up."""
    return {
        each.key: float(f"{values[place]:.{DIGITS}g}") for place, each in enumerate(graph.entities)
    }
