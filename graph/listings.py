"""Listings: filtered lists in a total, stable order, each item with its place in that order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

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
from graph.graph import Graph
from graph.nodes import Entity, Municipality, Party, Person
from graph.relationships import Relationship
from graph.vocabulary import CandidacyOrder, ContestOrder, PersonOrder

ItemT = TypeVar("ItemT")
Place = tuple[str | int | float, ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[ItemT]):
    """A list in order; `place` gives the sort key of an item, which ends with its permanent key.

    The name tells one list's order from another's, so that a cursor of one is no cursor of both.
    """

    name: str
    items: Sequence[ItemT]
    place: Callable[[ItemT], Place]


def listing(name: str, items: Iterable[ItemT], place: Callable[[ItemT], Place]) -> Listing[ItemT]:
    """Put items in order of their places."""
    return Listing(name, tuple(sorted(items, key=place)), place)


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
    return graph.keep(
        (people, wanted, order),
        lambda: listing(f"people by {order}", filter(wanted.fits, graph.people), PEOPLE[order]),
    )


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
    found = graph.contests if of is None else of.contests
    return graph.keep(
        (contests, wanted, order, of),
        lambda: listing(f"contests by {order}", filter(wanted.fits, found), CONTESTS[order]),
    )


def candidacies(
    graph: Graph, wanted: CandidacyFilter, order: CandidacyOrder, of: Party | None = None
) -> Listing[RanIn]:
    """List candidacies: all, or those under one party's label."""
    found = wanted.sources(graph) if of is None else of.candidacies
    return graph.keep(
        (candidacies, wanted, order, of),
        lambda: listing(f"candidacies by {order}", filter(wanted.fits, found), CANDIDACIES[order]),
    )


def relationships(graph: Graph, wanted: RelationshipFilter) -> Listing[Relationship]:
    """List relationships by date.

    In a view those alone are made that a page shows, unless the end of each is asked about: that
    is all of an edge that a filter reads and a view may hide.
    """
    if wanted.since or wanted.until:
        return graph.keep(
            (relationships, wanted), lambda: in_order(tuple(filter(wanted.fits, graph.edges)))
        )
    return graph.keep(
        (relationships, wanted),
        lambda: in_order(Seen(graph, tuple(filter(wanted.fits, graph.recorded_edges)))),
    )


@dataclass(frozen=True, slots=True)
class Seen(Sequence[Relationship]):
    """Edges of the whole graph, each as the graph has it when it is read."""

    graph: Graph
    recorded: tuple[Relationship, ...]

    def __len__(self) -> int:
        """Count them; none is made for it."""
        return len(self.recorded)

    @overload
    def __getitem__(self, place: int) -> Relationship: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Relationship]: ...

    def __getitem__(self, place: int | slice) -> Relationship | Sequence[Relationship]:
        """Give the edge at a place, or those of a slice."""
        if isinstance(place, slice):
            return tuple(map(self._seen, self.recorded[place]))
        return self._seen(self.recorded[place])

    def _seen(self, edge: Relationship) -> Relationship:
        return self.graph.counterpart(edge) or edge


def in_order(edges: Sequence[Relationship]) -> Listing[Relationship]:
    """List relationships that are in the order of lists already."""
    return Listing("relationships by date", edges, lambda edge: edge.order)


def statements(items: tuple[Statement, ...]) -> Listing[Statement]:
    """List statements that are in order of their dates already."""
    return Listing(
        "statements by date",
        items,
        lambda each: (each.date.earliest.toordinal() if each.date else 10**7, each.key),
    )


def prepare_lists(graph: Graph) -> None:
    """Work out the lists that are asked for without a filter: requests need not wait for them."""
    people(graph, PersonFilter(), PersonOrder.NAME)
    parties(graph, PartyFilter())
    municipalities(graph)
    contests(graph, ContestFilter(), ContestOrder.DATE)
    candidacies(graph, CandidacyFilter(), CandidacyOrder.VOTES)
    relationships(graph, RelationshipFilter())
