"""Elections and contests, their rounds and results."""

from typing import Annotated

import strawberry
from strawberry import UNSET, Parent

from graph import filters, listings
from graph.contests import Contest as GraphContest
from graph.coverage import Coverage as GraphCoverage
from graph.coverage import coverage
from graph.dates import PartialDate
from graph.elections import Election as GraphElection
from graph.evidence import Tally as GraphTally
from graph.standings import Flip as GraphFlip
from graph.standings import Standing as GraphStanding
from graph.standings import flips, standings
from graph.vocabulary import ContestOrder as ByContest
from schema.arguments import After, First, given
from schema.context import Info
from schema.entities import Contests, Entity
from schema.enums import (
    Basis,
    Completeness,
    ElectionKind,
    Office,
    ResultStatus,
    RoundLabel,
)
from schema.evidence import Citation
from schema.facts import Coverage, Flip, Standing, Tally
from schema.fields import field
from schema.ids import thing
from schema.pages import Connection, Page, page_of
from schema.references import (
    ContestRef,
    ElectionRef,
    MunicipalityRef,
    PartyRef,
    RanInRef,
    WonRef,
)

Number = Annotated[int, strawberry.argument(description="The number of the round, from 1.")]
Measure = Annotated[
    str | None,
    strawberry.argument(description="Only totals of this measure, such as `MAYORS`."),
]
Since = Annotated[
    strawberry.ID, strawberry.argument(description="The earlier election to compare with.")
]


@strawberry.type(description="How many lists took part, and how many of each kind were certified.")
class Register:
    """The register of lists; null is not known, never zero."""

    participated: int | None = field(description="Lists that took part.")
    certified: int | None = field(description="Lists and candidates certified in all.")
    parties: int | None = field(description="Certified parties.")
    coalitions: int | None = field(description="Certified coalitions.")
    civic_initiatives: int | None = field(description="Certified civic initiatives.")
    independents: int | None = field(description="Certified independent candidates.")


def turnout(root: Parent[GraphElection], round: Number = 1) -> float | None:
    """Read the turnout of a round."""
    return root.turnout(round)


def tallies(root: Parent[GraphElection], measure: Measure = UNSET) -> list[GraphTally]:
    """Read the published totals, of one measure if asked."""
    return [each for each in root.tallies if not measure or each.measure == measure]


def contests_at(
    root: Parent[GraphElection],
    info: Info,
    filter: Contests = UNSET,
    first: First = 50,
    after: After = UNSET,
) -> Page[GraphContest]:
    """Page through the contests of an election."""
    wanted = filter.wanted(root.graph) if filter else filters.ContestFilter()
    listing = listings.contests(root.graph, wanted, ByContest.MUNICIPALITY, of=root)
    return page_of(listing, root.graph.revision, info.context.size(first), given(after))


def standings_of(root: Parent[GraphElection]) -> tuple[GraphStanding, ...]:
    """Count the offices won by party."""
    return standings(root)


def flips_since(root: Parent[GraphElection], since_election: Since) -> tuple[GraphFlip, ...]:
    """Compare the winners with those of an earlier election."""
    return flips(root, thing(root.graph, since_election, GraphElection))


def coverage_of(root: Parent[GraphElection]) -> tuple[GraphCoverage, ...]:
    """Compare what should exist with what is recorded."""
    return coverage(root)


@strawberry.type(description="An election day, or a pair of rounds, with its contests.")
class Election(Entity):
    """An election."""

    date: PartialDate = field(description="The day of the first round.")
    runoff_date: PartialDate | None = field(description="The day of the second round.")
    turnout: float | None = field(
        description="Voters in that round, in per cent of those entitled; null if not known.",
        resolver=turnout,
    )
    election_kind: ElectionKind = field(description="Why it was held.")
    originally_set_for: PartialDate | None = field(
        description="The day for which it was first called, where that differs."
    )
    system: str | None = field(description="How votes became offices, as a source words it.")
    register: Register | None = field(description="The lists that took part or were certified.")
    tallies: list[Tally] = field(
        description="Every published total, as stated, even where totals contradict each other.",
        resolver=tallies,
    )
    contests: Connection[ContestRef] = field(
        description="Its contests, by the name of the municipality.", resolver=contests_at
    )
    standings: list[Standing] = field(
        description=(
            "Mayors won by party: counted from the contests, beside the figure a source published."
        ),
        resolver=standings_of,
    )
    flips: list[Flip] = field(
        description=(
            "Municipalities whose mayor's label differs from the one elected in the other "
            "election, where both are known."
        ),
        resolver=flips_since,
    )
    coverage: list[Coverage] = field(
        description=(
            "What should exist against what is recorded, so that a gap is never read as a zero."
        ),
        resolver=coverage_of,
    )


@strawberry.type(
    description="The figure of one source for one candidate in one round, as it was printed."
)
class Report:
    """A source's figure."""

    votes: int | None = field(description="Votes; null where the source gives none.")
    share: float | None = field(description="Per cent, as printed; null where none is printed.")
    preferred: bool = field(
        description=(
            "Whether this is the report that `votes` and `share` give: one with votes before one "
            "without, then that of the source with the lowest precedence number."
        )
    )
    final: bool = field(description="Whether the source gives it as the final count.")
    name_as_written: str | None = field(description="The person's name as the source wrote it.")
    party_as_written: str | None = field(description="The label as the source wrote it.")
    citation: Citation = field(description="Where it was read.")


@strawberry.type(description="One candidate's result in one round.")
class RoundResult:
    """A result; null is 'not known', never zero."""

    id: strawberry.ID = field(description="The permanent id.")
    candidacy: RanInRef = field(description="The candidacy.")
    round: int = field(description="The number of the round.")
    votes: int | None = field(description="Votes; null is 'not known', never zero.")
    share: float | None = field(
        description=(
            "Per cent of the valid votes, 0 to 100: as published, or worked out where only votes "
            "are known."
        )
    )
    share_basis: Basis | None = field(description="Whether the share is printed or worked out.")
    place: int | None = field(
        description=(
            "The place in the round: by votes, or by share where somebody's votes are not known; "
            "equals share a place."
        )
    )
    reports: list[Report] = field(
        description="Every source's own figure, side by side; the preferred one comes first."
    )


@strawberry.type(description="A party's votes in a round where no candidates are named.")
class PartyResult:
    """A column of votes."""

    party: PartyRef | None = field(description="The party; null where the label means several.")
    label: str = field(description="The label as the source wrote it.")
    votes: int | None = field(description="Votes.")
    share: float | None = field(description="Per cent of all columns of the round.")
    note: str | None = field(description="What the row says besides.")
    citation: Citation = field(description="Where it was read.")


@strawberry.type(description="One vote within a contest.")
class Round:
    """A round."""

    id: strawberry.ID = field(description="The permanent id.")
    number: int = field(description="The number of the round, from 1.")
    label: RoundLabel = field(description="Which vote of the contest it was.")
    date: PartialDate | None = field(description="The day of the vote.")
    status: ResultStatus = field(description="How far its result has come.")
    valid_votes: int | None = field(
        description=(
            "The sum of the votes shown, or the recorded total where not every candidate's are "
            "known."
        )
    )
    results: list[RoundResult] = field(description="The candidates' results, by place.")
    party_results: list[PartyResult] = field(
        description="Votes by party, where no candidates are named, most votes first."
    )
    note: str | None = field(description="What the row says besides, in words.")
    citations: list[Citation] = field(description="Where the round was read of.")


@strawberry.type(
    description=(
        "One race for one office in one municipality at one election, over all its rounds."
    )
)
class Contest(Entity):
    """A contest."""

    election: ElectionRef = field(description="The election that it was part of.")
    municipality: MunicipalityRef = field(description="The municipality that it was held in.")
    office: Office = field(description="The office that was contested.")
    status: ResultStatus = field(description="How far its result has come.")
    completeness: Completeness = field(
        description="Whether every candidate is recorded, or only some, or only the winner."
    )
    rounds: list[Round] = field(description="Its rounds, in order.")
    candidates: list[RanInRef] = field(
        description="Its candidacies, by place in the last counted round that each one reached."
    )
    winner: WonRef | None = field(description="The win, where a person is named.")
    winner_party: PartyRef | None = field(
        description=(
            "The label under which it was won, even where no person is named; null for an "
            "independent or when not known."
        )
    )
    winner_basis: Basis | None = field(
        description="Whether a source names the winner, or the votes do."
    )
    took_office: bool | None = field(
        description=(
            "False where the winner never took power, even where no winner is named; null where "
            "no source says."
        )
    )
    note: str | None = field(description="What the row says besides, in words.")
    comeback: bool | None = field(
        description=(
            "Whether someone else led the winner in the first round; null when a round's votes "
            "are not known."
        )
    )
