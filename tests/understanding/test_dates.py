"""Dates and times of day, relative to a given today."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.dates import dates
from willcall.understanding.reading import When
from willcall.understanding.text import plain

WEDNESDAY = date(2026, 11, 18)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
todays = st.dates(date(2025, 1, 1), date(2028, 12, 31))


def when(text: str, today: date = WEDNESDAY, *, day_first: bool = False) -> When:
    found = dates(plain(text).text, today=today, day_first=day_first)
    assert len(found) == 1, (text, found)
    value = found[0].value
    assert isinstance(value, When)
    return value


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "2026-11-18", "2026-11-18"), ("tomorrow", "2026-11-19", "2026-11-19"), ("tmrw", "2026-11-19", "2026-11-19"), ("the day after tomorrow", "2026-11-20", "2026-11-20"),
        ("this Friday", "2026-11-20", "2026-11-20"), ("next Friday", "2026-11-27", "2026-11-27"), ("friday next week", "2026-11-27", "2026-11-27"),
        ("the 3rd", "2026-12-03", "2026-12-03"), ("on the 20th", "2026-11-20", "2026-11-20"), ("march 3", "2027-03-03", "2027-03-03"), ("3rd of march", "2027-03-03", "2027-03-03"),
        ("Dec 5th, 2026", "2026-12-05", "2026-12-05"), ("3/12", "2027-03-12", "2027-03-12"), ("27/11", "2026-11-27", "2026-11-27"), ("2026-12-24", "2026-12-24", "2026-12-24"),
        ("this weekend", "2026-11-21", "2026-11-22"), ("on the weekend", "2026-11-21", "2026-11-22"), ("next weekend", "2026-11-28", "2026-11-29"),
        ("next week", "2026-11-23", "2026-11-29"), ("this week", "2026-11-18", "2026-11-22"), ("first week of May", "2027-05-01", "2027-05-07"), ("in december", "2026-12-01", "2026-12-31"),
        ("next month", "2026-12-01", "2026-12-31"), ("end of november", "2026-11-21", "2026-11-30"), ("between march 3 and march 8", "2027-03-03", "2027-03-08"),
        ("dec 5-9", "2026-12-05", "2026-12-09"), ("from friday to sunday", "2026-11-20", "2026-11-22"), ("before christmas", "2026-11-18", "2026-12-24"), ("in three days", "2026-11-21", "2026-11-21"),
        ("second friday in december", "2026-12-11", "2026-12-11"), ("the last tuesday of next month", "2026-12-29", "2026-12-29"), ("1st Monday of January", "2027-01-04", "2027-01-04"),
        ("a week on saturday", "2026-11-28", "2026-11-28"), ("two weeks from tomorrow", "2026-12-03", "2026-12-03"), ("in a fortnight", "2026-12-02", "2026-12-02"),
        ("the weekend of the 5th", "2026-12-05", "2026-12-06"), ("the week of december 7", "2026-12-07", "2026-12-13"), ("the 2nd week of december", "2026-12-08", "2026-12-14"),
        ("the thursday before christmas", "2026-12-24", "2026-12-24"), ("sunday after the 5th", "2026-12-06", "2026-12-06"), ("between now and the 12th", "2026-11-18", "2026-12-12"), ("any day before christmas eve", "2026-11-18", "2026-12-23"),
        ("the week before christmas", "2026-12-18", "2026-12-24"), ("the weekend after the 9th", "2026-12-12", "2026-12-13"), ("the day before new year's eve", "2026-12-30", "2026-12-30"),
        ("friday the 27th", "2026-11-27", "2026-11-27"), ("thanksgiving", "2026-11-26", "2026-11-26"), ("new year's eve", "2026-12-31", "2026-12-31"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_people_mean_it(text: str, first: str, last: str) -> None:
    read = when(text)
    assert (read.first.isoformat(), read.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("friday the 4th or saturday the 5th", [4, 5]), ("the 8th or the 10th", [8, 10]), ("dec 5th, 6th or 9th", [5, 6, 9]), ("5/6 december", [5, 6]), ("12 or 14 dec", [12, 14]),
    ],
)  # fmt: skip
def test_days_to_choose_from_are_these_days_and_no_other(text: str, days: list[int]) -> None:
    read = when(text)
    said = [d for d in range(1, 32) if read.contains(datetime(2026, 12, d, 20))]
    assert said == days


def test_weekdays_to_choose_from_in_one_week() -> None:
    read = when("tuesday or wednesday next week")
    assert [d for d in range(18, 31) if read.contains(datetime(2026, 11, d, 20))] == [24, 25]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("after 7pm", time(19), None), ("before 9", None, time(21)), ("at 8", time(20), time(20)), ("7:30", time(19, 30), time(19, 30)), ("at 19:30", time(19, 30), time(19, 30)),
        ("8 o'clock", time(20), time(20)), ("at noon", time(12), time(12)), ("around 5 PM", time(16), time(18)), ("a matinee", None, time(17)), ("in the evening", time(17), None),
        ("between 6 and 8pm", time(18), time(20)), ("11am", time(11), time(11)),
        ("the afternoon one", time(12), time(18)), ("after noon", time(12), None), ("at7pm", time(19), time(19)),
    ],
)  # fmt: skip
def test_a_time_of_day_narrows_without_naming_a_day(text: str, earliest: time | None, latest: time | None) -> None:
    read = when(text)
    assert (read.earliest, read.latest, read.open_ended) == (earliest, latest, True)


def test_a_day_and_its_time_are_one_stretch() -> None:
    read = when("Saturday, December 5th at 7:30pm")
    assert (read.first, read.last, read.earliest) == (date(2026, 12, 5), date(2026, 12, 5), time(19, 30))
    assert when("tonight").earliest == time(17)


def test_two_weekdays_are_one_choice() -> None:
    read = when("friday or saturday")
    assert read.weekdays == (4, 5)
    assert read.open_ended


def test_days_come_first_where_the_season_says_so() -> None:
    assert when("3/12", day_first=True).first == date(2026, 12, 3)


def test_this_week_said_on_a_sunday_is_the_week_that_begins() -> None:
    read = when("this week", date(2026, 11, 29))
    assert (read.first, read.last) == (date(2026, 11, 29), date(2026, 12, 6))
    assert when("this week", date(2026, 11, 28)).last == date(2026, 11, 29)


def test_a_weekday_turned_from_takes_no_date_after_a_comma_with_it() -> None:
    found = dates("no wait, not saturday, the 26th of december", today=WEDNESDAY)
    assert [(f.negated, f.value.first) for f in found] == [(True, date(2026, 11, 21)), (False, date(2026, 12, 26))]


def test_a_day_that_will_not_do_is_negated() -> None:
    assert [f.negated for f in dates("not friday", today=WEDNESDAY)] == [True]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("any night next week but thursday", [False, True]),
        ("next week apart from friday", [False, True]),
        ("the one that isn't in december", [True]),
        ("i wanted thursday but friday is fine", [False, False]),
        ("meet at the bar friday", [False]),
        ("save friday for me", [False]),
        ("either is fine but friday is better", [False]),
        ("next week but on friday please", [False, False]),
        ("why not friday then", [False]),
        ("isn't friday's game at 7", [False]),
    ],
)
def test_all_days_but_one_leave_that_one_out(text: str, negated: list[bool]) -> None:
    assert [
        f.negated for f in dates(text, today=WEDNESDAY) if f.value.first != f.value.last or f.value.weekdays
    ] == negated


def test_a_short_saturday_before_a_part_of_the_day_is_one() -> None:
    assert when("2 for the play, sat matinee").weekdays == (5,)


@pytest.mark.parametrize(
    "text",
    [
        "the second one",
        "in the second row",
        "may i have two seats",
        "2-3 tickets",
        "$7.50",
        "section 12",
        "ord_20261120",
        "sun hat",
        "i sat down",
        "march on",
    ],
)
def test_other_words_and_numbers_are_no_dates(text: str) -> None:
    assert dates(plain(text).text, today=WEDNESDAY) == []


@given(todays, st.integers(0, 300))
def test_a_day_named_by_month_and_number_is_that_day(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    for text in (
        f"{MONTHS[day.month - 1]} {day.day}",
        f"on the {day.day} of {MONTHS[day.month - 1]}",
        f"{day.month}/{day.day}/{day.year}",
        day.isoformat(),
    ):
        read = when(text, today)
        assert read.first == read.last == day, text


@given(todays, st.sampled_from(range(7)))
def test_this_and_a_bare_weekday_mean_the_coming_one(today: date, weekday: int) -> None:
    coming = today + timedelta(days=(weekday - today.weekday()) % 7)
    assert when(f"this {DAYS[weekday]}", today).first == coming
    bare = when(DAYS[weekday], today)
    assert (bare.first, bare.open_ended, bare.weekdays) == (coming, True, (weekday,))


@given(todays, st.sampled_from(range(7)))
def test_next_weekday_lies_in_the_next_week(today: date, weekday: int) -> None:
    read = when(f"next {DAYS[weekday]}", today)
    monday = today - timedelta(days=today.weekday())
    assert monday + timedelta(days=7) <= read.first <= monday + timedelta(days=13)
    assert read.first.weekday() == weekday
    assert (read.last == read.first) or (read.first - today).days < 7


@given(todays, st.integers(1, 31), st.sampled_from(["st", "nd", "rd", "th"]))
def test_a_day_of_the_month_is_never_past(today: date, day: int, ending: str) -> None:
    read = when(f"the {day}{ending}", today)
    assert read.first >= today
    assert read.first.day == day


@given(st.text(max_size=120), todays)
def test_no_text_breaks_the_reading_of_dates(text: str, today: date) -> None:
    for found in dates(plain(text).text, today=today):
        assert found.value.first <= found.value.last
        assert found.start < found.end


def test_a_day_said_in_words_is_a_date() -> None:
    assert when("on saturday the twenty eighth it would be two of us").first == date(2026, 11, 28)


def test_from_one_day_to_another_is_a_stretch_unless_something_is_moved() -> None:
    for said in (
        "anything friday to sunday",
        "fri to sun",
        "fri-sun",
        "from the 20th to the 22nd",
        "from 20th to 22nd nov",
    ):
        assert (when(said).first.day, when(said).last.day) == (20, 22), said
    assert when("from 2026-12-04").last.year > 2027
    moved = dates(plain("swap my tickets from friday to sunday").text, today=WEDNESDAY)
    assert [found.value.first.day for found in moved] == [20, 22]


def test_both_days_are_two_where_each_is_wanted() -> None:
    assert len(dates(plain("friday and saturday, two tickets for each").text, today=WEDNESDAY)) == 2
    assert len(dates(plain("anything on friday and saturday").text, today=WEDNESDAY)) == 1


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ('2 o"clock in the afternoon', time(14)), ('7 o"clock in the morning', time(7)), ("morning 8:30 am", time(8, 30)), ("night 8:15 for two", time(20, 15)),
        ("quarter to 12 in the morning", time(11, 45)), ("quarter to 1 in the afternoon", time(12, 45)), ("quarter to eight", time(19, 45)),
        ("evening 4:15", time(16, 15)), ("half past seven", time(19, 30)),
    ],
)  # fmt: skip
def test_a_clock_time_said_with_its_part_of_the_day(text: str, clock: time) -> None:
    value = when(text)
    assert (value.earliest, value.latest) == (clock, clock)


@given(st.integers(1, 12), st.sampled_from(["morning", "afternoon", "evening"]))
def test_a_quarter_to_is_a_quarter_of_an_hour_before(hour: int, part: str) -> None:
    quarter, full = when(f"quarter to {hour} in the {part}"), when(f"{hour} in the {part}")
    assert quarter.earliest is not None
    assert full.earliest is not None
    before = (full.earliest.hour * 60 - 15) % 720
    assert quarter.earliest.hour % 12 * 60 + quarter.earliest.minute == before
    assert (quarter.earliest.hour >= 12) == (part != "morning")


def test_a_month_after_for_is_a_date_and_nobodys_name() -> None:
    assert when("Find Pop events for March 9th.").first == date(2027, 3, 9)
