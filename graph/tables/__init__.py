"""The form of a data set: one class per table, whose annotations say what each column holds."""

from dataclasses import dataclass

from graph.tables.careers import (
    MandateRow,
    MoveBasis,
    PartyMoveRow,
    SuccessionRelation,
    SuccessionRow,
)
from graph.tables.contests import (
    CandidacyRow,
    ContestRow,
    PartyResultRow,
    ResultRow,
    RoundRow,
    WinnerBasis,
)
from graph.tables.facts import (
    CoverageRow,
    DisputedTable,
    DisputeRow,
    FormerIdRow,
    StatementRow,
    SubjectType,
    TallyRow,
)
from graph.tables.form import References, Row, Together, Within
from graph.tables.things import (
    ElectionRow,
    LinkKind,
    MunicipalityRow,
    PartyLinkRow,
    PartyNameRow,
    PartyRow,
    PersonNameRow,
    PersonRow,
    SourceRow,
)

__all__ = [
    "CandidacyRow",
    "ContestRow",
    "CoverageRow",
    "DisputeRow",
    "DisputedTable",
    "ElectionRow",
    "FormerIdRow",
    "LinkKind",
    "MandateRow",
    "MoveBasis",
    "MunicipalityRow",
    "PartyLinkRow",
    "PartyMoveRow",
    "PartyNameRow",
    "PartyResultRow",
    "PartyRow",
    "PersonNameRow",
    "PersonRow",
    "References",
    "ResultRow",
    "RoundRow",
    "Row",
    "SourceRow",
    "StatementRow",
    "SubjectType",
    "SuccessionRelation",
    "SuccessionRow",
    "Tables",
    "TallyRow",
    "Together",
    "WinnerBasis",
    "Within",
]


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
    former_ids: tuple[FormerIdRow, ...]
    coverage: tuple[CoverageRow, ...]
