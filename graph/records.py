"""From the bytes of a file to its records, in batches, with the line that each begins on."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import accumulate, islice

Batch = tuple[list[int], list[list[str]]]

_BATCH = 500  # so few that their cells are still in the processor's cache when they are read
_QUOTES = "close every quote before the comma, and double a quote inside a quoted cell"
_SHORTER = "shorten the cell, or close the quote that it begins with"
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class UnsplitRecordError(ValueError):
    """A record whose quotes do not tell where its cells end, and so nor the records after it."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        way_out = _SHORTER if "limit" in reason else _QUOTES
        super().__init__(f"the row cannot be split into cells ({reason}); {way_out}")


def batches_of(content: bytes) -> Iterator[Batch]:
    """Give the first record, which is the header, alone, then the others.

    A byte order mark and the line ends of any system are accepted: spreadsheets write them, and
    no fact depends on them. Bytes that are no text come as surrogates.
    Raise UnsplitRecordError at the first record that cannot be split, after those before it.
    """
    lines_of_text = io.TextIOWrapper(
        io.BytesIO(content), encoding="utf-8-sig", errors="surrogateescape", newline=""
    )
    reader = csv.reader(lines_of_text, strict=True)
    line, size, reason = 1, 1, ""
    while not reason:
        records: list[list[str]] = []
        try:
            records.extend(islice(reader, size))
        except csv.Error as error:
            reason = str(error)
        if not records and not reason:
            return
        *lines, line = _lines(records, line, reader.line_num)
        if records:
            yield lines, records
        size = _BATCH
    raise UnsplitRecordError(line, reason)


def _lines(records: list[list[str]], first: int, last: int) -> list[int]:
    """Give the line that each record begins on, and the one after them all."""
    if len(records) == last - first + 1:
        return list(range(first, last + 2))
    breaks = (sum(len(_LINE_BREAK.findall(cell)) for cell in record) for record in records)
    return list(accumulate((1 + count for count in breaks), initial=first))
