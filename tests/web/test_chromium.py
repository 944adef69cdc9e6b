"""Chromium for these tests: whichever there is, one that is installed now, or a line about it."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Playwright

from tests.web.chromium import NO_CHROMIUM, ROOT, candidates

NOWHERE = "http://127.0.0.1:9"
TOOLS = ("cat", "chmod", "env", "id", "sh", "true")
MakeSure = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def script(playwright: Playwright) -> str:
    """Give a script that is Chromium: it starts the one that there is."""
    path = next(each for each in candidates(playwright) if shutil.which(each))
    return f'#!/bin/sh\nexec {shutil.which(path)} "$@"\n'


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Give the folder of all programs that there are: no Chromium, nothing that brings one."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in TOOLS:  # no links: what is written over one would be written to the system's own
        write_program(folder / name, f'#!/bin/sh\nexec {shutil.which(name)} "$@"\n')
    return folder


@pytest.fixture
def make_sure(programs: Path, tmp_path: Path) -> MakeSure:
    """Give the way to make sure of a Chromium on a machine with these programs alone."""

    def made(**variables: str) -> "subprocess.CompletedProcess[str]":
        environment = {
            **{name: value for name, value in os.environ.items() if name != "CHROMIUM"},
            "PATH": str(programs),
            "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "browsers"),
            "PLAYWRIGHT_DOWNLOAD_HOST": NOWHERE,
            "NO_PROXY": "127.0.0.1",
            **variables,
        }
        command = [sys.executable, "-m", "tests.web.chromium"]
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    return made


def write_program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def test_one_that_is_there_is_taken(script: str, programs: Path, make_sure: MakeSure) -> None:
    write_program(programs / "chromium", script)

    ended = make_sure()

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_one_that_only_tells_how_to_install_it_is_passed_over(
    script: str, programs: Path, make_sure: MakeSure
) -> None:
    write_program(programs / "chromium", "#!/bin/sh\necho 'snap install chromium'; exit 1\n")
    write_program(programs / "google-chrome", script)

    assert make_sure().returncode == 0


def test_the_one_that_is_named_is_taken(script: str, tmp_path: Path, make_sure: MakeSure) -> None:
    write_program(tmp_path / "mine", script)

    assert make_sure(CHROMIUM=str(tmp_path / "mine")).returncode == 0


def test_one_that_is_named_and_does_not_start_is_told(tmp_path: Path, make_sure: MakeSure) -> None:
    ended = make_sure(CHROMIUM=str(tmp_path / "mine"))

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"CHROMIUM={tmp_path / 'mine'}: ")
    assert ended.stderr.count("\n") == 1


def test_the_systems_package_manager_installs_one(
    script: str, programs: Path, make_sure: MakeSure
) -> None:
    path = programs / "chromium"
    installing = f"cat > {path} <<'END'\n{script}END\nchmod +x {path}\n"
    write_program(programs / "dnf", f"#!/bin/sh\n{installing}")
    write_program(programs / "id", "#!/bin/sh\necho 0\n")

    ended = make_sure()

    assert ended.returncode == 0
    assert "requirements/system.sh chromium" in ended.stdout


@pytest.mark.parametrize("manager", ["apt-get", "dnf", "zypper", "pacman"])
@pytest.mark.parametrize(
    ("user", "sudo", "installs"),
    [(0, "exit 1", True), (9, 'shift; "$@"', True), (9, "exit 1", False)],
)
def test_a_package_is_installed_by_root_or_by_sudo_without_a_password(  # noqa: PLR0913  # cases
    manager: str, user: int, sudo: str, *, installs: bool, programs: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    write_program(programs / manager, f'#!/bin/sh\necho "$@" >> {said}\n')
    write_program(programs / "id", f"#!/bin/sh\necho {user}\n")
    write_program(programs / "sudo", f'#!/bin/sh\n[ "$1" = -n ] || exit 2\n{sudo}\n')

    command = ["sh", str(ROOT / "requirements" / "system.sh"), "chromium"]
    ended = subprocess.run(command, env={"PATH": str(programs)}, check=False)

    assert (ended.returncode == 0) == installs
    assert (said.exists() and said.read_text().endswith("chromium\n")) == installs


@pytest.fixture
def host(playwright: Playwright, script: str) -> Iterator[str]:
    """Give a host from which Playwright can download its Chromium."""
    packed = BytesIO()
    path = Path(playwright.chromium.executable_path)
    inside = next(each for each in path.parents if each.name.startswith("chromium-"))
    with zipfile.ZipFile(packed, "w") as file:
        for name in (str(path.relative_to(inside)), "ffmpeg-linux", "ffmpeg-mac"):
            file.writestr(name, script)

    class Download(BaseHTTPRequestHandler):
        """Gives the same file for each address."""

        def do_GET(self) -> None:
            """Give it."""
            self.send_response(200)
            self.send_header("content-length", str(len(packed.getvalue())))
            self.end_headers()
            self.wfile.write(packed.getvalue())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Download) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_playwright_downloads_its_own_where_the_system_has_none(
    host: str, make_sure: MakeSure
) -> None:
    ended = make_sure(PLAYWRIGHT_DOWNLOAD_HOST=host)

    assert ended.returncode == 0
    assert "playwright install" in ended.stdout


def test_where_nothing_helps_one_line_says_what_to_install(
    programs: Path, make_sure: MakeSure
) -> None:
    write_program(programs / "apt-get", "#!/bin/sh\nexit 1\n")

    ended = make_sure()

    assert (ended.returncode, ended.stderr) == (1, f"{NO_CHROMIUM}\n")
