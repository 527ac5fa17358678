"""Of several orders: which comes first, and where the seats are."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.fixture
def talk(fan: Fan) -> Talk:
    """A fan with an order for another show before the one of old."""
    talk = fan("cus_ida")
    talk.say("3 for the otters on friday in 102", "the first", "yes")
    talk.pay()
    talk.say("thanks, bye")
    talk.say("remind me what i've booked")
    assert talk.reply.response.startswith("Your orders:")
    return talk


@pytest.mark.parametrize(
    "said",
    ["which comes first and what row am i in there", "which is first?", "which one is the soonest", "what's on first? where do we sit?"],
)  # fmt: skip
def test_the_first_of_the_orders_is_told_with_its_seats(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Marlow Otters vs. Dune Jackals" in talk.reply.response
    assert "Section 102, row A, seats" in talk.reply.response
    assert "Pine Foxes" not in talk.reply.response


def test_the_last_of_the_orders_is_told(talk: Talk) -> None:
    talk.say("and which is the last one?")
    assert "Marlow Otters vs. Pine Foxes" in talk.reply.response
    assert "Dune Jackals" not in talk.reply.response


def test_the_seats_of_all_orders_are_told(talk: Talk) -> None:
    talk.say("what rows are we in for them?")
    assert "Section 102, row A, seats" in talk.reply.response
    assert "Section 301, row A, seats" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["what is the first row like", "who is on first on friday", "first aid, is there any?", "which row is best for a view", "are there shows next week"]
)  # fmt: skip
def test_other_questions_after_the_orders_are_not_of_them(talk: Talk, said: str) -> None:
    talk.say(said)
    assert "Your tickets are right here" not in talk.reply.response
