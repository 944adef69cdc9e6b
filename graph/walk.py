"""A walk: which edges to follow and what to pass through, and what it so finds in a graph."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from sys import maxsize
from typing import NamedTuple

from graph.budget import Budget
from graph.dates import PartialDate
from graph.graph import Graph
from graph.incidence import HUB, Bundle, Bundles, Strand
from graph.relationships import STATES, TYPE_ORDER, Relationship
from graph.vocabulary import Basis, Direction, EntityKind, RelationshipType

USUAL_LENGTH = 6
Window = tuple[date, date]
ALWAYS = (date.min, date.max)
PASSABLE = frozenset(EntityKind) - {EntityKind.ELECTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Which edges a walk follows, how far, and what it may pass through on its way.

    Types, kinds and a degree that are None bar nothing, but for the kinds: left out, they are
    all except ELECTION, since everyone meets at one. The ends of a walk may be anything.
    """

    types: frozenset[RelationshipType] | None = None
    direction: Direction = Direction.BOTH
    max_length: int = USUAL_LENGTH
    avoid: frozenset[str] = frozenset()
    through: frozenset[EntityKind] | None = None
    max_degree: int | None = None
    on: PartialDate | None = None
    same_time: bool = False

    @property
    def kinds(self) -> frozenset[EntityKind]:
        """The kinds of things that it may pass through."""
        return PASSABLE if self.through is None else self.through

    def takes(self, *, forward: bool) -> bool:
        """Tell whether it goes along (forward) or against the direction of an edge."""
        return self.direction in (Direction.BOTH, Direction.OUT if forward else Direction.IN)


class Link(NamedTuple):
    """An edge as one goes over it: along its own direction or against it."""

    edge: Relationship
    forward: bool

    @property
    def rank(self) -> tuple[bool, int, str]:
        """The place among parallel edges: STATED first, then by type and key."""
        edge = self.edge
        return (edge.basis is Basis.DERIVED, TYPE_ORDER[edge.type], edge.key)


Links = tuple[Link, ...]


def overlap(one: Window, other: Window) -> Window | None:
    """Give the days that two windows surely share; None if there is none.

    An event whose day is not known begins surely after it surely ends: it shares its own days
    with nothing, but links that always hold.
    """
    if one[0] > other[1] or other[0] > one[1]:
        return None
    return max(one[0], other[0]), min(one[1], other[1])


class Ways:
    """What a walk finds at each thing of a graph; things go by their keys.

    The edges are those of the whole graph even in a view, since few of them end up in an
    answer; `Graph.counterpart` gives them as the view has them. Edges that are looked at for their
    dates, or to be counted, are visited: the budget of the search pays for them.
    """

    def __init__(self, graph: Graph, walk: Walk, budget: Budget | None = None) -> None:
        self.graph = graph
        self.walk = walk
        self._budget = budget or Budget(maxsize)
        self._sides = [side for side in (True, False) if walk.takes(forward=side)]
        self._kinds = walk.kinds
        self._passable: dict[str, bool] = {}
        self._held: dict[int, Bundle] = {}
        self.barred_kinds = tuple(frozenset(EntityKind) - walk.kinds)
        self.picky = walk.max_degree is not None

    def holds(self, edge: Relationship) -> bool:
        """Tell whether an edge holds on the walk's date."""
        if self.walk.on is None:
            return True
        seen = self.graph.counterpart(edge) if edge.type in STATES else edge
        return seen is not None and seen.holds_on(self.walk.on)

    def bundles(self, key: str) -> Bundles:
        """Give the edges of the walk's types at a thing, whatever their direction and date."""
        types, bundles = self.walk.types, self.graph.bundles(key)
        if types is None:
            return bundles
        return {strand: bundle for strand, bundle in bundles.items() if strand.type in types}

    def strands(self, key: str, *, back: bool = False) -> Iterable[tuple[Strand, Bundle]]:
        """Give the bundles by which the walk may leave a thing, or may have come to it (back).

        What does not hold on the walk's date is still in them.
        """
        bundles = self.bundles(key).items()
        if len(self._sides) > 1:
            return bundles
        return [each for each in bundles if (each[0].forward is not back) in self._sides]

    def held(self, bundle: Bundle) -> Bundle:
        """Give those edges of a bundle that hold on the walk's date."""
        if self.walk.on is None:
            return bundle
        if id(bundle) not in self._held:
            self._budget.spend(len(bundle.edges))
            self._held[id(bundle)] = bundle.only(self.holds)
        return self._held[id(bundle)]

    def meeting(
        self, key: str, strand: Strand, bundle: Bundle, layer: Mapping[str, int]
    ) -> Iterable[str]:
        """Give the things of a layer to which a bundle of a thing leads, for the fewer of both.

        Of many edges, the dates of those alone are looked at that lead to the layer.
        """
        if len(bundle.edges) <= HUB:
            return self.held(bundle).meeting(layer)
        return self.joined(key, strand, bundle.meeting(layer))

    def edges_to(
        self, key: str, strand: Strand, bundle: Bundle, others: Mapping[str, int]
    ) -> Iterable[Relationship]:
        """Give the edges of a bundle that hold and lead to some of these, for the fewer of both."""
        if len(bundle.edges) <= max(HUB, len(others)):
            held = self.held(bundle)
            return [edge for neighbour, edge in held if neighbour in others]
        ends = [(key, each) if strand.forward else (each, key) for each in bundle.meeting(others)]
        between = chain.from_iterable(self.graph.between(*each) for each in ends)
        return [edge for edge in between if self._belongs(edge, strand) and self.holds(edge)]

    def joined(self, key: str, strand: Strand, others: Iterable[str]) -> Iterable[str]:
        """Give those of the neighbours by a strand to which some edge of it holds."""
        if self.walk.on is None:
            return others
        return [other for other in others if self._join(key, strand, other)]

    def _join(self, key: str, strand: Strand, other: str) -> bool:
        ends = (key, other) if strand.forward else (other, key)
        between = self.graph.between(*ends)
        return any(self._belongs(edge, strand) and self.holds(edge) for edge in between)

    @staticmethod
    def _belongs(edge: Relationship, strand: Strand) -> bool:
        return edge.type is strand.type and edge.basis is strand.basis

    def width(self, key: str) -> int:
        """Count the edges over which the walk may leave a thing, on whatever date they hold."""
        return sum(len(bundle.edges) for _, bundle in self.strands(key))

    def breadth(self, key: str) -> int:
        """Count the edges over which the walk may leave a thing."""
        return sum(len(self.held(bundle)) for _, bundle in self.strands(key))

    def neighbours(self, key: str) -> Iterator[str]:
        """Give the other end of each edge over which the walk may leave a thing."""
        return chain.from_iterable(self.held(bundle).neighbours for _, bundle in self.strands(key))

    def steps(self, key: str) -> Iterator[tuple[str, Link]]:
        """Give every step that leads from a thing to another, with the edge that it takes."""
        for strand, bundle in self.strands(key):
            for neighbour, edge in self.held(bundle):
                if neighbour != key:
                    yield neighbour, Link(edge, strand.forward)

    def links(self, first: str, second: str) -> list[Link]:
        """Give the parallel edges that lead in one step from the first to the second, in order."""
        found: list[Link] = []
        types = self.walk.types
        for forward in self._sides:
            ends = (first, second) if forward else (second, first)
            found += [
                Link(edge, forward)
                for edge in self.graph.between(*ends)
                if (types is None or edge.type in types) and self.holds(edge)
            ]
        return sorted(found, key=lambda link: link.rank) if len(found) > 1 else found

    def window(self, edge: Relationship) -> Window:
        """Give the days by which an edge has surely begun and up to which it surely holds."""
        seen = (edge.type in STATES and self.graph.counterpart(edge)) or edge
        return seen.sure_start, seen.sure_end

    def degree(self, key: str) -> int:
        """Count the edges of the walk's types at a thing, whatever their direction and date."""
        types = self.walk.types
        if types is None and self.graph.as_of is None:
            return self.graph.degree_of(key)
        width = self.graph.width_of(key)
        if width > HUB:
            return sum(map(len, self.bundles(key).values()))
        self._budget.spend(width)
        return sum(types is None or edge.type in types for edge in self.graph.edges_at(key))

    def barred(self, key: str) -> bool:
        """Tell whether kind or degree forbid to pass through a thing."""
        if self.graph.kind_of(key) not in self._kinds:
            return True
        limit = self.walk.max_degree
        return limit is not None and self.graph.width_of(key) > limit and self.degree(key) > limit

    def passable(self, key: str) -> bool:
        """Tell whether one may pass through a thing."""
        if key not in self._passable:
            self._passable[key] = key not in self.walk.avoid and not self.barred(key)
        return self._passable[key]

    def barring(self, steps: int) -> tuple[EntityKind, ...]:
        """Give the kinds of things that may be barred, or may have such a thing so near."""
        if steps == 0:
            return tuple(EntityKind) if self.picky else self.barred_kinds
        near = self.barring(steps - 1)
        return tuple(
            kind
            for kind in EntityKind
            if kind in near or not self.graph.kinds_beside(kind).isdisjoint(near)
        )
