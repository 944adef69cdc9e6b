"""Facts beside the edges: statements, totals, standings, flips, coverage and discrepancies."""

import strawberry

from graph.dates import PartialDate
from schema.enums import DiscrepancyKind, StatementKind
from schema.evidence import Citation
from schema.fields import field
from schema.nodes import Node
from schema.references import ContestRef, EntityRef, MunicipalityRef, PartyRef


@strawberry.type(
    description=(
        "A fact of a source that is no edge: a boycott, an annulled round, a changed date."
    )
)
class Statement:
    """A statement."""

    id: strawberry.ID = field(description="The permanent id.")
    kind: StatementKind = field(description="What it is about.")
    subject: EntityRef = field(description="The thing that it speaks of.")
    date: PartialDate | None = field(description="When it happened.")
    text: str = field(description="What the source says, in our own words.")
    citation: Citation = field(description="Where it was read.")


@strawberry.type(description="A published total of an election, as stated.")
class Tally:
    """A tally."""

    measure: str = field(
        description="What was counted: `MAYORS`, `COUNCIL_VOTES`, `TURNOUT_FIRST` and others."
    )
    party: PartyRef | None = field(description="The party, where the total is one party's.")
    value: float = field(description="The total; turnouts are per cents.")
    note: str | None = field(description="What the row says besides.")
    citation: Citation = field(description="Where it was read.")


@strawberry.type(description="Mayors won by one party, or by independents, at one election.")
class Standing:
    """A row of the standings."""

    party: PartyRef | None = field(description="The party; null for independents.")
    independent: bool = field(description="Whether this row counts independents.")
    mayors: int = field(description="Mayors, counted from the contests.")
    published: list[Tally] = field(description="What sources published; empty if nothing.")


@strawberry.type(description="A municipality that changed hands between two elections.")
class Flip:
    """A flip."""

    municipality: MunicipalityRef = field(description="The municipality.")
    before: ContestRef = field(description="The contest of the earlier election.")
    after: ContestRef = field(description="The contest of the later election.")


@strawberry.type(description="What should exist against what is recorded.")
class Coverage:
    """A row of the coverage."""

    measure: str = field(description="What is counted: `CONTESTS`, `NAMED_WINNERS` and others.")
    expected: int | None = field(description="How many there should be; null if not known.")
    recorded: int = field(description="How many are recorded.")
    complete: bool | None = field(description="Whether none is missing; null if not known.")
    note: str | None = field(description="What is counted and against what, in words.")


@strawberry.type(description="One of the values that do not agree.")
class DisputedValue:
    """A disputed value."""

    value: str = field(description="The value, as text.")
    citation: Citation | None = field(description="Where it was read; null if worked out.")


@strawberry.type(description="Two sources, or two figures of one source, that do not agree.")
class Discrepancy:
    """A discrepancy."""

    id: strawberry.ID = field(description="The permanent id.")
    kind: DiscrepancyKind = field(description="How they fail to agree.")
    subject: Node = field(description="The thing or relationship that they speak of.")
    values: list[DisputedValue] = field(description="The values, each with its source.")
    note: str | None = field(description="What explains it, where that is known.")
    field: str = field(description="What is in dispute: `votes in round 2`.")
