"""A weekend is both its days, two days joined by "or" are both, and a kind that is not wanted is not listed."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.agent.talk import Talk

from willcall.understanding.dates import dates

Fan = Callable[..., Talk]
WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("on the weekend of the 12th", date(2026, 3, 14), date(2026, 3, 15)),
        ("this weekend", date(2026, 3, 7), date(2026, 3, 8)),
        ("the weekend after next", date(2026, 3, 21), date(2026, 3, 22)),
        ("over the bank holiday weekend", date(2026, 3, 7), date(2026, 3, 9)),
        ("the long weekend", date(2026, 3, 7), date(2026, 3, 9)),
    ],
)
def test_a_weekend_is_all_its_days(said: str, first: date, last: date) -> None:
    when = next(found.value for found in dates(said, today=WEDNESDAY) if found.name == "when")
    assert (when.first, when.last) == (first, last)


@pytest.mark.parametrize(
    "said", ["2 otters tickets fri or sat", "otters sat or fri", "2 for the otters friday or saturday"]
)
def test_two_days_are_both_listed(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert [event.event_id for event in talk.card("events").options] == ["evt_01", "evt_02"]


@pytest.mark.parametrize(
    "said", ["not basketball, any other games", "anything but basketball", "something that isn't basketball"]
)
def test_the_kind_turned_down_is_not_listed(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert all("Otters" not in event.name for event in talk.card("events").options)
