"""The graph beside a page, and the paths between two things."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import PHONE, Open, table, until

BAHTIRI = "/person/agim-bahtiri?graph=open"


def test_the_bahtiri_move_is_drawn_and_its_evidence_opens(open_page: Open) -> None:
    page = open_page(BAHTIRI)
    graph = page.get_by_role("complementary", name="Graph")
    expect(graph.get_by_role("checkbox", name="changed party")).to_be_checked()
    graph.get_by_text("The same as a list").click()
    move = graph.get_by_role("listitem").filter(has_text="left AKR for Vetëvendosje")
    move.get_by_role("link").click()
    expect(page.get_by_role("dialog")).to_contain_text("presheva.com")


def test_the_graph_is_loaded_only_when_it_is_opened(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri")
    expect(page.get_by_role("button", name="Open the graph")).to_be_visible()
    loaded = "performance.getEntriesByType('resource').map(each => each.name).join(' ')"
    assert "graph.js" not in page.evaluate(loaded)
    page.get_by_role("button", name="Open the graph").click()
    expect(page.locator(".canvas canvas").first).to_be_visible()
    assert "vendor/graph.js" in page.evaluate(loaded)


def test_things_are_expanded_hidden_filtered_and_it_can_be_undone(open_page: Open) -> None:
    page = open_page(BAHTIRI)
    graph = page.get_by_role("complementary", name="Graph")
    summary = graph.get_by_text("The same as a list")
    expect(summary).to_contain_text("9 things")
    summary.click()
    graph.get_by_role("button", name="Hide Avni Kastrati").click()
    expect(summary).to_contain_text("8 things")
    graph.get_by_role("button", name="Undo").click()
    expect(summary).to_contain_text("9 things")
    graph.get_by_role("button", name="Expand Bedri Hamza").click()
    expect(page).to_have_url(re.compile("graph=person/bedri-hamza"))
    expect(summary).not_to_contain_text(" 9 things")
    graph.get_by_role("checkbox", name="stood for").uncheck()
    expect(page).to_have_url(re.compile("without=STOOD_FOR"))


def test_a_click_on_the_canvas_expands_a_thing(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri?graph=open")
    canvas = page.locator(".canvas")
    expect(canvas.locator("canvas").first).to_be_visible()
    until(page, "document.querySelector('.canvas')._cyreg?.cy.nodes().length === 9")
    page.wait_for_timeout(600)
    where = page.evaluate(
        "() => document.querySelector('.canvas')._cyreg.cy"
        ".getElementById('person/bedri-hamza').renderedPosition()"
    )
    canvas.click(position=where)
    expect(page).to_have_url(re.compile("graph=person/bedri-hamza"))
    expect(page.locator(".chosen-thing")).to_contain_text("Bedri Hamza")


def test_a_path_is_told_hop_by_hop_with_its_sources(open_page: Open) -> None:
    page = open_page("/connect?from=person/shpend-ahmeti&to=person/agim-bahtiri")
    first = page.locator(".path").first
    expect(first).to_contain_text("Vetëvendosje")
    expect(first).to_contain_text("left AKR for Vetëvendosje")
    expect(first.locator(".lead")).to_have_text(re.compile("Shpend Ahmeti.*VV.*Agim Bahtiri"))
    expect(first.locator(".cited").first).not_to_be_empty()
    hops = first.locator(".hop")
    moves = {(row["person_id"], row["to_party_id"]) for row in table("party_moves")}
    assert {(each, "vetevendosje") for each in ("shpend-ahmeti", "agim-bahtiri")} <= moves
    # both moved to the party: the path follows the one move and goes back along the other
    expect(hops.locator(".edge > span")).to_have_text(["↓", "↑"])
    names = {row["id"]: row["name_en"] for row in table("parties")}
    expect(hops.locator("a.node")).to_have_text([names["vetevendosje"], "Agim Bahtiri"])
    expect(page.locator(".exhaustive")).to_contain_text("there are more")
    expect(page.locator(".exhaustive")).not_to_contain_text("all the paths")
    links = [row for row in table("party_links") if "fer" in (row["from_party"], row["to_party"])]
    assert [{row["from_party"], row["to_party"]} for row in links] == [{"fer", "vetevendosje"}]
    # nor does anyone lead on: nobody stood or served for it, or came to it
    rows = [row for name in ("candidacies", "mandates") for row in table(name)]
    assert "fer" not in {row["party_id"] for row in rows}
    assert "fer" not in {row["to_party_id"] for row in table("party_moves")}
    every = open_page("/connect?from=party/fer&to=party/vetevendosje")
    expect(every.locator(".path")).to_have_count(1)
    expect(every.locator(".exhaustive")).to_contain_text("all the paths")
    expect(every.locator(".exhaustive")).not_to_contain_text("there are more")


def test_two_ends_are_chosen_by_name(open_page: Open) -> None:
    page = open_page("/connect")
    expect(page.locator("main")).not_to_contain_text("_")
    page.get_by_role("combobox", name="From").fill("Shpend Ahmeti")
    page.get_by_role("option", name="Shpend Ahmeti").click()
    page.get_by_role("combobox", name="To", exact=True).fill("Haki Rug")
    page.get_by_role("option", name="Haki Rugova").click()
    expect(page.locator(".path").first).to_be_visible()
    expect(page).to_have_url(re.compile("from=person/shpend-ahmeti&to=person/haki-rugova"))


def test_the_graph_of_a_path_shows_what_is_on_it(open_page: Open) -> None:
    page = open_page("/connect?from=person/shpend-ahmeti&to=person/agim-bahtiri&graph=open")
    expect(page.get_by_text("The same as a list")).to_be_visible()
    with page.expect_download() as drawing:
        page.get_by_role("complementary").get_by_role("button", name="SVG").click()
    assert "VV" in drawing.value.path().read_text("utf-8")


def test_the_graph_follows_the_date(open_page: Open) -> None:
    page = open_page(BAHTIRI + "&on=2018-06")
    graph = page.get_by_role("complementary", name="Graph")
    graph.get_by_text("The same as a list").click()
    expect(graph).to_contain_text("AKR")
    expect(graph).not_to_contain_text("Vetëvendosje")


NODE = "document.querySelector('.canvas')._cyreg.cy.getElementById('person/avni-kastrati')"

LISTEN = """() => {
  const cy = document.querySelector('.canvas')._cyreg.cy;
  const layout = cy.layout.bind(cy);
  window.animated = [];
  cy.layout = options => { window.animated.push(options.animate); return layout(options); };
}"""


PLACES = """Object.fromEntries(document.querySelector('.canvas')._cyreg.cy.nodes()
  .map(node => [node.id(), node.position()]))"""


def opened_places(page: Page) -> dict[str, dict[str, float]]:
    """Give where each thing stands once the graph is drawn."""
    until(page, "document.querySelector('.canvas')?._cyreg?.cy.nodes().length > 8")
    places: dict[str, dict[str, float]] = page.evaluate(PLACES)
    return places


def opened_list(page: Page, things: int) -> Locator:
    graph = page.get_by_role("complementary", name="Graph")
    until(page, f"document.querySelector('.canvas')?._cyreg?.cy.nodes().length === {things}")
    graph.get_by_text("The same as a list").focus()
    page.keyboard.press("Enter")
    return graph


def test_a_thing_is_pinned_by_keyboard_and_stays_where_it_is(open_page: Open) -> None:
    page = open_page(BAHTIRI)
    graph = opened_list(page, 9)
    pin = graph.get_by_role("button", name="Pin Avni Kastrati")
    expect(pin).to_have_attribute("aria-pressed", "false")
    pin.press("Enter")
    expect(pin).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("pin=person/avni-kastrati"))
    until(page, f"{NODE}.locked()")
    before = page.evaluate(f"{NODE}.position()")
    graph.get_by_role("button", name="Expand Bedri Hamza").press("Enter")
    expect(graph.get_by_text("The same as a list")).not_to_contain_text(" 9 things")
    assert page.evaluate(f"{NODE}.position()") == before
    pin.press("Enter")
    until(page, f"!{NODE}.locked()")
    expect(page).not_to_have_url(re.compile("pin="))


def test_what_is_pinned_stays_so_in_an_address_that_is_sent(open_page: Open) -> None:
    page = open_page(BAHTIRI + "&pin=person/avni-kastrati")
    graph = opened_list(page, 9)
    expect(graph.get_by_role("button", name="Pin Avni Kastrati")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert page.evaluate(f"{NODE}.locked()")


def test_one_question_always_gives_one_picture(open_page: Open) -> None:
    first, second = (opened_places(open_page(BAHTIRI)) for _ in range(2))
    assert first == second


def test_paths_are_drawn_from_one_end_to_the_other(open_page: Open) -> None:
    ends = "from=person/shpend-ahmeti&to=person/haki-rugova"
    wide = opened_places(open_page(f"/connect?{ends}&graph=open"))
    tall = opened_places(open_page(f"/connect?{ends}&graph=open", viewport=PHONE))
    for places, axis in ((wide, "x"), (tall, "y")):
        along = {name: place[axis] for name, place in places.items()}
        assert min(along.values()) == along["person/shpend-ahmeti"]
        assert max(along.values()) == along["person/haki-rugova"]


def test_the_list_points_out_things_and_arrows_on_the_canvas(open_page: Open) -> None:
    page = open_page(BAHTIRI)
    graph = opened_list(page, 9)
    graph.get_by_role("button", name="Point out Avni Kastrati", exact=True).press("Enter")
    until(page, f"{NODE}.hasClass('chosen')")
    expect(graph.locator(".chosen-thing")).to_contain_text("Avni Kastrati")
    graph.get_by_role("button", name=re.compile("Point out .* left AKR for")).press("Enter")
    until(page, f"!{NODE}.hasClass('chosen')")
    expect(graph.locator(".chosen-thing")).to_contain_text("left AKR for Vetëvendosje")


def test_who_hides_by_keyboard_goes_on_from_undo(open_page: Open) -> None:
    page = open_page(BAHTIRI)
    graph = opened_list(page, 9)
    graph.get_by_role("button", name="Hide Avni Kastrati").press("Enter")
    expect(graph.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(graph.get_by_role("link", name="Avni Kastrati", exact=True)).to_be_visible()


def test_the_canvas_is_made_larger_without_a_wheel(open_page: Open) -> None:
    page = open_page(BAHTIRI)
    graph = opened_list(page, 9)
    level = "document.querySelector('.canvas')._cyreg.cy.zoom()"
    before = page.evaluate(level)
    graph.get_by_role("button", name="Larger").press("Enter")
    assert page.evaluate(level) > before


def test_the_graph_moves_only_for_those_who_do_not_mind(open_page: Open) -> None:
    page = open_page(BAHTIRI)
    graph = opened_list(page, 9)
    page.evaluate(LISTEN)
    graph.get_by_role("button", name="Expand Bedri Hamza").press("Enter")
    until(page, "window.animated.length === 1")
    assert page.evaluate("window.animated") == [False]
    page.emulate_media(reduced_motion="no-preference")
    graph.get_by_role("button", name="Expand Avni Kastrati").press("Enter")
    until(page, "window.animated.length === 2")
    assert page.evaluate("window.animated") == [False, True]
