"""Scopes: what is known of the things that a selection is asked of, when it is priced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil, prod
from typing import Any

from graph.statistics import Fanout, Statistics, rounded_down
from graph.vocabulary import EntityKind, Outcome
from graph.walk import PASSABLE
from serving.sizes import LONGEST_WRAPPING

OWNED = frozenset(
    {
        "Contest.candidates",
        "Contest.rounds",
        "Contest.names",
        "Election.contests",
        "Election.names",
        "Municipality.contests",
        "Municipality.mayors",
        "Municipality.names",
        "Party.candidacies",
        "Party.departures",
        "Party.names",
        "Party.wins",
        "Person.defectedTo",
        "Person.heldOffice",
        "Person.names",
        "Person.ranIn",
        "Person.succeeded",
        "Person.succeededBy",
        "Person.won",
        "RanIn.results",
        "Round.partyResults",
        "Round.results",
        "RoundResult.reports",
        "__Field.args",
        "__Type.enumValues",
        "__Type.fields",
        "__Type.inputFields",
    }
)
"""Fields whose items belong to one owner each, so that different owners have different ones."""

_SHARED = frozenset({"Path.entities", "Path.hops", "Query.common", "Query.nodes"})
"""Lists that may hold a thing twice, or whose things may share what they lead to."""

_ONE_EACH = frozenset({"Person.affiliation", "Relationship.derivation"})
"""Fields that lead to another thing for each thing, and so lose none."""

_DATED = frozenset({"Query.node", "Query.nodes"})
"""Fields whose ids may have a date in them."""

_LARGEST = 1 << 20
OF_TYPE = "__Type.ofType"
"""The field that unwraps a type, and is null as soon as there is nothing to unwrap."""

Arguments = Mapping[str, Any]
Bound = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a selection stands.

    It is asked of so many `different` things at least, rounded down, so that few scopes are told
    apart; `view` says that they are seen as of a date, and `bounds` how long lists
    of theirs are at most.
    """

    different: int = 1
    view: bool = False
    bounds: tuple[Bound, ...] = ()

    def bound(self, place: str) -> int | None:
        """Give how many items a list may have at most, where the field above it says so."""
        return next((size for name, size in self.bounds if name == place), None)

    def of(self, different: float) -> "Scope":
        """Give the scope of so many different things."""
        return replace(self, different=rounded_down(min(max(1, int(different)), _LARGEST)))


class Scopes:
    """Tells the scope below a field."""

    def __init__(self, statistics: Statistics, sizes: Mapping[str, Fanout]) -> None:
        self.statistics = statistics
        self.sizes = sizes

    def below(self, place: str, given: Arguments, scope: Scope, asked: int | None) -> Scope:
        """Give the scope below a field that is no list, or a page of `asked` items."""
        view = scope.view or place in _DATED or bool(given.get("asOf"))
        bounds = self._bounds(place, given, scope)
        owners = scope.different if asked is None or place in OWNED else 1
        if asked is None and place not in _ONE_EACH and not place.endswith("Edge.node"):
            owners = 1
        return Scope(1, view, bounds or scope.bounds).of(owners * (asked or 1))

    def of_items(self, place: str, given: Arguments, scope: Scope, size: float) -> Scope:
        """Give the scope of the items of a list that has so many, as a rule."""
        view = scope.view or place in _DATED or bool(given.get("asOf"))
        bounds = self._bounds(place, given, scope) or scope.bounds
        if place in _SHARED:
            return Scope(1, view, bounds)
        owners = scope.different if place in OWNED else 1
        return Scope(1, view, bounds).of(owners * max(1.0, size))

    def _bounds(self, place: str, given: Arguments, scope: Scope) -> tuple[Bound, ...]:
        bound = {
            "Party.candidacies": self._candidacies_of_a_party,
            "Query.candidacies": self._all_candidacies,
            "Query.common": self._ends,
            "Query.paths": self._barred,
            "__Field.type": _wrapping,
            "__InputValue.type": _wrapping,
            OF_TYPE: _unwrapped,
        }.get(place)
        return (bound(given, scope),) if bound else ()

    def _candidacies_of_a_party(self, _given: Arguments, scope: Scope) -> Bound:
        longest = self.statistics.fanout("Party", "candidacies").mean(scope.different)
        return "CandidacyConnection.groups", ceil(longest)

    def _all_candidacies(self, _given: Arguments, _scope: Scope) -> Bound:
        return "CandidacyConnection.groups", self.statistics.things.get("RanIn", 0)

    def _ends(self, given: Arguments, _scope: Scope) -> Bound:
        return "CommonNeighbor.paths", length(given.get("of"))

    def _barred(self, given: Arguments, _scope: Scope) -> Bound:
        """Count what a walk may not pass through, by its kind or for all that meets there."""
        walk, things = given.get("walk") or {}, self.statistics.things
        if walk.get("maxDegree") is not None:
            return "PathResult.excluded", things["Entity"]
        through = walk.get("through")
        passed = PASSABLE if through is None else {str(each) for each in through}
        barred = [kind for kind in EntityKind if kind not in passed]
        return "PathResult.excluded", sum(things.get(kind.capitalize(), 0) for kind in barred)

    def groups(self, keys: Iterable[str], most: int) -> int:
        """Count the groups that so many candidacies may fall into."""
        things = self.statistics.things
        values = {
            "PARTY": things.get("Party", 0) + 2,
            "ELECTION": things.get("Election", 0),
            "MUNICIPALITY": things.get("Municipality", 0),
            "OUTCOME": len(Outcome),
        }
        return min(most, prod(values.get(str(each), 1) for each in {*keys}))


def _wrapping(_given: Arguments, _scope: Scope) -> Bound:
    return OF_TYPE, LONGEST_WRAPPING


def _unwrapped(_given: Arguments, scope: Scope) -> Bound:
    left = scope.bound(OF_TYPE)
    return OF_TYPE, (LONGEST_WRAPPING if left is None else left) - 1


def length(given: object) -> int:
    """Count what is given for a list; one value stands for a list of it."""
    return len(given) if isinstance(given, list | tuple) else int(given is not None)
