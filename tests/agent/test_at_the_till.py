"""What is asked where only paying is left, and what is asked of another payment, of the money, of the card; nothing is charged by it."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def at_the_till(fan: Fan, token: str = "") -> Talk:
    """The fan who said yes, or whose card was declined."""
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 301", "the first", "yes")
    if token:
        talk.pay(token)
    assert talk.awaiting == "payment"
    return talk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("nothing happens when i press the button", "reload the page"),
        ("i dont see any buttons below", "reload the page"),
        ("its just spinning", "reload the page"),
        ("it wants a zip code and im from england, what do i put", "as your bank has it"),
        ("is it safe to pay here", "never in the chat"),
        ("can my mum pay with her card", "Whose card it is"),
        ("can you charge the card you have on file?", "no card number here"),
        ("can i pay in euros", "is what is charged"),
        ("will you email me if it fails", "right here at once"),
        ("do you take amex", "(Source: Payment"),
        ("what name will the tickets be under", "name on a ticket"),
    ],
)
def test_what_is_asked_at_the_till_is_answered_and_the_till_stays_open(fan: Fan, said: str, told: str) -> None:
    talk = at_the_till(fan)
    talk.say(said)
    assert told in talk.reply.response
    assert {"quote", "payment"} <= set(talk.cards())
    assert talk.awaiting == "payment"
    assert talk.orders() == []
    talk.pay()
    assert "You're all set" in talk.reply.response


def test_after_a_declined_card_another_try_is_said_to_cost_nothing(fan: Fan) -> None:
    talk = at_the_till(fan, "tok_declined")
    talk.say("does it hurt if i try the same card twice, like will i get charged double")
    assert "another try before that costs nothing" in talk.reply.response
    assert talk.awaiting == "payment"


@pytest.mark.parametrize(
    "said", ["can i pay for two instead", "can we have cheaper seats instead", "cancel the whole order"]
)
def test_a_wish_at_the_till_is_no_question_of_paying(fan: Fan, said: str) -> None:
    talk = at_the_till(fan)
    talk.say(said)
    assert "buttons below" not in talk.reply.response
    assert talk.orders() == []
