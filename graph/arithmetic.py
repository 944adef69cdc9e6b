"""Arithmetic: the figures of a contest that contradict each other, found without being told."""

from collections.abc import Iterator
from itertools import combinations

from graph.accounts import EXACT, Account, accounts_of, half_unit, merged, written
from graph.contests import Contest
from graph.evidence import Discrepancy, DisputedValue
from graph.rounds import PartyFigure, Report, Round, RoundResult
from graph.vocabulary import DiscrepancyKind

HUNDRED = 100.0

Figure = tuple[RoundResult, Report]


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
        values = [DisputedValue(written(each.share or 0), each.citation) for each in printed]
        yield _about_result(result, "share", values)


def _shares_differ(one: Report, other: Report, exactness: dict[str, int]) -> bool:
    if one.share is None or other.share is None:
        return False
    apart = sum(half_unit(exactness[each.citation.source.key]) for each in (one, other))
    return one.share != other.share and abs(one.share - other.share) > apart - EXACT


def _column_that_differs(result: RoundResult, exactness: dict[str, int]) -> Iterator[Discrepancy]:
    """Compare the figures of a candidate with those of the party's column in that round."""
    column, whole = _column_of(result), _sum_of_columns(result.of)
    if column is None or column.votes is None or not whole:
        return
    share = HUNDRED * column.votes / whole
    note = "the second figure is that of the party"
    for report in result.reports:
        rounding = half_unit(exactness[report.citation.source.key]) + EXACT
        if report.votes is not None and report.votes != column.votes:
            own = DisputedValue(str(report.votes), report.citation)
            values = [own, DisputedValue(str(column.votes), column.citation)]
            yield _about_result(result, "votes", values, note=note)
        elif report.share is not None and abs(share - report.share) > rounding:
            own = DisputedValue(written(report.share), report.citation)
            worked_out = f"{share:.2f} from {column.votes} of {whole}"
            values = [own, DisputedValue(worked_out, column.citation)]
            yield _about_result(result, "share", values, note=note)


def _column_of(result: RoundResult) -> PartyFigure | None:
    party = result.candidacy.party
    columns = result.of.record.party_figures
    own = [each for each in columns if party and each.party_key == party.key]
    return own[0] if len(own) == 1 else None


def _sum_of_columns(of: Round) -> int:
    return sum(each.votes or 0 for each in of.record.party_figures)


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
                DisputedValue(written(report.share), report.citation),
                DisputedValue(f"{share:.{decimals}f}"),
            ]
            note = f"{report.votes} of {whole} votes"
            yield _about_result(result, "share", values, DiscrepancyKind.ARITHMETIC, note)


def _shares_of_different_wholes(account: Account) -> Iterator[Discrepancy]:
    """Check that one total can be behind all votes and shares of a source, where it gives none."""
    bounds = list(_possible_wholes(account))
    if not bounds:
        return
    least, _, least_figure = max(bounds, key=lambda each: each[0])
    _, most, most_figure = min(bounds, key=lambda each: each[1])
    if least > most:
        values = [_votes_and_share(*figure) for figure in (least_figure, most_figure)]
        note = "no total of votes gives both shares"
        yield _about_round(account.of, "shares", values, note)


def _possible_wholes(account: Account) -> Iterator[tuple[float, float, Figure]]:
    """Give the least and the most votes of the round that each printed share allows."""
    for result, report in account.figures:
        if report.votes and report.share and report.share > account.rounding:
            least = HUNDRED * report.votes / (report.share + account.rounding)
            most = HUNDRED * report.votes / (report.share - account.rounding)
            yield least, most, (result, report)


def _votes_and_share(result: RoundResult, report: Report) -> DisputedValue:
    share = written(report.share or 0)
    name = result.candidacy.person.display_name
    return DisputedValue(f"{name} {report.votes} ({share})", report.citation)


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
