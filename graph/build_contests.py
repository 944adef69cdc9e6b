"""The build of contests: rounds, reports, candidacies, wins and the links of each contest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from graph.build_things import Things
from graph.contests import Contest
from graph.edges import RanIn, StoodFor, Won
from graph.elections import Election
from graph.evidence import Name
from graph.nodes import Municipality, Party
from graph.relationships import Derivation, Relationship
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
_BASES = {WinnerBasis.STATED: Basis.STATED, WinnerBasis.COMPUTED: Basis.DERIVED}

OfContest = TypeVar("OfContest", RoundRow, ResultRow, PartyResultRow, CandidacyRow)


class ContestsBuild:
    """Adds contests, candidacies and wins to the graph of the things that they join.

    It goes from contest to contest, each with all that belongs to it, in the order of ids: what
    lies together in the data then lies together in memory, whatever the order of the rows.
    """

    def __init__(self, things: Things, tables: Tables) -> None:
        self.things = things
        self.graph = things.graph
        self.contests = sorted(tables.contests, key=attrgetter("id"))
        self.rounds = _by_contest(tables.rounds)
        self.results = _by_contest(tables.results)
        self.columns = _by_contest(tables.party_results)
        self.candidacies = _by_contest(tables.candidacies)

    def add(self) -> None:
        """Add everything that contests bring into the graph."""
        for row in self.contests:
            contest = self._contest(row)
            self.graph.add(contest)
            self.things.add_structure(RelationshipType.PART_OF, contest, contest.election)
            self.things.add_structure(RelationshipType.HELD_IN, contest, contest.municipality)
            self.graph.add_edges(self._edges(row, contest))

    def _edges(self, row: ContestRow, contest: Contest) -> Iterator[Relationship]:
        """Make the candidacies of a contest, each with its label, and the win."""
        candidacies: dict[str, RanIn] = {}
        for each in self.candidacies[row.id]:
            candidacy = self._candidacy(each, contest)
            candidacies[candidacy.person.key] = candidacy
            yield candidacy
            if candidacy.party is not None:
                yield self._label(each, candidacy, candidacy.party)
        if row.winner_person_id is not None:
            yield self._win(row, self.things.people[row.winner_person_id].key, candidacies)

    def _round(self, row: RoundRow) -> RoundRecord:
        by_person: defaultdict[str, list[ResultRow]] = defaultdict(list)
        for result in self.results[row.contest_id]:
            if result.round == row.round:
                by_person[self.things.people[result.person_id].key].append(result)
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
            reports={person: self._reports(rows) for person, rows in by_person.items()},
            party_figures=tuple(map(self._column, columns)),
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

    def _contest(self, row: ContestRow) -> Contest:
        things, rounds = self.things, sorted(self.rounds[row.id], key=attrgetter("round"))
        election = things.elections[row.election_id]
        place = things.municipalities[row.municipality_id]
        key = f"contest/{row.id}"
        return Contest(
            graph=self.graph,
            key=key,
            id=key,
            names=_titles(row.office, place, election),
            citations=things.citations(row.source_id),
            election=election,
            municipality=place,
            office=row.office,
            recorded_status=row.status,
            completeness=row.completeness,
            recorded_rounds=tuple(map(self._round, rounds)),
            recorded_winner_party=things.parties.get(row.winner_party_id or ""),
            recorded_winner_basis=_BASES[row.winner_basis] if row.winner_basis else None,
            recorded_took_office=row.took_office,
            note=row.note,
        )

    def _candidacy(self, row: CandidacyRow, contest: Contest) -> RanIn:
        person, day = self.things.people[row.person_id], contest.date
        key = f"ran-in/{row.person_id}/{row.contest_id}"
        candidacy = RanIn(
            key=key,
            id=key,
            since=day,
            until=day,
            person=person,
            contest=contest,
            party=self.things.parties[row.party_id] if row.party_id else None,
            independent=row.independent,
            ballot_label=row.ballot_label,
            recorded_outcome=row.outcome,
            citations=self.things.citations(row.source_id),
        )
        if row.person_id in self.things.candidacies:
            self.things.candidacies[row.person_id].append(candidacy)
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

    def _win(self, row: ContestRow, winner: str, candidacies: Mapping[str, RanIn]) -> Won:
        candidacy = candidacies[winner]
        contest = candidacy.contest
        stated = row.winner_basis is not WinnerBasis.COMPUTED
        key = f"won/{row.winner_person_id}/{row.id}"
        return Won(
            key=key,
            id=key,
            since=contest.deciding_date,
            until=contest.deciding_date,
            basis=Basis.STATED if stated else Basis.DERIVED,
            derivation=None if stated else _from_votes(candidacy, candidacies),
            note=row.note,
            person=candidacy.person,
            contest=contest,
            party=candidacy.party,
            candidacy=candidacy,
            citations=contest.citations,
        )


def _from_votes(winning: RanIn, candidacies: Mapping[str, RanIn]) -> Derivation:
    """Name those with a result in the last counted round, the winner in any case."""
    deciding = winning.contest.recorded_deciding_round
    rest_on = {candidacies[person] for person in deciding.reports} if deciding else set()
    return Derivation(MOST_VOTES, tuple(sorted(rest_on | {winning}, key=attrgetter("key"))))


def _by_contest(rows: Iterable[OfContest]) -> Mapping[str, list[OfContest]]:
    groups: defaultdict[str, list[OfContest]] = defaultdict(list)
    for row in rows:
        groups[row.contest_id].append(row)
    return groups


def _titles(office: Office, place: Municipality, election: Election) -> tuple[Name, ...]:
    """Name a contest by every name of its municipality: people look for it by any of them."""
    role, year = OFFICES[office].capitalize(), election.date.year
    shown, *others = (
        Name(value=f"{role} of {name.value} {year}", kind=NameKind.ALIAS, language=name.language)
        for name in place.names
    )
    return (replace(shown, kind=NameKind.CANONICAL, language="en"), *others)
