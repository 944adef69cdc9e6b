"""Work: what a field costs besides the values that it gives, which its answer does not show.

The rates were measured: at each of them one unit stands for about as much time as one value takes
graphql-core, and for no more than the bound that `make fuzz` holds. What is seen as of a date has
to be made first, so it has rates of its own. Lists that loading prepares cost nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.ranking import BETWEENNESS_WORK
from graph.statistics import Statistics
from graph.vocabulary import CandidacyOrder, ContestOrder, Measure, PersonOrder
from serving.scopes import Arguments, Scope, length

_ID = 10  # an id that names nothing is answered with the nearest one
_CHARACTERS = 512  # of a long name or id are looked at for one unit
_PATH = 4  # a path of a thing that several reach


@dataclass(frozen=True, slots=True)
class Rates:
    """How many units each thing costs that is looked at, and that is made for a view."""

    looked_at: float
    made: float


_PEOPLE = Rates(0.2, 1.5)
_PARTIES = Rates(0.3, 0.5)
_CONTESTS = Rates(0.5, 4)
_CANDIDACIES = Rates(0.2, 0.5)
_EDGES = Rates(1 / 15, 1 / 15)
_EDGES_IN_TIME = Rates(1 / 15, 0.5)
_RECORDS = Rates(0.1, 0.5)
_LISTED: Mapping[str, tuple[str, Rates, str | None]] = {
    "Query.people": ("Person", _PEOPLE, PersonOrder.NAME),
    "Query.parties": ("Party", _PARTIES, None),
    "Query.contests": ("Contest", _CONTESTS, ContestOrder.DATE),
    "Query.candidacies": ("RanIn", _CANDIDACIES, CandidacyOrder.VOTES),
    "Query.municipalities": ("Municipality", _PARTIES, None),
    "Query.elections": ("Election", _PARTIES, None),
}
"""Lists of everything of a class, and the order that they are prepared in."""

_OF_ONE: Mapping[str, tuple[str, str, Rates]] = {
    "Election.contests": ("Election", "contests", Rates(0.2, 4)),
    "Election.coverage": ("Election", "contests", Rates(0.2, 5)),
    "Election.flips": ("Election", "contests", Rates(0.2, 5)),
    "Election.standings": ("Election", "contests", Rates(0.2, 5)),
    "Municipality.contests": ("Municipality", "contests", Rates(0.2, 4)),
    "Party.candidacies": ("Party", "candidacies", Rates(0.2, 3)),
}
"""Lists that are worked out from another one of the same thing."""

_OF_ALL: Mapping[str, tuple[str, Rates]] = {
    "Party.departures": ("Relationship", Rates(0, 1 / 20)),
    "Party.mayors": ("Municipality", Rates(0.1, 2)),
    "Party.wins": ("Contest", Rates(0, 0.3)),
    "Query.discrepancies": ("Discrepancy", _RECORDS),
    "Query.statements": ("Statement", _RECORDS),
}
"""Lists that are worked out from everything of a class."""

_INCIDENT = 0.5  # an edge made to tell what meets at a thing seen as of a date
_MEETING: Mapping[str, frozenset[str]] = {
    "Contest": frozenset({"candidates", "comeback", "winner"}),
    "Election": frozenset({"contests", "coverage", "flips", "standings"}),
    "Municipality": frozenset({"contests", "mayor", "mayors", "successions"}),
    "Party": frozenset({"arrivals", "candidacies", "links"}),
    "Person": frozenset(
        {"affiliation", "defectedTo", "heldOffice", "party", "ranIn", "succeeded", "won"}
        | {"succeededBy"}
    ),
}
"""Fields of things that are read off the edges that meet at them."""

_MEETING_ELSEWHERE: Mapping[str, str] = {
    "DefectedTo.whileHolding": "Person",
    "RanIn.results": "Contest",
    "RanIn.share": "Contest",
    "RanIn.votes": "Contest",
    "Round.results": "Contest",
    "Round.validVotes": "Contest",
    "Won.margin": "Contest",
}
"""Fields that are read off the edges of a thing that they lead to."""

_IDS = frozenset({"about", "election", "filter", "from", "municipality", "of", "party", "to"})
_TEXTS = frozenset({"id", "name", "text"})


class Work:
    """Tells the work of a field on one revision."""

    def __init__(self, statistics: Statistics, walk_budget: int) -> None:
        self.statistics = statistics
        self.budget = walk_budget
        self._rules: Mapping[str, Callable[[Arguments, Scope], float]] = {
            "CandidacyConnection.groups": self._groups,
            "PathResult.excluded": lambda _given, _scope: walk_budget / 50,
            "Query.common": self._common,
            "Query.neighborhood": self._neighborhood,
            "Query.paths": self._paths,
            "Query.ranking": self._ranking,
            "Query.relationships": self._relationships,
            "Query.search": self._search,
            "Query.traverse": self._traverse,
        }

    def of(self, parent: str, name: str, given: Arguments, scope: Scope) -> float:
        """Give the units of a field of a type, with its arguments as execution has them."""
        place = f"{parent}.{name}"
        view = scope.view or bool(given.get("asOf"))
        units: float = sum(_ID for each in _IDS if given.get(each))
        units += sum(_of_text(given[each]) for each in _TEXTS if given.get(each))
        rule = self._rules.get(place)
        units += rule(given, scope) if rule else self._listing(place, given, scope, view=view)
        return units + (self._incident(parent, name, scope) if view else 0)

    def _count(self, kind: str) -> int:
        return self.statistics.things.get(kind, 0)

    def _incident(self, parent: str, name: str, scope: Scope) -> float:
        """Make the edges that meet at a thing: whatever is read off them in a view needs all."""
        general = name in {"degree", "relationships"}
        own = parent if general or name in _MEETING.get(parent, ()) else None
        kind = own or _MEETING_ELSEWHERE.get(f"{parent}.{name}")
        if kind is None:
            return 0
        return _INCIDENT * self.statistics.fanout(kind, "relationships").mean(scope.different)

    def _listing(self, place: str, given: Arguments, scope: Scope, *, view: bool) -> float:
        if place in _LISTED:
            kind, rates, order = _LISTED[place]
            if view:
                return self._count(kind) * rates.made
            prepared = not given.get("filter") and given.get("orderBy") in {None, order}
            return 0 if prepared else self._count(kind) * rates.looked_at
        if place in _OF_ALL:
            kind, rates = _OF_ALL[place]
            return self._count(kind) * (rates.made if view else rates.looked_at)
        if place in _OF_ONE:
            kind, attribute, rates = _OF_ONE[place]
            longest = self.statistics.fanout(kind, attribute).mean(scope.different)
            return longest * (rates.made if view else rates.looked_at)
        return 0

    def _relationships(self, given: Arguments, _scope: Scope) -> float:
        in_time = given.get("since") or given.get("until")
        chosen = given.get("types") is not None or given.get("basis")
        if not (in_time or chosen or given.get("asOf")):
            return 0
        rates = _EDGES_IN_TIME if in_time else _EDGES
        return self._count("Relationship") * (rates.made if given.get("asOf") else rates.looked_at)

    def _groups(self, _given: Arguments, scope: Scope) -> float:
        return 0.6 * (scope.bound("CandidacyConnection.groups") or self._count("RanIn"))

    def _search(self, _given: Arguments, _scope: Scope) -> float:
        return 50 + self._count("Entity") / 100

    def _paths(self, given: Arguments, _scope: Scope) -> float:
        slow = (given.get("walk") or {}).get("sameTime")
        return min(self.budget, 20 * self._count("Relationship")) / (10 if slow else 25)

    def _neighborhood(self, _given: Arguments, _scope: Scope) -> float:
        return 200 + self._count("Relationship") / 20

    def _common(self, given: Arguments, _scope: Scope) -> float:
        slow = (given.get("walk") or {}).get("sameTime")
        reached = min(self.budget, 2 * self._count("Relationship")) / 20
        paths = _PATH * length(given.get("of")) * max(0, given.get("first") or 0)
        return (reached + paths) * (2 if slow else 1)

    def _traverse(self, given: Arguments, _scope: Scope) -> float:
        """Count the hops that may be tried: each step may branch as widely as anything does."""
        reached, tried = length(given.get("from")), 0
        for step in given.get("steps") or ():
            reached *= self._width(step)
            tried = min(self.budget, tried + reached)
            reached = min(reached, self.budget)
        return 20 + min(tried / 3, self.budget / 5)

    def _width(self, step: Arguments) -> int:
        sides = {"OUT": (True,), "IN": (False,)}.get(str(step.get("direction")), (True, False))
        widest = self.statistics.widest
        return sum(widest[kind, side] for kind in {*step.get("types", ())} for side in sides)

    def _ranking(self, given: Arguments, _scope: Scope) -> float:
        things, edges = self._count("Entity"), self._count("Relationship")
        seen = edges / 20 if given.get("asOf") else 0
        if given.get("by") == Measure.DEGREE:
            return things / 5 + edges / 20 + seen
        steps = min(things * edges, BETWEENNESS_WORK) if _is_betweenness(given) else 0
        return edges / 4 + seen + steps / 2_000


def _is_betweenness(given: Arguments) -> bool:
    return given.get("by") == Measure.BETWEENNESS


def _of_text(text: object) -> float:
    """Price the reading of a long name; its length counts as a power of two, as costs are kept."""
    if not isinstance(text, str) or len(text) < _CHARACTERS:
        return 0
    return (1 << len(text).bit_length()) / _CHARACTERS
