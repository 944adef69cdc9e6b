"""Tables of further facts: totals, statements, disputes and the ledger's coverage."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from graph.dates import PartialDate
from graph.tables.form import ElectionRef, PartyRef, Row, SourceRef, Within
from graph.vocabulary import StatementKind
from graph.whole_numbers import LARGEST_WHOLE_NUMBER


class SubjectType(StrEnum):
    """What kind of thing a statement or a former id is about."""

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
class TallyRow(Row):
    """A published total."""

    TABLE: ClassVar[str] = "tallies"
    KEY: ClassVar[tuple[str, ...]] = ("election_id", "measure", "party_id", "source_id")

    election_id: ElectionRef
    measure: str
    party_id: PartyRef | None
    value: Annotated[float, Within(0, LARGEST_WHOLE_NUMBER)]
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
class FormerIdRow(Row):
    """An id that went away, and the one that answers for it."""

    TABLE: ClassVar[str] = "former_ids"
    KEY: ClassVar[tuple[str, ...]] = ("kind", "former_id")

    kind: SubjectType
    former_id: str
    current_id: str
    source_id: SourceRef
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow(Row):
    """Where a fact of the seed articles is held, by its number in their ledger."""

    TABLE: ClassVar[str] = "coverage"
    KEY: ClassVar[tuple[str, ...]] = ("ledger_no",)

    ledger_no: Annotated[int, Within(1)]
    fact_table: str
    fact_key: str
    note: str | None
