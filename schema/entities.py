"""Entities: people, parties and municipalities, read straight off the graph's own objects."""

from typing import Annotated

import strawberry
from strawberry import UNSET, Parent

from graph import edges, filters, listings, nodes
from graph.affiliation import Affiliation as GraphAffiliation
from graph.contests import Contest as GraphContest
from graph.dates import PartialDate
from graph.elections import Election as GraphElection
from graph.relationships import Relationship as GraphRelationship
from graph.vocabulary import CandidacyOrder as ByCandidacy
from graph.vocabulary import ContestOrder as ByContest
from graph.vocabulary import Direction as Way_
from schema.arguments import After, First, On, Types, Way, chosen, given
from schema.context import Info
from schema.enums import (
    AffiliationStatus,
    CandidacyOrder,
    EntityKind,
    PartyKind,
)
from schema.evidence import Citation, Name
from schema.fields import field
from schema.filters import CandidacyFilter, ContestFilter
from schema.ids import optional_thing
from schema.nodes import Node
from schema.pages import Connection, Page, page_of
from schema.plain import reads
from schema.references import (
    ContestRef,
    DefectedToRef,
    HeldOfficeRef,
    PartyLinkRef,
    PartyRef,
    RanInRef,
    RelationshipRef,
    StatementRef,
    SucceededRef,
    WonRef,
)
from schema.relationships import CandidacyConnection

Language = Annotated[
    str | None,
    strawberry.argument(description="A language code, such as `sq` or `sr`; see `names`."),
]
ElectionId = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only at this election.")
]
MunicipalityId = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only in this municipality.")
]
PartyId = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only under this party's label.")
]
Filter = Annotated[
    CandidacyFilter | None, strawberry.argument(description="Which candidacies; all if left out.")
]
Contests = Annotated[
    ContestFilter | None, strawberry.argument(description="Which contests; all if left out.")
]
Order = Annotated[CandidacyOrder, strawberry.argument(description="In which order.")]


@reads("display_name")
def name(root: Parent[nodes.Entity], language: Language = UNSET) -> str:
    """Read the name, in a language where there is one."""
    return root.name(language or None)


def relationships(
    root: Parent[nodes.Entity],
    info: Info,
    types: Types = UNSET,
    direction: Way = Way_.BOTH,
    first: First = 20,
    after: After = UNSET,
) -> Page[GraphRelationship]:
    """Page through the edges of a thing."""
    edges_of_it = root.relationships(chosen(types), direction)
    listing = listings.in_order(edges_of_it)
    return page_of(listing, root.graph.revision, info.context.size(first), given(after))


def degree(root: Parent[nodes.Entity], types: Types = UNSET, direction: Way = Way_.BOTH) -> int:
    """Count the edges of a thing."""
    return root.degree(chosen(types), direction)


@strawberry.interface(
    description=(
        "A thing with a name: a node of the graph. Ids are readable, permanent and prefixed by "
        "kind: `person/agim-bahtiri`, `party/akr`, `municipality/mitrovica`, "
        "`election/local-2017`, `contest/mayor-mitrovica-2017`."
    )
)
class Entity(Node):
    """What people, parties, municipalities, elections and contests have in common."""

    kind: EntityKind = field(description="What kind of thing it is.")
    name: str = field(
        description="Its canonical name in that language, else the name to show.", resolver=name
    )
    names: list[Name] = field(description="Every name it goes by; the one to show comes first.")
    relationships: Connection[RelationshipRef] = field(
        description="Its edges, earliest first, undated ones last.", resolver=relationships
    )
    degree: int = field(
        description="How many edges it has: each once, parallel and derived ones too.",
        resolver=degree,
    )
    statements: list[StatementRef] = field(
        description="Facts of sources about it that are no edge, earliest first."
    )
    citations: list[Citation] = field(description="Where it was read of.")


@strawberry.type(description="A person's party on a date, and what that rests on.")
class Affiliation:
    """What is known of a person's party."""

    status: AffiliationStatus = field(description="Whether there is a party, none, or no knowing.")
    party: PartyRef | None = field(description="The party; null when independent or not known.")
    basis: list[RelationshipRef] = field(
        description="The relationships that show it, or that leave it in doubt."
    )


@reads("latest_party")
def party_on(root: Parent[nodes.Person], on: On = UNSET) -> nodes.Party | None:
    """Read a person's party on a date."""
    return root.affiliation(on or None).party


@reads("latest_affiliation")
def affiliation_on(root: Parent[nodes.Person], on: On = UNSET) -> GraphAffiliation:
    """Read a person's affiliation on a date."""
    return root.affiliation(on or None)


@reads("ran_in")
def ran_in(
    root: Parent[nodes.Person],
    election: ElectionId = UNSET,
    municipality: MunicipalityId = UNSET,
    party: PartyId = UNSET,
) -> tuple[edges.RanIn, ...]:
    """Read a person's candidacies, of one election, municipality or party if asked."""
    if not (election or municipality or party):
        return root.ran_in
    wanted = filters.CandidacyFilter(
        election=optional_thing(root.graph, election, GraphElection),
        municipality=optional_thing(root.graph, municipality, nodes.Municipality),
        party=optional_thing(root.graph, party, nodes.Party),
    )
    return tuple(filter(wanted.fits, root.ran_in))


@strawberry.type(description="Somebody who stood, moved between parties or held office.")
class Person(Entity):
    """A person."""

    sort_name: str = field(description="Family name first, for lists: `Bahtiri, Agim`.")
    party: PartyRef | None = field(
        description=(
            "The party on that date; null when independent or not known: `affiliation` tells which."
        ),
        resolver=party_on,
    )
    affiliation: Affiliation = field(
        description="The party on that date, with its status and what it rests on.",
        resolver=affiliation_on,
    )
    ran_in: list[RanInRef] = field(description="Candidacies, earliest first.", resolver=ran_in)
    won: list[WonRef] = field(description="Contests won, earliest first.")
    defected_to: list[DefectedToRef] = field(
        description="Moves between parties, earliest first, undated ones last."
    )
    held_office: list[HeldOfficeRef] = field(description="Mandates, earliest first.")
    succeeded: list[SucceededRef] = field(description="Whom this person followed in an office.")
    succeeded_by: list[SucceededRef] = field(description="Who followed this person in an office.")


def candidacies_of(
    root: Parent[nodes.Party],
    info: Info,
    filter: Filter = UNSET,
    order_by: Order = ByCandidacy.VOTES,
    first: First = 20,
    after: After = UNSET,
) -> Page[edges.RanIn]:
    """Page through the candidacies under a party's label."""
    wanted = filter.wanted(root.graph) if filter else filters.CandidacyFilter()
    listing = listings.candidacies(root.graph, wanted, order_by, of=root)
    return page_of(listing, root.graph.revision, info.context.size(first), given(after))


def wins_of(root: Parent[nodes.Party], election: ElectionId = UNSET) -> tuple[GraphContest, ...]:
    """Read the contests that a party won, of one election if asked."""
    at = optional_thing(root.graph, election, GraphElection)
    return tuple(contest for contest in root.wins if at in (None, contest.election))


def mayors_on(root: Parent[nodes.Party], on: On = UNSET) -> tuple[edges.HeldOffice, ...]:
    """Read the mayors in office under a party's label."""
    return root.mayors(on or None)


@strawberry.type(description="A party, coalition, civic initiative or independent list.")
class Party(Entity):
    """A party."""

    abbreviation: str | None = field(description="The usual short form: `AKR`.")
    party_kind: PartyKind = field(description="What kind of list it is.")
    founded: PartialDate | None = field(description="When it was founded.")
    leadership: str | None = field(
        description="Who leads or led it, as a source words it, undated."
    )
    candidacies: CandidacyConnection = field(
        description="Candidacies under this party's label.", resolver=candidacies_of
    )
    wins: list[ContestRef] = field(
        description=(
            "Contests won under its label, earliest first; also those whose winner is known by "
            "party only."
        ),
        resolver=wins_of,
    )
    arrivals: list[DefectedToRef] = field(description="People who came over to this party.")
    departures: list[DefectedToRef] = field(description="People who left this party.")
    mayors: list[HeldOfficeRef] = field(
        description=(
            "Mayors in office on that date who were elected under this party's label, by "
            "municipality, whatever move came later."
        ),
        resolver=mayors_on,
    )
    links: list[PartyLinkRef] = field(
        description="Alliances, coalitions, splits and mergers, either way, earliest first."
    )


def contests_in(
    root: Parent[nodes.Municipality],
    info: Info,
    filter: Contests = UNSET,
    first: First = 50,
    after: After = UNSET,
) -> Page[GraphContest]:
    """Page through the contests held in a municipality."""
    wanted = filter.wanted(root.graph) if filter else filters.ContestFilter()
    listing = listings.contests(root.graph, wanted, ByContest.DATE, of=root)
    return page_of(listing, root.graph.revision, info.context.size(first), given(after))


@reads("latest_mayor")
def mayor_on(root: Parent[nodes.Municipality], on: On = UNSET) -> edges.HeldOffice | None:
    """Read the mandate of the mayor on a date."""
    return root.mayor(on or None)


@strawberry.type(description="One of the municipalities of Kosovo.")
class Municipality(Entity):
    """A municipality."""

    district: str | None = field(description="The district that it lies in.")
    latitude: float | None = field(description="Degrees north.")
    longitude: float | None = field(description="Degrees east.")
    population: int | None = field(
        description="Inhabitants at the 2011 census; null where it was not held."
    )
    area: float | None = field(description="Square kilometres.")
    established: PartialDate | None = field(
        description="When it became a municipality, where that is younger than this data set."
    )
    contests: Connection[ContestRef] = field(
        description="Contests held here, earliest first.", resolver=contests_in
    )
    mayor: HeldOfficeRef | None = field(
        description=(
            "The mandate of the mayor who surely held the office on every day of that date "
            "(left out: the latest known); null when that is not known."
        ),
        resolver=mayor_on,
    )
    mayors: list[HeldOfficeRef] = field(
        description="Mandates of mayors, undated ones first, then earliest first."
    )
    successions: list[SucceededRef] = field(
        description="Who followed whom in an office here, earliest first."
    )
