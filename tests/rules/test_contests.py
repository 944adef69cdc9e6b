"""What contests and elections mean: standings, wins, flips and who took office."""

import csv
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from tests.conftest import ROOT, Ask

AskChanged = Callable[[str], Ask]
Rows = list[dict[str, Any]]

ELECTIONS = """{ elections {
  id date
  tallies(measure: "MAYORS") { party { id } value }
  standings { party { id } independent mayors published { measure value party { id } } }
  contests(first: 100) { nodes {
    id status tookOffice winnerParty { id } municipality { id }
    winner { party { id } candidacy { independent } }
    relationships(types: [WON]) { totalCount }
  } }
} }"""
FLIPS = """query ($id: ID!, $since: ID!) { election(id: $id) {
  flips(sinceElection: $since) {
    municipality { id } before { election { id } winnerParty { id } } after { winnerParty { id } }
  }
  coverage { measure expected recorded }
} }"""


@pytest.fixture(scope="module")
def elections(ask: Ask) -> Rows:
    """Give every election of the real data with its contests."""
    found: Rows = ask(ELECTIONS)["elections"]
    return found


def label(contest: dict[str, Any]) -> str | None:
    """Give the label under which a contest was won; None where it is not known."""
    if contest["winnerParty"]:
        return str(contest["winnerParty"]["id"])
    winner = contest["winner"]
    return "independent" if winner and winner["candidacy"]["independent"] else None


def row_label(row: dict[str, Any]) -> str | None:
    """Give the label that a row of the standings counts."""
    if row["party"]:
        return str(row["party"]["id"])
    return "independent" if row["independent"] else None


# 20


def test_standings_count_the_winning_label_of_every_contest_whatever_its_status(
    elections: Rows,
) -> None:
    for election in elections:
        contests = election["contests"]["nodes"]
        won = [label(each) for each in contests if each["winner"] or each["winnerParty"]]
        counted = {row_label(row): row["mayors"] for row in election["standings"]}
        assert {key: mayors for key, mayors in counted.items() if mayors} == Counter(won)


def test_a_named_winner_whose_label_nobody_names_has_a_row_of_his_own(elections: Rows) -> None:
    (rows,) = (each["standings"] for each in elections if each["id"] == "election/local-2009")

    assert [row["mayors"] for row in rows if row_label(row) is None] == [2]


def test_standings_have_a_row_for_each_party_counted_or_published(elections: Rows) -> None:
    for election in elections:
        published: dict[str, list[float]] = {}
        for tally in election["tallies"]:
            published.setdefault(tally["party"]["id"], []).append(tally["value"])
        labels = [row_label(row) for row in election["standings"]]
        assert len(labels) == len(set(labels))
        assert set(published) <= set(labels)
        for row in election["standings"]:
            assert {tally["measure"] for tally in row["published"]} <= {"MAYORS"}
            values = [tally["value"] for tally in row["published"]]
            assert sorted(values) == sorted(published.get(row_label(row) or "", []))


def test_the_mayors_of_2007_are_counted_as_they_were_published(elections: Rows) -> None:
    (rows,) = (each["standings"] for each in elections if each["id"] == "election/local-2007")

    assert [(row["party"]["id"], row["mayors"], row["published"][0]["value"]) for row in rows] == [
        ("party/pdk", 17, 17),
        ("party/ldk", 7, 7),
        ("party/aak", 3, 3),
    ]


def test_a_contest_that_was_not_recognised_counts_if_it_has_a_winner(
    ask_changed: AskChanged,
) -> None:
    ask = ask_changed(
        """
        contests
        - mayor-dushk-2010
        + mayor-dushk-2010,local-2010,dushk,MAYOR,NOT_RECOGNISED,,blue,STATED,false,LEADERS,daily,
        - mayor-bora-2010
        + mayor-bora-2010,local-2010,bora,MAYOR,ANNULLED,dara-hoti,green,STATED,,FULL,article,
        """
    )

    rows = ask('{ election(id: "election/local-2010") { standings { party { id } mayors } } }')
    standings = {row["party"]["id"]: row["mayors"] for row in rows["election"]["standings"]}
    assert standings == {"party/blue": 3, "party/green": 1}


def test_a_label_that_was_published_alone_counts_none(ask_small: Ask) -> None:
    rows = ask_small(
        """{ election(id: "election/local-2014") {
          standings { party { id } independent mayors published { value } } } }"""
    )["election"]["standings"]

    figures = [(row_label(row), row["mayors"], len(row["published"])) for row in rows]
    assert figures == [("party/red", 2, 1), ("party/blue", 1, 1), ("independent", 1, 0)]


# 21


def test_wins_of_a_party_are_the_contests_that_it_won_named_winner_or_not(
    ask: Ask, elections: Rows
) -> None:
    won: dict[str, set[str]] = {}
    for election in elections:
        for contest in election["contests"]["nodes"]:
            if contest["winnerParty"]:
                won.setdefault(contest["winnerParty"]["id"], set()).add(contest["id"])

    assert any(len(ids) > 30 for ids in won.values())
    for party, ids in won.items():
        answer = ask(
            """query ($id: ID!) {
              party(id: $id) { wins { id } }
              contests(filter: { winnerParty: $id }, first: 100) { nodes { id } }
            }""",
            id=party,
        )
        assert {each["id"] for each in answer["party"]["wins"]} == ids
        assert {each["id"] for each in answer["contests"]["nodes"]} == ids


def test_a_won_edge_exists_only_where_a_person_is_named(elections: Rows) -> None:
    contests = [each for election in elections for each in election["contests"]["nodes"]]

    assert sum(bool(each["winnerParty"]) and not each["winner"] for each in contests) > 20
    for each in contests:
        assert each["relationships"]["totalCount"] == bool(each["winner"])
        if each["winner"]:
            assert each["winner"]["party"] == each["winnerParty"]


def test_wins_of_one_election_can_be_asked_for(ask: Ask) -> None:
    party = ask(
        """{ party(id: "party/pdk") { wins(election: "election/local-2007") {
          election { id } winner { id } } } }"""
    )["party"]

    assert len(party["wins"]) == 17
    assert {each["election"]["id"] for each in party["wins"]} == {"election/local-2007"}
    assert any(each["winner"] is None for each in party["wins"])


# 22

GENERAL = [f"election/local-{year}" for year in (2007, 2009, 2013, 2017, 2021, 2025)]


@pytest.mark.parametrize(("since", "later"), list(pairwise(GENERAL)))
def test_flips_are_the_municipalities_whose_known_labels_differ(
    ask: Ask, elections: Rows, since: str, later: str
) -> None:
    winners = {
        election["id"]: {
            contest["municipality"]["id"]: label(contest)
            for contest in election["contests"]["nodes"]
            if label(contest)
        }
        for election in elections
    }
    before, after = winners[since], winners[later]
    both = before.keys() & after.keys()

    answer = ask(FLIPS, id=later, since=since)["election"]
    flips = [each["municipality"]["id"] for each in answer["flips"]]
    assert flips == sorted(flips)
    assert set(flips) == {place for place in both if before[place] != after[place]}
    assert {each["before"]["election"]["id"] for each in answer["flips"]} == {since}
    (row,) = (each for each in answer["coverage"] if each["measure"] == "FLIPS")
    assert row["recorded"] == len(both)
    assert row["expected"] >= len(both)


def test_what_is_not_known_on_both_sides_is_counted_not_listed(ask: Ask) -> None:
    answer = ask(FLIPS, id="election/local-2009", since="election/local-2007")["election"]

    (row,) = (each for each in answer["coverage"] if each["measure"] == "FLIPS")
    assert (row["expected"], row["recorded"]) == (36, 25)


def test_a_renamed_list_is_a_flip(ask: Ask) -> None:
    flips = ask(FLIPS, id="election/local-2017", since="election/local-2013")["election"]["flips"]

    labels = {
        each["municipality"]["id"]: [
            side["winnerParty"] and side["winnerParty"]["id"]
            for side in (each["before"], each["after"])
        ]
        for each in flips
    }
    assert labels["municipality/decan"] == ["party/aak-ldd", "party/aak"]
    assert labels["municipality/zubin-potok"] == ["party/gi-srpska", "party/serb-list"]
    assert labels["municipality/skenderaj"] == ["party/pdk", None]


def test_one_independent_after_another_is_no_flip(ask_changed: AskChanged) -> None:
    ask = ask_changed(
        """
        contests
        - mayor-alba-2010
        + mayor-alba-2010,local-2010,alba,MAYOR,FINAL,edi-marku,,STATED,true,FULL,article,
        - mayor-alba-2014
        + mayor-alba-2014,local-2014,alba,MAYOR,FINAL,edi-marku,,STATED,true,FULL,article,
        - mayor-dushk-2010
        + mayor-dushk-2010,local-2010,dushk,MAYOR,FINAL,,blue,STATED,true,LEADERS,article,
        """
    )

    flips = ask(FLIPS, id="election/local-2014", since="election/local-2010")["election"]["flips"]
    places = [each["municipality"]["id"] for each in flips]
    assert places == ["municipality/bora", "municipality/cerma", "municipality/dushk"]


# 23


def test_who_took_office_is_told_only_where_a_source_says(elections: Rows) -> None:
    with (ROOT / "data" / "contests.csv").open(encoding="utf-8") as file:
        recorded = {f"contest/{row['id']}": row["took_office"] for row in csv.DictReader(file)}
    told = {"": None, "true": True, "false": False}

    contests = [each for election in elections for each in election["contests"]["nodes"]]
    assert {each["id"]: each["tookOffice"] for each in contests} == {
        key: told[value] for key, value in recorded.items()
    }
    assert {each["tookOffice"] for each in contests} == {None, True, False}
