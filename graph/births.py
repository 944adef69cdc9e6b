"""Births: the day from which each thing and each edge of a revision is there, for its views.

What a view shows depends on its last day alone, and nothing ever goes away: so one day each tells
all views what they reach, and none has to follow edges to find out.
"""

from datetime import date
from typing import TYPE_CHECKING

from graph.contests import Contest
from graph.dates import PartialDate
from graph.edges import Succeeded, Won
from graph.elections import Election
from graph.nodes import Entity, Municipality, Party, Person
from graph.relationships import Relationship

if TYPE_CHECKING:
    from graph.revision import Revision

NEVER = date.max
ALWAYS = date.min


class Births:
    """The first day on which things and edges are seen, by key; NEVER if on none.

    Elections and contests are there from their first round, people from their first edge,
    parties and municipalities unless they were founded later, events once they have surely
    happened, states once they have surely begun.
    """

    def __init__(self, revision: "Revision") -> None:
        people = dict.fromkeys((each.key for each in revision.people), NEVER)
        others = (each for each in revision.entities if not isinstance(each, Person))
        self._things = {each.key: _of_thing(each) for each in others}
        self._edges: dict[str, date] = {}
        for edge in revision.unordered_edges:
            day = self._edges[edge.key] = self._of_edge(edge)
            for end in (edge.source, edge.target):
                if end.key in people:
                    people[end.key] = min(people[end.key], day)
        self._things |= people

    def of(self, thing: Entity) -> date:
        """Give the first day of a thing."""
        return self._things[thing.key]

    def of_edge(self, edge: Relationship) -> date:
        """Give the first day of an edge."""
        return self._edges[edge.key]

    def _of_edge(self, edge: Relationship) -> date:
        if isinstance(edge, Succeeded):
            return max(edge.sure_start, self._of_edge(edge.before), self._of_edge(edge.after))
        if isinstance(edge, Won):
            return max(edge.sure_start, self._of_end(edge.contest), _decision(edge.contest))
        return max(edge.sure_start, self._of_end(edge.source), self._of_end(edge.target))

    def _of_end(self, end: Entity) -> date:
        return ALWAYS if isinstance(end, Person) else self._things[end.key]


def _of_thing(thing: Entity) -> date:
    if isinstance(thing, Election | Contest):
        return _known(thing.date)
    if isinstance(thing, Party):
        return _founded(thing.founded)
    return _founded(thing.established) if isinstance(thing, Municipality) else ALWAYS


def _founded(day: PartialDate | None) -> date:
    return day.earliest if day else ALWAYS


def _known(day: PartialDate | None) -> date:
    return day.latest if day else NEVER


def _decision(contest: Contest) -> date:
    """Give the day on which the last of its rounds is known."""
    return max(map(_known, contest.recorded_days), default=ALWAYS)
