"""The build of contests: rounds, reports, candidacies, wins and the links of each contest."""

from collections import defaultdict
from dataclasses import replace

from graph.build_things import Things
from graph.contests import Contest
from graph.edges import RanIn, StoodFor, Won
from graph.elections import Election
from graph.evidence import Name
from graph.nodes import Municipality
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
        by_date = sorted(
            self.tables.candidacies,
            key=lambda row: (self.contests[row.contest_id].date.earliest, row.contest_id, row.id),
        )
        for candidacy in by_date:
            self._add_candidacy(candidacy)
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
        by_person: defaultdict[str, list[Report]] = defaultdict(list)
        for result in results:
            by_person[f"person/{result.person_id}"].append(self._report(result))
        return RoundRecord(
            key=f"round/{row.contest_id}/{row.round}",
            number=row.round,
            label=row.label,
            date=row.date,
            status=row.status,
            recorded_valid_votes=row.valid_votes,
            note=row.note,
            citations=(self.things.citation(row.source_id),),
            reports={person: _ranked(reports) for person, reports in by_person.items()},
            party_figures=tuple(self._column(column) for column in columns),
        )

    def _report(self, row: ResultRow) -> Report:
        return Report(
            votes=row.votes,
            share=row.percent,
            final=row.is_final,
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
        citation = things.citation(row.source_id)
        basis = {WinnerBasis.STATED: Basis.STATED, WinnerBasis.COMPUTED: Basis.DERIVED}
        contest = Contest(
            graph=self.graph,
            key=f"contest/{row.id}",
            id=f"contest/{row.id}",
            names=_titles(row.office, place, election),
            citations=(citation,),
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

    def _add_candidacy(self, row: CandidacyRow) -> None:
        contest, person = self.contests[row.contest_id], self.things.people[row.person_id]
        key = f"ran-in/{person.slug}/{contest.slug}"
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
            citations=(self.things.citation(row.source_id),),
        )
        self.candidacies[row.contest_id, row.person_id] = candidacy
        self.things.candidacies[person.key].append(candidacy)
        self.graph.add_edge(candidacy)
        if candidacy.party is not None:
            self._add_label(candidacy)

    def _add_label(self, candidacy: RanIn) -> None:
        person, party = candidacy.person, candidacy.party
        if party is None:
            return
        kind = RelationshipType.STOOD_FOR
        key = self.things.edge_key(kind, person.slug, party.slug, candidacy.since)
        self.graph.add_edge(
            StoodFor(
                key=key,
                id=key,
                since=candidacy.since,
                until=candidacy.until,
                basis=Basis.DERIVED,
                derivation=Derivation(LABEL_OF_A_CANDIDACY, (candidacy,)),
                person=person,
                party=party,
                candidacy=candidacy,
                citations=candidacy.citations,
            )
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
        slug = contest.key.partition("/")[2]
        deciding = contest.counted_rounds[-1:]
        people = (key.partition("/")[2] for each in deciding for key in each.record.reports)
        rest_on = {self.candidacies[slug, person] for person in people} | {winning}
        return Derivation(MOST_VOTES, tuple(sorted(rest_on, key=lambda edge: edge.order)))


def _titles(office: Office, place: Municipality, election: Election) -> tuple[Name, ...]:
    """Name a contest by every name of its municipality: people look for it by any of them."""
    role, year = OFFICES[office].capitalize(), election.date.year
    shown, *others = (
        Name(value=f"{role} of {name.value} {year}", kind=NameKind.ALIAS, language=name.language)
        for name in place.names
    )
    return (replace(shown, kind=NameKind.CANONICAL, language="en"), *others)


def _ranked(reports: list[Report]) -> tuple[Report, ...]:
    """Put the preferred report first, and mark it."""
    first, *others = sorted(reports, key=lambda report: report.rank)
    return (replace(first, preferred=True), *others)
