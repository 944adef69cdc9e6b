"""Walk through the main views in Firefox and WebKit, whichever are here: `make browsers`."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from tests.web.conftest import SECONDS, Server

NEEDED = """Neither Firefox nor WebKit is here.
Firefox: apt-get install firefox-esr, cargo install geckodriver.
WebKit: apt-get install webkit2gtk-driver xvfb."""
MINI_BROWSER = "*/webkit2gtk-4.?/MiniBrowser"
SIZE = (1280, 900)
STORY = (
    ("/", "h1", "Who ran"),
    ("/", ".map", "Prizren"),
    ("/person/agim-bahtiri", ".timeline", "AKR"),
    ("/party/akr", "h1", "New Kosovo Alliance"),
    ("/election/local-2017", "table", "Mytaher Haskuka"),
    ("/flow", ".flow", "VV"),
    ("/contest/mayor-istog-2017", "main", "14 votes"),
    ("/connect?from=person/shpend-ahmeti&to=person/haki-rugova", ".path", "Haki Rugova"),
    ("/municipality/mitrovica?on=2018-06", ".mayor", "AKR"),
    ("/person/nobody", "main", "Nothing here by that name"),
)


class Visit:
    """One browser at one address: does what a reader would, and waits for what should be seen."""

    def __init__(self, driver: WebDriver, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, path: str) -> None:
        """Open a view."""
        self.driver.get(self.address + path)

    def find(self, selector: str) -> Any:
        """Wait for an element."""
        wait = WebDriverWait(self.driver, SECONDS)
        return wait.until(lambda driver: driver.find_element(By.CSS_SELECTOR, selector), selector)

    def see(self, selector: str, text: str) -> None:
        """Wait until a text is seen, however it is broken into lines."""
        script = (
            "return [...document.querySelectorAll(arguments[0])]"
            ".some(each => each.textContent.replace(/\\s+/g, ' ').includes(arguments[1]))"
        )
        wait = WebDriverWait(self.driver, SECONDS)
        wait.until(lambda driver: driver.execute_script(script, selector, text), text)

    def at(self, part: str) -> None:
        """Wait until the address holds something."""
        wait = WebDriverWait(self.driver, SECONDS)
        wait.until(lambda driver: part in driver.current_url, part)


def every_view_is_shown(visit: Visit) -> None:
    for path, selector, text in STORY:
        visit.open(path)
        visit.see(selector, text)


def a_search_leads_to_a_page(visit: Visit) -> None:
    visit.open("/")
    box = visit.find("header [role=combobox]")
    box.send_keys("prizr")
    visit.find("[role=listbox]:not([hidden]) > [role=option]")
    box.send_keys(Keys.ENTER)
    visit.see(".mayor", "Shaqir Totaj")


def evidence_opens_and_closes(visit: Visit) -> None:
    visit.open("/person/agim-bahtiri")
    visit.find(".event.moved .evidence-link").click()
    visit.see("dialog[open]", "South Mitrovica paragraph")
    visit.find("dialog .bar button").click()
    WebDriverWait(visit.driver, SECONDS).until(lambda here: "evidence=" not in here.current_url)


def the_slider_is_moved_by_keyboard(visit: Visit) -> None:
    visit.open("/municipality/mitrovica?on=2018-06")
    visit.see(".mayor", "AKR")
    visit.find("#as-of").send_keys(Keys.ARROW_RIGHT)
    visit.at("on=2018-07")


def the_graph_is_drawn_and_pinned_from_its_list(visit: Visit) -> None:
    visit.open("/person/agim-bahtiri?graph=open")
    visit.find(".canvas canvas")
    visit.find(".as-list summary").click()
    visit.find('[aria-label="Pin Avni Kastrati"]').click()
    visit.at("pin=person/avni-kastrati")


def the_playground_answers_an_example(visit: Visit) -> None:
    visit.open("/graphql")
    visit.find(".gallery button").click()
    visit.see(".result-window", "left AKR for")


WALK: tuple[Callable[[Visit], None], ...] = (
    every_view_is_shown,
    a_search_leads_to_a_page,
    evidence_opens_and_closes,
    the_slider_is_moved_by_keyboard,
    the_graph_is_drawn_and_pinned_from_its_list,
    the_playground_answers_an_example,
)


def firefox(binary: str, gecko: str, said: list[str]) -> WebDriver:
    """Start Firefox, and note what it says on its console."""
    options = webdriver.FirefoxOptions()
    options.binary_location = binary
    options.add_argument("-headless")
    options.enable_bidi = True
    driver = webdriver.Firefox(options=options, service=webdriver.FirefoxService(gecko))

    def note(entry: Any) -> None:
        if entry.level in {"error", "warn"}:
            said.append(entry.text)

    driver.script.add_console_message_handler(note)
    driver.script.add_javascript_error_handler(lambda entry: said.append(entry.text))
    return driver


def webkit(binary: str, driver: str, _: list[str]) -> WebDriver:
    """Start WebKit's small browser, which keeps its console to itself."""
    options = webdriver.WebKitGTKOptions()
    options.binary_location = binary
    options.add_argument("--automation")
    return webdriver.WebKitGTK(options=options, service=webdriver.WebKitGTKService(driver))


def present() -> Iterator[tuple[str, Callable[[list[str]], WebDriver]]]:
    """List the browsers that are here."""
    fox, gecko = shutil.which("firefox-esr") or shutil.which("firefox"), shutil.which("geckodriver")
    if fox and gecko:
        yield "Firefox", lambda said: firefox(fox, gecko, said)
    mini, driver = sorted(Path("/usr/lib").glob(MINI_BROWSER)), shutil.which("WebKitWebDriver")
    if mini and driver:
        yield "WebKit", lambda said: webkit(str(mini[-1]), driver, said)


def walked(name: str, start: Callable[[list[str]], WebDriver], address: str) -> bool:
    """Walk through all of it in one browser; tell whether all went well."""
    said: list[str] = []
    driver = start(said)
    driver.set_window_size(*SIZE)
    failed = 0
    for step in WALK:
        try:
            step(Visit(driver, address))
            outcome = "ok"
        except WebDriverException as error:
            failed += 1
            outcome = f"FAILED: {error.msg}"
        print(f"{name} {driver.capabilities['browserVersion']}: {step.__name__}: {outcome}")
    driver.quit()
    for each in said:
        print(f"{name} says: {each}")
    return not failed and not said


def main() -> int:
    """Walk in every browser that is here; having none is a failure too."""
    browsers = list(present())
    if not browsers:
        print(NEEDED)
        return 1
    server = Server()
    try:
        outcomes = [walked(*browser, server.address) for browser in browsers]
        return 0 if all(outcomes) else 1
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
