"""Where a part of the house or a row lies is told from its names and rows; what is held stays held."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def held(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the third")
    assert "row C" in talk.reply.response
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "is 301 up high?",
        "are we high up?",
        "is that close to the court",
        "how far back is that",
        "how high up is it",
        "are they near the front or at the back?",
        "what level is 301 on",
        "is it a good view",
        "can we see the court well from there?",
        "before i pay, is that far from the court?",
        "where is 301",
    ],
)
def test_at_a_hold_it_is_told_and_the_seats_stay(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "Section 301 (Upper): in the upper part of the house" in talk.reply.response
    assert "I can't judge" in talk.reply.response
    assert "still holding your seats" in talk.reply.response


def test_a_row_is_counted_from_the_front(fan: Fan) -> None:
    talk = held(fan)
    assert "row C is the third of its 4 rows from the front" in talk.say("how far back is that?").response
    assert "row D is number 4 of its 4 rows from the front, the last" in talk.say("how far back is row D").response
    assert "has no row P" in talk.say("how far back is row P").response


def test_of_another_part_that_part_is_told(fan: Fan) -> None:
    talk = held(fan)
    talk.say("is the terrace closer to the court?")
    assert "Terrace (Club)" in talk.reply.response
    assert "still holding your seats" in talk.reply.response


def test_of_what_is_offered_each_place_is_told_and_none_is_picked(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", "are any of those near the front?")
    assert talk.awaiting == "seats"
    assert "Section 101 (Lower)" in talk.reply.response
    assert "Section 301 (Upper)" in talk.reply.response
    talk.say("is the last one up high")
    assert "Section 101" not in talk.reply.response
    talk.say("the last")
    assert talk.awaiting == "confirmation"


def test_under_an_upgrade_it_is_told_of_the_new_seats(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("i want to upgrade my otters tickets", "the first", "how far back is it")
    assert "Terrace (Club)" in talk.reply.response
    assert "shall I upgrade you" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["can we get closer to the court?", "anything lower down?", "i want to be near the front"]
)
def test_a_wish_to_sit_elsewhere_is_one(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert talk.awaiting == "seats" or "nothing better" in talk.reply.response
    assert "upper part of the house" not in talk.reply.response


@pytest.mark.parametrize("said", ["is it near the station?", "are we together?", "is the bar close to our seats"])
def test_what_else_is_asked_is_answered_as_before(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "part of the house" not in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said",
    ["can the little ones see ok from row b tho", "will my 6 year old see well from row B?", "can the kids see from there?"],
)  # fmt: skip
def test_whether_children_see_from_a_row_takes_no_seats(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", said)
    assert "I can't judge" in talk.reply.response
    assert "hold" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "Are those seats facing the court directly or at the side? Section 301, I mean.",
        "is 301 side-on?",
        "are they straight on or at an angle",
        "That's not what I asked. I only wanted to know if the view is head-on.",
    ],
)
def test_which_way_seats_look_nobody_knows_and_nothing_is_held_for_it(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", said)
    assert "head-on or to one side" in talk.reply.response
    assert "hold" not in talk.cards()


def test_a_wish_for_another_part_is_listed_and_the_view_from_it_answered(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", "hm whats cheaper, upper ok? kids can see from there?")
    assert "I can't judge" in talk.reply.response
    assert {offer.section for offer in talk.card("seats").options} == {"301"}


def test_a_row_that_is_wished_for_is_still_taken(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", "can we have row b")
    assert "row B" in talk.reply.response
    assert "hold" in talk.cards()
