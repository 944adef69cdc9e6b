"""Chromium, for the tests of the pages: one that is there, or else one that is installed now.

`python -m tests.web.chromium` makes sure that there is one, or says in one line what to do.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NONE = (
    "no Chromium for the tests of the pages, and none could be installed: "
    "install chromium or google-chrome, or name one as CHROMIUM=/its/path"
)
NOT_THAT = "CHROMIUM={}: no Chromium that starts; name another one, or none to let one be found"


class NoChromiumError(Exception):
    """There is no Chromium that starts."""

    def __init__(self, named: str | None) -> None:
        self.named = named
        super().__init__(NOT_THAT.format(named) if named else NONE)


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium that CHROMIUM names, or else the first that does start.

    Raises NoChromiumError.
    """
    named = os.environ.get("CHROMIUM")
    for path in [named] if named else _paths(playwright):
        try:  # that a file is there says little: some only tell how to install what they are not
            return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except Error:
            continue
    raise NoChromiumError(named)


def _paths(playwright: Playwright) -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield playwright.chromium.executable_path  # where Playwright has its own, once it is installed


def _ways() -> Iterator[list[str]]:
    """Give the commands that may bring one, the best first."""
    yield ["sh", str(ROOT / "requirements" / "system.sh"), "chromium"]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    may = [] if os.geteuid() == 0 else ["sudo", "-n"]  # never asks for a password
    yield [*may, sys.executable, "-m", "playwright", "install-deps", "chromium"]


def make_sure(playwright: Playwright) -> None:
    """Install a Chromium unless one starts; raises NoChromiumError if none does in the end."""
    ways = _ways()
    while True:
        try:
            launch(playwright).close()
        except NoChromiumError as error:
            way = next(ways, None)
            if error.named or way is None:
                raise
            print("no Chromium yet; trying:", *way, flush=True)
            _run(way)
        else:
            return


def _run(command: list[str]) -> None:
    """Run a command; what comes of it is seen by what starts afterwards."""
    if shutil.which(command[0]):
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)


if __name__ == "__main__":
    try:
        with sync_playwright() as started:
            make_sure(started)
    except NoChromiumError as error:
        sys.exit(str(error))
