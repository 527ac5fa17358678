"""Wishes as people text them, in which a number, a day or a deed hides where rules do not look first."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said", ["two cheapest for the otters on saturday", "2 cheapest otters saturday", "need the 2 cheapest seats together for the otters saturday"]
)  # fmt: skip
def test_so_many_of_the_cheapest_is_a_number_and_the_cheapest(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "two tickets" in talk.reply.response
    assert "1. Section 301" in talk.reply.response


def test_a_birthday_is_no_date(fan: Fan) -> None:
    talk = fan()
    talk.say("need 4 tickets for the lina marsh quartet its my 18th!!")
    assert "nothing on that date" not in talk.reply.response
    assert "four tickets" in talk.reply.response


def test_the_one_in_the_evening_is_no_hour(fan: Fan) -> None:
    talk = fan()
    talk.say(
        "might you have two nice seats for that otters one in the evening on saturday, maybe around a hundred dollars each"
    )
    assert "nothing on that date" not in talk.reply.response
    assert "Sat, Mar 7" in talk.reply.response


def test_the_first_answers_no_question_of_how_many(fan: Fan) -> None:
    talk = fan()
    talk.say("the otters on saturday", "the first")
    assert talk.awaiting == "quantity"
    assert "Apr 1" not in talk.reply.response
    talk.say("2")
    assert "Sat, Mar 7" in talk.reply.response


@pytest.mark.parametrize("said", ["cancel the theatre one", "refund the glass orchard please"])
def test_what_one_cancels_by_name_is_what_one_has(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on saturday in 301")
    talk.say(said)
    assert "events" not in talk.cards()
    assert talk.reply.state.flow == "refund"
    talk.say("sorry i mean the basketball one")
    assert talk.card("quote").kind == "refund"


def test_another_date_instead_is_an_exchange(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("could we change to saturday instead? what would it cost")
    assert talk.reply.state.flow == "exchange"


def test_keeping_what_one_has_ends_the_change(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("can I get better seats for the foxes game", "nah thats ok, keep what we've got")
    assert talk.reply.state.flow is None
    assert "quote" not in talk.cards()


def test_a_spoilt_night_is_a_complaint_and_a_memory_is_none(fan: Fan) -> None:
    talk = fan("cus_max")
    talk.say(
        "I was at the otters last week and the people behind us were screaming and swearing all night, the staff did nothing"
    )
    assert talk.cards() == ["case"]
    again = fan()
    again.say("we went to the otters last week and loved it, 2 for saturday please")
    assert "case" not in again.cards()


@pytest.mark.parametrize(
    "said", ["can someone have a look for it", "can a person check", "i want a person to check it"]
)
def test_a_person_is_asked_for_in_whatever_words(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("lost my scarf at the game last night", said)
    assert "asked a person" in talk.reply.response
    talk.say("can you get someone to call me?")
    assert "answer right here" in talk.reply.response


def test_nobody_in_a_wheelchair_takes_a_wheelchairs_space(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "i've got a bad hip and cant do stairs")
    assert "wheelchair access" not in talk.reply.response
    talk.say("im not in a wheelchair, just a bad hip")
    assert "wheelchair" not in talk.reply.response


def test_which_is_best_is_asked_and_not_taken(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "which of those has the best view")
    assert "hold" not in talk.cards()


def test_whether_seats_are_together_is_said(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "hmm are they together?")
    assert "side by side" in talk.reply.response
    talk.say("the first", "are we sat together?")
    assert "side by side" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_thanks_and_a_question_are_both_heard(fan: Fan) -> None:
    talk = fan()
    talk.say("thanks love, is there parking nearby?")
    assert "search_knowledge" in [tool.name for tool in talk.reply.usage.tools]


def test_what_is_recommended_is_what_is_on(fan: Fan) -> None:
    talk = fan()
    talk.say("what would you recommend")
    assert "events" in talk.cards()


@pytest.mark.parametrize("said", ["no actually leave it, i'll watch it on tv", "nah forget about it"])
def test_a_wish_is_dropped_in_so_many_words(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert "leave that" in talk.reply.response


def test_both_is_no_number_where_it_says_for_all(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say(
        "2 for the otters on saturday and also 3 for the glass orchard the same day, cheapest for both",
        "the first",
        "yes",
    )
    talk.pay()
    assert "three tickets" in talk.reply.response
    assert "The Glass Orchard on Sat, Mar 7" in talk.reply.response


def test_the_aisle_and_the_cheapest_is_the_cheapest_on_the_aisle(fan: Fan) -> None:
    talk = fan()
    talk.say("1 for the glass orchard on saturday, on the aisle, not too dear")
    cheapest = min(talk.card("seats").options, key=lambda option: option.total.amount)
    assert "aisle" in cheapest.note
    talk.say("the cheapest")
    assert [seat.seat_id for seat in talk.card("hold").seats] == cheapest.seat_ids


def test_two_things_asked_at_once_are_both_looked_up(fan: Fan) -> None:
    talk = fan()
    talk.say("can i bring a backpack and a camera?")
    assert [tool.name for tool in talk.reply.usage.tools].count("search_knowledge") >= 2
    titles = [source.title for source in talk.reply.sources]
    assert any("Bags" in title for title in titles)
    assert any("Photos" in title for title in titles)
    assert [source.title for source in talk.card("sources").sources] == titles


def test_an_order_named_in_one_wish_is_not_what_the_next_is_about(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say(
        "two things: refund ord_ida1. then what would 2 tickets for the glass orchard on saturday cost me? i want to buy them"
    )
    assert talk.card("quote").kind == "refund"
    talk.say("yes")
    assert "The Glass Orchard" in talk.reply.response
    assert "None of your orders" not in talk.reply.response
