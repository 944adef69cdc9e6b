"""Tables of contests: the races, their rounds, candidacies and results."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from graph.dates import PartialDate
from graph.tables.form import (
    ContestRef,
    ElectionRef,
    MunicipalityRef,
    PartyRef,
    Percent,
    PersonRef,
    Row,
    SourceRef,
    Together,
    Votes,
    Within,
)
from graph.vocabulary import Completeness, Office, Outcome, ResultStatus, RoundLabel

_ROUND = Together(("contest_id", "round"), "rounds", ("contest_id", "round"), "round")
_CANDIDACY = Together(
    ("contest_id", "person_id"), "candidacies", ("contest_id", "person_id"), "candidacy"
)
_WINNER = Together(
    ("id", "winner_person_id"),
    "candidacies",
    ("contest_id", "person_id"),
    "candidacy of the winner",
)


class WinnerBasis(StrEnum):
    """What the winner of a contest rests on."""

    STATED = "STATED"
    COMPUTED = "COMPUTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestRow(Row):
    """The race for one office in one municipality at one election."""

    TABLE: ClassVar[str] = "contests"
    REFERENCES: ClassVar[tuple[Together, ...]] = (_WINNER,)

    id: str
    election_id: ElectionRef
    municipality_id: MunicipalityRef
    office: Office
    status: ResultStatus
    winner_person_id: PersonRef | None
    winner_party_id: PartyRef | None
    winner_basis: WinnerBasis | None
    took_office: bool | None
    completeness: Completeness
    source_id: SourceRef
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow(Row):
    """One vote within a contest."""

    TABLE: ClassVar[str] = "rounds"
    KEY: ClassVar[tuple[str, ...]] = ("contest_id", "round")

    contest_id: ContestRef
    round: Annotated[int, Within(1)]
    label: RoundLabel
    date: PartialDate | None
    status: ResultStatus
    valid_votes: Votes | None
    source_id: SourceRef
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidacyRow(Row):
    """A person standing in a contest."""

    TABLE: ClassVar[str] = "candidacies"

    id: str
    contest_id: ContestRef
    person_id: PersonRef
    party_id: PartyRef | None
    independent: bool
    ballot_label: str | None
    outcome: Outcome
    source_id: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow(Row):
    """The figure of one source for one candidate in one round."""

    TABLE: ClassVar[str] = "results"
    KEY: ClassVar[tuple[str, ...]] = ("contest_id", "round", "person_id", "source_id")
    REFERENCES: ClassVar[tuple[Together, ...]] = (_ROUND, _CANDIDACY)

    contest_id: ContestRef
    round: Annotated[int, Within(1)]
    person_id: PersonRef
    votes: Votes | None
    percent: Percent | None
    raw_votes: str | None
    raw_percent: str | None
    name_as_written: str | None
    party_as_written: str | None
    source_id: SourceRef
    locator: str | None
    is_final: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyResultRow(Row):
    """A party's votes in a round where no candidates are named."""

    TABLE: ClassVar[str] = "party_results"
    KEY: ClassVar[tuple[str, ...]] = ("contest_id", "round", "party_as_written")
    REFERENCES: ClassVar[tuple[Together, ...]] = (_ROUND,)

    contest_id: ContestRef
    round: Annotated[int, Within(1)]
    party_id: PartyRef | None
    party_as_written: str
    votes: Votes | None
    source_id: SourceRef
    locator: str | None
    note: str | None
