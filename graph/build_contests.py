"""The build of contests: rounds, reports, candidacies, wins and the links of each contest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from operator import attrgetter
from typing import TypeVar, cast

from graph.build_things import Things
from graph.contests import Contest
from graph.edges import RanIn, StoodFor, Won
from graph.evidence import Name
from graph.nodes import Municipality
from graph.relationships import Derivation
from graph.rounds import PartyFigure, Report, RoundRecord
from graph.sentences import OFFICES, in_words
from graph.slots import made_of_columns
from graph.tables import (
    CandidacyRow,
    ContestRow,
    PartyResultRow,
    ResultRow,
    RoundRow,
    Tables,
    WinnerBasis,
)
from graph.vocabulary import Basis, NameKind, Office, RelationshipType

MOST_VOTES = "most votes in the deciding round"
LABEL_OF_A_CANDIDACY = "the label of a candidacy"
_BASES = {WinnerBasis.STATED: Basis.STATED, WinnerBasis.COMPUTED: Basis.DERIVED}

_BATCH = 500  # so few that what is made of them is still in the processor's cache
Reports = dict[str, tuple[Report, ...]]
OfContest = TypeVar("OfContest", RoundRow, ResultRow, PartyResultRow, CandidacyRow)


class ContestsBuild:
    """Adds contests, candidacies and wins to the graph of the things that they join.

    Each step goes through the contests in the order of ids: what lies together in the data then
    lies together in memory, whatever the order of the rows.
    """

    def __init__(self, things: Things, tables: Tables) -> None:
        self.things = things
        self.graph = things.graph
        self.rows = sorted(tables.contests, key=attrgetter("id"))
        self.rounds = _by_contest(tables.rounds)
        self.columns = _by_contest(tables.party_results)
        self.candidacies = self._in_order(tables.candidacies)
        self.occasions = _occasions(self.rows, things)
        self.reports: defaultdict[tuple[str, int], Reports] = defaultdict(dict)
        for rows in _batches(self._in_order(tables.results)):
            self._add_reports(rows)

    def _in_order(self, rows: Iterable[OfContest]) -> list[OfContest]:
        groups = _by_contest(rows)
        return [each for row in self.rows for each in groups[row.id]]

    def add(self) -> None:
        """Add everything that contests bring into the graph."""
        contests = {row.id: self._contest(row) for row in self.rows}
        for contest in contests.values():
            self.graph.add(contest)
        frames = [(each, each.election) for each in contests.values()]
        self.things.add_structure(RelationshipType.PART_OF, frames)
        places = [(each, each.municipality) for each in contests.values()]
        self.things.add_structure(RelationshipType.HELD_IN, places)
        for rows in _batches(self.candidacies):
            candidacies = self._candidacies(rows, contests)
            self.graph.add_edges(candidacies)
            self.graph.add_edges(self._labels(candidacies))
        for row in self.rows:
            if row.winner_person_id is not None:
                self.graph.add_edge(self._win(row, row.winner_person_id, contests[row.id]))

    def _add_reports(self, rows: Sequence[ResultRow]) -> None:
        """Put reports to their rounds by person, the preferred one first and marked."""
        reports = made_of_columns(
            Report,
            rows,
            votes=[row.votes for row in rows],
            share=[row.percent for row in rows],
            final=[row.is_final for row in rows],
            preferred=[True] * len(rows),
            name_as_written=[row.name_as_written for row in rows],
            party_as_written=[row.party_as_written for row in rows],
            citation=[self.things.citation(row.source_id, row.locator) for row in rows],
        )
        people = self.things.people
        for row, report in zip(rows, reports, strict=True):
            of_round = self.reports[row.contest_id, row.round]
            person = people[row.person_id].key
            others = of_round.get(person)
            of_round[person] = _preferred_first(*others, report) if others else (report,)

    def _round(self, row: RoundRow) -> RoundRecord:
        columns = (each for each in self.columns[row.contest_id] if each.round == row.round)
        return RoundRecord(
            key=f"round/{row.contest_id}/{row.round}",
            number=row.round,
            label=row.label,
            date=row.date,
            status=row.status,
            recorded_valid_votes=row.valid_votes,
            note=row.note,
            citations=self.things.citations(row.source_id),
            reports=self.reports.get((row.contest_id, row.round), {}),
            party_figures=tuple(map(self._column, columns)),
        )

    def _column(self, row: PartyResultRow) -> PartyFigure:
        return PartyFigure(
            party_key=row.party_id and f"party/{row.party_id}",
            label=row.party_as_written,
            votes=row.votes,
            note=row.note,
            citation=self.things.citation(row.source_id, row.locator),
        )

    def _contest(self, row: ContestRow) -> Contest:
        things, rounds = self.things, sorted(self.rounds[row.id], key=attrgetter("round"))
        election = things.elections[row.election_id]
        place = things.municipalities[row.municipality_id]
        key = f"contest/{row.id}"
        return Contest(
            graph=self.graph,
            key=key,
            id=key,
            names=_titles(row.office, place, self.occasions[row.id]),
            citations=things.citations(row.source_id),
            election=election,
            municipality=place,
            office=row.office,
            occasion=self.occasions[row.id],
            recorded_status=row.status,
            completeness=row.completeness,
            recorded_rounds=tuple(map(self._round, rounds)),
            recorded_winner_party=things.parties.get(row.winner_party_id or ""),
            recorded_winner_basis=_BASES[row.winner_basis] if row.winner_basis else None,
            recorded_took_office=row.took_office,
            note=row.note,
        )

    def _candidacies(
        self, rows: Sequence[CandidacyRow], contests: Mapping[str, Contest]
    ) -> list[RanIn]:
        things = self.things
        keys = [_candidacy_key(row.person_id, row.contest_id) for row in rows]
        days = [contests[row.contest_id].date for row in rows]
        candidacies = made_of_columns(
            RanIn,
            keys,
            key=keys,
            id=keys,
            since=days,
            until=days,
            person=[things.people[row.person_id] for row in rows],
            contest=[contests[row.contest_id] for row in rows],
            party=[things.parties[row.party_id] if row.party_id else None for row in rows],
            independent=[row.independent for row in rows],
            ballot_label=[row.ballot_label for row in rows],
            recorded_outcome=[row.outcome for row in rows],
            citations=[things.citations(row.source_id) for row in rows],
        )
        for row, candidacy in zip(rows, candidacies, strict=True):
            if row.person_id in things.candidacies:
                things.candidacies[row.person_id].append(candidacy)
        return candidacies

    def _labels(self, candidacies: Iterable[RanIn]) -> list[StoodFor]:
        shown = [(each, each.party) for each in candidacies if each.party is not None]
        kind, key = RelationshipType.STOOD_FOR, self.things.edge_key
        keys = [key(kind, each.person.slug, party.slug, each.since) for each, party in shown]
        inputs = [(each,) for each, _ in shown]
        rules = repeat(LABEL_OF_A_CANDIDACY)
        derivations = made_of_columns(Derivation, inputs, rule=rules, inputs=inputs)
        return made_of_columns(
            StoodFor,
            keys,
            key=keys,
            id=keys,
            since=[each.since for each, _ in shown],
            until=[each.until for each, _ in shown],
            basis=repeat(Basis.DERIVED),
            derivation=derivations,
            person=[each.person for each, _ in shown],
            party=[party for _, party in shown],
            candidacy=[each for each, _ in shown],
            citations=[each.citations for each, _ in shown],
        )

    def _win(self, row: ContestRow, winner: str, contest: Contest) -> Won:
        candidacy = self._candidacy(winner, row.id)
        stated = row.winner_basis is not WinnerBasis.COMPUTED
        key = f"won/{winner}/{row.id}"
        return Won(
            key=key,
            id=key,
            since=contest.deciding_date,
            until=contest.deciding_date,
            basis=Basis.STATED if stated else Basis.DERIVED,
            derivation=None if stated else self._from_votes(candidacy, row.id),
            note=row.note,
            person=candidacy.person,
            contest=contest,
            party=candidacy.party,
            candidacy=candidacy,
            citations=contest.citations,
        )

    def _from_votes(self, winning: RanIn, contest_id: str) -> Derivation:
        """Name those with a result in the last counted round, the winner in any case."""
        deciding = winning.contest.recorded_deciding_round
        people = (key.partition("/")[2] for key in deciding.reports) if deciding else ()
        rest_on = {self._candidacy(person, contest_id) for person in people}
        return Derivation(MOST_VOTES, tuple(sorted(rest_on | {winning}, key=attrgetter("key"))))

    def _candidacy(self, person_id: str, contest_id: str) -> RanIn:
        """Give a candidacy that has been added; the loader has seen to it that it is there."""
        return cast("RanIn", self.graph.find_edge(_candidacy_key(person_id, contest_id)))


def _candidacy_key(person_id: str, contest_id: str) -> str:
    return f"ran-in/{person_id}/{contest_id}"


def _batches(rows: Sequence[OfContest]) -> Iterator[Sequence[OfContest]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def _by_contest(rows: Iterable[OfContest]) -> Mapping[str, list[OfContest]]:
    groups: defaultdict[str, list[OfContest]] = defaultdict(list)
    for row in rows:
        groups[row.contest_id].append(row)
    return groups


def _preferred_first(*reports: Report) -> tuple[Report, ...]:
    """Put the reports for one candidate in order, and mark the first of them alone."""
    preferred, *others = sorted(reports, key=_rank)
    return (preferred, *(replace(each, preferred=False) for each in others))


def _rank(report: Report) -> tuple[bool, int, bool, str]:
    """Give the place among the figures for one candidate: the lowest is the preferred one."""
    source = report.citation.source
    return (report.votes is None, source.precedence, not report.final, source.key)


def _titles(office: Office, place: Municipality, occasion: str) -> tuple[Name, ...]:
    """Name a contest by every name of its municipality: people look for it by any of them."""
    title = f"{OFFICES[office].capitalize()} of {{}} {occasion}".format
    shown, *others = place.names
    return (
        Name(value=title(shown.value), kind=NameKind.CANONICAL, language="en"),
        *(
            Name(value=title(each.value), language=each.language, kind=NameKind.ALIAS)
            for each in others
        ),
    )


def _occasions(rows: Iterable[ContestRow], things: Things) -> dict[str, str]:
    """Say when each contest was, as exactly as tells it from others for the same office there.

    That is the year of the election, else its date, else the year with the id of the contest.
    """
    occasions: dict[str, str] = {}
    groups: defaultdict[tuple[str, Office, int], list[ContestRow]] = defaultdict(list)
    for row in rows:
        year = things.elections[row.election_id].date.year
        groups[row.municipality_id, row.office, year].append(row)
    for (_, _, year), alike in groups.items():
        dates = [in_words(things.elections[row.election_id].date) for row in alike]
        for row, day in zip(alike, dates, strict=True):
            exact = day if dates.count(day) == 1 else f"{year} ({row.id})"
            occasions[row.id] = exact if len(alike) > 1 else str(year)
    return occasions
