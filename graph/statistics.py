"""Statistics: how many things a revision holds, and how long the lists of each are.

They are counted once, from what is recorded, and make none of the lists that they count.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING

from graph.contests import Contest
from graph.coverage import coverage
from graph.edges import DefectedTo, HeldOffice, RanIn, StoodFor, Succeeded, Won
from graph.elections import Election
from graph.evidence import Tally
from graph.relationships import PartyLink, Relationship, StructuralLink
from graph.standings import PUBLISHED
from graph.vocabulary import Office, RelationshipType

if TYPE_CHECKING:
    from graph.revision import Revision

Place = tuple[str, str]
"""A class and the attribute of it that holds a list."""

_OWNERS: dict[type[Relationship], tuple[tuple[str, str, str], ...]] = {
    RanIn: (("Person", "ran_in", "person"), ("Contest", "candidates", "contest")),
    Won: (("Person", "won", "person"),),
    StoodFor: (("Party", "candidacies", "party"),),
    DefectedTo: (
        ("Person", "defected_to", "person"),
        ("Party", "arrivals", "to_party"),
        ("Party", "departures", "from_party"),
    ),
    HeldOffice: (("Person", "held_office", "person"),),
    Succeeded: (
        ("Person", "succeeded", "successor"),
        ("Person", "succeeded_by", "predecessor"),
        ("Municipality", "successions", "municipality"),
    ),
    PartyLink: (("Party", "links", "from_end"), ("Party", "links", "to_end")),
}
_CONTESTS = {
    RelationshipType.HELD_IN: ("Municipality", "contests"),
    RelationshipType.PART_OF: ("Election", "contests"),
}


def rounded_down(number: int) -> int:
    """Round a number down to 1, 2, 3, 4, 6, 8, 12, 16, 24 ...: by less than a third."""
    shift = max(0, number.bit_length() - 2)
    return number >> shift << shift


@dataclass(frozen=True, slots=True)
class Fanout:
    """How many items the lists of one place have.

    `means` tells of the longest 1, 2, 3, 4, 6, 8 ... lists how many items each has, taken together.
    """

    means: tuple[float, ...] = ()

    @property
    def longest(self) -> int:
        """How many items the longest list has."""
        return int(self.means[0]) if self.means else 0

    def mean(self, owners: int) -> float:
        """Give how many items each of so many different lists may have, taken together."""
        if not self.means:
            return 0.0
        bits = owners.bit_length()
        at = 2 * bits - 5 + (owners >> (bits - 2)) if bits > 1 else 0
        return self.means[min(at, len(self.means) - 1)]


def fanout_of(lengths: Iterable[int]) -> Fanout:
    """Tell the fan-out from the lengths of all lists of a place; empty ones may be left out."""
    sums = [*accumulate(sorted(lengths, reverse=True))]
    every = takewhile(lambda number: number < 2 * len(sums), _round_numbers())
    return Fanout(tuple(sums[min(number, len(sums)) - 1] / number for number in every))


def _round_numbers() -> Iterator[int]:
    """Give the numbers that are round: 1, 2, 3, 4, 6, 8 and so on."""
    yield 1
    for power in count(1):
        yield from (1 << power, 3 << (power - 1))


class Statistics:
    """The numbers of one revision, which they do not hold: `things` of each class, and fan-outs.

    `widest` tells how many edges of a type leave (true) or reach (false) one thing at most.
    """

    def __init__(self, revision: "Revision") -> None:
        self._lengths: defaultdict[Place, list[int]] = defaultdict(list)
        self._count_edges(revision)
        self._count_entities(revision)
        for contest in revision.contests:
            self._count_rounds(contest)
        self._count_wins(revision)
        for election in revision.elections:
            self._count_election(election, revision)
        self._lengths["Discrepancy", "values"] += [len(each.values) for each in revision.ledger.all]
        self.things = _things(revision)
        self.fanouts = {place: fanout_of(found) for place, found in self._lengths.items()}
        del self._lengths

    def fanout(self, kind: str, attribute: str) -> Fanout:
        """Give the fan-out of a class or base class by an attribute; none if not recorded."""
        return self.fanouts.get((kind, attribute), Fanout())

    def _count_edges(self, revision: "Revision") -> None:
        kinds: defaultdict[tuple[type[Relationship], RelationshipType], list[Relationship]]
        kinds = defaultdict(list)
        for edge in revision.unordered_edges:
            kinds[edge.__class__, edge.type].append(edge)
        owners: defaultdict[Place, Counter[str]] = defaultdict(Counter)
        self.widest: Counter[tuple[RelationshipType, bool]] = Counter()
        for (kind, name), edges in kinds.items():
            for forward, end in ((True, "source"), (False, "target")):
                self.widest[name, forward] = max(_counted(edges, end).values())
            for owner, attribute, end in _owners(kind, name):
                owners[owner, attribute].update(_counted(edges, end))
            cited = [*map(len, map(attrgetter("citations"), edges))]
            self._lengths[kind.__name__, "citations"] += cited
            self._lengths["Relationship", "citations"] += cited
            derived = (each.derivation for each in edges if each.derivation)
            self._lengths["Derivation", "inputs"] += [len(each.inputs) for each in derived]
        owners["Subgraph", "relationships"] = _at_lesser_ends(revision)
        for place, found in owners.items():
            self._lengths[place] += found.values()
        self._count_signs(owners, revision)

    def _count_signs(self, owners: dict[Place, Counter[str]], revision: "Revision") -> None:
        """Count what a person's affiliation may rest on, and where a party has had a mayor."""
        signs: Counter[str] = Counter()
        for attribute in ("ran_in", "held_office", "defected_to"):
            signs.update(owners["Person", attribute])
        self._lengths["Affiliation", "basis"] += signs.values()
        terms = revision.edges_of(HeldOffice)
        mayors = [each for each in terms if each.office is Office.MAYOR]
        places = {(each.party.key, each.municipality.key) for each in mayors if each.party}
        self._lengths["Municipality", "mayors"] += _times(each.municipality.key for each in mayors)
        self._lengths["Party", "mayors"] += _times(party for party, _ in places)

    def _count_entities(self, revision: "Revision") -> None:
        told = Counter(each.subject.key for each in revision.statements)
        for each in revision.entities:
            for kind in (type(each).__name__, "Entity"):
                self._lengths[kind, "names"].append(len(each.names))
                self._lengths[kind, "citations"].append(len(each.citations))
                self._lengths[kind, "statements"].append(told[each.key])
                self._lengths[kind, "relationships"].append(revision.degree_of(each.key))

    def _count_rounds(self, contest: Contest) -> None:
        lengths, records = self._lengths, contest.recorded_rounds
        lengths["Contest", "rounds"].append(len(records))
        for each in records:
            lengths["Round", "results"].append(len(each.reports))
            lengths["Round", "party_results"].append(len(each.party_figures))
            lengths["Round", "citations"].append(len(each.citations))
            lengths["RoundResult", "reports"] += map(len, each.reports.values())
        lengths["RanIn", "results"] += _times(key for each in records for key in each.reports)

    def _count_wins(self, revision: "Revision") -> None:
        winners = (each.recorded_winner_party for each in revision.contests)
        self._lengths["Party", "wins"] += _times(party.key for party in winners if party)

    def _count_election(self, election: Election, revision: "Revision") -> None:
        lengths, tallies = self._lengths, revision.tallies_of(election)
        contests = revision.contests_of(election)
        labels = {each.recorded_winner_party for each in contests} | {None}
        published = _published(tallies)
        lengths["Election", "tallies"].append(len(tallies))
        lengths["Election", "standings"].append(len(labels) + len(published) + 1)
        lengths["Election", "flips"].append(len(contests))
        lengths["Election", "coverage"].append(len(coverage(election)))
        lengths["Standing", "published"] += published


def _things(revision: "Revision") -> dict[str, int]:
    """Count things, edges and other records by class."""
    records = (*revision.entities, *revision.unordered_edges, *revision.statements)
    counted = Counter(type(each).__name__ for each in records)
    others = {
        "Entity": len(revision.entities),
        "Relationship": len(revision.unordered_edges),
        "Source": len(revision.sources),
        "Discrepancy": len(revision.ledger.all),
    }
    return {**counted, **others}


def _owners(kind: type[Relationship], name: RelationshipType) -> Iterable[tuple[str, str, str]]:
    """Give the lists that edges are in: of which class, of which attribute, at which end."""
    if kind is StructuralLink:
        return [(*_CONTESTS[name], "target")] if name in _CONTESTS else []
    return _OWNERS.get(kind, ())


def _counted(edges: Iterable[Relationship], end: str) -> Counter[str]:
    """Count the edges of each thing at one of their ends, which may be open."""
    ends = filter(None, map(attrgetter(end), edges))
    return Counter(map(attrgetter("key"), ends))


def _at_lesser_ends(revision: "Revision") -> Counter[str]:
    """Count edges at those of their ends where fewer meet: so hubs own none of theirs."""
    degree = revision.degree_of
    pairs = ((each.source.key, each.target.key) for each in revision.unordered_edges)
    return Counter(one if degree(one) <= degree(other) else other for one, other in pairs)


def _published(tallies: Sequence[Tally]) -> list[int]:
    mayors = (each for each in tallies if each.measure == PUBLISHED)
    return _times(each.party.key for each in mayors if each.party)


def _times(keys: Iterable[str]) -> list[int]:
    """Count how often each key comes."""
    return [*Counter(keys).values()]
