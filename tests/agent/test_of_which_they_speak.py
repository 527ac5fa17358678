"""Which show, day and order a message speaks of: the week listed, the tickets given back, one's own date, a show we do not have."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def test_a_weekday_is_the_one_of_the_week_that_was_listed(fan: Fan) -> None:
    talk = fan()
    talk.say("what's on next week?")
    assert talk.awaiting == "event"
    talk.say("saturday, 2 tickets")
    assert "Sat, Mar 14" in talk.reply.response


def test_a_weekday_alone_is_the_coming_one(fan: Fan) -> None:
    talk = fan()
    talk.say("what's on?", "the orchard on saturday, 2 tickets")
    assert "Sat, Mar 7" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["swap the otters for the glass orchard that same weekend", "swap my otters game for the orchard the same weekend"],
)
def test_the_same_weekend_is_the_one_of_the_tickets_given_back(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "Sat, Mar 14" in talk.reply.response


def test_the_show_named_after_the_day_given_back_is_the_one_wanted(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("swap my 2 tickets on the 13th for the glass orchard on the 14th")
    assert "Seats for The Glass Orchard on Sat, Mar 14" in talk.reply.response
    assert "None of your orders" not in talk.reply.response


def test_doors_are_those_of_their_own_date(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("what time do doors open for my orchard show and can we leave and come back in")
    assert "Sat, Mar 14" in talk.reply.response
    assert "Sat, Mar 7" not in talk.reply.response


def test_doors_of_a_show_are_those_of_its_next_date(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("what time do doors open for the glass orchard?")
    assert "Sat, Mar 7" in talk.reply.response


def test_the_start_of_the_only_show_they_have_is_told(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("just tell me the kickoff time. and can i bring a backpack")
    assert "Fri, Mar 13 at 7:00 PM" in talk.reply.response
    assert "backpacks" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["do u sell tickets for taylor swift", "is taylor swift coming here", "2 tickets for taylor swift"]
)
def test_a_show_we_do_not_have_is_said_not_to_be_there(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "I can't find “taylor swift”" in talk.reply.response


def test_a_show_we_do_not_have_takes_the_place_of_one_in_hand(fan: Fan) -> None:
    talk = fan()
    talk.say("what about the quartet", "no i meant taylor swift, is she coming or not")
    assert "I can't find “taylor swift”" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["2 tickets for tomorrow", "tickets for my grandma and me", "2 tickets for the otters please", "seats for two"],
)
def test_everyday_words_name_no_show(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "I can't find" not in talk.reply.response


def test_a_kind_after_a_no_is_wanted_where_none_of_it_was_listed(fan: Fan) -> None:
    talk = fan()
    talk.say("any basketball this week?", "no theatre")
    assert "The Glass Orchard" in talk.reply.response


def test_a_kind_that_was_listed_is_turned_down(fan: Fan) -> None:
    talk = fan()
    talk.say("what's on this weekend?", "no theatre")
    assert "The Glass Orchard" not in talk.reply.response


def test_one_of_the_list_is_taken_beside_a_question(fan: Fan) -> None:
    talk = fan()
    talk.say("what's on this weekend?", "the orchard one. kids discount?")
    assert talk.awaiting == "quantity"
    assert "The Glass Orchard" in talk.reply.response
    assert "10 % off" in talk.reply.response


def test_wishes_with_numbers_before_them_are_heard_one_by_one(fan: Fan) -> None:
    talk = fan()
    talk.say("hey 1) two for the otters on friday in 301 2) can i bring a backpack")
    assert "backpacks" in talk.reply.response
    assert talk.awaiting == "seats"
    assert "two tickets" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["do i have an order for the glass orchard?", "got an order for the orchard? dont think i do"]
)
def test_an_order_asked_about_is_no_purchase(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say(said)
    assert "order ord_ned1" in talk.reply.response
    assert talk.awaiting is None
