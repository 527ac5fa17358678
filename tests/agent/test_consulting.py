"""Who is asked first is one more for nobody, and what is shown to somebody is no ticket handed on: what is held stays."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "let me check with my wife",
        "i'll pass it to my wife",
        "can i run this past my husband first",
        "gonna ask the lads",
        "sending this to my girlfriend, one sec",
        "let me send it to my wife to see what she thinks",
        "let me check with my wife, she's allergic to nuts",
        "let me check if saturday works",
        "let me see if my brother can come",
        "ok i'll forward the details to my mates",
    ],
)
@pytest.mark.parametrize("customer", ["cus_ida", None])
def test_a_hold_stays_while_somebody_is_asked(fan: Fan, said: str, customer: str | None) -> None:
    talk = fan(customer)
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "Take your time" in talk.reply.response
    assert "still holding your seats" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said", ["let me check with my wife", "i need to ask my mum first", "let me run it past the boys"]
)
def test_whom_one_asks_is_not_counted_where_the_number_is_open(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("tickets for the otters on friday", said)
    assert talk.awaiting == "quantity"
    assert "seats" not in talk.cards()


@pytest.mark.parametrize(
    "said", ["send them to my wife", "can you send it to my wife", "pass the tickets on to my mum"]
)
def test_seats_that_are_only_held_are_not_handed_on(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "Transfer policy" in talk.reply.response
    assert "still holding your seats" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_tickets_that_are_bought_are_still_handed_on(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay()
    talk.say("i'll pass it to my wife")
    assert talk.awaiting == "choice"


@pytest.mark.parametrize("said", ["she said yes", "he's up for it", "my wife said yes", "they said book it"])
def test_what_others_say_to_it_is_asked_of_the_fan_once_more(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", "let me ask her", said)
    assert talk.card("quote").kind == "purchase"
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    assert talk.awaiting == "payment"
