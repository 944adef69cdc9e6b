"""The queue: what is dear waits for the pool, clients take turns, and nothing waits for ever."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from graph.revision import Revision
from server import create_app
from serving.pool import Outcome, PoolGoneError, Question
from serving.settings import Settings
from tests.service.asking import code
from tests.service.load import until
from tests.service.sockets import begun, connected, subscribe

DEAR = "{ people(first: %d) { nodes { id name } } }"
LONG = "{ dataset { revision } } #" + "a" * 1_000
LIMITS = {"inline_cost": 5, "trusted_hops": 1}


class HeldPool:
    """A pool that answers one question each time it is told to; it notes what becomes of them."""

    size = 1
    processes = 0  # of its own
    stores = ()

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.gone = False
        self._go_on = asyncio.Semaphore(0)

    async def ask(self, question: Question) -> Outcome:
        """Wait until it is told to go on, then answer."""
        self.begun.append(question.text)
        try:
            await self._go_on.acquire()
        except asyncio.CancelledError:
            self.ended.append(question.text)
            raise
        if self.gone:
            raise PoolGoneError
        return Outcome(b'{"data":{"pool":true}}', 7, (), "Asked", executed=True, kind="query")

    def go_on(self) -> None:
        """Answer one question."""
        self._go_on.release()

    def wait_for(self, number: int) -> None:
        """Wait until so many questions have been begun."""
        until(lambda: len(self.begun) == number)


@contextmanager
def held(graph: Revision, **settings: object) -> Iterator[tuple[TestClient, HeldPool]]:
    """Give a client of an application whose pool answers when it is told to."""
    app = create_app(graph, Settings(**{**LIMITS, **settings}))
    pool = HeldPool(graph.revision)
    app.state.service.turn_to(pool)
    with TestClient(app) as client:
        yield client, pool


def ask(client: TestClient, query: str, address: str = "192.0.2.1") -> Response:
    return client.post("/graphql", json={"query": query}, headers={"x-forwarded-for": address})


def wait_for(client: TestClient, number: int) -> None:
    """Wait until so many operations are in flight."""
    queue = client.app.state.service.queue
    until(lambda: len(queue.quota) == number)


def release(client: TestClient, pool: HeldPool) -> None:
    client.portal.call(pool.go_on)


def test_what_is_dear_or_long_is_executed_by_the_pool_and_what_is_cheap_meanwhile(
    small: Revision, logged: list[dict[str, object]]
) -> None:
    with held(small) as (client, pool), ThreadPoolExecutor() as others:
        for times, query in enumerate((DEAR % 5, LONG), 1):
            dear = others.submit(ask, client, query)
            pool.wait_for(times)
            assert ask(client, "{ dataset { revision } }").json()["data"]["dataset"]
            assert client.get("/health").status_code == 200
            release(client, pool)
            assert dear.result().json() == {"data": {"pool": True}}
            assert ask(client, query).json() == {"data": {"pool": True}}  # which is kept

    assert pool.begun == [DEAR % 5, LONG]
    known = [(each["operation"], each["cost"]) for each in logged if each["event"] == "request"]
    assert known.count(("Asked", 7)) == 2


def test_variables_that_are_large_are_coerced_by_the_pool(small: Revision) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    many = {"ids": [f"person/nobody-{number}" for number in range(1_000)]}
    with held(small) as (client, pool), ThreadPoolExecutor() as others:
        asked = others.submit(client.post, "/graphql", json={"query": query, "variables": many})
        pool.wait_for(1)
        release(client, pool)

    assert asked.result().json() == {"data": {"pool": True}}


def test_clients_take_turns_however_much_each_of_them_asks(small: Revision) -> None:
    with held(small) as (client, pool), ThreadPoolExecutor() as others:
        for number in range(4):
            others.submit(ask, client, DEAR % (10 + number), "192.0.2.1")
            wait_for(client, number + 1)
        others.submit(ask, client, DEAR % 20, "192.0.2.2")
        wait_for(client, 5)
        for number in range(5):
            pool.wait_for(number + 1)
            release(client, pool)

    assert pool.begun.index(DEAR % 20) == 2


@pytest.mark.parametrize(
    ("settings", "limit", "most"),
    [
        ({"max_queue": 2}, "operations in flight", 2),
        ({"max_client_queue": 2}, "operations in flight of one client", 2),
    ],
)
def test_beyond_the_queue_one_is_told_to_come_back(
    small: Revision, settings: dict[str, object], limit: str, most: int
) -> None:
    with held(small, **settings) as (client, pool), ThreadPoolExecutor() as others:
        for number in range(2):
            others.submit(ask, client, DEAR % (10 + number))
        wait_for(client, 2)
        full = ask(client, DEAR % 20)
        for _ in range(2):
            release(client, pool)

    assert (full.status_code, full.headers["retry-after"]) == (503, "5")
    assert full.json()["errors"][0]["extensions"] == {
        "code": "QUEUE_FULL",
        "seconds": 5,
        "limit": limit,
        "most": most,
    }


def test_what_holds_much_takes_the_place_of_several(small: Revision) -> None:
    with held(small, max_client_queue=3) as (client, pool), ThreadPoolExecutor() as others:
        asked = [others.submit(ask, client, DEAR % 10)]
        pool.wait_for(1)
        large = {"query": DEAR % 11, "variables": {"x": [[]] * 30_000}}
        full = client.post("/graphql", json=large, headers={"x-forwarded-for": "192.0.2.1"})
        asked.append(others.submit(ask, client, DEAR % 12))
        wait_for(client, 2)
        for _ in asked:
            release(client, pool)
        assert [each.result().status_code for each in asked] == [200, 200]

    assert (full.status_code, code(full)) == (503, "QUEUE_FULL")


def test_nothing_waits_longer_than_it_may(small: Revision) -> None:
    with held(small, max_queue_seconds=0.1) as (client, pool), ThreadPoolExecutor() as others:
        first = others.submit(ask, client, DEAR % 10)
        pool.wait_for(1)
        late = ask(client, DEAR % 11)
        release(client, pool)
        assert first.result().status_code == 200

    assert (late.status_code, code(late)) == (503, "QUEUE_TIMEOUT")
    assert pool.begun == [DEAR % 10]


def test_what_waits_is_told_when_the_service_stops_and_what_runs_is_answered(
    small: Revision,
) -> None:
    with held(small) as (client, pool), ThreadPoolExecutor() as others:
        service = client.app.state.service
        runs = others.submit(ask, client, DEAR % 10)
        pool.wait_for(1)
        waits = others.submit(ask, client, DEAR % 11)
        wait_for(client, 2)
        client.portal.call(service.end)
        told, after = waits.result(), ask(client, DEAR % 12)
        release(client, pool)
        assert runs.result().status_code == 200

    assert [each.status_code for each in (told, after)] == [503, 503]
    assert [code(each) for each in (told, after)] == ["STOPPING", "STOPPING"]


def test_when_the_pool_ends_one_is_told_to_come_back(small: Revision) -> None:
    with held(small) as (client, pool), ThreadPoolExecutor() as others:
        asked = others.submit(ask, client, DEAR % 10)
        pool.wait_for(1)
        pool.gone = True
        release(client, pool)
        reply = asked.result()

    assert (reply.status_code, code(reply)) == (503, "UNAVAILABLE")
    assert reply.headers["retry-after"] == "5"


@pytest.mark.parametrize("leaving", ["complete", "close"])
def test_what_a_socket_no_longer_waits_for_is_ended_or_not_begun(
    small: Revision, leaving: str
) -> None:
    with held(small) as (client, pool):
        with connected(client) as socket:
            begun(socket)
            for number in range(3):
                socket.send_json(subscribe(str(number), DEAR % (10 + number)))
            pool.wait_for(1)
            wait_for(client, 2)  # the third waits for the socket to take what there is
            if leaving == "complete":
                for number in (2, 1, 0):
                    socket.send_json({"type": "complete", "id": str(number)})
                wait_for(client, 0)
        wait_for(client, 0)

    assert pool.begun == pool.ended == [DEAR % 10]


def test_what_was_handed_over_is_answered_by_the_pool_alone(small: Revision) -> None:
    with held(small) as (client, _), connected(client) as socket:
        begun(socket).send_json(subscribe())
        assert socket.receive_json()["payload"]["data"]["dataset"]["revision"] == small.revision
        other = HeldPool("another")
        client.portal.call(client.app.state.service.hand_over, other)
        other.wait_for(1)
        release(client, other)
        assert socket.receive_json()["payload"] == {"data": {"pool": True}}
        release(client, other)
        assert ask(client, "{ __typename }").json() == {"data": {"pool": True}}
        assert client.get("/ready").json()["revision"] == "another"

    assert other.begun[-1] == "{ __typename }"
