"""Neighborhood: the surroundings of some things as one subgraph, for a picture."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
    keys: list[str] = []
    truncated = False
    for layer in layers_from(ways, (each.key for each in of), min(depth, walk.max_length)):
        room = max_entities - len(keys)
        truncated = len(layer) > room
        keys += sorted(layer, key=lambda key: (-ways.degree(key), key))[:room]
        if truncated:
            break
    edges = _edges_among(ways, keys)
    entities = tuple(graph.entity(key) for key in keys)
    return Subgraph(entities, edges, tuple(_frontier(ways, entities, edges)), truncated)


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
    ways: Ways, entities: Iterable[Entity], edges: Iterable[Relationship]
) -> Iterator[Frontier]:
    """Count at each thing the walk's edges onward, less those that are shown."""
    shown: Counter[str] = Counter()
    for edge in edges:
        if ways.walk.takes(forward=True):
            shown[edge.source.key] += 1
        if ways.walk.takes(forward=False) and edge.source is not edge.target:
            shown[edge.target.key] += 1
    for entity in entities:
        hidden = ways.breadth(entity.key) - shown[entity.key]
        if hidden:
            yield Frontier(entity, hidden)
