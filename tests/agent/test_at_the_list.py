"""Numbers, prices and questions at a list of seats: what picks, what only asks, and what picks again once something is held."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def listed(fan: Fan) -> Talk:
    """Section 101, 102, Terrace, 301 for two; the first three cost $88, $88 and $66 each, the last $27.50."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday")
    assert [option.section for option in talk.card("seats").options] == ["101", "102", "Terrace", "301"]
    return talk


def held(talk: Talk) -> tuple[str, int]:
    quote = talk.card("quote")
    return quote.items[0].label, len(talk.card("hold").seat_ids)


@pytest.mark.parametrize(
    "said",
    [
        "go 4",
        "ill go for 4",
        "numero 4",
        "4th opt",
        "fourth pls n thank u",
        "4 pls money no object haha",
        "ugh so pricey. 4 then",
        "ok 4 it is",
        "4 i guess",
        "1.. actually no my wife will kill me, 4",
        "3. no hang on, 4, im skint till payday",
        "number 1, no sorry 4, misread it",
        "the ones for 27.50",
        "the 28 buck ones",
        "ill take the 27.50 ones",
    ],
)
def test_a_number_with_anything_about_it_is_a_place_in_the_list(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert held(talk) == ("2 × Section 301", 2)


@pytest.mark.parametrize(
    ("said", "section"),
    [("the second cheapest", "Terrace"), ("third cheapest pls", "101"), ("the dearest", "101")],
)
def test_a_place_among_the_prices_is_that_price(fan: Fan, said: str, section: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert section in held(talk)[0]


@pytest.mark.parametrize(
    "said", ["actually 3", "make it 3", "3 of us", "3 tickets", "sorry, 3", "make that 3 my cousin is coming"]
)
def test_a_number_of_people_stays_one(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say(said)
    assert "hold" not in talk.cards() or held(talk)[1] == 3, talk.reply.response


@pytest.mark.parametrize(
    "said", ["4 - can i get a refund if my mate bails", "ill go for 4. how do i get the tickets, email?"]
)
def test_what_is_asked_beside_a_pick_is_answered(fan: Fan, said: str) -> None:
    talk = listed(fan)
    reply = talk.say(said)
    assert held(talk) == ("2 × Section 301", 2)
    assert not reply.response.startswith("I'm holding")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("how much is 3 all in", "3. Terrace"),
        ("whats 4 come to in total", "4. Section 301"),
        ("which row is number 2 in", "2. Section 102, row A"),
        ("how much is the second one?", "2. Section 102"),
        ("whats the diff between 1 and 4", "Number 1 costs $121.00 more in all than number 4."),
        ("difference between option 1 and 2?", "They cost the same."),
    ],
)
def test_what_is_asked_of_a_place_is_told_and_picks_nothing(fan: Fan, said: str, told: str) -> None:
    talk = listed(fan)
    reply = talk.say(said)
    assert told in reply.response
    assert (talk.awaiting, "hold" in talk.cards()) == ("seats", False)


@pytest.mark.parametrize("said", ["how much for 3", "can i have number 3", "how much is parking"])
def test_other_questions_are_heard_as_they_were(fan: Fan, said: str) -> None:
    talk = listed(fan)
    assert not talk.say(said).response.startswith("3. ")


@pytest.mark.parametrize(
    "said",
    [
        "wrong one!! i wanted the first",
        "no the first one",
        "sorry meant 1 not 4",
        "i hit 4 by mistake, wanted 1",
        "oops misclick, i want option 1",
    ],
)
def test_another_than_the_one_held_is_taken(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say("4")
    talk.say(said)
    assert held(talk) == ("2 × Section 101", 2)


def test_a_price_of_the_list_is_taken_instead(fan: Fan) -> None:
    talk = listed(fan)
    talk.say("3")
    talk.say("the 27.50 ones instead pls, wife gone mad at price")
    assert held(talk) == ("2 × Section 301", 2)


@pytest.mark.parametrize("said", ["sorry meant 3 tickets", "make it 3", "no 3 of us"])
def test_more_of_what_is_held_is_no_other_place(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say("4")
    talk.say(said)
    assert held(talk) == ("3 × Section 301", 3)


@pytest.mark.parametrize(
    "said", ["show me the list again", "can i see the other options first", "back to the list pls"]
)
def test_the_list_is_shown_once_more_and_nothing_let_go(fan: Fan, said: str) -> None:
    talk = listed(fan)
    hold = talk.say("4").cards[0]
    talk.say(said)
    assert (talk.awaiting, "seats" in talk.cards()) == ("seats", True)
    assert talk.say("the terrace ones").response.startswith("I'm holding Terrace")
    assert talk.card("hold").id != hold.id


@pytest.mark.parametrize(
    "said",
    [
        "dont book yet",
        "not sure yet, let me think a min",
        "hang on asking the wife",
        "gimme 5 mins",
        "need more time",
        "id like to think about it",
    ],
)
def test_whoever_is_not_ready_loses_nothing(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say("4")
    reply = talk.say(said)
    assert talk.awaiting == "confirmation"
    assert "let" not in reply.response.lower()
    talk.say("yes")
    assert talk.awaiting in {"payment", "confirmation"}
    assert "payment" in talk.cards()


@pytest.mark.parametrize("said", ["dont book it", "no thanks", "let me think... no, cancel it"])
def test_a_no_is_one(fan: Fan, said: str) -> None:
    talk = listed(fan)
    talk.say("4")
    talk.say(said)
    assert talk.awaiting != "confirmation"


def test_what_each_of_those_held_costs_is_told(fan: Fan) -> None:
    talk = listed(fan)
    talk.say("4")
    assert "$27.50 each" in talk.say("how much is that each").response


@pytest.mark.parametrize("said", ["can u do saturday instead, friday no good now", "fridays dont suit, saturday?"])
def test_a_day_that_is_no_good_is_turned_down(fan: Fan, said: str) -> None:
    talk = listed(fan)
    assert "Sat, Mar 7" in talk.say(said).response
