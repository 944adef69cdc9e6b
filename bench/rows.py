"""The rows of a made-up world, and how many relationships the service will make of them."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.invented import PersonName
from graph.form import columns_of, file_of, row_classes

YEARS = (2007, 2009, 2013, 2017, 2021, 2025)
NATIONAL_PARTIES = 24
INDEPENDENTS, OF_LOCAL_PARTIES = 0.08, 0.22  # of all candidacies
COMMISSION, SEED, PRESS = "commission", "seed", "press"

Cell = str | int | float | None


@dataclass(slots=True, eq=False)
class Standing:
    """A person in politics, and the party that the person stands for now."""

    key: str
    name: PersonName
    party: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """Who was elected mayor, from which day, and under which label."""

    person: str
    start: str
    party: str | None


@dataclass(slots=True)
class World:
    """Rows by table; the one source of chance; counts of what is there so far."""

    chance: Random
    relationships: int = 0
    places: int = 0
    people: int = 0
    parties: list[str] = field(default_factory=list)
    rows: dict[str, list[dict[str, Cell]]] = field(
        default_factory=lambda: {table: [] for table in row_classes()}
    )

    def add(self, table: str, /, **cells: Cell) -> None:
        """Add a row; columns that are left out stay empty."""
        self.rows[table].append(cells)

    def some_party(self) -> str | None:
        """Give a national party, mostly, or the newest local one, or none."""
        luck = self.chance.random()
        if luck < INDEPENDENTS:
            return None
        if luck < INDEPENDENTS + OF_LOCAL_PARTIES:
            return self.parties[-1]
        return self.parties[int(NATIONAL_PARTIES * self.chance.random() ** 2)]

    def write(self, directory: Path) -> None:
        """Write every table as a file."""
        directory.mkdir(parents=True, exist_ok=True)
        for table, rows in self.rows.items():
            _write_table(directory / file_of(table), list(columns_of(table)), rows)


def _write_table(path: Path, columns: list[str], rows: Iterable[dict[str, Cell]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
