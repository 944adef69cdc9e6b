"""From the text of a cell to its value, or the reason why it is refused."""

import re
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum

from graph.dates import PartialDate
from graph.form import Column
from graph.problems import way_out
from graph.tables import Within

LARGEST_WHOLE_NUMBER = 2**31 - 1  # the most that clients can be relied on to read

# One spelling per value, so that equal keys are equal texts; at most as many digits as are exact.
_WHOLE_NUMBER = re.compile(r"0|-?[1-9]\d{0,11}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?", re.ASCII)
_TRUTH = {"true": True, "false": False}


class RefusedCellError(ValueError):
    """A text that its column cannot hold."""

    def __init__(self, text: str, fault: str, remedy: str) -> None:
        self.text = text
        super().__init__(f"{text!r} {fault}; {remedy}")


class EmptyCellError(ValueError):
    """An empty cell where a value is needed."""

    def __init__(self) -> None:
        super().__init__("the cell is empty; this column needs a value in every row")


def read_cells(column: Column, cells: Iterable[str]) -> tuple[dict[str, object], dict[str, str]]:
    """Give the value of each distinct text, and why each of the refused ones (read as None) is."""
    values: dict[str, object] = {}
    refusals: dict[str, str] = {}
    for text in dict.fromkeys(cells):
        try:
            values[text] = read_cell(column, text)
        except ValueError as error:
            values[text] = None
            refusals[text] = str(error)
    return values, refusals


def read_cell(column: Column, text: str) -> object:
    """Give the value of one cell: None (or no items) if it is empty; raise ValueError to refuse."""
    if not text:
        if column.required:
            raise EmptyCellError
        return () if column.several else None
    if column.several:
        return tuple(_read_item(column, item) for item in text.split(";"))
    return _read_item(column, text)


def _read_item(column: Column, text: str) -> object:
    if text != text.strip() or not text:
        raise RefusedCellError(text, "has spaces around it or is blank", "remove the spaces")
    if issubclass(column.kind, StrEnum):
        return _word(column.kind, text)
    value = _READERS[column.kind](text)
    if isinstance(value, int | float):
        _keep_within(column.bounds, value, text)
    return value


def _word(kind: type[StrEnum], text: str) -> StrEnum:
    if text in kind.__members__.values():
        return kind(text)
    words = [str(word) for word in kind]
    choice = f"write one of {', '.join(words)}"
    raise RefusedCellError(text, "is no word of this column", way_out(text, words, choice))


def _whole_number(text: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(text):
        raise RefusedCellError(text, "is not a whole number", "write digits alone, such as 1204")
    if abs(int(text)) > LARGEST_WHOLE_NUMBER:
        most = f"write a number of at most {LARGEST_WHOLE_NUMBER}"
        raise RefusedCellError(text, "is too large", most)
    return int(text)


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise RefusedCellError(text, "is not a number", "write it with a decimal point: 29.64")
    return float(text)


def _truth(text: str) -> bool:
    if text not in _TRUTH:
        raise RefusedCellError(text, "is neither true nor false", "write 'true' or 'false'")
    return _TRUTH[text]


def _keep_within(bounds: Within, value: float, text: str) -> None:
    least, most = bounds.least, bounds.most
    if least is not None and value < least:
        remedy = f"write a number from {least} up"
        raise RefusedCellError(text, f"is less than {least}", remedy)
    if most is not None and value > most:
        remedy = f"write a number of at most {most}"
        raise RefusedCellError(text, f"is more than {most}", remedy)


_READERS: dict[type, Callable[[str], object]] = {
    str: sys.intern,
    int: _whole_number,
    float: _number,
    bool: _truth,
    PartialDate: PartialDate.parse,
}
