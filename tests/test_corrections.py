"""What was once wrong in the data and is no longer: each asked for in GraphQL."""

import re
from typing import Any

import pytest

from tests.conftest import Ask
from tests.rules.whole import pages

RESULTS = """results {
  votes share candidacy { person { id } }
  reports { final preferred votes share citation { source { id } } }
}"""


@pytest.fixture(scope="module")
def of_2025(ask: Ask) -> list[dict[str, Any]]:
    document = f"""{{ election(id: "election/local-2025") {{ contests {{ nodes {{
      id status completeness winner {{ person {{ id }} basis }} winnerParty {{ id }}
      candidates {{ votes person {{ id }} }}
      rounds {{ number status validVotes {RESULTS} }}
    }} }} }} }}"""
    nodes: list[dict[str, Any]] = ask(document)["election"]["contests"]["nodes"]
    return nodes


def test_every_contest_of_2025_is_final_and_names_everybody(of_2025: list[dict[str, Any]]) -> None:
    rounds = [each for contest in of_2025 for each in contest["rounds"]]

    assert len(of_2025) == 38
    assert {contest["status"] for contest in of_2025} == {"FINAL"}
    assert {contest["completeness"] for contest in of_2025} == {"FULL"}
    assert {each["status"] for each in rounds} == {"FINAL"}
    assert [len(contest["rounds"]) for contest in of_2025].count(2) == 18
    assert sum(len(each["results"]) for each in rounds) == 241


def test_the_final_figure_of_2025_is_the_one_that_is_shown(of_2025: list[dict[str, Any]]) -> None:
    for contest in of_2025:
        for each in contest["rounds"]:
            shown = [result["votes"] for result in each["results"]]
            assert shown == sorted(shown, reverse=True)
            assert each["validVotes"] == sum(shown)
            for result in each["results"]:
                (final,) = (report for report in result["reports"] if report["final"])
                assert final["preferred"]
                assert final["citation"]["source"]["id"] == "source/zi-mayor-2025"
        assert contest["winner"]["person"]["id"] == contest["candidates"][0]["person"]["id"]


@pytest.mark.parametrize(
    ("contest", "provisional", "final"),
    [
        ("mayor-elez-han-2025", (None, 56.47), (2725, 51.26)),
        ("mayor-strpce-2025", (None, 66.41), (3892, 59.13)),
        ("mayor-zubin-potok-2025", (None, 79.67), (2877, 70.57)),
        ("mayor-mamusa-2025", (None, 50.52), (1634, 49.8)),
        ("mayor-skenderaj-2025", (12433, None), (13042, 83.36)),
        ("mayor-drenas-2025", (13140, 52.31), (13322, 52.02)),
    ],
)
def test_provisional_figures_stay_beside_the_final_ones(
    of_2025: list[dict[str, Any]],
    contest: str,
    provisional: tuple[int | None, float | None],
    final: tuple[int | None, float | None],
) -> None:
    (found,) = (each for each in of_2025 if each["id"] == f"contest/{contest}")
    reports = found["rounds"][0]["results"][0]["reports"]

    given = {(each["votes"], each["share"]): each["final"] for each in reports}
    assert given[final]
    assert not given[provisional]


@pytest.mark.parametrize(
    ("place", "chain"),
    [
        ("drenas", [("ramiz-lladrovci", "nexhat-demaku", "2016-12-18", True)]),
        (
            "istog",
            [
                ("haki-rugova", "fadil-ferati", "2010-05-09", True),
                ("ilir-ferati", "haki-rugova", "2021-11-14", True),
            ],
        ),
        (
            "pristina",
            [
                ("isa-mustafa", "ismet-beqiri", "2007-12-14", True),
                ("shpend-ahmeti", "isa-mustafa", "2013-12-01", True),
                ("perparim-rama", "shpend-ahmeti", "2021-11-14", True),
            ],
        ),
    ],
)
def test_the_chain_of_mayors_has_no_hole(
    ask: Ask, place: str, chain: list[tuple[str, str, str, bool]]
) -> None:
    document = """query ($id: ID!) { municipality(id: $id) { successions {
      since immediate successor { id } predecessor { id } } } }"""

    found = ask(document, id=f"municipality/{place}")["municipality"]["successions"]

    assert [
        (
            each["successor"]["id"].removeprefix("person/"),
            each["predecessor"]["id"].removeprefix("person/"),
            each["since"],
            each["immediate"],
        )
        for each in found
    ] == chain


def test_mayors_of_2007_and_2009_won_the_contests_that_they_came_out_of(ask: Ask) -> None:
    document = """query ($id: ID!) { election(id: $id) { contests { nodes {
      id winner { person { id } } } } } }"""
    people = pages(ask, "people", "heldOffice { how person { id } electedIn { id } }")
    terms = [term for each in people for term in each["node"]["heldOffice"]]
    elected = {each["electedIn"]["id"]: each["person"]["id"] for each in terms if each["electedIn"]}

    for election in ("local-2007", "local-2009"):
        contests = ask(document, id=f"election/{election}")["election"]["contests"]["nodes"]
        won = {each["id"]: each["winner"]["person"]["id"] for each in contests if each["winner"]}
        assert won == {key: elected[key] for key in elected if key.endswith(election[-4:])}
    assert all(each["electedIn"] is None for each in terms if each["how"] == "EXTENDED")


@pytest.mark.parametrize(
    ("on", "party"),
    [("2018-02-15", "vetevendosje"), ("2018-04-15", None), ("2018-06-15", "psd")],
)
def test_deputies_who_left_in_2018_were_independent_for_two_months(
    ask: Ask, on: str, party: str | None
) -> None:
    document = """query ($on: PartialDate) { person(id: "person/faton-topalli") {
      affiliation(on: $on) { status party { id } } } }"""

    found = ask(document, on=on)["person"]["affiliation"]

    assert (found["party"] or {}).get("id") == (party and f"party/{party}")
    assert found["status"] == ("AFFILIATED" if party else "INDEPENDENT")


def test_alternativa_on_the_list_of_another_party_is_an_alliance_and_no_move(ask: Ask) -> None:
    found = ask("""{
      person(id: "person/mimoza-kusari-lila") { defectedTo { toParty { id } } }
      party(id: "party/alternativa") { links { type since to { id } } }
    }""")

    assert found["person"] == {"defectedTo": [{"toParty": {"id": "party/alternativa"}}]}
    allied = {"type": "ALLIED_WITH", "since": "2021", "to": {"id": "party/vetevendosje"}}
    assert allied in found["party"]["links"]


def test_nobody_joins_a_party_before_it_is_founded(ask: Ask) -> None:
    document = """{ relationships(types: [DEFECTED_TO], first: 100) { nodes { until
      ... on DefectedTo { toParty { founded } } } } }"""
    for move in ask(document)["relationships"]["nodes"]:
        founded = (move["toParty"] or {}).get("founded")
        assert not (founded and move["until"]) or founded[:4] <= move["until"][:4]


def test_names_have_their_signs_and_the_old_spelling_still_finds_them(ask: Ask) -> None:
    document = "query ($name: String!) { person(name: $name) { name names { value kind } } }"
    for old, new in (
        ("Ljiljana Subaric", "Ljiljana Šubarić"),
        ("Sllagjana Pantoviç", "Slađana Pantović"),
        ("Bajrush Xhemaili", "Bajrush Xhemajli"),
        ("Rrahim Ternava", "Rrahim Tërnava"),
    ):
        person = ask(document, name=old)["person"]
        assert person["name"] == new
        assert {"value": old, "kind": "ALIAS"} in person["names"]


def test_sources_and_notes_speak_to_readers(ask: Ask) -> None:
    found = ask("{ dataset { sources { title publisher address license note } } }")
    sources = found["dataset"]["sources"]
    contests = [each["node"] for each in pages(ask, "contests", "note")]
    told = [each["note"] or "" for each in (*sources, *contests)]

    assert not [each for each in told if re.search(r"\bline \d|\bseed\b", each)]
    assert not [each for each in sources if "copy of an encyclopaedia" in (each["publisher"] or "")]
    assert all(each["address"] and each["license"] for each in sources)
