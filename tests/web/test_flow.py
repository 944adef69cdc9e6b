"""The flow of mayors between parties: a picture to walk, and tables that say the same."""

import re
from collections import Counter

from playwright.sync_api import Page, expect

from tests.web.conftest import Open

RIBBON = re.compile(r"^(\d{4}) → (\d{4}): (.+) → (.+), (\d+): (.+)$")


def ribbons(page: Page) -> list[tuple[str, ...]]:
    """Read each ribbon of the picture as readers of screens do."""
    picture = page.get_by_role("group", name="Flow of mayors between parties").first
    expect(picture.get_by_role("img").first).to_be_visible()
    names = picture.get_by_role("img").evaluate_all(
        "all => all.map(each => each.getAttribute('aria-label'))"
    )
    found = [RIBBON.match(name) for name in names]
    assert found
    assert all(found)
    return [match.groups() for match in found if match]


def test_the_table_of_ribbons_says_what_the_picture_shows(open_page: Open) -> None:
    page = open_page("/flow")
    page.get_by_text("Ribbon by ribbon").first.click()
    table = page.get_by_role("table", name="Ribbon by ribbon")
    rows = table.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    drawn = Counter(
        (f"{before} → {after}", source, target, many, places)
        for before, after, source, target, many, places in ribbons(page)
    )
    assert Counter(tuple(row) for row in rows) == drawn


def test_every_municipality_is_in_one_ribbon_between_two_elections(open_page: Open) -> None:
    page = open_page("/flow")
    places = Counter(
        (before, place)
        for before, _, _, _, many, named in ribbons(page)
        for place in named.split(", ")
        if len(named.split(", ")) == int(many)
    )
    assert places
    assert set(places.values()) == {1}
    assert sum(before == "2021" for before, _ in places) == 38


def test_what_is_not_known_of_winners_is_counted_alike_wherever_it_is_said(open_page: Open) -> None:
    page = open_page("/election/local-2009")
    unknown = page.locator(".map .legend").get_by_role("listitem").filter(has_text="not known")
    expect(unknown).to_have_text(
        [re.compile("winner not known 9"), re.compile("party not known 2")]
    )
    standings = page.locator(".results").get_by_role("listitem").filter(has_text="not known")
    expect(standings).to_have_text(re.compile("party not known *2"))
    flow = open_page("/flow").locator(".flow text.box")
    expect(flow.filter(has_text="winner not known 9")).to_have_count(1)


def test_the_ribbons_are_walked_with_the_arrow_keys(open_page: Open) -> None:
    page = open_page("/flow")
    first, second = page.locator(".ribbon").nth(0), page.locator(".ribbon").nth(1)
    page.get_by_role("button", name="CSV").focus()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    expect(page.locator(".pointed")).to_have_text(second.get_attribute("aria-label") or "")
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="Ribbon by ribbon")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(second).to_be_focused()


def test_a_ribbon_can_be_touched(open_page: Open) -> None:
    page = open_page("/flow", viewport={"width": 390, "height": 844}, has_touch=True)
    ribbon = page.locator(".ribbon.moves").first
    ribbon.dispatch_event("click")
    expect(page.locator(".pointed")).to_have_text(ribbon.get_attribute("aria-label") or "")
