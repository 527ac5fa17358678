"""Whether a show is any good nobody here can say; what is known of it is told, nothing is picked and no list is read out."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "what do people say about the glass orchard",
        "is the glass orchard worth it",
        "is the glass orchard any good",
        "any reviews of the glass orchard?",
        "would you recommend the glass orchard",
    ],
)
def test_of_a_show_that_is_named(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "no reviews here" in talk.reply.response
    assert "Sat, Mar 7" in talk.reply.response
    assert talk.cards() == []
    assert "no reviews here" in talk.say("is it any good, that show").response


@pytest.mark.parametrize(
    "said", ["is it any good, that show?", "any reviews?", "is it meant to be good?", "is it worth seeing"]
)
def test_at_a_hold_the_seats_stay(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the glass orchard on saturday", "the first", said)
    assert "no reviews here" in talk.reply.response
    assert "still holding your seats" in talk.reply.response


def test_with_no_show_in_hand_it_is_asked_which(fan: Fan) -> None:
    assert "Tell me which show" in fan().say("is it any good, that show").response


def test_of_a_list_none_is_picked(fan: Fan) -> None:
    talk = fan()
    talk.say("what's on saturday", "any of them any good?")
    assert talk.awaiting == "event"
    assert "no reviews here" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["are they good seats", "what should i see", "is it worth upgrading", "yes any good ones"]
)
def test_what_else_is_asked_of_good_things_is_no_review(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday", said)
    assert "no reviews here" not in talk.reply.response
