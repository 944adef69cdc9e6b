"""Keys and references: each key is well formed and stands once, each reference names a row."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from anyascii import anyascii

from graph.form import columns_of, file_of, noun_of, row_classes
from graph.problems import Cell, Problem, WaysOut, listed, nearest
from graph.quotes import quoted
from graph.sheets import Sheet
from graph.tables import Together

Key = tuple[object, ...]

LONGEST_ID = 100
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LETTERS = re.compile(r"[a-z0-9]+")
_SLUG_RULE = (
    "lower-case letters from a to z and digits, in words joined by single hyphens, at most "
    f"{LONGEST_ID} in all"
)


def malformed_ids(sheet: Sheet) -> Iterator[Problem]:
    """Find the ids that are no slugs; who refers to one is not told of it as well."""
    if not sheet.has(("id",)):
        return
    malformed = {each for each in sheet.keys(("id",)) if each and not _is_slug(each)}
    for line, value in zip(sheet.lines, sheet.values["id"], strict=True) if malformed else ():
        if value in malformed and line not in sheet.spoilt:
            message = f"{quoted(value)} is no id; write {_slug_like(value)}{_SLUG_RULE}"
            yield _problem(sheet, line, ("id",), (value,), message)


def _slug_like(text: str) -> str:
    """Propose the id that is meant, if there is one."""
    words = _LETTERS.findall(anyascii(text).lower())
    proposed = "-".join(words)[:LONGEST_ID].strip("-")
    return f"{proposed!r}: " if proposed else ""


def _is_slug(text: str) -> bool:
    return len(text) <= LONGEST_ID and SLUG.fullmatch(text) is not None


def key_problems(sheet: Sheet) -> Iterator[Problem]:
    """Find the rows whose key stands on an earlier line already."""
    names = row_classes()[sheet.table].KEY
    if not sheet.has(names) or len(sheet.keys(names)) == len(sheet.lines):
        return
    required = _required(sheet.table, names)
    first_lines: dict[Key, int] = {}
    for line, key in _numbered(sheet, names):
        first = first_lines.setdefault(key, line)
        if first != line and line not in sheet.spoilt and _is_complete(key, required):
            stands = "stands" if len(key) == 1 else "stand together"
            message = f"{_listed(key)} {stands} on line {first} already; remove or rename one"
            yield _problem(sheet, line, names, key, message)


def dangling_cells(sheet: Sheet, sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Find the cells that name no row; a table that was not read whole is no judge of them."""
    for column in columns_of(sheet.table).values():
        if column.reference is None or column.name not in sheet.values:
            continue
        known = _known(sheets, column.reference.table, ("id",))
        if known is not None:
            names = known.union(column.reference.also) if column.reference.also else known
            yield from _dangling_cells(sheet, column.name, column.reference.table, names)


def _dangling_cells(
    sheet: Sheet, column: str, table: str, names: AbstractSet[str]
) -> Iterator[Problem]:
    unknown = sheet.keys((column,)) - names
    dangling = {item for value in unknown for item in _items(value)} - names
    if not dangling:
        return
    otherwise = f"add it to {file_of(table)} or correct it here"
    ways_out = WaysOut((name for name in names if name and _is_slug(name)), otherwise)
    for line, value in zip(sheet.lines, sheet.values[column], strict=True):
        for item in dangling.intersection(_items(value)):
            if line not in sheet.spoilt:
                message = (
                    f"no {noun_of(table)} {quoted(item)} in {file_of(table)}; {ways_out.of(item)}"
                )
                yield _problem(sheet, line, (column,), (item,), message)


def dangling_rows(
    sheet: Sheet, sheets: Mapping[str, Sheet], refused: AbstractSet[Cell]
) -> Iterator[Problem]:
    """Find the cells that together name no row, except where one of them is refused anyway."""
    for together in row_classes()[sheet.table].REFERENCES:
        known = _known(sheets, together.table, together.theirs)
        if known is None or not sheet.has(together.columns):
            continue
        if known.issuperset(sheet.cells(together.columns)):
            continue
        required = _required(together.table, together.theirs)
        unknown = [
            (line, key)
            for line, key in _numbered(sheet, together.columns)
            if key not in known and line not in sheet.spoilt and _is_complete(key, required)
        ]
        siblings = _siblings(known) if unknown else {}
        for line, key in unknown:
            if refused.isdisjoint((sheet.file, line, column) for column in together.columns):
                message = _no_such_row(together, key, siblings)
                yield _problem(sheet, line, together.columns, key, message)


def _known(sheets: Mapping[str, Sheet], table: str, columns: Sequence[str]) -> set[Any] | None:
    sheet = sheets.get(table)
    return sheet.keys(columns) if sheet and sheet.whole and sheet.has(columns) else None


def _numbered(sheet: Sheet, columns: Sequence[str]) -> Iterator[tuple[int, Key]]:
    """Give the line of each row with its cells in these columns."""
    cells = (sheet.values[column] for column in columns)
    return zip(sheet.lines, zip(*cells, strict=True), strict=True)


def _required(table: str, names: Sequence[str]) -> list[bool]:
    columns = columns_of(table)
    return [columns[name].required for name in names]


def _is_complete(key: Key, required: Sequence[bool]) -> bool:
    return all(cell is not None or not must for cell, must in zip(key, required, strict=True))


def _items(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def _siblings(known: AbstractSet[Key]) -> Mapping[Key, Sequence[object]]:
    """Give the last parts of keys by what stands before them."""
    siblings: defaultdict[Key, list[object]] = defaultdict(list)
    for *first, last in known:
        if last is not None:
            siblings[tuple(first)].append(last)
    return siblings


def _no_such_row(together: Together, key: Key, siblings: Mapping[Key, Sequence[object]]) -> str:
    file = file_of(together.table)
    parts = zip(together.theirs, key, strict=True)
    row = listed([f"{column} {_word(cell)}" for column, cell in parts])
    meant = _nearest(key[-1], siblings.get(key[:-1], ()))
    remedy = f"add it to {file} or correct it here"
    if meant is not None:
        remedy = f"did you mean {together.theirs[-1]} {_word(meant)}?"
    return f"no {together.meaning} with {row} in {file}; {remedy}"


def _nearest(cell: object, others: Sequence[object]) -> object | None:
    """Give the nearest number, if that is what they are, else the word that is most like it."""
    if isinstance(cell, int):
        numbers = (other for other in others if isinstance(other, int))
        return min(numbers, key=lambda other: (abs(other - cell), other), default=None)
    return None if cell is None else nearest(str(cell), sorted(map(str, others)))


def _word(cell: object) -> str:
    return "nothing" if cell is None else quoted(str(cell))


def _listed(key: Key) -> str:
    return listed([_word(cell) for cell in key])


def _problem(sheet: Sheet, line: int, columns: Sequence[str], key: Key, message: str) -> Problem:
    value = str(key[0]) if len(key) == 1 else _listed(key)
    return Problem(file=sheet.file, line=line, columns=tuple(columns), value=value, message=message)
