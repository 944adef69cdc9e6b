"""A made-up election: Ana and Ben stand for mayor of Bora, and two papers print the figures.

Ana stands for the Plum party, Ben for nobody; `gazette` is preferred to `courier`. What the
papers print is up to each test.
"""

from collections.abc import Sequence
from typing import Any

from graph.build import build_graph
from graph.dates import PartialDate
from graph.form import row_classes
from graph.revision import Revision
from graph.tables import (
    CandidacyRow,
    ContestRow,
    DisputedTable,
    DisputeRow,
    ElectionRow,
    MunicipalityRow,
    PartyResultRow,
    PartyRow,
    PersonRow,
    ResultRow,
    RoundRow,
    SourceRow,
    Tables,
    TallyRow,
    WinnerBasis,
)
from graph.vocabulary import (
    Completeness,
    ElectionKind,
    Office,
    Outcome,
    PartyKind,
    ResultStatus,
    RoundLabel,
    SourceKind,
)

CONTEST = "mayor-bora-2010"
ELECTION = "local-2010"
FIRST_ROUND = PartialDate.parse("2010-06-06")

Figure = tuple[str, str, int | None, float | None]  # person, paper, votes, share
Column = tuple[str | None, int | None]  # party, votes
Total = tuple[str, str | None, float, str]  # measure, party, value, paper


def village(  # noqa: PLR0913 - each is one kind of figure that a paper may print
    figures: Sequence[Figure] = (),
    *,
    valid_votes: int | None = None,
    columns: Sequence[Column] = (),
    totals: Sequence[Total] = (),
    disputes: Sequence[DisputeRow] = (),
    completeness: Completeness = Completeness.FULL,
) -> Revision:
    """Build the graph of that election with these figures."""
    rows: dict[str, Any] = dict.fromkeys(row_classes(), ())
    rows |= _things() | _contest(valid_votes, completeness)
    rows["results"] = tuple(_result(*figure) for figure in figures)
    rows["party_results"] = tuple(_column(*column) for column in columns)
    rows["tallies"] = tuple(_total(*total) for total in totals)
    rows["disputes"] = tuple(disputes)
    return build_graph(Tables(revision="made up", **rows))


def dispute(
    table: DisputedTable, key: str, field: str, values: tuple[str, str], note: str | None = None
) -> DisputeRow:
    """Give a row of disputes between the two papers."""
    return DisputeRow(
        line=2,
        table=table,
        key=key,
        field=field,
        value_a=values[0],
        source_a="gazette",
        value_b=values[1],
        source_b="courier",
        note=note,
    )


def _things() -> dict[str, Any]:
    papers = {"gazette": 1, "courier": 2}
    return {
        "sources": tuple(_source(paper, precedence) for paper, precedence in papers.items()),
        "municipalities": (_municipality("bora"),),
        "parties": (_party("plum"),),
        "people": tuple(
            PersonRow(line=2, id=name.lower(), name=name, sort_name=name, note=None)
            for name in ("Ana", "Ben")
        ),
        "elections": (_election(),),
    }


def _source(paper: str, precedence: int) -> SourceRow:
    return SourceRow(
        line=2,
        id=paper,
        title=paper,
        publisher=None,
        kind=SourceKind.PRESS,
        address=None,
        licence=None,
        precedence=precedence,
        note=None,
    )


def _municipality(name: str) -> MunicipalityRow:
    return MunicipalityRow(
        line=2,
        id=name,
        name_en=name.title(),
        name_sq=None,
        name_sr=None,
        district=None,
        population_2011=None,
        area_km2=None,
        lat=None,
        lon=None,
        established=None,
        former_part_of=(),
        source_ids=("gazette",),
    )


def _party(name: str) -> PartyRow:
    return PartyRow(
        line=2,
        id=name,
        name_en=name.title(),
        name_sq=None,
        name_sr=None,
        abbreviation=None,
        kind=PartyKind.PARTY,
        founded=None,
        leader_note=None,
        source_id="gazette",
    )


def _election() -> ElectionRow:
    nothing: dict[str, Any] = dict.fromkeys(
        (
            "second_round",
            "originally_set_for",
            "turnout_first",
            "turnout_second",
            "lists_certified",
            "parties_certified",
            "coalitions_certified",
            "initiatives_certified",
            "independents_certified",
            "lists_participated",
            "system_note",
        )
    )
    return ElectionRow(
        line=2,
        id=ELECTION,
        name="2010",
        kind=ElectionKind.GENERAL_LOCAL,
        first_round=FIRST_ROUND,
        source_id="gazette",
        **nothing,
    )


def _contest(valid_votes: int | None, completeness: Completeness) -> dict[str, Any]:
    return {
        "contests": (_race(completeness),),
        "rounds": (_round(valid_votes),),
        "candidacies": (_candidacy("ana", "plum"), _candidacy("ben", None)),
    }


def _race(completeness: Completeness) -> ContestRow:
    return ContestRow(
        line=2,
        id=CONTEST,
        election_id=ELECTION,
        municipality_id="bora",
        office=Office.MAYOR,
        status=ResultStatus.FINAL,
        winner_person_id="ana",
        winner_party_id="plum",
        winner_basis=WinnerBasis.STATED,
        took_office=None,
        completeness=completeness,
        source_id="gazette",
        note=None,
    )


def _round(valid_votes: int | None) -> RoundRow:
    return RoundRow(
        line=2,
        contest_id=CONTEST,
        round=1,
        label=RoundLabel.FIRST,
        date=FIRST_ROUND,
        status=ResultStatus.FINAL,
        valid_votes=valid_votes,
        source_id="gazette",
        note=None,
    )


def _candidacy(person: str, party: str | None) -> CandidacyRow:
    return CandidacyRow(
        line=2,
        id=f"cand-{person}",
        contest_id=CONTEST,
        person_id=person,
        party_id=party,
        independent=party is None,
        ballot_label=None,
        source_id="gazette",
        outcome=Outcome.ELECTED if party else Outcome.NOT_ELECTED,
    )


def _result(person: str, paper: str, votes: int | None, share: float | None) -> ResultRow:
    return ResultRow(
        line=2,
        contest_id=CONTEST,
        round=1,
        person_id=person,
        votes=votes,
        percent=share,
        raw_votes=None,
        raw_percent=None,
        name_as_written=None,
        party_as_written=None,
        source_id=paper,
        locator=f"{paper} on {person}",
        is_final=False,
    )


def _column(party: str | None, votes: int | None) -> PartyResultRow:
    return PartyResultRow(
        line=2,
        contest_id=CONTEST,
        round=1,
        party_id=party,
        party_as_written=party or "Others",
        votes=votes,
        source_id="gazette",
        locator=None,
        note=None,
    )


def _total(measure: str, party: str | None, value: float, paper: str) -> TallyRow:
    return TallyRow(
        line=2,
        election_id=ELECTION,
        measure=measure,
        party_id=party,
        value=value,
        source_id=paper,
        locator=f"{paper} on {measure}",
        note=None,
    )
