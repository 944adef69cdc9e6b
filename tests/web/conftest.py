"""Fixtures: the service on the real data, and a page of a real browser that watches itself.

Every page notes what it asks of other hosts and what goes wrong in it; a test that ends with
anything noted has failed, without having to look.
"""

import csv
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.web.chromium import launch

ROOT = Path(__file__).parents[2]
WIDE: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
SECONDS = 20  # only ever waited for in full by what has failed
Open = Callable[..., Page]


class Server:
    """The service in a process of its own, which can be stopped and started at one port."""

    def __init__(self, *options: str, port: int = 0, data: Path = ROOT / "data") -> None:
        self.port = port
        self.data = data
        self.options = options
        self.start()

    def start(self) -> None:
        """Start, and wait for the line that tells the address."""
        command = [sys.executable, "server.py", "--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--data", str(self.data), *self.options]
        self.process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr
        for line in self.process.stderr:
            if found := re.search(r"http://[\d.]+:(\d+)/graphql", line):
                self.port = int(found[1])
                # what nobody reads would fill the pipe, and stop the server in mid-sentence
                self.reader = Thread(target=self.process.stderr.read, daemon=True)
                self.reader.start()
                return
        pytest.fail("the server did not start")

    def stop(self) -> None:
        """Stop, and wait until it is gone."""
        self.process.terminate()
        self.process.wait(SECONDS)
        self.reader.join(SECONDS)
        assert self.process.stderr
        self.process.stderr.close()

    def reload(self) -> None:
        """Let it load its data anew."""
        self.process.send_signal(signal.SIGHUP)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Give the service that all tests but those about its absence share."""
    started = Server()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Give Playwright."""
    expect.set_options(timeout=SECONDS * 1000)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Give Chromium."""
    launched = launch(playwright)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def usual(browser: Browser) -> Iterator[BrowserContext]:
    """Give the wide window that most tests share, with the files that it has loaded."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def open_page(browser: Browser, usual: BrowserContext, server: Server) -> Iterator[Open]:
    """Give the way to open an address of the service; what goes wrong there fails the test."""
    opened_contexts: list[BrowserContext] = []
    pages: list[Page] = []
    troubles: list[str] = []

    def opened(path: str, *, of: Server = server, quiet: bool = True, **options: Any) -> Page:
        context = usual
        if options:
            context = browser.new_context(reduced_motion="reduce", **options)
            opened_contexts.append(context)
        page = context.new_page()
        pages.append(page)
        page.set_default_timeout(SECONDS * 1000)
        page.on("request", lambda request: _note_foreign(request.url, of, troubles))
        page.on("pageerror", lambda error: troubles.append(f"{path}: {error}"))
        if quiet:
            page.on("console", lambda said: _note_trouble(path, said.type, said.text, troubles))
        page.goto(of.address + path)
        return page

    yield opened
    for each in (*pages, *opened_contexts):
        each.close()
    assert troubles == []


def _note_foreign(url: str, server: Server, troubles: list[str]) -> None:
    if not url.startswith((server.address, "data:", "blob:")):
        troubles.append(f"a request left the host: {url}")


def _note_trouble(path: str, kind: str, text: str, troubles: list[str]) -> None:
    if kind in {"error", "warning"}:
        troubles.append(f"{path}: {text}")


def table(name: str) -> list[dict[str, str]]:
    """Read a table of the data, to know what a page should say without asking the page."""
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def until(page: Page, condition: str) -> None:
    """Wait until something holds in the page; its policy forbids Playwright's own way."""
    for _ in range(SECONDS * 20):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {condition}")


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Give the way to list what is not accessible on a page, by all rules or by some."""
    checker = Axe()

    def violations(page: Page, *rules: str) -> list[str]:
        options = {"runOnly": list(rules)} if rules else None
        found = checker.run(page, options=options).response["violations"]
        return [
            f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes'][:3]]}"
            for each in found
        ]

    return violations
