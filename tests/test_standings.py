"""Standings and flips: the counted winners beside the published ones, and what changed hands."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from graph.dates import PartialDate
from graph.elections import Election
from graph.graph import Graph
from graph.revision import Revision
from graph.standings import Standing, flips, standings

DATA = Path(__file__).parent.parent / "data"


def election(graph: Graph, slug: str) -> Election:
    return cast("Election", graph.entity(f"election/{slug}"))


def label_of(row: Standing) -> str:
    if row.party:
        return row.party.slug
    return "independents" if row.independent else "nobody knows"


def counted(rows: tuple[Standing, ...]) -> dict[str, int]:
    return {label_of(row): row.mayors for row in rows}


def published(rows: tuple[Standing, ...]) -> dict[str, list[float]]:
    return {label_of(row): [tally.value for tally in row.published] for row in rows}


def recorded(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_counted_standings_of_2017_show_the_four_that_the_published_ones_leave_out(
    real: Revision,
) -> None:
    rows = standings(election(real, "local-2017"))
    both = {
        "serb-list": 9,
        "ldk": 8,
        "aak": 7,
        "pdk": 5,
        "vetevendosje": 3,
        "akr": 1,
        "nisma": 1,
    }
    left_out = {"independents": 2, "kdtp": 1, "gi-klokot-vrbovac": 1}
    assert counted(rows) == both | left_out
    assert {label: figures for label, figures in published(rows).items() if figures} == {
        label: [figure] for label, figure in both.items()
    }
    assert sum(row.mayors for row in rows) == 38


def test_standings_of_2007_agree_though_some_winners_were_not_recognised(real: Revision) -> None:
    rows = standings(election(real, "local-2007"))
    assert counted(rows) == {"pdk": 17, "ldk": 7, "aak": 3}
    assert published(rows) == {"pdk": [17], "ldk": [7], "aak": [3]}


def test_standings_put_most_mayors_first_and_those_without_a_party_last_among_equals(
    real: Revision,
) -> None:
    assert [label_of(row) for row in standings(election(real, "local-2017"))] == [
        "serb-list",
        "ldk",
        "aak",
        "pdk",
        "vetevendosje",
        "independents",
        "akr",
        "nisma",
        "gi-klokot-vrbovac",
        "kdtp",
    ]


def test_a_winner_whose_label_nobody_names_is_neither_a_party_s_nor_an_independent(
    real: Revision,
) -> None:
    rows = standings(election(real, "local-2009"))
    assert counted(rows)["nobody knows"] == 2


def test_standings_between_two_rounds_count_only_what_was_decided(real: Revision) -> None:
    between = real.at(PartialDate.parse("2017-10-31"))
    rows = standings(election(between, "local-2017"))
    decided = [each for each in election(between, "local-2017").contests if each.winner_party]
    assert sum(row.mayors for row in rows if row.party) == len(decided) < 38
    assert published(rows)["akr"] == [1]


@pytest.mark.parametrize(
    ("before", "after"), [("local-2017", "local-2021"), ("local-2009", "local-2013")]
)
def test_flips_are_what_a_recount_of_the_files_gives(
    real: Revision, before: str, after: str
) -> None:
    now, then = winners(after), winners(before)
    expected = sorted(place for place in now if place in then and now[place] != then[place])
    found = flips(election(real, after), election(real, before))
    assert [flip.municipality.slug for flip in found] == expected
    assert expected
    for flip in found:
        assert flip.before.election.slug == before
        assert flip.after.election.slug == after
        assert flip.before.municipality is flip.after.municipality is flip.municipality


def test_a_flip_back_is_a_flip_and_nothing_flips_against_itself(real: Revision) -> None:
    older, newer = election(real, "local-2017"), election(real, "local-2021")
    there, back = flips(newer, older), flips(older, newer)
    assert [(each.before, each.after) for each in there] == [
        (each.after, each.before) for each in back
    ]
    assert flips(newer, newer) == ()


def winners(election_id: str) -> Mapping[str, str]:
    """Give the label of each known winner by municipality, straight from the files."""
    alone = {
        (row["contest_id"], row["person_id"])
        for row in recorded("candidacies")
        if row["independent"] == "true"
    }
    labels = {
        row["municipality_id"]: row["winner_party_id"]
        or ("independent" if (row["id"], row["winner_person_id"]) in alone else "")
        for row in recorded("contests")
        if row["election_id"] == election_id
    }
    return {place: label for place, label in labels.items() if label}
