"""The map of winners: every name is on it or beside it, and none covers another."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Open

BOXES = """() => [...document.querySelectorAll('.map text')].map(text => {
  const { left, right, top, bottom } = text.getBoundingClientRect();
  const name = [...text.children].map(line => line.textContent).join(' ');
  return { name, left, right, top, bottom };
})"""
PLACES = "() => [...document.querySelectorAll('.map a')].map(a => a.ariaLabel.split(':')[0])"
WIDTHS = [360, 768, 1280, 1920]
SLACK = 3  # pixels of the empty space above and below letters


def covering(page: Page) -> list[tuple[str, str]]:
    """List the names that lie over each other."""
    boxes = page.evaluate(BOXES)
    assert boxes
    return [
        (one["name"], other["name"])
        for index, one in enumerate(boxes)
        for other in boxes[index + 1 :]
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] + SLACK < other["bottom"]
        and other["top"] + SLACK < one["bottom"]
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("election", ["local-2017", "local-2025"])
def test_no_name_covers_another_and_none_is_lost(
    open_page: Open, election: str, width: int
) -> None:
    page = open_page(f"/election/{election}", viewport={"width": width, "height": 900})
    expect(page.locator(".map text").first).to_be_visible()
    assert covering(page) == []
    drawn = {box["name"] for box in page.evaluate(BOXES)}
    told = page.locator(".map .note").text_content() if page.locator(".map .note").count() else ""
    missing = set(page.evaluate(PLACES)) - drawn
    assert all(name in (told or "") for name in missing)
    assert len(drawn) >= (26 if width < 500 else 35)


def test_the_map_of_the_start_page_has_its_names_in_a_table(open_page: Open) -> None:
    page = open_page("/")
    card = page.get_by_role("region", name="Who won where")
    card.get_by_text("The same as a table").click()
    expect(card.get_by_role("row")).to_have_count(39)
    expect(card.get_by_role("row", name="North Mitrovica")).to_contain_text("SL")


def test_the_address_names_the_year_of_the_map(open_page: Open) -> None:
    page = open_page("/?map=2013")
    years = page.get_by_role("group", name="Election", exact=True)
    expect(years.get_by_role("button", name="2013")).to_have_attribute("aria-pressed", "true")
    years.get_by_role("button", name="2017").click()
    expect(page).to_have_url(re.compile(r"/\?map=2017$"))
    expect(years.get_by_role("button", name="2017")).to_have_attribute("aria-pressed", "true")
