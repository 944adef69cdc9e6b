"""Neighborhood: the surroundings of some things as one subgraph, for a picture."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest

from graph.distances import layers_from
from graph.graph import Graph
from graph.nodes import Entity
from graph.relationships import Relationship
from graph.walk import Walk, Ways


@dataclass(frozen=True, slots=True)
class Frontier:
    """How many of the walk's edges lead from a thing that is shown to things that are not."""

    entity: Entity
    hidden: int


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Things, nearest first, the relationships among them, and what leads out of the picture."""

    entities: tuple[Entity, ...]
    relationships: tuple[Relationship, ...]
    frontier: tuple[Frontier, ...]
    truncated: bool


def neighborhood(
    graph: Graph, of: Iterable[Entity], depth: int, walk: Walk, max_entities: int
) -> Subgraph:
    """Give what a walk reaches within so many steps, cut to the nearest and best connected.

    Things come by distance, degree over the walk's types (highest first) and key. A thing that
    may not be passed through is shown where it is reached, and left out of the way onwards.
    """
    ways = Ways(graph, walk)
    starts = [each.key for each in of]
    near = partial(_best_near, ways, 2 * max_entities + 1)
    keys: list[str] = []
    truncated = False
    for layer in layers_from(ways, starts, min(depth, walk.max_length), near):
        room = max_entities - len(keys)
        truncated = len(layer) > room
        keys += sorted(layer, key=_by_degree(ways))[:room]
        if truncated:
            break
    edges = _edges_among(ways, keys)
    entities = tuple(graph.entity(key) for key in keys)
    return Subgraph(entities, edges, tuple(_frontier(ways, entities, edges)), truncated)


def _by_degree(ways: Ways) -> Callable[[str], tuple[int, str]]:
    return lambda key: (-ways.degree(key), key)


def _best_near(ways: Ways, most: int, key: str) -> Iterable[str]:
    """Give what is next to a thing; next to a hub only what has the highest degrees.

    These are so many that the things shown before, and one more than there is room for, are
    among them: the picture is cut there and as it would be with all of them. The graph keeps
    them, since a hub takes long to sort.
    """
    if ways.walk.on or ways.width(key) <= most:
        return ways.neighbours(key)
    question = (_best_near, key, ways.walk.types, ways.walk.direction, most)
    return ways.graph.keep(question, lambda: _best(ways, most, key))


def _best(ways: Ways, most: int, key: str) -> tuple[str, ...]:
    return tuple(nsmallest(most, set(ways.neighbours(key)), key=_by_degree(ways)))


def _edges_among(ways: Ways, keys: Iterable[str]) -> tuple[Relationship, ...]:
    """Give the edges of the walk's types and date that join two of these things."""
    inside = frozenset(keys)
    found = [
        edge
        for key in inside
        for strand, bundle in ways.bundles(key).items()
        if strand.forward
        for neighbour, edge in ways.held(bundle)
        if neighbour in inside
    ]
    seen = filter(None, map(ways.graph.counterpart, found))
    return tuple(sorted(seen, key=lambda edge: edge.order))


def _frontier(
    ways: Ways, entities: Iterable[Entity], edges: Sequence[Relationship]
) -> Iterator[Frontier]:
    """Count at each thing the walk's edges onward, less those that are shown."""
    shown: Counter[str] = Counter()
    if ways.walk.takes(forward=True):
        shown.update(edge.source.key for edge in edges)
    if ways.walk.takes(forward=False):
        shown.update(edge.target.key for edge in edges if edge.source is not edge.target)
    for entity in entities:
        hidden = ways.breadth(entity.key) - shown[entity.key]
        if hidden:
            yield Frontier(entity, hidden)
