"""Watching: rates, metrics, logs, incidents."""

import logging

import pytest
from starlette.testclient import TestClient

from schema.execution import Executor
from serving.forwarding import client_of as client_named
from serving.metrics import CODES, ROUTES
from serving.rates import BadRateError, rate_of
from tests.conftest import ROOT
from tests.service.asking import code, get
from tests.service.conftest import Client


def test_a_client_may_ask_so_often_and_is_told_what_is_left(client_of: Client) -> None:
    with client_of(rate="2/minute") as client:
        replies = [get(client) for _ in range(3)]
        health = client.get("/health")

    assert [each.status_code for each in replies] == [200, 200, 429]
    assert replies[0].headers["ratelimit-policy"] == '"default";q=2;w=60'
    assert [each.headers["ratelimit"].split(";")[1] for each in replies] == ["r=1", "r=0", "r=0"]
    assert 0 < int(replies[2].headers["retry-after"]) <= 60
    assert code(replies[2]) == "RATE_LIMITED"
    assert health.status_code == 200
    assert "ratelimit" not in health.headers


def test_rates_are_off_unless_set(client: TestClient) -> None:
    assert "ratelimit" not in get(client).headers


@pytest.mark.parametrize(
    ("peer", "forwarded", "hops", "client"),
    [
        ("192.0.2.1", "", 0, "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", 0, "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", 1, "203.0.113.9"),
        ("192.0.2.1", "made-up, 203.0.113.9", 1, "203.0.113.9"),
        ("192.0.2.1", "made-up, 203.0.113.9, 198.51.100.2", 2, "203.0.113.9"),
        ("192.0.2.1", "203.0.113.9", 2, "192.0.2.1"),
        ("192.0.2.1", "", 1, "192.0.2.1"),
        ("192.0.2.1", "no address", 1, "192.0.2.1"),
        ("192.0.2.1", "unknown", 1, "192.0.2.1"),
        ("192.0.2.1", "_hidden", 1, "192.0.2.1"),
        ("192.0.2.1", "1.2.3.4:5:6", 1, "192.0.2.1"),
        ("192.0.2.1", "[1.2.3.4", 1, "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9:5000", 1, "203.0.113.9"),
        ("192.0.2.1", "203.0.113.9:5000, 198.51.100.2:80", 2, "203.0.113.9"),
        ("192.0.2.1", '"203.0.113.9:5000"', 1, "203.0.113.9"),
        ("192.0.2.1", "2001:db8:1:2::9", 1, "20010db800010002/64"),
        ("192.0.2.1", "[2001:db8:1:2::9]:80", 1, "20010db800010002/64"),
        ("192.0.2.1", '"[2001:db8:1:2::9]"', 1, "20010db800010002/64"),
        ("192.0.2.1", "[::ffff:203.0.113.9]:80", 1, "203.0.113.9"),
        ("192.0.2.1", "fe80::1%eth0", 1, "fe80000000000000/64"),
        ("", "no address", 1, "unknown"),
        ("", "", 0, "unknown"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "20010db800010002/64"),
        ("2001:db8:1:2::9", "", 0, "20010db800010002/64"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
    ],
)
def test_a_client_is_who_our_own_proxies_say_it_is(
    peer: str, forwarded: str, hops: int, client: str
) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"client": (peer, 1), "headers": headers}

    assert client_named(scope, hops) == client


@pytest.mark.parametrize(
    "given",
    ["often", "0/minute", "5/minute;1/hour", "5/minute, 1/hour", "5/moon", ""],
)
def test_a_rate_that_makes_no_sense_is_refused(given: str) -> None:
    with pytest.raises(BadRateError, match="write it as in 100/minute"):
        rate_of(given)


@pytest.mark.parametrize(
    ("given", "amount", "seconds"), [("5/minute", 5, 60), ("2/5 second", 2, 5)]
)
def test_a_rate_is_so_many_in_so_much_time(given: str, amount: int, seconds: int) -> None:
    assert (rate_of(given).amount, rate_of(given).get_expiry()) == (amount, seconds)


def test_metrics_count_requests_errors_and_what_was_known(client_of: Client) -> None:
    with client_of() as client:
        tag = get(client).headers["etag"]
        get(client, if_none_match=tag)
        get(client, "{ nonsense }")
        client.get("/" + "x" * 50)
        client.request("BREW", "/graphql")
        shown = client.get("/metrics")

    assert shown.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = set(shown.text.splitlines())
    for line in (
        'election_graph_requests_total{method="GET",route="/graphql",status="200"} 2.0',
        'election_graph_requests_total{method="GET",route="/graphql",status="304"} 1.0',
        'election_graph_requests_total{method="GET",route="other",status="404"} 1.0',
        'election_graph_requests_total{method="other",route="/graphql",status="405"} 1.0',
        'election_graph_errors_total{code="BAD_REQUEST"} 1.0',
        'election_graph_cache_hits_total{cache="validator"} 1.0',
        'election_graph_cache_hits_total{cache="document"} 1.0',
        'election_graph_request_seconds_count{route="/graphql"} 4.0',
    ):
        assert line in lines
    assert "election_graph_revision{revision=" in shown.text
    assert "election_graph_load_seconds" in shown.text


def test_metrics_count_the_operations_by_the_way_that_they_were_answered(
    client_of: Client,
) -> None:
    with client_of(answer_cache_bytes=0) as client:
        for _ in range(2):  # so little is not compiled the first time
            get(client, "{ dataset { revision } }")
        get(client, '{ person(id: "person/nobody", name: "Nobody") { id } }')
        lines = client.get("/metrics").text.splitlines()

    assert 'election_graph_operations_total{way="compiled"} 1.0' in lines
    assert 'election_graph_operations_total{way="reference"} 2.0' in lines


def test_every_code_of_an_error_is_counted_under_its_name() -> None:
    sources = [*ROOT.glob("graph/*.py"), *ROOT.glob("schema/*.py"), *ROOT.glob("serving/*.py")]
    text = "\n".join(path.read_text() for path in sources)
    codes = {line.split('"')[1] for line in text.splitlines() if line.strip().startswith("code = ")}

    assert codes - {"GRAPH"} <= CODES
    assert len(CODES) < 40
    assert len(ROUTES) < 20


def test_a_request_is_logged_without_its_variables(
    client_of: Client, logged: list[dict[str, object]]
) -> None:
    query = "query Named($name: String) { person(name: $name) { id } }"
    body = {"query": query, "variables": {"name": "secret name"}}
    with client_of() as client:
        reply = client.post("/graphql", json=body, headers={"x-request-id": "abc-1"})
        client.post("/graphql", json={"query": "{"}, headers={"x-request-id": "no\tword"})

    first, second = (line for line in logged if line["event"] == "request")
    assert reply.headers["x-request-id"] == first["id"] == "abc-1"
    assert (first["operation"], first["cost"], first["outcome"]) == ("Named", 2, "ok")
    assert (first["status"], first["method"], first["route"]) == (200, "POST", "/graphql")
    assert isinstance(first["milliseconds"], float)
    assert second["id"] != "no\tword"
    assert second["outcome"] == "BAD_REQUEST"
    assert "secret" not in str(logged)
    assert "person" not in str(logged)


def test_a_long_name_of_an_operation_is_cut_in_the_log(
    client_of: Client, logged: list[dict[str, object]]
) -> None:
    with client_of() as client:
        for _ in range(2):
            client.post("/graphql", json={"query": f"query {'N' * 5_000} {{ __typename }}"})

    assert [line["operation"] for line in logged] == ["N" * 100] * 2


def test_what_breaks_is_masked_and_known_to_the_log_by_an_id(
    client_of: Client,
    logged: list[dict[str, object]],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("/secret/path")

    with client_of() as client:
        monkeypatch.setattr(Executor, "answer", broken)
        reply = get(client)

    assert reply.status_code == 500
    assert code(reply) == "INTERNAL"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "secret" not in reply.text
    incident = reply.json()["errors"][0]["extensions"]["incident"]
    assert incident in str(logged)
    assert caplog.records == [each for each in caplog.records if each.levelno < logging.ERROR]
