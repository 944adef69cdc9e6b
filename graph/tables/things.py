"""Tables of things: sources, municipalities, parties, people and elections."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from graph.dates import PartialDate
from graph.tables.form import (
    PartyRef,
    Percent,
    PersonRef,
    References,
    Row,
    SourceRef,
    SourceRefs,
    Within,
)
from graph.vocabulary import ElectionKind, NameKind, PartyKind, SourceKind


class LinkKind(StrEnum):
    """How `party_links` words what joins two parties."""

    MEMBER_OF_COALITION = "MEMBER_OF_COALITION"
    ALLIED_WITH = "ALLIED_WITH"
    SPLIT_FROM = "SPLIT_FROM"
    MERGED_INTO = "MERGED_INTO"
    RENAMED_TO = "RENAMED_TO"


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
