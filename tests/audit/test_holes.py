"""Known holes: found where there are any, and never taken to be absent unseen."""

import json
import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.audit.advisories import read_advisories
from tests.audit.holes import ROOT, looked_up

NOWHERE = "http://127.0.0.1:9"
OFFLINE = {"HTTPS_PROXY": NOWHERE, "https_proxy": NOWHERE, "npm_config_registry": NOWHERE}


def advisory(name: str, ecosystem: str = "PyPI", **more: object) -> dict[str, object]:
    events = [{"introduced": "0"}, {"fixed": "2.11.3"}]
    ranges = [
        {"type": "GIT", "events": [{"introduced": "0"}]},
        {"type": "ECOSYSTEM", "events": events},
    ]
    affected = {"package": {"name": name, "ecosystem": ecosystem}, "ranges": ranges}
    return {"id": f"HOLE-{name}", "modified": "2024-05-01T10:00:00Z", "affected": [affected]} | more


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of advisories: one in YAML, others in JSON, one of them withdrawn."""
    (tmp_path / "jinja2").mkdir()
    (tmp_path / "jinja2" / "1.yaml").write_text(json.dumps(advisory("jinja2")))  # JSON is YAML
    (tmp_path / "2.json").write_text(json.dumps(advisory("left-pad", "npm")))
    (tmp_path / "3.json").write_text(json.dumps(advisory("pytest", withdrawn="2024-06-01")))
    return tmp_path


@pytest.mark.parametrize(
    ("name", "version", "holes"),
    [
        ("Jinja2", "2.4.1", ["Jinja2 2.4.1: HOLE-jinja2"]),
        ("jinja2", "2.11.3rc1", ["jinja2 2.11.3rc1: HOLE-jinja2"]),
        ("jinja2", "2.11.3", []),
        ("jinja2", "3.1.6", []),
        ("pytest", "1.0", []),
        ("left-pad", "1.0", []),
    ],
)
def test_a_version_with_a_known_hole_is_found(
    copy: Path, name: str, version: str, holes: list[str]
) -> None:
    verdict = looked_up("python", "PyPI", {name: version}, read_advisories(copy))

    assert verdict.holes == holes
    assert str(verdict).startswith("python: 1 packages, by advisories up to 2024-05-01: ")


@pytest.mark.parametrize(
    ("version", "is_hole"),
    [("1.0", False), ("1.1", True), ("1.5", True), ("1.6", False), ("2.0", True), ("2.1", False)],
)
def test_holes_open_and_close_and_open_again(
    tmp_path: Path, version: str, *, is_hole: bool
) -> None:
    entry = advisory("thing")
    events = [{"introduced": "1.1"}, {"last_affected": "1.5"}, {"introduced": "2.0"}]
    ranges = [{"type": "ECOSYSTEM", "events": [*events, {"fixed": "2.1"}]}]
    entry["affected"][0]["ranges"] = ranges
    (tmp_path / "thing.json").write_text(json.dumps(entry))

    verdict = looked_up("python", "PyPI", {"thing": version}, read_advisories(tmp_path))

    assert bool(verdict.holes) == is_hole


def run(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tests.audit.holes", *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )


def test_what_nobody_could_be_asked_about_is_no_pass() -> None:
    ended = run(**OFFLINE)

    lines = ended.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "python",
        "npm, bench/peers",
        "npm, tests/audit",
        "npm, web/build",
    ]
    assert all("NOT AUDITED" in line for line in lines)


def test_a_hole_in_what_is_locked_ends_with_status_1(tmp_path: Path) -> None:
    entry = advisory("pytest")
    entry["affected"][0]["ranges"][1]["events"] = [{"introduced": "0"}]
    (tmp_path / "pytest.json").write_text(json.dumps(entry))

    ended = run(str(tmp_path))

    assert ended.returncode == 1
    assert "HOLE-pytest" in ended.stdout
    assert "npm, tests/audit: NOT AUDITED" in ended.stdout


class KnowsOfOne(BaseHTTPRequestHandler):
    """A service as OSV's, which knows of one hole: pytest has it."""

    def do_POST(self) -> None:
        """Answer about one package."""
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        hole = {"id": "HOLE-1", "details": "Wide open.", "affected": []}
        known = {"vulns": [hole]} if asked["package"]["name"] == "pytest" else {}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(known).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_service_that_can_be_reached_is_believed() -> None:
    with HTTPServer(("127.0.0.1", 0), KnowsOfOne) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        ended = run(**OFFLINE, PIP_AUDIT_OSV_URL=url, NO_PROXY="127.0.0.1")
        server.shutdown()

    assert ended.returncode == 1
    assert re.match(r"python: \d+ packages, by osv: pytest \S+: HOLE-1\n", ended.stdout)
