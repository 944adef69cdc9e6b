"""Former ids: what went away is asked for as before, and answers under the id that stays."""

from typing import Any

import pytest

from graph.errors import DuplicateKeyError
from graph.revision import Revision
from schema.execution import Executor
from tests.conftest import Ask, respond
from tests.rules.conftest import Asker


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("person/adelina-prifti", "person/ada-prifti"),
        ("person/adelina-prifti@2010", "person/ada-prifti@2010"),
        ("party/blues", "party/blue"),
        ("ran-in/adelina-prifti/mayor-alba-2010", "ran-in/ada-prifti/mayor-alba-2010"),
        ("stood-for/adelina-prifti/blues/2010-10-10", "stood-for/ada-prifti/blue/2010-10-10"),
        (
            "ran-in/adelina-prifti/mayor-alba-2010@2012",
            "ran-in/ada-prifti/mayor-alba-2010@2012",
        ),
    ],
)
def test_a_node_that_is_asked_for_by_a_former_id_answers_under_its_own(
    ask_small: Ask, asked: str, answered: str
) -> None:
    document = "query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id, $id]) { id } }"

    found = ask_small(document, id=asked)

    assert found == {"node": {"id": answered}, "nodes": [{"id": answered}] * 2}


@pytest.mark.parametrize("asked", ["person/adelina-prifti@2009", "person/blues", "party/prifti"])
def test_a_former_id_answers_no_earlier_and_for_no_other_kind(ask_small: Ask, asked: str) -> None:
    assert ask_small("query ($id: ID!) { node(id: $id) { id } }", id=asked) == {"node": None}


def both(ask: Ask, document: str, *ids: tuple[str, str]) -> list[Any]:
    """Ask a question with present ids and with former ones."""
    given: list[Any] = []
    for place in (0, 1):
        text = document
        for number, pair in enumerate(ids):
            text = text.replace(f"${number}", pair[place])
        given.append(ask(text))
    return given


ADA = ("person/ada-prifti", "person/adelina-prifti")
BLUE = ("party/blue", "party/blues")


@pytest.mark.parametrize(
    "document",
    [
        '{ person(id: "$0") { id name ranIn { id party { id } } } }',
        '{ person(id: "$0", asOf: "2012") { id ranIn { id person { id } } } }',
        '{ party(id: "$1") { id wins { id } } }',
        '{ contests(filter: { winnerParty: "$1" }) { totalCount nodes { id } } }',
        '{ people(filter: { party: "$1", won: true }) { nodes { id } } }',
        '{ candidacies(filter: { party: "$1" }, asOf: "2012") { nodes { id } } }',
        """{ paths(from: "$0", to: "person/bes-kola") {
          paths { sentence hops { relationship { id } } } } }""",
        """{ paths(from: "person/goran-ilic", to: "person/bes-kola",
              walk: { avoid: ["$1", "$0"] }) { exhaustive paths { sentence } } }""",
        '{ neighborhood(of: ["$0"], asOf: "2012") { entities { id } relationships { id } } }',
        '{ common(of: ["$0", "person/bes-kola"]) { entity { id } } }',
        '{ traverse(from: ["$0"], steps: [{ types: [RAN_IN] }]) { nodes { entity { id } } } }',
    ],
)
def test_arguments_take_former_ids_and_answer_as_with_present_ones(
    ask_small: Ask, document: str
) -> None:
    present, former = both(ask_small, document, ADA, BLUE)

    assert former == present


def test_an_unknown_id_is_an_error_as_before(executor: Executor, small: Revision) -> None:
    document = '{ neighborhood(of: ["person/adelina-prift"]) { entities { id } } }'

    (error,) = respond(executor, small, document, {})["errors"]

    assert error["extensions"]["code"] == "UNKNOWN_ID"


def test_within_a_view_there_is_one_thing_whichever_id_it_was_asked_by(
    small: Revision, asker: Asker
) -> None:
    document = """{ former: person(id: "person/adelina-prifti", asOf: "2012") { ranIn { id } }
      present: person(id: "person/ada-prifti", asOf: "2012") { ranIn { id } } }"""

    found = asker(small)(document)

    assert found["former"] == found["present"] != {"ranIn": []}


def test_a_key_in_use_cannot_be_a_former_one(small: Revision) -> None:
    with pytest.raises(DuplicateKeyError):
        small.add_former("person/bes-kola", "person/ada-prifti")


@pytest.mark.parametrize(
    ("former", "present", "name"),
    [
        ("hysen-mehani", "hysni-mehani", "Hysen Mehani"),
        ("donika-kadaj", "donika-kadaj-bujupi", "Donika Kadaj"),
    ],
)
def test_who_went_away_is_found_by_id_and_by_name(
    ask: Ask, former: str, present: str, name: str
) -> None:
    document = """query ($id: ID!, $name: String!) {
      person(id: $id) { id names { value kind } } named: person(name: $name) { id } }"""

    found = ask(document, id=f"person/{former}", name=name)

    assert found["person"]["id"] == found["named"]["id"] == f"person/{present}"
    assert {"value": name, "kind": "ALIAS"} in found["person"]["names"]
