"""Paths: how two things are connected, by simple paths, the shortest first."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice, pairwise

from graph.budget import USUAL_BUDGET, Budget
from graph.chains import Keys, chains_between
from graph.errors import BudgetSpentError
from graph.excluded import excluded
from graph.graph import Graph
from graph.nodes import Entity
from graph.relationships import Relationship
from graph.vocabulary import Basis
from graph.walk import ALWAYS, Links, Walk, Ways, Window, overlap


@dataclass(frozen=True, slots=True)
class Hop:
    """One relationship of a path, gone over from one end to the other."""

    relationship: Relationship
    from_end: Entity
    to_end: Entity
    forward: bool


@dataclass(frozen=True, eq=False)
class Path:
    """Things from a start to an end, and the links that join them: worked out when asked for."""

    graph: Graph
    keys: Keys
    links: Callable[[], Links]

    @property
    def length(self) -> int:
        """The number of hops."""
        return len(self.keys) - 1

    @property
    def start(self) -> Entity:
        """The thing that it leads from."""
        return self.entities[0]

    @property
    def end(self) -> Entity:
        """The thing that it leads to."""
        return self.entities[-1]

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The things that it passes, both ends included."""
        return tuple(map(self.graph.entity, self.keys))

    @cached_property
    def hops(self) -> tuple[Hop, ...]:
        """Its relationships as the graph has them, from thing to thing."""
        found = zip(self.links(), pairwise(self.entities), strict=True)
        return tuple(
            Hop(edge, *ends, link.forward)
            for link, ends in found
            if (edge := self.graph.counterpart(link.edge))
        )

    @property
    def sentence(self) -> str:
        """What its relationships say, in one sentence; the start's name if it has none."""
        if not self.hops:
            return self.start.display_name
        said = (hop.relationship.sentence.removesuffix(".") for hop in self.hops)
        return f"{'; '.join(said)}."


class PathResult:
    """The first paths in their order, whether they are all there are, and what bars others.

    Each is worked out when it is asked for. The budget is how many edges the search may visit; a
    search that spends it is not exhaustive, and neither is one that finds more paths than were
    asked for. What it gives comes first in the order of all paths in any case.
    """

    def __init__(
        self, graph: Graph, walk: Walk, ends: tuple[str, str], first: int, budget: int
    ) -> None:
        spent = Budget(budget)
        self._ways = Ways(graph, walk, spent)
        self._ends = ends
        self._first = first
        self._budget = budget
        self._chains = chains_between(self._ways, ends, walk.max_length, spent)
        self._finished = True

    def _taken(self, most: int) -> list[Keys]:
        taken: list[Keys] = []
        try:
            taken.extend(islice(self._chains, most))
        except BudgetSpentError:
            self._finished = False
        return taken

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """Simple paths: by length, fewest derived hops, then keys."""
        return tuple(_path(self._ways, keys) for keys in self._taken(self._first))

    @cached_property
    def _next(self) -> list[Keys]:
        """The path after those, if there is one."""
        return self._taken(1) if len(self.paths) == self._first else []

    @cached_property
    def exhaustive(self) -> bool:
        """Whether the paths are all there are."""
        return not self._next and self._finished

    @cached_property
    def excluded(self) -> tuple[Entity, ...]:
        """The things barred by kind or degree that paths as long as these would meet, by key."""
        length = len(self._next[0]) - 1 if self._next else self._ways.walk.max_length
        spent = Budget(self._budget)
        ways = Ways(self._ways.graph, self._ways.walk, spent)
        barred = excluded(ways, self._ends, length, spent)
        return tuple(map(self._ways.graph.entity, barred))


def find_paths(  # noqa: PLR0913, PLR0917 -- the question, and what it may cost
    graph: Graph, start: Entity, end: Entity, walk: Walk, first: int, budget: int = USUAL_BUDGET
) -> PathResult:
    """Give the first simple paths between two things: by length, fewest derived hops, then keys."""
    return PathResult(graph, walk, (start.key, end.key), first, budget)


def first_path(ways: Ways, ends: tuple[str, str], budget: Budget) -> Path:
    """Give the first path between two things that a walk is known to join.

    BudgetSpentError if it cannot be told within what is left of the budget.
    """
    return _path(ways, next(chains_between(ways, ends, ways.walk.max_length, budget)))


def _path(ways: Ways, keys: Keys) -> Path:
    choose = _links_at_one_time if ways.walk.same_time else _first_links
    return Path(ways.graph, keys, partial(choose, ways, keys))


def _first_links(ways: Ways, keys: Keys) -> Links:
    """Choose between each two things the first of the parallel links."""
    return tuple(ways.links(*hop)[0] for hop in pairwise(keys))


def _links_at_one_time(ways: Ways, keys: Keys) -> Links:
    """Choose links that surely share a day: fewest derived, then the first ones hop by hop."""
    chosen: list[tuple[Links, Window]] = [((), ALWAYS)]
    for hop in pairwise(keys):
        chosen = [
            ((*links, link), shared)
            for links, window in chosen
            for link in ways.links(*hop)
            if (shared := overlap(window, ways.window(link.edge)))
        ]
    return min((links for links, _ in chosen), key=_order)


def _order(links: Links) -> tuple[int, list[tuple[bool, int, str]]]:
    derived = sum(link.edge.basis is Basis.DERIVED for link in links)
    return (derived, [link.rank for link in links])
