"""A yes that hangs on something the agent knows is answered and asked again; one that only restates the sum is a yes."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.fixture
def talk(fan: Fan) -> Talk:
    """A fan to whom two seats are quoted."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first one")
    assert talk.awaiting == "confirmation"
    return talk


def total(talk: Talk) -> str:
    return next(card.total.text for card in talk.reply.cards if card.type == "quote").lstrip("$")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("only if theres no more fees after this", "is all there is to pay"),
        ("yes as long as there are no extra charges", "is all there is to pay"),
        ("yes provided its not restricted view", "limited view"),
        ("yes if the view is good", "limited view"),
    ],
)
def test_what_it_hangs_on_is_told_and_nothing_is_agreed(talk: Talk, message: str, told: str) -> None:
    assert told in talk.say(message).response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "message", ["yes go ahead, thats {} total yeah?", "ok {} for both right? book it", "yes, {} right?"]
)
def test_a_yes_with_the_sum_asked_after_is_a_yes(talk: Talk, message: str) -> None:
    talk.say(message.format(total(talk)))
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("message", ["yes, 20 right?", "yes go ahead, thats {} each yeah?", "{} total?"])
def test_another_sum_or_a_mere_question_is_none(talk: Talk, message: str) -> None:
    talk.say(message.format(total(talk)))
    assert talk.awaiting == "confirmation"
