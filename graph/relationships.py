"""What every edge has: a permanent key, two ends, a time, a basis and its evidence."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from graph import sentences
from graph.dates import PartialDate
from graph.evidence import Citation
from graph.slots import filled_directly
from graph.vocabulary import Basis, RelationshipType

if TYPE_CHECKING:
    from graph.graph import Graph
    from graph.nodes import Entity

_LAST_DAY = date.max.toordinal()
TYPE_ORDER = {kind: place for place, kind in enumerate(RelationshipType)}
STATES = {RelationshipType.HELD_OFFICE, RelationshipType.ALLIED_WITH, RelationshipType.MEMBER_OF}
TIMELESS = {RelationshipType.PART_OF, RelationshipType.HELD_IN, RelationshipType.FORMED_FROM}


@filled_directly
@dataclass(frozen=True, slots=True)
class Derivation:
    """The rule that worked an edge out, and the edges that it rests on, earliest first."""

    rule: str
    inputs: tuple["Relationship", ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relationship:
    """What every edge has: a permanent key, a time, a basis and citations."""

    ENDS: ClassVar[tuple[str, ...]]
    ALSO: ClassVar[tuple[str, ...]] = ()

    key: str
    id: str
    since: PartialDate | None
    until: PartialDate | None
    basis: Basis = Basis.STATED
    derivation: Derivation | None = None
    note: str | None = None
    citations: tuple[Citation, ...] = ()

    def __init_subclass__(cls) -> None:
        """Let source and target be the slots of the two ends, by another name."""
        for name, end in zip(("source", "target"), vars(cls).get("ENDS", ()), strict=False):
            if end in vars(cls):
                setattr(cls, name, vars(cls)[end])

    @property
    def type(self) -> RelationshipType:
        """The type of the edge."""
        raise NotImplementedError

    @property
    def source(self) -> "Entity":
        """The end that the edge leaves: the subject of its sentence."""
        raise NotImplementedError

    @property
    def target(self) -> "Entity":
        """The end that the edge reaches: the object of its sentence."""
        raise NotImplementedError

    @property
    def sentence(self) -> str:
        """What the edge says, as an English sentence that says no more than the edge does."""
        raise NotImplementedError

    @property
    def order(self) -> tuple[int, int, int, str]:
        """The place in lists: by first day (unknown last), type and key; days as ordinals."""
        since, kind = self.since, TYPE_ORDER[self.type]
        if since is None:
            return (_LAST_DAY, _LAST_DAY, kind, self.key)
        return (since.earliest.toordinal(), since.latest.toordinal(), kind, self.key)

    @property
    def end(self) -> PartialDate | None:
        """When a state surely ends at the latest; None while it is open."""
        return self.until

    @property
    def sure_start(self) -> date:
        """The day by which the edge has surely begun or happened; the last of days if undated."""
        if self.type in TIMELESS:
            return date.min
        ends = (self.since, self.until) if self.type in STATES else (self.until, self.since)
        first = ends[0] or ends[1]
        return first.latest if first else date.max

    @property
    def sure_end(self) -> date:
        """The day up to which it surely holds; for an event its first possible day."""
        if self.type in TIMELESS:
            return date.max
        if self.type in STATES:
            return self.end.earliest if self.end else date.max
        return self.since.earliest if self.since else date.min

    def happened_by(self, day: date) -> bool:
        """Whether, at the end of that day, it has surely begun or happened."""
        start = self.sure_start
        return start <= day and (start < date.max or self._has_date)

    @property
    def _has_date(self) -> bool:
        """Whether it has any, which the last of days does not tell."""
        return self.since is not None or self.until is not None

    def holds_on(self, when: PartialDate) -> bool:
        """Whether a state surely covers every day of the date, or an event has happened before."""
        if not self.happened_by(when.earliest):
            return False
        return self.type not in STATES or self.sure_end >= when.latest

    def may_overlap(self, since: PartialDate | None, until: PartialDate | None) -> bool:
        """Whether some day between these dates (None: no bound) may be one of its own."""
        if self.type in TIMELESS or (since is None and until is None):
            return True
        if self.since is None and self.until is None:
            return False
        ended_before = since and self.end and self.end.latest < since.earliest
        begins_after = until and self.since and self.since.earliest > until.latest
        return not (ended_before or begins_after)

    def seen_from(self, view: "Graph") -> Self:
        """Give the same edge as the view has it: dated id, ends of the view, no later end."""
        changes: dict[str, Any] = {
            name: view.counterpart(getattr(self, name)) for name in (*self.ENDS, *self.ALSO)
        }
        until = self.until if self.until and view.knows(self.until) else None
        derivation = self.derivation and view.derivation(self.derivation)
        return replace(self, id=view.id_of(self.key), until=until, derivation=derivation, **changes)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Link(Relationship):
    """An edge that carries nothing but its two ends and its type."""

    ENDS: ClassVar[tuple[str, ...]] = ("from_end", "to_end")

    link_type: RelationshipType
    from_end: "Entity"
    to_end: "Entity"

    @property
    def type(self) -> RelationshipType:
        """The type that the link was made with."""
        return self.link_type

    @property
    def sentence(self) -> str:
        """Say how the two are joined."""
        return sentences.link(self)


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PartyLink(Link):
    """ALLIED_WITH, MEMBER_OF, SPLIT_FROM, MERGED_INTO or RENAMED_TO, between two parties."""

    scope: str | None


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StructuralLink(Link):
    """PART_OF (contest, election), HELD_IN (contest, municipality) or FORMED_FROM."""
