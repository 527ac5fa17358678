"""What is left of the money after a change comes back with it and is no refund; a refund that is put with "Done" needs a yes of its own."""

import pytest


@pytest.mark.parametrize(
    "said",
    [
        "i want to trade my foxes seats for the otters on friday, ideally cheaper and get the rest back",
        "swap my foxes tickets for the otters game on saturday, cheapest, and give me back whats left over",
        "move my tickets to friday in 301 and put the rest back on my card",
        "swap for saturday and i want the balance back",
        "swap the foxes for friday. and a refund for whatever is over",
        "swap the foxes for friday and get my money back if its cheaper",
        "swap the foxes for saturday n refund the differance",
    ],
)
def test_the_difference_of_an_exchange_is_no_refund(fan, said):
    talk = fan("cus_ida")
    reply = talk.say(said, "1", "yes")
    assert "Done: your tickets are now for" in reply.response
    assert "refund" not in reply.response.lower()
    assert talk.awaiting is None
    assert talk.say("ok great")
    assert talk.orders()[0].status == "exchanged"


@pytest.mark.parametrize(
    "said",
    [
        "and i get the rest back?",
        "refund me the difference",
        "and give me the rest back",
        "put whats left back on my card",
    ],
)
def test_the_difference_is_told_of_while_tickets_are_changed(fan, said):
    talk = fan("cus_ida")
    reply = talk.say("exchange my foxes tickets for the otters on friday", said)
    assert "comes back to you" in reply.response
    assert talk.awaiting == "seats"
    assert "exchange them" in talk.say("1", said).response
    assert talk.awaiting == "confirmation"


def test_the_rest_of_the_tickets_is_no_difference(fan):
    assert "Back to you: $50.00" in fan("cus_ida").say("refund the rest of my tickets").response
    assert "only exchange all two" in fan("cus_ida").say("swap 1 of them for saturday and refund the rest").response


def _two_orders(fan, said: str):
    talk = fan("cus_ida")
    talk.say("2 for the otters on saturday in terrace", "1", "yes")
    talk.pay()
    talk.say(said, "1", "yes")
    assert "Done: your tickets are now for" in talk.reply.response
    assert "$120.00" in talk.reply.response
    return talk


def test_another_order_waits_to_be_refunded_and_never_the_one_just_changed(fan):
    _two_orders(fan, "swap the foxes for friday and refund the other order")
    reply = fan("cus_ned").say("swap the orchard for the quartet and refund the other order", "1", "yes")
    assert "Back to you" not in reply.response


@pytest.mark.parametrize("said", ["ok great", "thanks", "thanks thats all", "perfect", "ok"])
def test_praise_of_what_was_done_is_no_yes_to_what_is_put_with_it(fan, said):
    talk = _two_orders(fan, "swap the foxes for friday and refund my saturday tickets")
    talk.say(said)
    assert "refunded" not in {order.status for order in talk.orders()}
    assert "Done" in talk.say("yes").response
    assert "refunded" in {order.status for order in talk.orders()}


@pytest.mark.parametrize("said", ["yes", "refund them", "ok great, yes do the refund"])
def test_a_yes_out_loud_is_one(fan, said):
    assert (
        "$120.00 goes back"
        in _two_orders(fan, "swap the foxes for friday and refund my saturday tickets").say(said).response
    )
