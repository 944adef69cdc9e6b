"""Addresses: what is said where there is nothing, and by which methods the rest may be asked."""

import pytest
from starlette.testclient import TestClient

from graph.revision import Revision
from tests.service.asking import code
from tests.service.conftest import Client

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("path", ["/nowhere", "/graphql/", "/health/", "/person/a/b", "/static"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_where_there_is_nothing_is_said_in_json(client: TestClient, method: str, path: str) -> None:
    reply = client.request(method, path, headers={"host": "elsewhere.example"})

    assert (reply.status_code, code(reply)) == (404, "NOT_FOUND")
    assert reply.headers["content-type"] == "application/json; charset=utf-8"
    assert reply.headers["cache-control"] == "no-store"
    assert "location" not in reply.headers
    assert "elsewhere" not in reply.text


def test_where_there_is_nothing_a_browser_is_given_a_page(client: TestClient) -> None:
    reply = client.get("/<script>", headers={"accept": BROWSER})

    assert reply.status_code == 404
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert reply.text.startswith("<!doctype html>")
    assert "script" not in reply.text


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics", "/", "/person/ada-prifti"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_can_only_be_read_says_so(client: TestClient, method: str, path: str) -> None:
    reply = client.request(method, path)

    assert (reply.status_code, code(reply)) == (405, "METHOD_NOT_ALLOWED")
    assert reply.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics"])
def test_what_can_be_read_has_headers_of_its_own(client: TestClient, path: str) -> None:
    assert client.head(path).status_code == 200


def test_readiness_names_the_revision_and_ends_before_the_service_does(
    client_of: Client, small: Revision
) -> None:
    with client_of() as client:
        ready = client.get("/ready")
        client.portal.call(client.app.state.service.end)
        stopping, alive = client.get("/ready"), client.get("/health")

    assert (ready.status_code, alive.status_code) == (200, 200)
    assert ready.json() == {"status": "ready", "revision": small.revision}
    assert stopping.status_code == 503
    assert stopping.json() == {"status": "stopping", "revision": small.revision}


def test_what_is_missing_is_logged_as_such(
    client: TestClient, logged: list[dict[str, object]]
) -> None:
    client.get("/nowhere")

    (line,) = logged
    assert (line["route"], line["outcome"]) == ("other", "NOT_FOUND")
