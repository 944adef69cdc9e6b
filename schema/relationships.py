"""Relationships: the typed edges of the graph, with their time and evidence."""

from typing import Annotated

import strawberry
from strawberry import UNSET, Parent

from graph import edges
from graph.dates import PartialDate
from graph.groups import CandidacyGroup as GraphGroup
from graph.groups import groups
from schema.arguments import RoundNumber
from schema.enums import (
    Accession,
    Basis,
    CandidacyKey,
    MoveKind,
    Office,
    Outcome,
    RelationshipType,
    SinceBasis,
)
from schema.evidence import Citation
from schema.fields import field
from schema.nodes import Node
from schema.pages import Connection, Edge, Page
from schema.plain import reads
from schema.references import (
    ContestRef,
    ElectionRef,
    EntityRef,
    MunicipalityRef,
    PartyRef,
    PersonRef,
    RelationshipRef,
    RoundResultRef,
)


@strawberry.type(description="How a derived relationship was worked out.")
class Derivation:
    """A rule and what it was applied to."""

    rule: str = field(description="The rule, in words.")
    inputs: list[RelationshipRef] = field(
        description="The relationships that it rests on, earliest first."
    )


@strawberry.interface(description="A typed edge of the graph, with its time and its evidence.")
class Relationship(Node):
    """What all edges have in common."""

    type: RelationshipType = field(description="The type of the edge.")
    source: EntityRef = field(description="The end that it leaves: the subject of its sentence.")
    target: EntityRef = field(description="The end that it reaches: the object of its sentence.")
    since: PartialDate | None = field(
        description=(
            "When a state began; for an event its date, or the first of two dates that it lies "
            "between; null when not known."
        )
    )
    until: PartialDate | None = field(
        description=(
            "When a state ended; for an event its date, or the second of two dates that it lies "
            "between; null when open or not known."
        )
    )
    basis: Basis = field(description="Whether a source says it or a rule worked it out.")
    derivation: Derivation | None = field(description="How it was worked out, if it was.")
    sentence: str = field(
        description="A caption: `Agim Bahtiri left AKR for Vetëvendosje in August 2019.`"
    )
    note: str | None = field(description="What the row says besides, in words.")
    citations: list[Citation] = field(description="Where it was read.")


@reads("votes")
def votes_in(root: Parent[edges.RanIn], round: RoundNumber = UNSET) -> int | None:
    """Read a candidacy's votes in a round."""
    result = root.result_in(None if round is UNSET else round)
    return result.votes if result else None


@reads("share")
def share_in(root: Parent[edges.RanIn], round: RoundNumber = UNSET) -> float | None:
    """Read a candidacy's share in a round."""
    result = root.result_in(None if round is UNSET else round)
    return result.share if result else None


@strawberry.type(description="A person stood in a contest: a candidacy.")
class RanIn(Relationship):
    """RAN_IN."""

    person: PersonRef = field(description="Who stood.")
    contest: ContestRef = field(description="The contest.")
    party: PartyRef | None = field(
        description="The party of the label, then and for ever; a later move never changes it."
    )
    independent: bool = field(description="Whether the person stood without a party.")
    ballot_label: str | None = field(description="The label as the source wrote it.")
    outcome: Outcome = field(description="How it ended.")
    votes: int | None = field(
        description="Votes in that round; in the last counted one reached when left out.",
        resolver=votes_in,
    )
    share: float | None = field(
        description="Per cent in that round; in the last counted one reached when left out.",
        resolver=share_in,
    )
    results: list[RoundResultRef] = field(description="The result of each round reached.")


@strawberry.type(description="The lead of a winner over the runner-up.")
class Margin:
    """A margin; either figure may be unknown."""

    votes: int | None = field(description="The lead in votes.")
    points: float | None = field(description="The lead in percentage points.")


@strawberry.type(description="A person won a contest.")
class Won(Relationship):
    """WON."""

    person: PersonRef = field(description="Who won.")
    contest: ContestRef = field(description="The contest.")
    party: PartyRef | None = field(description="The label at the election; null if independent.")
    candidacy: RanIn = field(description="The candidacy that won.")
    margin: Margin | None = field(
        description="The lead in the deciding round; null with fewer than two known figures."
    )
    took_office: bool | None = field(
        description="Whether the winner came into power; null where no source says."
    )


@strawberry.type(description="A person held an office of a municipality: a mandate.")
class HeldOffice(Relationship):
    """HELD_OFFICE."""

    person: PersonRef = field(description="Who held it.")
    municipality: MunicipalityRef = field(description="Where.")
    office: Office = field(description="Which office.")
    party: PartyRef | None = field(
        description="The label at the election, whatever move came later."
    )
    elected_in: ContestRef | None = field(
        description="The race that it was won in; null when it was not won in one."
    )
    how: Accession | None = field(description="How the person came into it; null if not stated.")
    since_basis: SinceBasis = field(description="What `since` is.")


@strawberry.type(description="A person left one party for another, for none, or came from none.")
class DefectedTo(Relationship):
    """DEFECTED_TO."""

    person: PersonRef = field(description="Who moved.")
    from_party: PartyRef | None = field(description="The party left; null when there was none.")
    to_party: PartyRef | None = field(
        description=(
            "The party joined; null when the person became independent: `target` is then the "
            "party left."
        )
    )
    move_kind: MoveKind = field(description="What kind of move it was.")
    year: int | None = field(description="The year, when it surely lies in one.")
    while_holding: HeldOffice | None = field(
        description="The office that the person surely held on the day of the move."
    )


@strawberry.type(description="A person followed another in an office.")
class Succeeded(Relationship):
    """SUCCEEDED."""

    successor: PersonRef = field(description="Who came after.")
    predecessor: PersonRef = field(description="Who came before.")
    before: HeldOffice = field(description="The earlier term.")
    after: HeldOffice = field(description="The later term.")
    municipality: MunicipalityRef = field(description="Where.")
    office: Office = field(description="In which office.")
    immediate: bool = field(description="False when holders in between are not in the data.")
    party_changed: bool | None = field(
        description="Whether the office went to another label; null when a label is not known."
    )


@strawberry.type(
    description=(
        "A person stood under a party's label: worked out from a candidacy, no proof of membership."
    )
)
class StoodFor(Relationship):
    """STOOD_FOR."""

    person: PersonRef = field(description="Who stood.")
    party: PartyRef | None = field(
        description="The party; never null here, so that one query can ask it of every edge."
    )
    candidacy: RanIn = field(description="The candidacy that shows it.")


@strawberry.type(
    description="ALLIED_WITH, MEMBER_OF, SPLIT_FROM, MERGED_INTO or RENAMED_TO, of two parties."
)
class PartyLink(Relationship):
    """A link between two parties."""

    from_end: PartyRef = field(name="from", description="The first party: the subject.")
    to_end: PartyRef = field(name="to", description="The second party: the object.")
    scope: str | None = field(description="How far it went, as a source words it.")


@strawberry.type(
    description=(
        "PART_OF (contest, election), HELD_IN (contest, municipality) or FORMED_FROM "
        "(municipality, municipality)."
    )
)
class StructuralLink(Relationship):
    """A link that only says where a thing belongs."""


@strawberry.type(description="Candidacies that have something in common, counted and added up.")
class CandidacyGroup:
    """A group of candidacies; what it is not grouped by is null."""

    party: PartyRef | None = field(description="The party, when grouped by party.")
    independent: bool | None = field(
        description="With `party` null: true for independents, false for unknown labels."
    )
    election: ElectionRef | None = field(description="The election, when grouped by it.")
    municipality: MunicipalityRef | None = field(
        description="The municipality, when grouped by it."
    )
    outcome: Outcome | None = field(description="The outcome, when grouped by it.")
    candidacies: int = field(description="How many candidacies.")
    people: int = field(description="How many different people.")
    elected: int = field(description="How many of the candidacies won.")
    votes: int | None = field(
        description=(
            "The known votes of that round added up; null when none is known, or when they are "
            "more than an Int can be."
        )
    )
    counted: int = field(description="Over how many candidacies `votes` adds up.")


Keys = Annotated[
    list[CandidacyKey], strawberry.argument(description="What to group by; one or several.")
]
Number = Annotated[
    int, strawberry.argument(description="The round whose votes are added up, from 1.")
]


def groups_of(
    root: Parent[Page[edges.RanIn]],
    by: Keys,
    round: Number = 1,
) -> tuple[GraphGroup, ...]:
    """Group the whole filtered list, whatever the page."""
    return groups(root.listing, frozenset(by), round)


@strawberry.type(description="A candidacy in a list, with its place in it.")
class CandidacyEdge(Edge[RanIn]):
    """A candidacy and its cursor."""


@strawberry.type(description="One page of a list of candidacies.")
class CandidacyConnection(Connection[RanIn]):
    """A page of candidacies, with groups over the whole list."""

    edges: list[CandidacyEdge] = field(description="The candidacies with their cursors.")  # type: ignore[assignment]
    groups: list[CandidacyGroup] = field(
        description="The whole filtered list in groups, whatever the page, most votes first.",
        resolver=groups_of,
    )
