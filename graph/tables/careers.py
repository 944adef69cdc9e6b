"""Tables of careers: mandates, successions and moves between parties."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from graph.dates import PartialDate
from graph.tables.form import (
    ContestRef,
    MunicipalityRef,
    PartyRef,
    PersonRef,
    Row,
    SourceRef,
    Together,
)
from graph.vocabulary import Accession, MoveKind, Office, SinceBasis

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


class MoveBasis(StrEnum):
    """What a row of `party_moves` rests on."""

    STATED = "STATED"
    INFERRED_FROM_CANDIDACIES = "INFERRED_FROM_CANDIDACIES"


class SuccessionRelation(StrEnum):
    """How two named holders of an office follow each other."""

    SUCCEEDED = "SUCCEEDED"
    LATER_HOLDER = "LATER_HOLDER"
    SAME_PERSON = "SAME_PERSON"


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
