"""The command: what it prints, where, and how it ends."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph.__main__ import main
from graph.load import load_tables

SMALL = Path(__file__).parent / "worlds" / "small"


def test_sound_data_are_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SMALL)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{SMALL}: sound, revision {load_tables(SMALL).revision}, 167 rows"
    assert lines[1:3] == ["       4 sources", "       4 municipalities"]


def test_every_problem_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = Path(shutil.copytree(SMALL, tmp_path / "world"))
    (world / "people.csv").unlink()
    (world / "tallies.csv").write_text("")

    assert main(["check", str(world)]) == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        "people.csv: the file is missing; every data set has this table",
        (
            "tallies.csv: the table is empty; write its header: "
            "election_id,measure,party_id,value,source_id,locator,note"
        ),
        f"2 problems in {world}; nothing was loaded",
    ]


def test_one_problem_is_counted_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = Path(shutil.copytree(SMALL, tmp_path / "world"))
    (world / "people.csv").unlink()

    main(["check", str(world)])

    assert capsys.readouterr().err.endswith(f"1 problem in {world}; nothing was loaded\n")


def test_a_missing_directory_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere"]) == 1

    message = "nowhere: no such directory; name the one that holds the tables\n"
    assert capsys.readouterr().err == message


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "a", "b"]])
def test_a_wrong_command_ends_with_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2


def test_the_module_is_a_command() -> None:
    command = [sys.executable, "-m", "graph", "check", str(SMALL)]

    ended = subprocess.run(command, capture_output=True, text=True, check=True)

    assert ended.stdout.startswith(f"{SMALL}: sound")
    assert ended.stderr == ""
