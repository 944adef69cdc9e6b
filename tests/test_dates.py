"""Partial dates: the laws of intervals, and what is no date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import BadDateError, PartialDate, finest

texts = st.dates().flatmap(
    lambda day: st.sampled_from([day.isoformat()[:length] for length in (4, 7, 10)])
)
partial_dates = texts.map(PartialDate.parse)
near_dates = st.dates(date(2019, 1, 1), date(2019, 3, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat()[:length] for length in (4, 7, 10)])
)
near = near_dates.map(PartialDate.parse)


@given(texts)
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@given(partial_dates)
def test_a_date_begins_before_it_ends(day: PartialDate) -> None:
    assert day.earliest <= day.latest
    assert day.earliest.year == day.latest.year == day.year


@given(st.dates())
def test_a_day_lies_within_its_month_and_that_within_its_year(day: date) -> None:
    whole, month, year = (PartialDate.parse(day.isoformat()[:length]) for length in (10, 7, 4))

    assert whole.earliest == whole.latest == day
    assert whole.within(month)
    assert month.within(year)
    assert month.earliest.day == 1
    assert (year.earliest.month, year.latest.month) == (1, 12)


@given(partial_dates)
def test_every_date_lies_within_itself(day: PartialDate) -> None:
    assert day.within(day)


@given(near, near, near)
def test_within_is_transitive(a: PartialDate, b: PartialDate, c: PartialDate) -> None:
    assert a.within(c) or not (a.within(b) and b.within(c))


@given(near, near)
def test_two_dates_within_each_other_are_one(a: PartialDate, b: PartialDate) -> None:
    assert a == b or not (a.within(b) and b.within(a))


@given(st.lists(near, min_size=1, max_size=4))
def test_the_finest_date_lies_within_all(days: list[PartialDate]) -> None:
    found = finest(days)

    if found is None:
        assert not any(all(day.within(other) for other in days) for day in days)
    else:
        assert found in days
        assert all(found.within(day) for day in days)


@given(st.lists(near, min_size=1, max_size=4))
def test_the_finest_date_does_not_depend_on_the_order(days: list[PartialDate]) -> None:
    assert finest(days) == finest(days[::-1])


def test_february_knows_leap_years() -> None:
    assert PartialDate.parse("2020-02").latest == date(2020, 2, 29)
    assert PartialDate.parse("2019-02").latest == date(2019, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19",
        "2019-8",
        "2019-08-1",
        "2019-13",
        "2019-02-29",
        "2019-08-14T00:00",
        " 2019",
        "2019-",
        "0000",
        "14.08.2019",
        "٢٠١٩",
        "about 2019",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadDateError) as caught:
        PartialDate.parse(text)

    assert caught.value.text == text
