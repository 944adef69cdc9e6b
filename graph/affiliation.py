"""Affiliation: a person's party on a date, from candidacies, mandates and moves."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from graph.dates import PartialDate, shifted
from graph.edges import DefectedTo, HeldOffice, RanIn
from graph.relationships import TYPE_ORDER, Relationship
from graph.vocabulary import AffiliationStatus

if TYPE_CHECKING:
    from graph.nodes import Party

_UNKNOWN = AffiliationStatus.UNKNOWN


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What is known of a person's party, and the edges that it rests on."""

    status: AffiliationStatus
    party: "Party | None" = None
    basis: tuple[Relationship, ...] = ()


@dataclass(frozen=True, slots=True)
class _Label:
    """A label that a person has from a day on, taken up at some moment within an interval."""

    status: AffiliationStatus
    party: "Party | None"
    edge: Relationship
    earliest: date
    latest: date

    def same_as(self, other: "_Label | None") -> bool:
        return other is not None and (self.status, self.party) == (other.status, other.party)

    def uncertain_between(self, first: date, last: date) -> bool:
        """Tell whether the change may lie within these days; its own certain day is no doubt."""
        return self.earliest < self.latest and self.earliest <= last and first <= self.latest


def affiliation(edges: Iterable[Relationship], on: PartialDate | None) -> Affiliation:
    """Tell the party that these edges prove on every day of that date.

    A label holds from one edge to the next. It is unknown before the first, inside the interval
    in which a move may have happened, and where it changed within the date that is asked about.
    With `on` None it is the last label of all.
    """
    labels = _in_order(edges)
    if on is None:
        return _answer(labels[-1]) if labels else Affiliation(_UNKNOWN)
    return _on(labels, on.earliest, on.latest)


def _on(labels: list[_Label], first: date, last: date) -> Affiliation:
    standing: _Label | None = None
    doubts: list[_Label] = []
    for label in labels:
        if label.latest <= first and not label.uncertain_between(first, last):
            standing = label
        elif label.earliest <= last and not label.same_as(standing):
            doubts.append(label)
    if doubts:
        edges = ([standing.edge] if standing else []) + [label.edge for label in doubts]
        return Affiliation(_UNKNOWN, None, tuple(edges))
    return _answer(standing) if standing else Affiliation(_UNKNOWN)


def _answer(label: _Label) -> Affiliation:
    return Affiliation(label.status, label.party, (label.edge,))


def _in_order(edges: Iterable[Relationship]) -> list[_Label]:
    labels = [label for edge in edges if (label := _label(edge))]
    placed = [label for label in labels if label.latest < date.max]
    placed.sort(key=lambda label: (label.latest, TYPE_ORDER[label.edge.type], label.edge.key))
    undated = [label for label in labels if label.latest == date.max]
    while undated:
        following = (each for each in undated if _place_after_left(placed, each))
        label = next(following, undated[0])
        undated.remove(label)
        placed.insert(_place_after_left(placed, label), label)
    return [
        _between(placed, at) if each.latest == date.max else each for at, each in enumerate(placed)
    ]


def _place_after_left(placed: list[_Label], label: _Label) -> int:
    """Give the place after the last label that an undated move left; 0 where there is none."""
    move = label.edge
    if not isinstance(move, DefectedTo):
        return 0
    return max(
        (i + 1 for i, other in enumerate(placed) if other.party is move.from_party), default=0
    )


def _between(placed: list[_Label], at: int) -> _Label:
    """Bound a label without any date by the dated ones around it."""
    before = [each.latest for each in placed[:at] if each.latest < date.max]
    after = [each.earliest for each in placed[at + 1 :] if each.latest < date.max]
    earliest = shifted(before[-1], 1) if before else date.min
    latest = shifted(after[0], -1) if after else date.max
    return replace(placed[at], earliest=earliest, latest=latest)


def _label(edge: Relationship) -> _Label | None:
    status, party = _label_of(edge)
    if status is None:
        return None
    last = edge.until if isinstance(edge, DefectedTo) or edge.since is None else edge.since
    latest = last.latest if last else date.max
    if edge.since is None:
        return _Label(status, party, edge, date.min, latest)
    whole_day = edge.since.earliest == edge.since.latest
    after = whole_day and edge.since.latest < latest
    return _Label(status, party, edge, shifted(edge.since.earliest, int(after)), latest)


def _label_of(edge: Relationship) -> tuple[AffiliationStatus | None, "Party | None"]:
    """Give the label that an edge shows; no status at all where it shows nothing."""
    if isinstance(edge, DefectedTo):
        party, independent, silent = edge.to_party, edge.to_party is None, False
    elif isinstance(edge, RanIn):
        party, independent, silent = edge.party, edge.independent, False
    elif isinstance(edge, HeldOffice):
        party, independent, silent = edge.party, edge.independent, not edge.independent
    else:
        return None, None
    if party is not None:
        return AffiliationStatus.AFFILIATED, party
    if independent:
        return AffiliationStatus.INDEPENDENT, None
    return (None if silent else _UNKNOWN), None
