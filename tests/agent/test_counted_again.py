"""How many there are after all, said where seats are listed or held: a number with people in it is no place in the list."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def five(fan: Fan, *more: str) -> Talk:
    talk = fan("cus_ann")
    talk.say("5 tickets for the otters on friday", *more)
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "no 3, two of them bailed",
        "no 3, two dropped out",
        "3 - my sister can't come",
        "3. two have dropped out",
        "no 3 sorry, sam and jo cant come",
        "no 3 because two are ill",
        "no 3, jim is ill",
        "just 3 of us in the end",
        "option 3, two of them bailed",
    ],
)
def test_people_who_stay_away_are_fewer_tickets_and_no_offer_is_taken(fan: Fan, said: str) -> None:
    talk = five(fan)
    talk.say(said)
    assert talk.awaiting == "seats"
    assert "three tickets" in talk.reply.response


def test_who_comes_along_makes_it_more(fan: Fan) -> None:
    talk = five(fan)
    talk.say("no 6, my brother is coming too")
    assert "six tickets" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["no 3", "no. 3 please", "3", "3 looks good", "number 3", "no 3, the one on the aisle"]
)
def test_a_place_in_the_list_is_still_picked(fan: Fan, said: str) -> None:
    talk = five(fan)
    talk.say(said)
    assert talk.awaiting == "confirmation"
    assert "5 × " in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "no i mean theres 3 of us now. 3 tickets, the cheapest together",
        "3 of us, cheapest",
        "no 3, the cheapest",
        "3 of us now and the cheapest you have",
        "make it 3 and under 100 in all",
        "only 3, under 40 each",
        "make that 3 in the upper",
    ],
)
def test_what_is_wished_beside_another_number_holds(fan: Fan, said: str) -> None:
    talk = five(fan, "the first one")
    assert "101" in talk.reply.response
    talk.say(said)
    assert "three tickets" in talk.reply.response
    assert "1. Section 301" in talk.reply.response


@pytest.mark.parametrize("said", ["make it 3", "3 of us now", "no 3, two of them bailed"])
def test_another_number_alone_stays_where_the_seats_are(fan: Fan, said: str) -> None:
    talk = five(fan, "the first one")
    where = talk.reply.response.split(",")[0]
    talk.say(said)
    assert where in talk.reply.response
    assert "3 × " in talk.reply.response


def test_a_number_and_the_aisle_is_a_number(fan: Fan) -> None:
    talk = five(fan, "the first one")
    talk.say("3 and on the aisle please")
    assert "3 × " in talk.reply.response or "three tickets" in talk.reply.response
