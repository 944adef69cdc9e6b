"""Incidents: what a server in a process of its own says of them, and what it keeps to itself."""

import json
from urllib.parse import urlencode

import pytest

from tests.service.load import fetch
from tests.service.processes import Place, Running, serving
from tests.service.sockets import conversing

BROKEN = Place(program=("-m", "tests.service.broken"))
ASKED = {
    "query": "query Named($name: String) { person(name: $name) { id } }",
    "variables": {"name": "secret name"},
}


def ask_each_way(running: Running) -> None:
    """Ask by POST, by GET and over WebSocket."""
    in_url = urlencode({"query": ASKED["query"], "variables": json.dumps(ASKED["variables"])})
    assert fetch(running.url, "/graphql", ASKED)[0] == 500
    assert fetch(running.url, f"/graphql?{in_url}")[0] == 500
    with conversing(running.url, ASKED) as socket:
        assert json.loads(socket.recv())["type"] == "error"


@pytest.mark.parametrize("form", ["console", "json"])
def test_an_incident_is_logged_with_its_trace_and_without_what_was_asked(form: str) -> None:
    with serving("--log-form", form, place=BROKEN) as running:
        ask_each_way(running)
        running.stop()

    said = "".join(running.said)
    assert said.count("RuntimeError: broken on purpose") == 3
    assert said.count("Traceback") == 3
    assert "secret" not in said
    assert "person" not in said
    assert len(said) < 30_000
