"""Edges: the typed relationships of people, each with its time, its basis and its evidence."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from graph import sentences
from graph.dates import PartialDate, shifted
from graph.relationships import Relationship
from graph.slots import filled_directly
from graph.vocabulary import (
    Accession,
    MoveKind,
    Office,
    Outcome,
    RelationshipType,
    SinceBasis,
)

if TYPE_CHECKING:
    from graph.contests import Contest, Margin
    from graph.nodes import Municipality, Party, Person
    from graph.rounds import RoundResult


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RanIn(Relationship):
    """A person stood in a contest: a candidacy, under the label of that day for ever."""

    type: ClassVar[RelationshipType] = RelationshipType.RAN_IN
    ENDS: ClassVar[tuple[str, ...]] = ("person", "contest")
    ALSO: ClassVar[tuple[str, ...]] = ("party",)

    person: "Person"
    contest: "Contest"
    party: "Party | None"
    independent: bool
    ballot_label: str | None
    recorded_outcome: Outcome

    @property
    def sentence(self) -> str:
        """Say who stood where, when and for whom."""
        return sentences.ran_in(self)

    @property
    def outcome(self) -> Outcome:
        """How it ended; UNKNOWN while the view does not reach the last round."""
        return self.recorded_outcome if self.contest.decided else Outcome.UNKNOWN

    @property
    def results(self) -> tuple["RoundResult", ...]:
        """The result of each round that the person is recorded in, in order of the rounds."""
        return self.contest.results_of(self)

    @property
    def last_result(self) -> "RoundResult | None":
        """The result of the last counted round reached; failing that, of the last one."""
        return self.contest.last_results.get(self.person.key)

    @property
    def votes(self) -> int | None:
        """The votes of the last result; None is 'not known'."""
        result = self.contest.last_results.get(self.person.key)
        return result.votes if result else None

    @property
    def share(self) -> float | None:
        """The per cent of the last result."""
        result = self.contest.last_results.get(self.person.key)
        return result.share if result else None

    def result_in(self, number: int | None) -> "RoundResult | None":
        """Give the result of that round, of the last one reached if None, None if not reached."""
        if number is None:
            return self.last_result
        return next((result for result in self.results if result.round == number), None)


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Won(Relationship):
    """A person won a contest."""

    type: ClassVar[RelationshipType] = RelationshipType.WON
    ENDS: ClassVar[tuple[str, ...]] = ("person", "contest")
    ALSO: ClassVar[tuple[str, ...]] = ("party", "candidacy")

    person: "Person"
    contest: "Contest"
    party: "Party | None"
    candidacy: RanIn

    @property
    def sentence(self) -> str:
        """Say who won what."""
        return sentences.won(self)

    @property
    def margin(self) -> "Margin | None":
        """The lead over the runner-up in the deciding round."""
        return self.contest.margin

    @property
    def took_office(self) -> bool | None:
        """Whether the winner came into power; None where no source says."""
        return self.contest.took_office


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HeldOffice(Relationship):
    """A person held an office of a municipality: a mandate."""

    type: ClassVar[RelationshipType] = RelationshipType.HELD_OFFICE
    ENDS: ClassVar[tuple[str, ...]] = ("person", "municipality")
    ALSO: ClassVar[tuple[str, ...]] = ("party", "elected_in")

    person: "Person"
    municipality: "Municipality"
    office: Office
    party: "Party | None"
    elected_in: "Contest | None"
    how: Accession | None
    since_basis: SinceBasis

    @property
    def sentence(self) -> str:
        """Say who held which office from when to when."""
        return sentences.held_office(self)

    @property
    def end(self) -> PartialDate | None:
        """The published end, else the day that the next mandate or the next election ends it."""
        return self.until or self.municipality.end_of(self)

    @property
    def sure_end(self) -> date:
        """The last day that is surely this mandate's; the day of a successor is not."""
        if self.until:
            return self.until.earliest
        end = self.end
        return shifted(end.earliest, -1) if end else date.max

    @property
    def acting(self) -> bool:
        """Whether the person stood in for whoever is chosen next."""
        return self.how is Accession.ACTING

    @property
    def independent(self) -> bool:
        """Whether the person was elected to this office without a party."""
        if self.party is not None or self.elected_in is None:
            return False
        candidacy = self.elected_in.candidacy_of(self.person)
        return candidacy is not None and candidacy.independent


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DefectedTo(Relationship):
    """A person left one party for another, for none, or came from none."""

    type: ClassVar[RelationshipType] = RelationshipType.DEFECTED_TO
    ENDS: ClassVar[tuple[str, ...]] = ("person", "reached")
    ALSO: ClassVar[tuple[str, ...]] = ("from_party", "to_party")

    person: "Person"
    reached: "Party"
    from_party: "Party | None"
    to_party: "Party | None"
    move_kind: MoveKind

    @property
    def sentence(self) -> str:
        """Say who left which party for which, and when."""
        return sentences.defected_to(self)

    @property
    def year(self) -> int | None:
        """The year of the move; None when it may lie in several."""
        if self.since and self.until and self.since.year == self.until.year:
            return self.since.year
        return None

    @property
    def while_holding(self) -> HeldOffice | None:
        """The mandate that surely covers every day on which the move may have happened."""
        if not (self.since and self.until):
            return None
        return self.person.mandate_covering(self.since.earliest, self.until.latest)


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Succeeded(Relationship):
    """A person followed another in an office: worked out from two consecutive mandates."""

    type: ClassVar[RelationshipType] = RelationshipType.SUCCEEDED
    ENDS: ClassVar[tuple[str, ...]] = ("successor", "predecessor")
    ALSO: ClassVar[tuple[str, ...]] = ("before", "after")

    successor: "Person"
    predecessor: "Person"
    before: HeldOffice
    after: HeldOffice
    immediate: bool

    @property
    def sentence(self) -> str:
        """Say who followed whom in which office."""
        return sentences.succeeded(self)

    @property
    def municipality(self) -> "Municipality":
        """The municipality of the office."""
        return self.after.municipality

    @property
    def office(self) -> Office:
        """The office."""
        return self.after.office

    @property
    def party_changed(self) -> bool | None:
        """Whether the office went to another label; None when a label is not known."""
        terms = (self.before, self.after)
        if not all(term.party or term.independent for term in terms):
            return None
        return self.before.party is not self.after.party


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StoodFor(Relationship):
    """A person stood under a party's label: worked out from a candidacy, no proof of membership."""

    type: ClassVar[RelationshipType] = RelationshipType.STOOD_FOR
    ENDS: ClassVar[tuple[str, ...]] = ("person", "party")
    ALSO: ClassVar[tuple[str, ...]] = ("candidacy",)

    person: "Person"
    party: "Party"
    candidacy: RanIn

    @property
    def sentence(self) -> str:
        """Say who stood under which label, and where."""
        return sentences.stood_for(self)
