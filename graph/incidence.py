"""Incidence: which edges meet at each thing, kept in bundles that a walk counts or opens whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple, Self

from graph.relationships import Relationship
from graph.structure import Structure
from graph.vocabulary import Basis, EntityKind, RelationshipType

HUB = 256  # more edges than that are no longer looked at one by one


class Strand(NamedTuple):
    """What the edges of one bundle share, seen from the thing at which they meet."""

    type: RelationshipType
    basis: Basis
    forward: bool
    kind: EntityKind


_Shared = tuple[RelationshipType, Basis, bool, EntityKind]
_Ends = tuple[list[str], list[Relationship]]
_STRANDS: dict[_Shared, Strand] = {}  # there are few, and every thing has the same ones


@dataclass(slots=True)
class Bundle:
    """Edges of one strand, each beside the key of the thing at its other end."""

    neighbours: list[str]
    edges: list[Relationship]
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

    def meeting(self, keys: Mapping[str, int]) -> Iterable[str]:
        """Give the neighbours among those keys, at the price of the fewer of both."""
        if len(self.edges) <= len(keys):
            return [key for key in self.neighbours if key in keys]
        return self.members.intersection(keys)

    def only(self, wanted: Callable[[Relationship], bool]) -> Self:
        """Give the bundle of those edges that are wanted."""
        kept = [wanted(edge) for edge in self.edges]
        if all(kept):
            return self
        return type(self)([*compress(self.neighbours, kept)], [*compress(self.edges, kept)])


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

    def edges(self, key: str) -> Iterator[Relationship]:
        """Give the edges at the thing with that key one by one, without gathering them."""
        for keys in self._structure.leaving(key).values():
            yield from map(self._edges.__getitem__, keys)
        for neighbour, keys in self._structure.reaching(key).items():
            if neighbour != key:
                yield from map(self._edges.__getitem__, keys)

    def _gathered(self, key: str) -> Bundles:
        found: dict[_Shared, _Ends] = {}
        for neighbour, keys in self._structure.leaving(key).items():
            for edge in map(self._edges.__getitem__, keys):
                _put(found, (edge.type, edge.basis, True, edge.target.kind), neighbour, edge)
        for neighbour, keys in self._structure.reaching(key).items():
            for edge in map(self._edges.__getitem__, keys) if neighbour != key else ():
                _put(found, (edge.type, edge.basis, False, edge.source.kind), neighbour, edge)
        return {_strand(shared): Bundle(*ends) for shared, ends in found.items()}


def _put(found: dict[_Shared, _Ends], shared: _Shared, neighbour: str, edge: Relationship) -> None:
    """Put an edge to those that share so much; a plain tuple tells, which is made in no time."""
    ends = found.get(shared)
    if ends is None:
        found[shared] = ([neighbour], [edge])
    else:
        ends[0].append(neighbour)
        ends[1].append(edge)


def _strand(shared: _Shared) -> Strand:
    """Give the one strand that shares so much."""
    known = _STRANDS.get(shared)
    return known or _STRANDS.setdefault(shared, Strand(*shared))


def shown(bundles: Bundles, wanted: Callable[[Relationship], bool]) -> Bundles:
    """Give bundles with the wanted edges only, without those that end up empty."""
    kept = {strand: bundle.only(wanted) for strand, bundle in bundles.items()}
    return {strand: bundle for strand, bundle in kept.items() if bundle.edges}
