"""Mutations: one to three cells, rows or files of a data set changed at random, as people do."""

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from graph.dates import PartialDate
from graph.form import Column, columns_of

Files = dict[str, bytes]
Table = list[list[str]]

ODD_CELLS = (
    "",
    " ",
    "0",
    "1",
    "-1",
    "00",
    "1.0",
    "99999999999999999999",
    "2147483647",
    "0.000000000001",
    "999999999999.999",
    "1e99999",
    "nan",
    "0001",
    "0001-01-01",
    "9999",
    "9999-12-31",
    "2018-00",
    "2018-05-00",
    "2018-02-30",
    "0000",
    "1999",
    "2013-11",
    "TRUE",
    "False",
    "a/b",
    "ann@2018",
    "Ann",
    "-",
    "@",
    "a|b",
    "|",
    ";",
    "a;a",
    "a;b;",
    "independent",
    "MAYOR",
    "COUNCIL",
    "COUNCIL_PRESIDENT",
    "ANNULLED",
    "RUNOFF",
    "REPEAT",
    "FIRST",
    "ELECTED",
    "WITHDRAWN",
    "ACTING",
    "PARTY_ONLY",
    "sum",
    "percent sum",
    "two\nlines",
    "a\r\nb",
    'say "this"',
    "it's, here",
    "\u202egnirts",
    "\u200b",
    "\x1b[31m",
    "\x1f",
    "\x7f",
    "\ufeff",
    "\u0000",
    "İstanbul",
    "ǅ",
    "ﷺ",
    "\U0001f600",
    "=1+1",
    "x" * 200_000,
    "long " * 5_000,
)
ODD_BYTES = (b"\xff", b"\xed\xa0\x80", b"\x00", b"\xef\xbb\xbf", b'"', b"\r", b"\n", b",", b";")
FITTING: dict[type, Sequence[str]] = {
    bool: ("true", "false", "TRUE"),
    int: ("0", "1", "2", "3", "7", "500", "2147483647"),
    float: ("0", "0.000001", "50", "99.99", "100", "999999999999.5"),
    PartialDate: (
        "0001",
        "0001-01-01",
        "2000",
        "2007-11",
        "2010",
        "2010-10",
        "2010-10-10",
        "2010-10-11",
        "2013-11-03",
        "2014",
        "2014-11-09",
        "2014-12-31",
        "2021-11-14",
        "9999",
        "9999-12-31",
    ),
}
EMPTIED = 0.2
MOST_CHANGES = 3


def files_of(directory: Path) -> Files:
    """Read the tables of a data set."""
    return {path.name: path.read_bytes() for path in sorted(directory.glob("*.csv"))}


def mutated(files: Mapping[str, bytes], seed: int) -> tuple[Files, list[str]]:
    """Give the files with one to three changes, and what was done, so that it can be told."""
    dice = random.Random(seed)
    changed, told = dict(files), []
    for _ in range(dice.randint(1, MOST_CHANGES)):
        name = dice.choice(sorted(changed))
        change = dice.choices([each for each, _ in CHANGES], [often for _, often in CHANGES])[0]
        told.append(f"{change.__name__} {name}: {change(dice, changed, name)}")
        if not changed:
            break
    return changed, told


def _rows(content: bytes) -> Table:
    csv.field_size_limit(10_000_000)
    text = content.decode("utf-8-sig", "replace")
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    finally:
        csv.field_size_limit(131_072)


def _written(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _edit(files: Files, name: str, edit: Callable[[Table], str]) -> str:
    rows = _rows(files[name])
    if len(rows) < 2 or min(map(len, rows)) < 1:  # a header and a row
        return "nothing"
    said = edit(rows)
    files[name] = _written(rows)
    return said


def odd_cell(dice: random.Random, files: Files, name: str) -> str:
    def edit(rows: Table) -> str:
        row = dice.randrange(1, len(rows))
        column = dice.randrange(len(rows[row]))
        rows[row][column] = dice.choice(ODD_CELLS)
        return f"row {row}, column {column}: {rows[row][column][:40]!r}"

    return _edit(files, name, edit)


def fitting_cell(dice: random.Random, files: Files, name: str) -> str:
    """Write what the column may hold: another word, date, number, or key of another table."""

    def edit(rows: Table) -> str:
        known = columns_of(name.removesuffix(".csv"))
        row = dice.randrange(1, len(rows))
        column = dice.randrange(min(len(rows[row]), len(rows[0])))
        if rows[0][column] in known:
            rows[row][column] = _fitting(dice, files, known[rows[0][column]])
        return f"row {row}, {rows[0][column][:40]!r}: {rows[row][column][:40]!r}"

    return _edit(files, name, edit)


def _fitting(dice: random.Random, files: Files, column: Column) -> str:
    if not column.required and dice.random() < EMPTIED:
        return ""
    if column.reference and f"{column.reference.table}.csv" in files:
        keys = [row[0] for row in _rows(files[f"{column.reference.table}.csv"])[1:] if row]
        return dice.choice(keys) if keys else ""
    if issubclass(column.kind, StrEnum):
        return dice.choice([str(word) for word in column.kind])
    return dice.choice(FITTING.get(column.kind, ("a", "Ada", "1", "x" * 1000, "two\nlines")))


def cell_of_another_row(dice: random.Random, files: Files, name: str) -> str:
    def edit(rows: Table) -> str:
        row, other = dice.randrange(1, len(rows)), dice.randrange(1, len(rows))
        column = dice.randrange(min(len(rows[row]), len(rows[other])))
        rows[row][column] = rows[other][column]
        return f"row {row}, column {column} as in row {other}: {rows[row][column][:40]!r}"

    return _edit(files, name, edit)


def cells_swapped(dice: random.Random, files: Files, name: str) -> str:
    def edit(rows: Table) -> str:
        row, other = dice.randrange(1, len(rows)), dice.randrange(1, len(rows))
        column = dice.randrange(min(len(rows[row]), len(rows[other])))
        rows[row][column], rows[other][column] = rows[other][column], rows[row][column]
        return f"rows {row} and {other}, column {column}"

    return _edit(files, name, edit)


def cell_of_any_table(dice: random.Random, files: Files, name: str) -> str:
    def edit(rows: Table) -> str:
        others = [row for row in _rows(files[dice.choice(sorted(files))])[1:] if row]
        if not others:
            return "nothing"
        row = dice.randrange(1, len(rows))
        column = dice.randrange(len(rows[row]))
        rows[row][column] = dice.choice(dice.choice(others))
        return f"row {row}, column {column}: {rows[row][column][:40]!r}"

    return _edit(files, name, edit)


def row_removed(dice: random.Random, files: Files, name: str) -> str:
    def edit(rows: Table) -> str:
        row = dice.randrange(1, len(rows))
        return f"row {row}: {rows.pop(row)}"

    return _edit(files, name, edit)


def row_twice(dice: random.Random, files: Files, name: str) -> str:
    """Put a row in again, with one cell, often of the key, as another row has it."""

    def edit(rows: Table) -> str:
        again = list(dice.choice(rows[1:]))
        column = min(dice.randrange(len(again)), dice.randrange(len(again)))
        again[column] = dice.choice([dice.choice(rows[1:])[column], "new-one"])
        rows.insert(dice.randrange(1, len(rows) + 1), again)
        return f"column {column}: {[cell[:40] for cell in again]}"

    return _edit(files, name, edit)


def rows_shuffled(dice: random.Random, files: Files, name: str) -> str:
    def edit(rows: Table) -> str:
        body = rows[1:]
        dice.shuffle(body)
        rows[1:] = body
        return "all rows"

    return _edit(files, name, edit)


def word_everywhere(dice: random.Random, files: Files, name: str) -> str:
    """Write another word for one in every table, so that references still hold."""
    rows = [row for row in _rows(files[name])[1:] if row]
    if not rows:
        return "nothing"
    old, new = dice.choice(dice.choice(rows)), dice.choice(ODD_CELLS[:-2])
    for each in files:
        table = _rows(files[each])
        body = [[new if cell == old else cell for cell in row] for row in table[1:]]
        files[each] = _written([*table[:1], *body])
    return f"{old[:40]!r} is {new[:40]!r}"


def word_removed_everywhere(dice: random.Random, files: Files, name: str) -> str:
    """Remove every row that names a thing, in all tables but one."""
    rows = [row for row in _rows(files[name])[1:] if row]
    if not rows:
        return "nothing"
    word, spared = dice.choice(rows)[0], dice.choice(sorted(files))
    for each in files:
        if each != spared:
            table = _rows(files[each])
            files[each] = _written([row for row in table if word not in row])
    return f"{word[:40]!r} but in {spared}"


def file_removed(_: random.Random, files: Files, name: str) -> str:
    del files[name]
    return ""


def rows_all_removed(_: random.Random, files: Files, name: str) -> str:
    files[name] = _written(_rows(files[name])[:1])
    return ""


def file_cut(dice: random.Random, files: Files, name: str) -> str:
    at = dice.randrange(len(files[name]) + 1)
    files[name] = files[name][:at]
    return f"at byte {at}"


def byte_put_in(dice: random.Random, files: Files, name: str) -> str:
    at, odd = dice.randrange(len(files[name]) + 1), dice.choice(ODD_BYTES)
    files[name] = files[name][:at] + odd + files[name][at:]
    return f"{odd!r} at byte {at}"


def saved_by_a_spreadsheet(dice: random.Random, files: Files, name: str) -> str:
    how = dice.choice(["semicolons", "carriage returns", "mark", "trailing column", "capitals"])
    rows = _rows(files[name])
    match how:
        case "semicolons":
            out = io.StringIO(newline="")
            csv.writer(out, delimiter=";").writerows(rows)
            files[name] = out.getvalue().encode()
        case "carriage returns":
            files[name] = files[name].replace(b"\n", b"\r\n")
        case "mark":
            files[name] = b"\xef\xbb\xbf" + files[name]
        case "trailing column":
            files[name] = _written([[*row, ""] for row in rows[dice.randrange(2) :]])
        case _:
            words = {"true": "TRUE", "false": "FALSE"}
            files[name] = _written([[words.get(cell, cell) for cell in row] for row in rows])
    return how


def header_changed(dice: random.Random, files: Files, name: str) -> str:
    rows = _rows(files[name])
    if not rows or len(rows[0]) < 2:  # two columns to exchange
        return "nothing"
    one, other = dice.sample(range(len(rows[0])), 2)
    match dice.choice(["exchanged", "renamed", "removed", "doubled"]):
        case "exchanged":
            rows[0][one], rows[0][other] = rows[0][other], rows[0][one]
        case "renamed":
            rows[0][one] = dice.choice(["new\ncolumn", "", "ID", "x" * 500])
        case "removed":
            rows = [[cell for at, cell in enumerate(row) if at != one] for row in rows]
        case _:
            rows[0][one] = rows[0][other]
    files[name] = _written(rows)
    return f"columns {one} and {other}"


CHANGES = (
    (fitting_cell, 24),
    (odd_cell, 4),
    (cell_of_another_row, 8),
    (cells_swapped, 4),
    (cell_of_any_table, 4),
    (row_removed, 4),
    (row_twice, 12),
    (rows_shuffled, 1),
    (word_everywhere, 4),
    (word_removed_everywhere, 4),
    (file_removed, 1),
    (rows_all_removed, 1),
    (file_cut, 1),
    (byte_put_in, 1),
    (saved_by_a_spreadsheet, 1),
    (header_changed, 1),
)
