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


@pytest.mark.parametrize(
    "said",
    [
        "no no FIVE in all, me wife two kids and grandad",
        "5 in total: me, my wife and 3 kids",
        "five of us, me and the wife and two kids and grandad",
    ],
)
def test_a_number_in_all_rules_over_those_who_make_it_up(fan: Fan, said: str) -> None:
    talk = fan("cus_max")
    talk.say("4 for the otters on friday in 301", said)
    assert len(talk.card("seats").options[0].seat_ids) == 5


def test_who_comes_besides_is_counted_still(fan: Fan) -> None:
    talk = fan("cus_max")
    talk.say("2 for the otters on friday in 301", "3 of us, me and my mate. plus my brother wants to come too")
    assert len(talk.card("seats").options[0].seat_ids) >= 3


def test_pieces_are_tickets(fan: Fan) -> None:
    talk = fan("cus_max")
    talk.say("tickets otters friday 4 pcs in 301")
    assert len(talk.card("seats").options[0].seat_ids) == 4


@pytest.mark.parametrize("said", ["The second row B one please, number 8.", "row B please, number 8"])
def test_a_number_beside_a_row_is_no_count(fan: Fan, said: str) -> None:
    talk = fan("cus_max")
    talk.say("1 for the otters on friday in 301", said)
    assert [len(option.seat_ids) for option in talk.card("seats").options] == [1]
