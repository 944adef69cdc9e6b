"""Terms: when a mandate ends of which nobody published the end, and which terms contradict."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.edges import HeldOffice
from graph.vocabulary import ElectionKind, SinceBasis

if TYPE_CHECKING:
    from graph.nodes import Municipality

FROM_VOTE_TO_OATH = timedelta(days=90)


def place_of(term: HeldOffice) -> tuple[object, ...]:
    """Give the place of a mandate among those of an office: by date, a missing date first.

    Who acts in a year comes before who is chosen in it.
    """
    first, last, *others = term.order
    return (term.since is not None, first, last, not term.acting, *others)


def unpublished_end(place: "Municipality", term: HeldOffice) -> PartialDate | None:
    """Give the day on which a mandate without a published end is over.

    It is the day on which the next recorded mandate of the seat begins, but never past the
    deciding round of the next election held for it; None while neither has come. Where an office
    has several seats, only a person's own next mandate is known to be of the same one.
    """
    if term.since is None:
        return None
    begun = term.since.latest
    nexts = [
        other.since
        for other in place.mandates
        if _of_one_seat(other, term) and other.since and _comes_after(other, term)
    ]
    nexts += [day for day in _votes_after(place, term) if day.earliest > begun]
    return min(nexts, key=lambda day: (day.earliest, day.latest), default=None)


def holder_on(terms: Sequence[HeldOffice], on: PartialDate) -> HeldOffice | None:
    """Give the last of these terms, in order, that surely covers every day of a date.

    None if there is none, or if another that covers it too contradicts it.
    """
    holding = [term for term in terms if term.holds_on(on)]
    if not holding or any(contradict(term, holding[-1]) for term in holding):
        return None
    return holding[-1]


def contradict(one: HeldOffice, later: HeldOffice) -> bool:
    """Tell whether two people hold an office of one seat for more than the day of a handover.

    A term that is dated by a vote begins with the oath, some weeks after it.
    """
    if one.person is later.person or not _of_one_seat(one, later):
        return False
    shared = min(one.sure_end, later.sure_end) - max(one.sure_start, later.sure_start)
    stated = later.since_basis is SinceBasis.STATED
    return shared > (timedelta() if stated else FROM_VOTE_TO_OATH)


def _of_one_seat(one: HeldOffice, other: HeldOffice) -> bool:
    """Tell whether two mandates of a municipality are known to be of one seat."""
    same = one.office is other.office
    return same and (one.office.has_one_seat or one.person is other.person)


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
