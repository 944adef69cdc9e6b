"""Incidence: which edges meet at each thing, kept in bundles that a walk counts or opens whole."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from graph.relationships import Relationship
from graph.vocabulary import Basis, EntityKind, RelationshipType


class Strand(NamedTuple):
    """What the edges of one bundle share, seen from the thing at which they meet."""

    type: RelationshipType
    basis: Basis
    forward: bool
    kind: EntityKind


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

    def only(self, wanted: Callable[[Relationship], bool]) -> Self:
        """Give the bundle of those edges that are wanted."""
        kept = type(self)()
        for neighbour, edge in self:
            if wanted(edge):
                kept.add(neighbour, edge)
        return kept


Bundles = Mapping[Strand, Bundle]


class Incidence:
    """The bundles of every thing; a loop lies in the outgoing one alone, so that it counts once."""

    def __init__(self) -> None:
        self._bundles: dict[str, dict[Strand, Bundle]] = {}

    def add(self, edge: Relationship) -> None:
        """Add an edge at both of its ends."""
        source, target = edge.source, edge.target
        outward = Strand(edge.type, edge.basis, forward=True, kind=target.kind)
        self._bundle(source.key, outward).add(target.key, edge)
        if target is not source:
            inward = Strand(edge.type, edge.basis, forward=False, kind=source.kind)
            self._bundle(target.key, inward).add(source.key, edge)

    def _bundle(self, key: str, strand: Strand) -> Bundle:
        return self._bundles.setdefault(key, {}).setdefault(strand, Bundle())

    def at(self, key: str) -> Bundles:
        """Give the bundles of the thing with that key; none if it has no edges."""
        return self._bundles.get(key, {})


def shown(bundles: Bundles, wanted: Callable[[Relationship], bool]) -> Bundles:
    """Give bundles with the wanted edges only, without those that end up empty."""
    kept = {strand: bundle.only(wanted) for strand, bundle in bundles.items()}
    return {strand: bundle for strand, bundle in kept.items() if bundle.edges}
