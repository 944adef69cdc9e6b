"""Standings and flips: whose label won how many offices, and which offices changed hands."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from graph.contests import Contest
from graph.elections import Election
from graph.evidence import Tally
from graph.nodes import Municipality, Party

PUBLISHED = "MAYORS"  # the measure of the tallies that say how many mayors a party won

Label = tuple[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many mayors one label won, counted from the contests, beside the published figures.

    `party` is None and `independent` true for those who stood without a party; both are empty
    for winners whose label nobody names.
    """

    party: Party | None
    independent: bool
    mayors: int
    published: tuple[Tally, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A municipality whose mayor was elected under another label than before."""

    municipality: Municipality
    before: Contest
    after: Contest


def standings(election: Election) -> tuple[Standing, ...]:
    """Count the winners of an election by label; a row for each label counted or published.

    Every contest with a winner counts, whatever its status, since the published tallies count so
    too. Most mayors first, then the highest published figure, parties by key, others last.
    """
    won = [each for each in election.mayoral_contests if each.winner or each.winner_party]
    counted = Counter(_label(contest) for contest in won)
    published: defaultdict[Label, list[Tally]] = defaultdict(list)
    for tally in election.tallies:
        if tally.measure == PUBLISHED and tally.party:
            published[tally.party.key, False].append(tally)
    rows = [
        Standing(
            party=election.graph.party(key),
            independent=independent,
            mayors=counted[key, independent],
            published=tuple(published.get((key, independent), ())),
        )
        for key, independent in {**counted, **published}
    ]
    return tuple(sorted(rows, key=_rank))


def flips(election: Election, since: Election) -> tuple[Flip, ...]:
    """List the municipalities whose winning labels in both elections are known and differ.

    By municipality. A renamed list is another label; two independents share one.
    """
    earlier = {each.municipality.key: each for each in _known(since)}
    return tuple(
        Flip(municipality=after.municipality, before=before, after=after)
        for after in sorted(_known(election), key=lambda each: each.municipality.key)
        if (before := earlier.get(after.municipality.key)) and _label(before) != _label(after)
    )


def _known(election: Election) -> list[Contest]:
    return [each for each in election.mayoral_contests if each.winner_label_known]


def _label(contest: Contest) -> Label:
    party = contest.winner_party
    return (party.key if party else "", contest.independent_winner)


def _rank(row: Standing) -> tuple[int, float, bool, bool, str]:
    highest = max((tally.value for tally in row.published), default=0.0)
    key = row.party.key if row.party else ""
    return (-row.mayors, -highest, row.party is None, not row.independent, key)
