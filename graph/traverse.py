"""Traversal: a pattern of typed steps, and the things that it leads to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.budget import USUAL_BUDGET, Budget
from graph.graph import Graph
from graph.nodes import Entity
from graph.paths import Path
from graph.vocabulary import Basis, Direction, RelationshipType
from graph.walk import Link, Walk, Ways

EDGES_PER_TRAIL = 3  # so many edges are visited in the time that it takes to go a step further
COMPARED_PER_EDGE = 4  # and so many trails are compared in that of one


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pattern: over an edge of these types, along it (OUT), against it, or either."""

    types: frozenset[RelationshipType]
    direction: Direction = Direction.OUT


class Trail(NamedTuple):
    """A way through a pattern so far; trails compare by derived links, then keys."""

    derived: int
    keys: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Traversal:
    """A thing that the last step reaches, and the first path that leads there."""

    entity: Entity
    path: Path

    @property
    def order(self) -> str:
        """The place among the things reached: by key."""
        return self.entity.key


def traverse(
    graph: Graph, starts: Iterable[Entity], steps: Sequence[Step], budget: int = USUAL_BUDGET
) -> tuple[Traversal, ...]:
    """Give each thing that the pattern leads to from any of the starts, by key.

    A path goes one hop a step and comes to no thing twice: those who stood against a person are
    not that person. Of several paths to a thing it has the one of fewest derived hops, then keys.
    The budget is how many edges may be visited, or hops tried instead, of which each takes the
    time of a few edges; BudgetSpentError when it is spent.
    """
    spent = Budget(budget)
    reached = {key: [Trail(0, (key,), ())] for key in sorted({start.key for start in starts})}
    for done, step in enumerate(steps, start=1):
        ways = Ways(graph, Walk(types=step.types, direction=step.direction), spent)
        reached = _advanced(ways, reached, len(steps) - done, spent)
    return tuple(
        Traversal(graph.entity(key), _path(graph, trails[0]))
        for key, trails in sorted(reached.items())
    )


def _path(graph: Graph, trail: Trail) -> Path:
    return Path(graph, trail.keys, lambda: trail.links)


def _advanced(
    ways: Ways, reached: dict[str, list[Trail]], left: int, budget: Budget
) -> dict[str, list[Trail]]:
    longer: defaultdict[str, list[Trail]] = defaultdict(list)
    for here, trails in reached.items():
        budget.spend(ways.width(here))
        for key, link in _first_links(ways, here).items():
            cost = int(link.edge.basis is Basis.DERIVED)
            budget.spend(EDGES_PER_TRAIL * len(trails))
            longer[key] += [
                Trail(trail.derived + cost, (*trail.keys, key), (*trail.links, link))
                for trail in trails
                if key not in trail.keys
            ]
    return {key: _telling(trails, left, budget) for key, trails in longer.items() if trails}


def _first_links(ways: Ways, here: str) -> dict[str, Link]:
    first: dict[str, Link] = {}
    for key, link in ways.steps(here):
        if key not in first or link.rank < first[key].rank:
            first[key] = link
    return first


def _telling(trails: list[Trail], left: int, budget: Budget) -> list[Trail]:
    """Keep of the trails to one thing those that some way onwards may need, in order.

    A way onwards of so many steps bars the trails that have met one of its things. So a trail is
    kept only if so many things can bar all trails before it, and not the trail itself. That
    leaves few (Bollobas: at most as many as there are ways to choose those steps among all),
    and loses no first path.
    """
    if left == 0:
        return [min(trails, key=_place)]
    kept: list[Trail] = []
    things: list[frozenset[str]] = []
    for trail in sorted(trails, key=_place):
        own = frozenset(trail.keys)
        budget.spend(len(things) // COMPARED_PER_EDGE)
        if _tells(own, things, left):
            kept.append(trail)
            things.append(own)
    return kept


def _place(trail: Trail) -> tuple[int, tuple[str, ...]]:
    return (trail.derived, trail.keys)


def _tells(own: frozenset[str], others: Sequence[frozenset[str]], left: int) -> bool:
    if not others:
        return True
    first, *rest = others
    return left > 0 and any(
        _tells(own, [other for other in rest if thing not in other], left - 1)
        for thing in first - own
    )
