"""Watching sockets: operations over WebSocket and as events are counted, logged and limited."""

import json
from collections.abc import Iterator

import pytest
import structlog
from starlette.testclient import TestClient, WebSocketDenialResponse

from schema.execution import Executor
from tests.service.conftest import Client
from tests.service.sockets import begun, connected, subscribe

NAMED = "query Named($name: String) { person(name: $name) { id } }"
FOLLOWED = "subscription Followed { dataset { revision } }"
EVENTS = {"accept": "text/event-stream", "x-request-id": "events-1"}


@pytest.fixture
def logged() -> Iterator[list[dict[str, object]]]:
    """Give what is logged."""
    with structlog.testing.capture_logs() as lines:
        yield lines


def shown(client: TestClient) -> set[str]:
    return set(client.get("/metrics").text.splitlines())


def lines_of(logged: list[dict[str, object]], event: str) -> list[dict[str, object]]:
    return [line for line in logged if line["event"] == event]


def talk(client: TestClient) -> None:
    """Ask a query, something that is wrong, and a subscription that is ended."""
    with connected(client, **{"x-request-id": "talk-1"}) as socket:
        asked = {"query": NAMED, "variables": {"name": "secret name"}}
        begun(socket).send_json({"type": "subscribe", "id": "a", "payload": asked})
        assert [socket.receive_json()["type"] for _ in range(2)] == ["next", "complete"]
        socket.send_json(subscribe("b", "{ nonsense }"))
        assert socket.receive_json()["type"] == "error"
        socket.send_json(subscribe("c", FOLLOWED))
        assert socket.receive_json()["type"] == "next"


def test_operations_over_websocket_are_counted(client_of: Client) -> None:
    with client_of() as client:
        talk(client)
        lines = shown(client)

    for line in (
        'election_graph_requests_total{method="GET",route="/graphql",status="101"} 1.0',
        'election_graph_socket_operations_total{kind="query"} 1.0',
        'election_graph_socket_operations_total{kind="subscription"} 1.0',
        'election_graph_socket_operations_total{kind="other"} 1.0',
        'election_graph_socket_operation_seconds_count{kind="query"} 1.0',
        'election_graph_socket_operation_seconds_count{kind="subscription"} 1.0',
        'election_graph_errors_total{code="BAD_REQUEST"} 1.0',
    ):
        assert line in lines


def test_operations_over_websocket_are_logged_without_their_variables(
    client_of: Client, logged: list[dict[str, object]]
) -> None:
    with client_of() as client:
        talk(client)

    (opened,) = lines_of(logged, "request")
    assert (opened["id"], opened["status"], opened["outcome"]) == ("talk-1", 101, "ok")
    known = [
        [line[name] for name in ("id", "kind", "operation", "cost", "outcome")]
        for line in lines_of(logged, "operation")
    ]
    assert known == [
        ["talk-1.1", "query", "Named", 2, "ok"],
        ["talk-1.2", None, None, None, "BAD_REQUEST"],
        ["talk-1.3", "subscription", "Followed", 2, "ok"],
    ]
    assert all(isinstance(line["milliseconds"], float) for line in lines_of(logged, "operation"))
    assert "secret" not in str(logged)
    assert "person" not in str(logged)


def test_what_breaks_over_websocket_is_masked_and_known_to_the_log_by_an_id(
    client_of: Client, logged: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("/secret/path")

    with client_of() as client, connected(client) as socket:
        monkeypatch.setattr(Executor, "answer", broken)
        begun(socket).send_json(subscribe("a", "{ __typename }"))
        told = socket.receive_json()
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}

    (error,) = told["payload"]
    (incident,) = lines_of(logged, "incident")
    assert told["type"] == "error"
    assert error["extensions"] == {"code": "INTERNAL", "incident": incident["incident"]}
    assert "secret" not in json.dumps(told)
    assert [line["outcome"] for line in lines_of(logged, "operation")] == ["INTERNAL"]


def test_a_rate_bounds_the_operations_on_a_socket(
    client_of: Client, logged: list[dict[str, object]]
) -> None:
    with client_of(rate="3/hour") as client:
        with connected(client) as socket:
            begun(socket)
            answers = []
            for name in "abc":
                socket.send_json(subscribe(name, FOLLOWED))
                answers.append(socket.receive_json())
            socket.send_json({"type": "ping"})
            assert socket.receive_json() == {"type": "pong"}
        lines = shown(client)

    assert [each["type"] for each in answers] == ["next", "next", "error"]
    (error,) = answers[2]["payload"]
    assert error["extensions"]["code"] == "RATE_LIMITED"
    assert error["extensions"]["most"] == "3/hour"
    assert 0 < error["extensions"]["seconds"] <= 3600
    assert 'election_graph_errors_total{code="RATE_LIMITED"} 1.0' in lines
    assert [line["outcome"] for line in lines_of(logged, "operation")].count("RATE_LIMITED") == 1


def test_a_rate_bounds_the_sockets_that_are_opened(client_of: Client) -> None:
    with client_of(rate="1/hour") as client:
        with connected(client) as socket:
            begun(socket)
        with pytest.raises(WebSocketDenialResponse) as denied, connected(client):
            pass
        lines = shown(client)

    assert denied.value.status_code == 429
    assert int(denied.value.headers["retry-after"]) > 0
    assert denied.value.headers["ratelimit-policy"] == '"default";q=1;w=3600'
    assert 'election_graph_requests_total{method="GET",route="/graphql",status="429"} 1.0' in lines


def test_a_rate_bounds_what_is_asked_for_as_events(client_of: Client) -> None:
    body = {"query": "{ __typename }"}
    with client_of(rate="1/hour") as client:
        statuses = [
            client.post("/graphql", json=body, headers=EVENTS).status_code for _ in range(2)
        ]

    assert statuses == [200, 429]


def test_a_socket_that_is_refused_for_its_origin_is_counted(client_of: Client) -> None:
    with client_of(origins=("https://ok.example",)) as client:
        with (
            pytest.raises(WebSocketDenialResponse) as denied,
            connected(client, origin="https://elsewhere.example"),
        ):
            pass
        lines = shown(client)

    assert denied.value.json()["errors"][0]["extensions"]["code"] == "ORIGIN_NOT_ALLOWED"
    assert 'election_graph_errors_total{code="ORIGIN_NOT_ALLOWED"} 1.0' in lines


def test_what_is_sent_as_events_is_logged_and_counted(
    client_of: Client, logged: list[dict[str, object]]
) -> None:
    with client_of(max_subscriptions=0) as client:
        client.post("/graphql", json={"query": "query Q { __typename }"}, headers=EVENTS)
        client.post("/graphql", json={"query": FOLLOWED}, headers=EVENTS)
        lines = shown(client)

    known = [
        [line[name] for name in ("id", "operation", "cost", "outcome")]
        for line in lines_of(logged, "request")[:2]
    ]
    assert known == [["events-1", "Q", 1, "ok"], ["events-1", "Followed", 2, "LIMIT"]]
    assert 'election_graph_errors_total{code="LIMIT"} 1.0' in lines
    assert 'election_graph_requests_total{method="POST",route="/graphql",status="200"} 2.0' in lines
    assert 'election_graph_request_seconds_count{route="/graphql"} 1.0' in lines
