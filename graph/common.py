"""Common ground: what several things reach alike, with a shortest path from each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from heapq import nsmallest

from graph.budget import USUAL_BUDGET, Budget
from graph.distances import layers_from
from graph.graph import Graph
from graph.nodes import Entity
from graph.paths import Path, first_path
from graph.walk import Walk, Ways


@dataclass(frozen=True, slots=True)
class CommonNeighbor:
    """A thing that all the given ones reach, and one shortest path from each, as asked."""

    entity: Entity
    paths: tuple[Path, ...]


def common(  # noqa: PLR0913, PLR0917 -- the question, and what it may cost
    graph: Graph,
    of: Iterable[Entity],
    depth: int,
    walk: Walk,
    first: int,
    budget: int = USUAL_BUDGET,
) -> tuple[CommonNeighbor, ...]:
    """Give the first things that a walk reaches from each of the given ones.

    They come by the length of their paths in all, then key; a path is the first one by the
    order of paths, of at most so many steps. The given things are not among them. The budget is
    how many edges may be visited to find what is reached, and as many again for all paths
    together; BudgetSpentError when it is spent.
    """
    starts = tuple(each.key for each in of)
    walk = replace(walk, max_length=min(depth, walk.max_length))
    spent = Budget(budget)
    ways = Ways(graph, walk, spent)
    reached = [_distances(ways, start, spent) for start in starts]
    shared = [
        (sum(distances[key] for distances in reached), key)
        for key in min(reached, key=len, default={})
        if key not in starts and all(key in distances for distances in reached)
    ]
    left = Budget(budget)
    ways = Ways(graph, walk, left)
    return tuple(
        CommonNeighbor(
            graph.entity(key), tuple(first_path(ways, (start, key), left) for start in starts)
        )
        for _, key in nsmallest(first, shared)
    )


def _distances(ways: Ways, start: str, budget: Budget) -> dict[str, int]:
    layers = layers_from(ways, [start], ways.walk.max_length, budget)
    return {key: distance for distance, layer in enumerate(layers) for key in layer}
