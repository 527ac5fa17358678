"""One change of an order let go for another in one breath, and seats named by number with a word after it."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.understanding.text import plain

Fan = Callable[..., Talk]


@pytest.mark.parametrize("said", ["forget the swap, just refund us", "no swap then, i want my money back"])
def test_money_back_is_quoted_where_the_swap_is_let_go_for_it(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("can we come on saturday instead?", said)
    assert "Refund of 3 tickets" in talk.reply.response


def test_better_seats_are_shown_where_the_swap_is_let_go_for_them(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can we come on saturday instead?", "forget the swap, upgrade us instead")
    assert "Better seats" in talk.reply.response


@pytest.mark.parametrize("said", ["no swap, leave it", "forget the swap", "no swap and no refund, we keep them"])
def test_a_swap_let_go_begins_nothing_else(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("can we come on saturday instead?", said)
    assert "quote" not in talk.cards()
    assert "stays as it is" in talk.reply.response or "you keep the tickets" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("refund seat 4 only", "refund seat 4 only"),
        ("refund seat 4 then", "refund seat 4 then"),
        ("1 ticket 4 the derby", "1 ticket for the derby"),
        ("gimme 2 4 the derby", "give me 2 for the derby"),
        ("tickets 4 friday", "tickets for friday"),
    ],
)
def test_four_is_a_seat_s_number_after_seat(said: str, read: str) -> None:
    assert plain(said).text == read
