"""The root: lists and what is being served, beside lookups and exploring."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated

import strawberry
from strawberry import UNSET

from graph import dataset as datasets
from graph import edges, evidence, filters, listings, nodes
from graph.contests import Contest as GraphContest
from graph.dates import PartialDate
from graph.elections import Election as GraphElection
from graph.errors import EmptySpanError
from graph.relationships import Relationship as GraphRelationship
from graph.vocabulary import CandidacyOrder as ByCandidacy
from graph.vocabulary import ContestOrder as ByContest
from graph.vocabulary import PersonOrder as ByPerson
from schema.arguments import After, AsOf, First, Types, chosen, given
from schema.context import Info
from schema.dataset import Dataset
from schema.elections import Contest, Election
from schema.entities import Contests, Filter, Municipality, Order, Party, Person
from schema.enums import Basis, ContestOrder, PersonOrder, StatementKind
from schema.examples import Example, ExampleFile, examples
from schema.exploring import Exploring
from schema.facts import Statement
from schema.fields import field
from schema.filters import PartyFilter, PersonFilter
from schema.ids import entity
from schema.lookups import Lookups
from schema.pages import Connection, Page, page_of
from schema.relationships import CandidacyConnection, Relationship

People = Annotated[
    PersonFilter | None, strawberry.argument(description="Which people; all if left out.")
]
PeopleOrder = Annotated[PersonOrder, strawberry.argument(description="In which order.")]
Parties = Annotated[
    PartyFilter | None, strawberry.argument(description="Which parties; all if left out.")
]
ContestsOrder = Annotated[ContestOrder, strawberry.argument(description="In which order.")]
OnBasis = Annotated[
    Basis | None, strawberry.argument(description="Only stated, or only derived ones.")
]
SinceDate = Annotated[
    PartialDate | None, strawberry.argument(description="Only what may lie in or after this date.")
]
UntilDate = Annotated[
    PartialDate | None, strawberry.argument(description="Only what may lie in or before this date.")
]
Kind = Annotated[
    StatementKind | None, strawberry.argument(description="Only statements of this kind.")
]
About = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only statements about this thing.")
]


def people(
    info: Info,
    filter: People = UNSET,
    order_by: PeopleOrder = ByPerson.NAME,
    first: First = 20,
    after: After = UNSET,
    as_of: AsOf = UNSET,
) -> Page[nodes.Person]:
    """Page through people."""
    graph = info.context.at(as_of)
    wanted = filter.wanted(graph) if filter else filters.PersonFilter()
    listing = listings.people(graph, wanted, order_by)
    return page_of(listing, graph.revision, info.context.size(first), given(after))


def parties(
    info: Info,
    filter: Parties = UNSET,
    first: First = 20,
    after: After = UNSET,
    as_of: AsOf = UNSET,
) -> Page[nodes.Party]:
    """Page through parties."""
    graph = info.context.at(as_of)
    wanted = filter.wanted(graph) if filter else filters.PartyFilter()
    listing = listings.parties(graph, wanted)
    return page_of(listing, graph.revision, info.context.size(first), given(after))


def municipalities(info: Info, as_of: AsOf = UNSET) -> Sequence[nodes.Municipality]:
    """List all municipalities."""
    return listings.municipalities(info.context.at(as_of)).items


def elections(info: Info, as_of: AsOf = UNSET) -> tuple[GraphElection, ...]:
    """List all elections."""
    return info.context.at(as_of).elections


def contests(
    info: Info,
    filter: Contests = UNSET,
    order_by: ContestsOrder = ByContest.DATE,
    first: First = 20,
    after: After = UNSET,
    as_of: AsOf = UNSET,
) -> Page[GraphContest]:
    """Page through contests."""
    graph = info.context.at(as_of)
    wanted = filter.wanted(graph) if filter else filters.ContestFilter()
    listing = listings.contests(graph, wanted, order_by)
    return page_of(listing, graph.revision, info.context.size(first), given(after))


def candidacies(
    info: Info,
    filter: Filter = UNSET,
    order_by: Order = ByCandidacy.VOTES,
    first: First = 20,
    after: After = UNSET,
    as_of: AsOf = UNSET,
) -> Page[edges.RanIn]:
    """Page through candidacies."""
    graph = info.context.at(as_of)
    wanted = filter.wanted(graph) if filter else filters.CandidacyFilter()
    listing = listings.candidacies(graph, wanted, order_by)
    return page_of(listing, graph.revision, info.context.size(first), given(after))


def relationships(
    info: Info,
    types: Types = UNSET,
    basis: OnBasis = UNSET,
    since: SinceDate = UNSET,
    until: UntilDate = UNSET,
    first: First = 20,
    after: After = UNSET,
    as_of: AsOf = UNSET,
) -> Page[GraphRelationship]:
    """Page through relationships."""
    graph = info.context.at(as_of)
    if since and until and since.earliest > until.latest:
        raise EmptySpanError(since.text, until.text)
    wanted = filters.RelationshipFilter(
        types=chosen(types),
        basis=basis or None,
        since=since or None,
        until=until or None,
    )
    listing = listings.relationships(graph, wanted)
    return page_of(listing, graph.revision, info.context.size(first), given(after))


def statements(
    info: Info,
    kind: Kind = UNSET,
    about: About = UNSET,
    first: First = 20,
    after: After = UNSET,
    as_of: AsOf = UNSET,
) -> Page[evidence.Statement]:
    """Page through statements."""
    graph = info.context.at(as_of)
    found = entity(graph, about).statements if about else graph.statements
    wanted = tuple(each for each in found if not kind or each.kind is kind)
    listing = listings.statements(wanted)
    return page_of(listing, graph.revision, info.context.size(first), given(after))


def dataset(info: Info) -> datasets.Dataset:
    """Describe what is being served."""
    return datasets.dataset(info.context.graph)


def all_examples() -> tuple[ExampleFile, ...]:
    """List the examples."""
    return examples()


@strawberry.type(
    description=(
        "Questions to the graph. `asOf` answers from the whole graph as it stood at the end of "
        "that date: later events and states are not there; everything reached from there is seen "
        "from that date too, and has it in its id."
    )
)
class Query(Lookups, Exploring):
    """The root of all questions."""

    people: Connection[Person] = field(description="People.", resolver=people)
    parties: Connection[Party] = field(description="Parties, by name.", resolver=parties)
    municipalities: list[Municipality] = field(
        description="All municipalities, by name.", resolver=municipalities
    )
    elections: list[Election] = field(
        description="All elections, earliest first.", resolver=elections
    )
    contests: Connection[Contest] = field(description="Contests.", resolver=contests)
    candidacies: CandidacyConnection = field(description="Candidacies.", resolver=candidacies)
    relationships: Connection[Relationship] = field(
        description=(
            "Relationships that may overlap the time from `since` to `until`, earliest first."
        ),
        resolver=relationships,
    )
    statements: Connection[Statement] = field(
        description="Facts of sources that are no edge, earliest first.", resolver=statements
    )
    dataset: Dataset = field(description="What is being served.", resolver=dataset)
    examples: list[Example] = field(
        description="Questions that this graph answers, ready to be run.", resolver=all_examples
    )


@strawberry.type(description="What is sent on its own, without being asked again.")
class Subscription:
    """The root of all subscriptions."""

    @strawberry.subscription(  # type: ignore[untyped-decorator]
        description=(
            "Sends the data set at once, and again whenever a new revision is being served."
        )
    )
    async def dataset(self, info: Info) -> AsyncIterator[Dataset]:
        """Follow the revisions that are being served."""
        revisions = info.context.revisions
        if revisions is None:
            return
        async for revision in revisions():
            yield datasets.dataset(revision)  # type: ignore[misc]  # read by attribute
