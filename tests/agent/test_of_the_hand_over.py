"""What is asked while it is arranged who shall have a ticket; nobody gets one by it, and the arrangement goes on."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("does it cost anything to send", "Nothing is charged"),
        ("can i get it back if she bails", "No: once they are handed on"),
        ("what happens to my ticket then", "yours for those tickets stop working"),
        ("is it instant", "at once when you have said yes"),
        ("until when can i do this", "until"),
        ("can i text it", "full name"),
        ("she doesnt have email", "full name"),
        ("wait which one will he get", "You choose: "),
        ("does she need an account", "(Source: Transferring"),
    ],
)
def test_it_is_answered_and_the_address_is_asked_for_again(fan: Fan, said: str, told: str) -> None:
    talk = after_buying(fan)
    talk.say("send one of my tickets to a friend")
    asked = talk.reply.response
    talk.say(said)
    assert told in talk.reply.response
    assert talk.reply.response.endswith(("An e-mail address is best.", asked))
    assert {t.status for order in talk.orders() for t in order.tickets} == {"valid"}
    talk.say("bex@example.com")
    assert "I'll hand one ticket" in talk.reply.response
    talk.say("yes")
    assert "now has one ticket" in talk.reply.response


def test_buying_instead_is_none_of_it(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("send one of my tickets to a friend", "can i get my money back for one instead")
    assert "Nothing is charged for that" not in talk.reply.response


@pytest.mark.parametrize("said", ["can my dad use one of them, hes dave", "can my dad have one of the tickets"])
def test_who_may_use_one_of_them_gets_it_after_a_yes(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "e-mail address" in talk.reply.response
    talk.say("dave@example.com")
    assert "I'll hand one ticket" in talk.reply.response
    assert {t.status for order in talk.orders() for t in order.tickets} == {"valid"}


@pytest.mark.parametrize("said", ["can my brother come too", "could my wife come as well please"])
def test_who_may_come_too_needs_one_more(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "one ticket" in talk.reply.response
    assert "seats" in talk.cards()


@pytest.mark.parametrize("said", ["can my son use his phone to get in", "can my mum use the lift"])
def test_other_things_that_somebody_may_use_are_no_tickets(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "e-mail address is best" not in talk.reply.response
