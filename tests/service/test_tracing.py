"""Tracing: what a collector of OpenTelemetry is told, by a server in a process of its own."""

import json
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from serving.tracing import NoTracingError, load_tracing
from tests.service.collecting import collecting
from tests.service.processes import Running, serving
from tests.service.sockets import conversing

NAMED = "query Named($name: String) { person(name: $name) { id } }"
ASKED = {"query": NAMED, "variables": {"name": "secret name"}}
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def ask(running: Running, path: str) -> int:
    """Ask within a trace, as instrumented clients do."""
    connection = HTTPConnection(urlsplit(running.url).netloc, timeout=20)
    within = {"traceparent": f"00-{TRACE}-{PARENT}-01", "content-type": "application/json"}
    connection.request("POST", path, json.dumps(ASKED), within)
    status = connection.getresponse().status
    connection.close()
    return status


def converse(running: Running) -> None:
    with conversing(running.url, ASKED) as socket:
        assert json.loads(socket.recv())["type"] == "next"
        assert json.loads(socket.recv())["type"] == "complete"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_collector_is_told_of_operations_and_nothing_of_their_variables(workers: str) -> None:
    options = ("--tracing", "--workers", workers)
    with (
        collecting() as collected,
        serving(*options, OTEL_EXPORTER_OTLP_ENDPOINT=collected.url) as running,
    ):
        assert ask(running, "/graphql") == 200
        assert ask(running, "/secret") == 404
        converse(running)
        assert running.stop() == 0

    asked = collected.spans["POST /graphql"]
    assert (asked["trace"], asked["parent"]) == (TRACE, PARENT)
    assert asked["lasted"] > 0
    known = {name: value for name, value in asked.items() if "." in name}
    assert known == {
        "http.request.method": "POST",
        "http.route": "/graphql",
        "http.response.status_code": 200,
        "graphql.operation.name": "Named",
        "election_graph.cost": 2,
        "election_graph.outcome": "ok",
    }
    assert collected.spans["POST other"]["http.response.status_code"] == 404
    assert collected.spans["websocket query"]["graphql.operation.name"] == "Named"
    assert not any(b"secret" in body or b"person" in body for body in collected.bodies)


def test_without_a_collector_requests_are_answered_and_the_end_is_clean() -> None:
    nowhere = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9",
        "OTEL_EXPORTER_OTLP_TIMEOUT": "1",
    }
    with serving("--tracing", **nowhere) as running:
        assert ask(running, "/graphql") == 200
        assert running.stop() == 0


def test_tracing_without_the_extra_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)

    with pytest.raises(NoTracingError, match=r"pip install -r requirements/tracing\.txt"):
        load_tracing()
