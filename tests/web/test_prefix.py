"""Pages behind a proxy that offers the service under a prefix, stripped or not."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Open, Server
from tests.web.proxies import Offered, proxied

PREFIX = "/elections"


@pytest.fixture(scope="module", params=[True, False], ids=["stripped", "kept"])
def offered(request: pytest.FixtureRequest) -> Iterator[Offered]:
    server = Server("--root-path", PREFIX)
    with proxied(server.port, PREFIX, stripped=request.param) as found:
        yield found
    server.stop()


def test_the_explorer_is_walked_through_under_the_prefix(open_page: Open, offered: Offered) -> None:
    page = open_page("/", of=offered)
    page.get_by_role("link", name=re.compile("Who runs Prizren")).click()
    expect(page).to_have_url(re.compile(f"{offered.address}/municipality/prizren"))
    expect(page.get_by_role("heading", name="Prizren", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Prizren", exact=True)).to_be_visible()
    page.get_by_role("button", name=re.compile("graph", re.IGNORECASE)).first.click()
    page.get_by_role("link", name="Show me the GraphQL").click()
    expect(page).to_have_url(re.compile(f"{offered.address}/graphql#"))
    expect(page.locator(".result-window")).to_contain_text("Prizren")
    page.get_by_role("link", name="Kosovo election graph").click()
    expect(page).to_have_url(f"{offered.address}/")


def test_the_playground_answers_and_follows_under_the_prefix(
    open_page: Open, offered: Offered
) -> None:
    page = open_page("/graphql#query=subscription { dataset { revision } }", of=offered)
    expect(page.locator(".result-window")).to_contain_text('"revision":')
    page.get_by_role("button", name="Show Examples").click()
    page.get_by_role("button", name="A mayor changes party").click()
    expect(page.locator(".result-window")).to_contain_text("left AKR for Vetëvendosje")
