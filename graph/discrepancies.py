"""Discrepancies: what the data record as disagreeing, and what is found besides."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from graph.arithmetic import contradictions_in
from graph.contests import Contest
from graph.contradictions import contradictions_of
from graph.edges import RanIn
from graph.evidence import Discrepancy
from graph.graph import Graph
from graph.nodes import Entity
from graph.relationships import Relationship
from graph.totals import contradicted_totals

if TYPE_CHECKING:
    from graph.revision import Revision

OVERLAP = 2  # as many figures of a finding must stand in a recorded row for the row to cover it
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


class Ledger:
    """Everything that disagrees in one graph: all of it by key, and by what it is about."""

    def __init__(self, graph: Graph, recorded: Sequence[Discrepancy]) -> None:
        found = _not_recorded(graph, recorded)
        self.all = tuple(sorted(_numbered([*recorded, *found]), key=lambda each: each.order))
        about: defaultdict[str, list[Discrepancy]] = defaultdict(list)
        for each in self.all:
            for thing in _concerned(each.subject):
                about[thing.key].append(each)
        self.about = {key: tuple(each) for key, each in about.items()}


def discrepancies(graph: "Revision") -> tuple[Discrepancy, ...]:
    """Give all that disagrees in a graph, by key; worked out once per graph."""
    return graph.ledger.all


def discrepancies_about(graph: "Revision", thing: Entity | Relationship) -> tuple[Discrepancy, ...]:
    """Give what disagrees about a thing or an edge, by key.

    What disagrees about a candidacy is also about its person and its contest; what disagrees
    about a contest is also about its election and its municipality.
    """
    return graph.ledger.about.get(thing.key, ())


def covers(recorded: Discrepancy, found: Discrepancy) -> bool:
    """Tell whether a recorded discrepancy says what was found: same round or total, same figures.

    One that is recorded of a whole contest covers what is found of a candidacy in it.
    """
    if recorded.scope != found.scope or recorded.subject not in _places(found.subject):
        return False
    return len(_figures(recorded) & _figures(found)) >= OVERLAP


def _not_recorded(graph: Graph, recorded: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    rows: defaultdict[str, list[Discrepancy]] = defaultdict(list)
    for row in recorded:
        rows[row.subject.key].append(row)
    found = chain(
        chain.from_iterable(map(contradictions_in, graph.contests)),
        chain.from_iterable(map(contradicted_totals, graph.elections)),
        contradictions_of(graph),
    )
    for each in found:
        near = chain.from_iterable(rows[place.key] for place in _places(each.subject))
        if not any(covers(row, each) for row in near):
            yield each


def _places(subject: Entity | Relationship) -> tuple[Entity | Relationship, ...]:
    return (subject, subject.contest) if isinstance(subject, RanIn) else (subject,)


def _concerned(subject: Entity | Relationship) -> tuple[Entity | Relationship, ...]:
    if isinstance(subject, RanIn):
        return (subject, subject.person, *_concerned(subject.contest))
    if isinstance(subject, Contest):
        return (subject, subject.election, subject.municipality)
    return (subject,)


def _figures(discrepancy: Discrepancy) -> set[float]:
    return {float(figure) for each in discrepancy.values for figure in _FIGURE.findall(each.value)}


def _numbered(unnumbered: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    """Tell those with one key apart by a number, in the order of their values."""
    seen: Counter[str] = Counter()
    for each in sorted(unnumbered, key=lambda each: [value.value for value in each.values]):
        seen[each.key] += 1
        yield replace(each, number=seen[each.key])
