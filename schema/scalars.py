"""Scalars: the partial date, as clients write and read it."""

import strawberry
from strawberry.types.scalar import ScalarDefinition

from graph.dates import BadDateError, PartialDate


class UnquotedDateError(BadDateError):
    """A number, or anything else that is no text, where a date is wanted."""

    def __str__(self) -> str:
        """Say what to write instead."""
        return f'{self.text} is not a text; write a date in quotes, such as "2019" or "2019-08-14"'


def _date(value: object) -> PartialDate:
    if not isinstance(value, str):
        raise UnquotedDateError(str(value))
    return PartialDate.parse(value)


SCALARS: dict[object, ScalarDefinition] = {
    PartialDate: strawberry.scalar(
        name="PartialDate",
        description=(
            "A date known to the year, the month or the day: `2019`, `2019-08` or `2019-08-14`. "
            "It stands for every day that it may mean: `2019` is the interval of the whole year."
        ),
        specified_by_url="https://www.loc.gov/standards/datetime/",
        serialize=str,
        parse_value=_date,
    )
}
