"""A look at other shows while seats are held: they stay held, and one can go back to them."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def looking_elsewhere(fan: Fan) -> Talk:
    """The fan who holds seats and asks what else is on."""
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 301", "the first")
    assert talk.awaiting == "confirmation"
    talk.say("what else is on this week before i decide")
    assert "events" in talk.cards()
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "no thanks",
        "none of those",
        "nah i'll stick with what i have",
        "keep the ones i had",
        "never mind, just looking",
    ],
)
def test_a_no_goes_back_to_the_seats_that_are_held(fan: Fan, said: str) -> None:
    talk = looking_elsewhere(fan)
    talk.say(said)
    assert "I'm holding 301" in talk.reply.response.replace("Section ", "")
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    talk.pay()
    assert [len(order.tickets) for order in talk.orders()] == [3]


def test_letting_go_is_still_letting_go(fan: Fan) -> None:
    talk = looking_elsewhere(fan)
    talk.say("forget it, cancel everything")
    assert "let that go" in talk.reply.response
    assert talk.orders() == []


def test_another_number_is_of_the_seats_gone_back_to(fan: Fan) -> None:
    talk = looking_elsewhere(fan)
    talk.say("no, keep what i have", "make it 2 though")
    assert "Changed to two tickets" in talk.reply.response


@pytest.mark.parametrize("said", ["i'll keep them", "no i'll keep them", "we'll keep those please"])
def test_seats_one_keeps_are_not_let_go(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 301", "the first", said)
    assert "I'm holding" in talk.reply.response
    assert talk.awaiting == "confirmation"
