"""Fuzzing: whatever is sent is answered, soon, with a reason, and never with an internal error."""

import json
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import Mode, nodes, queries
from starlette.testclient import TestClient

from graph.revision import Revision
from schema.schema import build_schema
from server import create_app
from serving.metrics import CODES
from serving.settings import Settings
from tests.service.fuzzing import documents

SCHEMA = build_schema()._schema  # noqa: SLF001  # no public way to it
JSON = {"content-type": "application/json", "accept": "application/graphql-response+json"}
RELAXED = settings(
    deadline=None, max_examples=60, suppress_health_check=list(HealthCheck), print_blob=True
)
JSONS = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
PARAMETERS = st.fixed_dictionaries(
    {},
    optional={
        name: JSONS | st.just("{ dataset { revision } }")
        for name in ("query", "variables", "operationName", "extensions")
    },
)
STATUSES = {200, 400, 413, 415}
DATES = st.sampled_from(["2010", "2012-03", "2014-06-01", "2010-13", ""]).map(nodes.String)
OTHERS = [queries(SCHEMA, custom_scalars={"PartialDate": DATES}, mode=each) for each in Mode]


@pytest.fixture(scope="module")
def hostile(small: Revision) -> Iterator[TestClient]:
    """Give a client that no internal error is kept from."""
    with TestClient(create_app(small, Settings())) as client:
        yield client


def check(client: TestClient, body: bytes) -> None:
    check_reply(client.post("/graphql", content=body, headers=JSON))


def check_reply(reply: Response) -> None:
    assert reply.status_code in STATUSES
    answer = reply.json()
    codes = [each["extensions"]["code"] for each in answer.get("errors", [])]
    assert set(codes) <= CODES - {"INTERNAL"}
    assert all(isinstance(each["message"], str) for each in answer.get("errors", []))
    assert codes or isinstance(answer["data"], dict)
    assert answer.keys() <= {"data", "errors", "extensions"}


@RELAXED
@given(document=documents(SCHEMA))
def test_a_document_made_up_from_the_schema_is_answered(hostile: TestClient, document: str) -> None:
    check(hostile, json.dumps({"query": document}).encode())


@pytest.mark.long
@settings(RELAXED, max_examples=30)
@given(document=st.one_of(*OTHERS))
def test_a_document_made_up_by_another_hand_is_answered(hostile: TestClient, document: str) -> None:
    check(hostile, json.dumps({"query": document}).encode())


@RELAXED
@given(body=st.binary(max_size=300))
def test_any_bytes_are_answered(hostile: TestClient, body: bytes) -> None:
    check(hostile, body)


@RELAXED
@given(parameters=PARAMETERS)
def test_any_json_is_answered(hostile: TestClient, parameters: dict[str, object]) -> None:
    check(hostile, json.dumps(parameters).encode())


@RELAXED
@given(parameters=PARAMETERS)
def test_any_json_is_answered_in_a_url(hostile: TestClient, parameters: dict[str, object]) -> None:
    written = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in parameters.items()
    }
    check_reply(hostile.get(f"/graphql?{urlencode(written)}", headers=JSON))


@RELAXED
@given(query=st.binary(max_size=300))
def test_any_bytes_are_answered_in_a_url(hostile: TestClient, query: bytes) -> None:
    check_reply(hostile.get(f"/graphql?query={quote(query)}", headers=JSON))


@RELAXED
@given(query=st.text(alphabet='{}()[]:!$@."# \nab_1é\x00…', max_size=60))
def test_any_text_is_answered_as_a_document(hostile: TestClient, query: str) -> None:
    check(hostile, json.dumps({"query": query}).encode())


@RELAXED
@given(document=documents(SCHEMA), at=st.integers(0, 400), put=st.sampled_from('{}()[]:"$@. 9'))
def test_a_document_with_a_slip_is_answered(
    hostile: TestClient, document: str, at: int, put: str
) -> None:
    check(hostile, json.dumps({"query": document[:at] + put + document[at + 1 :]}).encode())
