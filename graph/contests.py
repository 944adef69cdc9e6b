"""Contests: one race for one office at one election, its rounds, results and winner."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Self

from graph.dates import PartialDate
from graph.edges import RanIn, Won
from graph.elections import Election
from graph.nodes import Entity, Municipality, Party, Person
from graph.rounds import Round, RoundRecord, RoundResult
from graph.sentences import race
from graph.vocabulary import (
    Basis,
    Completeness,
    EntityKind,
    Office,
    ResultStatus,
    RoundLabel,
)

if TYPE_CHECKING:
    from graph.graph import Graph


@dataclass(frozen=True, slots=True)
class Margin:
    """The lead of the winner over the runner-up, in votes and in percentage points."""

    votes: int | None
    points: float | None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Contest(Entity):
    """One race for one office in one municipality at one election, over its rounds."""

    KIND: ClassVar[EntityKind] = EntityKind.CONTEST

    election: Election
    municipality: Municipality
    office: Office
    occasion: str
    recorded_status: ResultStatus
    completeness: Completeness
    recorded_rounds: tuple[RoundRecord, ...]
    recorded_winner_party: Party | None
    recorded_winner_basis: Basis | None
    recorded_took_office: bool | None
    note: str | None

    @property
    def short_name(self) -> str:
        """The race, as a sentence speaks of it."""
        return race(self)

    @property
    def date(self) -> PartialDate:
        """The day of the first round, or of the election where there was no vote."""
        first = next(iter(self.recorded_rounds), None)
        return (first and first.date) or self.election.date

    @property
    def deciding_date(self) -> PartialDate | None:
        """The day of the last counted round; None while a later round is hidden.

        What nobody voted on is decided on the day of the election.
        """
        if not self.recorded_rounds:
            return self.election.date
        deciding = self.recorded_deciding_round
        return self.day_of(deciding) if deciding and self.decided else None

    @property
    def recorded_deciding_round(self) -> RoundRecord | None:
        """The last round that was not annulled, whether the view reaches it or not."""
        rounds = reversed(self.recorded_rounds)
        return next((each for each in rounds if each.status is not ResultStatus.ANNULLED), None)

    def day_of(self, record: RoundRecord) -> PartialDate | None:
        """Give the day of a round: its own, else that of such a round of the election."""
        first = record.label is RoundLabel.FIRST
        return record.date or (self.election.date if first else self.election.runoff_date)

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds that the view reaches, in order."""
        return tuple(
            Round(contest=self, record=each) for each in self.recorded_rounds if self._knows(each)
        )

    def _knows(self, record: RoundRecord) -> bool:
        return self.graph.knows(self.day_of(record))

    @cached_property
    def counted_rounds(self) -> tuple[Round, ...]:
        """The rounds that were not annulled."""
        return tuple(each for each in self.rounds if each.counted)

    @cached_property
    def decided(self) -> bool:
        """Whether no later round is hidden from the view."""
        return all(map(self._knows, self.recorded_rounds))

    @cached_property
    def status(self) -> ResultStatus:
        """How far the result has come; UNKNOWN while a later round is hidden."""
        return self.recorded_status if self.decided else ResultStatus.UNKNOWN

    @cached_property
    def winner(self) -> Won | None:
        """The win, where a person is named."""
        wins = self.graph.edges_to(self, Won)
        return wins[0] if wins else None

    @cached_property
    def winner_party(self) -> Party | None:
        """The label under which it was won."""
        return self.recorded_winner_party if self.decided else None

    @property
    def independent_winner(self) -> bool:
        """Whether it was won by a person who stood without a party."""
        return self.winner is not None and self.winner.candidacy.independent

    @property
    def winner_label_known(self) -> bool:
        """Whether it is known under which label it was won, or that it was won under none."""
        return self.winner_party is not None or self.independent_winner

    @property
    def winner_basis(self) -> Basis | None:
        """Whether a source names the winner, or the votes do."""
        return self.recorded_winner_basis if self.decided else None

    @property
    def took_office(self) -> bool | None:
        """Whether the winner came into power; None where no source says."""
        return self.recorded_took_office if self.decided else None

    @cached_property
    def candidacies(self) -> tuple[RanIn, ...]:
        """The candidacies, in the order of lists."""
        return self.graph.edges_to(self, RanIn)

    @cached_property
    def candidates(self) -> tuple[RanIn, ...]:
        """The candidacies, by the last counted round reached, place in it and name."""
        return tuple(sorted(self.candidacies, key=_standing))

    def candidacy_of(self, person: Person) -> RanIn | None:
        """Give that person's candidacy in this contest."""
        return next((each for each in self.candidacies if each.person is person), None)

    @cached_property
    def _results(self) -> dict[str, tuple[RoundResult, ...]]:
        results: dict[str, tuple[RoundResult, ...]] = {}
        for each in self.rounds:
            for key, result in each.results_by_person.items():
                results[key] = (*results.get(key, ()), result)
        return results

    def results_of(self, candidacy: RanIn) -> tuple[RoundResult, ...]:
        """Give the results of one candidacy, in order of the rounds."""
        return self._results.get(candidacy.person.key, ())

    @cached_property
    def last_results(self) -> dict[str, RoundResult]:
        """The result of the last counted round reached, by person; failing that, of the last."""
        counted = {
            key: [result for result in results if result.of.counted]
            for key, results in self._results.items()
        }
        return {key: (counted[key] or results)[-1] for key, results in self._results.items()}

    @cached_property
    def margin(self) -> Margin | None:
        """The winner's lead in the last counted round; None with fewer than two known figures.

        None too where the figures contradict the recorded winner.
        """
        if self.winner is None or not self.counted_rounds:
            return None
        results = self.counted_rounds[-1].results
        own = next((each for each in results if each.candidacy is self.winner.candidacy), None)
        other = next((each for each in results if each is not own and each.place), None)
        if own is None or other is None:
            return None
        votes = None if own.votes is None or other.votes is None else own.votes - other.votes
        points = None if own.share is None or other.share is None else own.share - other.share
        leads = [lead for lead in (votes, points) if lead is not None]
        if not leads or min(leads) < 0:
            return None
        return Margin(votes, None if points is None else round(points, 10))

    @cached_property
    def comeback(self) -> bool | None:
        """Whether someone else led the winner in the first counted round; None if not known."""
        if self.winner is None:
            return None
        if len(self.counted_rounds) == 1:
            return False
        results = self.counted_rounds[0].results if self.counted_rounds else ()
        own = self.winner.candidacy.result_in(results[0].round) if results else None
        if own is None or own.votes is None:
            return None
        others = [each.votes for each in results if each is not own]
        if any(votes is not None and votes > own.votes for votes in others):
            return True
        complete = self.completeness is Completeness.FULL and None not in others
        return False if complete else None

    @property
    def had_runoff(self) -> bool:
        """Whether a run-off was held, annulled or not."""
        return any(each.label is RoundLabel.RUNOFF for each in self.rounds)

    @property
    def had_repeat(self) -> bool:
        """Whether a vote was repeated."""
        return any(each.label is RoundLabel.REPEAT for each in self.rounds)

    def seen_from(self, view: "Graph") -> Self:
        """Give the same contest as the view has it."""
        return replace(
            super().seen_from(view),
            election=view.same(self.election),
            municipality=view.same(self.municipality),
            recorded_winner_party=view.counterpart(self.recorded_winner_party),
        )


def _standing(candidacy: RanIn) -> tuple[int, bool, int, str, str]:
    """Order candidacies: last counted round reached, place in it (unknown last), then name."""
    last = candidacy.last_result
    reached = last.round if last and last.of.counted else 0
    place = last.place if last else None
    return (-reached, place is None, place or 0, candidacy.person.sort_name, candidacy.key)
