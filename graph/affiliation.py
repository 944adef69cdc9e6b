"""Affiliation: a person's party on a date, from candidacies, mandates and moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.dates import PartialDate
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
    for label in labels:
        if label.latest == date.max:
            _place_undated(placed, label)
    return placed


def _place_undated(placed: list[_Label], label: _Label) -> None:
    """Put a move without any date after the last label that it left."""
    move = label.edge
    left = move.from_party if isinstance(move, DefectedTo) else None
    at = max((i + 1 for i, other in enumerate(placed) if other.party is left), default=0)
    since = placed[at - 1].latest if at else date.min
    until = placed[at].latest if at < len(placed) else date.max
    placed.insert(at, _Label(label.status, label.party, move, since, until))


def _label(edge: Relationship) -> _Label | None:
    status, party = _label_of(edge)
    if status is None:
        return None
    if edge.since is None:
        return _Label(status, party, edge, date.min, date.max)
    if isinstance(edge, DefectedTo) and edge.until and edge.since != edge.until:
        earliest = date.fromordinal(edge.since.latest.toordinal() + 1)
        return _Label(status, party, edge, earliest, edge.until.earliest)
    return _Label(status, party, edge, edge.since.earliest, edge.since.latest)


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
