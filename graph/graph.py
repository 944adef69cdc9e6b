"""The graph: what walks and resolvers ask of it, whether whole or as it stood on a date."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

from graph.contests import Contest
from graph.dates import PartialDate
from graph.edges import DefectedTo, HeldOffice
from graph.elections import Election
from graph.evidence import Source, Statement, Tally
from graph.incidence import Bundles
from graph.memory import Memory
from graph.nodes import Entity, Municipality, Party, Person
from graph.relationships import Derivation, Relationship, StructuralLink
from graph.vocabulary import Direction, EntityKind, RelationshipType

EntityT = TypeVar("EntityT", bound=Entity)
EdgeT = TypeVar("EdgeT", bound=Relationship)
ItemT = TypeVar("ItemT")
ThingT = TypeVar("ThingT", bound=Entity | Relationship)

BYTES_PER_GROUP = 300


class Graph(Memory):
    """Nodes by key, edges by class, lists by kind.

    Everything that a graph gives is bound to it, so whatever is reached from a view of the past
    is seen from that view too.
    """

    revision: str
    as_of: PartialDate | None = None

    def find(self, key: str) -> Entity | None:
        """Give the thing with that key (`person/agim-bahtiri`); None when it is not here.

        A key that went away gives what answers for it, under its own key.
        """
        raise NotImplementedError

    def find_edge(self, key: str) -> Relationship | None:
        """Give the edge with that key; None when it is not here."""
        raise NotImplementedError

    def incident(self, entity: Entity, direction: Direction) -> tuple[Relationship, ...]:
        """Give the edges that leave (OUT) or reach (IN) a thing, in the order of lists."""
        raise NotImplementedError

    def bundles(self, key: str) -> Bundles:
        """Give the edges that meet at the thing with that key, in bundles.

        The edges are those of the whole graph: `counterpart` gives one as it is here.
        """
        raise NotImplementedError

    def degree_of(self, key: str) -> int:
        """Count the edges that meet at the thing with that key."""
        raise NotImplementedError

    def edges_at(self, key: str) -> Iterable[Relationship]:
        """Give the edges that meet at a thing one by one, without gathering them in bundles."""
        raise NotImplementedError

    def width_of(self, key: str) -> int:
        """Count the edges that meet at a thing in the whole graph: no fewer than here."""
        raise NotImplementedError

    def between(self, source: str, target: str) -> Iterable[Relationship]:
        """Give the edges that leave the one key and reach the other, as `bundles` does."""
        raise NotImplementedError

    def kind_of(self, key: str) -> EntityKind:
        """Give the kind of the thing with that key."""
        raise NotImplementedError

    def kinds_beside(self, kind: EntityKind) -> frozenset[EntityKind]:
        """Give the kinds of the things that edges may join to one of this kind."""
        raise NotImplementedError

    def knows(self, day: PartialDate | None) -> bool:
        """Tell whether the whole of that date has passed here."""
        raise NotImplementedError

    def at(self, as_of: PartialDate) -> "Graph":
        """Give the view of the whole graph as it stood at the end of that date."""
        raise NotImplementedError

    def id_of(self, key: str) -> str:
        """Give the id by which clients know that key here: with `@date` in a view."""
        raise NotImplementedError

    def tallies_of(self, election: Election) -> tuple[Tally, ...]:
        """Give the published totals of an election, by measure, party and source."""
        raise NotImplementedError

    @cached_property
    def entities(self) -> Sequence[Entity]:
        """Every thing, by key."""
        raise NotImplementedError

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The key of every thing, in order."""
        return tuple(each.key for each in self.entities)

    @cached_property
    def edges(self) -> Sequence[Relationship]:
        """Every edge, in the order of lists."""
        raise NotImplementedError

    def edges_that(
        self,
        wanted: Callable[[Relationship], bool],
        *,
        by_end: bool,  # noqa: ARG002
    ) -> Sequence[Relationship]:
        """Give those edges that are wanted, in the order of lists; `by_end` if ends tell which."""
        return tuple(filter(wanted, self.edges))

    @property
    def unordered_edges(self) -> Collection[Relationship]:
        """Every edge, for those who only count."""
        return self.edges

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, by date (unknown last) and key."""
        raise NotImplementedError

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source, by key."""
        raise NotImplementedError

    def find_source(self, key: str) -> Source | None:
        """Give the source with that key."""
        return next((source for source in self.sources if source.key == key), None)

    def entity(self, key: str) -> Entity:
        """Give the thing with that key; KeyError when it is not here."""
        found = self.find(key)
        if found is None:
            raise KeyError(key)
        return found

    def party(self, key: str) -> Party | None:
        """Give the party with that key; None when it is not here."""
        return cast("Party | None", self.find(key))

    def counterpart(self, thing: ThingT | None) -> ThingT | None:
        """Give the same thing or edge as it is here; None when it is not here."""
        if thing is None:
            return None
        here = self.find(thing.key) if isinstance(thing, Entity) else self.find_edge(thing.key)
        return cast("ThingT | None", here)

    def same(self, thing: EntityT) -> EntityT:
        """Give the same thing as it is here; KeyError when it is not here."""
        return cast("EntityT", self.entity(thing.key))

    def derivation(self, derivation: Derivation) -> Derivation:
        """Give the same derivation with its inputs as they are here."""
        inputs = (self.counterpart(edge) for edge in derivation.inputs)
        return Derivation(derivation.rule, tuple(edge for edge in inputs if edge))

    def edges_from(self, entity: Entity, kind: type[EdgeT]) -> tuple[EdgeT, ...]:
        """Give the edges of one class that leave a thing, in the order of lists."""
        return tuple(edge for edge in entity.outgoing if isinstance(edge, kind))

    def edges_to(self, entity: Entity, kind: type[EdgeT]) -> tuple[EdgeT, ...]:
        """Give the edges of one class that reach a thing, in the order of lists."""
        return tuple(edge for edge in entity.incoming if isinstance(edge, kind))

    def edges_of(self, kind: type[EdgeT]) -> tuple[EdgeT, ...]:
        """Give all edges of one class, in the order of lists."""
        return tuple(edge for edge in self.edges if isinstance(edge, kind))

    def things_of(self, kind: type[EntityT]) -> tuple[EntityT, ...]:
        """Give all things of one class, by key."""
        raise NotImplementedError

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Every person, by key."""
        return self.things_of(Person)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Every party, by key."""
        return self.things_of(Party)

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Every municipality, by key."""
        return self.things_of(Municipality)

    @cached_property
    def elections(self) -> tuple[Election, ...]:
        """Every election, by date."""
        elections = self.things_of(Election)
        return tuple(sorted(elections, key=lambda each: (each.date.earliest, each.key)))

    @cached_property
    def contests(self) -> tuple[Contest, ...]:
        """Every contest, by date."""
        contests = self.things_of(Contest)
        return tuple(sorted(contests, key=lambda each: (each.date.earliest, each.key)))

    def mayors_of(self, party: Party, on: PartialDate | None) -> tuple[HeldOffice, ...]:
        """Give the mayors under a label on that date (None: the latest), by municipality."""

        def found() -> Mapping[str, tuple[HeldOffice, ...]]:
            terms = (place.mayor(on) for place in self.municipalities)
            return _grouped((term.party.key, term) for term in terms if term and term.party)

        return self.keep((Graph.mayors_of, on), found, BYTES_PER_GROUP).get(party.key, ())

    def _sources_of(self, entity: Entity, kind: RelationshipType) -> Iterable[Entity]:
        links = self.edges_to(entity, StructuralLink)
        return (link.source for link in links if link.type is kind)

    def contests_at(self, municipality: Municipality) -> tuple[Contest, ...]:
        """Give the contests held in a municipality, by date."""
        found = cast("Iterable[Contest]", self._sources_of(municipality, RelationshipType.HELD_IN))
        return tuple(sorted(found, key=lambda each: (each.date.earliest, each.key)))

    def contests_of(self, election: Election) -> tuple[Contest, ...]:
        """Give the contests of an election, by key."""
        found = cast("Iterable[Contest]", self._sources_of(election, RelationshipType.PART_OF))
        return tuple(sorted(found, key=lambda each: each.key))

    @cached_property
    def _wins(self) -> Mapping[str, tuple[Contest, ...]]:
        won = ((each.winner_party, each) for each in self.contests)
        return _grouped((party.key, contest) for party, contest in won if party)

    def contests_won_by(self, party: Party) -> tuple[Contest, ...]:
        """Give the contests won under a party's label, by date."""
        return self._wins.get(party.key, ())

    @cached_property
    def _departures(self) -> Mapping[str, tuple[DefectedTo, ...]]:
        moves = self.edges_of(DefectedTo)
        return _grouped((move.from_party.key, move) for move in moves if move.from_party)

    def departures_from(self, party: Party) -> tuple[DefectedTo, ...]:
        """Give the moves away from a party, by date."""
        return self._departures.get(party.key, ())

    @cached_property
    def _statements(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((each.subject.key, each) for each in self.statements)

    def statements_about(self, entity: Entity) -> tuple[Statement, ...]:
        """Give the statements about a thing, by date (unknown last) and key."""
        return self._statements.get(entity.key, ())


def _grouped(pairs: Iterable[tuple[str, ItemT]]) -> dict[str, tuple[ItemT, ...]]:
    groups: defaultdict[str, list[ItemT]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(items) for key, items in groups.items()}
