"""Shares: what one client may hold or use up leaves something for the others."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from httpx2 import Response
from starlette.testclient import TestClient, WebSocketDenialResponse, WebSocketTestSession

from graph.revision import Revision
from server import create_app
from serving.loading import Loaded
from serving.pages import Site
from serving.settings import Settings
from tests.service.asking import code
from tests.service.conftest import Client
from tests.service.load import until
from tests.service.sockets import FOLLOW, begun, connected, subscribe

FIRST, SECOND = "192.0.2.1", "192.0.2.2"
EVENTS = {"accept": "text/event-stream"}
BROWSER = {"accept": "text/html"}


def socket_of(client: TestClient, address: str) -> WebSocketTestSession:
    return connected(client, **{"x-forwarded-for": address})


def ask(client: TestClient, query: str, address: str = FIRST) -> Response:
    return client.post("/graphql", json={"query": query}, headers={"x-forwarded-for": address})


def test_a_client_may_not_follow_everything_that_others_may(client_of: Client) -> None:
    shares = {"max_client_subscriptions": 3, "trusted_hops": 1}
    with client_of(**shares) as client, ExitStack() as opened:
        first = opened.enter_context(socket_of(client, FIRST))
        begun(first)
        for number in range(3):
            first.send_json(subscribe(str(number)))
            assert first.receive_json()["type"] == "next"
        headers = {"x-forwarded-for": FIRST, **EVENTS}
        refused = client.get("/graphql", params={"query": FOLLOW}, headers=headers)
        second = opened.enter_context(socket_of(client, SECOND))
        begun(second).send_json(subscribe())
        assert second.receive_json()["type"] == "next"

    (error,) = json.loads(refused.text.splitlines()[1].removeprefix("data: "))["errors"]
    assert error["extensions"] == {
        "code": "LIMIT",
        "seconds": 5,
        "limit": "subscriptions of one client",
        "most": 3,
    }


def test_a_client_may_not_hold_every_socket_that_others_may(client_of: Client) -> None:
    shares = {"max_client_sockets": 2, "trusted_hops": 1}
    with client_of(**shares) as client, ExitStack() as opened:
        for _ in range(2):
            begun(opened.enter_context(socket_of(client, FIRST)))
        with pytest.raises(WebSocketDenialResponse) as denied, socket_of(client, FIRST):
            pass
        begun(opened.enter_context(socket_of(client, SECOND)))

    assert (denied.value.status_code, denied.value.headers["retry-after"]) == (503, "5")
    assert code(denied.value) == "LIMIT"


def test_pages_and_files_are_not_rated(client_of: Client) -> None:
    files = [f"/static/x/{name}" for name in Site().files][:62]
    with client_of(rate="100/minute") as client:
        for _ in range(2):  # two first visits from one address
            for path in ["/", *files]:
                assert client.get(path).status_code == 200
            assert client.get("/graphql", headers=BROWSER).status_code == 200
        statuses = [ask(client, "{ __typename }").status_code for _ in range(101)]

    assert statuses == [200] * 100 + [429]


def test_a_rate_by_cost_counts_what_is_executed(client_of: Client) -> None:
    query = "{ people(first: %d) { nodes { id name } } }"  # two and three for each
    with client_of(rate="9/minute", rate_cost="50/minute", trusted_hops=1) as client:
        first = ask(client, query % 9)
        kept = ask(client, query % 9)
        second = ask(client, query % 30)
        third = ask(client, query % 8)
        other = ask(client, query % 8, SECOND)

    assert first.headers["ratelimit-policy"] == '"default";q=9;w=60, "cost";q=50;w=60'
    left = [each.headers["ratelimit"].split(";")[3] for each in (first, kept, second, third)]
    charged = 29 + 1 + 4  # and a little for preparing what is new
    assert left == [f"r={50 - charged}"] * 2 + ["r=0"] * 2
    assert [each.status_code for each in (first, kept, second, third, other)] == [
        200,
        200,
        200,
        429,
        200,
    ]
    assert third.json()["errors"][0]["extensions"]["limit"] == "rate by cost"
    assert int(third.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    "query",
    ["{ nonsense%d }", "{ nonsense%d", "{ nonsense%d } #" + "a" * 2_000, "#%d" + " a" * 999],
)
def test_what_is_wrong_costs_too(client_of: Client, query: str) -> None:
    with client_of(rate_cost="50/minute") as client:
        codes = [code(ask(client, query % number)) for number in range(100)]

    assert {"BAD_REQUEST", "RATE_LIMITED"} == set(codes)


def test_a_rate_by_cost_holds_over_websocket_too(client_of: Client) -> None:
    with client_of(rate_cost="50/minute", inline_cost=0) as client, connected(client) as socket:
        begun(socket)
        told = []
        for number in range(5):
            socket.send_json(subscribe(str(number), "{ people(first: 9) { nodes { id name } } }"))
            told.append(socket.receive_json())
            if told[-1]["type"] == "next":
                assert socket.receive_json()["type"] == "complete"

    assert [each["type"] for each in told] == ["next", "next", "error", "error", "error"]
    extensions = told[-1]["payload"][0]["extensions"]
    assert (extensions["code"], extensions["most"]) == ("RATE_LIMITED", "50/minute")


@contextmanager
def followed(graph: Revision, number: int, **settings: object) -> Iterator[list[object]]:
    """Give sockets that follow the same, and the client and application that they go to."""
    app = create_app(graph, Settings(**settings))
    with TestClient(app) as client, ExitStack() as opened:
        sockets = [opened.enter_context(connected(client)) for _ in range(number)]
        for each in sockets:
            begun(each).send_json(subscribe(query=FOLLOW))
            each.receive_json()
        yield [client, app.state.service, *sockets]


@pytest.mark.parametrize("settings", [{}, {"inline_cost": 0}, {"answer_cache_bytes": 0}])
def test_a_new_revision_is_worked_out_once_for_all_who_follow_the_same(
    small: Revision, other: Revision, settings: dict[str, object]
) -> None:
    with followed(small, 20, **settings) as (client, service, *sockets):
        executed(service)
        client.portal.call(service.serve, Loaded(other, 0.0))
        told = [each.receive_json()["payload"]["data"] for each in sockets]
        until(lambda: service.executor.ways.compiled)

        assert executed(service) == {"compiled": 1, "reference": 0}
    assert told == [{"dataset": {"revision": other.revision}}] * 20


def executed(service: object) -> dict[str, int]:
    """Give how many operations were executed since this was asked before, by way."""
    return service.executor.ways.taken()
