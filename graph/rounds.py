"""Rounds: the votes of one round of a contest, every source's figure side by side."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.evidence import Citation
from graph.slots import filled_directly
from graph.vocabulary import Basis, Completeness, Outcome, ResultStatus, RoundLabel
from graph.whole_numbers import readable

if TYPE_CHECKING:
    from graph.contests import Contest
    from graph.edges import RanIn
    from graph.nodes import Party

FINALISTS = 2


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figure of one source for one candidate in one round."""

    votes: int | None
    share: float | None
    final: bool
    preferred: bool
    name_as_written: str | None
    party_as_written: str | None
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFigure:
    """A party's votes in a round where no candidates are named, as recorded."""

    party_key: str | None
    label: str
    votes: int | None
    note: str | None
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyResult:
    """A party's votes in a round, and its share of all columns of that round."""

    party: "Party | None"
    label: str
    votes: int | None
    share: float | None
    note: str | None
    citation: Citation


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRecord:
    """What the data say of one round; the same in every view."""

    key: str
    number: int
    label: RoundLabel
    date: PartialDate | None
    status: ResultStatus
    recorded_valid_votes: int | None
    note: str | None
    citations: tuple[Citation, ...]
    reports: dict[str, tuple[Report, ...]]
    party_figures: tuple[PartyFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoundResult:
    """One candidate's result in one round: the preferred report gives the votes, if it has them."""

    id: str
    of: "Round"
    candidacy: "RanIn"
    reports: tuple[Report, ...]
    votes: int | None

    @property
    def round(self) -> int:
        """The number of the round."""
        return self.of.number

    @property
    def share(self) -> float | None:
        """The per cent of the valid votes: as printed, else worked out, else None."""
        printed, votes, whole = self.reports[0].share, self.votes, self.of.valid_votes
        if printed is not None:
            return printed
        return 100 * votes / whole if votes is not None and whole else None

    @property
    def share_basis(self) -> Basis | None:
        """STATED where the share is printed, DERIVED where it is worked out."""
        if self.reports[0].share is not None:
            return Basis.STATED
        return None if self.share is None else Basis.DERIVED

    @property
    def place(self) -> int | None:
        """The place within the round; equals share one."""
        return self.of.places.get(self.candidacy.person.key)


def _known(figure: float | None) -> float:
    """Put what is not known behind every figure."""
    return -1.0 if figure is None else figure


@dataclass(frozen=True, kw_only=True, eq=False)
class Round:
    """One vote within a contest, as the view of that contest has it."""

    contest: "Contest"
    record: RoundRecord

    @property
    def id(self) -> str:
        """The permanent id, dated in a view."""
        return self.contest.graph.id_of(self.record.key)

    @property
    def number(self) -> int:
        """The number of the round, from 1."""
        return self.record.number

    @property
    def label(self) -> RoundLabel:
        """Whether it was the first vote, a run-off or a repeat."""
        return self.record.label

    @property
    def date(self) -> PartialDate | None:
        """The day of the vote."""
        return self.record.date

    @property
    def note(self) -> str | None:
        """What the data say besides, in words."""
        return self.record.note

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the round was read of."""
        return self.record.citations

    @property
    def status(self) -> ResultStatus:
        """How far its result has come; an annulment to come is not known yet."""
        if self.record.status is ResultStatus.ANNULLED and not self.contest.decided:
            return ResultStatus.UNKNOWN
        return self.record.status

    @property
    def counted(self) -> bool:
        """Whether the round was not annulled."""
        return self.status is not ResultStatus.ANNULLED

    @cached_property
    def results_by_person(self) -> dict[str, RoundResult]:
        """The results by the key of the person."""
        candidacies = {each.person.key: each for each in self.contest.candidacies}
        slug = self.record.key.partition("/")[2]
        return {
            key: RoundResult(
                id=self.contest.graph.id_of(f"result/{slug}/{key.partition('/')[2]}"),
                of=self,
                candidacy=candidacies[key],
                reports=reports,
                votes=reports[0].votes,
            )
            for key, reports in self.record.reports.items()
        }

    @cached_property
    def valid_votes(self) -> int | None:
        """The sum of the votes shown when every candidate's are known, else the stored total."""
        shown = [reports[0].votes for reports in self.record.reports.values()]
        known = [votes for votes in shown if votes is not None]
        if shown and len(known) == len(shown) and self.names_everyone:
            whole = readable(sum(known))
            return self.record.recorded_valid_votes if whole is None else whole
        return self.record.recorded_valid_votes

    @property
    def names_everyone(self) -> bool:
        """Whether all who stood in the round are among its results.

        In a run-off, and in its repeat, those are two.
        """
        if self._between_two:
            return len(self.record.reports) >= FINALISTS
        standing = {
            each.person.key
            for each in self.contest.candidacies
            if each.recorded_outcome is not Outcome.WITHDRAWN
        }
        full = self.contest.completeness is Completeness.FULL
        return full and standing <= self.record.reports.keys()

    @property
    def _between_two(self) -> bool:
        records = self.contest.recorded_rounds
        before = (each.label for each in records if each.number <= self.number)
        return RoundLabel.RUNOFF in before

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each person whose votes or share are known.

        Votes decide where they are known of everybody who has a figure, else shares do.
        """
        figures = {
            key: (result.votes, result.share)
            for key, result in self.results_by_person.items()
            if result.votes is not None or result.share is not None
        }
        by_votes = all(votes is not None for votes, _ in figures.values())
        scores = {
            key: (_known(votes), _known(share)) if by_votes else (_known(share), _known(votes))
            for key, (votes, share) in figures.items()
        }
        in_order = sorted(scores.values(), reverse=True)
        return {key: in_order.index(score) + 1 for key, score in scores.items()}

    @cached_property
    def results(self) -> tuple[RoundResult, ...]:
        """The results by place (unknown last), then name."""
        last = len(self.results_by_person) + 1
        return tuple(
            sorted(
                self.results_by_person.values(),
                key=lambda each: (each.place or last, each.candidacy.person.sort_name, each.id),
            )
        )

    @cached_property
    def party_results(self) -> tuple[PartyResult, ...]:
        """The votes by party where no candidates are named, most votes first."""
        figures = self.record.party_figures
        known = [figure.votes for figure in figures if figure.votes is not None]
        whole = sum(known) if len(known) == len(figures) else None
        graph = self.contest.graph
        results = [
            PartyResult(
                party=graph.party(figure.party_key) if figure.party_key else None,
                label=figure.label,
                votes=figure.votes,
                share=100 * figure.votes / whole if figure.votes is not None and whole else None,
                note=figure.note,
                citation=figure.citation,
            )
            for figure in figures
        ]
        return tuple(
            sorted(results, key=lambda each: (each.votes is None, -(each.votes or 0), each.label))
        )
