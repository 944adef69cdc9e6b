"""Arithmetic: the figures of a contest that contradict each other, found without being told."""

from collections.abc import Iterator
from itertools import combinations

from graph.accounts import EXACT, Account, accounts_of, merged
from graph.contests import Contest
from graph.evidence import Discrepancy, DisputedValue
from graph.rounds import PartyFigure, Report, Round, RoundResult
from graph.vocabulary import DiscrepancyKind

HUNDRED = 100.0


def contradictions_in(contest: Contest) -> Iterator[Discrepancy]:
    """Find the figures of a contest that cannot all be right, round by round."""
    for each in contest.rounds:
        accounts = accounts_of(each)
        exactness = {account.source.key: account.decimals for account in accounts}
        for result in each.results:
            yield from _reports_that_differ(result, exactness)
            yield from _column_that_differs(result, exactness)
        for account in accounts:
            yield from _shares_that_do_not_follow(account)
            yield from _total_that_candidates_miss(account)
        yield from _total_that_columns_miss(each)


def _reports_that_differ(result: RoundResult, exactness: dict[str, int]) -> Iterator[Discrepancy]:
    """Compare the votes of several sources, and their shares where the votes do not differ."""
    counted = [report for report in result.reports if report.votes is not None]
    printed = [report for report in result.reports if report.share is not None]
    if len({report.votes for report in counted}) > 1:
        values = [DisputedValue(str(each.votes), each.citation) for each in counted]
        yield _about_result(result, "votes", values)
    elif any(_shares_differ(*pair, exactness) for pair in combinations(printed, 2)):
        values = [_printed(each, exactness) for each in printed]
        yield _about_result(result, "share", values)


def _shares_differ(one: Report, other: Report, exactness: dict[str, int]) -> bool:
    if one.share is None or other.share is None:
        return False
    apart = sum(0.5 / 10 ** exactness[each.citation.source.key] for each in (one, other))
    return one.share != other.share and abs(one.share - other.share) > apart - EXACT


def _printed(report: Report, exactness: dict[str, int]) -> DisputedValue:
    decimals = exactness[report.citation.source.key]
    return DisputedValue(f"{report.share:.{decimals}f}", report.citation)


def _column_that_differs(result: RoundResult, exactness: dict[str, int]) -> Iterator[Discrepancy]:
    """Compare the share printed for a candidate with the one of the party's column."""
    party, columns = result.candidacy.party, result.of.record.party_figures
    own = [each for each in columns if party and each.party_key == party.key]
    whole = sum(each.votes or 0 for each in columns)
    for report in result.reports:
        if len(own) == 1 and own[0].votes is not None and report.share is not None and whole:
            share = HUNDRED * own[0].votes / whole
            rounding = 0.5 / 10 ** exactness[report.citation.source.key]
            if abs(share - report.share) > rounding + EXACT:
                worked_out = f"{share:.2f} from {own[0].votes} of {whole}"
                values = [
                    _printed(report, exactness),
                    DisputedValue(worked_out, own[0].citation),
                ]
                yield _about_result(result, "share", values)


def _shares_that_do_not_follow(account: Account) -> Iterator[Discrepancy]:
    """Check each share against the votes; where they are fine, check that the shares make 100."""
    whole = account.sum_of_votes or account.stored_total
    wrong = list(_wrong_shares(account, whole) if whole else _shares_of_different_wholes(account))
    yield from wrong or _shares_that_do_not_add_up(account)


def _wrong_shares(account: Account, whole: int) -> Iterator[Discrepancy]:
    for result, report in account.figures:
        if report.votes is None or report.share is None:
            continue
        share = HUNDRED * report.votes / whole
        if abs(share - report.share) > account.rounding:
            decimals = max(account.decimals, 2)
            values = [
                DisputedValue(f"{report.share:.{account.decimals}f}", report.citation),
                DisputedValue(f"{share:.{decimals}f}"),
            ]
            note = f"{report.votes} of {whole} votes"
            yield _about_result(result, "share", values, DiscrepancyKind.ARITHMETIC, note)


def _shares_of_different_wholes(account: Account) -> Iterator[Discrepancy]:
    """Check that one total can be behind all votes and shares of a source, where it gives none."""
    least: tuple[float, Report] | None = None
    most: tuple[float, Report] | None = None
    for _, report in account.figures:
        if report.votes and report.share and report.share > account.rounding:
            low = HUNDRED * report.votes / (report.share + account.rounding)
            high = HUNDRED * report.votes / (report.share - account.rounding)
            least = max(least or (low, report), (low, report), key=lambda each: each[0])
            most = min(most or (high, report), (high, report), key=lambda each: each[0])
    if least and most and least[0] > most[0]:
        values = [
            DisputedValue(f"{each.votes} votes are {each.share} per cent", each.citation)
            for each in (least[1], most[1])
        ]
        note = "no total makes both right"
        yield _about_round(account.of, "shares", values, note)


def _shares_that_do_not_add_up(account: Account) -> Iterator[Discrepancy]:
    shares = [report.share for _, report in account.figures if report.share is not None]
    added, slack = sum(shares), len(shares) * account.rounding
    short = len(shares) == len(account.figures) and account.covers_everyone
    if added > HUNDRED + slack or (short and added < HUNDRED - slack):
        values = [
            DisputedValue(f"{added:.{account.decimals}f}", account.citation),
            DisputedValue("100"),
        ]
        yield _about_round(account.of, "sum of shares", values)


def _total_that_candidates_miss(account: Account) -> Iterator[Discrepancy]:
    votes = [report.votes for _, report in account.figures if report.votes is not None]
    stored, added = account.stored_total, sum(votes)
    if stored is None or not votes:
        return
    if added > stored or account.sum_of_votes not in (None, stored):
        yield _wrong_total(account.of, stored, added, "the votes of the candidates added up")


def _total_that_columns_miss(of: Round) -> Iterator[Discrepancy]:
    columns, stored = of.record.party_figures, of.record.recorded_valid_votes
    votes = [each.votes for each in columns if each.votes is not None]
    if stored is None or not votes or not _of_one_source(of, columns):
        return
    added = sum(votes)
    if added > stored or (len(votes) == len(columns) and added != stored):
        yield _wrong_total(of, stored, added, "the votes of the parties added up")


def _of_one_source(of: Round, columns: tuple[PartyFigure, ...]) -> bool:
    own = {each.source.key for each in of.citations}
    return all(column.citation.source.key in own for column in columns)


def _wrong_total(of: Round, stored: int, added: int, note: str) -> Discrepancy:
    values = [DisputedValue(str(stored), merged(of.citations)), DisputedValue(str(added))]
    return _about_round(of, "valid votes", values, note)


def _about_result(
    result: RoundResult,
    field: str,
    values: list[DisputedValue],
    kind: DiscrepancyKind = DiscrepancyKind.SOURCES_DISAGREE,
    note: str | None = None,
) -> Discrepancy:
    return Discrepancy(
        kind=kind,
        subject=result.candidacy,
        field=f"{field} in round {result.round}",
        values=tuple(values),
        note=note,
        scope=f"round {result.round}",
    )


def _about_round(
    of: Round, field: str, values: list[DisputedValue], note: str | None = None
) -> Discrepancy:
    return Discrepancy(
        kind=DiscrepancyKind.ARITHMETIC,
        subject=of.contest,
        field=f"{field} in round {of.number}",
        values=tuple(values),
        note=note,
        scope=f"round {of.number}",
    )
