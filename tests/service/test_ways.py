"""The two ways: over HTTP nobody can tell whether compiled code or graphql-core has answered."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.service.conftest import Client

LIMITS = {
    "max_page": 50,
    "max_depth": 8,
    "max_cost": 200,
    "walk_budget": 20,
    "answer_cache_bytes": 0,
}
PEOPLE = "query Some($first: Int!) { people(first: $first) { nodes { id ranIn { votes } } } }"
ASKED: list[dict[str, object]] = [
    {"query": PEOPLE, "variables": {"first": 3}},
    {"query": PEOPLE, "variables": {"first": 3}, "operationName": "Some"},
    {"query": PEOPLE, "variables": {"first": 3}, "operationName": "Other"},
    {"query": PEOPLE, "variables": {"first": 51}},
    {"query": PEOPLE, "variables": {"first": -1}},
    {"query": PEOPLE, "variables": {"first": None}},
    {"query": PEOPLE, "variables": {"first": "3"}},
    {"query": PEOPLE},
    {"query": "{ people(first: 50) { nodes { relationships(first: 50) { nodes { id } } } } }"},
    {"query": "{ elections { contests { nodes { candidates { person { ranIn { id } } } } } } }"},
    {"query": '{ person(id: "person/ada-prifti", asOf: "2012") { id party { id } } }'},
    {"query": '{ person(id: "person/ada-prifti", asOf: "never") { id } }'},
    {"query": '{ people(filter: { party: "party/bleu" }) { totalCount } }'},
    {
        "query": """{ paths(from: "person/ada-prifti", to: "person/goran-ilic") {
          exhaustive paths { sentence } } }"""
    },
    {"query": "{ nobody { id } }"},
    {"query": "subscription { dataset { revision } }"},
]


@pytest.fixture(scope="module")
def both(client_of: Client) -> Iterator[tuple[TestClient, TestClient]]:
    """Give one client of each way, with the same limits."""
    with client_of(compiled=True, **LIMITS) as fast, client_of(compiled=False, **LIMITS) as plain:
        yield fast, plain


def test_limits_costs_errors_and_what_is_counted_of_them_are_the_same(
    both: tuple[TestClient, TestClient], logged: list[dict[str, object]]
) -> None:
    codes = set()
    for asked in [*ASKED, *ASKED]:  # the second time, what asks for little is compiled too
        replies = [client.post("/graphql", json=asked) for client in both]
        assert replies[0].status_code == replies[1].status_code
        assert replies[0].content == replies[1].content
        codes |= {each["extensions"]["code"] for each in replies[0].json().get("errors", ())}

    wanted = {"LIMIT", "PAGE_TOO_LARGE", "QUERY_TOO_COSTLY", "BAD_DATE", "UNKNOWN_ID"}
    assert wanted <= codes
    requests = [line for line in logged if line["event"] == "request"]
    known = [(line["operation"], line["cost"], line["outcome"]) for line in requests]
    assert known[0::2] == known[1::2]
    fast, plain = (counted(client, "errors") for client in both)
    assert fast == plain != {}
    fast, plain = (counted(client, "operations") for client in both)
    assert fast['{way="compiled"}'] > 3
    assert fast['{way="compiled"}'] + fast['{way="reference"}'] == plain['{way="reference"}']


def counted(client: TestClient, name: str) -> dict[str, float]:
    """Give what is counted under a name, by its labels."""
    start = f"election_graph_{name}_total"
    lines = client.get("/metrics").text.splitlines()
    found = (line.removeprefix(start).split() for line in lines if line.startswith(start))
    return {labels: float(number) for labels, number in found}
