"""Partial dates: a year, a month or a day, each the interval of the days it may mean."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from graph.quotes import quoted

FORM = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_FORM = re.compile(FORM)


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
    if not _FORM.fullmatch(text):
        raise BadDateError(text)
    year, *finer = map(int, text.split("-"))
    first_month, last_month = (finer[0], finer[0]) if finer else (1, 12)
    if len(finer) > 1:
        day = date(year, first_month, finer[1])
        return day, day
    last_day = calendar.monthrange(year, last_month)[1]
    return date(year, first_month, 1), date(year, last_month, last_day)


def shifted(day: date, days: int) -> date:
    """Give the day so many days later, or the first or last of the calendar if it ends before."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def finest(dates: list[PartialDate]) -> PartialDate | None:
    """Give the finest of these dates that lies within them all; None if they exclude each other."""
    for candidate in sorted(dates, key=lambda day: (day.latest - day.earliest, day.text)):
        if all(candidate.within(other) for other in dates):
            return candidate
    return None
