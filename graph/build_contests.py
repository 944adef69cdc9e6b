"""The build of contests: rounds, reports, candidacies, wins and the links of each contest."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from graph.build_things import Things
from graph.contests import Contest
from graph.edges import RanIn, StoodFor, Won
from graph.elections import Election
from graph.evidence import Name
from graph.nodes import Municipality, Party
from graph.relationships import Derivation
from graph.rounds import PartyFigure, Report, RoundRecord
from graph.sentences import OFFICES
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


class ContestsBuild:
    """Adds contests, candidacies and wins to the graph of the things that they join."""

    def __init__(self, things: Things, tables: Tables) -> None:
        self.things = things
        self.graph = things.graph
        self.tables = tables
        self.contests: dict[str, Contest] = {}
        self.candidacies: dict[tuple[str, str], RanIn] = {}

    def add(self) -> None:
        """Add everything that contests bring into the graph."""
        rounds = self._rounds()
        for row in self.tables.contests:
            self._add_contest(row, rounds[row.id])
        self.graph.add_edges(self._candidacies())
        for row in self.tables.contests:
            self._add_win(row)

    def _rounds(self) -> dict[str, list[RoundRecord]]:
        results: defaultdict[tuple[str, int], list[ResultRow]] = defaultdict(list)
        for result in self.tables.results:
            results[result.contest_id, result.round].append(result)
        columns: defaultdict[tuple[str, int], list[PartyResultRow]] = defaultdict(list)
        for column in self.tables.party_results:
            columns[column.contest_id, column.round].append(column)
        rounds: defaultdict[str, list[RoundRecord]] = defaultdict(list)
        for row in sorted(self.tables.rounds, key=lambda each: each.round):
            at = row.contest_id, row.round
            rounds[row.contest_id].append(self._round(row, results[at], columns[at]))
        return rounds

    def _round(
        self, row: RoundRow, results: list[ResultRow], columns: list[PartyResultRow]
    ) -> RoundRecord:
        by_person: defaultdict[str, list[ResultRow]] = defaultdict(list)
        for result in results:
            by_person[self.things.people[result.person_id].key].append(result)
        return RoundRecord(
            key=f"round/{row.contest_id}/{row.round}",
            number=row.round,
            label=row.label,
            date=row.date,
            status=row.status,
            recorded_valid_votes=row.valid_votes,
            note=row.note,
            citations=self.things.citations(row.source_id),
            reports={person: self._reports(rows) for person, rows in by_person.items()},
            party_figures=tuple(self._column(column) for column in columns),
        )

    def _reports(self, rows: list[ResultRow]) -> tuple[Report, ...]:
        """Put the preferred report first, and mark it."""
        if len(rows) > 1:
            rows = sorted(rows, key=self._rank)
        return tuple(self._report(row, preferred=row is rows[0]) for row in rows)

    def _rank(self, row: ResultRow) -> tuple[bool, int, bool, str]:
        """Give the place among the figures for one candidate: the lowest is the preferred one."""
        source = self.things.sources[row.source_id]
        return (row.votes is None, source.precedence, not row.is_final, source.key)

    def _report(self, row: ResultRow, *, preferred: bool) -> Report:
        return Report(
            votes=row.votes,
            share=row.percent,
            final=row.is_final,
            preferred=preferred,
            name_as_written=row.name_as_written,
            party_as_written=row.party_as_written,
            citation=self.things.citation(row.source_id, row.locator),
        )

    def _column(self, row: PartyResultRow) -> PartyFigure:
        return PartyFigure(
            party_key=row.party_id and f"party/{row.party_id}",
            label=row.party_as_written,
            votes=row.votes,
            note=row.note,
            citation=self.things.citation(row.source_id, row.locator),
        )

    def _add_contest(self, row: ContestRow, rounds: list[RoundRecord]) -> None:
        things = self.things
        election, place = (
            things.elections[row.election_id],
            things.municipalities[row.municipality_id],
        )
        basis = {WinnerBasis.STATED: Basis.STATED, WinnerBasis.COMPUTED: Basis.DERIVED}
        contest = Contest(
            graph=self.graph,
            key=f"contest/{row.id}",
            id=f"contest/{row.id}",
            names=_titles(row.office, place, election),
            citations=things.citations(row.source_id),
            election=election,
            municipality=place,
            office=row.office,
            recorded_status=row.status,
            completeness=row.completeness,
            recorded_rounds=tuple(rounds),
            recorded_winner_party=things.parties.get(row.winner_party_id or ""),
            recorded_winner_basis=basis[row.winner_basis] if row.winner_basis else None,
            recorded_took_office=row.took_office,
            note=row.note,
        )
        self.contests[row.id] = contest
        self.graph.add(contest)
        things.add_structure(RelationshipType.PART_OF, contest, election)
        things.add_structure(RelationshipType.HELD_IN, contest, place)

    def _candidacies(self) -> Iterator[RanIn | StoodFor]:
        """Make the candidacies, contest by contest in the order of dates, each with its label."""
        rows: defaultdict[str, list[CandidacyRow]] = defaultdict(list)
        for row in self.tables.candidacies:
            rows[row.contest_id].append(row)
        by_date = sorted(self.contests, key=lambda id_: (self.contests[id_].date.earliest, id_))
        for id_ in by_date:
            for row in sorted(rows[id_], key=attrgetter("id")):
                candidacy = self._candidacy(row)
                yield candidacy
                if candidacy.party is not None:
                    yield self._label(row, candidacy, candidacy.party)

    def _candidacy(self, row: CandidacyRow) -> RanIn:
        contest, person = self.contests[row.contest_id], self.things.people[row.person_id]
        key = f"ran-in/{row.person_id}/{row.contest_id}"
        candidacy = RanIn(
            key=key,
            id=key,
            since=contest.date,
            until=contest.date,
            person=person,
            contest=contest,
            party=self.things.parties[row.party_id] if row.party_id else None,
            independent=row.independent,
            ballot_label=row.ballot_label,
            recorded_outcome=row.outcome,
            citations=self.things.citations(row.source_id),
        )
        self.candidacies[row.contest_id, row.person_id] = candidacy
        self.things.candidacies[person.key].append(candidacy)
        return candidacy

    def _label(self, row: CandidacyRow, candidacy: RanIn, party: Party) -> StoodFor:
        kind = RelationshipType.STOOD_FOR
        key = self.things.edge_key(kind, row.person_id, party.slug, candidacy.since)
        return StoodFor(
            key=key,
            id=key,
            since=candidacy.since,
            until=candidacy.until,
            basis=Basis.DERIVED,
            derivation=Derivation(LABEL_OF_A_CANDIDACY, (candidacy,)),
            person=candidacy.person,
            party=party,
            candidacy=candidacy,
            citations=candidacy.citations,
        )

    def _add_win(self, row: ContestRow) -> None:
        if row.winner_person_id is None:
            return
        contest = self.contests[row.id]
        candidacy = self.candidacies[row.id, row.winner_person_id]
        stated = row.winner_basis is not WinnerBasis.COMPUTED
        key = f"won/{candidacy.person.slug}/{contest.slug}"
        self.graph.add_edge(
            Won(
                key=key,
                id=key,
                since=contest.deciding_date,
                until=contest.deciding_date,
                basis=Basis.STATED if stated else Basis.DERIVED,
                derivation=None if stated else self._from_votes(candidacy),
                note=row.note,
                person=candidacy.person,
                contest=contest,
                party=candidacy.party,
                candidacy=candidacy,
                citations=contest.citations,
            )
        )

    def _from_votes(self, winning: RanIn) -> Derivation:
        """Name those with a result in the last counted round, the winner in any case."""
        contest = winning.contest
        deciding = contest.recorded_deciding_round
        people = [key.partition("/")[2] for key in deciding.reports] if deciding else []
        rest_on = {self.candidacies[contest.slug, person] for person in people} | {winning}
        return Derivation(MOST_VOTES, tuple(sorted(rest_on, key=attrgetter("key"))))


def _titles(office: Office, place: Municipality, election: Election) -> tuple[Name, ...]:
    """Name a contest by every name of its municipality: people look for it by any of them."""
    role, year = OFFICES[office].capitalize(), election.date.year
    shown, *others = (
        Name(value=f"{role} of {name.value} {year}", kind=NameKind.ALIAS, language=name.language)
        for name in place.names
    )
    return (replace(shown, kind=NameKind.CANONICAL, language="en"), *others)
