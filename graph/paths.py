"""Paths: how two things are connected, by simple paths, the shortest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise

from graph.chains import Chain, chains_between
from graph.errors import BudgetSpentError
from graph.excluded import excluded
from graph.graph import Graph
from graph.layers import USUAL_BUDGET, Budget, Layers
from graph.nodes import Entity
from graph.relationships import Relationship
from graph.walk import Link, Walk, Ways


@dataclass(frozen=True, slots=True)
class Hop:
    """One relationship of a path, gone over from one end to the other."""

    relationship: Relationship
    from_end: Entity
    to_end: Entity
    forward: bool


@dataclass(frozen=True, slots=True)
class Path:
    """Hops that lead from a start to an end; without any, the start is the end."""

    start: Entity
    hops: tuple[Hop, ...]

    @property
    def length(self) -> int:
        """The number of hops."""
        return len(self.hops)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The things that it passes, both ends included."""
        return (self.start, *(hop.to_end for hop in self.hops))

    @property
    def end(self) -> Entity:
        """The thing that it leads to."""
        return self.hops[-1].to_end if self.hops else self.start

    @property
    def sentence(self) -> str:
        """What its relationships say, in one sentence; the start's name if it has none."""
        if not self.hops:
            return self.start.display_name
        said = (hop.relationship.sentence.removesuffix(".") for hop in self.hops)
        return f"{'; '.join(said)}."


@dataclass(frozen=True, slots=True)
class PathResult:
    """Paths in their order, whether they are all there are, and what was not passed through."""

    paths: tuple[Path, ...]
    exhaustive: bool
    excluded: tuple[Entity, ...]


def path_of(graph: Graph, keys: tuple[str, ...], links: Iterable[Link]) -> Path:
    """Give the path through the things of those keys over those links, as the graph has them."""
    things = [graph.entity(key) for key in keys]
    hops: list[Hop] = []
    for (first, second), link in zip(pairwise(things), links, strict=True):
        edge = graph.counterpart(link.edge)
        if edge is not None:
            hops.append(Hop(edge, first, second, link.forward))
    return Path(things[0], tuple(hops))


def find_paths(  # noqa: PLR0913, PLR0917 -- the question, and what it may cost
    graph: Graph, start: Entity, end: Entity, walk: Walk, first: int, budget: int = USUAL_BUDGET
) -> PathResult:
    """Give the first simple paths between two things: by length, fewest derived hops, then keys.

    The budget is how many edges the search may visit; a search that spends it is not exhaustive,
    and neither is one that finds more paths than were asked for. What it gives comes first in
    the order of all paths in any case.
    """
    ways = Ways(graph, walk)
    ends = (start.key, end.key)
    layers = Layers(ways, ends, Budget(budget))
    found: list[Chain] = []
    finished = True
    try:
        found.extend(islice(chains_between(layers, walk.max_length), first + 1))
    except BudgetSpentError:
        finished = False
    more = len(found) > first
    searched = len(found[first].links) if more else walk.max_length
    barred = excluded(ways, ends, searched, Budget(budget))
    return PathResult(
        tuple(path_of(graph, chain.keys, chain.links) for chain in found[:first]),
        exhaustive=finished and not more,
        excluded=tuple(graph.entity(key) for key in barred),
    )


def first_path(ways: Ways, ends: tuple[str, str], budget: int = USUAL_BUDGET) -> Path:
    """Give the first path between two things that a walk is known to join.

    BudgetSpentError if it cannot be told within so many visited edges.
    """
    chain = next(chains_between(Layers(ways, ends, Budget(budget)), ways.walk.max_length))
    return path_of(ways.graph, chain.keys, chain.links)
