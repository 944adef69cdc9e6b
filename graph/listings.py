"""Listings: filtered lists in a total, stable order, each item with its place in that order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from anyascii import anyascii

from graph.contests import Contest
from graph.edges import RanIn
from graph.elections import Election
from graph.evidence import Statement
from graph.graph import Graph
from graph.nodes import Entity, Municipality, Party, Person
from graph.relationships import Relationship
from graph.vocabulary import (
    CandidacyOrder,
    ContestOrder,
    Outcome,
    PartyKind,
    PersonOrder,
    ResultStatus,
)

ItemT = TypeVar("ItemT")
Place = tuple[str | int | float, ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[ItemT]):
    """A list in order; `place` gives the sort key of an item, which ends with its permanent key.

    The name tells one list's order from another's, so that a cursor of one is no cursor of both.
    """

    name: str
    items: tuple[ItemT, ...]
    place: Callable[[ItemT], Place]


def listing(name: str, items: Iterable[ItemT], place: Callable[[ItemT], Place]) -> Listing[ItemT]:
    """Put items in order of their places."""
    return Listing(name, tuple(sorted(items, key=place)), place)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFilter:
    """Which people: `party`, `election`, `municipality` and `won` speak of one candidacy.

    Where neither `election` nor `won` is asked for, a mandate may fit instead of a candidacy.
    """

    party: Party | None = None
    election: Election | None = None
    municipality: Municipality | None = None
    won: bool | None = None
    defected: bool | None = None
    held_office: bool | None = None

    def fits(self, person: Person) -> bool:
        """Tell whether a person is asked for."""
        if self.defected is not None and bool(person.defected_to) is not self.defected:
            return False
        if self.held_office is not None and bool(person.held_office) is not self.held_office:
            return False
        return self._stood(person) if self._about_candidacy else True

    @property
    def _about_candidacy(self) -> bool:
        return not (
            self.party is None
            and self.election is None
            and self.municipality is None
            and self.won is None
        )

    def _stood(self, person: Person) -> bool:
        fitting = [each for each in person.ran_in if self._fits_candidacy(each)]
        if self.won is not None:
            won = {edge.candidacy for edge in person.won}
            return self.won is any(each in won for each in fitting)
        return bool(fitting) or (self.election is None and self._held(person))

    def _fits_candidacy(self, candidacy: RanIn) -> bool:
        contest = candidacy.contest
        return (
            self.party in (None, candidacy.party)
            and self.election in (None, contest.election)
            and self.municipality in (None, contest.municipality)
        )

    def _held(self, person: Person) -> bool:
        return any(
            self.party in (None, term.party) and self.municipality in (None, term.municipality)
            for term in person.held_office
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFilter:
    """Which parties: of a kind, or with a candidacy or a column of votes at an election."""

    party_kind: PartyKind | None = None
    election: Election | None = None

    def fits(self, party: Party) -> bool:
        """Tell whether a party is asked for."""
        if self.party_kind not in (None, party.party_kind):
            return False
        return self.election is None or party in self.election.parties


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestFilter:
    """Which contests; what is not known never fits."""

    election: Election | None = None
    municipality: Municipality | None = None
    status: ResultStatus | None = None
    winner_party: Party | None = None
    comeback: bool | None = None
    max_margin_points: float | None = None
    had_runoff: bool | None = None
    had_repeat: bool | None = None

    def fits(self, contest: Contest) -> bool:
        """Tell whether a contest is asked for."""
        return (
            self.election in (None, contest.election)
            and self.municipality in (None, contest.municipality)
            and self.status in (None, contest.status)
            and self.winner_party in (None, contest.winner_party)
            and self.comeback in (None, contest.comeback)
            and self.had_runoff in (None, contest.had_runoff)
            and self.had_repeat in (None, contest.had_repeat)
            and self._close_enough(contest)
        )

    def _close_enough(self, contest: Contest) -> bool:
        if self.max_margin_points is None:
            return True
        points = contest.margin.points if contest.margin else None
        return points is not None and points <= self.max_margin_points


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidacyFilter:
    """Which candidacies; votes and shares are those of the last counted round reached."""

    election: Election | None = None
    municipality: Municipality | None = None
    party: Party | None = None
    person: Person | None = None
    independent: bool | None = None
    outcome: Outcome | None = None
    min_share: float | None = None
    min_votes: int | None = None

    def fits(self, candidacy: RanIn) -> bool:
        """Tell whether a candidacy is asked for."""
        contest = candidacy.contest
        return (
            self.election in (None, contest.election)
            and self.municipality in (None, contest.municipality)
            and self.party in (None, candidacy.party)
            and self.person in (None, candidacy.person)
            and self.independent in (None, candidacy.independent)
            and self.outcome in (None, candidacy.outcome)
            and self._strong_enough(candidacy)
        )

    def _strong_enough(self, candidacy: RanIn) -> bool:
        votes, share = _votes(candidacy), _share(candidacy)
        enough_votes = self.min_votes is None or (votes is not None and votes >= self.min_votes)
        enough_share = self.min_share is None or (share is not None and share >= self.min_share)
        return enough_votes and enough_share

    def sources(self, graph: Graph) -> Iterable[RanIn]:
        """Give the shortest list that surely holds everything asked for."""
        if self.person is not None:
            return self.person.ran_in
        if self.municipality is not None:
            return (each for contest in self.municipality.contests for each in contest.candidacies)
        if self.party is not None:
            return self.party.candidacies
        if self.election is not None:
            return (each for contest in self.election.contests for each in contest.candidacies)
        return graph.edges_of(RanIn)


def _votes(candidacy: RanIn) -> int | None:
    return candidacy.last_result.votes if candidacy.last_result else None


def _share(candidacy: RanIn) -> float | None:
    return candidacy.last_result.share if candidacy.last_result else None


def _highest_first(value: float | None) -> tuple[int, float]:
    """Sort high before low, and unknown last."""
    return (1, 0) if value is None else (0, -value)


def in_alphabet(text: str) -> str:
    """Fold a name for sorting, so that Çelaj stands among the names with C."""
    return anyascii(text).lower()


PEOPLE: dict[PersonOrder, Callable[[Person], Place]] = {
    PersonOrder.NAME: lambda each: (in_alphabet(each.sort_name), each.key),
    PersonOrder.CANDIDACIES: lambda each: (-len(each.ran_in), each.key),
    PersonOrder.WINS: lambda each: (-len(each.won), each.key),
    PersonOrder.MOVES: lambda each: (-len(each.defected_to), each.key),
}
CONTESTS: dict[ContestOrder, Callable[[Contest], Place]] = {
    ContestOrder.DATE: lambda each: (each.date.earliest.toordinal(), each.key),
    ContestOrder.MUNICIPALITY: lambda each: (
        in_alphabet(each.municipality.display_name),
        each.date.earliest.toordinal(),
        each.key,
    ),
    ContestOrder.MARGIN: lambda each: (*_narrowest_first(each), each.key),
}
CANDIDACIES: dict[CandidacyOrder, Callable[[RanIn], Place]] = {
    CandidacyOrder.VOTES: lambda each: (*_highest_first(_votes(each)), each.key),
    CandidacyOrder.SHARE: lambda each: (*_highest_first(_share(each)), each.key),
    CandidacyOrder.NAME: lambda each: (in_alphabet(each.person.sort_name), each.key),
    CandidacyOrder.DATE: lambda each: each.order,
}


def _narrowest_first(contest: Contest) -> tuple[int, float]:
    points = contest.margin.points if contest.margin else None
    return (1, 0) if points is None else (0, points)


def people(graph: Graph, wanted: PersonFilter, order: PersonOrder) -> Listing[Person]:
    """List people."""
    return graph.keep(
        (people, wanted, order),
        lambda: listing(f"people by {order}", filter(wanted.fits, graph.people), PEOPLE[order]),
    )


def parties(graph: Graph, wanted: PartyFilter) -> Listing[Party]:
    """List parties by display name."""
    return graph.keep(
        (parties, wanted),
        lambda: listing("parties by name", filter(wanted.fits, graph.parties), _by_name),
    )


def _by_name(thing: Entity) -> Place:
    return (in_alphabet(thing.display_name), thing.key)


def municipalities(graph: Graph) -> Listing[Municipality]:
    """List municipalities by display name."""
    return graph.keep(
        municipalities,
        lambda: listing("municipalities by name", graph.municipalities, _by_name),
    )


def contests(graph: Graph, wanted: ContestFilter, order: ContestOrder) -> Listing[Contest]:
    """List contests."""
    return graph.keep(
        (contests, wanted, order),
        lambda: listing(
            f"contests by {order}", filter(wanted.fits, graph.contests), CONTESTS[order]
        ),
    )


def candidacies(graph: Graph, wanted: CandidacyFilter, order: CandidacyOrder) -> Listing[RanIn]:
    """List candidacies."""
    return graph.keep(
        (candidacies, wanted, order),
        lambda: listing(
            f"candidacies by {order}",
            filter(wanted.fits, wanted.sources(graph)),
            CANDIDACIES[order],
        ),
    )


def relationships(edges: tuple[Relationship, ...]) -> Listing[Relationship]:
    """List relationships that are in the order of lists already."""
    return Listing("relationships by date", edges, lambda edge: edge.order)


def statements(items: tuple[Statement, ...]) -> Listing[Statement]:
    """List statements that are in order of their dates already."""
    return Listing(
        "statements by date",
        items,
        lambda each: (each.date.earliest.toordinal() if each.date else 10**7, each.key),
    )
