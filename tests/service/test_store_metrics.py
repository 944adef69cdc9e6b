"""What the service shows of its stores: how full each is, and what was not compiled."""

from starlette.testclient import TestClient

from tests.service.conftest import Client
from tests.service.load import fetch
from tests.service.processes import serving
from tests.stack import low_stack

STORES = {"answers", "documents", "requests", "persisted", "lists", "texts", "views"}


def shown(client: TestClient, metric: str) -> dict[str, float]:
    """Give a metric by store."""
    lines = client.get("/metrics").text.splitlines()
    found = (line.removeprefix(metric).rpartition(" ") for line in lines if line.startswith(metric))
    return {name.partition('"')[2].partition('"')[0]: float(value) for name, _, value in found}


def test_each_store_shows_what_it_holds_and_may_hold(client_of: Client) -> None:
    with client_of() as client:
        query = '{ people(first: 1) { totalCount } past: parties(asOf: "2015") { totalCount } }'
        asked = {"query": query}
        for _ in range(2):
            client.post("/graphql", json=asked)
        entries, taken, limits = (
            shown(client, f"election_graph_store_{each}{{")
            for each in ("entries", "bytes", "limit_bytes")
        )

    assert set(entries) == set(taken) == set(limits) == STORES
    assert all(entries[each] and taken[each] for each in STORES - {"persisted", "texts"})
    assert all(taken[each] <= limits[each] for each in STORES)


def test_what_is_not_compiled_by_mistake_is_logged_once_and_counted(
    client_of: Client, logged: list[dict[str, object]]
) -> None:
    deep = "contests(first: 1) { nodes { municipality { " * 60 + "id" + " } } }" * 60
    with client_of(max_depth=500, answer_cache_bytes=0) as client, low_stack(1_000):
        for number in (0, 0, 1, 1):  # the second time it is to be compiled
            query = f'{{ municipality(id: "nowhere-{number}") {{ {deep} }} }}'
            reply = client.post("/graphql", json={"query": query})
            assert reply.json()["data"] == {"municipality": None}
        failures = shown(client, "election_graph_compile_failures_total")

    assert [line["log_level"] for line in logged if line["event"] == "not compiled"] == ["error"]
    assert failures == {"": 2}


def test_what_the_pool_holds_is_shown_too() -> None:
    with serving("--inline-cost", "0", "--log-level", "error", quiet=True) as running:
        query = '{ people(first: 1, asOf: "2016") { totalCount } }'
        assert fetch(running.url, "/graphql", {"query": query})[0] == 200
        lines = fetch(running.url, "/metrics")[1].decode().splitlines()

    held = [line for line in lines if line.startswith("election_graph_pool_store_bytes{")]
    views = next(line for line in held if 'store="views"' in line)
    assert float(views.rpartition(" ")[2]) > 0
