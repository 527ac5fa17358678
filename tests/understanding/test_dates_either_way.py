"""Days of the month by their number alone, and dates that may be read either way round."""

from datetime import date

import pytest

from willcall.understanding.dates import dates
from willcall.understanding.text import plain

TODAY = date(2026, 11, 30)  # a Monday
NIGHTS = {date(2026, 12, 5), date(2027, 1, 12)}


def days(said: str, **more: object) -> list[date]:
    return [found.value.first for found in dates(plain(said).text, today=TODAY, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("move me to the 15", date(2026, 12, 15)),
        ("on the 3 please", date(2026, 12, 3)),
        ("can we do the 12 instead", date(2026, 12, 12)),
        ("the 15?", date(2026, 12, 15)),
    ],
)
def test_a_number_where_a_day_is_meant(said: str, day: date) -> None:
    assert days(said) == [day]


@pytest.mark.parametrize(
    "said", ["the 3 of us", "the 4", "the 15 dollar ones", "the 12 seats", "to the 300s", "the 20 or so of us"]
)
def test_a_number_that_counts_or_points_is_no_day(said: str) -> None:
    assert days(said) == []


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("lets do fri 11/12", date(2026, 12, 11)),  # whose usual reading is a Friday, too, a year ahead
        ("tues 8/12", date(2026, 12, 8)),
        ("fri 12/11", date(2026, 12, 11)),
        ("11/12", date(2026, 12, 11)),
        ("12/11", date(2026, 12, 11)),
        ("4/5", date(2027, 4, 5)),
        ("15/12", date(2026, 12, 15)),
    ],
)
def test_the_order_that_fits(said: str, day: date) -> None:
    assert days(said) == [day]


def test_the_day_on_which_something_is_on() -> None:
    assert days("5/12") == [date(2027, 5, 12)]
    assert days("5/12", taking_place=NIGHTS) == [date(2026, 12, 5)]
    assert days("1/12", taking_place=NIGHTS) == [date(2027, 1, 12)]
    assert days("5/12", taking_place=NIGHTS, day_first=True) == [date(2026, 12, 5)]


def test_a_weekday_says_more_than_what_is_on() -> None:
    assert days("tues 12/1", taking_place={date(2027, 1, 12), date(2026, 12, 1)}) == [date(2026, 12, 1)]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("the friday game this week", date(2026, 11, 30), date(2026, 12, 6)),
        ("saturday tickets for next week", date(2026, 12, 7), date(2026, 12, 13)),
    ],
)
def test_a_weekday_and_the_week_it_is_of_are_one(said: str, first: date, last: date) -> None:
    (found,) = dates(plain(said).text, today=TODAY)
    assert (found.value.first, found.value.last) == (first, last)
    assert len(found.value.weekdays) == 1


@pytest.mark.parametrize("said", ["fridays and also next week", "a friday, but not this week"])
def test_two_wishes_stay_two(said: str) -> None:
    assert len(dates(plain(said).text, today=TODAY)) == 2


@pytest.mark.parametrize(
    "said", ["i'll take the 26", "give me the 20 please", "the 19 or older crowd", "tickets up to the 30, please"]
)
def test_a_sum_an_age_or_a_limit_is_no_day(said: str) -> None:
    assert days(said) == []


def test_from_one_day_to_another_is_a_stretch() -> None:
    (found,) = dates(plain("from the 8th to the 12 please").text, today=TODAY)
    assert (found.value.first, found.value.last) == (date(2026, 12, 8), date(2026, 12, 12))


@pytest.mark.parametrize("said", ["can i add a 4th", "we need a 5th now", "room for a 2nd one?"])
def test_one_more_of_them_is_no_day(said: str) -> None:
    assert days(said) == []


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("at the end of the week", date(2026, 12, 3)),
        ("anything end of this week", date(2026, 12, 3)),
        ("the end of next week", date(2026, 12, 10)),
    ],
)
def test_the_end_of_a_week_begins_on_its_thursday(said: str, day: date) -> None:
    assert days(said) == [day]
