"""Filters: which people, parties, contests, candidacies and relationships are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.contests import Contest
from graph.dates import PartialDate
from graph.edges import RanIn
from graph.elections import Election
from graph.graph import Graph
from graph.nodes import Municipality, Party, Person
from graph.relationships import Relationship
from graph.vocabulary import Basis, Outcome, PartyKind, RelationshipType, ResultStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFilter:
    """Which people: `party`, `election` and `municipality` speak of one candidacy.

    `won` asks whether one of those was won. Where neither it nor `election` is asked for, a mandate
    may fit instead of a candidacy.
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
        fitting = [each for each in person.ran_in if self._fits_candidacy(each)]
        if self.won is not None and self.won is not _won_one(person, fitting):
            return False
        return bool(fitting) or not self._about_race or self._fits_mandate(person)

    @property
    def _about_race(self) -> bool:
        return not (self.party is None and self.election is None and self.municipality is None)

    def _fits_candidacy(self, candidacy: RanIn) -> bool:
        contest = candidacy.contest
        return (
            self.party in (None, candidacy.party)
            and self.election in (None, contest.election)
            and self.municipality in (None, contest.municipality)
        )

    def _fits_mandate(self, person: Person) -> bool:
        return (self.election is None and self.won is None) and any(
            self.party in (None, term.party) and self.municipality in (None, term.municipality)
            for term in person.held_office
        )


def _won_one(person: Person, candidacies: Iterable[RanIn]) -> bool:
    won = {edge.candidacy for edge in person.won}
    return any(each in won for each in candidacies)


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
        votes, share = candidacy.votes, candidacy.share
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipFilter:
    """Which relationships: of some types, of a basis, and which may overlap a span of time."""

    types: frozenset[RelationshipType] | None = None
    basis: Basis | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None

    def fits(self, edge: Relationship) -> bool:
        """Tell whether a relationship is asked for."""
        if self.types is not None and edge.type not in self.types:
            return False
        return self.basis in (None, edge.basis) and edge.may_overlap(self.since, self.until)
