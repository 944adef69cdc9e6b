"""Keys and references: each key stands once, and each reference names a row that exists."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from graph.form import columns_of, file_of, noun_of, row_classes
from graph.problems import Problem, way_out
from graph.sheets import Sheet
from graph.tables import Together

Key = tuple[object, ...]
Place = tuple[str, int | None, str | None]

_MOST_HINTS = 50  # nobody reads more, and each means a look at every key


def key_problems(sheet: Sheet) -> Iterator[Problem]:
    """Find the rows whose key stands on an earlier line already."""
    names = row_classes()[sheet.table].KEY
    keys = sheet.tuples(names) or []
    if len(set(keys)) == len(keys):
        return
    required = _required(sheet.table, names)
    first_lines: dict[Key, int] = {}
    for line, key in zip(sheet.lines, keys, strict=True):
        first = first_lines.setdefault(key, line)
        if first != line and line not in sheet.spoilt and _is_complete(key, required):
            message = f"{_joined(key)!r} stands on line {first} already; remove or rename one"
            yield _problem(sheet, line, names, key, message)


def dangling_cells(sheet: Sheet, sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Find the cells that name no row; a table that was not read whole is no judge of them."""
    for column in columns_of(sheet.table).values():
        if column.reference is None or column.name not in sheet.values:
            continue
        there = sheets.get(column.reference.table)
        if there and there.whole and "id" in there.values:
            names = {*there.values["id"], *column.reference.also}
            yield from _dangling_cells(sheet, column.name, column.reference.table, names)


def _dangling_cells(
    sheet: Sheet, column: str, table: str, names: AbstractSet[str]
) -> Iterator[Problem]:
    values = sheet.values[column]
    dangling = {item for value in set(values) - names for item in _items(value)} - names
    if not dangling:
        return
    remedies = _remedies(sorted(dangling), names, table)
    for line, value in zip(sheet.lines, values, strict=True):
        for item in dangling.intersection(_items(value)):
            if line not in sheet.spoilt:
                message = f"no {noun_of(table)} {item!r} in {file_of(table)}; {remedies[item]}"
                yield _problem(sheet, line, (column,), (item,), message)


def dangling_rows(
    sheet: Sheet, sheets: Mapping[str, Sheet], refused: AbstractSet[Place]
) -> Iterator[Problem]:
    """Find the cells that together name no row, except where one of them is refused anyway."""
    for together in row_classes()[sheet.table].REFERENCES:
        keys = sheet.tuples(together.columns)
        known = _known(sheets, together.table, together.theirs)
        if keys is None or known is None or known.issuperset(keys):
            continue
        required = _required(together.table, together.theirs)
        for line, key in zip(sheet.lines, keys, strict=True):
            places = {(sheet.file, line, column) for column in together.columns}
            if key not in known and _is_complete(key, required) and places.isdisjoint(refused):
                message = _no_such_row(together, key, known)
                yield _problem(sheet, line, together.columns, key, message)


def _known(sheets: Mapping[str, Sheet], table: str, columns: Sequence[str]) -> set[Key] | None:
    sheet = sheets.get(table)
    keys = sheet.tuples(columns) if sheet and sheet.whole else None
    return None if keys is None else set(keys)


def _required(table: str, names: Sequence[str]) -> list[bool]:
    columns = columns_of(table)
    return [columns[name].required for name in names]


def _is_complete(key: Key, required: Sequence[bool]) -> bool:
    return all(cell is not None or not must for cell, must in zip(key, required, strict=True))


def _items(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def _remedies(dangling: Sequence[str], names: Iterable[str], table: str) -> dict[str, str]:
    otherwise = f"add it to {file_of(table)} or correct it here"
    known = sorted(filter(None, names))
    return {
        word: way_out(word, known, otherwise) if place < _MOST_HINTS else otherwise
        for place, word in enumerate(dangling)
    }


def _no_such_row(together: Together, key: Key, known: AbstractSet[Key]) -> str:
    file = file_of(together.table)
    last_words = sorted(str(other[-1]) for other in known if other[:-1] == key[:-1])
    remedy = way_out(str(key[-1]), last_words, f"add it to {file} or correct it here")
    return f"no {together.meaning} {_joined(key)!r} in {file}; {remedy}"


def _joined(key: Key) -> str:
    return "|".join("" if cell is None else str(cell) for cell in key)


def _problem(sheet: Sheet, line: int, columns: Sequence[str], key: Key, message: str) -> Problem:
    column = "|".join(columns)
    return Problem(file=sheet.file, line=line, column=column, value=_joined(key), message=message)
