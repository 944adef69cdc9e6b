"""Coverage: what of an election should exist against what is recorded, so that no gap is a zero."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.elections import Election
from graph.evidence import Tally
from graph.rounds import Round
from graph.vocabulary import ElectionKind

NOTHING_RECORDED = "no contest of this election is recorded"
NOT_PUBLISHED = "how many there were is not published"
NOT_ELECTED = "mayors are not known to have been elected by the voters by then"
CONTRADICTED = "the published numbers contradict each other"
BYTES_PER_MEASURE = 200
BY_AGE = "one in every municipality that is not known to be younger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of one kind of fact should exist and how many are recorded.

    `expected` is None where nobody can say; then nobody can say whether it is complete either.
    """

    measure: str
    expected: int | None
    recorded: int
    note: str | None = None

    @property
    def complete(self) -> bool | None:
        """Whether all that should exist is recorded; None where that is not known."""
        return None if self.expected is None else self.recorded >= self.expected


def coverage(election: Election) -> tuple[Coverage, ...]:
    """Measure what is recorded of an election: always the same measures, in one order."""
    return election.graph.keep((coverage, election), lambda: _measured(election), BYTES_PER_MEASURE)


def _measured(election: Election) -> tuple[Coverage, ...]:
    return (
        _contests(election),
        _runoffs(election),
        _rounds(election),
        *_winners(election),
        _flips(election),
    )


def contests_expected(election: Election) -> int | None:
    """Tell how many mayoral contests should exist.

    That is the published number of municipalities; failing that, at a general election at which
    mayors were elected or had been before, the number of municipalities established by then.
    """
    published = _published(election, "MUNICIPALITIES")
    if published:
        return _agreed(published)
    if election.election_kind is not ElectionKind.GENERAL_LOCAL or not _mayors_elected_by(election):
        return None
    last = election.date.latest
    dates = (each.established for each in election.graph.municipalities)
    return sum(1 for day in dates if day is None or day.earliest <= last)


def _mayors_elected_by(election: Election) -> bool:
    return bool(election.mayoral_contests) or election_before(election) is not None


def election_before(election: Election) -> Election | None:
    """Give the last general election before it that mayors are known to have stood in."""
    earlier = (
        each
        for each in election.graph.elections
        if each.election_kind is ElectionKind.GENERAL_LOCAL
        and each.date.earliest < election.date.earliest
        and each.mayoral_contests
    )
    return max(earlier, key=lambda each: (each.date.earliest, each.key), default=None)


def _agreed(tallies: Iterable[Tally]) -> int | None:
    """Give the published value; None when there is none, or the best sources contradict."""
    in_order = sorted(tallies, key=lambda each: each.citation.source.precedence)
    best = {
        each.value
        for each in in_order
        if each.citation.source.precedence == in_order[0].citation.source.precedence
    }
    return int(best.pop()) if len(best) == 1 else None


def _contests(election: Election) -> Coverage:
    expected, published = contests_expected(election), _published(election, "MUNICIPALITIES")
    note = BY_AGE if expected and not published else _why_unknown(expected, published)
    if note == NOT_PUBLISHED and not _mayors_elected_by(election):
        note = NOT_ELECTED
    recorded = len(election.mayoral_contests)
    return Coverage(measure="CONTESTS", expected=expected, recorded=recorded, note=note)


def _runoffs(election: Election) -> Coverage:
    published = _published(election, "RUNOFF_CONTESTS")
    published = published or _published(election, "VOTED_AGAIN_SECOND_ROUND")
    expected = _agreed(published)
    return Coverage(
        measure="RUNOFFS",
        expected=expected,
        recorded=sum(contest.had_runoff for contest in election.mayoral_contests),
        note=_why_unknown(expected, published),
    )


def _published(election: Election, measure: str) -> list[Tally]:
    return [each for each in election.tallies if each.measure == measure and not each.party]


def _why_unknown(expected: int | None, published: Sequence[Tally]) -> str | None:
    if expected is not None:
        return None
    return CONTRADICTED if published else NOT_PUBLISHED


def _rounds(election: Election) -> Coverage:
    rounds = [each for contest in election.mayoral_contests for each in contest.rounds]
    return Coverage(
        measure="ROUNDS_WITH_FIGURES",
        expected=len(rounds) or None,
        recorded=sum(map(_has_figures, rounds)),
        note=None if rounds else NOTHING_RECORDED,
    )


def _has_figures(of: Round) -> bool:
    reports = (report for each in of.results for report in each.reports)
    known = (report.votes is not None or report.share is not None for report in reports)
    return any(known) or any(each.votes is not None for each in of.party_results)


def _winners(election: Election) -> tuple[Coverage, Coverage]:
    contests = election.mayoral_contests
    expected = max(contests_expected(election) or 0, len(contests)) if contests else None
    note = None if contests else NOTHING_RECORDED
    named = sum(contest.winner is not None for contest in contests)
    labelled = sum(contest.winner_label_known for contest in contests)
    return (
        Coverage(measure="NAMED_WINNERS", expected=expected, recorded=named, note=note),
        Coverage(measure="WINNERS_BY_LABEL", expected=expected, recorded=labelled, note=note),
    )


def _flips(election: Election) -> Coverage:
    """Count where a flip could be told: the municipalities whose winners are known both times."""
    before = election_before(election)
    if before is None or not election.mayoral_contests:
        note = "no earlier mayoral election is recorded" if before is None else NOTHING_RECORDED
        return Coverage(measure="FLIPS", expected=None, recorded=0, note=note)
    voted = {each.municipality.key for each in election.mayoral_contests}
    if election.election_kind is ElectionKind.GENERAL_LOCAL:
        voted |= {each.municipality.key for each in before.mayoral_contests}
    return Coverage(
        measure="FLIPS",
        expected=len(voted),
        recorded=len(_known_winners(election) & _known_winners(before)),
        note=f"against {before.display_name}",
    )


def _known_winners(election: Election) -> set[str]:
    contests = election.mayoral_contests
    return {each.municipality.key for each in contests if each.winner_label_known}
