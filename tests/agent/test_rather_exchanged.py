"""An exchange that was taken for a sale or for better seats, and what is told or asked of tickets one has at the first word."""

import pytest
from tests.agent.harbour import harbour_season
from tests.agent.talk import Talk, runner

from willcall.agent.dialogue.owned import already, rather_exchanged
from willcall.agent.turn import TurnRunner
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database


@pytest.fixture
def turns(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, harbour_season(clock.now))


def _exchanges(talk: Talk) -> None:
    assert talk.reply.state.flow == "exchange"
    quoted = "Shall I exchange them?" in talk.reply.response  # a row that is named is quoted at once
    assert quoted or "what you paid counts towards them" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "grand swap all six for the dj ruan night on the 13th, snug",
        "ok exchange them for fiddle and bass so",
        "right, switch the lot to fiddle & bass",
    ],
)
def test_after_a_refusal_a_named_show_is_swapped_for(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_colm")
    talk.say("i want to refund two of my high tide tickets")
    assert "just tell me which" in talk.reply.response
    talk.say(said)
    _exchanges(talk)
    assert "Fiddle & Bass" in talk.reply.response


def test_after_a_refusal_tickets_are_still_sold(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_colm")
    talk.say("i want to refund two of my high tide tickets", "two for the gong show please, mezzanine")
    assert talk.reply.state.flow == "purchase"


@pytest.mark.parametrize(
    "said",
    [
        "thats a new sale?? i dont want to pay 291, i want to EXCHANGE the ones i have",
        "yes i want to swap order for high tide (6 snug) to fiddle and bass snug row 1",
        "no no, not a new order, swap the tickets i have for these",
    ],
)
def test_at_a_list_of_seats_for_sale_what_one_has_is_exchanged_for_them(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_colm")
    talk.say("six for fiddle and bass in the snug", said)
    _exchanges(talk)
    assert "Fiddle & Bass" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["can i swap them later if we cant come", "swap to the mezzanine instead", "could i change my mind until friday"],
)
def test_at_a_list_of_seats_for_sale_a_sale_stays_one(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_colm")
    talk.say("six for fiddle and bass in the snug", said)
    assert talk.reply.state.flow == "purchase"


@pytest.mark.parametrize(
    "said",
    [
        "I don't want better seats. Same kind of seats, other night, Thursday 19 March",
        "no upgrade thanks, the same seats on the 19th",
        "another night i said, the 19th of march",
    ],
)
def test_at_better_seats_another_night_is_one(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say("any better seats for my opera tickets", said)
    _exchanges(talk)
    assert "Thu 19 Mar" in talk.reply.response


def test_from_one_day_to_another_is_no_move_within_the_house(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say("exchange my lanterna tickets from the 18th to the 19th please, grand circle")
    _exchanges(talk)
    assert {option.section for option in talk.card("seats").options} == {"Grand Circle"}


@pytest.mark.parametrize(
    "said", ["for gods sake. swap my opera tickets to the 19th", "swap my opera tickets to the 19th, for gods sake"]
)
def test_an_exclamation_names_no_part_of_the_house(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say(said)
    _exchanges(talk)
    assert {option.section for option in talk.card("seats").options} == {"Grand Circle"}


@pytest.mark.parametrize(
    "said", ["2 in the gods for the opera on the 19th", "oh the gods are fine, 2 for the opera on the 19th"]
)
def test_a_part_of_the_house_that_an_exclamation_holds_is_still_one(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(said)
    assert {option.section for option in talk.card("seats").options} == {"The Gods"}


@pytest.mark.parametrize(
    "said",
    [
        "hey ive six snug tix for high tide but its 2 couples now, can u give back two of em and how much would i get",
        "i've six snug seats for high tide, can two of them go back",
    ],
)
def test_what_kind_of_tickets_one_has_does_not_make_them_wanted(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_colm")
    talk.say(said)
    assert "no refunds" in talk.reply.response
    assert "seats" not in talk.cards()


@pytest.mark.parametrize(
    "text", ["I have four friends who want tickets", "we've two more tickets to get", "i have 2 kids, seats for friday"]
)
def test_people_one_has_are_no_tickets(text: str) -> None:
    assert already.HELD.search(text) is None


@pytest.mark.parametrize(
    "said",
    [
        "2 in the grand circle for the opera isnt it, granny cant do the stairs. move us both somewhere with a lift, whats the damage",
        "grand circle for the opera, two of us. upgrade us both to something closer",
    ],
)
def test_who_has_seats_is_moved_and_sold_none(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say(said)
    assert talk.reply.state.flow == "upgrade"
    assert "more in all" in talk.reply.response


def test_the_lift_that_is_asked_for_beside_is_told_of(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say("2 in the grand circle for the opera isnt it. move us both somewhere with a lift")
    assert "sources" in talk.cards()


def test_who_buys_is_sold_seats_though_they_are_to_be_near(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say("two for the opera in the grand circle on the 19th please, and move us nearer the front if you can")
    assert talk.reply.state.flow == "purchase"


@pytest.mark.parametrize(
    "said",
    [
        "i was told by my sister to ask if my opera seats are on the aisle",
        "are my tickets for la lanterna on the aisle?",
        "can you check whether our two for the opera are by the aisle pls",
    ],
)
def test_where_the_seats_of_a_named_show_are_is_told_from_the_order(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say(said)
    assert "aisle. La Lanterna: Grand Circle" in talk.reply.response


def test_seats_on_the_aisle_are_still_looked_for(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say("do you have opera seats on the aisle")
    assert "events" in talk.cards()


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("swap the tickets i have for these", True), ("exchange the ones we already bought", True), ("swap my tickets", True),
        ("swap to the mezzanine", False), ("change the ones you showed me", False), ("move us forward", False),
    ],
)  # fmt: skip
def test_only_tickets_one_has_are_exchanged_for_what_is_listed(text: str, moves: bool) -> None:
    assert (rather_exchanged._MINE_FOR_IT.search(text) is not None) is moves
