"""Subscriptions: the data set at once and with each revision, over WebSocket and as events."""

import asyncio
import json
import time
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.types import Message
from starlette.websockets import WebSocketDisconnect

from graph.revision import Revision
from server import create_app
from serving.events import send_events
from serving.loading import Loaded
from serving.pool import Outcome
from serving.settings import Settings
from tests.service.conftest import Client
from tests.service.sockets import FOLLOW, begun, connected, subscribe


def hear_all(socket: WebSocketTestSession) -> None:
    while True:
        socket.receive_json()


def test_the_data_set_is_sent_at_once_and_with_each_revision(
    small: Revision, other: Revision
) -> None:
    app = create_app(small, Settings())
    with TestClient(app) as client, connected(client) as socket:
        begun(socket).send_json(subscribe())
        first = socket.receive_json()
        client.portal.call(lambda: app.state.service.serve(Loaded(other, 0.0)))
        second = socket.receive_json()

    assert [each["type"] for each in (first, second)] == ["next", "next"]
    revisions = [each["payload"]["data"]["dataset"]["revision"] for each in (first, second)]
    assert revisions == [small.revision, other.revision]
    assert [each["payload"]["extensions"] for each in (first, second)] == [{"cost": 2}] * 2


def test_a_query_is_answered_and_completed(client: TestClient) -> None:
    with connected(client) as socket:
        begun(socket).send_json(subscribe(query="{ people(first: 1) { totalCount } }"))

        assert socket.receive_json()["payload"]["data"]["people"]["totalCount"] == 9
        assert socket.receive_json() == {"type": "complete", "id": "1"}


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"query": "{"}, "BAD_REQUEST"),
        ({"query": 1}, "BAD_REQUEST"),
        (None, "BAD_REQUEST"),
        ({"query": "subscription { nonsense }"}, "BAD_REQUEST"),
    ],
)
def test_a_bad_document_is_an_error_and_not_the_end(
    client: TestClient, payload: object, code: str
) -> None:
    with connected(client) as socket:
        begun(socket).send_json({"type": "subscribe", "id": "1", "payload": payload})
        error = socket.receive_json()
        assert (error["type"], error["id"]) == ("error", "1")
        assert error["payload"][0]["extensions"]["code"] == code

        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([subscribe()], 4401),
        ([{"type": "connection_init"}, {"type": "connection_init"}], 4429),
        ([{"type": "connection_init"}, subscribe(), subscribe()], 4409),
        ([{"type": "connection_init"}, {"type": "subscribe", "payload": {}}], 4400),
        ([{"type": "hello"}], 4400),
        ([{}], 4400),
        ([[]], 4400),
        (["text"], 4400),
        ([{"type": "connection_init"}, *[subscribe(str(n)) for n in range(30)]], 4400),
    ],
)
def test_a_breach_of_the_protocol_ends_the_conversation(
    client: TestClient, messages: list[object], code: int
) -> None:
    with connected(client) as socket:
        for message in messages:
            socket.send_json(message)
        with pytest.raises(WebSocketDisconnect) as ended:
            hear_all(socket)

    assert ended.value.code == code


def test_what_is_no_json_ends_the_conversation(client: TestClient) -> None:
    for content in (b"\xff\x00", b"{", b""):
        with connected(client) as socket:
            socket.send_bytes(content)
            with pytest.raises(WebSocketDisconnect) as ended:
                socket.receive_json()
        assert ended.value.code == 4400


def test_who_says_nothing_is_not_waited_for(client_of: Client) -> None:
    with (
        client_of(max_body_seconds=0.1) as client,
        connected(client) as socket,
        pytest.raises(WebSocketDisconnect) as ended,
    ):
        socket.receive_json()

    assert ended.value.code == 4408


def test_who_asks_for_nothing_is_sent_home(client_of: Client) -> None:
    with client_of(max_body_seconds=0.05) as client, connected(client) as socket:
        begun(socket).send_json(subscribe("1", "{ __typename }"))
        assert [socket.receive_json()["type"] for _ in range(2)] == ["next", "complete"]
        with pytest.raises(WebSocketDisconnect) as ended:
            ping_on(socket)

    assert (ended.value.code, ended.value.reason) == (1000, "No operation for 0.3 seconds")


def ping_on(socket: WebSocketTestSession) -> None:
    """Say again and again that one is there, until the other side ends that."""
    while True:
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}
        time.sleep(0.02)


def test_who_follows_something_may_stay(client_of: Client) -> None:
    with client_of(max_body_seconds=0.05) as client, connected(client) as socket:
        begun(socket).send_json(subscribe("1"))
        assert socket.receive_json()["type"] == "next"
        time.sleep(0.5)
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}


def test_an_id_is_in_use_again_as_soon_as_it_is_free(client: TestClient) -> None:
    with connected(client) as socket:
        begun(socket)
        socket.send_json(subscribe("1"))
        assert socket.receive_json()["type"] == "next"
        socket.send_json({"type": "complete", "id": "1"})
        socket.send_json(subscribe("1"))
        assert socket.receive_json()["type"] == "next"
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}
        socket.send_json(subscribe("1"))
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_json()

    assert ended.value.code == 4409


def test_another_protocol_is_not_spoken(client: TestClient) -> None:
    with (
        client.websocket_connect("/graphql", subprotocols=["graphql-ws"]) as socket,
        pytest.raises(WebSocketDisconnect) as ended,
    ):
        socket.receive_json()

    assert ended.value.code == 4406


@pytest.mark.parametrize(
    ("origins", "origin"),
    [
        ((), "http://testserver"),
        (("https://elsewhere.example",), "https://elsewhere.example"),
        (("*",), "https://anywhere.example"),
    ],
)
def test_pages_of_allowed_origins_may_connect(
    client_of: Client, origins: tuple[str, ...], origin: str
) -> None:
    with client_of(origins=origins) as client, connected(client, origin=origin) as socket:
        begun(socket)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "https://ok.example.net"])
def test_pages_of_other_origins_may_not_connect(client_of: Client, origin: str) -> None:
    with (
        client_of(origins=("https://ok.example",)) as client,
        pytest.raises(WebSocketDisconnect),
        connected(client, origin=origin),
    ):
        pass


def test_a_subscription_can_be_ended_and_its_place_is_free_again(client_of: Client) -> None:
    with client_of(max_subscriptions=1) as client, connected(client) as socket:
        begun(socket).send_json(subscribe("1"))
        assert socket.receive_json()["type"] == "next"
        socket.send_json(subscribe("2"))
        full = socket.receive_json()
        assert (full["type"], full["payload"][0]["extensions"]["code"]) == ("error", "LIMIT")

        socket.send_json({"type": "complete", "id": "1"})
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}
        socket.send_json(subscribe("3"))
        assert socket.receive_json()["type"] == "next"


def test_a_query_is_sent_as_an_event_and_completed(client: TestClient) -> None:
    headers = {"accept": "text/event-stream"}

    reply = client.post("/graphql", json={"query": "{ __typename }"}, headers=headers)

    assert reply.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert reply.text == (
        'event: next\ndata: {"data":{"__typename":"Query"},"extensions":{"cost":1}}\n\n'
        "event: complete\ndata:\n\n"
    )


def test_events_end_when_the_service_ends(small: Revision) -> None:
    app = create_app(small, Settings())
    with TestClient(app) as client:
        client.portal.start_task_soon(_end_soon, app)
        headers = {"accept": "text/event-stream"}
        reply = client.get("/graphql", params={"query": FOLLOW}, headers=headers)

    told = f'{{"data":{{"dataset":{{"revision":"{small.revision}"}}}},"extensions":{{"cost":2}}}}'
    assert reply.text.startswith(f"event: next\ndata: {told}\n\n")
    assert reply.text.endswith("event: complete\ndata:\n\n")


async def _end_soon(app: Starlette) -> None:
    service = app.state.service
    while not service.followers:  # noqa: ASYNC110  # nothing tells of the first one
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)  # so that the first event has been sent
    service.end()


def answered(data: int) -> Outcome:
    return Outcome(b'{"data":%d}' % data, 1, (), None, executed=True)


def test_events_end_when_the_client_has_gone() -> None:
    ended = []

    async def answers() -> AsyncIterator[Outcome]:
        try:
            while True:
                yield answered(1)
                await asyncio.sleep(0.01)
        finally:
            ended.append(True)

    async def receive() -> Message:
        await asyncio.sleep(0.05)
        return {"type": "http.disconnect"}

    async def send(_: Message) -> None:
        pass

    asyncio.run(asyncio.wait_for(send_events(answers(), receive, send), 5))

    assert ended == [True]


def test_a_quiet_stream_says_that_it_is_still_there() -> None:
    sent: list[bytes] = []

    async def held() -> None:
        heard = asyncio.Event()

        async def answers() -> AsyncIterator[Outcome]:
            yield answered(1)
            await heard.wait()
            yield answered(2)

        async def receive() -> Message:
            await asyncio.Event().wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message.get("body", b""))
            if sent.count(b":\n\n") == 2:
                heard.set()

        await send_events(answers(), receive, send, quiet_seconds=0.01)

    asyncio.run(asyncio.wait_for(held(), 20))

    assert [each for each in sent if each != b":\n\n"] == [
        b"",
        b'event: next\ndata: {"data":1}\n\n',
        b'event: next\ndata: {"data":2}\n\n',
        b"event: complete\ndata:\n\n",
    ]
    assert sent.count(b":\n\n") >= 2


def test_a_subscription_that_costs_too_much_is_refused(client_of: Client) -> None:
    with client_of(max_cost=1) as client:
        headers = {"accept": "text/event-stream"}
        reply = client.get("/graphql", params={"query": FOLLOW}, headers=headers)

    assert (
        json.loads(reply.text.splitlines()[1].removeprefix("data: "))["errors"][0]["extensions"][
            "code"
        ]
        == "QUERY_TOO_COSTLY"
    )
