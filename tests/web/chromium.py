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
VARIABLE = "CHROMIUM"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
SYSTEM = ("sh", str(ROOT / "requirements" / "system.sh"))
PLAYWRIGHT = (sys.executable, "-m", "playwright")
NO_CHROMIUM = (
    "no Chromium for the tests of the pages, and none could be installed: "
    "install chromium or google-chrome, or name one as CHROMIUM=/its/path"
)
NOT_THAT = "CHROMIUM={}: no Chromium that starts; name another one, or none to let one be found"
NO_PLAYWRIGHT = "Playwright, which the tests of the pages are driven by, does not start: {}"


class NoBrowserError(Exception):
    """There is no Chromium that starts, or nothing to drive it."""


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium that CHROMIUM names, or else the first that does start.

    Raises NoBrowserError.
    """
    for path in candidates(playwright):
        try:  # that a file is there says little: some only tell how to install what they are not
            return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except Error:
            continue
    named = os.environ.get(VARIABLE)
    raise NoBrowserError(NOT_THAT.format(named) if named else NO_CHROMIUM)


def candidates(playwright: Playwright) -> Iterator[str]:
    """Give the paths where a Chromium may be, the best first."""
    if named := os.environ.get(VARIABLE):
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield playwright.chromium.executable_path  # where Playwright has its own, once it is installed


def try_out() -> None:
    """Start a Chromium by Playwright, and end it; raises NoBrowserError."""
    driver = _run([*PLAYWRIGHT, "--version"])
    if driver.returncode != 0:
        raise NoBrowserError(NO_PLAYWRIGHT.format(driver.stderr.partition("\n")[0]))
    with sync_playwright() as started:
        launch(started).close()


def make_sure() -> None:
    """Install what is missing until a Chromium starts; raises NoBrowserError if none does."""
    ways = _ways()
    while True:
        try:
            return try_out()
        except NoBrowserError:
            if os.environ.get(VARIABLE) or not any(map(_helps, ways)):
                raise


def _helps(way: list[str]) -> bool:
    if shutil.which(way[0]) is None:
        return False
    print("no Chromium yet; trying:", *way, flush=True)
    return _run(way).returncode == 0


def _ways() -> Iterator[list[str]]:
    """Give the commands that may bring what is missing, the best first."""
    yield [*SYSTEM, "chromium"]
    yield [*SYSTEM, "libatomic1"]  # Playwright needs it; the smallest systems have it not
    yield [*SYSTEM, "libatomic"]  # its name in Fedora
    yield [*PLAYWRIGHT, "install", "--no-shell", "chromium"]
    may = [] if os.geteuid() == 0 else ["sudo", "-n"]  # never asks for a password
    if shutil.which("apt-get"):
        yield [*may, *PLAYWRIGHT, "install-deps", "chromium"]


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command that asks nothing and says nothing."""
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


if __name__ == "__main__":
    try:
        make_sure()
    except NoBrowserError as error:
        sys.exit(str(error))
