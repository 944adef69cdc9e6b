"""Errors: what a client wrote is quoted cut, many are counted, and none holds what it came from."""

import gc
import tracemalloc
from types import TracebackType

import pytest
from starlette.testclient import TestClient

from tests.service.conftest import Client

LONG = "y" * 13_000
QUOTED = 1_500  # an error says no more than that, whatever it quotes


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (f'{{ people(filter: {{ party: "party/{LONG}" }}) {{ totalCount }} }}', {}),
        (f'{{ people(after: "{LONG}") {{ totalCount }} }}', {}),
        (f'{{ people(asOf: "{LONG}") {{ totalCount }} }}', {}),
        (f'{{ person(id: "person/{LONG}@2018", asOf: "2019") {{ id }} }}', {}),
        (f"{{ {LONG} }}", {}),
        (f"{{ dataset {{ revision(a: {LONG}) }} }}", {}),
        (f'{{ person(id: "x") {{ id @{LONG} }} }}', {}),
        (f'{{ person(id: "x", {LONG}: 1) {{ id }} }}', {}),
        (f"query ($n: {LONG}) {{ person(id: $n) {{ id }} }}", {}),
        (f"{{ ...{LONG} }}", {}),
        (f"{{ dataset {{ revision }} }} {LONG}", {}),
        ("query ($n: Int!) { people(first: $n) { totalCount } }", {"n": LONG}),
        ("query ($n: Int!) { people(first: $n) { totalCount } }", {"n": [[LONG]] * 50}),
        ("query ($d: PartialDate) { people(asOf: $d) { totalCount } }", {"d": LONG}),
        ("query ($d: PartialDate) { people(asOf: $d) { totalCount } }", {"d": {LONG: LONG}}),
        ("query ($f: PersonFilter) { people(filter: $f) { totalCount } }", {"f": {LONG: 1}}),
        ("query ($i: [ID!]!) { common(of: $i) { entity { id } } }", {"i": [LONG]}),
    ],
)
def test_what_a_client_wrote_is_quoted_cut(
    client: TestClient, query: str, variables: dict[str, object]
) -> None:
    reply = client.post("/graphql", json={"query": query, "variables": variables})

    assert reply.json()["errors"]
    assert len(reply.content) < QUOTED


def test_a_header_is_quoted_cut(client: TestClient) -> None:
    for headers in ({"accept": LONG}, {"content-type": LONG}):
        reply = client.post("/graphql", content=b"{}", headers=headers)
        assert reply.status_code in {406, 415}
        assert len(reply.content) < QUOTED


def test_of_many_errors_the_first_are_told_and_the_others_counted(client: TestClient) -> None:
    people = ", ".join(['"person/ada-prifti"'] * 100)
    fields = " ".join(f'a{number}: name(language: "sq") ' for number in range(2))
    query = f"""{{ nodes(ids: [{people}]) {{ ... on Person {{ {fields}
        relationships(after: "nowhere") {{ totalCount }} degree }} }}
        more: nodes(ids: [{people}]) {{ ... on Person {{
        relationships(after: "nowhere") {{ totalCount }} }} }} }}"""
    errors = client.post("/graphql", json={"query": query}).json()["errors"]

    assert len(errors) == 101
    assert errors[-1]["extensions"] == {"code": "MORE_ERRORS", "count": 100}


def test_paths_of_errors_count_as_well(client: TestClient) -> None:
    people = ", ".join(['"person/ada-prifti"'] * 100)
    query = f"""{{ {LONG}: nodes(ids: [{people}]) {{ ... on Person {{
        relationships(after: "nowhere") {{ totalCount }} }} }} }}"""
    reply = client.post("/graphql", json={"query": query})

    assert reply.json()["errors"][-1]["extensions"]["code"] == "MORE_ERRORS"
    assert len(reply.content) < 250_000


def test_errors_that_are_kept_hold_no_frames_and_no_request(client_of: Client) -> None:
    with client_of() as client:
        for number in range(3):
            client.post("/graphql", json={"query": f"{{ #a{number}", "variables": {"x": [[]]}})
            client.post("/graphql", json={"query": f"{{ nothing{number} }}"})
        documents = client.app.state.service.documents.cache.values()  # type: ignore[attr-defined]
    reached = _reached([document.prepared.errors for document in documents])

    assert len(documents) >= 6
    assert not [each for each in reached if isinstance(each, TracebackType | BaseException)]


def _reached(things: list[object]) -> list[object]:
    """Give what these objects hold, directly or not, but for classes and modules."""
    found, pending = dict[int, object](), list(things)
    while pending:
        each = pending.pop()
        if id(each) not in found and not isinstance(each, type) and not callable(each):
            found[id(each)] = each
            pending += gc.get_referents(each)
    return list(found.values())


def test_documents_that_are_refused_take_what_they_weigh(client_of: Client) -> None:
    with client_of() as client:
        store = client.app.state.service.documents.cache  # type: ignore[attr-defined]
        client.post("/graphql", json={"query": "{ #", "variables": {}})
        gc.collect()
        before = store.bytes
        tracemalloc.start()
        for number in range(10):
            body = {"query": "{ #" + f"{number}" * 5_000, "variables": {"x": [[]] * 10_000}}
            client.post("/graphql", json=body)
        gc.collect()
        taken = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()

    assert taken < 2 * (store.bytes - before) + 200_000
