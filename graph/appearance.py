"""Appearance: the day from whose end on a thing or an edge is there, in whatever view."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from itertools import compress

from graph.contests import Contest
from graph.edges import StoodFor, Succeeded, Won
from graph.elections import Election
from graph.nodes import Entity, Municipality, Party, Person
from graph.relationships import Relationship

ALWAYS = date.min.toordinal()
NEVER = date.max.toordinal() + 1
LAST_DAY = date.max.toordinal() - 1  # of any view: what has no date waits for the last of days


def day_of_thing(thing: Entity) -> int:
    """Give the day on which a thing is first there, whatever its edges; of people, the first.

    A contest is not there before its election and its municipality are.
    """
    if isinstance(thing, Election):
        return thing.date.latest.toordinal()
    if isinstance(thing, Contest):
        held = thing.date.latest.toordinal()
        return max(held, day_of_thing(thing.election), day_of_thing(thing.municipality))
    known = None
    if isinstance(thing, Party):
        known = thing.founded
    elif isinstance(thing, Municipality):
        known = thing.established
    return known.earliest.toordinal() if known else ALWAYS


def day_of_edge(edge: Relationship, of_thing: Callable[[Entity], int] = day_of_thing) -> int:
    """Give the day on which an edge of the whole graph has surely happened or begun, as ordinal.

    A succession is there when both of its mandates are, a win when its contest is decided, a
    stand for a party when its candidacy is, all else when its ends are; of people, it is the
    edges that tell since when they are there.
    """
    happened = edge.sure_start.toordinal()
    if isinstance(edge, Succeeded):
        return max(happened, day_of_edge(edge.before), day_of_edge(edge.after))
    if isinstance(edge, StoodFor):
        happened = max(happened, day_of_edge(edge.candidacy))
    if isinstance(edge, Won):
        return max(happened, day_of_thing(edge.contest), _decided(edge.contest))
    return max(happened, of_thing(edge.source), of_thing(edge.target))


def _decided(contest: Contest) -> int:
    days = map(contest.day_of, contest.recorded_rounds)
    return max((day.latest.toordinal() if day else NEVER for day in days), default=ALWAYS)


class _Days(dict[Entity, int]):
    """The first days of things, each worked out once."""

    def __missing__(self, thing: Entity) -> int:
        """Work out the first day of a thing."""
        day = self[thing] = day_of_thing(thing)
        return day


class Appearances:
    """The edges of a graph in the order of lists, and its people, each with its first day."""

    def __init__(self, edges: Sequence[Relationship]) -> None:
        self._edges = edges
        of_thing = _Days().__getitem__
        self._days = array("i", [day_of_edge(edge, of_thing) for edge in edges])
        self.people: dict[str, int] = {}
        known: dict[int, int] = {}  # one object for each day, since many people share few days
        for edge, day in zip(edges, self._days, strict=True):
            for end in (edge.source, edge.target):
                if isinstance(end, Person) and day < self.people.get(end.key, NEVER):
                    self.people[end.key] = known.setdefault(day, day)

    def until(self, day: int) -> list[Relationship]:
        """Give the edges that are there at the end of a day."""
        return list(compress(self._edges, map(day.__ge__, self._days)))
