"""Every fact of the two articles that the data set started from can be asked for in GraphQL.

`seed/facts.csv` numbers the 165 facts and says for each what kind it is, what it is about and
what must come out; the expected values were read off the articles, not off the data.
"""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ask

LINES = (Path(__file__).parent / "seed" / "facts.csv").read_text(encoding="utf-8").splitlines()
FACTS = list(csv.DictReader(LINES))

LABEL = "independent party { abbreviation names { value } }"


def test_all_facts_are_listed_once() -> None:
    assert [int(fact["number"]) for fact in FACTS] == list(range(1, 166))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['number']}-{fact['kind']}")
def test_a_fact_of_the_articles_can_be_asked_for(fact: dict[str, str], ask: Ask) -> None:
    check = CHECKS[fact["kind"]]
    check(ask, fact["about"].split(" ", 2), fact["expected"].split("|"))


def election(ask: Ask, about: list[str], expected: list[str]) -> None:
    path = " ".join(about[1:])
    field = path.replace(".", " { ") + " }" * path.count(".")
    data = ask(f"query ($id: ID!) {{ election(id: $id) {{ {field} }} }}", id=about[0])["election"]
    while isinstance(data, dict):
        (data,) = data.values()
    assert str(data) == expected[0]


def statement(ask: Ask, about: list[str], expected: list[str]) -> None:
    found = {each["id"]: each for each in _statements(ask)}
    citation = found[about[0]]["citation"]
    assert [citation["source"]["id"], citation["locator"]] == expected
    assert found[about[0]]["text"]


def _statements(ask: Ask) -> list[dict[str, Any]]:
    document = "{ statements(first: 100) { nodes { id text citation { source { id } locator } } } }"
    nodes: list[dict[str, Any]] = ask(document)["statements"]["nodes"]
    return nodes


def tally(ask: Ask, about: list[str], expected: list[str]) -> None:
    document = """query ($id: ID!, $measure: String!) {
      election(id: $id) {
        tallies(measure: $measure) { party { id } value citation { source { id } } }
      }
    }"""
    tallies = ask(document, id=about[0], measure=about[1])["election"]["tallies"]
    values = [
        each["value"]
        for each in tallies
        if (each["party"] or {"id": "-"})["id"] == about[2]
        and each["citation"]["source"]["id"].startswith("source/seed-")
    ]
    assert values == [float(expected[0])]


def winner(ask: Ask, about: list[str], expected: list[str]) -> None:
    document = f"""query ($id: ID!) {{
      contest(id: $id) {{ winner {{ person {{ names {{ value }} }} candidacy {{ {LABEL} }} }} }}
    }}"""
    won = ask(document, id=about[0])["contest"]["winner"]
    assert expected[0] in _values(won["person"])
    assert _goes_by(won["candidacy"], expected[1])


def result(ask: Ask, about: list[str], expected: list[str]) -> None:
    document = f"""query ($id: ID!) {{
      contest(id: $id) {{ rounds {{ number results {{
        votes share
        candidacy {{ person {{ names {{ value }} }} {LABEL} }}
        reports {{
          preferred votes share nameAsWritten partyAsWritten citation {{ source {{ id }} }}
        }}
      }} }} }}
    }}"""
    rounds = ask(document, id=about[0])["contest"]["rounds"]
    results = next(each["results"] for each in rounds if str(each["number"]) == about[1])
    person, label, share, votes = expected
    one = next(each for each in results if person in _values(each["candidacy"]["person"]))
    seed = next(
        each for each in one["reports"] if each["citation"]["source"]["id"] == "source/seed-001"
    )
    assert (seed["votes"], seed["share"]) == (int(votes), float(share))
    assert (seed["nameAsWritten"], seed["partyAsWritten"]) == (person, label)
    assert seed["preferred"]
    assert (one["votes"], one["share"]) == (int(votes), float(share))
    assert _goes_by(one["candidacy"], label)


def link(ask: Ask, about: list[str], expected: list[str]) -> None:
    document = "query ($id: ID!) { party(id: $id) { links { type to { id } scope since } } }"
    links = ask(document, id=about[0])["party"]["links"]
    one = next(
        each for each in links if each["type"] == about[1] and each["to"]["id"] == expected[0]
    )
    assert one[about[2]] == expected[1]


def source(ask: Ask, about: list[str], expected: list[str]) -> None:
    document = "query ($id: ID!) { node(id: $id) { ... on Source { note } } }"
    assert expected[0].lower() in ask(document, id=about[0])["node"]["note"].lower()


def origin(ask: Ask, about: list[str], expected: list[str]) -> None:
    document = """query ($id: ID!) {
      municipality(id: $id) {
        relationships(types: [FORMED_FROM], direction: OUT) { nodes { target { id } } }
      }
    }"""
    nodes = ask(document, id=about[0])["municipality"]["relationships"]["nodes"]
    assert [each["target"]["id"] for each in nodes] == expected


def established(ask: Ask, about: list[str], expected: list[str]) -> None:
    document = "query ($id: ID!) { municipality(id: $id) { established } }"
    assert [ask(document, id=about[0])["municipality"]["established"]] == expected


def mandate(ask: Ask, about: list[str], expected: list[str]) -> None:
    document = """query ($id: ID!) {
      person(id: $id) { heldOffice { how party { id } municipality { id } } }
    }"""
    terms = ask(document, id=about[0])["person"]["heldOffice"]
    one = next(each for each in terms if each["municipality"]["id"] == about[1])
    assert (one["party"]["id"] if about[2] == "party" else one[about[2]]) == expected[0]


def round_of(ask: Ask, about: list[str], expected: list[str]) -> None:
    document = "query ($id: ID!) { contest(id: $id) { rounds { number label date } } }"
    rounds = ask(document, id=about[0])["contest"]["rounds"]
    one = next(each for each in rounds if str(each["number"]) == about[1])
    assert one["label"] == expected[0]
    assert one["date"].startswith(expected[1])


def move(ask: Ask, about: list[str], expected: list[str]) -> None:
    document = """query ($id: ID!) {
      person(id: $id) {
        defectedTo { year fromParty { id } toParty { id } citations { source { id } } }
      }
    }"""
    (one,) = ask(document, id=about[0])["person"]["defectedTo"]
    assert [one[about[1]]["id"], str(one["year"])] == expected
    assert "source/seed-001" in {each["source"]["id"] for each in one["citations"]}


def _values(thing: dict[str, Any]) -> set[str]:
    return {name["value"] for name in thing["names"]}


def _goes_by(candidacy: dict[str, Any], label: str) -> bool:
    if candidacy["party"] is None:
        return label == "Independent" and bool(candidacy["independent"])
    return label in _values(candidacy["party"]) | {candidacy["party"]["abbreviation"]}


CHECKS: dict[str, Callable[[Ask, list[str], list[str]], None]] = {
    "election": election,
    "statement": statement,
    "tally": tally,
    "winner": winner,
    "result": result,
    "link": link,
    "source": source,
    "origin": origin,
    "established": established,
    "mandate": mandate,
    "round": round_of,
    "move": move,
}
