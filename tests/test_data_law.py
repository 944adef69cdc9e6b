"""The law of data on changed data: refused with place and way out, or served without an error.

A case is a seed. `FUZZ_BATCHES` makes more of them.
"""

import os
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL
from tests.mutations import files_of, mutated
from tests.serving_law import verdict_on

BATCHES = int(os.environ.get("FUZZ_BATCHES", "20"))
WORLDS = {"small": (SMALL, 10), "real": (ROOT / "data", 1)}
DATES = 2  # of each served world; all are asked below
LEAST_SERVED = 0.2


@pytest.mark.parametrize("name", WORLDS)
def test_changed_data_are_refused_with_reasons_or_served(name: str, tmp_path: Path) -> None:
    directory, often = WORLDS[name]
    files, world, served = files_of(directory), tmp_path, 0
    for seed in range(BATCHES * often):
        changed, told = mutated(files, seed)
        for old in world.iterdir():
            old.unlink()
        for file, content in changed.items():
            (world / file).write_bytes(content)

        verdict = verdict_on(world, DATES)

        assert (seed, told, verdict.faults) == (seed, told, [])
        served += verdict.served
    assert served > LEAST_SERVED * BATCHES * often


@pytest.mark.parametrize("name", WORLDS)
def test_data_are_served_as_of_all_their_dates(name: str) -> None:
    directory, _ = WORLDS[name]

    assert verdict_on(directory, 1000 if name == "small" else 20) == (True, [])


def test_a_world_without_any_row_is_served(tmp_path: Path) -> None:
    for file, content in files_of(SMALL).items():
        (tmp_path / file).write_bytes(content.splitlines()[0])

    assert verdict_on(tmp_path) == (True, [])


@pytest.mark.parametrize("seats", [1, 3])
def test_an_election_of_one_seat_needs_no_invented_row(seats: int, tmp_path: Path) -> None:
    for file, content in files_of(SMALL).items():
        (tmp_path / file).write_bytes(content.splitlines()[0])
    added = {
        "sources": ["paper,The Paper,,PRESS,,,1,"],
        "municipalities": [f"town-{n},Town {n},,,,,,,,,,paper" for n in range(seats)],
        "people": ["ana,Ana,Ana,"],
        "elections": [f"local-2020,2020,GENERAL_LOCAL,2020-05-10{',' * 12}paper"],
        "contests": [
            f"mayor-{n},local-2020,town-{n},MAYOR,FINAL,,,,,FULL,paper," for n in range(seats)
        ],
        "candidacies": ["cand-ana,mayor-0,ana,,true,,ELECTED,paper"],
    }
    for table, rows in added.items():
        with (tmp_path / f"{table}.csv").open("a") as file:
            file.writelines(f"\n{row}" for row in rows)

    assert verdict_on(tmp_path) == (True, [])
