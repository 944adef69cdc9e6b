"""A revision: the whole graph of one data set, checked while it is built and then frozen."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import cast

import networkx as nx

from graph.appearance import Appearances
from graph.cache import Cache
from graph.dates import PartialDate
from graph.discrepancies import Ledger
from graph.elections import Election
from graph.errors import DanglingEdgeError, DuplicateKeyError
from graph.evidence import Discrepancy, Source, Statement, Tally
from graph.former_keys import FormerKeys
from graph.graph import EntityT, Graph
from graph.incidence import Bundles, Incidence
from graph.memory import USUAL_LIMIT
from graph.nodes import Entity
from graph.relationships import Relationship
from graph.statistics import Statistics
from graph.structure import Structure
from graph.view import View
from graph.views import Views
from graph.vocabulary import Direction, EntityKind

_ORDER = attrgetter("order")


class Revision(Graph):
    """All nodes and edges of one data set, around a networkx multigraph that holds the structure.

    The nodes of the multigraph are the keys of things; the key of each of its edges is the key
    of a relationship. Nothing is silently overwritten or invented.
    """

    def __init__(self, revision: str, sources: Iterable[Source]) -> None:
        self.revision = revision
        self._structure = Structure()
        self._joined: set[tuple[type[Entity], type[Entity]]] = set()
        self._entities: dict[str, Entity] = {}
        self._degrees: dict[str, int] = {}
        self._edges: dict[str, Relationship] = {}
        self._former = FormerKeys()
        self._incidence = Incidence(self._structure, self._edges)
        self._sources = {source.key: source for source in sources}
        self._statements_recorded: list[Statement] = []
        self._tallies: dict[str, tuple[Tally, ...]] = {}
        self._disputes: list[Discrepancy] = []
        self.views = Views(self, USUAL_LIMIT // 2)

    def add(self, entity: Entity) -> None:
        """Add a thing; DuplicateKeyError if its key is taken."""
        if entity.key in self._entities:
            raise DuplicateKeyError(entity.key)
        self._entities[entity.key] = entity
        self._degrees[entity.key] = 0
        self._structure.place(entity.key)

    def add_former(self, former: str, current: str) -> None:
        """Let a thing of this graph answer for a key that went away; DuplicateKeyError if in use.

        KeyError if there is no such thing.
        """
        if former in self._entities:
            raise DuplicateKeyError(former)
        self._former.add(former, self.entity(current).key)

    def add_edge(self, edge: Relationship) -> None:
        """Add an edge; raise as `add_edges` does."""
        self.add_edges((edge,))

    def add_edges(self, edges: Iterable[Relationship]) -> None:
        """Add edges; DuplicateKeyError if a key is taken, DanglingEdgeError if an end is not.

        An end must be the very thing that this graph holds under its key.
        """
        known, entities, degrees = self._edges, self._entities, self._degrees
        for edge in edges:
            key, source, target = edge.key, edge.source, edge.target
            source_key, target_key = source.key, target.key
            if key in known:
                raise DuplicateKeyError(key)
            if entities.get(source_key) is not source:
                raise DanglingEdgeError(key, source_key)
            if entities.get(target_key) is not target:
                raise DanglingEdgeError(key, target_key)
            known[key] = edge
            self._joined.add((source.__class__, target.__class__))
            self._structure.join(source_key, target_key, key)
            degrees[source_key] += 1
            if target_key != source_key:
                degrees[target_key] += 1

    def add_statement(self, statement: Statement) -> None:
        """Add a fact that is no edge."""
        self._statements_recorded.append(statement)

    def add_tallies(self, election: Election, tallies: Iterable[Tally]) -> None:
        """Add the published totals of an election."""
        self._tallies[election.key] = tuple(tallies)

    def add_dispute(self, dispute: Discrepancy) -> None:
        """Add values that the data record as disagreeing."""
        self._disputes.append(dispute)

    def freeze(self) -> "Revision":
        """Refuse all further changes of the structure."""
        nx.freeze(self._structure)
        return self

    @property
    def structure(self) -> "nx.MultiDiGraph[str]":
        """The frozen multigraph of keys, for the algorithms of networkx."""
        return self._structure

    def find(self, key: str) -> Entity | None:
        """Give the thing with that key, or for which it was the key formerly."""
        return self._entities.get(key) or self._entities.get(self._former.of_thing(key))

    def find_edge(self, key: str) -> Relationship | None:
        """Give the edge with that key, or with the present one of former ends."""
        return self._edges.get(key) or self._edges.get(self._former.of_edge(key))

    def incident(self, entity: Entity, direction: Direction) -> tuple[Relationship, ...]:
        """Give the edges that leave (OUT) or reach (IN) a thing, in the order of lists."""
        structure, out = self._structure, direction is Direction.OUT
        beside = structure.leaving(entity.key) if out else structure.reaching(entity.key)
        keys = chain.from_iterable(beside.values())
        return tuple(sorted(map(self._edges.__getitem__, keys), key=_ORDER))

    def bundles(self, key: str) -> Bundles:
        """Give the edges that meet at the thing with that key, in bundles."""
        return self._incidence.at(key)

    def degree_of(self, key: str) -> int:
        """Count the edges that meet at the thing with that key."""
        return self._degrees[key]

    def width_of(self, key: str) -> int:
        """Count the same: nothing is hidden from the whole graph."""
        return self.degree_of(key)

    def edges_at(self, key: str) -> Iterable[Relationship]:
        """Give the edges that meet at a thing one by one, without gathering them in bundles."""
        return self._incidence.edges(key)

    def between(self, source: str, target: str) -> Iterable[Relationship]:
        """Give the edges that leave the one key and reach the other."""
        keys = self._structure.leaving(source).get(target, ())
        return [self._edges[key] for key in keys]

    def kind_of(self, key: str) -> EntityKind:
        """Give the kind of the thing with that key."""
        return self._entities[key].kind

    def kinds_beside(self, kind: EntityKind) -> frozenset[EntityKind]:
        """Give the kinds of the things that edges may join to one of this kind."""
        pairs = (
            (one.KIND, other.KIND) for pair in self._joined for one, other in (pair, pair[::-1])
        )
        return frozenset(other for one, other in pairs if one is kind)

    def knows(self, day: PartialDate | None) -> bool:  # noqa: ARG002
        """Know every day: nothing is hidden from the whole graph."""
        return True

    def id_of(self, key: str) -> str:
        """Give the key itself."""
        return key

    def at(self, as_of: PartialDate) -> View:
        """Give the view as of that date; the most recent ones are kept."""
        return self.views.at(as_of)

    def keep_within(self, limit: int) -> None:
        """Keep no more bytes than that from now on: half of them of lists, half of views."""
        self.lists = Cache(limit // 2)
        self.views.limit = limit // 2
        self.views.trim()

    def tallies_of(self, election: Election) -> tuple[Tally, ...]:
        """Give the published totals of an election, by measure, party and source."""
        return self._tallies.get(election.key, ())

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source, by key."""
        return tuple(self._sources.values())

    def find_source(self, key: str) -> Source | None:
        """Give the source with that key."""
        return self._sources.get(key)

    @cached_property
    def entities(self) -> Sequence[Entity]:
        """Every thing, by key."""
        return tuple(sorted(self._entities.values(), key=lambda entity: entity.key))

    @cached_property
    def _by_class(self) -> Mapping[type[Entity], list[Entity]]:
        found: defaultdict[type[Entity], list[Entity]] = defaultdict(list)
        for entity in self.entities:
            found[type(entity)].append(entity)
        return found

    def things_of(self, kind: type[EntityT]) -> tuple[EntityT, ...]:
        """Give all things of one class, by key."""
        return tuple(cast("list[EntityT]", self._by_class.get(kind, [])))

    @property
    def unordered_edges(self) -> Collection[Relationship]:
        """Every edge, for those who only count."""
        return self._edges.values()

    @cached_property
    def edges(self) -> Sequence[Relationship]:
        """Every edge, in the order of lists."""
        return tuple(sorted(self._edges.values(), key=_ORDER))

    @cached_property
    def statistics(self) -> Statistics:
        """How many things there are, and how long their lists are."""
        return Statistics(self)

    @cached_property
    def appearances(self) -> Appearances:
        """Every edge, with the day on which it is first there."""
        return Appearances(self.edges)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, by date (unknown last) and key."""
        return tuple(
            sorted(
                self._statements_recorded,
                key=lambda each: (each.date is None, each.date and each.date.earliest, each.key),
            )
        )

    @cached_property
    def ledger(self) -> Ledger:
        """All values that disagree: those recorded so, and those found by arithmetic."""
        return Ledger(self, self._disputes)
