"""Questions about shows that are listed: of one by its place, or of all of them; nothing is picked by a question."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def listed(fan: Fan) -> Talk:
    """The fan before a list of shows."""
    talk = fan("cus_ann")
    talk.say("what's on")
    assert talk.awaiting == "event"
    return talk


def of_the_second(talk: Talk) -> str:
    return talk.card("events").options[1].name


@pytest.mark.parametrize(
    "said",
    [
        "how long is the second one",
        "what time does number 2 finish",
        "how long does the 2nd last?",
        "who's playing in the second one",
        "tell me more about number 2",
        "is the second one any good",
    ],
)
def test_what_is_asked_of_a_show_by_its_place_is_told_of_that_show(fan: Fan, said: str) -> None:
    talk = listed(fan)
    name = of_the_second(talk)
    talk.say(said)
    assert name in talk.reply.response
    assert talk.awaiting == "event"
    assert "How many tickets" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["where is number 2", "what's the address of the second one", "how do i get to the 2nd one"]
)
def test_where_a_show_is_that_is_named_by_its_place(fan: Fan, said: str) -> None:
    talk = listed(fan)
    venue = talk.card("events").options[1].venue
    talk.say(said)
    assert venue in talk.reply.response
    assert talk.awaiting == "event"


@pytest.mark.parametrize(
    "said", ["do any of them have a bar", "is there parking at the first", "are kids allowed at the second one"]
)
def test_what_is_asked_of_the_house_picks_nothing(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert talk.awaiting == "event"
    assert "How many tickets" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "the second one",
        "can i get the second one",
        "number 2",
        "what about the second one",
        "can we do number 2",
        "the 2nd please",
    ],
)
def test_a_show_is_picked_by_its_place_as_before(fan: Fan, said: str) -> None:
    talk = listed(fan)
    name = of_the_second(talk)
    talk.say(said)
    assert name in talk.reply.response
    assert talk.awaiting == "quantity"
