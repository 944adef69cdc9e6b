"""Totals: the published totals of an election, against each other and against the contests."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from graph.accounts import merged, written
from graph.contests import Contest
from graph.coverage import contests_expected
from graph.elections import Election
from graph.evidence import Discrepancy, DisputedValue, Tally
from graph.nodes import Party
from graph.vocabulary import DiscrepancyKind

Answer = bool | None  # None where the contest does not tell

COUNTED = "the value without a citation is counted from the contests"
WHOLES = {
    "MAYORS": "MUNICIPALITIES",
    "COUNCIL_PRESIDENTS": "MUNICIPALITIES",
    "RUNOFF_MAYORS": "RUNOFF_CONTESTS",
}


def contradicted_totals(election: Election) -> Iterator[Discrepancy]:
    """Find the published totals that contradict each other, the contests, or a published whole."""
    groups: defaultdict[tuple[str, str], list[Tally]] = defaultdict(list)
    for tally in _in_order(election.tallies):
        groups[tally.measure, tally.party.key if tally.party else ""].append(tally)
    for _, tallies in sorted(groups.items()):
        yield from _published_and_counted(election, tallies)
    for part, whole in WHOLES.items():
        yield from _parts_and_whole(election, part, whole)


def _in_order(tallies: Iterable[Tally]) -> list[Tally]:
    """Order totals by source, so that the order of rows shows nowhere."""
    return sorted(tallies, key=lambda each: each.citation.source.key)


def _published_and_counted(election: Election, tallies: Sequence[Tally]) -> Iterator[Discrepancy]:
    measure, party = tallies[0].measure, tallies[0].party
    differ = len({each.value for each in tallies}) > 1
    counted = _count(election, measure, party, tallies)
    if not differ and counted is None:
        return
    values = [DisputedValue(written(each.value), each.citation) for each in tallies]
    notes = [f"{written(each.value)}: {each.note}" for each in tallies if each.note]
    if counted is not None:
        values.append(DisputedValue(str(counted)))
        notes.append(COUNTED)
    kinds = DiscrepancyKind
    yield Discrepancy(
        kind=kinds.SOURCES_DISAGREE if differ else kinds.TOTALS_DIFFER,
        subject=election,
        field=f"value of {measure} for {party.key}" if party else f"value of {measure}",
        values=tuple(values),
        note="; ".join(notes) or None,
        scope=measure,
    )


def _count(
    election: Election, measure: str, party: Party | None, tallies: Sequence[Tally]
) -> int | None:
    """Count the contests that a measure means; None unless that contradicts a published figure.

    Contests that are not recorded, or do not tell, may make up for what is missing.
    """
    if measure not in TESTS:
        return None
    answers = [_answer(contest, measure, party) for contest in election.mayoral_contests]
    counted, expected = answers.count(True), contests_expected(election)
    missing = float("inf") if expected is None else max(0, expected - len(answers))
    most = counted + answers.count(None) + missing
    return None if all(counted <= each.value <= most for each in tallies) else counted


def _parts_and_whole(election: Election, part: str, whole: str) -> Iterator[Discrepancy]:
    published = _in_order(election.tallies)
    wholes = [each for each in published if each.measure == whole and not each.party]
    parts: defaultdict[str, list[Tally]] = defaultdict(list)
    for tally in published:
        if tally.measure == part and tally.party:
            parts[tally.citation.source.key].append(tally)
    for _, tallies in sorted(parts.items()):
        added = sum(each.value for each in tallies)
        others = [each for each in wholes if each.value != added]
        if others and len(others) == len(wholes):
            read = merged(each.citation for each in tallies)
            yield _sum_differs(election, part, DisputedValue(written(added), read), others)


def _sum_differs(
    election: Election, part: str, added: DisputedValue, wholes: Sequence[Tally]
) -> Discrepancy:
    published = (DisputedValue(written(each.value), each.citation) for each in wholes)
    return Discrepancy(
        kind=DiscrepancyKind.TOTALS_DIFFER,
        subject=election,
        field=f"sum of {part}",
        values=(added, *published),
        note=f"all parties added up, against {wholes[0].measure}",
        scope=part,
    )


def _answer(contest: Contest, measure: str, party: Party | None) -> Answer:
    """Tell whether a contest is one of those that a measure counts (for a party)."""
    answers = [TESTS[measure](contest)]
    if measure in OF_PARTIES:
        answers.append(_won_by(contest, party))
    if False in answers:
        return False
    return None if None in answers else True


def _won_by(contest: Contest, party: Party | None) -> Answer:
    if not contest.winner_label_known:
        return None
    return party is None or contest.winner_party is party


def _had_runoff(contest: Contest) -> Answer:
    if contest.had_runoff:
        return True
    return False if contest.winner_label_known else None


def _decided_at_once(contest: Contest) -> Answer:
    if not contest.rounds:
        return None
    if contest.had_runoff or len(contest.counted_rounds) > 1:
        return False
    return True if contest.winner_label_known else None


def _voted_again(contest: Contest) -> Answer:
    if len(contest.rounds) > 1:
        return True
    return False if contest.winner_label_known else None


OF_PARTIES = ("MAYORS", "RUNOFF_MAYORS")
TESTS: Mapping[str, Callable[[Contest], Answer]] = {
    "MAYORS": lambda _: True,
    "MUNICIPALITIES": lambda _: True,
    "RUNOFF_CONTESTS": _had_runoff,
    "RUNOFF_MAYORS": _had_runoff,
    "DECIDED_IN_FIRST_ROUND": _decided_at_once,
    "VOTED_AGAIN_SECOND_ROUND": _voted_again,
}
