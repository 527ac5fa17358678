"""A choice taken back for another in one breath: the one said last is held."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.fixture
def listed(fan: Fan) -> Talk:
    """The fan with seats listed."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 101")
    assert talk.awaiting == "seats"
    return talk


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("the last. no wait the first", "A"),
        ("the first, no the second", "B"),
        ("option 2, actually 3", "C"),
        ("row b... sorry i mean row c", "C"),
    ],
)
def test_the_choice_said_last_counts(listed: Talk, said: str, row: str) -> None:
    listed.say(said)
    assert listed.awaiting == "confirmation"
    assert f"row {row}" in listed.reply.response


@pytest.mark.parametrize(
    "said", ["the first, no wait", "the first. actually is there parking?", "actually no, leave it"]
)
def test_what_is_no_second_choice_is_none(listed: Talk, said: str) -> None:
    listed.say(said)
    assert "row B" not in listed.reply.response or listed.awaiting == "seats"


def test_another_number_is_no_second_choice(listed: Talk) -> None:
    listed.say("the first, actually make it 3 tickets")
    assert "holding Section 101, row C" not in listed.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "second lot. make it 3",
        "the second one... oh wait my cousin is joining, make it 3",
        "row b, but for 3",
        "the second for 3 of us",
        "row B hey. Actually hang on my mum wants in so three of us then",
        "Second one... actually hang on, grandma wants to come too, make that three",
    ],
)
def test_a_number_said_after_the_choice_is_looked_for_where_it_was(listed: Talk, said: str) -> None:
    listed.say(said)
    assert listed.awaiting == "seats"
    assert "three tickets" in listed.reply.response
    assert {option.row for option in listed.card("seats").options} == {"B"}


@pytest.mark.parametrize(
    "said",
    [
        "row B would be her pick. actually we'd prefer the saturday, can you switch us",
        "Row B is what she'd choose. Sorry, I've just spoken to her and she'd rather go on Saturday, can you switch me over?",
        "the second. no wait, saturday suits us better",
    ],
)
def test_a_day_said_after_the_choice_is_looked_at_in_that_row(listed: Talk, said: str) -> None:
    listed.say(said)
    assert listed.awaiting == "seats"
    assert "Sat, Mar 7" in listed.reply.response
    assert {option.row for option in listed.card("seats").options} == {"B"}


def test_another_show_said_after_the_choice_is_looked_for(listed: Talk) -> None:
    listed.say("the first. oh hang on, we'd rather see lina marsh")
    assert listed.awaiting == "seats"
    assert "Lina Marsh Quartet" in listed.reply.response


@pytest.mark.parametrize(
    "said", ["row B. is there anything to eat on saturday?", "row B. do kids pay less?", "row B for the 2 of us"]
)
def test_what_changes_nothing_leaves_the_choice(listed: Talk, said: str) -> None:
    listed.say(said)
    assert listed.awaiting == "confirmation"
    assert "row B" in listed.reply.response


@pytest.mark.parametrize(
    "said", ["no, three i said", "no three I said, with grandma", "no, 3 of us i said", "make that three"]
)
def test_a_number_said_again_of_what_is_held_is_no_place_in_the_list(listed: Talk, said: str) -> None:
    listed.say("the second", said)
    assert listed.awaiting == "confirmation"
    assert "Changed to three tickets" in listed.reply.response
    assert "row B" in listed.reply.response


def test_a_row_too_short_for_more_is_told(fan: Fan) -> None:
    talk = fan("cus_max")
    other = fan("cus_ned")
    other.say("8 for the otters on friday in 101", "row A", "yes")
    other.pay()
    talk.say("2 for the otters on friday in 101", "row A", "make it 6")
    assert "Changed to six tickets. Row A in Section 101 no longer has six seats together" in talk.reply.response
