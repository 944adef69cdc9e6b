"""Evidence: where a fact was read, the names that things go by, and facts that are no edge."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from graph.dates import PartialDate
from graph.slots import filled_directly
from graph.vocabulary import DiscrepancyKind, NameKind, SourceKind, StatementKind

if TYPE_CHECKING:
    from graph.graph import Graph
    from graph.nodes import Entity, Party
    from graph.relationships import Relationship


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page, a file or an article that facts were read in; the same in every view."""

    key: str
    title: str
    publisher: str | None
    source_kind: SourceKind
    address: str | None
    license: str | None
    precedence: int
    note: str | None

    @property
    def id(self) -> str:
        """The permanent id; sources are never seen as of a date."""
        return self.key


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one source."""

    source: Source
    locator: str | None = None


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of a thing, as some source or ballot writes it."""

    value: str
    kind: NameKind
    language: str | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A fact of a source that is no edge: a boycott, an annulled round, a changed date."""

    key: str
    id: str
    kind: StatementKind
    subject: "Entity"
    date: PartialDate | None
    text: str
    citation: Citation

    def seen_from(self, view: "Graph") -> "Statement":
        """Give the same statement with its id and its subject as the view has them."""
        return replace(self, id=view.id_of(self.key), subject=view.entity(self.subject.key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A published total of an election: a count of votes, offices or lists, or a per cent."""

    measure: str
    party: "Party | None"
    value: float
    note: str | None
    citation: Citation

    def seen_from(self, view: "Graph") -> "Tally":
        """Give the same tally with its party as the view has it."""
        return replace(self, party=view.counterpart(self.party))


@dataclass(frozen=True, slots=True)
class DisputedValue:
    """One of the values that disagree; without a citation where it was worked out."""

    value: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Values of one field that cannot all be right, each with where it was read.

    `scope` is the round or the published measure that the field belongs to; `number` tells apart
    what nothing else does.
    """

    kind: DiscrepancyKind
    subject: "Entity | Relationship"
    field: str
    values: tuple[DisputedValue, ...]
    note: str | None = None
    scope: str | None = None
    number: int = 1

    @property
    def key(self) -> str:
        """The permanent key: what is in dispute, and between which sources."""
        cited = (each.citation.source.key for each in self.values if each.citation)
        sources = dict.fromkeys(key.partition("/")[2] for key in cited)
        parts = ("discrepancy", self.subject.key, _slug(self.field), *sources)
        return "/".join(parts if self.number == 1 else (*parts, str(self.number)))

    @property
    def id(self) -> str:
        """The permanent id; disagreements are never seen as of a date."""
        return self.key

    @property
    def order(self) -> tuple[str]:
        """The place in lists: by key."""
        return (self.key,)


def _slug(text: str) -> str:
    plain = normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
