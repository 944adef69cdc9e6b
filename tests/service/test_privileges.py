"""Privileges: root is given up once the port is taken, or nothing is served at all.

Only root can give itself up; for anybody else the refusal is what there is to be tested.
"""

import json
import os
import pwd
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.load import fetch, until
from tests.service.open_places import open_place
from tests.service.processes import HERE, SMALL, Place, Running, processes_of, serving, workers_of
from tests.service.worlds import change, copy_of_small

NOBODY = pwd.getpwnam("nobody")
IS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """Give a place that nobody may read, if there is anything to be tested there."""
    if not IS_ROOT:
        yield HERE
        return
    with open_place() as made:
        yield made


def refusal(place: Place, *options: str, user: int | None = None) -> str:
    """Start a server that is to end at once, and give what it says."""
    ended = subprocess.run(
        [place.python, "server.py", "--port", "0", *options],
        cwd=place.root,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, **place.variables},
        user=user,
    )
    assert ended.returncode == 1
    return ended.stderr


def rights_of(pid: int) -> dict[str, list[str]]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: words.split() for name, _, words in (line.partition(":") for line in lines)}


def port_of_root() -> int:
    """Find a free port that only root can take, where the system has such ports."""
    for port in range(1023, 600, -1):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)):
                return port
    raise LookupError


@pytest.mark.parametrize("workers", ["1", "2"])
def test_root_takes_the_port_and_is_given_up_in_every_process(place: Place, workers: str) -> None:
    if not IS_ROOT:
        assert "only root can become 'nobody'" in refusal(place, "--user", "nobody")
        return
    world = copy_of_small(place.root / f"world-{workers}")
    port = str(port_of_root())
    options = ("--user", "nobody", "--workers", workers, "--port", port)
    with serving(*options, data=world, place=place) as running:
        assert running.url.endswith(port)
        before = revision(running)
        until(lambda: len(processes_of(running)) == {"1": 6, "2": 7}[workers])
        found = [rights_of(pid) for pid in processes_of(running)]
        until(lambda: len(workers_of(running)) == int(workers))  # by their name
        change(world, "Ada Hoxha")
        running.process.send_signal(signal.SIGHUP)
        until(lambda: revision(running) != before)
        assert running.stop() == 0

    groups = {str(each) for each in os.getgrouplist("nobody", NOBODY.pw_gid)}
    for rights in found:
        assert rights["Uid"] == [str(NOBODY.pw_uid)] * 4
        assert rights["Gid"] == [str(NOBODY.pw_gid)] * 4
        assert set(rights["Groups"]) == groups
        assert int(rights["CapEff"][0], 16) == int(rights["CapPrm"][0], 16) == 0
    assert not any("running as root" in line for line in running.said)


def revision(running: Running) -> str:
    found: str = json.loads(fetch(running.url, "/ready")[1])["revision"]
    return found


def test_who_is_not_root_cannot_become_another(place: Place) -> None:
    somebody = NOBODY.pw_uid if IS_ROOT else None

    told = refusal(place, "--user", "daemon", "--data", "tests/worlds/small", user=somebody)

    assert told.startswith("--user: only root can become 'daemon'")


@pytest.mark.parametrize(
    ("user", "told"),
    [
        (
            "no-such-user",
            "--user: there is no user 'no-such-user' here; make one, or take nobody\n",
        ),
        ("root", "--user: 'root' may do anything; name a user who may not\n"),
    ],
)
def test_a_user_that_makes_no_sense_is_one_line(user: str, told: str) -> None:
    assert refusal(HERE, "--user", user, "--data", str(SMALL)) == told


def test_data_that_the_user_may_not_read_are_refused(place: Place, tmp_path: Path) -> None:
    world = copy_of_small(tmp_path / "world")
    world.chmod(0o700)

    told = refusal(place, "--user", "nobody", "--data", str(world))

    assert told.count("\n") == 1
    assert (f"'nobody' may not read {world}, which is needed" in told) == IS_ROOT


def test_root_is_warned_of_itself() -> None:
    with serving() as running:
        running.stop()

    assert any("running as root" in line for line in running.said) == IS_ROOT
