"""Elections: an election day, or a pair of rounds, in which contests are held."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Self

from graph.dates import PartialDate
from graph.evidence import Tally
from graph.nodes import Entity, Party
from graph.vocabulary import ElectionKind, EntityKind, Office

if TYPE_CHECKING:
    from graph.contests import Contest
    from graph.graph import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """How many lists took part in an election, and how many of each kind were certified."""

    participated: int | None
    certified: int | None
    parties: int | None
    coalitions: int | None
    civic_initiatives: int | None
    independents: int | None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Election(Entity):
    """An election day, or a pair of rounds, in which contests are held."""

    KIND: ClassVar[EntityKind] = EntityKind.ELECTION

    date: PartialDate
    runoff_date: PartialDate | None
    turnouts: tuple[float | None, float | None]
    election_kind: ElectionKind
    originally_set_for: PartialDate | None
    system: str | None
    register: Register | None

    @property
    def short_name(self) -> str:
        """The name, as a sentence speaks of it."""
        return f"the {self.display_name}"

    def turnout(self, number: int = 1) -> float | None:
        """Give the turnout of that round in per cent; None when it is not known."""
        return self.turnouts[number - 1] if 1 <= number <= len(self.turnouts) else None

    @cached_property
    def contests(self) -> tuple["Contest", ...]:
        """Its contests, by municipality."""
        return self.graph.contests_of(self)

    @cached_property
    def parties(self) -> frozenset[Party]:
        """The parties that have a candidacy or a column of votes in one of its contests."""
        labels = {each.party for contest in self.contests for each in contest.candidacies}
        rounds = (each for contest in self.contests for each in contest.rounds)
        columns = {result.party for each in rounds for result in each.party_results}
        return frozenset(party for party in labels | columns if party)

    @cached_property
    def mayoral_contests(self) -> tuple["Contest", ...]:
        """Its contests for the office of mayor, by municipality."""
        return tuple(contest for contest in self.contests if contest.office is Office.MAYOR)

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """Every published total, as stated."""
        return self.graph.tallies_of(self)

    def seen_from(self, view: "Graph") -> Self:
        """Give the same election as the view has it: without a second round still to come."""
        if self.runoff_date is None or view.knows(self.runoff_date):
            return super().seen_from(view)
        whole = super().seen_from(view)
        return replace(whole, runoff_date=None, turnouts=(self.turnouts[0], None))
