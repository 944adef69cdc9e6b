"""The form of a data set: one class per table, whose annotations say what each column holds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from graph.dates import PartialDate
from graph.vocabulary import (
    Accession,
    Completeness,
    ElectionKind,
    MoveKind,
    NameKind,
    Office,
    Outcome,
    PartyKind,
    ResultStatus,
    RoundLabel,
    SinceBasis,
    SourceKind,
    StatementKind,
)


@dataclass(frozen=True, slots=True)
class References:
    """The cell is a key of another table; `also` lists further words that it may hold."""

    table: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Within:
    """The number, or how many items a list has, lies between these two, both included.

    None leaves a side open.
    """

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """Several columns of a row name one row of another table, by these columns of that table.

    An empty cell names nothing, except where the other table's column may be empty too.
    """

    columns: tuple[str, ...]
    table: str
    theirs: tuple[str, ...]
    meaning: str


Votes = Annotated[int, Within(0)]
Percent = Annotated[float, Within(0, 100)]
SourceRef = Annotated[str, References("sources")]
SourceRefs = Annotated[tuple[str, ...], References("sources"), Within(1)]
MunicipalityRef = Annotated[str, References("municipalities")]
PartyRef = Annotated[str, References("parties")]
PersonRef = Annotated[str, References("people")]
ElectionRef = Annotated[str, References("elections")]
ContestRef = Annotated[str, References("contests")]


class LinkKind(StrEnum):
    """How `party_links` words what joins two parties."""

    MEMBER_OF_COALITION = "MEMBER_OF_COALITION"
    ALLIED_WITH = "ALLIED_WITH"
    SPLIT_FROM = "SPLIT_FROM"
    MERGED_INTO = "MERGED_INTO"
    RENAMED_TO = "RENAMED_TO"


class MoveBasis(StrEnum):
    """What a row of `party_moves` rests on."""

    STATED = "STATED"
    INFERRED_FROM_CANDIDACIES = "INFERRED_FROM_CANDIDACIES"


class WinnerBasis(StrEnum):
    """What the winner of a contest rests on."""

    STATED = "STATED"
    COMPUTED = "COMPUTED"


class SuccessionRelation(StrEnum):
    """How two named holders of an office follow each other."""

    SUCCEEDED = "SUCCEEDED"
    LATER_HOLDER = "LATER_HOLDER"
    SAME_PERSON = "SAME_PERSON"


class SubjectType(StrEnum):
    """What kind of thing a statement is about."""

    PERSON = "person"
    PARTY = "party"
    MUNICIPALITY = "municipality"
    ELECTION = "election"
    CONTEST = "contest"


class DisputedTable(StrEnum):
    """The table that holds the figure in dispute."""

    CANDIDACIES = "candidacies"
    CONTESTS = "contests"
    ELECTIONS = "elections"
    MUNICIPALITIES = "municipalities"
    PARTIES = "parties"
    PEOPLE = "people"
    RESULTS = "results"
    TALLIES = "tallies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table: its columns by name, and the line that it stands on."""

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]] = ("id",)
    REFERENCES: ClassVar[tuple[Together, ...]] = ()

    line: int


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
_FROM_MANDATE = Together(
    ("municipality_id", "from_person_id", "from_start"),
    "mandates",
    ("municipality_id", "person_id", "start"),
    "mandate",
)
_TO_MANDATE = Together(
    ("municipality_id", "to_person_id", "to_start"),
    "mandates",
    ("municipality_id", "person_id", "start"),
    "mandate",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow(Row):
    """A page, a file or an article that facts were read in."""

    TABLE: ClassVar[str] = "sources"

    id: str
    title: str
    publisher: str | None
    kind: SourceKind
    address: str | None
    licence: str | None
    precedence: Annotated[int, Within(1)]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityRow(Row):
    """One municipality."""

    TABLE: ClassVar[str] = "municipalities"

    id: str
    name_en: str | None
    name_sq: str | None
    name_sr: str | None
    district: str | None
    population_2011: Annotated[int, Within(0)] | None
    area_km2: Annotated[float, Within(0)] | None
    lat: Annotated[float, Within(-90, 90)] | None
    lon: Annotated[float, Within(-180, 180)] | None
    established: PartialDate | None
    former_part_of: Annotated[tuple[str, ...], References("municipalities")]
    source_ids: SourceRefs


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow(Row):
    """A party, coalition, civic initiative or independent list."""

    TABLE: ClassVar[str] = "parties"

    id: str
    name_en: str | None
    name_sq: str | None
    name_sr: str | None
    abbreviation: str | None
    kind: PartyKind
    founded: PartialDate | None
    leader_note: str | None
    source_id: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyNameRow(Row):
    """A label and the one party that it means."""

    TABLE: ClassVar[str] = "party_names"
    KEY: ClassVar[tuple[str, ...]] = ("party_id", "name")

    party_id: Annotated[str, References("parties", also=("independent",))]
    name: str
    lang: str | None
    kind: NameKind
    source_id: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLinkRow(Row):
    """A relation between two parties."""

    TABLE: ClassVar[str] = "party_links"
    KEY: ClassVar[tuple[str, ...]] = ("from_party", "to_party", "kind", "since")

    from_party: PartyRef
    to_party: PartyRef
    kind: LinkKind
    since: PartialDate | None
    until: PartialDate | None
    scope: str | None
    source_id: SourceRef
    locator: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow(Row):
    """A person."""

    TABLE: ClassVar[str] = "people"

    id: str
    name: str
    sort_name: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNameRow(Row):
    """A spelling of a person's name."""

    TABLE: ClassVar[str] = "person_names"
    KEY: ClassVar[tuple[str, ...]] = ("person_id", "name", "kind")

    person_id: PersonRef
    name: str
    kind: NameKind
    lang: str | None
    source_id: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionRow(Row):
    """An election day, or a pair of rounds."""

    TABLE: ClassVar[str] = "elections"

    id: str
    name: str
    kind: ElectionKind
    first_round: PartialDate
    second_round: PartialDate | None
    originally_set_for: PartialDate | None
    turnout_first: Percent | None
    turnout_second: Percent | None
    lists_certified: Annotated[int, Within(0)] | None
    parties_certified: Annotated[int, Within(0)] | None
    coalitions_certified: Annotated[int, Within(0)] | None
    initiatives_certified: Annotated[int, Within(0)] | None
    independents_certified: Annotated[int, Within(0)] | None
    lists_participated: Annotated[int, Within(0)] | None
    system_note: str | None
    source_id: SourceRef


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRow(Row):
    """A person in office."""

    TABLE: ClassVar[str] = "mandates"
    KEY: ClassVar[tuple[str, ...]] = ("person_id", "municipality_id", "start", "how", "contest_id")

    person_id: PersonRef
    municipality_id: MunicipalityRef
    office: Office
    party_id: PartyRef | None
    start: PartialDate | None
    end: PartialDate | None
    start_basis: SinceBasis
    how: Accession | None
    contest_id: ContestRef | None
    source_id: SourceRef
    locator: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionRow(Row):
    """Two consecutive named holders of an office, and the gap that may lie between them."""

    TABLE: ClassVar[str] = "successions"
    KEY: ClassVar[tuple[str, ...]] = (
        "municipality_id",
        "from_person_id",
        "from_start",
        "to_person_id",
        "to_start",
    )
    REFERENCES: ClassVar[tuple[Together, ...]] = (_FROM_MANDATE, _TO_MANDATE)

    municipality_id: MunicipalityRef
    from_person_id: PersonRef
    from_start: PartialDate | None
    from_party_id: PartyRef | None
    to_person_id: PersonRef
    to_start: PartialDate | None
    to_party_id: PartyRef | None
    relation: SuccessionRelation
    gap: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMoveRow(Row):
    """A source's assertion that a person changed party."""

    TABLE: ClassVar[str] = "party_moves"
    KEY: ClassVar[tuple[str, ...]] = (
        "person_id",
        "from_party_id",
        "to_party_id",
        "date",
        "source_id",
    )

    person_id: PersonRef
    from_party_id: PartyRef | None
    to_party_id: PartyRef | None
    date: PartialDate | None
    kind: MoveKind
    basis: MoveBasis
    source_id: SourceRef
    locator: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRow(Row):
    """A published total."""

    TABLE: ClassVar[str] = "tallies"
    KEY: ClassVar[tuple[str, ...]] = ("election_id", "measure", "party_id", "source_id")

    election_id: ElectionRef
    measure: str
    party_id: PartyRef | None
    value: Annotated[float, Within(0)]
    source_id: SourceRef
    locator: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow(Row):
    """A fact of a source that is no edge, in our own words."""

    TABLE: ClassVar[str] = "statements"

    id: str
    subject_type: SubjectType
    subject_id: str
    date: PartialDate | None
    kind: StatementKind
    text: str
    source_id: SourceRef
    locator: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRow(Row):
    """Two values that disagree, with where each was read; the second may be worked out."""

    TABLE: ClassVar[str] = "disputes"
    KEY: ClassVar[tuple[str, ...]] = ("table", "key", "field", "source_a", "source_b")

    table: DisputedTable
    key: str
    field: str
    value_a: str
    source_a: SourceRef
    value_b: str
    source_b: SourceRef | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow(Row):
    """Where a fact of the seed articles is held, by its number in their ledger."""

    TABLE: ClassVar[str] = "coverage"
    KEY: ClassVar[tuple[str, ...]] = ("ledger_no",)

    ledger_no: Annotated[int, Within(1)]
    fact_table: str
    fact_key: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """A whole data set: every table as the tuple of its rows, in the order of the file.

    `revision` names the data: equal files give equal revisions.
    """

    revision: str
    sources: tuple[SourceRow, ...]
    municipalities: tuple[MunicipalityRow, ...]
    parties: tuple[PartyRow, ...]
    party_names: tuple[PartyNameRow, ...]
    party_links: tuple[PartyLinkRow, ...]
    people: tuple[PersonRow, ...]
    person_names: tuple[PersonNameRow, ...]
    elections: tuple[ElectionRow, ...]
    contests: tuple[ContestRow, ...]
    rounds: tuple[RoundRow, ...]
    candidacies: tuple[CandidacyRow, ...]
    results: tuple[ResultRow, ...]
    party_results: tuple[PartyResultRow, ...]
    mandates: tuple[MandateRow, ...]
    successions: tuple[SuccessionRow, ...]
    party_moves: tuple[PartyMoveRow, ...]
    tallies: tuple[TallyRow, ...]
    statements: tuple[StatementRow, ...]
    disputes: tuple[DisputeRow, ...]
    coverage: tuple[CoverageRow, ...]
