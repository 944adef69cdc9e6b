"""Limits: each names itself, the value and the way out, before anything is executed."""

import json

import pytest
from graphql import get_introspection_query
from starlette.testclient import TestClient

from tests.service.conftest import Client

BOMB = " ".join(
    ["{ ...F0 }"]
    + [f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40)]
    + ["fragment F40 on Query { dataset { revision } }"]
)
NESTED_BOMB = " ".join(
    ["{ dataset { ...F0 } }"]
    + [
        f"fragment F{n} on Dataset {{ sources {{ ...G{n} ...G{n} }} ...F{n + 1} ...F{n + 1} }}"
        f" fragment G{n} on Source {{ title ...G{n + 1} ...G{n + 1} }}"
        for n in range(25)
    ]
    + ["fragment F25 on Dataset { revision } fragment G25 on Source { title }"]
)


def answer(client: TestClient, query: str, **variables: object) -> dict:
    body = json.dumps({"query": query, "variables": variables})
    reply = client.post("/graphql", content=body, headers={"content-type": "application/json"})
    return reply.json()


def only_error(client: TestClient, query: str, **variables: object) -> dict:
    (error,) = answer(client, query, **variables)["errors"]
    return error


@pytest.mark.parametrize(
    ("settings", "query", "limit", "value"),
    [
        ({"max_tokens": 10}, "{ " + "__typename " * 10 + "}", "tokens", None),
        ({"max_depth": 2}, "{ dataset { sources { title } } }", "depth", 3),
        (
            {"max_depth": 2},
            "{ dataset { ...S } } fragment S on Dataset { sources { title } }",
            "depth",
            3,
        ),
        ({"max_depth": 2}, "{ " + "... { " * 9 + "__typename" + " }" * 10, "nesting", 10),
        ({"max_aliases": 1}, "{ a: __typename b: __typename }", "aliases", 2),
        (
            {"max_root_fields": 2},
            "{ a: __typename ...R } " * 1 + "fragment R on Query { b: __typename c: __typename }",
            "root fields",
            3,
        ),
        (
            {"max_directives": 1},
            "{ a: __typename @skip(if: false) @include(if: true) }",
            "directives",
            2,
        ),
    ],
)
def test_a_limit_names_itself_and_the_value_and_the_way_out(
    client_of: Client, settings: dict, query: str, limit: str, value: int | None
) -> None:
    with client_of(**settings) as client:
        error = only_error(client, query)

    (most,) = settings.values()
    assert error["message"].startswith(f"{limit} of the document: ")
    assert "; " in error["message"]
    facts = {"limit": limit, "value": value}
    assert facts.items() <= error["extensions"].items()
    assert error["extensions"]["code"] == "LIMIT"
    assert error["extensions"]["most"] in {most, most * 4}


@pytest.mark.parametrize(
    ("query", "pairs"),
    [
        ("{ dataset {" + " sources { id }" * 200 + " } }", 2 * 200 * 199 // 2),
        ("{ dataset {" + " ... { sources { id } }" * 130 + " } }", 2 * 130 * 129 // 2),
        ("{ dataset {" + " ...D" * 200 + " } } fragment D on Dataset { revision }", 200 * 199 // 2),
    ],
)
def test_what_is_asked_for_again_and_again_is_refused_before_it_is_compared(
    client: TestClient, query: str, pairs: int
) -> None:
    error = only_error(client, query)

    limit = {"code": "LIMIT", "limit": "repeated fields", "value": pairs, "most": 10_000}
    assert error["extensions"] == limit
    assert "ask for each field once" in error["message"]


def test_what_is_compared_too_often_is_a_limit_too(client: TestClient) -> None:
    spreads = " ".join(f"...F{number}" for number in range(100))
    fields = "title " * 8
    fragments = [f"fragment F{number} on Source {{ {fields} }}" for number in range(100)]
    error = only_error(client, f"{{ dataset {{ sources {{ {spreads} }} }} }} {' '.join(fragments)}")

    assert error["extensions"] == {
        "code": "LIMIT",
        "limit": "comparisons of fields",
        "value": None,
        "most": 100_000,
    }
    assert "more than 100000, at most 100000 allowed; ask for each field once" in error["message"]


def test_a_document_at_its_limits_is_answered(client_of: Client) -> None:
    limits = {"max_depth": 3, "max_aliases": 2, "max_root_fields": 2, "max_directives": 1}
    query = "{ a: dataset { sources { title } } b: __typename @include(if: true) }"
    with client_of(**limits) as client:
        assert "errors" not in answer(client, query)


def test_a_body_that_is_too_large_is_refused_unread(client_of: Client) -> None:
    with client_of(max_body_bytes=100) as client:
        declared = client.post("/graphql", content=b" " * 101)
        streamed = client.post("/graphql", content=iter([b" " * 60, b" " * 60]))

    for reply in (declared, streamed):
        assert reply.status_code == 413
        (error,) = reply.json()["errors"]
        assert error["extensions"] == {"code": "LIMIT", "limit": "body size", "most": 100}
        assert "100 bytes" in error["message"]


def test_the_cost_stands_beside_every_answer(client: TestClient) -> None:
    given = answer(client, "{ people(first: 4) { totalCount nodes { id name } } }")

    # the field, its count, its list, and for each of four people the person, id and name
    assert given["extensions"] == {"cost": 1 + 1 + 1 + 4 * (1 + 2)}


@pytest.mark.parametrize(
    ("query", "variables", "cost"),
    [
        ("{ __typename }", {}, 1),
        ("{ people { nodes { id } } }", {}, 2 + 9 * 2),  # there are no more people
        ("{ people(first: 3) { edges { cursor node { id } } } }", {}, 2 + 3 * 4),
        ("query($n: Int!) { people(first: $n) { nodes { id } } }", {"n": 7}, 2 + 7 * 2),
        ("query($n: Int! = 5) { people(first: $n) { nodes { id } } }", {}, 2 + 5 * 2),
        ("query($n: Int! = 5) { people(first: $n) { nodes { id } } }", {"n": 6}, 2 + 6 * 2),
        ('{ nodes(ids: ["a", "b"]) { id } }', {}, 1 + 2 * 2),
        ("query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ["a", "b", "c"]}, 1 + 3 * 2),
        ("{ people(first: 2) { ...P } } fragment P on PersonConnection { nodes { id } }", {}, 6),
        (
            "{ people(first: 2) { nodes { ... on Person { id won { id } } } } }",
            {},
            2 + 2 * 3 + 3 * 2,  # the two who won most have won three times in all
        ),
        ('{ search(text: "a", first: 3) { score } }', {}, 1 + 51 + 3 * 2),
        ("{ __schema { queryType { name } } }", {}, 3),
    ],
)
def test_the_cost_follows_from_the_document_and_its_arguments(
    client: TestClient, query: str, variables: dict[str, object], cost: int
) -> None:
    assert answer(client, query, **variables)["extensions"]["cost"] == cost


def test_what_costs_too_much_is_told_what_would_fit(client_of: Client) -> None:
    query = "query($n: Int!) { a: __typename people(first: $n) { nodes { id won { id } } } }"
    with client_of(max_cost=32) as client:
        error = only_error(client, query, n=50)
        fits = error["extensions"]["fits"]
        fitting = answer(client, query, n=fits)
        over = answer(client, query, n=fits + 1)

    assert error["extensions"] == {
        "code": "QUERY_TOO_COSTLY",
        "cost": 44,  # of all nine people
        "most": 32,
        "field": "people",
        "argument": "first",
        "fits": 5,
    }
    assert "people: ask for first: 5 there" in error["message"]
    assert error["locations"] == [{"line": 1, "column": 33}]
    assert fitting["data"]["people"]
    assert "errors" in over
    assert "data" not in over


def test_where_no_argument_helps_the_field_is_named(client_of: Client) -> None:
    with client_of(max_cost=10) as client:
        error = only_error(client, "{ municipalities { name mayors { person { id } } } }")

    assert error["extensions"]["field"] == "municipalities"
    assert "ask for fewer fields there" in error["message"]


def test_an_inner_amount_is_named_where_the_outer_one_does_not_help(client_of: Client) -> None:
    query = "{ municipalities { relationships(first: 50) { nodes { id } } } }"
    with client_of(max_cost=50) as client:
        error = only_error(client, query)

    assert error["extensions"]["field"] == "municipalities.relationships"
    assert error["extensions"]["fits"] == (50 - 1 - 4 * 3) // (4 * 2)


def test_the_schema_can_be_asked_for_within_the_limits(client: TestClient) -> None:
    assert answer(client, get_introspection_query())["data"]["__schema"]["types"]


def values_in(answer: object) -> int:
    """Count what an answer gives: each field, and each item of a list."""
    inner = answer.values() if isinstance(answer, dict) else answer
    return sum(1 + values_in(each) for each in inner) if isinstance(answer, dict | list) else 0


@pytest.mark.parametrize(
    "query",
    [
        '{ __type(name: "Query") { fields { name args { name } } } }',
        '{ __type(name: "Query") { fields { name } } }',
        '{ __type(name: "Node") { possibleTypes { name } } }',
        '{ __type(name: "__DirectiveLocation") { enumValues { name } } }',
        "{ __schema { queryType { fields { name args { name } } } } }",
        "{ __schema { types { name fields { name args { name } } } } }",
        "{ __schema { types { name fields { name } } } }",
        "{ __schema { directives { name args { name } } } }",
    ],
)
def test_introspection_costs_about_as_much_as_it_gives(client: TestClient, query: str) -> None:
    given = answer(client, query)

    assert 0.4 < values_in(given["data"]) / given["extensions"]["cost"] < 1.3


def test_introspection_that_goes_in_circles_is_refused(client: TestClient) -> None:
    query = "{ __schema { types " + "{ fields { type " * 5 + "{ name }" + " } }" * 5 + " } }"

    assert "introspection depth" in only_error(client, query)["message"]


@pytest.mark.parametrize("bomb", [BOMB, NESTED_BOMB])
def test_a_fragment_bomb_is_measured_without_being_unfolded(client: TestClient, bomb: str) -> None:
    """Unfolded, these have 2 to the power of 25 and of 40 fields: this test would never end."""
    given = answer(client, bomb)

    assert given["errors"][0]["extensions"]["code"] in {"LIMIT", "QUERY_TOO_COSTLY"}


@pytest.mark.parametrize(
    "query",
    [
        "{" + " a" * 1_990 + "}",
        "{" + " dataset { revision }" * 400 + "}",
        "{ dataset {" + " revision" * 1_900 + "} }",
        "{ dataset { sources {" + " title" * 1_900 + "} } }",
        "{" * 900,
        "{ a" * 600 + "}" * 600,
        "{" + "... {" * 600 + "a" + "}" * 601,
        '{ person(name: "' + "a" * 90_000 + '") { id } }',
        "{ nodes(ids: " + "[" * 600 + "]" * 600 + ") { id } }",
        "query(" + " ".join(f"$v{n}: Int" for n in range(400)) + ") { __typename }",
        "{ __typename " + "@skip(if: false) " * 40 + "}",
        " ".join(f"fragment F{n} on Query {{ ...F{(n + 1) % 200} }}" for n in range(200))
        + "{ ...F0 }",
        " ".join(f"query Q{n} {{ __typename }}" for n in range(300)),
        "\ufeff" * 1000,
        "#" * 90_000,
        '{ people(after: "' + "\\u0000" * 9_000 + '") { totalCount } }',
    ],
)
def test_a_hostile_document_is_answered_with_a_reason(client: TestClient, query: str) -> None:
    given = answer(client, query)

    codes = {error["extensions"]["code"] for error in given.get("errors", [])}
    assert codes.isdisjoint({"INTERNAL", "TIMEOUT"})


def test_the_schema_can_be_kept_back(client_of: Client) -> None:
    with client_of(introspection=False) as client:
        told = answer(client, "{ __schema { types { name } } }")["errors"]
        typed = answer(client, "{ __typename dataset { revision } }")

    assert any("introspection" in error["message"].lower() for error in told)
    assert typed["data"]["__typename"] == "Query"


def test_suggestions_can_be_kept_back(client_of: Client) -> None:
    with client_of() as open_client, client_of(suggestions=False) as closed_client:
        opened, closed = (only_error(each, "{ peple }") for each in (open_client, closed_client))

    assert "people" in opened["message"]
    assert "people" not in closed["message"]


def test_a_page_that_is_too_large_is_told_the_limit(client: TestClient) -> None:
    error = only_error(client, "{ people(first: 101) { totalCount } }")

    assert error["extensions"]["code"] == "PAGE_TOO_LARGE"
    assert "100" in error["message"]


def test_a_page_may_be_set_to_hold_more_or_fewer(client_of: Client) -> None:
    nested = "{{ parties(first: {0}) {{ nodes {{ candidacies(first: {0}) {{ totalCount }} }} }} }}"
    with client_of(max_page=200) as larger, client_of(max_page=60) as smaller:
        given = answer(larger, nested.format(200))
        beyond = answer(larger, "{ people(first: 201) { totalCount } }")["errors"]
        fewer = [answer(smaller, nested.format(size)) for size in (60, 61)]

    assert "errors" not in given
    assert [each["extensions"] for each in beyond] == [{"code": "PAGE_TOO_LARGE", "limit": 200}]
    assert "errors" not in fewer[0]
    assert {each["extensions"]["code"] for each in fewer[1]["errors"]} == {"PAGE_TOO_LARGE"}
    assert "at most 60; ask for 60 or fewer" in fewer[1]["errors"][0]["message"]
