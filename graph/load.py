"""From a directory of tables to a data set, or to everything that is wrong with it at once."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from graph.cells import Readings
from graph.collection import collection_paused
from graph.consistency import contradictions
from graph.form import OPTIONAL_TABLES, file_of, row_classes
from graph.problems import DataError, NoDataSetError, NoDirectoryError, Problem, way_out
from graph.references import dangling_cells, dangling_rows, key_problems
from graph.sheets import Sheet, read_sheet
from graph.tables import Tables

_REVISION_LENGTH = 16


@collection_paused()
def load_tables(directory: Path) -> Tables:
    """Read every table of a data set; raise DataError with all that is wrong with it.

    Optional tables may be absent. Files whose names do not end in `.csv` are left alone.
    """
    if not directory.is_dir():
        raise NoDirectoryError(directory)
    problems = list(_strange_files(directory))
    contents = _read_files(directory, problems)
    if not contents:
        raise NoDataSetError(directory, [file_of(table) for table in row_classes()])
    revision = _revision(contents)
    sheets = _read_sheets(contents, problems)
    problems.extend(_problems_between(sheets, problems))
    tables = _tables(sheets, revision)
    incomplete = {name for name in row_classes() if name not in sheets or sheets[name].lacks_rows}
    problems.extend(contradictions(tables, frozenset(incomplete)))
    if problems:
        raise DataError(directory, problems)
    return tables


def _strange_files(directory: Path) -> Iterator[Problem]:
    files = [file_of(table) for table in row_classes()]
    for path in directory.glob("*.csv"):
        if path.name not in files and not path.name.startswith("."):
            remedy = way_out(path.name, files, "move it elsewhere")
            yield Problem(file=path.name, message=f"no table has this name; {remedy}")


def _read_files(directory: Path, problems: list[Problem]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for table in row_classes():
        file = file_of(table)
        try:
            contents[table] = (directory / file).read_bytes()
        except FileNotFoundError:
            if table not in OPTIONAL_TABLES:
                message = "the file is missing; every data set has this table"
                problems.append(Problem(file=file, message=message))
        except OSError as error:
            message = f"the file cannot be read ({error.strerror}); make it a readable file"
            problems.append(Problem(file=file, message=message))
    return contents


def _read_sheets(contents: dict[str, bytes], problems: list[Problem]) -> dict[str, Sheet]:
    """Read the sheets, and let go of each file when it has been read."""
    readings = Readings()
    sheets = {
        table: read_sheet(table, contents.pop(table), readings, problems)
        for table in list(contents)
    }
    return {table: sheet for table, sheet in sheets.items() if sheet is not None}


def _problems_between(sheets: Mapping[str, Sheet], known: list[Problem]) -> Iterator[Problem]:
    refused = set(chain.from_iterable(problem.cells for problem in known))
    for sheet in sheets.values():
        yield from key_problems(sheet)
        for problem in dangling_cells(sheet, sheets):
            refused.update(problem.cells)
            yield problem
        yield from dangling_rows(sheet, sheets, refused)


def _tables(sheets: Mapping[str, Sheet], revision: str) -> Tables:
    """Make objects of the rows; the tables are whole and sound only if there was no problem."""
    rows: dict[str, Any] = {
        table: sheets[table].rows() if table in sheets else () for table in row_classes()
    }
    return Tables(revision=revision, **rows)


def _revision(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for table, content in contents.items():
        digest.update(f"{table} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:_REVISION_LENGTH]
