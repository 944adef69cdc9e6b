"""Prices: whatever form its arguments come in, an operation is priced by what it may give."""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from graph.revision import Revision
from schema.context import Context
from schema.execution import Executor, Ways
from schema.schema import build_schema
from server import create_app
from serving.loading import Loaded
from serving.settings import Settings
from tests.service.conftest import Client
from tests.service.pricing import Till, values_in
from tests.service.sockets import begun, connected, subscribe


@pytest.fixture(scope="module")
def real_client(real: Revision) -> Iterator[TestClient]:
    """Give a client of the application on the real data."""
    with TestClient(create_app(real, Settings())) as made:
        yield made


def answer(client: TestClient, query: str, **variables: object) -> dict:
    body = json.dumps({"query": query, "variables": variables})
    reply = client.post("/graphql", content=body, headers={"content-type": "application/json"})
    return reply.json()


BELOW = "nodes { id candidates { id results { id reports { votes } } } }"
ENDS = 'from: "party/akr", to: "party/ldk"'
CONTESTS = f"contests(first: $n) {{ {BELOW} }}"
IDS = '["person/agim-bahtiri", "party/akr"]'
FORMS: dict[str, list[tuple[str, dict[str, object]]]] = {
    "a number": [
        (f"{{ contests(first: 100) {{ {BELOW} }} }}", {}),
        (f"query($n: Int!) {{ contests(first: $n) {{ {BELOW} }} }}", {"n": 100}),
        (f"query($n: Int!) {{ contests(first: $n) {{ {BELOW} }} }}", {"n": 100.0}),
        (f"query($n: Int!) {{ contests(first: $n) {{ {BELOW} }} }}", {"n": 1e2}),
        (f"query($n: Int! = 100) {{ contests(first: $n) {{ {BELOW} }} }}", {}),
        (f"query($n: Int! = 3) {{ contests(first: $n) {{ {BELOW} }} }}", {"n": 100.0}),
        (
            f"query($n: Int! = 3) {{ ...F }} fragment F on Query {{ {CONTESTS} }}",
            {"n": 100},
        ),
    ],
    "a number of the schema": [
        (f"{{ contests {{ {BELOW} }} }}", {}),
        (f"query($n: Int! = 20) {{ contests(first: $n) {{ {BELOW} }} }}", {}),
    ],
    "a list": [
        (f"{{ nodes(ids: {IDS}) {{ id }} }}", {}),
        ("query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": json.loads(IDS)}),
        (f"query($i: [ID!]! = {IDS}) {{ nodes(ids: $i) {{ id }} }}", {}),
        (
            "query($i: ID!, $j: ID!) { nodes(ids: [$i, $j]) { id } }",
            {"i": "person/agim-bahtiri", "j": "party/akr"},
        ),
    ],
    "one for a list": [
        ('{ nodes(ids: "party/akr") { id } }', {}),
        ('{ nodes(ids: ["party/akr"]) { id } }', {}),
        ("query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": "party/akr"}),
        ('query($i: [ID!]! = "party/akr") { nodes(ids: $i) { id } }', {}),
        ("query($i: ID!) { nodes(ids: [$i]) { id } }", {"i": "party/akr"}),
    ],
    "what groups are by": [
        ("{ candidacies(first: 1) { groups(by: PARTY) { counted } } }", {}),
        ("{ candidacies(first: 1) { groups(by: [PARTY, PARTY]) { counted } } }", {}),
        (
            "query($k: CandidacyKey!) { candidacies(first: 1) { groups(by: [$k]) { counted } } }",
            {"k": "PARTY"},
        ),
        (
            "query($k: [CandidacyKey!]!) { candidacies(first: 1) { groups(by: $k) { counted } } }",
            {"k": "PARTY"},
        ),
        (
            "query($k: [CandidacyKey!]!) { candidacies(first: 1) { groups(by: $k) { counted } } }",
            {"k": ["PARTY"]},
        ),
    ],
    "a date": [
        ('{ people(first: 1, asOf: "2014-02") { totalCount } }', {}),
        ("query($d: PartialDate) { people(first: 1, asOf: $d) { totalCount } }", {"d": "2014-02"}),
        ("query($d: PartialDate) { people(first: 1, asOf: $d) { totalCount } }", {"d": "2015-11"}),
        ('query($d: PartialDate = "2014") { people(first: 1, asOf: $d) { totalCount } }', {}),
    ],
    "no date": [
        ("{ people(first: 1) { totalCount } }", {}),
        ("{ people(first: 1, asOf: null) { totalCount } }", {}),
        ("query($d: PartialDate) { people(first: 1, asOf: $d) { totalCount } }", {}),
        ("query($d: PartialDate) { people(first: 1, asOf: $d) { totalCount } }", {"d": None}),
        (
            'query($d: PartialDate = "2014") { people(first: 1, asOf: $d) { totalCount } }',
            {"d": None},
        ),
    ],
    "a walk": [
        (
            f"{{ paths({ENDS}, walk: {{sameTime: true}}) {{ exhaustive }} }}",
            {},
        ),
        (
            f"query($w: WalkInput) {{ paths({ENDS}, walk: $w) {{ exhaustive }} }}",
            {"w": {"sameTime": True}},
        ),
        (
            f"query($b: Boolean!) {{ paths({ENDS}, walk: {{sameTime: $b}}) {{ exhaustive }} }}",
            {"b": True},
        ),
    ],
}


@pytest.mark.parametrize("name", FORMS)
def test_one_meaning_has_one_price_in_whatever_form_it_comes(
    name: str, real_client: TestClient
) -> None:
    answers = [answer(real_client, query, **variables) for query, variables in FORMS[name]]

    assert {each["extensions"]["cost"] for each in answers} == {answers[0]["extensions"]["cost"]}
    for each in answers:
        assert "errors" not in each
        assert values_in(each["data"]) <= each["extensions"]["cost"]


def test_amounts_that_are_larger_cost_more(real_client: TestClient) -> None:
    query = f"query($n: Int!) {{ contests(first: $n) {{ {BELOW} }} }}"
    costs = [answer(real_client, query, n=n)["extensions"]["cost"] for n in (0, 1, 10.0, 100)]

    assert costs[0] < 10
    assert costs == sorted({*costs})


@pytest.mark.parametrize("first", [True, "100", 100.5, 2**31, [100], None, {}])
def test_what_is_no_amount_leaves_no_price_behind(
    first: object, real: Revision, real_client: TestClient
) -> None:
    query = f"query Q{id(first)}($n: Int!) {{ contests(first: $n) {{ {BELOW} }} }}"
    refused = answer(real_client, query, n=first)
    fresh = Till(real).cost(query, n=100)

    assert "data" not in refused
    assert refused["extensions"]["cost"] == 0
    for number in (1, 100):
        given = answer(real_client, query, n=number)
        assert values_in(given["data"]) <= given["extensions"]["cost"]
    assert given["extensions"]["cost"] == fresh


GROUPS = "groups(by: [PARTY, ELECTION, MUNICIPALITY, OUTCOME]) { candidacies party { name } }"


def test_groups_cost_what_they_can_hold(real_client: TestClient) -> None:
    given = answer(real_client, f"{{ candidacies(first: 1) {{ {GROUPS} }} }}")
    assert 3 * 500 < values_in(given["data"]) <= given["extensions"]["cost"]

    within = f"groups(by: [PARTY, ELECTION]) {{ party {{ candidacies(first: 1) {{ {GROUPS} }} }} }}"
    (error,) = answer(real_client, f"{{ candidacies(first: 1) {{ {within} }} }}")["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_COSTLY"


def nested(depth: int) -> str:
    """Ask for those who left a party, the party that they left, and so on."""
    return f"departures {{ fromParty {{ {nested(depth - 1) if depth else 'id'} }} }}"


def test_lists_cost_what_the_longest_of_them_has(real_client: TestClient) -> None:
    party = '{{ party(id: "party/vetevendosje") {{ {} }} }}'
    once = answer(real_client, party.format(nested(0)))
    assert values_in(once["data"]) <= once["extensions"]["cost"]

    (error,) = answer(real_client, party.format(nested(4)))["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_COSTLY"
    assert error["extensions"]["cost"] > 16**5


def test_a_view_costs_the_same_whether_it_was_asked_for_before_or_not(
    real_client: TestClient,
) -> None:
    query = "query($d: PartialDate) { contests(first: 1, asOf: $d) { totalCount } }"
    costs = [
        answer(real_client, query, d=day)["extensions"]["cost"] for day in ("2012", "2012", None)
    ]

    assert costs[0] == costs[1] > 10 * costs[2]


def test_prices_are_those_of_the_revision_that_is_served(small: Revision, real: Revision) -> None:
    with TestClient(create_app(small, Settings())) as client:
        query = "{ municipalities { id } }"
        before = answer(client, query)["extensions"]["cost"]
        client.app.state.service.serve(Loaded(real, 0.0))
        after = answer(client, query)["extensions"]["cost"]

    assert (before, after) == (1 + 2 * 4, 1 + 2 * 38)


HOSTILE = " ".join(
    ["{ people { nodes { ...F0 } } }"]
    + [
        f"fragment F{n} on Person {{ "
        + " ".join(
            f"a{first}: relationships(first: {first}) {{ nodes {{ source {{ ...F{n + 1} }} }} }}"
            for first in (n + 2, n + 20)
        )
        + " }"
        for n in range(16)
    ]
    + ["fragment F16 on Person { id }"]
)


def test_pages_within_pages_are_priced_without_being_unfolded(real: Revision) -> None:
    """Unfolded, this has 2 to the power of 16 lists, and costs more than JSON can say."""
    with TestClient(create_app(real, Settings(max_depth=60))) as client:
        (error,) = answer(client, HOSTILE)["errors"]

    assert error["extensions"]["code"] == "QUERY_TOO_COSTLY"
    assert error["extensions"]["cost"] == 2**53 - 1


LONG = "{ people(first: 20) { nodes { id sentence: sortName names { value } } } }"
ONE_OF_MANY = "{ people(first: 1) { nodes { id ranIn { id contest { id name } } } } }"


@pytest.mark.parametrize("query", [LONG, ONE_OF_MANY])
@pytest.mark.parametrize("compiled", [True, False])
def test_an_answer_of_too_many_bytes_is_given_up(
    query: str,
    compiled: bool,  # noqa: FBT001  # a parameter of the test
    client_of: Client,
) -> None:
    with client_of(max_answer_bytes=100, compiled=compiled) as client:
        given = [answer(client, query) for _ in range(3)]

    for each in given:
        (error,) = each["errors"]
        assert error["extensions"] == {"code": "ANSWER_TOO_LARGE", "limit": "bytes", "most": 100}
        assert "more than 100 bytes" in error["message"]
        assert each["extensions"]["cost"] > 0
        assert "data" not in each


@pytest.mark.parametrize("most", [500, 5_000, 50_000, 5_000_000])
def test_an_answer_that_fits_has_the_same_bytes_however_close_it_comes(
    most: int, real: Revision
) -> None:
    asked = {"query": "{ parties(first: 3) { nodes { id name names { value } } totalCount } }"}
    with TestClient(create_app(real, Settings(max_answer_bytes=most))) as client:
        limited = client.post("/graphql", json=asked)
    with TestClient(create_app(real, Settings())) as client:
        free = client.post("/graphql", json=asked)

    fits = len(free.content) <= most
    assert (limited.content == free.content) is fits


def test_what_is_streamed_is_bounded_too(client_of: Client) -> None:
    headers = {"accept": "text/event-stream"}
    with client_of(max_answer_bytes=100) as client:
        events = client.post("/graphql", json={"query": LONG}, headers=headers).text
        with connected(client) as socket:
            begun(socket).send_json(subscribe(query=LONG))
            said = socket.receive_json()

    assert '"code":"ANSWER_TOO_LARGE"' in events
    assert said["type"] == "error"
    assert said["payload"][0]["extensions"]["code"] == "ANSWER_TOO_LARGE"


DEEP = "{ contests { nodes { id candidates { id person { id names { value } } } } } }"


@pytest.mark.parametrize("compiled", [True, False])
def test_an_answer_ends_that_gives_more_than_twice_its_price(
    compiled: bool,  # noqa: FBT001  # a parameter of the test
    small: Revision,
) -> None:
    executor = Executor(build_schema(), compiled=compiled)
    prepared = executor.prepare(DEEP)
    whole = executor.answer(prepared, Context(graph=small))
    values = values_in(whole["data"])
    executor.ways.taken()

    given = executor.answer(prepared, Context(graph=small), values=(values + 1) // 2)
    ended = executor.answer(prepared, Context(graph=small), values=(values - 1) // 2)

    assert given == whole
    (error,) = ended["errors"]
    most = (values - 1) // 2 * 2
    assert error["extensions"] == {"code": "ANSWER_TOO_LARGE", "limit": "values", "most": most}
    assert "data" not in ended
    assert executor.ways == Ways(compiled=2 * compiled, reference=2 * (not compiled))
