"""Contradictions: winners who were behind or did not win, and terms that overlap in one seat."""

from collections.abc import Iterator

from graph.contests import Contest
from graph.edges import HeldOffice, RanIn
from graph.evidence import Discrepancy, DisputedValue
from graph.graph import Graph
from graph.nodes import Municipality
from graph.rounds import RoundResult
from graph.sentences import OFFICES, in_words
from graph.terms import contradict
from graph.vocabulary import DiscrepancyKind, Outcome


def contradictions_of(graph: Graph) -> Iterator[Discrepancy]:
    """Find what is recorded of the contests and the offices of a graph and cannot all be true."""
    for contest in graph.contests:
        if contest.office.has_one_seat and contest.winner is not None:
            yield from _winner_behind(contest, contest.winner.candidacy)
            yield from _other_outcomes(contest, contest.winner.candidacy)
    for place in graph.municipalities:
        yield from _overlapping_terms(place)


def _winner_behind(contest: Contest, winner: RanIn) -> Iterator[Discrepancy]:
    """Compare the winner with the first of the last counted round."""
    results = contest.counted_rounds[-1].results if contest.counted_rounds else ()
    own = next((each for each in results if each.candidacy is winner), None)
    first = next(iter(results), None)
    if own is None or first is None or not _is_behind(own, first):
        return
    number = own.round
    yield Discrepancy(
        kind=DiscrepancyKind.SOURCES_DISAGREE,
        subject=contest,
        field=f"winner in round {number}",
        values=(_figure(own), _figure(first)),
        note="the first of them is recorded as the winner, but has less",
        scope=f"round {number}",
    )


def _is_behind(own: RoundResult, other: RoundResult) -> bool:
    if own.votes is not None and other.votes is not None:
        return own.votes < other.votes
    return own.share is not None and other.share is not None and own.share < other.share


def _figure(result: RoundResult) -> DisputedValue:
    name, votes = result.candidacy.person.display_name, result.votes
    figure = f"{result.share} per cent" if votes is None else f"{votes} votes"
    return DisputedValue(f"{name}, {figure}", result.reports[0].citation)


def _other_outcomes(contest: Contest, winner: RanIn) -> Iterator[Discrepancy]:
    """Compare the winner of the contest with what candidacies say of themselves."""
    for each in contest.candidacies:
        elected = each.outcome is Outcome.ELECTED
        if each.outcome is Outcome.UNKNOWN or elected is (each is winner):
            continue
        won = f"the winner is {winner.person.display_name}"
        yield Discrepancy(
            kind=DiscrepancyKind.SOURCES_DISAGREE,
            subject=each,
            field="outcome",
            values=(
                DisputedValue(each.outcome, each.citations[0]),
                DisputedValue(won, contest.citations[0]),
            ),
        )


def _overlapping_terms(place: Municipality) -> Iterator[Discrepancy]:
    """Compare each term whose end is published with those that begin before it is over."""
    dated = [term for term in place.mandates if term.since]
    for number, term in enumerate(dated):
        for later in dated[number + 1 :] if term.until else ():
            if later.sure_start >= term.sure_end:
                break
            if contradict(term, later):
                yield _overlap(place, term, later)


def _overlap(place: Municipality, term: HeldOffice, later: HeldOffice) -> Discrepancy:
    return Discrepancy(
        kind=DiscrepancyKind.SOURCES_DISAGREE,
        subject=place,
        field=OFFICES[term.office],
        values=(_term(term), _term(later)),
        note="the two terms overlap",
    )


def _term(term: HeldOffice) -> DisputedValue:
    since = f" from {in_words(term.since)}" if term.since else ""
    until = f" until {in_words(term.until)}" if term.until else ""
    return DisputedValue(f"{term.person.display_name}{since}{until}", term.citations[0])
