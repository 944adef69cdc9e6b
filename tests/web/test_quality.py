"""What holds for every page: accessible, light, and fit for a phone."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.web.conftest import PHONE, WIDE, Open, until

VIEWS = (
    "/",
    "/person/agim-bahtiri",
    "/person/agim-bahtiri?graph=open",
    "/person/agim-bahtiri?evidence=defected-to/agim-bahtiri/vetevendosje/2019-08",
    "/party/ldk",
    "/municipality/mitrovica?on=2018-06",
    "/election/local-2017",
    "/election/local-2025",
    "/contest/mayor-istog-2017",
    "/connect?from=person/shpend-ahmeti&to=person/haki-rugova",
    "/flow",
    "/search?q=Ahmeti",
)
KILOBYTES_BEFORE_THE_GRAPH = 200
NARROW: ViewportSize = {"width": 320, "height": 700}


def settled(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".loading")).to_have_count(0)


@pytest.mark.parametrize("path", VIEWS)
def test_a_view_passes_axe_in_light_and_dark_wide_and_on_a_phone(
    open_page: Open, axe: Callable[..., list[str]], path: str
) -> None:
    page = open_page(path)
    settled(page)
    if "graph=" in path:
        expect(page.locator(".canvas canvas").first).to_be_visible()
    if "evidence=" in path:
        expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_be_visible()
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page, "color-contrast") == []
    page.set_viewport_size(PHONE)
    assert axe(page) == []
    page.set_viewport_size(NARROW)
    until(page, f"document.documentElement.scrollWidth <= {NARROW['width']}")


def test_a_phone_shows_the_timeline_and_opens_the_graph(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri", viewport=PHONE, has_touch=True, is_mobile=True)
    settled(page)
    expect(page.get_by_role("img", name="Timeline of Agim Bahtiri")).to_be_in_viewport()
    page.get_by_role("button", name="Open the graph").tap()
    expect(page.locator(".canvas canvas").first).to_be_visible()
    until(page, f"document.documentElement.scrollWidth <= {PHONE['width']}")


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("language", ["sq", "sr"])
@pytest.mark.parametrize("path", ["/", "/person/agim-bahtiri", "/municipality/prizren"])
def test_a_narrow_phone_does_not_scroll_sideways_in_any_language(
    open_page: Open, path: str, language: str, width: int
) -> None:
    size: ViewportSize = {"width": width, "height": 700}
    page = open_page(f"{path}?lang={language}", viewport=size)
    settled(page)
    until(page, f"document.documentElement.scrollWidth <= {width}")


def test_the_first_view_is_light(open_page: Open) -> None:
    page = open_page("/", viewport=WIDE)
    settled(page)
    expect(page.get_by_role("group", name="Map of winners")).to_be_visible()
    sent = page.evaluate(
        "() => [...performance.getEntriesByType('navigation'),"
        " ...performance.getEntriesByType('resource')]"
        ".reduce((sum, each) => sum + each.encodedBodySize, 0)"
    )
    assert 0 < sent <= KILOBYTES_BEFORE_THE_GRAPH * 1000


def test_a_page_can_be_walked_by_keyboard(open_page: Open) -> None:
    page = open_page("/")
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    box = page.get_by_role("combobox", name="Search people")
    box.focus()
    page.keyboard.type("akr")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/party/akr"))


def test_no_module_is_too_long_to_be_read() -> None:
    pages = Path(__file__).parents[2] / "web"
    files = [
        file for folder in ("explorer", "playground") for file in (pages / folder).rglob("*.js")
    ]
    assert files
    assert [file.name for file in files if len(file.read_text("utf-8").splitlines()) > 300] == []


def test_a_link_takes_the_focus_to_the_page_it_leads_to(open_page: Open) -> None:
    page = open_page("/")
    settled(page)
    page.get_by_role("link", name="Who runs Prizren?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Prizren")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("language", ["sq", "sr"])
def test_the_years_of_the_slider_do_not_collide(open_page: Open, language: str) -> None:
    page = open_page(f"/?lang={language}", viewport={"width": 768, "height": 900})
    settled(page)
    ends = page.evaluate(
        "() => [...document.querySelectorAll('.ticks span')].filter(each => each.offsetWidth)"
        ".map(each => each.getBoundingClientRect()).map(({ left, right }) => [left, right])"
    )
    assert all(right < left for (_, right), (left, _) in pairwise(ends))
