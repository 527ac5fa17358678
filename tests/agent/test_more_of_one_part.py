"""More of a part of the house than the one place that is listed; and what was only nearly said."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.fixture
def talk(fan: Fan) -> Talk:
    """A fan to whom seats are listed."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday")
    assert talk.awaiting == "seats"
    return talk


@pytest.mark.parametrize(
    "message",
    [
        "what else is in 301",
        "any other rows in 301?",
        "show me more seats in section 301",
        "which rows are there in 301",
    ],
)
def test_more_of_a_part_is_listed_and_none_of_it_held(talk: Talk, message: str) -> None:
    reply = talk.say(message)
    assert [card.type for card in reply.cards] == ["seats"]
    assert reply.response.count("Section 301, row") > 1


@pytest.mark.parametrize("message", ["301 please", "301 then, no other", "section 301 seats"])
def test_a_part_that_is_named_is_taken(talk: Talk, message: str) -> None:
    assert "hold" in [card.type for card in talk.say(message).cards]


def test_what_was_nearly_said_is_not_meant(talk: Talk) -> None:
    reply = talk.say("was gonna say 101 but nah, 301")
    assert "I'm holding Section 301" in reply.response


@pytest.mark.parametrize("message", ["fair enough lets book", "right, let's buy"])
def test_whoever_books_gives_nothing_up(talk: Talk, message: str) -> None:
    talk.say(message)
    assert talk.awaiting == "seats"
