"""Whether it is booked: no, as long as it is only offered or held; yes, with the order, once it is paid."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.asked import booked

Fan = Callable[..., Talk]
_ASKED = [
    "so is it booked?",
    "is that booked then?",
    "am I booked?",
    "did that go through?",
    "are they reserved now",
    "so we're all booked in then?",
    "that's booked then, yeah?",
    "have you booked them?",
    "ok so is that us sorted or do i have to do anything",
    "did i get the tickets?",
]


@pytest.mark.parametrize("said", _ASKED)
def test_nothing_is_booked_before_it_is_paid_and_then_it_is(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday", said)
    assert "not yet: nothing is booked" in talk.reply.response
    assert talk.awaiting == "seats"
    talk.say("the first", said)
    assert "not yet: your seats are only held" in talk.reply.response
    assert "Shall I book them?" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say("yes", said)
    assert "not yet" in talk.reply.response
    assert talk.awaiting == "payment"
    talk.pay()
    talk.say(said)
    assert "Yes, that went through" in talk.reply.response
    assert talk.orders()[0].order_id in talk.reply.response
    assert len(talk.orders()) == 1


def test_of_nothing_in_this_talk_an_old_order_is_not_said_to_have_gone_through(fan: Fan) -> None:
    assert "Nothing has been booked" in fan().say("am i booked?").response
    talk = fan("cus_ida")
    assert "Nothing was booked in this conversation" in talk.say("did that go through?").response
    assert "ord_ida1" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "book it",
        "that's sorted then",
        "is it fully booked?",
        "can I get it booked?",
        "will it be booked if I pay now?",
        "that's it, done",
        "is it sold out",
        "I'm all set thanks",
        "have you got two seats",
        "is that seat reserved for wheelchairs?",
        "did you get my email",
        "do I have tickets?",
    ],
)
def test_other_words_do_not_ask_if_it_is_booked(said: str) -> None:
    assert not booked.asked(said)
