"""The explorer in a real browser: what a newcomer would do, done."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import Open, table

COLOURS = {
    "vetevendosje": "rgb(211, 48, 58)",
    "pdk": "rgb(47, 111, 196)",
    "ldk": "rgb(217, 154, 0)",
    "aak": "rgb(46, 148, 101)",
}
MARKS = """marks => marks.map(mark => {
  const { fill, stroke } = getComputedStyle(mark.querySelector('circle'));
  const ticked = mark.querySelector('.tick') !== null;
  return [mark.querySelector('title').textContent, fill === stroke, ticked];
})"""

FADES = """bars => bars.map(bar => {
  const { left, width } = bar.getBoundingClientRect();
  const fades = bar.getAttribute('fill').startsWith('url(');
  const known = fades ? Number(bar.previousElementSibling.firstChild.getAttribute('offset')) : 1;
  return [fades, left + width * known];
})"""


def search(page: Page, text: str) -> None:
    page.get_by_role("combobox", name="Search people").fill(text)


def mayors(election: str) -> dict[str, dict[str, str]]:
    """Give the contest for mayor in each municipality, by its name."""
    names = {row["id"]: row["name_en"] for row in table("municipalities")}
    return {
        names[row["municipality_id"]]: row
        for row in table("contests")
        if row["election_id"] == election and row["office"] == "MAYOR"
    }


def side(contest: dict[str, str]) -> str:
    """Write who won a contest, and for whom, as the list of flips does."""
    people = {row["id"]: row["name"] for row in table("people")}
    parties = {row["id"]: row["abbreviation"] or row["name_en"] for row in table("parties")}
    party = parties.get(contest["winner_party_id"], "independent")
    return f"{people.get(contest['winner_person_id'], '')} {party}".strip()


def colour(mark: Locator, of: str) -> str:
    expect(mark).to_be_visible()
    return str(mark.evaluate("(mark, of) => getComputedStyle(mark)[of]", of))


def test_a_newcomer_finds_who_runs_prizren(open_page: Open) -> None:
    page = open_page("/")
    search(page, "prizr")
    page.get_by_role("option", name="Prizren").first.click()
    expect(page).to_have_url(re.compile("/municipality/prizren$"))
    expect(page.locator(".mayor")).to_contain_text("Shaqir Totaj")


def test_a_newcomer_finds_what_agim_bahtiri_did_in_2019(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("link", name="What did Agim Bahtiri do in 2019?").click()
    expect(page.locator(".event.moved")).to_contain_text(re.compile("2019.*AKR.*VV", re.DOTALL))


def test_a_newcomer_finds_how_two_mayors_are_connected(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("link", name="How are Shpend Ahmeti and Haki Rugova connected?").click()
    expect(page.locator(".path").first).to_contain_text("Haki Rugova stood for LDK")


def test_a_person_has_a_timeline_and_the_same_as_a_list(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri")
    expect(page.get_by_role("img", name="Timeline of Agim Bahtiri")).to_be_visible()
    expect(page.locator(".life > li")).to_have_count(6)
    expect(page.locator(".life")).to_contain_text("52.2 %")


def test_a_timeline_marks_the_move_and_tells_the_won_from_the_lost(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri")
    picture = page.get_by_role("img", name="Timeline of Agim Bahtiri")
    expect(picture).to_be_visible()
    moves = [row for row in table("party_moves") if row["person_id"] == "agim-bahtiri"]
    assert {(row["to_party_id"], row["date"][:4]) for row in moves} == {("vetevendosje", "2019")}
    move = picture.locator("g", has=page.locator("path.move"))
    expect(move).to_have_count(1)
    expect(move.locator("title")).to_have_text("VV")
    marked = move.locator("path.move").bounding_box()
    begins, ends = (
        picture.locator("text", has_text=year).bounding_box() for year in ("2019", "2020")
    )
    assert marked
    assert begins
    assert ends
    assert begins["x"] < marked["x"] + marked["width"] / 2 < ends["x"]
    runs = [row for row in table("candidacies") if row["person_id"] == "agim-bahtiri"]
    votes = picture.locator("g", has=page.locator("circle"))
    expect(votes).to_have_count(len(runs))
    drawn = {title.split(":")[0][-4:]: looks for title, *looks in votes.evaluate_all(MARKS)}
    won = {row["contest_id"][-4:]: row["outcome"] == "ELECTED" for row in runs}
    assert set(won.values()) == {True, False}
    assert drawn == {year: [elected, elected] for year, elected in won.items()}
    spans = picture.locator("g.party > rect").evaluate_all(FADES)
    assert [fades for fades, _ in spans] == [False, True]
    last = votes.locator("circle").last.bounding_box()
    assert last
    assert abs(spans[-1][1] - (last["x"] + last["width"] / 2)) < 2  # pixels


def test_an_office_fades_out_where_its_end_is_not_known(open_page: Open) -> None:
    page = open_page("/person/shaqir-totaj")
    terms = page.locator(".timeline g.office")
    expect(terms).to_have_count(2)
    assert [fades for fades, _ in terms.locator("rect").evaluate_all(FADES)] == [False, True]
    expect(terms.last.locator("title")).to_contain_text("end not known")
    stated = open_page("/person/isa-mustafa").locator(".timeline g.office")
    expect(stated).to_have_count(2)
    assert [fades for fades, _ in stated.locator("rect").evaluate_all(FADES)] == [False, False]


def test_what_is_dated_by_its_year_stands_where_the_timeline_draws_it(open_page: Open) -> None:
    page = open_page("/person/shpend-ahmeti")
    expect(page.locator(".event.moved .when")).to_have_text(["2011", "7 Mar 2018", "9 May 2018"])
    page = open_page("/person/xhafer-gashi")
    events = page.locator(".event").filter(has_text="2021").locator(".when")
    expect(events).to_have_text(["2021", "17 Oct 2021", "14 Nov 2021", re.compile("^17 Oct 2021")])


def test_a_move_opens_its_evidence_and_the_address_holds_it(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri")
    opener = page.locator(".event.moved").get_by_role("link", name="Evidence")
    opener.click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("left AKR for Vetëvendosje")
    expect(sheet).to_contain_text("South Mitrovica paragraph")
    expect(sheet).not_to_contain_text("seed")
    expect(page).to_have_url(re.compile("evidence=defected-to/agim-bahtiri/vetevendosje"))
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page).not_to_have_url(re.compile("evidence="))
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()


def test_figures_of_other_sources_stand_beside_the_one_shown(open_page: Open) -> None:
    page = open_page(
        "/contest/mayor-prizren-2017?evidence=ran-in/mytaher-haskuka/mayor-prizren-2017"
    )
    sheet = page.get_by_role("dialog")
    expect(sheet.locator(".preferred").first).to_contain_text("14,590")
    expect(sheet).to_contain_text("14,967")
    expect(sheet).to_contain_text("Where sources do not agree")
    page.goto(page.url.split("/contest")[0] + "/election/local-2007?evidence=election/local-2007")
    expect(sheet).to_contain_text("measure of council presidents")


def test_the_date_changes_the_party_of_mitrovicas_mayor(open_page: Open) -> None:
    page = open_page("/municipality/mitrovica")
    slider = page.get_by_role("slider", name="As of")
    slider.fill(str(18 * 12 + 5))
    mayor = page.locator(".mayor")
    expect(mayor).to_contain_text(re.compile("Agim Bahtiri.*elected for.*AKR", re.DOTALL))
    expect(mayor).not_to_contain_text("VV")
    expect(page).to_have_url(re.compile(r"on=2018-06"))
    slider.fill(str(20 * 12))
    expect(mayor).to_contain_text("since then with")
    expect(mayor).to_contain_text("VV")
    page.get_by_role("button", name="Now").click()
    expect(mayor).to_contain_text("Faton Peci")


def test_search_reads_cyrillic_and_says_why_it_matched(open_page: Open) -> None:
    page = open_page("/")
    search(page, "Срђан Поповић")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Srđan Popović")
    expect(option.locator(".why")).to_have_text("from another script")
    search(page, "Agim Bahtri")
    expect(option).to_contain_text("Agim Bahtiri")
    expect(option.locator(".why")).to_have_text("spelt alike")
    search(page, "Agim Bahtiri")
    expect(option).to_contain_text("Agim Bahtiri")
    expect(option.locator(".why")).to_have_text("")
    search(page, "Срђан Поповић")
    expect(option).to_contain_text("Srđan Popović")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/person/srdan-popovic|/person/srdjan-popovic"))


def test_a_name_of_several_asks_which_one_is_meant(open_page: Open) -> None:
    page = open_page("/search?q=Ahmeti")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Several go by")
    page.get_by_role("link", name="Shpend Ahmeti").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shpend Ahmeti")


def test_a_link_by_a_name_of_two_offers_both(open_page: Open) -> None:
    page = open_page("/person?name=Besnik%20Tahiri")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Several go by")
    both = page.locator(".hits").get_by_role("listitem")
    expect(both).to_have_text([re.compile("Besnik Tahiri.*Pod"), re.compile("Besnik Tahiri.*Pri")])
    both.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Besnik Tahiri")


def test_what_is_not_there_says_so_and_what_to_do(open_page: Open) -> None:
    page = open_page("/person/nobody-at-all?on=2010-01")
    expect(page.locator("main")).to_contain_text("Nothing here by that name")
    page.get_by_role("link", name="Start page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who ran")


def test_an_address_opened_elsewhere_shows_the_same_view(open_page: Open) -> None:
    page = open_page("/municipality/mitrovica?on=2018-06")
    expect(page.locator(".mayor")).to_contain_text("AKR")
    again = open_page(page.url.removeprefix(page.url.split("/municipality")[0]))
    expect(again.locator(".mayor")).to_have_text(page.locator(".mayor").text_content() or "")


def test_the_back_button_goes_back(open_page: Open) -> None:
    page = open_page("/municipality/prizren")
    page.locator(".chain").get_by_role("link", name="Mytaher Haskuka", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mytaher Haskuka")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Prizren")


def test_a_party_shows_its_results_and_who_came(open_page: Open) -> None:
    page = open_page("/party/vetevendosje")
    expect(page.get_by_role("region", name="Who came and who left")).to_contain_text("Agim Bahtiri")
    row = page.get_by_role("row", name=re.compile("2017 Kosovan"))
    expect(row).to_contain_text("147,636")


def test_an_election_shows_a_map_a_table_and_who_flipped(open_page: Open) -> None:
    page = open_page("/election/local-2017")
    picture = page.get_by_role("group", name="Map of winners")
    expect(picture.get_by_role("link")).to_have_count(38)
    expect(page.get_by_role("row")).to_have_count(39)
    flips = page.get_by_role("region", name="Changed hands since 2013")
    expect(flips.get_by_role("listitem").filter(has_text="Prizren")).to_contain_text(
        "Mytaher Haskuka"
    )
    before, after = mayors("local-2013"), mayors("local-2017")
    told = flips.get_by_role("listitem").evaluate_all(
        "rows => rows.map(row => [row.querySelector('strong').textContent,"
        " ...[...row.querySelectorAll(':scope > span:not(.arrow)')]"
        ".map(each => each.textContent.trim())])"
    )
    assert {place: sides for place, *sides in told} == {
        place: [side(before[place]), side(after[place])]
        for place in after
        if place in before and before[place]["winner_party_id"] != after[place]["winner_party_id"]
    }
    abbreviations = {row["id"]: row["abbreviation"] for row in table("parties")}
    legend = page.locator(".legend").get_by_role("listitem")
    for party, wanted in COLOURS.items():
        entry = legend.filter(has=page.get_by_text(abbreviations[party], exact=True))
        assert (party, colour(entry.locator(".dot"), "backgroundColor")) == (party, wanted)
        won = [place for place, row in after.items() if row["winner_party_id"] == party]
        assert won
        for place in won:
            circle = picture.get_by_role("link", name=re.compile(f"^{place}:")).locator(".place")
            assert (place, colour(circle, "fill")) == (place, wanted)


def test_unknown_is_never_written_as_zero(open_page: Open) -> None:
    page = open_page("/contest/mayor-prizren-2009")
    expect(page.get_by_text("No figures are recorded for this round.").first).to_be_visible()
    party = open_page("/party/vetevendosje")
    row = party.get_by_role("row", name=re.compile("2020 Podujevë"))
    expect(row.locator(".unknown")).to_have_text("not known")


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [("sq", "Prishtinë", "Kryetar"), ("sr", "Priština", "Gradonačelnik")],
)
def test_names_and_labels_follow_the_language(
    open_page: Open, language: str, title: str, label: str
) -> None:
    page = open_page(f"/municipality/pristina?lang={language}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title[:7])
    expect(page.locator(".mayor .label")).to_contain_text(label)
    assert page.locator("html").get_attribute("lang") == language


def test_a_search_says_by_what_a_name_was_found(open_page: Open) -> None:
    page = open_page("/")
    search(page, "bahtiri")
    expect(page.get_by_role("option", name="Agim Bahtiri").first).to_contain_text(
        "by the beginnings of its words"
    )
    search(page, "Агим")
    expect(page.get_by_role("option", name="Agim Bahtiri").first).to_contain_text(
        "from another script"
    )


def test_evidence_that_was_closed_does_not_come_back(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri")
    page.locator(".event.moved").get_by_role("link", name="Evidence").click()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page).not_to_have_url(re.compile("evidence="))
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_mayor_whose_start_is_inferred_is_marked_so(open_page: Open) -> None:
    page = open_page("/municipality/prizren")
    expect(page.locator(".chain li").first).to_be_visible()
    expect(page.locator(".chain")).to_contain_text("(inferred)")


def test_a_former_address_shows_the_one_that_answers_for_it_and_the_graph(open_page: Open) -> None:
    page = open_page("/person/hysen-mehani?on=2026&graph=open")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hysni Mehani")
    expect(page).to_have_url(re.compile("/person/hysni-mehani[?]on=2026&graph=open$"))
    expect(page.locator(".life > li")).to_have_count(2)
    expect(page.get_by_role("complementary", name="Graph").locator(".canvas")).to_be_visible()
    page.go_back()
    expect(page).not_to_have_url(re.compile("hys"))
