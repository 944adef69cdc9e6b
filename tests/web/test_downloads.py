"""What can be taken away: pictures, tables, addresses."""

import csv
import re
import struct
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.service.worlds import change, copy_of_small
from tests.web.conftest import WIDE, Open, Server, until

SVG = "{http://www.w3.org/2000/svg}"
TEXTS = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
DENIED = "navigator.clipboard.writeText = async () => { throw new Error('denied'); }; null"
PICTURES = (
    ("/", "Who won where", "circle", 38),
    ("/flow", "How mayors moved between parties", "path", 50),
    ("/election/local-2017", "Who won where", "circle", 38),
    ("/person/agim-bahtiri", "A life in politics", "circle", 3),
)


def saved(page: Page, within: Locator, name: str) -> tuple[str, Path]:
    """Press a button and give the name and the place of the file that it offers."""
    with page.expect_download() as download:
        within.get_by_role("button", name=name, exact=True).click()
    return download.value.suggested_filename, download.value.path()


def size_of(png: bytes) -> tuple[int, int]:
    """Read the width and height of a PNG file."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(file.read_text("utf-8-sig"))))


@pytest.mark.parametrize(("path", "title", "shape", "least"), PICTURES)
def test_a_picture_is_saved_as_svg_and_as_png_at_twice_its_size(
    open_page: Open, path: str, title: str, shape: str, least: int
) -> None:
    page = open_page(path)
    card = page.get_by_role("region", name=title, exact=True)
    box = card.locator("svg.picture").bounding_box()
    assert box
    name, file = saved(page, card, "SVG")
    drawing = ET.fromstring(file.read_text("utf-8"))  # noqa: S314  # our own
    assert name.endswith(".svg")
    assert drawing.tag == f"{SVG}svg"
    assert len(list(drawing.iter(f"{SVG}{shape}"))) >= least
    assert not [each for each in drawing.iter() if "class" in each.attrib]
    name, file = saved(page, card, "PNG")
    assert name.endswith(".png")
    width, height = size_of(file.read_bytes())
    assert width == pytest.approx(box["width"] * 2, abs=2)
    assert height == pytest.approx(box["height"] * 2, abs=2)


def test_the_graph_is_saved_as_svg_png_and_csv(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri?graph=open")
    graph = page.get_by_role("complementary", name="Graph")
    until(page, "document.querySelector('.canvas')?._cyreg?.cy.nodes().length === 9")
    _, file = saved(page, graph, "SVG")
    drawing = ET.fromstring(file.read_text("utf-8"))  # noqa: S314  # our own
    written = {"".join(each.itertext()) for each in drawing.iter(f"{SVG}text")}
    assert {"Agim Bahtiri", "AKR"} <= {re.sub(r"\+\d+$", "", each) for each in written}
    on_arrows = {"stood for", "succeeded", "changed party"}
    legend = {"Person", "Party", "Contest", "changed party", "held office", "worked out"}
    assert on_arrows | legend <= written
    _, file = saved(page, graph, "PNG")
    size = size_of(file.read_bytes())
    assert size == tuple(int(float(drawing.attrib[each]) * 2) for each in ("width", "height"))
    _, file = saved(page, graph, "CSV")
    head, *rows = rows_of(file)
    graph.get_by_text("The same as a list").click()
    told = graph.locator(".as-list ul").nth(1).locator("span[lang=en]").all_text_contents()
    assert sorted(row[head.index("sentence")] for row in rows) == sorted(told)


def test_the_csv_of_an_election_says_what_its_table_says(open_page: Open) -> None:
    page = open_page("/election/local-2017")
    card = page.get_by_role("region", name="Municipality by municipality", exact=True)
    expect(card.locator("tbody tr").first).to_be_visible()
    shown = card.locator("tbody tr").evaluate_all(
        """rows => rows.map(row => {
          const [place, winner, party, share] = row.cells;
          const known = cell => cell.querySelector('.unknown') ? '' : cell.textContent.trim();
          const label = party.querySelector('a.chip')?.title ?? known(party);
          return [place.textContent, known(winner), label, known(share)];
        })"""
    )
    name, file = saved(page, card, "CSV")
    head, *rows = rows_of(file)
    assert name == "election-local-2017.csv"
    assert head[:4] == ["Municipality", "Winner", "Party", "Share"]
    taken = [[*row[:3], f"{float(row[3]):.1f} %" if row[3] else ""] for row in rows]
    assert [[place, winner, party, share] for place, winner, party, share in shown] == taken


@pytest.mark.parametrize(
    ("path", "title", "table"),
    [
        ("/", "Who won where", "Winners"),
        ("/flow", "How mayors moved between parties", "Flow of mayors"),
        ("/party/ldk", "Results by election", "Results by election"),
    ],
)
def test_a_csv_has_the_rows_and_columns_of_its_table(
    open_page: Open, path: str, title: str, table: str
) -> None:
    page = open_page(path)
    card = page.get_by_role("region", name=title, exact=True)
    _, file = saved(page, card, "CSV")
    rows = rows_of(file)
    shown = card.locator("table", has=page.locator("caption", has_text=table)).locator("tr")
    cells = shown.evaluate_all(TEXTS)
    assert len(rows) == len(cells)
    assert {len(row) for row in rows} == {len(cells[0])}
    assert [row[0] for row in rows[1:]] == [row[0].strip() for row in cells[1:]]


CELLS = {
    "=1+1": "'=1+1",
    "+cmd": "'+cmd",
    "-1+1": "'-1+1",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t=1",
    "\r=1": "'\r=1",
    " =1": "' =1",
    "\uff1d1+1": "'\uff1d1+1",
    "+383 38 200": "'+383 38 200",
    '=HYPERLINK("x","y")': '\'=HYPERLINK("x","y")',
    "a;=1+1": "a;=1+1",
    "-5": "-5",
    "-5.25": "-5.25",
    "1e5": "1e5",
    "Ada = Prifti": "Ada = Prifti",
    "": "",
}


def test_no_text_of_a_csv_is_run_as_a_formula(open_page: Open) -> None:
    page = open_page("/")
    script = """async cells => {
      const file = document.querySelector('link[href$="/downloads.js"]').href;
      return (await import(file)).csv([cells, [-5, 0.5, null, -1e21]]);
    }"""
    text = page.evaluate(script, list(CELLS))

    cells, figures = csv.reader(StringIO(text, newline=""))
    assert cells == list(CELLS.values())
    assert figures == ["-5", "0.5", "", "-1e+21"]


def test_a_name_that_is_a_formula_is_saved_as_text(open_page: Open, tmp_path: Path) -> None:
    world = copy_of_small(tmp_path / "world")
    change(world, "=1+1")
    server = Server(data=world)
    page = open_page("/person/ada-prifti?graph=open", of=server)
    graph = page.get_by_role("complementary", name="Graph")
    until(page, "document.querySelector('.canvas')?._cyreg?.cy.nodes().length > 1")
    button = graph.get_by_role("button", name="CSV", exact=True)
    expect(button).to_have_attribute("title", re.compile("apostrophe"))
    _, file = saved(page, graph, "CSV")
    server.stop()

    cells = [cell for row in rows_of(file) for cell in row]
    assert [each for each in cells if each.startswith("'=1+1")]
    assert not [each for each in cells if each.startswith("=")]


def test_share_puts_the_address_of_the_view_on_the_clipboard(open_page: Open) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    page = open_page("/municipality/mitrovica?on=2018-06", permissions=allowed, viewport=WIDE)
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_text("Address copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_share_says_so_where_it_may_not_copy(open_page: Open) -> None:
    page = open_page("/municipality/prizren", viewport=WIDE)
    page.evaluate(DENIED)
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_text("Copy it from the address bar")).to_be_visible()


def test_the_playground_shares_the_question_that_is_in_it(open_page: Open) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    page = open_page("/graphql", permissions=allowed, viewport=WIDE)
    page.get_by_role("button", name="A mayor changes party").click()
    expect(page.locator(".result-window")).to_contain_text("left AKR")
    page.get_by_role("button", name="Share this question").click()
    expect(page.get_by_role("status").filter(has_text="is copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".graphiql-query-editor")).to_contain_text("query Bahtiri")
    expect(page.locator(".graphiql-editor-tool")).to_contain_text("Agim Bahtiri")
