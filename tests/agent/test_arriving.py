"""Whoever cannot be there early, or on time, still comes: no money back is quoted and nothing is let go."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]
SAID = [
    "we cant go in early",
    "we can't make it early",
    "can't go in early?",
    "we cannot get there early",
    "i won't be able to come early",
    "we can't come early but that's fine",
    "we cant make it on time",
    "we can't get there until 8",
    "can't make it before 7",
    "we won't make it for the start",
    "i can't make it till halftime",
    "we can't come until 9, is that ok",
    "2 of us are running late",
]


@pytest.mark.parametrize("said", SAID)
def test_of_what_was_bought_nothing_is_quoted(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "quote" not in talk.cards()
    assert "seats" not in talk.cards()
    assert "Doors and arriving" in talk.reply.response or "doors open at" in talk.reply.response


@pytest.mark.parametrize("said", SAID)
def test_of_an_order_from_before_nothing_is_quoted(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "Doors and arriving" in talk.reply.response
    assert talk.cards() == ["sources"]


@pytest.mark.parametrize("said", SAID)
def test_a_hold_stays_as_it_is(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "still holding your seats" in talk.reply.response
    assert "$55.00" in talk.reply.response


@pytest.mark.parametrize("said", ["we can't make it", "i can't come any more", "we can't come, can we have a refund"])
def test_who_cannot_come_at_all_is_still_quoted_money_back(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert talk.card("quote").kind == "refund"


@pytest.mark.parametrize(
    "said", ["we cant go in through the side door?", "we can't get in", "can't we go in by the back"]
)
def test_who_cannot_go_in_some_way_gives_nothing_back(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "quote" not in talk.cards()


@pytest.mark.parametrize("said", ["we can't go any more", "we can't come in the end"])
def test_who_cannot_come_in_the_end_is_still_quoted_money_back(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert talk.card("quote").kind == "refund"
