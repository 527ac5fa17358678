"""Who looked and leaves without a ticket: nothing is picked, no day is taken from it, and nothing is asked back."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]

LIST, NUMBER, SEATS = ("what's on in december?", "the otters on friday", "2 for the otters on friday")
LEAVING = [
    "nah im good. later",
    "no thanks. nothing today",
    "not worth it for me. thanks anyway bye",
    "no tickets thanks",
    "nope we're fine thanks",
    "i don't want any, sorry",
    "eh, i'll pass. cheers though",
    "no thanks, I'm all done",
    "nothing for me, thank you",
]


@pytest.mark.parametrize("before", [LIST, NUMBER, SEATS])
@pytest.mark.parametrize("said", LEAVING)
def test_who_wants_nothing_is_let_go(fan: Fan, before: str, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(before)
    assert talk.awaiting in {"event", "quantity", "seats"}
    talk.say(said)
    assert talk.awaiting is None
    assert "?" not in talk.reply.response
    assert talk.cards() == []


@pytest.mark.parametrize("said", ["nah im good. later", "no thanks. nothing today"])
def test_seats_that_are_held_are_let_go_by_a_no(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first")
    assert talk.awaiting == "confirmation"
    talk.say(said, "yes")
    assert "to pay" not in talk.reply.response


def test_leaving_after_a_purchase_leaves_the_order(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "yes")
    talk.pay()
    talk.say("nah im good. later")
    assert [order.status for order in talk.orders()][-1:] == ["confirmed"]


@pytest.mark.parametrize(
    "said", ["none of those", "not today, the one on saturday", "no, the second one", "nothing cheaper?"]
)
def test_another_wish_is_no_leaving(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", said)
    assert "nothing is booked" not in talk.reply.response
    assert talk.awaiting is not None


@pytest.mark.parametrize("said", ["Very well. Thanks.", "all right, thank you", "as you say. thanks"])
def test_who_takes_an_answer_with_thanks_is_welcome(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("the usher was very rude to my father, I want to complain", "how long does that take?", said)
    assert "You're welcome" in talk.reply.response
