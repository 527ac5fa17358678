"""Rules of a show asked before any ticket is bought, and the day beside the one that was spoken of."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "would tickets for the otters on friday be refundable, yes or no?",
        "I haven't bought yet. can otters tickets on friday be refunded?",
        "No, I have no order. Before I buy: can tickets for the otters be returned, yes or no?",
    ],
)
@pytest.mark.parametrize("who", ["cus_ann", None])
def test_the_rule_of_a_show_is_told_and_no_order_looked_for(fan: Fan, who: str | None, said: str) -> None:
    talk = fan(who)
    talk.say(said)
    assert "refund" in talk.reply.response.lower()
    assert "orders on your account" not in talk.reply.response
    assert "sign in" not in talk.reply.response


def test_what_is_to_be_done_with_tickets_one_has_looks_for_the_order(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("can my otters tickets be refunded?")
    assert "orders" in talk.reply.response or "refund" in talk.reply.response.lower()


def test_prices_of_another_day_and_then_tickets_are_for_that_day(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("how much are otters tickets on friday?", "and saturday?")
    assert "Sat" in talk.reply.response
    assert "from $" in talk.reply.response
    talk.say("2 of the cheapest please")
    assert "Sat" in talk.reply.response
    assert talk.awaiting == "seats"


def after_the_refund(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 301", "the first", "yes")
    talk.pay()
    talk.say("refund them all", "yes")
    assert "goes back" in talk.reply.response
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "thanks, when does the money show up",
        "i mean how many days until the refund arrives",
        "no. how long does a refund take to come back to my card",
        "great, how soon will i see it on my card",
    ],
)
def test_after_a_refund_it_is_told_when_the_money_comes(fan: Fan, said: str) -> None:
    talk = after_the_refund(fan)
    talk.say(said)
    assert "business days" in talk.reply.response
    assert "order" not in talk.cards()


def upgrading(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "yes")
    talk.pay()
    talk.say("upgrade them to 101")
    if talk.awaiting == "seats":
        talk.say("the first")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "Hm, there's a fee of 10 dollars? Can that be waived?",
        "could you drop the fee please",
        "can you waive the upgrade fee?",
    ],
)
def test_a_fee_that_is_to_be_waived_leaves_the_quote(fan: Fan, said: str) -> None:
    talk = upgrading(fan)
    talk.say(said)
    assert "can't waive" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    assert "to pay" in talk.reply.response


def test_which_of_the_seats_offered_is_at_the_aisle_is_not_guessed(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "which of the two is on the aisle in option 1?")
    assert "aisle" in talk.reply.response
    assert talk.awaiting == "seats"
    assert "seats" not in talk.cards()


@pytest.mark.parametrize("said", ["nice. is one of mine on the aisle? which one", "which of my seats is on the aisle?"])
def test_which_of_ones_seats_is_at_the_aisle_is_told_by_the_order(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "yes")
    talk.pay()
    talk.say(said)
    told = talk.orders()[0].tickets
    aisle = [ticket.seat.number for ticket in told if ticket.seat.aisle]
    assert "aisle" in talk.reply.response
    assert (f"seat {aisle[0]} is on the aisle" if len(aisle) == 1 else "aisle") in talk.reply.response
