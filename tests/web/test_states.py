"""The states of the pages: each says what is going on and what to do."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.conftest import Open, Server

EMPTY = (
    ("/?on=2000-01", "No election is recorded by then: move the date to the right."),
    ("/flow?on=2008-01", "Fewer than two elections are known by then"),
    ("/search", "Type a name into the box above."),
    ("/connect", "Choose two people, parties or municipalities."),
    ("/connect?from=person/haki-rugova&to=person/haki-rugova", "These two are one and the same"),
    ("/election/local-2002", "No contest is recorded."),
    ("/party/fer", "None recorded."),
    ("/municipality/prizren?on=2001-01", "It is not known who was mayor then."),
)
REFUSED = (
    ("/municipality/prizren?on=2018-99", "is not a date"),
    ("/municipality/prizren?on=once", "is not a date"),
    ("/connect?from=person/nobody&to=person/haki-rugova", "search for it by name first"),
)

NOWHERE = (
    ("/party/%E0%A4%A", "There is no “/party/%E0%A4%A” in the data."),
    ("/person", "A name has to follow “/person/” in the address"),
    ("/person/", "A name has to follow “/person/” in the address"),
    ("/person/nobody-at-all", "There is no “person/nobody-at-all” in the data."),
    ("/election?name=x", "There is no “x” in the data."),
)


@pytest.fixture
def own_server() -> Iterator[Server]:
    """Give a service of the test's own, which it may stop."""
    started = Server()
    yield started
    if started.process.poll() is None:
        started.stop()


def settled(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".loading")).to_have_count(0)


def test_a_page_that_waits_says_so(open_page: Open) -> None:
    page = open_page("/")
    settled(page)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/graphql", hold)
    page.get_by_role("link", name="Who runs Prizren?").click()
    expect(page.get_by_role("status").filter(has_text="Loading…")).to_be_visible()
    for route in held:
        route.continue_()
    page.unroute("**/graphql")
    expect(page.get_by_role("heading", level=1)).to_have_text("Prizren")
    expect(page.get_by_text("Loading…")).to_have_count(0)


@pytest.mark.parametrize(("path", "words"), EMPTY)
def test_where_there_is_nothing_it_is_said(open_page: Open, path: str, words: str) -> None:
    page = open_page(path)
    expect(page.locator("main")).to_contain_text(words)


@pytest.mark.parametrize(("path", "words"), REFUSED)
def test_what_cannot_be_answered_says_why(open_page: Open, path: str, words: str) -> None:
    page = open_page(path, quiet=False)
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_role("alert").get_by_role("link", name="Start page")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("NaN")


def test_a_bad_date_offers_the_way_back_to_everything(open_page: Open) -> None:
    page = open_page("/municipality/prizren?on=2018-99", quiet=False)
    page.get_by_role("link", name="Show everything recorded").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Prizren")


def test_what_is_not_there_on_a_day_offers_every_day(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri?on=2005-01")
    expect(page.locator("main")).to_contain_text("it may be there on another day")
    page.get_by_role("link", name="Show everything recorded").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Agim Bahtiri")


def test_a_search_that_finds_nothing_says_so_as_one_types(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("combobox", name="Search people").fill("qqqqzzzz")
    expect(page.get_by_text("Nothing by that name; try another spelling.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing here by that name")


def test_the_graph_says_when_it_could_not_be_loaded(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri", quiet=False)
    page.route("**/vendor/graph.js", lambda route: route.abort())
    page.get_by_role("button", name="Open the graph").click()
    expect(page.get_by_role("alert")).to_contain_text("The graph could not be loaded")
    page.unroute("**/vendor/graph.js")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".canvas canvas").first).to_be_visible()


def test_the_search_box_says_when_the_server_is_gone(open_page: Open, own_server: Server) -> None:
    page = open_page("/municipality/prizren", of=own_server, quiet=False)
    settled(page)
    own_server.stop()
    page.get_by_role("combobox", name="Search people").fill("peja")
    expect(page.get_by_text("The server does not answer")).to_be_visible()


def test_another_language_is_spoken_without_losing_the_page(
    open_page: Open, own_server: Server
) -> None:
    page = open_page("/municipality/prizren", of=own_server, quiet=False)
    settled(page)
    page.locator("details.contest summary", has_text="2007").click()
    page.get_by_role("link", name="Shqip").click()
    expect(page.locator(".mayor .label")).to_contain_text("Kryetar")
    expect(page.locator("details.contest[open] summary", has_text="2007")).to_be_visible()
    own_server.stop()
    page.get_by_role("link", name="Srpski").click()
    expect(page.get_by_role("status").filter(has_text="Serveri nuk përgjigjet")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Prizren")
    page.get_by_role("link", name="English").click()
    expect(page.locator(".mayor .label")).to_contain_text("Mayor")


def test_a_page_goes_on_by_itself_once_the_server_is_back(
    open_page: Open, own_server: Server
) -> None:
    page = open_page("/municipality/prizren", of=own_server, quiet=False)
    settled(page)
    own_server.stop()
    page.locator(".chain").get_by_role("link", name="Mytaher Haskuka", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    own_server.start()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mytaher Haskuka")


def test_the_page_says_when_the_server_is_gone_and_goes_on_when_it_is_back(
    open_page: Open, own_server: Server
) -> None:
    page = open_page("/municipality/prizren", of=own_server, quiet=False)
    settled(page)
    own_server.stop()
    page.locator(".chain").get_by_role("link", name="Mytaher Haskuka", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    own_server.start()
    page.get_by_role("button", name="Try now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mytaher Haskuka")


def test_a_part_that_is_missing_is_told(open_page: Open) -> None:
    page = open_page("/search?q=zzzz")

    def partly(route: Route) -> None:
        answer = route.fetch().json()
        answer["errors"] = [{"message": "the sources could not be read"}]
        route.fulfill(json=answer)

    page.route("**/graphql", partly)
    page.goto(page.url.replace("/search?q=zzzz", "/municipality/prizren"))
    expect(page.get_by_role("alert")).to_contain_text("the sources could not be read")
    expect(page.get_by_role("heading", level=1)).to_have_text("Prizren")


@pytest.mark.parametrize(("path", "words"), NOWHERE)
def test_an_address_that_names_nothing_is_not_found(open_page: Open, path: str, words: str) -> None:
    page = open_page(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing here by that name")
    expect(page.locator("main")).to_contain_text(words)
    expect(page.locator("main")).not_to_contain_text("undefined")
    expect(page).to_have_title(re.compile("^Nothing here by that name"))
    expect(page.get_by_role("button", name="Open the graph")).to_be_hidden()


def test_an_address_that_is_misspelt_offers_what_is_near_it(open_page: Open) -> None:
    page = open_page("/person/agim-bahtri/")
    expect(page.locator("main")).to_contain_text("Did you mean one of these?")
    page.locator("main").get_by_role("link", name="Agim Bahtiri").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Agim Bahtiri")
