"""Incidence: which edges meet at each thing, kept in bundles that a walk counts or opens whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple, Self, cast

from graph.relationships import Relationship
from graph.structure import Joined, Structure
from graph.vocabulary import Basis, EntityKind, RelationshipType

HUB = 256  # more edges than that are no longer looked at one by one


class Strand(NamedTuple):
    """What the edges of one bundle share, seen from the thing at which they meet."""

    type: RelationshipType
    basis: Basis
    forward: bool
    kind: EntityKind


_Shared = tuple[RelationshipType, Basis, bool, EntityKind]
_STRANDS: dict[Strand, Strand] = {}  # there are few, and every thing has the same ones


@dataclass(slots=True)
class Bundle:
    """Edges of one strand, each beside the key of the thing at its other end."""

    neighbours: list[str] = field(default_factory=list)
    edges: list[Relationship] = field(default_factory=list)
    _members: frozenset[str] | None = None

    @property
    def members(self) -> frozenset[str]:
        """The neighbours, each once; they are put together when they are first asked for."""
        if self._members is None:
            self._members = frozenset(self.neighbours)
        return self._members

    def __len__(self) -> int:
        """Count the edges."""
        return len(self.edges)

    def __iter__(self) -> Iterator[tuple[str, Relationship]]:
        """Give each edge with the key of the thing that it leads to."""
        return zip(self.neighbours, self.edges, strict=True)

    def add(self, neighbour: str, edge: Relationship) -> None:
        """Add an edge to that neighbour."""
        self.neighbours.append(neighbour)
        self.edges.append(edge)

    def meeting(self, keys: Mapping[str, int]) -> Iterable[str]:
        """Give the neighbours among those keys, at the price of the fewer of both."""
        if len(self.edges) <= len(keys):
            return [key for key in self.neighbours if key in keys]
        return self.members.intersection(keys)

    def only(self, wanted: Callable[[Relationship], bool]) -> Self:
        """Give the bundle of those edges that are wanted."""
        kept = type(self)()
        for neighbour, edge in self:
            if wanted(edge):
                kept.add(neighbour, edge)
        return kept


Bundles = Mapping[Strand, Bundle]


class Incidence:
    """The bundles of every thing, put together from the structure when they are first asked for.

    A loop lies in the outgoing bundle alone, so that it counts once.
    """

    def __init__(self, structure: Structure, edges: Mapping[str, Relationship]) -> None:
        self._structure = structure
        self._edges = edges
        self._bundles: dict[str, Bundles] = {}

    def at(self, key: str) -> Bundles:
        """Give the bundles of the thing with that key; none if it has no edges."""
        if key not in self._bundles:
            self._bundles[key] = self._gathered(key)
        return self._bundles[key]

    @cached_property
    def degrees(self) -> Mapping[str, int]:
        """The number of edges at each thing: those of all take no longer than those of hubs."""
        return {key: self._counted(key) for key in self._structure}

    def _counted(self, key: str) -> int:
        leaving, reaching = self._structure.leaving(key), self._structure.reaching(key)
        both = chain(leaving.values(), reaching.values())
        return sum(map(len, both)) - len(leaving.get(key, ()))

    def edges(self, key: str) -> Iterator[Relationship]:
        """Give the edges at the thing with that key one by one, without gathering them."""
        for keys in self._structure.leaving(key).values():
            yield from map(self._edges.__getitem__, keys)
        for neighbour, keys in self._structure.reaching(key).items():
            if neighbour != key:
                yield from map(self._edges.__getitem__, keys)

    def _gathered(self, key: str) -> Bundles:
        bundles: dict[Strand, Bundle] = {}
        for neighbour, edges in self._beside(self._structure.leaving(key)):
            for edge in edges:
                strand = (edge.type, edge.basis, True, edge.target.kind)
                _bundle(bundles, strand).add(neighbour, edge)
        for neighbour, edges in self._beside(self._structure.reaching(key)):
            for edge in edges if neighbour != key else ():
                strand = (edge.type, edge.basis, False, edge.source.kind)
                _bundle(bundles, strand).add(neighbour, edge)
        return bundles

    def _beside(self, joined: Joined) -> Iterator[tuple[str, Iterable[Relationship]]]:
        for neighbour, keys in joined.items():
            yield neighbour, map(self._edges.__getitem__, keys)


def _bundle(bundles: dict[Strand, Bundle], found: _Shared) -> Bundle:
    """Give the bundle of a strand; a plain tuple finds it as well, and is made in no time."""
    bundle = bundles.get(cast("Strand", found))
    if bundle is None:
        strand = Strand(*found)
        bundle = bundles[_STRANDS.setdefault(strand, strand)] = Bundle()
    return bundle


def shown(bundles: Bundles, wanted: Callable[[Relationship], bool]) -> Bundles:
    """Give bundles with the wanted edges only, without those that end up empty."""
    kept = {strand: bundle.only(wanted) for strand, bundle in bundles.items()}
    return {strand: bundle for strand, bundle in kept.items() if bundle.edges}
