"""Nodes: people, parties and municipalities, each bound to the graph that it is seen in."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Self

from graph.affiliation import Affiliation, affiliation
from graph.dates import PartialDate
from graph.edges import (
    DefectedTo,
    HeldOffice,
    RanIn,
    StoodFor,
    Succeeded,
    Won,
)
from graph.evidence import Citation, Name, Statement
from graph.relationships import PartyLink, Relationship
from graph.terms import holder_on, place_of, unpublished_end
from graph.vocabulary import (
    Direction,
    EntityKind,
    NameKind,
    Office,
    PartyKind,
    RelationshipType,
)

if TYPE_CHECKING:
    from graph.contests import Contest
    from graph.graph import Graph


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Entity:
    """A thing with a name: a node of one graph, or of one view of it."""

    KIND: ClassVar[EntityKind]

    graph: "Graph"
    key: str
    id: str
    names: tuple[Name, ...]
    citations: tuple[Citation, ...]

    @property
    def kind(self) -> EntityKind:
        """What kind of thing it is."""
        return self.KIND

    @property
    def slug(self) -> str:
        """The key without its kind: `agim-bahtiri`."""
        return self.key.partition("/")[2]

    @cached_property
    def display_name(self) -> str:
        """The name to show when none is asked for."""
        return self.names[0].value

    @property
    def short_name(self) -> str:
        """The name to use inside a sentence."""
        return self.display_name

    def name(self, language: str | None = None) -> str:
        """Give the canonical name in that language, else the display name."""
        if language is None:
            return self.display_name
        names = (each for each in self.names if each.language == language)
        fitting = (each.value for each in names if each.kind is NameKind.CANONICAL)
        return next(fitting, self.display_name)

    @cached_property
    def outgoing(self) -> tuple[Relationship, ...]:
        """The edges that leave it, in the order of lists."""
        return self.graph.incident(self, Direction.OUT)

    @cached_property
    def incoming(self) -> tuple[Relationship, ...]:
        """The edges that reach it, in the order of lists."""
        return self.graph.incident(self, Direction.IN)

    def relationships(
        self,
        types: frozenset[RelationshipType] | None = None,
        direction: Direction = Direction.BOTH,
    ) -> tuple[Relationship, ...]:
        """Give its edges of those types (None: all), each once, in the order of lists."""
        edges: tuple[Relationship, ...]
        if direction is Direction.OUT:
            edges = self.outgoing
        elif direction is Direction.IN:
            edges = self.incoming
        else:
            edges = self._incident
        return edges if types is None else tuple(edge for edge in edges if edge.type in types)

    @cached_property
    def _incident(self) -> tuple[Relationship, ...]:
        both = {edge.key: edge for edge in chain(self.outgoing, self.incoming)}
        return tuple(sorted(both.values(), key=lambda edge: edge.order))

    def degree(
        self,
        types: frozenset[RelationshipType] | None = None,
        direction: Direction = Direction.BOTH,
    ) -> int:
        """Count its edges of those types: each once, parallel and derived ones too."""
        return len(self.relationships(types, direction))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What sources say of it that is no edge, by date."""
        return self.graph.statements_about(self)

    def seen_from(self, view: "Graph") -> Self:
        """Give the same thing as the view has it."""
        return replace(self, graph=view, id=view.id_of(self.key))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Person(Entity):
    """A person who stood, moved or held office."""

    KIND: ClassVar[EntityKind] = EntityKind.PERSON

    sort_name: str
    note: str | None

    @cached_property
    def ran_in(self) -> tuple[RanIn, ...]:
        """The candidacies, by date."""
        return self.graph.edges_from(self, RanIn)

    @cached_property
    def won(self) -> tuple[Won, ...]:
        """The wins, by date."""
        return self.graph.edges_from(self, Won)

    @cached_property
    def defected_to(self) -> tuple[DefectedTo, ...]:
        """The moves between parties, by date."""
        return self.graph.edges_from(self, DefectedTo)

    @cached_property
    def held_office(self) -> tuple[HeldOffice, ...]:
        """The mandates, by date."""
        return self.graph.edges_from(self, HeldOffice)

    @cached_property
    def succeeded(self) -> tuple[Succeeded, ...]:
        """Whom this person followed in an office."""
        return self.graph.edges_from(self, Succeeded)

    @cached_property
    def succeeded_by(self) -> tuple[Succeeded, ...]:
        """Who followed this person in an office."""
        return self.graph.edges_to(self, Succeeded)

    def affiliation(self, on: PartialDate | None = None) -> Affiliation:
        """Tell the party on every day of that date; after everything recorded if None."""
        return self.latest_affiliation if on is None else affiliation(self._signs, on)

    @property
    def _signs(self) -> tuple[Relationship, ...]:
        return (*self.ran_in, *self.held_office, *self.defected_to)

    @cached_property
    def latest_affiliation(self) -> Affiliation:
        """The party after everything recorded."""
        return affiliation(self._signs, None)

    @property
    def latest_party(self) -> "Party | None":
        """The party after everything recorded; None when independent or not known."""
        return self.latest_affiliation.party

    def mandate_covering(self, first: date, last: date) -> HeldOffice | None:
        """Give the mandate that surely covers all days from the first to the last."""
        return next(
            (
                term
                for term in self.held_office
                if term.sure_start <= first and last <= term.sure_end
            ),
            None,
        )


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Party(Entity):
    """A party, coalition, civic initiative or independent list."""

    KIND: ClassVar[EntityKind] = EntityKind.PARTY
    TELLING: ClassVar[int] = 3

    abbreviation: str | None
    party_kind: PartyKind
    founded: PartialDate | None
    leadership: str | None

    @property
    def short_name(self) -> str:
        """The abbreviation, unless it is too short to tell; else the name without its bracket."""
        if self.abbreviation and len(self.abbreviation) >= self.TELLING:
            return self.abbreviation
        return self.display_name.partition(" (")[0]

    @cached_property
    def candidacies(self) -> tuple[RanIn, ...]:
        """The candidacies under its label, by date."""
        return tuple(edge.candidacy for edge in self.graph.edges_to(self, StoodFor))

    @cached_property
    def wins(self) -> tuple["Contest", ...]:
        """The contests won under its label, also those whose winner is known by party only."""
        return self.graph.contests_won_by(self)

    @cached_property
    def arrivals(self) -> tuple[DefectedTo, ...]:
        """The moves to it, by date."""
        moves = self.graph.edges_to(self, DefectedTo)
        return tuple(move for move in moves if move.to_party is self)

    @cached_property
    def departures(self) -> tuple[DefectedTo, ...]:
        """The moves away from it, by date."""
        return self.graph.departures_from(self)

    @cached_property
    def links(self) -> tuple[PartyLink, ...]:
        """Its links with other parties, in both directions."""
        return tuple(edge for edge in self.relationships() if isinstance(edge, PartyLink))

    def mayors(self, on: PartialDate | None = None) -> tuple[HeldOffice, ...]:
        """Give the mayors in office under its label on that date, by municipality."""
        return self.graph.mayors_of(self, on)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Municipality(Entity):
    """One of the municipalities of Kosovo."""

    KIND: ClassVar[EntityKind] = EntityKind.MUNICIPALITY

    district: str | None
    latitude: float | None
    longitude: float | None
    population: int | None
    area: float | None
    established: PartialDate | None

    @cached_property
    def contests(self) -> tuple["Contest", ...]:
        """The contests held in it, by date."""
        return self.graph.contests_at(self)

    @cached_property
    def mandates(self) -> tuple[HeldOffice, ...]:
        """The mandates of all its offices, by date (a missing date first), acting before chosen."""
        terms = self.graph.edges_to(self, HeldOffice)
        return tuple(sorted(terms, key=place_of))

    @cached_property
    def mayors(self) -> tuple[HeldOffice, ...]:
        """The mandates of its mayors, by date (a missing date first)."""
        return tuple(term for term in self.mandates if term.office is Office.MAYOR)

    @cached_property
    def successions(self) -> tuple[Succeeded, ...]:
        """Who followed whom in its offices, by date."""
        successions = (
            edge for term in self.mandates for edge in term.person.succeeded if edge.after is term
        )
        return tuple(sorted(successions, key=lambda edge: edge.order))

    def mayor(self, on: PartialDate | None = None) -> HeldOffice | None:
        """Give the one mandate that surely covers every day of that date; the latest if None."""
        if on is None:
            return self.latest_mayor
        return holder_on(self.mayors, on)

    @property
    def latest_mayor(self) -> HeldOffice | None:
        """The latest mandate of a mayor."""
        return self.mayors[-1] if self.mayors else None

    @cached_property
    def _ends(self) -> dict[str, PartialDate | None]:
        return {term.key: unpublished_end(self, term) for term in self.mandates}

    def end_of(self, term: HeldOffice) -> PartialDate | None:
        """Give the day that ends a mandate of this municipality whose end nobody published."""
        return self._ends.get(term.key)
