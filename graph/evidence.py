"""Evidence: where a fact was read, the names that things go by, and facts that are no edge."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.vocabulary import NameKind, SourceKind, StatementKind

if TYPE_CHECKING:
    from graph.graph import Graph
    from graph.nodes import Entity, Party


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
