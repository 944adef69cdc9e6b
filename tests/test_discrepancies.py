"""Discrepancies: what the data record as disagreeing, and what arithmetic finds besides."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build import build_graph
from graph.discrepancies import (
    discrepancies,
    discrepancies_about,
)
from graph.evidence import Discrepancy
from graph.load import load_tables
from graph.revision import Revision
from graph.tables import DisputedTable
from graph.vocabulary import Completeness, DiscrepancyKind
from tests.village import CONTEST, dispute, village

DATA = Path(__file__).parent.parent / "data"
AHMETI = "ran-in/shpend-ahmeti/mayor-pristina-2017"
HONEST = [("ana", "gazette", 600, 60.0), ("ben", "gazette", 400, 40.0)]


def texts(found: Discrepancy) -> list[str]:
    return [each.value for each in found.values]


def keyed(graph: Revision, key: str) -> Discrepancy:
    [found] = [each for each in discrepancies(graph) if each.key == key]
    return found


def sources(found: Discrepancy) -> list[str | None]:
    cited = (each.citation for each in found.values)
    return [each.source.key.removeprefix("source/") if each else None for each in cited]


def said(graph: Revision) -> list[tuple[str, str, str, list[str]]]:
    return [(each.kind, each.subject.key, each.field, texts(each)) for each in discrepancies(graph)]


def rows_of_disputes() -> list[dict[str, str]]:
    with (DATA / "disputes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows_of_disputes(), ids=lambda row: f"{row['key']} {row['field']}")
def test_each_row_of_disputes_appears_once(real: Revision, row: dict[str, str]) -> None:
    values = [row["value_a"], row["value_b"]]
    [found] = [
        each
        for each in discrepancies(real)
        if texts(each) == values
        and (each.note or "") == row["note"]
        and all(slug in row["key"] for slug in each.subject.key.split("/")[1:2])
    ]
    assert sources(found) == [row["source_a"], row["source_b"] or None]


def test_there_are_rows_of_disputes() -> None:
    assert len(rows_of_disputes()) == 111


def test_two_counts_of_one_candidate_are_cited_line_by_line(real: Revision) -> None:
    found = keyed(real, f"discrepancy/{AHMETI}/votes-in-round-2/seed-001/kv-2017-r2")
    assert (found.kind, found.field) == (DiscrepancyKind.SOURCES_DISAGREE, "votes in round 2")
    assert found.subject is real.find_edge(AHMETI)
    assert texts(found) == ["41401", "42262"]
    cited = [each.citation for each in found.values if each.citation]
    assert [each.locator for each in cited] == ["line 119", "line 25"]


def test_people_whose_names_differ_are_name_variants(real: Revision) -> None:
    people = [each for each in discrepancies(real) if each.subject.key.startswith("person/")]
    assert {each.kind for each in people} == {DiscrepancyKind.NAME_VARIANT}
    assert len(people) == 16


@pytest.mark.parametrize(
    ("key", "values", "locators"),
    [
        (
            "election/local-2007/sum-of-mayors/seed-000",
            ["27", "30"],
            ["line 22, line 23, line 24", "line 21"],
        ),
        (
            "election/local-2007/sum-of-council-presidents/seed-000",
            ["23", "30"],
            ["line 29, line 30, line 31", "line 21"],
        ),
    ],
)
def test_sums_that_fall_short_of_the_whole_are_totals_that_differ(
    real: Revision, key: str, values: list[str], locators: list[str]
) -> None:
    found = keyed(real, f"discrepancy/{key}")
    assert found.kind is DiscrepancyKind.TOTALS_DIFFER
    assert texts(found) == values
    assert [each.citation and each.citation.locator for each in found.values] == locators


def test_what_no_row_covers_is_found_by_arithmetic(real: Revision) -> None:
    recorded = {(row["value_a"], row["value_b"]) for row in rows_of_disputes()}
    found = [each for each in discrepancies(real) if tuple(texts(each)) not in recorded]
    assert [(each.subject.key, each.field, texts(each)) for each in found] == [
        (
            "contest/mayor-drenas-2016",
            "shares in round 1",
            ["Xhavit Drenori 2519 (12.06)", "Ramiz Lladrovci 9163 (45.57)"],
        ),
        ("election/local-2025", "value of RUNOFF_CONTESTS", ["17", "18", "18"]),
        ("ran-in/ilir-peci/mayor-zvecan-2023", "share in round 1", ["60", "59"]),
        ("ran-in/isa-xhemajlaj/mayor-drenas-2016", "votes in round 1", ["5293", "5462"]),
        ("ran-in/izmir-zeqiri/mayor-zubin-potok-2023", "share in round 1", ["52.1", "52.2"]),
        (
            "ran-in/sahit-bela/mayor-kacanik-2012",
            "share in round 1",
            ["5.5", "5.57 from 615 of 11050"],
        ),
        (
            "ran-in/tahir-caka/mayor-kacanik-2012",
            "share in round 1",
            ["20.4", "20.26 from 2239 of 11050"],
        ),
    ]


def test_keys_are_permanent_unique_and_in_order(real: Revision) -> None:
    keys = [each.key for each in discrepancies(real)]
    assert keys == sorted(set(keys))
    assert [each.id for each in discrepancies(real)] == keys


def test_the_order_of_rows_shows_nowhere(real: Revision) -> None:
    tables = load_tables(DATA)
    backwards: dict[str, Any] = {
        name: getattr(tables, name)[::-1] for name in ("disputes", "results", "tallies", "contests")
    }
    assert said(build_graph(replace(tables, **backwards))) == said(real)


def test_what_is_about_a_candidacy_is_about_all_that_it_belongs_to(real: Revision) -> None:
    [found] = discrepancies_about(real, real.entity("person/rifat-deri"))
    for key in ("contest/mayor-pristina-2017", "election/local-2017", "municipality/pristina"):
        assert found in discrepancies_about(real, real.entity(key))
    edge = real.find_edge("ran-in/rifat-deri/mayor-pristina-2017")
    assert edge is not None
    assert discrepancies_about(real, edge) == (found,)
    assert discrepancies_about(real, real.entity("person/agim-bahtiri")) == ()


def test_they_are_worked_out_once(real: Revision) -> None:
    assert discrepancies(real) is discrepancies(real)


@pytest.mark.parametrize(
    "graph",
    [
        village(),
        village(HONEST, valid_votes=1000),
        village([*HONEST, ("ana", "courier", 600, 60.0), ("ben", "courier", None, 40.0)]),
        village([("ana", "gazette", 2, 66.67), ("ben", "gazette", 1, 33.33)]),
        village([("ana", "gazette", None, 66.7), ("ana", "courier", None, 66.67)]),
        village([("ana", "gazette", 600, 60.0)], completeness=Completeness.LEADERS),
        village([("ana", "gazette", 600, None)], columns=[("plum", 600), (None, 400)]),
        village(columns=[("plum", 600), (None, 400)], valid_votes=1000),
        village(totals=[("MAYORS", "plum", 1, "gazette"), ("MUNICIPALITIES", None, 1, "courier")]),
        village(totals=[("TURNOUT_FIRST", None, 40, "gazette")]),
    ],
)
def test_figures_that_agree_yield_nothing(graph: Revision) -> None:
    assert discrepancies(graph) == ()


def test_parts_that_make_one_of_two_published_wholes_do_not_differ() -> None:
    wholes = [("MUNICIPALITIES", None, 1, "courier"), ("MUNICIPALITIES", None, 2, "gazette")]
    graph = village(totals=[("MAYORS", "plum", 1, "gazette"), *wholes])

    assert [each.field for each in discrepancies(graph)] == ["value of MUNICIPALITIES"]


ANA, BEN = f"ran-in/ana/{CONTEST}", f"ran-in/ben/{CONTEST}"
RESULTS = DisputedTable.RESULTS
BORA, ELECTION = f"contest/{CONTEST}", "election/local-2010"


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        pytest.param(
            village([*HONEST, ("ana", "courier", 610, 60.4)]),
            ("SOURCES_DISAGREE", ANA, "votes in round 1", ["600", "610"]),
            id="two counts of one candidate",
        ),
        pytest.param(
            village([*HONEST, ("ben", "courier", None, 39.0)]),
            ("SOURCES_DISAGREE", BEN, "share in round 1", ["40", "39"]),
            id="two shares of one candidate",
        ),
        pytest.param(
            village([("ana", "gazette", 600, 61.5), ("ben", "gazette", 400, 40.0)]),
            ("ARITHMETIC", ANA, "share in round 1", ["61.5", "60.00"]),
            id="a share that does not follow from the votes",
        ),
        pytest.param(
            village(
                [("ana", "gazette", 600, 61.5)],
                valid_votes=1000,
                completeness=Completeness.LEADERS,
            ),
            ("ARITHMETIC", ANA, "share in round 1", ["61.5", "60.00"]),
            id="a share that does not follow from the stored total",
        ),
        pytest.param(
            village(
                [("ana", "gazette", 600, 60.5), ("ben", "gazette", 100, 20.5)],
                completeness=Completeness.LEADERS,
            ),
            ("ARITHMETIC", BORA, "shares in round 1", ["Ana 600 (60.5)", "Ben 100 (20.5)"]),
            id="shares that no total makes right",
        ),
        pytest.param(
            village([("ana", "gazette", None, 61.5), ("ben", "gazette", None, 39.5)]),
            ("ARITHMETIC", BORA, "sum of shares in round 1", ["101.0", "100"]),
            id="shares that make more than a hundred",
        ),
        pytest.param(
            village([("ana", "gazette", None, 51.5), ("ben", "gazette", None, 39.5)]),
            ("ARITHMETIC", BORA, "sum of shares in round 1", ["91.0", "100"]),
            id="shares of everybody that make less than a hundred",
        ),
        pytest.param(
            village(HONEST, valid_votes=1001),
            ("ARITHMETIC", BORA, "valid votes in round 1", ["1001", "1000"]),
            id="a total that the candidates miss",
        ),
        pytest.param(
            village(columns=[("plum", 600), (None, 400)], valid_votes=1001),
            ("ARITHMETIC", BORA, "valid votes in round 1", ["1001", "1000"]),
            id="a total that the parties miss",
        ),
        pytest.param(
            village([("ana", "courier", 601, None)], columns=[("plum", 600), (None, 400)]),
            ("SOURCES_DISAGREE", ANA, "votes in round 1", ["601", "600"]),
            id="a candidate with other votes than the party",
        ),
        pytest.param(
            village(totals=[("MAYORS", "plum", 3, "gazette")]),
            ("TOTALS_DIFFER", ELECTION, "value of MAYORS for party/plum", ["3", "1"]),
            id="more mayors published than there are contests",
        ),
        pytest.param(
            village(totals=[("RUNOFF_CONTESTS", None, 1, "gazette")]),
            ("TOTALS_DIFFER", ELECTION, "value of RUNOFF_CONTESTS", ["1", "0"]),
            id="more run-offs published than were held",
        ),
        pytest.param(
            village(totals=[("VOTERS", None, 9, "gazette"), ("VOTERS", None, 8, "courier")]),
            ("SOURCES_DISAGREE", ELECTION, "value of VOTERS", ["8", "9"]),
            id="two published totals",
        ),
        pytest.param(
            village(
                totals=[
                    ("COUNCIL_PRESIDENTS", "plum", 1, "gazette"),
                    ("MUNICIPALITIES", None, 2, "gazette"),
                ]
            ),
            ("TOTALS_DIFFER", ELECTION, "sum of COUNCIL_PRESIDENTS", ["1", "2"]),
            id="parties that do not add up to the whole",
        ),
    ],
)
def test_a_contradiction_is_found(
    graph: Revision, expected: tuple[str, str, str, list[str]]
) -> None:
    assert said(graph) == [expected]


def test_a_recorded_row_is_not_found_again_but_another_figure_is() -> None:
    figures = [*HONEST, ("ana", "courier", 610, None), ("ben", "courier", 390, None)]
    row = dispute(RESULTS, f"{CONTEST}|1|ana", "votes", ("600", "610"), "a later count")
    found = {each.subject.key: each for each in discrepancies(village(figures, disputes=[row]))}
    assert set(found) == {ANA, BEN}
    assert found[ANA].note == "a later count"
    assert [each.citation and each.citation.locator for each in found[ANA].values] == [
        "gazette on ana",
        "courier on ana",
    ]


def test_a_row_about_a_whole_round_covers_its_candidates_but_no_other_round() -> None:
    figures = [*HONEST, ("ana", "courier", 610, None)]
    values = ("Ana 600, Ben 400", "Ana 610, Ben 390")
    rows = [dispute(RESULTS, f"{CONTEST}|{number}", "votes", values) for number in (1, 2)]
    covered, not_covered = (village(figures, disputes=[row]) for row in rows)
    assert [each.subject.key for each in discrepancies(covered)] == [BORA]
    assert [each.subject.key for each in discrepancies(not_covered)] == [BORA, ANA]


def test_rows_that_nothing_else_tells_apart_are_numbered() -> None:
    rows = [
        dispute(DisputedTable.CANDIDACIES, "cand-ana", "party", ("plum", "pear")),
        dispute(DisputedTable.CANDIDACIES, "cand-ana", "Party", ("plum", "fig")),
    ]
    keys = [each.key for each in discrepancies(village(disputes=rows))]
    stem = f"discrepancy/{ANA}/party/gazette/courier"
    assert keys == [stem, f"{stem}/2"]
    assert [texts(each)[1] for each in discrepancies(village(disputes=rows))] == ["fig", "pear"]


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=2), st.integers(0, 4))
def test_shares_rounded_to_any_decimals_are_never_a_contradiction(
    votes: list[int], decimals: int
) -> None:
    votes.sort(reverse=True)  # ana is recorded as the winner
    shares = [round(100 * each / sum(votes), decimals) for each in votes]
    people = zip(("ana", "ben"), votes, shares, strict=True)
    graph = village([(person, "gazette", count, share) for person, count, share in people])
    assert discrepancies(graph) == ()


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_two_counts_are_a_contradiction_exactly_if_they_differ(one: int, other: int) -> None:
    graph = village([("ana", "gazette", one, None), ("ana", "courier", other, None)])
    kinds = Counter(each.kind for each in discrepancies(graph))
    assert kinds == ({DiscrepancyKind.SOURCES_DISAGREE: 1} if one != other else {})
