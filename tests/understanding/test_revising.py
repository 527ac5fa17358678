"""Second thoughts within one message, and messages that only look like them."""

import pytest

from willcall.understanding.reader import RulesReader
from willcall.understanding.reading import Context

from .season import NOW, SEASON

READER = RulesReader()


def values(text: str, name: str) -> list[object]:
    return [s.value for s in READER.read(text, Context(NOW, SEASON)).slots if s.name == name and not s.negated]


@pytest.mark.parametrize(
    ("text", "number"),
    [("i need two, no wait, three tickets", 3), ("4 tickets, actually 5", 5), ("2, sorry, 4 tickets for the otters", 4), ("two tickets - i mean three tickets", 3)],
)  # fmt: skip
def test_a_number_taken_back_is_forgotten(text: str, number: int) -> None:
    assert values(text, "quantity") == [number]


def test_a_show_taken_back_is_forgotten() -> None:
    (events,) = values("2 for the otters tomorrow, no sorry, the icebreakers", "event")
    assert set(events) == {"evt_ice_bores", "evt_ice_later"}  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "text",
    [
        "2 for the otters and sorry to bother you but 3 for the icebreakers",
        "i have otters tickets, actually can i swap them for the icebreakers",
        "2 for the otters, no rush, also 3 for the icebreakers",
    ],
)
def test_two_things_told_stay_two(text: str) -> None:
    assert len(values(text, "event")) == 2
