"""From the bytes of a file to the columns of a table, with the line that each row stands on."""

import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.cells import EMPTY, CellValues, Readings
from graph.form import Column, columns_of, file_of, row_classes
from graph.problems import Problem, way_out
from graph.quotes import quoted
from graph.records import Batch, UnsplitRecordError, batches_of
from graph.slots import made_of_columns
from graph.tables import Row

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")
_FAULT = "{}, which is no UTF-8 text; save the file as UTF-8"
_FAULTS = {"0x00": "NUL (0x00), which no text holds; remove it or save as UTF-8"}
_NAMELESS = "the column has no name; remove it, here and the empty cell in every row"
_SEPARATORS = {"semicolons": ";", "tabs": "\t", "vertical bars": "|"}
_WIDTH_RULE = "quote a cell that holds a comma, and write an empty cell between two commas"


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A table as it was read: the values of each column, None for those that are refused.

    `spoilt` are the lines whose cells cannot be told apart or read; `whole` is false if rows
    after the last one may be missing.
    """

    table: str
    lines: list[int] = field(default_factory=list)
    values: dict[str, list[Any]] = field(default_factory=dict)
    spoilt: set[int] = field(default_factory=set)
    whole: bool = True
    _keys: dict[tuple[str, ...], set[Any]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The name of the table's file."""
        return file_of(self.table)

    @property
    def lacks_rows(self) -> bool:
        """Whether rows of the file are not among those of `rows`."""
        return not (self.whole and not self.spoilt and self.has(columns_of(self.table)))

    def has(self, columns: Iterable[str]) -> bool:
        """Tell whether all these columns are there."""
        return self.values.keys() >= set(columns)

    def cells(self, columns: Sequence[str]) -> Iterable[Any]:
        """Give the cells of these columns in every row: as a tuple if there are several."""
        if len(columns) == 1:
            return self.values[columns[0]]
        return zip(*(self.values[column] for column in columns), strict=True)

    def keys(self, columns: Sequence[str]) -> set[Any]:
        """Give the different ones of `cells`, collected when they are first asked for."""
        asked = tuple(columns)
        if asked not in self._keys:
            self._keys[asked] = set(self.cells(columns))
        return self._keys[asked]

    def rows(self) -> tuple[Row, ...]:
        """Give the rows as objects, but for the spoilt ones; none at all if a column is missing."""
        row_class = row_classes()[self.table]
        if not self.has(columns_of(self.table)):
            return ()
        rows = made_of_columns(row_class, self.lines, line=self.lines, **self.values)
        return (
            tuple(row for row in rows if row.line not in self.spoilt)
            if self.spoilt
            else tuple(rows)
        )


def read_sheet(
    table: str, content: bytes, readings: Readings, problems: list[Problem]
) -> Sheet | None:
    """Read one table; add what is wrong to the problems; None if its header cannot be read."""
    sheet = Sheet(table=table)
    unreadable = _unreadable_header(sheet, content)
    if unreadable:
        problems.append(unreadable)
        return None
    for problem in _bad_bytes(sheet.file, content):
        problems.append(problem)
        sheet.spoilt.add(problem.line or 0)
        if problem.line == 1:
            return None
    try:
        _read_batches(sheet, batches_of(content), readings, problems)
    except UnsplitRecordError as error:
        problems.append(Problem(file=sheet.file, line=error.line, message=str(error)))
        sheet.whole = False
    return sheet if sheet.values else None


def _unreadable_header(sheet: Sheet, content: bytes) -> Problem | None:
    """Tell if there is no header, or if its cells are separated by other signs than commas."""
    known = columns_of(sheet.table)
    first = _LINE.match(content.removeprefix(BOM_UTF8))
    line = first[0].decode(errors="replace").strip() if first else ""
    if not line:
        message = f"the table is empty; write its header: {','.join(known)}"
        return Problem(file=sheet.file, message=message)
    for signs, sign in _SEPARATORS.items():
        names = {name.strip(' "') for name in line.split(sign)}
        if len(names.intersection(known)) > 1:
            message = f"the cells are separated by {signs}; save the file with commas between them"
            return Problem(file=sheet.file, line=1, message=message)
    return None


def _bad_bytes(file: str, content: bytes) -> Iterator[Problem]:
    if _bad_byte(content) is None:
        return
    for number, match in enumerate(_LINE.finditer(content), 1):
        place = _bad_byte(match.group())
        if place is not None:
            byte = f"0x{match.group()[place]:02x}"
            message = f"byte {place + 1} is {_FAULTS.get(byte, _FAULT.format(byte))}"
            yield Problem(file=file, line=number, value=byte, message=message)


def _bad_byte(content: bytes) -> int | None:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return error.start
    return content.index(0) if 0 in content else None


def _read_batches(
    sheet: Sheet, batches: Iterator[Batch], readings: Readings, problems: list[Problem]
) -> None:
    header = next((records[0] for _, records in batches), [])
    faults = list(_header_problems(sheet, header))
    problems.extend(faults)
    columns = {
        column: (header.index(column.name), readings.of(column))
        for column in columns_of(sheet.table).values()
        if column.name in header
    }
    if faults and not columns:
        sheet.whole = False
        return
    sheet.values = {column.name: [] for column in columns}
    unreadable = frozenset(sheet.spoilt)
    uneven: dict[int, int] = {}
    for lines, records in batches:
        found = _evened_out(lines, records, len(header))
        uneven |= found
        sheet.spoilt.update(found)
        sheet.lines.extend(lines)
        cells = list(zip(*records, strict=True))
        for column, (place, values) in columns.items():
            sheet.values[column.name].extend(map(values.__getitem__, cells[place]))
            problems.extend(_refused_cells(sheet, column, lines, cells[place], values))
    excused = len(columns_of(sheet.table)) if faults else len(header)
    told = {line: count for line, count in uneven.items() if line not in unreadable}
    problems.extend(_width_problems(sheet, told, len(header), excused))


def _header_problems(sheet: Sheet, header: list[str]) -> Iterator[Problem]:
    known = columns_of(sheet.table)
    missing = [name for name in known if name not in header]
    for name, count in Counter(header).items():
        if name not in known:
            remedy = way_out(name, missing, "remove it")
            message = f"{quoted(name)} is no column of this table; {remedy}" if name else _NAMELESS
            yield Problem(file=sheet.file, line=1, columns=(name,), value=name, message=message)
        elif count > 1:
            message = f"the column stands {count} times in the header; keep one of them"
            yield Problem(file=sheet.file, line=1, columns=(name,), value=name, message=message)
    for name in missing if header else ():
        message = "the column is missing; add it to the header and to every row"
        yield Problem(file=sheet.file, line=1, columns=(name,), message=message)


def _evened_out(lines: list[int], records: list[list[str]], width: int) -> dict[int, int]:
    """Make every record as long as the header; give how long those were that were not, by line."""
    if {width} == set(map(len, records)):
        return {}
    uneven: dict[int, int] = {}
    for place, (line, cells) in enumerate(zip(lines, records, strict=True)):
        if len(cells) != width:
            uneven[line] = len(cells)
            records[place] = (cells + [""] * width)[:width]
    return uneven


def _width_problems(
    sheet: Sheet, uneven: dict[int, int], width: int, excused: int
) -> Iterator[Problem]:
    """Report the rows that are not as long as the header; once, if none is and all are alike.

    Where the header is at fault, the rows that are as long as it should be are not: they are
    spoilt without a word, and the table is no judge of others.
    """
    faulty = {line: count for line, count in uneven.items() if count != excused}
    sheet.whole = sheet.whole and len(faulty) == len(uneven)
    rule = f"where the header has {width}; {_WIDTH_RULE}"
    if 1 < len(faulty) == len(sheet.lines) and len(set(faulty.values())) == 1:
        line, count = next(iter(faulty.items()))
        message = f"each of the {len(faulty)} rows has {count} cells {rule}"
        yield Problem(file=sheet.file, line=line, message=message)
        return
    for line, count in faulty.items():
        message = f"{count} cells {rule}" if count else "the line is blank; remove it"
        yield Problem(file=sheet.file, line=line, message=message)


def _refused_cells(
    sheet: Sheet, column: Column, lines: list[int], texts: Sequence[str], values: CellValues
) -> Iterator[Problem]:
    refusals = {"": EMPTY} | values.refusals if column.required else values.refusals
    if not refusals or refusals.keys().isdisjoint(texts):
        return
    for line, text in zip(lines, texts, strict=True):
        if text in refusals and line not in sheet.spoilt:
            yield Problem(
                file=sheet.file,
                line=line,
                columns=(column.name,),
                value=text,
                message=refusals[text],
            )
