"""Starting and stopping: what is said, where, and with which exit status."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.service.load import fetch
from tests.service.processes import ROOT, SMALL, serving


def run(*options: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "server.py", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, **variables},
    )


def test_it_says_in_one_line_what_it_serves_and_where() -> None:
    with serving() as running:
        assert running.stop() == 0

    (line,) = [line for line in running.said if "serving" in line]
    assert re.search(r"revision \w{16}: \d+ things, \d+ relationships, 4 sources", line)
    assert f"{running.url}/graphql" in line


def test_the_real_data_are_served() -> None:
    with serving(data=ROOT / "data") as running:
        assert fetch(running.url, "/ready")[0] == 200


@pytest.mark.parametrize("what", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_stops_cleanly_when_asked(what: signal.Signals, workers: str) -> None:
    with serving("--workers", workers) as running:
        assert fetch(running.url, "/health")[0] == 200
        running.process.send_signal(what)

        assert running.process.wait(10) == 0
    assert not any("Traceback" in line for line in running.said)


def test_replies_do_not_say_what_software_gives_them() -> None:
    with serving() as running, closing(HTTPConnection(urlsplit(running.url).netloc)) as asked:
        asked.request("GET", "/health")
        headers = asked.getresponse().headers

    assert "server" not in headers
    assert "uvicorn" not in str(headers)


def test_the_clock_that_limits_operations_does_not_end_the_process() -> None:
    with serving("--max-seconds", "0.001") as running:  # ticks all the time
        assert fetch(running.url, "/health")[0] == 200

        assert running.stop() == 0


def test_a_port_in_use_is_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run("--port", str(port), "--data", str(SMALL))

    assert ended.returncode == 1
    message = f"port {port} of 127.0.0.1 is in use; stop what uses it or choose another: --port"
    assert ended.stderr == f"{message} {port + 1}\n"


def test_a_missing_directory_is_one_line() -> None:
    ended = run("--port", "0", "--data", "nowhere")

    assert ended.returncode == 1
    assert ended.stderr == "nowhere: no such directory; name the one that holds the tables\n"


def test_bad_data_are_refused_with_all_that_is_wrong(tmp_path: Path) -> None:
    world = Path(shutil.copytree(SMALL, tmp_path / "world"))
    (world / "people.csv").unlink()
    header = (world / "tallies.csv").read_text().splitlines()[0]
    (world / "tallies.csv").write_text("")

    ended = run("--port", "0", "--data", str(world))

    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "people.csv: the file is missing; every data set has this table",
        f"tallies.csv: the table is empty; write its header: {header}",
        f"2 problems in {world}; nothing was loaded",
    ]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--origins", "https://ok.example/app"),
        ("--allowed-headers", "x-own:1"),
        ("--root-path", "elections"),
    ],
)
def test_a_start_with_what_can_never_match_is_refused_before_anything_is_read(
    option: str, value: str
) -> None:
    ended = run(option, value, "--data", "/nowhere", "--port", "0")

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"{option}: {value!r} is no ")


def test_too_few_descriptors_are_refused_at_the_start() -> None:
    command = f"ulimit -n 16; exec {sys.executable} server.py --port 0"
    ended = subprocess.run(
        ["sh", "-c", command],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert re.fullmatch(r"only 16 files .* ulimit -n 1024\n", ended.stderr)
