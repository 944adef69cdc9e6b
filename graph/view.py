"""A view: the whole graph as it stood at the end of a date."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from graph.appearance import LAST_DAY, NEVER, day_of_edge, day_of_thing
from graph.cache import Cache
from graph.counterparts import Counterparts
from graph.dates import PartialDate
from graph.elections import Election
from graph.evidence import Source, Statement, Tally
from graph.graph import EdgeT, EntityT, Graph
from graph.incidence import HUB, Bundles, shown
from graph.nodes import Entity, Person
from graph.relationships import STATES, Relationship
from graph.vocabulary import Direction, EntityKind

if TYPE_CHECKING:
    from graph.revision import Revision

BYTES_PER_VIEW = 5_000
BYTES_PER_THING = 1_000
BYTES_PER_END = 100
BYTES_PER_EDGE = 500
BYTES_PER_BUNDLED = 100


class View(Graph):
    """The things, edges and statements of a revision that a date reaches, made as they are asked.

    Elections and contests are there from their first round, people from their first edge,
    parties and municipalities unless they were founded later, events once they have surely
    happened, states once they have surely begun; and nothing without what it belongs to, should
    the data have that begin later. What is not there is not remembered.
    """

    def __init__(self, whole: "Revision", as_of: PartialDate) -> None:
        self.whole = whole
        self.as_of: PartialDate = as_of
        self.revision = whole.revision
        self.lists = Cache(whole.views.limit)
        self._day = min(as_of.latest.toordinal(), LAST_DAY)
        self._entities: dict[str, Entity] = {}
        self._edges: dict[str, Relationship] = {}
        self._bundles: dict[str, Bundles] = {}
        self._ends = 0
        self._bundled = 0
        self._told = 0
        self._listed = 0

    @property
    def weight(self) -> int:
        """About how many bytes it takes by now, counting all that things may still work out."""
        return (
            BYTES_PER_VIEW
            + BYTES_PER_THING * len(self._entities)
            + BYTES_PER_END * self._ends
            + BYTES_PER_EDGE * (len(self._edges) + self._told)
            + BYTES_PER_BUNDLED * self._bundled
            + 8 * self._listed
            + self.lists.bytes
        )

    def find(self, key: str) -> Entity | None:
        """Give the thing with that key, as it stood then; None if it was not there yet."""
        seen = self._entities.get(key)
        if seen is None:
            entity = self.whole.find(key)
            if entity is None or not self._reaches(entity):
                return None
            if entity.key != key:  # a former one
                return self.find(entity.key)
            seen = self._entities[key] = entity.seen_from(self)
            self._ends += self.width_of(key)
        return seen

    def find_edge(self, key: str) -> Relationship | None:
        """Give the edge with that key, as it stood then; None if it was not there yet."""
        seen = self._edges.get(key)
        if seen is None:
            edge = self.whole.find_edge(key)
            if edge is None or not self._reaches_edge(edge):
                return None
            if edge.key != key:  # a former one
                return self.find_edge(edge.key)
            seen = self._edges[key] = edge.seen_from(self)
        return seen

    def _reaches(self, entity: Entity) -> bool:
        if isinstance(entity, Person):
            return self.whole.appearances.people.get(entity.key, NEVER) <= self._day
        return day_of_thing(entity) <= self._day

    def _reaches_edge(self, edge: Relationship) -> bool:
        return day_of_edge(edge) <= self._day

    def those_here(self, things: Iterable[EntityT]) -> Sequence[EntityT]:
        """Give those of some things of the whole graph that are there, and make none of them."""
        return Counterparts([each for each in things if self._reaches(each)], self.same)

    def incident(self, entity: Entity, direction: Direction) -> tuple[Relationship, ...]:
        """Give the edges that leave (OUT) or reach (IN) a thing, in the order of lists."""
        same = self.whole.entity(entity.key)
        edges = same.outgoing if direction is Direction.OUT else same.incoming
        return tuple(seen for edge in edges if (seen := self.find_edge(edge.key)))

    def bundles(self, key: str) -> Bundles:
        """Give the edges that met at the thing with that key, in bundles."""
        if key not in self._bundles:
            self._bundles[key] = shown(self.whole.bundles(key), self._reaches_edge)
            self._bundled += self.width_of(key)
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
        there = (each for each in tallies if each.party is None or self.find(each.party.key))
        return tuple(tally.seen_from(self) for tally in there)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source: a source is the same whenever it is read."""
        return self.whole.sources

    def find_source(self, key: str) -> Source | None:
        """Give the source with that key."""
        return self.whole.find_source(key)

    @cached_property
    def entities(self) -> Sequence[Entity]:
        """Every thing that was there, by key."""
        return Counterparts(self.keys, self.entity)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The key of every thing that was there, in order."""
        found = tuple(each.key for each in self.whole.entities if self._reaches(each))
        self._listed += len(found)
        return found

    def things_of(self, kind: type[EntityT]) -> tuple[EntityT, ...]:
        """Give all things of one class that were there, by key, and make no others."""
        found = tuple(self.those_here(self.whole.things_of(kind)))
        self._listed += 2 * len(found)  # as they are, and in another order
        return found

    @cached_property
    def _originals(self) -> tuple[Relationship, ...]:
        found = tuple(self.whole.appearances.until(self._day))
        self._listed += len(found)
        return found

    @cached_property
    def edges(self) -> Sequence[Relationship]:
        """Every edge that was there, in the order of lists."""
        return Counterparts(self._originals, self._here)

    def edges_of(self, kind: type[EdgeT]) -> tuple[EdgeT, ...]:
        """Give all edges of one class that were there, and make no others."""
        return tuple(self._here(edge) for edge in self._originals if isinstance(edge, kind))

    def edges_that(
        self, wanted: Callable[[Relationship], bool], *, by_end: bool
    ) -> Sequence[Relationship]:
        """Give those edges that are wanted; only the ends of states are others in the whole."""
        found = [
            edge
            for edge in self._originals
            if wanted(self._here(edge) if by_end and edge.type in STATES else edge)
        ]
        return Counterparts(found, self._here)

    def _here(self, edge: EdgeT) -> EdgeT:
        seen = self.counterpart(edge)
        if seen is None:
            raise KeyError(edge.key)
        return seen

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement whose date has passed and whose subject was there."""
        found = tuple(
            each.seen_from(self)
            for each in self.whole.statements
            if self.knows(each.date) and self.find(each.subject.key)
        )
        self._told += len(found)
        return found
