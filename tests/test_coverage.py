"""Coverage: what should exist against what is recorded, so that a gap is never read as a zero."""

from typing import cast

import pytest

from graph.coverage import coverage
from graph.elections import Election
from graph.revision import Revision
from graph.standings import flips
from tests.village import village

MEASURES = [
    "CONTESTS",
    "RUNOFFS",
    "ROUNDS_WITH_FIGURES",
    "NAMED_WINNERS",
    "WINNERS_BY_LABEL",
    "FLIPS",
]


def election(graph: Revision, slug: str) -> Election:
    return cast("Election", graph.entity(f"election/{slug}"))


@pytest.mark.parametrize(
    ("slug", "measure", "figures"),
    [
        ("local-2007", "CONTESTS", (30, 30, True)),
        ("local-2007", "RUNOFFS", (23, 23, True)),
        ("local-2007", "NAMED_WINNERS", (30, 10, False)),
        ("local-2007", "WINNERS_BY_LABEL", (30, 27, False)),
        ("local-2007", "FLIPS", (None, 0, None)),
        ("local-2009", "CONTESTS", (36, 36, True)),
        ("local-2009", "RUNOFFS", (21, 20, False)),
        ("local-2009", "FLIPS", (36, 25, False)),
        ("local-2013", "ROUNDS_WITH_FIGURES", (63, 63, True)),
        ("local-2017", "CONTESTS", (38, 38, True)),
        ("local-2017", "NAMED_WINNERS", (38, 38, True)),
        ("local-2017", "FLIPS", (38, 38, True)),
        ("local-2025", "ROUNDS_WITH_FIGURES", (56, 56, True)),
        ("north-2019", "CONTESTS", (None, 4, None)),
        ("north-2019", "FLIPS", (4, 4, True)),
    ],
)
def test_what_should_exist_stands_beside_what_is_recorded(
    real: Revision, slug: str, measure: str, figures: tuple[int | None, int, bool | None]
) -> None:
    row = {each.measure: each for each in coverage(election(real, slug))}[measure]
    assert (row.expected, row.recorded, row.complete) == figures


def test_every_election_gives_the_same_measures_in_one_order(real: Revision) -> None:
    for each in real.elections:
        assert [row.measure for row in coverage(each)] == MEASURES


def test_a_row_without_an_expectation_says_why(real: Revision) -> None:
    rows = [row for each in real.elections for row in coverage(each)]
    assert all(row.note for row in rows if row.expected is None)
    assert all(row.complete is None for row in rows if row.expected is None)


def test_an_election_of_which_nothing_is_recorded_is_not_complete(real: Revision) -> None:
    rows = coverage(election(real, "local-2000"))
    assert not any(row.complete for row in rows)
    assert {row.recorded for row in rows} == {0}


@pytest.mark.parametrize("slug", ["local-2000", "local-2002"])
def test_no_contest_is_expected_before_mayors_were_elected(real: Revision, slug: str) -> None:
    row = {each.measure: each for each in coverage(election(real, slug))}["CONTESTS"]
    assert (row.expected, row.recorded) == (None, 0)
    assert row.note == "mayors are not known to have been elected by the voters by then"


def test_published_numbers_that_contradict_each_other_are_no_expectation(real: Revision) -> None:
    row = coverage(election(real, "local-2025"))[1]
    assert (row.measure, row.expected, row.recorded) == ("RUNOFFS", None, 18)
    assert row.note == "the published numbers contradict each other"


def test_no_more_municipalities_flip_than_can_be_compared(real: Revision) -> None:
    older, newer = election(real, "local-2009"), election(real, "local-2013")
    comparable = coverage(newer)[-1].recorded
    assert 0 < len(flips(newer, older)) <= comparable


def test_the_winners_of_contests_that_are_not_recorded_are_missed() -> None:
    graph = village(totals=[("MUNICIPALITIES", None, 3, "gazette")])
    row = {each.measure: each for each in coverage(election(graph, "local-2010"))}["NAMED_WINNERS"]

    assert (row.expected, row.recorded) == (3, 1)
