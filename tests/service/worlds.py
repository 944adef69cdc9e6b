"""Copies of the small world that can be changed, spoilt and mended."""

import shutil
from pathlib import Path

from tests.service.processes import SMALL


def copy_of_small(folder: Path) -> Path:
    """Copy the small world."""
    return Path(shutil.copytree(SMALL, folder))


def change(world: Path, name: str = "Ada Prifti") -> None:
    """Change the data soundly: a person is called otherwise."""
    people = world / "people.csv"
    lines = people.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [
        f'ada-prifti,{name},"{name}",\n' if each.startswith("ada-prifti,") else each
        for each in lines
    ]
    _replace(people, "".join(changed))


def spoil(world: Path) -> None:
    """Make the data unsound."""
    _replace(world / "people.csv", "id,name\n")


def _replace(file: Path, text: str) -> None:
    """Write a file at one go, as careful people do to data that are being served."""
    new = file.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)
