"""From the text of a cell to its value, or the reason why it is refused."""

import re
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from functools import partial

from graph.dates import PartialDate
from graph.form import Column
from graph.problems import way_out
from graph.quotes import quoted
from graph.tables import Within
from graph.whole_numbers import LARGEST_WHOLE_NUMBER

# One spelling per value, so that equal keys are equal texts; at most as many digits as are exact.
_WHOLE_NUMBER = re.compile(r"0|-?[1-9]\d{0,11}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?", re.ASCII)
EMPTY = "the cell is empty; this column needs a value in every row"
_TRUTH = {"true": True, "false": False}


class RefusedCellError(ValueError):
    """A text that its column cannot hold."""

    def __init__(self, text: str, fault: str, remedy: str) -> None:
        self.text = text
        super().__init__(f"{quoted(text)} {fault}; {remedy}")


class CellValues(dict[str, object]):
    """The value of each text of a column, or of several columns of one sort.

    A text is read when it is first met, and its value shared by all cells that hold it. An empty
    cell is None, or no items where there may be several. A refused text is None too, and
    `refusals` has the reason; whether a cell may be empty is for its column to say.
    """

    def __init__(self, column: Column) -> None:
        super().__init__({"": () if column.several else None})
        self.refusals: dict[str, str] = {}
        self._read = _reader(column)

    def __missing__(self, text: str) -> object:
        """Read a text that was not met before."""
        try:
            self[text] = value = self._read(text)
        except ValueError as error:
            self[text] = value = None
            self.refusals[text] = str(error)
        return value


class Readings:
    """The values of the texts of all columns of a data set, so that equal keys are one text."""

    def __init__(self) -> None:
        self._values: dict[object, CellValues] = {}

    def of(self, column: Column) -> CellValues:
        """Give the values of a column, which it has in common with all of its sort."""
        sort = (column.kind, column.several, column.bounds)
        if sort not in self._values:
            self._values[sort] = CellValues(column)
        return self._values[sort]


def _reader(column: Column) -> Callable[[str], object]:
    if issubclass(column.kind, StrEnum):
        return partial(_word, column.kind)
    if column.kind in _NUMBERS:
        return partial(_number_within, column.bounds, _NUMBERS[column.kind])
    return _items if column.several else _READERS[column.kind]


def _text(text: str) -> str:
    if not text or text != text.strip():
        raise RefusedCellError(
            text, "is blank or has spaces around it", "write a text without them"
        )
    return text


def _items(text: str) -> tuple[str, ...]:
    items = tuple(map(_text, text.split(";")))
    item, count = Counter(items).most_common(1)[0]
    if count > 1:
        raise RefusedCellError(text, f"names {quoted(item)} {count} times", "keep one of them")
    return items


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
    truth = _TRUTH.get(text.lower())  # spreadsheets write it in capitals
    if truth is None:
        raise RefusedCellError(text, "is neither true nor false", "write 'true' or 'false'")
    return truth


def _number_within(bounds: Within, read: Callable[[str], float], text: str) -> float:
    value = read(text)
    if bounds.least is not None and value < bounds.least:
        remedy = f"write a number from {bounds.least} up"
        raise RefusedCellError(text, f"is less than {bounds.least}", remedy)
    if bounds.most is not None and value > bounds.most:
        remedy = f"write a number of at most {bounds.most}"
        raise RefusedCellError(text, f"is more than {bounds.most}", remedy)
    return value


_NUMBERS: dict[type, Callable[[str], float]] = {int: _whole_number, float: _number}
_READERS: dict[type, Callable[[str], object]] = {
    str: _text,
    bool: _truth,
    PartialDate: PartialDate.parse,
}
