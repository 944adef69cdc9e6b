"""Neighborhood: the surroundings of some things as one subgraph, for a picture."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from heapq import heapify, heappushpop
from itertools import islice

from graph.budget import USUAL_BUDGET, Budget
from graph.distances import layers_from
from graph.graph import Graph
from graph.incidence import HUB
from graph.nodes import Entity
from graph.relationships import Relationship
from graph.walk import Walk, Ways

MOST_ENTITIES = 1000  # so many may be asked for
BYTES_PER_DEGREE = 100


@dataclass(frozen=True, slots=True)
class Frontier:
    """How many of the walk's edges lead from a thing that is shown to things that are not."""

    entity: Entity
    hidden: int


@dataclass(frozen=True, eq=False)
class Subgraph:
    """Things, nearest first, the relationships among them, and what leads out of the picture.

    All but the choice of the things is worked out when it is asked for.
    """

    ways: Ways
    keys: tuple[str, ...]
    truncated: bool

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The things, nearest first, then by degree and key."""
        return tuple(map(self.ways.graph.entity, self.keys))

    @cached_property
    def relationships(self) -> tuple[Relationship, ...]:
        """The edges of the walk's types and date that join two of these things."""
        inside = dict.fromkeys(self.keys, 0)
        found = [
            edge
            for key in inside
            for strand, bundle in self.ways.bundles(key).items()
            if strand.forward
            for edge in self.ways.edges_to(key, strand, bundle, inside)
        ]
        seen = filter(None, map(self.ways.graph.counterpart, found))
        return tuple(sorted(seen, key=lambda edge: edge.order))

    @cached_property
    def frontier(self) -> tuple[Frontier, ...]:
        """The walk's edges onward at each thing, less those that are shown, counted."""
        shown: Counter[str] = Counter()
        walk = self.ways.walk
        if walk.takes(forward=True):
            shown.update(edge.source.key for edge in self.relationships)
        if walk.takes(forward=False):
            ends = ((edge.source.key, edge.target.key) for edge in self.relationships)
            shown.update(target for source, target in ends if source != target)
        hidden = (self.ways.breadth(key) - shown[key] for key in self.keys)
        return tuple(
            Frontier(entity, count)
            for entity, count in zip(self.entities, hidden, strict=True)
            if count
        )


def neighborhood(  # noqa: PLR0913, PLR0917 -- the question, and what it may cost
    graph: Graph,
    of: Iterable[Entity],
    depth: int,
    walk: Walk,
    max_entities: int,
    budget: int = USUAL_BUDGET,
) -> Subgraph:
    """Give what a walk reaches within so many steps, cut to the nearest and best connected.

    Things come by distance, degree over the walk's types (highest first) and key. A thing that
    may not be passed through is shown where it is reached, and left out of the way onwards. The
    budget is how many edges may be visited; BudgetSpentError when it is spent.
    """
    spent = Budget(budget)
    ways = Ways(graph, walk, spent)
    starts = [each.key for each in of]
    degrees = _Degrees(ways)
    near = partial(_best_near, degrees, max_entities + 1, spent)
    keys: list[str] = []
    truncated = False
    for layer in layers_from(ways, starts, min(depth, walk.max_length), spent, near):
        room = max_entities - len(keys)
        truncated = len(layer) > room
        keys += degrees.best(layer, room)
        if truncated:
            break
    return Subgraph(ways, tuple(keys), truncated)


class _Degrees(dict[str, int]):
    """Degrees over a walk's types, counted when they are first asked for."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self.ways = ways

    def __missing__(self, key: str) -> int:
        """Count the degree of a thing."""
        degree = self[key] = self.ways.degree(key)
        return degree

    def best(self, keys: Collection[str], most: int) -> list[str]:
        """Give so many things of the highest degrees, then by key."""
        degree = self.__getitem__
        high = sorted(keys if len(keys) <= most else self._high(keys, most))
        return sorted(high, key=degree, reverse=True)[:most]

    def _high(self, keys: Collection[str], most: int) -> list[str]:
        """Give things with the best among them, from the widest on while the next may be one."""
        width = self.ways.graph.width_of
        widest = sorted(keys, key=width, reverse=True)
        high = widest[:most]
        degrees = [self[key] for key in high]
        heapify(degrees)
        for key in islice(widest, most, None):
            if not degrees or width(key) < degrees[0]:
                break
            high.append(key)
            heappushpop(degrees, self[key])
        return high


def _best_near(degrees: _Degrees, most: int, budget: Budget, key: str) -> Iterable[str]:
    """Give what is next to a thing; next to a hub only what has the highest degrees.

    These are so many that the things shown before, and one more than there is room for, are
    among them: the picture is cut there and as it would be with all of them.
    """
    ways = degrees.ways
    width = ways.width(key)
    if ways.walk.on or width <= max(most, HUB):
        budget.spend(width)
        return ways.neighbours(key)
    budget.spend(most)
    best = dict(islice(_best(degrees, max(most, MOST_ENTITIES + 1), key).items(), most))
    degrees.update(best)
    return best


def _best(degrees: _Degrees, most: int, hub: str) -> dict[str, int]:
    """Give the degrees of the best next to a hub; the graph keeps them, since it takes long."""
    question = _question(degrees.ways, most, hub)
    return degrees.ways.graph.keep(
        question, lambda: _best_beside(degrees, most, hub), BYTES_PER_DEGREE
    )


def _question(ways: Ways, most: int, hub: str) -> tuple[object, ...]:
    return (_best, hub, ways.walk.types, ways.walk.direction, most)


def _best_beside(degrees: _Degrees, most: int, hub: str) -> dict[str, int]:
    strands = degrees.ways.strands(hub)
    beside = frozenset().union(*(bundle.members for _, bundle in strands))
    return {key: degrees[key] for key in degrees.best(beside, most)}


def gather_hubs(graph: Graph) -> None:
    """Gather the edges at hubs, and the best things next to them: requests need not wait for it."""
    ways, most = Ways(graph, Walk()), MOST_ENTITIES + 1
    degrees = _Degrees(ways)
    for entity in graph.entities:
        hub = entity.key
        if graph.degree_of(hub) > HUB:
            graph.prepare(_question(ways, most, hub), partial(_best_beside, degrees, most, hub))
