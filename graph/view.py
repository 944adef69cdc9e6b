"""A view: the whole graph as it stood at the end of a date."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from graph.contests import Contest
from graph.dates import PartialDate
from graph.edges import Succeeded, Won
from graph.elections import Election
from graph.evidence import Source, Statement, Tally
from graph.graph import EntityT, Graph
from graph.incidence import HUB, Bundles, shown
from graph.nodes import Entity, Municipality, Party, Person
from graph.relationships import Relationship
from graph.vocabulary import Direction, EntityKind

if TYPE_CHECKING:
    from graph.revision import Revision


class View(Graph):
    """The things, edges and statements of a revision that a date reaches, made as they are asked.

    Elections and contests are there from their first round, people from their first edge,
    parties and municipalities unless they were founded later, events once they have surely
    happened, states once they have surely begun.
    """

    def __init__(self, whole: "Revision", as_of: PartialDate) -> None:
        self.whole = whole
        self.as_of: PartialDate = as_of
        self.revision = whole.revision
        self._entities: dict[str, Entity | None] = {}
        self._edges: dict[str, Relationship | None] = {}
        self._bundles: dict[str, Bundles] = {}

    def find(self, key: str) -> Entity | None:
        """Give the thing with that key, as it stood then; None if it was not there yet."""
        if key not in self._entities:
            entity = self.whole.find(key)
            if entity is not None and entity.key != key:
                return self.find(entity.key)
            there = entity is not None and self._reaches(entity)
            self._entities[key] = entity.seen_from(self) if entity and there else None
        return self._entities[key]

    def find_edge(self, key: str) -> Relationship | None:
        """Give the edge with that key, as it stood then; None if it was not there yet."""
        if key not in self._edges:
            edge = self.whole.find_edge(key)
            if edge is not None and edge.key != key:
                return self.find_edge(edge.key)
            there = edge is not None and self._reaches_edge(edge)
            self._edges[key] = edge.seen_from(self) if edge and there else None
        return self._edges[key]

    def _reaches(self, entity: Entity) -> bool:
        if isinstance(entity, Election | Contest):
            return self.knows(entity.date)
        if isinstance(entity, Party):
            return self._founded(entity.founded)
        if isinstance(entity, Municipality):
            return self._founded(entity.established)
        return any(map(self._reaches_edge, self.whole.edges_at(entity.key)))

    def _founded(self, day: PartialDate | None) -> bool:
        return day is None or day.earliest <= self.as_of.latest

    def _reaches_edge(self, edge: Relationship) -> bool:
        if not edge.happened_by(self.as_of.latest):
            return False
        if isinstance(edge, Succeeded):
            return self._reaches_edge(edge.before) and self._reaches_edge(edge.after)
        if isinstance(edge, Won):
            contest = self.counterpart(edge.contest)
            return contest is not None and contest.decided
        return self._reaches_end(edge.source) and self._reaches_end(edge.target)

    def _reaches_end(self, end: Entity) -> bool:
        return isinstance(end, Person) or self._reaches(end)

    def incident(self, entity: Entity, direction: Direction) -> tuple[Relationship, ...]:
        """Give the edges that leave (OUT) or reach (IN) a thing, in the order of lists."""
        same = self.whole.entity(entity.key)
        edges = same.outgoing if direction is Direction.OUT else same.incoming
        return tuple(seen for edge in edges if (seen := self.find_edge(edge.key)))

    def bundles(self, key: str) -> Bundles:
        """Give the edges that met at the thing with that key, in bundles."""
        if key not in self._bundles:
            self._bundles[key] = shown(self.whole.bundles(key), self._reaches_edge)
        return self._bundles[key]

    def degree_of(self, key: str) -> int:
        """Count the edges that met at the thing with that key; only those of a hub are gathered."""
        if key in self._bundles or self.width_of(key) > HUB:
            return sum(map(len, self.bundles(key).values()))
        return sum(1 for _ in self.edges_at(key))

    def width_of(self, key: str) -> int:
        """Count the edges that meet at a thing in the whole graph."""
        return self.whole.degree_of(key)

    def edges_at(self, key: str) -> Iterable[Relationship]:
        """Give the edges that met at a thing one by one, without gathering them in bundles."""
        return filter(self._reaches_edge, self.whole.edges_at(key))

    def between(self, source: str, target: str) -> Iterable[Relationship]:
        """Give the edges that left the one key and reached the other."""
        return filter(self._reaches_edge, self.whole.between(source, target))

    def kind_of(self, key: str) -> EntityKind:
        """Give the kind of the thing with that key."""
        return self.whole.kind_of(key)

    def kinds_beside(self, kind: EntityKind) -> frozenset[EntityKind]:
        """Give the kinds of the things that edges may join to one of this kind."""
        return self.whole.kinds_beside(kind)

    def knows(self, day: PartialDate | None) -> bool:
        """Tell whether the whole of that date has passed."""
        return day is not None and day.latest <= self.as_of.latest

    def id_of(self, key: str) -> str:
        """Give the key with the date, as the client wrote it."""
        return f"{key}@{self.as_of}"

    def at(self, as_of: PartialDate) -> Graph:
        """Give the view of the whole graph as of another date."""
        return self.whole.at(as_of)

    def tallies_of(self, election: Election) -> tuple[Tally, ...]:
        """Give the published totals of an election, by measure, party and source."""
        same = self.whole.find(election.key)
        tallies = self.whole.tallies_of(same) if isinstance(same, Election) else ()
        return tuple(tally.seen_from(self) for tally in tallies)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source: a source is the same whenever it is read."""
        return self.whole.sources

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Every thing that was there, by key."""
        return tuple(seen for each in self.whole.entities if (seen := self.find(each.key)))

    def things_of(self, kind: type[EntityT]) -> tuple[EntityT, ...]:
        """Give all things of one class that were there, by key, and make no others."""
        return tuple(
            seen for each in self.whole.things_of(kind) if (seen := self.counterpart(each))
        )

    @cached_property
    def edges(self) -> tuple[Relationship, ...]:
        """Every edge that was there, in the order of lists."""
        return tuple(seen for each in self.whole.edges if (seen := self.find_edge(each.key)))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement whose date has passed and whose subject was there."""
        return tuple(
            each.seen_from(self)
            for each in self.whole.statements
            if self.knows(each.date) and self.find(each.subject.key)
        )
