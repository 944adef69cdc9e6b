"""An open page, when the data behind it are changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.service.worlds import change, copy_of_small
from tests.web.conftest import SECONDS, Open, Server

LOOKED_AT = "dispatchEvent(new Event('focus'))"


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Give a copy of the small world that may be changed."""
    return copy_of_small(tmp_path / "world")


@pytest.fixture
def changing(world: Path) -> Iterator[Server]:
    """Give a service whose data may be changed."""
    started = Server(data=world)
    yield started
    started.stop()


def revision(page: Page, server: Server) -> str:
    asked = {"query": "{ dataset { revision } }"}
    reply = page.request.post(f"{server.address}/graphql", data=asked)
    return str(reply.json()["data"]["dataset"]["revision"])


def reloaded(page: Page, server: Server) -> None:
    """Reload the data, and wait until they are served."""
    before = revision(page, server)
    server.reload()
    for _ in range(SECONDS * 10):
        if revision(page, server) != before:
            return
        page.wait_for_timeout(100)
    pytest.fail("the new data were never served")


def test_an_open_page_says_that_there_are_newer_data_and_shows_them(
    open_page: Open, changing: Server, world: Path
) -> None:
    page = open_page("/person/ada-prifti", of=changing)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Ada Prifti")
    change(world, "Ada Novak")
    reloaded(page, changing)
    page.evaluate(LOOKED_AT)
    expect(page.get_by_text("Newer data are being served")).to_be_visible()
    expect(heading).to_have_text("Ada Prifti")
    page.get_by_role("button", name="Show them").click()
    expect(heading).to_have_text("Ada Novak")
    expect(page.get_by_text("Newer data are being served")).to_be_hidden()


def test_what_is_opened_after_newer_data_were_noticed_is_new(
    open_page: Open, changing: Server, world: Path
) -> None:
    page = open_page("/person/ada-prifti", of=changing)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Prifti")
    page.get_by_role("link", name="Kosovo election graph").click()
    expect(page.locator(".hero")).to_be_visible()
    # what these other data do not hold is neither asked about nor on the slider
    expect(page.locator(".questions:not(.awaited)")).to_be_attached()
    expect(page.locator(".questions a")).to_have_count(0)
    expect(page.locator(".ticks span")).to_have_text(["2010", "2014"])
    change(world, "Ada Novak")
    reloaded(page, changing)
    page.evaluate(LOOKED_AT)
    expect(page.get_by_text("Newer data are being served")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Novak")
    expect(page.get_by_text("Newer data are being served")).to_be_hidden()


def test_data_that_have_not_changed_are_not_announced(open_page: Open, changing: Server) -> None:
    page = open_page("/person/ada-prifti", of=changing)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Prifti")
    with page.expect_response(lambda reply: "Revision" in (reply.request.post_data or "")):
        page.evaluate(LOOKED_AT)
    expect(page.get_by_text("Newer data are being served")).to_be_hidden()
