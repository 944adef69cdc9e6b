"""Opening: what no rule foresaw is a refusal too, and its traceback is kept."""

import shutil
from collections.abc import Iterator
from pathlib import Path, PosixPath

import pytest

from graph.load import load_tables
from graph.opening import InternalDataError, open_data
from graph.problems import DataError
from tests.conftest import SMALL


class BurningDisk(PosixPath):
    """A directory that fails as no rule foresees."""

    def glob(self, pattern: str) -> Iterator[Path]:
        """Fail."""
        raise RuntimeError(f"fire\nbehind {pattern}")


def test_a_revision_is_ready_when_it_is_opened() -> None:
    opened = open_data(SMALL)

    assert opened.revision.revision == load_tables(SMALL).revision
    assert opened.rows["people"] == len(opened.revision.people)


def test_a_revision_that_is_known_is_not_opened_again() -> None:
    assert open_data(SMALL, load_tables(SMALL).revision) is None
    assert open_data(SMALL, "another") is not None


def test_data_that_are_refused_are_refused_on_opening(tmp_path: Path) -> None:
    world = Path(shutil.copytree(SMALL, tmp_path / "world"))
    (world / "people.csv").unlink()

    with pytest.raises(DataError, match=r"people\.csv: the file is missing"):
        open_data(world)


def test_what_no_rule_foresaw_is_a_refusal_with_its_traceback() -> None:
    with pytest.raises(InternalDataError) as caught:
        open_data(BurningDisk(SMALL))

    error = caught.value
    assert isinstance(error, DataError)
    assert str(error).startswith(f"{SMALL}: internal error in the tables: RuntimeError")
    assert "nothing was loaded" in str(error)
    assert str(error).isprintable()
    assert error.traceback.startswith("Traceback (most recent call last):")
    assert "RuntimeError: fire" in error.traceback
