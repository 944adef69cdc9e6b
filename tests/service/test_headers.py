"""Headers: several lines of one name, what caches are told, and the media type of every error."""

import pytest
from graphql import build_schema as build_schema_of
from starlette.testclient import TestClient

from schema.execution import Executor
from serving.caching import software_of
from serving.settings import Settings
from tests.service.asking import QUERY, code, get
from tests.service.conftest import Client
from tests.service.test_operating import LARGE, PERSISTED

GRAPHQL = "application/graphql-response+json"


def test_lines_of_accept_are_read_as_one(client: TestClient) -> None:
    lines = [("accept", GRAPHQL), ("accept", "text/plain"), ("content-type", "application/json")]

    reply = client.post("/graphql", json={"query": QUERY}, headers=lines)

    assert reply.headers["content-type"] == f"{GRAPHQL}; charset=utf-8"


def test_lines_of_known_tags_are_read_as_one(client: TestClient) -> None:
    tag = get(client).headers["etag"]
    lines = [("if-none-match", tag), ("if-none-match", '"other"')]

    assert client.get("/graphql", params={"query": QUERY}, headers=lines).status_code == 304


def test_any_tag_is_known_to_who_knows_all(client: TestClient) -> None:
    assert get(client, if_none_match="*").status_code == 304
    assert get(client, "{ nonsense }", if_none_match="*").status_code == 200


@pytest.mark.parametrize(
    "settings",
    [
        {"max_page": 60},
        {"max_cost": 40_000},
        {"walk_budget": 10},
        {"introspection": False},
        {"suggestions": False},
    ],
)
def test_the_tag_follows_from_the_settings_that_answers_follow_from(
    client: TestClient, client_of: Client, settings: dict[str, object]
) -> None:
    with client_of(**settings) as other, client_of(min_compressed=5) as same:
        tags = [get(each).headers["etag"] for each in (client, same, other)]

    assert tags[0] == tags[1] != tags[2]


def test_the_tag_follows_from_the_version_and_the_schema(client: TestClient) -> None:
    schema = client.app.state.service.executor.schema
    known = software_of(schema, Settings(), "1.0.0")

    assert known == software_of(schema, Settings(), "1.0.0")
    assert known != software_of(schema, Settings(), "1.0.1")
    assert known != software_of(build_schema_of("type Query { a: Int }"), Settings(), "1.0.0")


@pytest.mark.parametrize("query", [QUERY, LARGE])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_a_reply_varies_by_is_said_once(client_of: Client, query: str, encoding: str) -> None:
    with client_of(origins=("https://ok.example",)) as client:
        varies = get(client, query, accept_encoding=encoding).headers.get_list("vary")

    assert [each.lower() for each in varies] == ["accept, accept-encoding, origin"]


@pytest.mark.parametrize("media", ["application/json", GRAPHQL])
def test_who_asks_too_often_is_told_so_in_what_is_accepted(client_of: Client, media: str) -> None:
    with client_of(rate="1/minute") as client:
        replies = [get(client, accept=media) for _ in range(2)]

    assert [each.status_code for each in replies] == [200, 429]
    assert {each.headers["content-type"] for each in replies} == {f"{media}; charset=utf-8"}


@pytest.mark.parametrize("media", ["application/json", GRAPHQL])
def test_what_breaks_is_told_in_what_is_accepted(
    client_of: Client, monkeypatch: pytest.MonkeyPatch, media: str
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    with client_of() as client:
        monkeypatch.setattr(Executor, "answer", broken)
        reply = get(client, accept=media)

    assert reply.status_code == 500
    assert reply.headers["content-type"] == f"{media}; charset=utf-8"


@pytest.mark.parametrize(("media", "status"), [("application/json", 200), (GRAPHQL, 400)])
def test_a_hash_that_is_not_known_is_a_bad_request_except_to_older_clients(
    client_of: Client, media: str, status: int
) -> None:
    with client_of() as client:
        reply = client.post("/graphql", json={"extensions": PERSISTED}, headers={"accept": media})

    assert (reply.status_code, code(reply)) == (status, "PERSISTED_QUERY_NOT_FOUND")
    assert reply.headers["content-type"] == f"{media}; charset=utf-8"
