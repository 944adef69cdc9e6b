"""What no single cell shows: rows whose cells, each good in itself, cannot be true together.

Figures that contradict each other are no business of this module: they load, and are shown.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from operator import attrgetter

from graph.dates import PartialDate
from graph.form import file_of, noun_of
from graph.problems import Problem, WaysOut
from graph.quotes import quoted
from graph.tables import DisputedTable, ResultRow, Row, SubjectType, Tables
from graph.vocabulary import Outcome

_TABLE_OF_SUBJECT: Mapping[SubjectType, str] = {
    SubjectType.PERSON: "people",
    SubjectType.PARTY: "parties",
    SubjectType.MUNICIPALITY: "municipalities",
    SubjectType.ELECTION: "elections",
    SubjectType.CONTEST: "contests",
}
_TABLES_IN_DISPUTE = (
    "candidacies",
    "contests",
    "elections",
    "municipalities",
    "parties",
    "people",
)
# Whose ids begin the key of a dispute, where the disputed table has none of its own.
_TABLES_OF_DISPUTE: Mapping[DisputedTable, tuple[str, ...]] = {
    DisputedTable.CANDIDACIES: ("candidacies", "contests"),
    DisputedTable.RESULTS: ("contests",),
    DisputedTable.TALLIES: ("elections",),
}


def contradictions(tables: Tables, incomplete: frozenset[str]) -> Iterator[Problem]:
    """Find them all; the absence of a row is held against no table that is incomplete."""
    for rule in _RULES:
        yield from rule(tables)
    for subject, table in _TABLE_OF_SUBJECT.items():
        if table not in incomplete:
            yield from _subjects_that_do_not_exist(tables, subject, table)
    if incomplete.isdisjoint(_TABLES_IN_DISPUTE):
        yield from _disputes_about_nothing(tables)


def _moves_to_the_same_party(tables: Tables) -> Iterator[Problem]:
    for move in tables.party_moves:
        if move.from_party_id == move.to_party_id:
            party = _party(move.to_party_id)
            message = f"the move is from {party} to {party}; name the party left or joined"
            yield _problem(move, "to_party_id", move.to_party_id, message)


def _links_of_a_party_to_itself(tables: Tables) -> Iterator[Problem]:
    for link in tables.party_links:
        if link.from_party == link.to_party:
            message = f"{quoted(link.to_party)} is linked to itself; name the other party"
            yield _problem(link, "to_party", link.to_party, message)


def _independents_with_a_party(tables: Tables) -> Iterator[Problem]:
    for candidacy in tables.candidacies:
        if candidacy.independent and candidacy.party_id:
            message = (
                f"an independent stands for no party, but here is {quoted(candidacy.party_id)}; "
                "empty this cell or write independent as 'false'"
            )
            yield _problem(candidacy, "party_id", candidacy.party_id, message)


def _ends_before_beginnings(tables: Tables) -> Iterator[Problem]:
    intervals: Iterator[tuple[Row, str, PartialDate | None, PartialDate | None]] = chain(
        ((row, "second_round", row.first_round, row.second_round) for row in tables.elections),
        ((row, "end", row.start, row.end) for row in tables.mandates),
        ((row, "until", row.since, row.until) for row in tables.party_links),
    )
    for row, column, start, end in intervals:
        if start and end and end.latest < start.earliest:
            message = f"{end.text!r} is before the beginning, {start.text!r}; correct one of them"
            yield _problem(row, column, end.text, message)


def _candidacies_that_stand_twice(tables: Tables) -> Iterator[Problem]:
    lines: dict[tuple[str, str], int] = {}
    for candidacy in tables.candidacies:
        person = candidacy.person_id
        first = lines.setdefault((candidacy.contest_id, person), candidacy.line)
        if first != candidacy.line:
            message = (
                f"{quoted(person)} stands in this contest on line {first} already; keep one of them"
            )
            yield _problem(candidacy, "person_id", person, message)


def _contests_with_two_elected(tables: Tables) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    single = {contest.id for contest in tables.contests if contest.office.has_one_seat}
    for candidacy in tables.candidacies:
        if candidacy.outcome is Outcome.ELECTED and candidacy.contest_id in single:
            first = lines.setdefault(candidacy.contest_id, candidacy.line)
            if first != candidacy.line:
                message = (
                    f"the candidacy on line {first} is 'ELECTED' in this contest already; "
                    "write another outcome for one of them"
                )
                yield _problem(candidacy, "outcome", candidacy.outcome, message)


def _candidates_with_two_final_counts(tables: Tables) -> Iterator[Problem]:
    finals: dict[tuple[str, int, str], ResultRow] = {}
    for result in tables.results:
        if result.is_final:
            person = result.person_id
            first = finals.setdefault((result.contest_id, result.round, person), result)
            if first.source_id != result.source_id:
                message = (
                    f"the figure of {quoted(person)} on line {first.line} is final in this round "
                    "already; write 'false' for all but one of them"
                )
                yield _problem(result, "is_final", "true", message)


def _winners_of_another_party(tables: Tables) -> Iterator[Problem]:
    winners = {(contest.id, contest.winner_person_id or "") for contest in tables.contests}
    candidacies = {
        key: row
        for row in tables.candidacies
        if (key := (row.contest_id, row.person_id)) in winners
    }
    for contest in tables.contests:
        candidacy = candidacies.get((contest.id, contest.winner_person_id or ""))
        if candidacy and candidacy.party_id != contest.winner_party_id:
            message = (
                f"the winner stood for {_party(candidacy.party_id)} ({file_of(candidacy.TABLE)}, "
                f"line {candidacy.line}), not for {_party(contest.winner_party_id)}; "
                "write the same in both"
            )
            yield _problem(contest, "winner_party_id", contest.winner_party_id, message)


def _subjects_that_do_not_exist(
    tables: Tables, subject: SubjectType, table: str
) -> Iterator[Problem]:
    known = set(_ids(tables, table))
    ways_out = WaysOut(known, f"add it to {file_of(table)} or correct it here")
    for row, column, kind, name in _named_by_kind(tables):
        if kind is subject and name not in known and name:
            message = f"no {noun_of(table)} {quoted(name)} in {file_of(table)}; {ways_out.of(name)}"
            yield _problem(row, column, name, message)


def _named_by_kind(tables: Tables) -> Iterator[tuple[Row, str, SubjectType, str]]:
    """Give the cells whose table stands in another cell of the row."""
    for statement in tables.statements:
        yield statement, "subject_id", statement.subject_type, statement.subject_id
    for former in tables.former_ids:
        yield former, "current_id", former.kind, former.current_id


def _former_ids_in_use(tables: Tables) -> Iterator[Problem]:
    ids = {kind: set(_ids(tables, table)) for kind, table in _TABLE_OF_SUBJECT.items()}
    for row in tables.former_ids:
        if row.former_id in ids.get(row.kind, ()):
            file = file_of(_TABLE_OF_SUBJECT[row.kind])
            message = (
                f"{quoted(row.former_id)} is an id in {file} and answers for itself; "
                "remove this row or rename that one"
            )
            yield _problem(row, "former_id", row.former_id, message)


def _disputes_about_nothing(tables: Tables) -> Iterator[Problem]:
    names = {(dispute.key or "").partition("|")[0] for dispute in tables.disputes}
    ids = {table: names.intersection(_ids(tables, table)) for table in _TABLES_IN_DISPUTE}
    every_id = chain.from_iterable(_ids(tables, table) for table in _TABLES_IN_DISPUTE)
    ways_out = WaysOut(every_id, "begin the key with the id of a row there")
    files = ", ".join(map(file_of, _TABLES_IN_DISPUTE))
    for dispute in tables.disputes:
        name = (dispute.key or "").partition("|")[0]
        own = _TABLES_OF_DISPUTE.get(dispute.table, (dispute.table,))
        if not (name and dispute.table) or any(name in ids.get(table, ()) for table in own):
            continue
        if any(name in known for known in ids.values()):
            where = " or ".join(map(file_of, own))
            message = (
                f"{quoted(name)} is no id of {where}; correct the key or the name of the table"
            )
        else:
            message = f"no id {quoted(name)} in any of {files}; {ways_out.of(name)}"
        yield _problem(dispute, "key", dispute.key, message)


def _ids(tables: Tables, table: str) -> Iterator[str]:
    return filter(None, map(attrgetter("id"), getattr(tables, table)))


def _party(party: str | None) -> str:
    return "no party" if party is None else quoted(party)


def _problem(row: Row, column: str, value: str | None, message: str) -> Problem:
    file = file_of(row.TABLE)
    return Problem(file=file, line=row.line, columns=(column,), value=value, message=message)


_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    _moves_to_the_same_party,
    _links_of_a_party_to_itself,
    _independents_with_a_party,
    _ends_before_beginnings,
    _candidacies_that_stand_twice,
    _contests_with_two_elected,
    _candidates_with_two_final_counts,
    _winners_of_another_party,
    _former_ids_in_use,
)
