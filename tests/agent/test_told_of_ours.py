"""Who tells of tickets without saying that they are theirs, names another show beside the order, or asks how many were bought."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "Two of us were coming to the otters on friday, but I've got a work thing. What do I get if I hand the tickets back?",
        "we were meant to see the otters on friday but she's ill. can i give the tickets back?",
        "We're one person short for the otters on friday. Can you take 1 of our 3 back?",
        "we booked section 301 for the otters on friday, we need to return them all",
    ],
)
def test_who_had_tickets_and_gives_them_back_buys_none(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert talk.card("quote").kind == "refund"


@pytest.mark.parametrize(
    "said",
    [
        "We booked section 301 for the otters on friday, but my mother's eyesight is poor. What would it cost to move to 101?",
        "we've got 301 seats for the otters on friday. how much to go down to 101?",
    ],
)
def test_who_has_tickets_and_asks_for_another_part_is_shown_better_seats(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "Better seats for Marlow Otters" in talk.reply.response


def test_who_was_coming_before_and_buys_now_buys(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("we were coming on saturday but now we'd like 2 for the otters on friday in 301")
    assert talk.reply.state.flow == "purchase"


@pytest.mark.parametrize(
    "said",
    [
        "Please give me back what I paid for the otters, and leave my glass orchard tickets be.",
        "could you refund our otters tickets, and while you're at it tell me whether the lina marsh quartet is suitable for a nine-year-old?",
        "refund the otters on friday. is the glass orchard any good for kids?",
    ],
)
def test_another_show_named_beside_an_order_hides_it_from_nobody(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "None of your orders" not in talk.reply.response
    assert "Refund of 3 tickets for Marlow Otters" in talk.reply.response


def test_an_order_that_is_not_there_is_still_said_not_to_be(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund my lina marsh quartet tickets")
    assert "None of your orders is for that" in talk.reply.response


def test_the_day_an_order_is_to_move_to_is_not_looked_for_among_the_orders(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can i swop my otters tix from friday to the saturday game")
    assert "None of your orders" not in talk.reply.response
    assert "Sat" in talk.reply.response


def test_the_same_part_of_the_house_is_no_wish_for_better_seats(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("Is moving to saturday's otters game possible, still in 301?", "the first", "yes")
    if talk.awaiting == "payment":
        talk.pay()
    assert "etter seats" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["It spun forever so I pressed again. How many did I end up buying?", "how many tickets did i end up with", "how many orders have i been charged for"],
)  # fmt: skip
def test_how_many_were_bought_is_told_by_the_orders(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert talk.reply.response.count("order ord_") == 1
    assert "three tickets" in talk.reply.response
    assert "case" not in talk.cards()


def test_how_many_one_may_buy_is_still_the_rule(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("how many can i buy at most?")
    assert "charged once" not in talk.reply.response
