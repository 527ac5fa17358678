"""Who tells of tickets they have and wants to give back, move or better them is sold none; where they sit is not where they wish to."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.owned import already

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "Hi, I've 5 for the panto on the Sunday. can I give back two tickets?",
        "Howzit, got 4 in west upper for the game Saturday. Any chance of better seats?",
        "I have two tickets for Tuesday and want to exchange them for Saturday",
        "my order is 3 in north stand, better seats, max 500 extra",
        "no man I already HAVE tickets in west upper, I want to upgrade them",
    ],
)
def test_tickets_that_one_has_are_heard(said: str) -> None:
    assert already.HELD.search(said)


@pytest.mark.parametrize(
    "said",
    ["I have 4 kids, two tickets please", "we have 4 in our family", "have you got 4 for Saturday?", "I have to go"],
)
def test_other_things_that_one_has_are_no_tickets(said: str) -> None:
    assert already.HELD.search(said) is None


def test_a_part_of_what_one_has_goes_back_and_nothing_is_sold(fan: Fan) -> None:
    reply = after_buying(fan).say(
        "Hi, I've 3 for the otters on friday. My two boys are ill, can I give back two tickets?"
    )
    assert "Refund of 2 tickets" in reply.response


def test_the_section_of_ones_own_seats_is_not_the_wish(fan: Fan) -> None:
    reply = after_buying(fan).say("got 3 in 301 for the otters friday. Any chance of better seats, how much extra?")
    assert "Better seats for" in reply.response
    assert "no better seats in" not in reply.response


def test_a_purchase_that_is_refused_is_dropped_for_what_was_wanted(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("3 for the otters on friday")
    reply = talk.say("I don't want to buy!! I want to refund them")
    assert "Refund of 3 tickets" in reply.response
    assert "hold" not in talk.say("yes").response
    assert "How many" not in talk.reply.response


def test_seats_that_are_held_are_not_let_go_for_better_ones_asked_after(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 301", "the first")
    assert "let that go" not in talk.say("I've got 3 tickets here, can I get better seats?").response
