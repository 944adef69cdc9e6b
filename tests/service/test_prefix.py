"""The prefix of a proxy: the same is found with it and without it, and pages lead back to it."""

import re

import pytest

from serving.prefix import BadRootPathError, prefix_of
from tests.service.asking import QUERY
from tests.service.conftest import Client
from tests.service.sockets import PROTOCOL, begun

PLACES = ["/", "/graphql", "/person/ada-hoxha", "/health", "/nothing"]
HTML = {"accept": "text/html"}


@pytest.mark.parametrize("given", ["/elections", "/elections/", "/a/b.c"])
def test_all_is_found_under_the_prefix_stripped_or_not(client_of: Client, given: str) -> None:
    prefix = given.removesuffix("/")
    with client_of() as plain, client_of(root_path=given) as client:
        for place in PLACES:
            replies = [client.get(start + place, headers=HTML) for start in ("", prefix)]
            assert replies[0].content == replies[1].content
            expected = plain.get(place, headers=HTML).status_code
            assert {each.status_code for each in replies} == {expected}
        assert client.post(f"{prefix}/graphql", json={"query": QUERY}).json()["data"]
        assert client.get(prefix, headers=HTML).status_code == 200
        with client.websocket_connect(f"{prefix}/graphql", subprotocols=[PROTOCOL]) as socket:
            begun(socket)


@pytest.mark.parametrize("place", ["/", "/graphql", "/nothing"])
def test_every_address_of_a_page_has_the_prefix(client_of: Client, place: str) -> None:
    with client_of(root_path="/elections") as client:
        page = client.get(place, headers=HTML).text
        addresses = re.findall(r'(?:href|src)="([^"]*)"', page)
        for each in addresses:
            assert each.startswith("/elections/")
            assert client.get(each, headers=HTML).status_code == 200

    assert addresses
    assert "{{" not in page


@pytest.mark.parametrize("path", ["/electionsx", "/elections/elections/graphql", "/x/elections"])
def test_what_only_looks_like_the_prefix_is_not_it(client_of: Client, path: str) -> None:
    with client_of(root_path="/elections") as client:
        reply = client.get(path, headers={"accept": "application/json"})

    assert reply.status_code == 404
    assert "answered at /elections/graphql" in reply.text


def test_what_is_under_the_prefix_is_counted_by_its_route(client_of: Client) -> None:
    with client_of(root_path="/elections") as client:
        client.get("/elections/health")
        counted = client.get("/elections/metrics").text

    assert 'requests_total{method="GET",route="/health",status="200"} 1.0' in counted


@pytest.mark.parametrize("given", ["elections", "/a//b", "/a/../b", "/a?b", '/"><script>', "//"])
def test_a_prefix_that_makes_no_sense_is_refused(given: str) -> None:
    with pytest.raises(BadRootPathError, match="write it as in /elections"):
        prefix_of(given)
