"""Reloading: what was served before is freed, and what is served now is set aside for good."""

import os
import signal
from pathlib import Path

import pytest

from serving.watching import Watched
from tests.service.load import fetch, until
from tests.service.processes import Place, Running, processes_of, serving
from tests.service.worlds import change, copy_of_small

COUNTING = """
import gc, os, signal, sys
from graph.revision import Revision
from server import main

def count(*_):
    frozen = gc.get_freeze_count()
    gc.unfreeze()
    alive = sum(type(each) is Revision for each in gc.get_objects())
    if frozen:
        gc.freeze()
    os.write(2, f"alive: {alive}, frozen: {frozen}\\n".encode())  # print may be interrupted here

signal.signal(signal.SIGUSR1, count)
sys.exit(main(sys.argv[1:]))
"""
RELOADS = 20


def settled(running: Running, pid: int) -> int:
    """Wait until one revision is alive in a process; give how many objects are set aside there."""
    found: list[int] = []

    def is_alone() -> bool:
        os.kill(pid, signal.SIGUSR1)
        told = running.wait_for(r"alive: (\d+), frozen: (\d+)")
        found[:] = int(told[1]), int(told[2])
        return found[0] == 1 and found[1] > 0

    until(is_alone)
    return found[1]


def reload(running: Running, world: Path, number: int) -> None:
    """Change the data, wait until they are served, and until those have gone who served others."""
    change(world, f"Ada {number}")
    running.process.send_signal(signal.SIGHUP)
    running.wait_for("now serving")


def steady(running: Running, workers: int) -> list[int]:
    """Wait until there are only the processes of one generation; give those that hold data."""
    until(lambda: len(processes_of(running)) == 1 + 2 + 2 + workers)
    return [*processes_of(running)][1:]


def descriptors_of(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


@pytest.mark.long
@pytest.mark.parametrize("workers", [1, 2])
def test_after_reloads_one_revision_is_alive_and_all_of_it_set_aside(
    tmp_path: Path, workers: int
) -> None:
    world = copy_of_small(tmp_path / "world")
    place = Place(program=("-c", COUNTING))
    with serving("--workers", str(workers), data=world, place=place) as running:
        assert fetch(running.url, "/health")[0] == 200
        reload(running, world, 0)
        first = [settled(running, pid) for pid in steady(running, workers)]
        before = descriptors_of(running.process.pid)
        for number in range(RELOADS):
            fetch(running.url, "/graphql", {"query": "{ people(first: 9) { nodes { id } } }"})
            reload(running, world, number + 1)
        last = [settled(running, pid) for pid in steady(running, workers)]
        after = descriptors_of(running.process.pid)

    assert after == before
    for one, other in zip(first, last, strict=True):
        assert one * 0.9 < other < one * 1.1


def test_changes_are_told_once_they_have_come_to_rest(tmp_path: Path) -> None:
    world = copy_of_small(tmp_path / "world")
    watched = Watched(world)
    assert not watched.changed()
    for name in ("Ada One", "Ada the Second"):
        change(world, name)
        assert not watched.changed()

    assert watched.changed()
    assert not watched.changed()
