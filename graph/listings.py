"""Listings: filtered lists in a total, stable order, each item with its place in that order."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from anyascii import anyascii

from graph.contests import Contest
from graph.edges import RanIn
from graph.elections import Election
from graph.evidence import Statement
from graph.filters import (
    CandidacyFilter,
    ContestFilter,
    PartyFilter,
    PersonFilter,
    RelationshipFilter,
)
from graph.graph import EntityT, Graph
from graph.nodes import Entity, Municipality, Party, Person
from graph.relationships import Relationship
from graph.view import View
from graph.vocabulary import CandidacyOrder, ContestOrder, PersonOrder, StatementKind

ItemT = TypeVar("ItemT")
Place = tuple[str | int | float, ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[ItemT]):
    """A list in order; `place` gives the sort key of an item, which ends with its permanent key.

    The name tells one list's order from another's, so that a cursor of one is no cursor of both.
    `question` is what the list is kept under, where it is.
    """

    name: str
    items: Sequence[ItemT]
    place: Callable[[ItemT], Place]
    question: Hashable = None

    def __len__(self) -> int:
        """Count the items."""
        return len(self.items)


def listing(name: str, items: Iterable[ItemT], place: Callable[[ItemT], Place]) -> Listing[ItemT]:
    """Put items in order of their places."""
    return Listing(name, tuple(sorted(items, key=place)), place)


def _as_in_whole(
    graph: Graph, whole: Callable[[Graph], Listing[EntityT]]
) -> Listing[EntityT] | None:
    """List in a view what is ordered there as in the whole graph, and make nothing of it yet."""
    if not isinstance(graph, View):
        return None
    listed = whole(graph.whole)
    return replace(listed, items=graph.those_here(listed.items))


def _highest_first(value: float | None) -> tuple[int, float]:
    """Sort high before low, and unknown last."""
    return (1, 0) if value is None else (0, -value)


def in_alphabet(text: str) -> str:
    """Fold a name for sorting, so that Çelaj stands among the names with C."""
    return anyascii(text).lower()


PEOPLE: dict[PersonOrder, Callable[[Person], Place]] = {
    PersonOrder.NAME: lambda each: (in_alphabet(each.sort_name), each.key),
    PersonOrder.CANDIDACIES: lambda each: (-len(each.ran_in), each.key),
    PersonOrder.WINS: lambda each: (-len(each.won), each.key),
    PersonOrder.MOVES: lambda each: (-len(each.defected_to), each.key),
}
CONTESTS: dict[ContestOrder, Callable[[Contest], Place]] = {
    ContestOrder.DATE: lambda each: (each.date.earliest.toordinal(), each.key),
    ContestOrder.MUNICIPALITY: lambda each: (
        in_alphabet(each.municipality.display_name),
        each.date.earliest.toordinal(),
        each.key,
    ),
    ContestOrder.MARGIN: lambda each: (*_narrowest_first(each), each.key),
}
CANDIDACIES: dict[CandidacyOrder, Callable[[RanIn], Place]] = {
    CandidacyOrder.VOTES: lambda each: (*_highest_first(each.votes), each.key),
    CandidacyOrder.SHARE: lambda each: (*_highest_first(each.share), each.key),
    CandidacyOrder.NAME: lambda each: (in_alphabet(each.person.sort_name), each.key),
    CandidacyOrder.DATE: lambda each: each.order,
}


def _narrowest_first(contest: Contest) -> tuple[int, float]:
    points = contest.margin.points if contest.margin else None
    return (1, 0) if points is None else (0, points)


def people(graph: Graph, wanted: PersonFilter, order: PersonOrder) -> Listing[Person]:
    """List people."""

    def found() -> Listing[Person]:
        fitting = filter(wanted.fits, graph.people)
        return listing(f"people by {order}", fitting, PEOPLE[order])

    def all_by_name() -> Listing[Person]:
        return _as_in_whole(graph, lambda whole: people(whole, wanted, order)) or found()

    timeless = wanted == PersonFilter() and order is PersonOrder.NAME
    return graph.keep((people, wanted, order), all_by_name if timeless else found)


def parties(graph: Graph, wanted: PartyFilter) -> Listing[Party]:
    """List parties by display name."""
    return graph.keep(
        (parties, wanted),
        lambda: listing("parties by name", filter(wanted.fits, graph.parties), _by_name),
    )


def _by_name(thing: Entity) -> Place:
    return (in_alphabet(thing.display_name), thing.key)


def municipalities(graph: Graph) -> Listing[Municipality]:
    """List municipalities by display name."""
    return graph.keep(
        municipalities,
        lambda: listing("municipalities by name", graph.municipalities, _by_name),
    )


def contests(
    graph: Graph,
    wanted: ContestFilter,
    order: ContestOrder,
    of: Municipality | Election | None = None,
) -> Listing[Contest]:
    """List contests: all, or those of one municipality or election."""

    def found() -> Listing[Contest]:
        fitting = filter(wanted.fits, graph.contests if of is None else of.contests)
        return listing(f"contests by {order}", fitting, CONTESTS[order])

    def all_in_order() -> Listing[Contest]:
        return _as_in_whole(graph, lambda whole: contests(whole, wanted, order)) or found()

    timeless = of is None and wanted == ContestFilter() and order is not ContestOrder.MARGIN
    return graph.keep((contests, wanted, order, of), all_in_order if timeless else found)


def candidacies(
    graph: Graph, wanted: CandidacyFilter, order: CandidacyOrder, of: Party | None = None
) -> Listing[RanIn]:
    """List candidacies: all, or those under one party's label."""
    question = (candidacies, wanted, order, of)

    def found() -> Listing[RanIn]:
        sources = wanted.sources(graph) if of is None else of.candidacies
        fitting = filter(wanted.fits, sources)
        listed = listing(f"candidacies by {order}", fitting, CANDIDACIES[order])
        return replace(listed, question=question)

    return graph.keep(question, found)


def relationships(graph: Graph, wanted: RelationshipFilter) -> Listing[Relationship]:
    """List relationships by date."""

    def found() -> Listing[Relationship]:
        if wanted == RelationshipFilter():
            return in_order(graph.edges)
        by_end = not (wanted.since is None and wanted.until is None)
        return in_order(graph.edges_that(wanted.fits, by_end=by_end))

    return graph.keep((relationships, wanted), found)


def in_order(edges: Sequence[Relationship]) -> Listing[Relationship]:
    """List relationships that are in the order of lists already."""
    return Listing("relationships by date", edges, lambda edge: edge.order)


def statements(
    graph: Graph, kind: StatementKind | None, about: Entity | None
) -> Listing[Statement]:
    """List statements by date: all, or those of a kind or about a thing."""

    def found() -> Listing[Statement]:
        all_of_them = graph.statements if about is None else about.statements
        items = tuple(each for each in all_of_them if kind in (None, each.kind))
        return Listing("statements by date", items, _by_date)

    return graph.keep((statements, kind, about), found)


def _by_date(statement: Statement) -> Place:
    date = statement.date
    return (date.earliest.toordinal() if date else 10**7, statement.key)


def prepare_lists(graph: Graph) -> None:
    """Work out the lists that are asked for without a filter: requests need not wait for them."""
    people(graph, PersonFilter(), PersonOrder.NAME)
    parties(graph, PartyFilter())
    municipalities(graph)
    contests(graph, ContestFilter(), ContestOrder.DATE)
    candidacies(graph, CandidacyFilter(), CandidacyOrder.VOTES)
    relationships(graph, RelationshipFilter())
