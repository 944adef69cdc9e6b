"""Partial dates: a year, a month or a day, each the interval of the days it may mean."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from graph.quotes import quoted

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class BadDateError(ValueError):
    """A text that is no year, month or day of the calendar."""

    def __init__(self, text: str) -> None:
        """Keep the text that was refused."""
        self.text = text
        super().__init__(
            f"{quoted(text)} is not a date; "
            "write a year, a month or a day: 2019, 2019-08 or 2019-08-14"
        )


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day: the interval from its first day to its last."""

    text: str
    earliest: date
    latest: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2019`, `2019-08` or `2019-08-14`; raise BadDateError for anything else."""
        try:
            return cls(text, *_bounds(text))
        except ValueError as error:
            raise BadDateError(text) from error

    @property
    def year(self) -> int:
        """The year that the whole interval lies in."""
        return self.earliest.year

    def within(self, other: "PartialDate") -> bool:
        """Whether every day of this date is a day of the other: 2019-08 is within 2019."""
        return other.earliest <= self.earliest and self.latest <= other.latest

    def __str__(self) -> str:
        """Give the date as it was written."""
        return self.text


@lru_cache(maxsize=4096)
def _bounds(text: str) -> tuple[date, date]:
    match = _FORM.fullmatch(text)
    if match is None:
        raise BadDateError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None:
        raise BadDateError(text)
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def finest(dates: list[PartialDate]) -> PartialDate | None:
    """Give the finest of these dates that lies within them all; None if they exclude each other."""
    for candidate in sorted(dates, key=lambda day: (day.latest - day.earliest, day.text)):
        if all(candidate.within(other) for other in dates):
            return candidate
    return None
