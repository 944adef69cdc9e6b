"""Take the pictures of the main views that the README shows: `make screenshots`."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.web.chromium import launch
from tests.web.conftest import PHONE, Server

FOLDER = Path(__file__).parents[2] / "web" / "screenshots"
WINDOW = {"width": 1180, "height": 760}
CONNECT = "/connect?from=person/shpend-ahmeti&to=person/haki-rugova&graph=open"
EVIDENCE = "evidence=defected-to/agim-bahtiri/vetevendosje/2019-08"
VIEWS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("start", "/", {}),
    ("person", "/person/agim-bahtiri?graph=open", {}),
    ("evidence", f"/person/agim-bahtiri?{EVIDENCE}", {}),
    ("connect", CONNECT, {}),
    ("election-dark", "/election/local-2021", {"color_scheme": "dark"}),
    ("phone", "/municipality/mitrovica?on=2018-06", {"viewport": PHONE}),
    ("playground", "/graphql", {}),
)


def take(page: Page, address: str, name: str) -> None:
    """Open a view, wait until it stands still, and take its picture."""
    page.goto(address)
    if name == "playground":
        page.get_by_role("button", name="A mayor changes party").click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    page.screenshot(path=FOLDER / f"{name}.png")


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    server = Server()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, view, options in VIEWS:
            context = browser.new_context(
                **{"viewport": WINDOW, "reduced_motion": "reduce", **options}
            )
            take(context.new_page(), server.address + view, name)
            context.close()
        browser.close()
    server.stop()


if __name__ == "__main__":
    main()
