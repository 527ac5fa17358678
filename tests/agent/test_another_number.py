"""Another number asked for where seats are held, and numbers that nobody can buy: what is held stays until the new is found."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def held(fan: Fan, number: int = 2) -> Talk:
    talk = fan("cus_ann")
    talk.say(f"{number} for the otters on friday in 301", "the first")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    ["what about 3?", "how about three", "could we do 3 instead?", "ok but what if we're 3", "are there 3 together"],
)
def test_another_number_is_quoted(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "Changed to three tickets" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["what about 13?", "make it 20", "a million tickets", "100 tickets", "a thousand"])
def test_more_than_there_may_be_keeps_what_is_held(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "at most 8 tickets" in talk.reply.response
    assert "still holding your two" in talk.reply.response
    talk.say("yes")
    assert "$55.00 to pay" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["0 tickets", "make it 0", "can i have half a ticket", "1.5 tickets", "one and a half"]
)
def test_less_than_one_keeps_what_is_held(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "at least one, and at most 8" in talk.reply.response
    assert "still holding your two" in talk.reply.response


def test_more_than_are_left_keeps_what_is_held(fan: Fan) -> None:
    for name in ("cus_ida", "cus_max", "cus_ned"):
        other = fan(name)
        other.say("8 for lina marsh in the gallery", "the first")
    talk = fan("cus_ann")
    talk.say("2 for lina marsh in the gallery", "the first")
    assert talk.awaiting == "confirmation"
    talk.say("what about 5?")
    assert talk.awaiting in {"confirmation", "seats"}
    if talk.awaiting == "confirmation" and "Changed" not in talk.reply.response:
        assert "still holding your two" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "0 tickets for the otters on friday",
        "-3 tickets for the otters on friday",
        "half a ticket for the otters on friday please",
        "1.5 tickets for the otters on friday",
        "zero tickets for the otters on friday",
    ],
)
def test_what_may_be_bought_is_told_to_who_wants_less_than_one(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "at least one, and at most 8" in talk.reply.response
    assert talk.awaiting == "quantity"
    talk.say("two")
    assert all(len(option.seat_ids) == 2 for option in talk.card("seats").options)


@pytest.mark.parametrize("said", ["a million tickets for the otters on friday", "i want a hundred tickets for lina marsh", "1,000 tickets for the otters on friday"])  # fmt: skip
def test_the_limit_is_told_to_who_wants_very_many(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "at most 8 tickets" in talk.reply.response
    assert talk.awaiting == "quantity"


@pytest.mark.parametrize("said", ["-2", "0.5", "one and a half", "a thousand"])
def test_a_number_that_cannot_be_is_no_answer_to_how_many(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("the otters on friday", said)
    assert talk.awaiting == "quantity"
    assert "at least one" in talk.reply.response or "at most 8" in talk.reply.response


@pytest.mark.parametrize("said", ["2 tickets for the 6.00 otters game on friday", "2 half price tickets for the otters on friday"])  # fmt: skip
def test_a_time_and_a_price_are_no_odd_number(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert all(len(option.seat_ids) == 2 for option in talk.card("seats").options)


def test_half_a_ticket_of_an_order_is_not_all_of_it(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("refund half a ticket of my orchard order")
    assert "How many of them shall go back?" in talk.reply.response
    assert "quote" not in talk.cards()


@pytest.mark.parametrize("said", ["yes but tom wants to come too", "yeah go on but we need another one for my dad", "sure, except my girlfriend has decided to join us"])  # fmt: skip
def test_who_comes_too_beside_a_yes_is_one_more(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "Changed to three tickets" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["i'll pass it to my wife", "ill give them to my mum", "these are for my wife", "i'll be giving them to my wife"])  # fmt: skip
def test_who_shall_have_the_seats_held_loses_none_of_them(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "can be handed on" in talk.reply.response
    assert "still holding your seats" in talk.reply.response


@pytest.mark.parametrize("said", ["ill show it to my wife first", "let me check with my wife"])
def test_who_is_only_asked_gets_no_ticket(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "handed on" not in talk.reply.response
    assert "still holding your seats" in talk.reply.response
