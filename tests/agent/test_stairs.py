"""Stairs, the way to a part of the house and the town of a house are questions: answered, with nothing sold, changed or lost by them."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]
LIFTS = "Elevators reach every level"


@pytest.mark.parametrize(
    "said",
    [
        "does the lower bowl have stairs? my knees are done in",
        "just lookin. is there a lot of steps up to 301",
        "i asked about stairs",
        "right, hello?? stairs. in the club",
        "does section 301 have many steps",
        "how many steps are there to 301",
        "what about the stairs",
    ],
)
def test_stairs_are_answered_whatever_part_is_named(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("otters on friday", said)
    assert LIFTS in talk.reply.response
    assert "from $" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "how do i get to section 301",
        "how do we get up to 301 with a walking stick",
        "can i get into 301 without stairs",
    ],
)
def test_the_way_to_a_part_is_no_upgrade(fan: Fan, said: str) -> None:
    talk = fan()
    assert LIFTS in talk.say(said).response
    assert talk.awaiting != "sign_in"


@pytest.mark.parametrize("said", ["can i upgrade to 301", "can i get into 301 instead", "how do i get moved to 301"])
def test_a_move_to_a_part_is_one(fan: Fan, said: str) -> None:
    assert LIFTS not in fan().say(said).response


def test_a_number_told_before_the_question_stays(fan: Fan) -> None:
    talk = fan()
    talk.say("otters on friday", "2 maybe.. does 301 have stairs? my knees are done in")
    assert LIFTS in talk.reply.response
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2 for the otters on friday pls and are there steps in 301", LIFTS),
        ("otters on friday, 2 pls, need parking too", "Parking"),
        ("2 for the otters on friday. also is there a cloakroom", "coat"),
    ],
)
def test_what_is_asked_beside_a_wish_is_answered(fan: Fan, said: str, told: str) -> None:
    talk = fan()
    talk.say(said)
    assert told.casefold() in talk.reply.response.casefold()
    assert talk.awaiting == "seats"


def test_a_program_says_so_beside_an_answer(fan: Fan) -> None:
    said = fan().say("ok no worries. and whats the dress code lol. are you a robot btw").response
    assert "I'm a program" in said
    assert "dress code" in said.casefold()


@pytest.mark.parametrize(
    "said", ["wheres the HOUSE actually", "what town is the HOUSE in", "where is HOUSE", "which city is HOUSE in then"]
)
@pytest.mark.parametrize("by_a_part", [False, True])
def test_the_town_of_a_house_is_told(fan: Fan, said: str, by_a_part: bool) -> None:
    talk = fan()
    talk.say("otters on friday")
    name = "dome" if by_a_part else "quarry dome"
    talk.say(said.replace("HOUSE", name))
    assert talk.reply.response.startswith("Quarry Dome: ")
    assert "Marlow Falls" in talk.reply.response
    assert talk.awaiting == "quantity"


@pytest.mark.parametrize("said", ["can u put the 101 ones aside for us", "put the first ones aside for me please"])
def test_listed_seats_put_aside_are_held(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", said)
    assert "hold" in talk.cards()


def test_seats_put_aside_till_another_day_are_not(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", "can you put 2 aside for us till tomorrow")
    assert "hold" not in talk.cards()
