"""From the bytes of a file to the columns of a table, with the line that each row stands on."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.cells import read_cells
from graph.form import columns_of, file_of, row_classes
from graph.problems import Problem, way_out
from graph.tables import Row

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")
_WIDTH_RULE = "quote a cell that holds a comma, and write an empty cell between two commas"
_QUOTE_RULE = "close every quote before the comma, and double a quote inside a quoted cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as it was read: the values of each column, None for those that are refused.

    `spoilt` are the lines whose cells cannot be told apart or read; `whole` is false if rows
    after the last one may be missing.
    """

    table: str
    lines: list[int]
    values: dict[str, list[object]]
    spoilt: frozenset[int]
    whole: bool

    @property
    def file(self) -> str:
        """The name of the table's file."""
        return file_of(self.table)

    @property
    def lacks_rows(self) -> bool:
        """Whether rows of the file are not among those of `rows`."""
        return (
            not self.whole
            or bool(self.spoilt)
            or not self.values.keys() >= columns_of(self.table).keys()
        )

    def tuples(self, columns: Sequence[str]) -> list[tuple[object, ...]] | None:
        """Give these cells of every row; None if a column is missing."""
        if not all(column in self.values for column in columns):
            return None
        return list(zip(*(self.values[column] for column in columns), strict=True))

    def rows(self) -> tuple[Row, ...]:
        """Give the rows as objects, but for the spoilt ones; none at all if a column is missing."""
        names = ("line", *columns_of(self.table))
        cells: list[Any] = [self.lines, *(self.values.get(name) for name in names[1:])]
        if None in cells:
            return ()
        row_class, rows = row_classes()[self.table], zip(*cells, strict=True)
        return tuple(
            row_class(**dict(zip(names, row, strict=True)))
            for row in rows
            if row[0] not in self.spoilt
        )


@dataclass(slots=True)
class _Records:
    """The records of a file, the header among them, each with the line that it starts on."""

    lines: list[int]
    cells: list[list[str]]
    spoilt: set[int]
    whole: bool = True


def read_sheet(table: str, content: bytes, problems: list[Problem]) -> Sheet | None:
    """Read one table; add what is wrong to the problems; None if it has no header or no rows.

    A byte order mark and the line ends of any system are accepted: spreadsheets write them, and
    no fact depends on them.
    """
    file = file_of(table)
    bad_bytes = {problem.line: problem for problem in _bad_bytes(file, content)}
    if 1 in bad_bytes:
        problems.append(bad_bytes[1])
        return None
    problems.extend(bad_bytes.values())
    text = content.decode("utf-8-sig", errors="surrogateescape")
    records = _split(file, text, problems)
    records.spoilt.update(line for line in bad_bytes if line is not None)
    if len(records.lines) > 1:
        return _read_columns(table, records, problems)
    if records.whole:
        message = "the table is empty; write the header and at least one row"
        problems.append(Problem(file=file, message=message))
    return None


def _bad_bytes(file: str, content: bytes) -> Iterator[Problem]:
    if _bad_byte(content) is None:
        return
    for number, match in enumerate(_LINE.finditer(content), 1):
        place = _bad_byte(match.group())
        if place is not None:
            byte = f"0x{match.group()[place]:02x}"
            message = f"byte {place + 1} is {byte}, which is no UTF-8 text; save the file as UTF-8"
            yield Problem(file=file, line=number, value=byte, message=message)


def _bad_byte(content: bytes) -> int | None:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return error.start
    return content.index(0) if 0 in content else None


def _split(file: str, text: str, problems: list[Problem]) -> _Records:
    records = _Records(lines=[], cells=[], spoilt=set())
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            records.lines.append(line)
            records.cells.append(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"the row cannot be split into cells ({error}); {_QUOTE_RULE}"
        problems.append(Problem(file=file, line=line, message=message))
        records.whole = False
    return records


def _read_columns(table: str, records: _Records, problems: list[Problem]) -> Sheet:
    file, header = file_of(table), records.cells[0]
    problems.extend(_header_problems(table, header))
    problems.extend(_even_out(file, records))
    columns = [*zip(*records.cells[1:], strict=True)]
    texts = dict(zip(reversed(header), reversed(columns), strict=True))
    sheet = Sheet(
        table=table,
        lines=records.lines[1:],
        values={},
        spoilt=frozenset(records.spoilt),
        whole=records.whole,
    )
    for name in columns_of(table).keys() & texts.keys():
        _read_column(sheet, name, texts[name], problems)
    return sheet


def _read_column(sheet: Sheet, name: str, texts: Sequence[str], problems: list[Problem]) -> None:
    values, refusals = read_cells(columns_of(sheet.table)[name], texts)
    sheet.values[name] = [values[text] for text in texts]
    if refusals:
        problems.extend(
            Problem(file=sheet.file, line=line, column=name, value=text, message=refusals[text])
            for line, text in zip(sheet.lines, texts, strict=True)
            if text in refusals and line not in sheet.spoilt
        )


def _header_problems(table: str, header: list[str]) -> Iterator[Problem]:
    file, known = file_of(table), columns_of(table)
    missing = [name for name in known if name not in header]
    for name, count in Counter(header).items():
        if name not in known:
            remedy = way_out(name, missing, "remove it")
            message = f"no column {name!r} belongs to this table; {remedy}"
            yield Problem(file=file, line=1, column=name, value=name, message=message)
        elif count > 1:
            message = f"the column {name!r} stands {count} times; keep one of them"
            yield Problem(file=file, line=1, column=name, value=name, message=message)
    for name in missing:
        message = "the column is missing; add it to the header and to every row"
        yield Problem(file=file, line=1, column=name, message=message)


def _even_out(file: str, records: _Records) -> Iterator[Problem]:
    """Report the rows that are longer or shorter than the header, and make them as long."""
    width = len(records.cells[0])
    for place, cells in enumerate(records.cells):
        if len(cells) != width:
            line = records.lines[place]
            records.spoilt.add(line)
            records.cells[place] = (cells + [""] * width)[:width]
            message = f"{len(cells)} cells where the header has {width}; {_WIDTH_RULE}"
            yield Problem(file=file, line=line, message=message)
