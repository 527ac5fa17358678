"""A number put right beside a show of the list is of tickets, and no other show."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.fixture
def talk(fan: Fan) -> Talk:
    """A fan to whom shows are listed."""
    talk = fan("cus_ann")
    talk.say("what's on this weekend?")
    assert talk.awaiting == "event"
    return talk


@pytest.mark.parametrize(
    "message",
    ["the otters on saturday for 2.. actually 3, my brother just said he's in", "the otters on saturday for 2 no wait 3", "otters saturday, 2 tickets, sorry 3"],
)  # fmt: skip
def test_the_show_stays_and_the_number_is_the_last(talk: Talk, message: str) -> None:
    reply = talk.say(message).response
    assert "Marlow Otters vs. Dune Jackals on Sat" in reply
    assert "three tickets" in reply


def test_a_place_put_right_is_a_place(talk: Talk) -> None:
    shown = [line for line in talk.reply.response.splitlines() if line[:1].isdigit()]
    name = shown[1].split(". ", 1)[1].split(":")[0]
    assert talk.say("1, actually 2").response.startswith(name)
