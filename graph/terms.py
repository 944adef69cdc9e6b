"""Terms: when a mandate ends of which nobody published the end."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.edges import HeldOffice
from graph.vocabulary import ElectionKind

if TYPE_CHECKING:
    from graph.nodes import Municipality


def place_of(term: HeldOffice) -> tuple[object, ...]:
    """Give the place of a mandate among those of an office: by date, a missing date first.

    Who acts in a year comes before who is chosen in it.
    """
    first, last, *others = term.order
    return (term.since is not None, first, last, not term.acting, *others)


def unpublished_end(place: "Municipality", term: HeldOffice) -> PartialDate | None:
    """Give the day on which a mandate without a published end is over.

    It is the day on which the next recorded mandate of the office begins, but never past the
    deciding round of the next election held for it; None while neither has come.
    """
    if term.since is None:
        return None
    begun = term.since.latest
    nexts = [
        other.since
        for other in place.mandates
        if other.office is term.office and other.since and _comes_after(other, term)
    ]
    nexts += [day for day in _votes_after(place, term) if day.earliest > begun]
    return min(nexts, key=lambda day: (day.earliest, day.latest), default=None)


def _comes_after(other: HeldOffice, term: HeldOffice) -> bool:
    """Tell whether a mandate begins after another, as far as their dates or kinds tell."""
    if term.since is None or other.since is None:
        return False
    if other.since == term.since:
        return term.acting and not other.acting
    return other.since.earliest > term.since.latest


def _votes_after(place: "Municipality", term: HeldOffice) -> Iterator[PartialDate]:
    """Give the days on which the office of a term was voted on at other elections.

    A general election of which no contest is recorded here counts with its last day: a successor
    may have come then whom nobody names.
    """
    held = {each.election for each in place.contests if each.office is term.office}
    for contest in place.contests:
        at_stake = contest.office is term.office and contest is not term.elected_in
        if at_stake and contest.deciding_date:
            yield contest.deciding_date
    for election in place.graph.elections:
        if election.election_kind is ElectionKind.GENERAL_LOCAL and election not in held:
            yield election.runoff_date or election.date
