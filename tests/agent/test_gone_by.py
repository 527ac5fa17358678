"""A day that is over is said to be over; shows of the past are not looked for in the future."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize("said", ["what was on last week", "what was on yesterday", "any shows last weekend?"])
def test_of_no_show_in_particular_nothing_is_listed(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "been and gone" in talk.reply.response
    assert talk.cards() == []


@pytest.mark.parametrize(
    "said",
    [
        "otters tickets for last saturday",
        "2 for the otters last friday",
        "can i still get tickets for last night's otters game",
        "was there an otters game last week",
        "2 for yesterday's otters game",
    ],
)
def test_of_a_show_those_to_come_are_told(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert talk.reply.response.startswith("That has been and gone")
    assert talk.awaiting == "event"
    assert all("Otters" in event.name for event in talk.card("events").options)


@pytest.mark.parametrize(
    "said",
    [
        "i saw the otters last week and want 2 tickets for friday",
        "i missed the otters last week, when are they on next",
        "what's on on the last saturday of march",
        "same as last week please, 2 for the otters",
    ],
)
def test_the_past_told_by_the_way_is_not_asked_for(fan: Fan, said: str) -> None:
    assert "been and gone" not in fan().say(said).response
