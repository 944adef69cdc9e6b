"""Reloading: what was served before is freed, and what is served now is set aside for good."""

import os
import signal
from pathlib import Path

import pytest

from serving.watching import Watched
from tests.service.load import fetch, until
from tests.service.processes import Place, Running, serving, workers_of
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


def reload(running: Running, world: Path, number: int, processes: int) -> None:
    """Change the data, and wait until all processes serve them."""
    change(world, f"Ada {number}")
    running.process.send_signal(signal.SIGHUP)
    for _ in range(processes):
        running.wait_for("now serving")


@pytest.mark.long
@pytest.mark.parametrize("workers", [1, 2])
def test_after_reloads_one_revision_is_alive_and_all_of_it_set_aside(
    tmp_path: Path, workers: int
) -> None:
    world = copy_of_small(tmp_path / "world")
    place = Place(program=("-c", COUNTING))
    with serving("--workers", str(workers), data=world, place=place) as running:
        assert fetch(running.url, "/health")[0] == 200
        reload(running, world, 0, workers)
        pids = [running.process.pid, *workers_of(running)]
        first = [settled(running, pid) for pid in pids]
        for number in range(RELOADS):
            fetch(running.url, "/graphql", {"query": "{ people(first: 9) { nodes { id } } }"})
            reload(running, world, number + 1, workers)
        last = [settled(running, pid) for pid in pids]

    assert len(pids) == {1: 1, 2: 3}[workers]
    for before, after in zip(first, last, strict=True):
        assert before * 0.9 < after < before * 1.1


def test_changes_are_told_once_they_have_come_to_rest(tmp_path: Path) -> None:
    world = copy_of_small(tmp_path / "world")
    watched = Watched(world)
    assert not watched.changed()
    for name in ("Ada One", "Ada the Second"):
        change(world, name)
        assert not watched.changed()

    assert watched.changed()
    assert not watched.changed()
