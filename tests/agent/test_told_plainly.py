"""Seats by row and number, days without a month, what a show says of itself, and wishes after a dismissal."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.state import Wanted
from willcall.understanding.dates import dates
from willcall.understanding.quantities import quantities
from willcall.understanding.reading import Catalogue, Show, When
from willcall.understanding.refs import references
from willcall.understanding.text import plain

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    ("said", "row", "seats"),
    [("row C 6 and 7", "C", ["6", "7"]), ("C6 and 7", "C", ["6", "7"]), ("in row b, seats 5-8 please", "B", ["5", "6", "7", "8"])],
)  # fmt: skip
def test_seats_are_told_by_row_and_number(said: str, row: str, seats: list[str]) -> None:
    found = references(plain(said))
    assert [one.value for one in found if one.name == "row"] == [row]
    assert [one.value for one in found if one.name == "seat"] == seats


def test_seat_numbers_are_no_number_of_tickets(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "C6 and 7")
    assert "7 × " not in talk.reply.response
    assert "seven" not in talk.reply.response


def test_a_row_in_a_part_of_the_house(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "B in the terrace please")
    assert "row B" in talk.reply.response
    assert "row A" not in talk.reply.response


def test_a_day_alone_is_of_the_month_in_which_the_show_is() -> None:
    starts = datetime(2026, 4, 30, 19, tzinfo=UTC)
    show = Show("evt_1", "Dinosaurs on Ice", (), (), "show", "Dome", "Marlow", starts, "UTC")
    house = Catalogue("1", shows=(show,))
    when, now = When(date(2026, 3, 30), date(2026, 3, 30)), datetime(2026, 3, 4, tzinfo=UTC)
    meant = wanting.as_meant(Wanted(event_ids=["evt_1"], when=when), house, now, "the dinosaurs on the 30th")
    assert meant is not None
    assert meant.when == When(date(2026, 4, 30), date(2026, 4, 30))
    assert wanting.as_meant(Wanted(event_ids=["evt_1"], when=when), house, now, "on march 30") is None
    assert wanting.as_meant(Wanted(when=when), house, now, "anything on the 30th") is None


@pytest.mark.parametrize("said", ["anything around christmas", "shows over xmas", "the christmas holidays"])
def test_about_christmas_is_more_than_a_day(said: str) -> None:
    (found,) = dates(said, today=date(2026, 11, 29), day_first=True)
    assert found.value.first <= date(2026, 12, 19)
    assert found.value.last >= date(2026, 12, 31)


def test_christmas_day_is_a_day() -> None:
    (found,) = dates("on christmas day", today=date(2026, 11, 29), day_first=True)
    assert found.value.first == found.value.last == date(2026, 12, 25)


def test_ages_are_no_tickets() -> None:
    assert quantities(plain("they're 4 and 7").text) == []
    assert [one.value for one in quantities(plain("4 tickets, they're 4 and 7").text)] == [4]


def test_a_yes_beside_a_question_takes_the_one_offer(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday, row B in the terrace", "yes please, hold those. is there step-free access?")
    assert talk.card("hold").seat_ids
    assert "search_knowledge" in [tool.name for tool in talk.reply.usage.tools]


def test_a_bare_yes_to_several_takes_none(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday, good seats", "yes")
    assert "hold" not in talk.cards()


def test_together_is_told_of_what_is_held(fan: Fan) -> None:
    talk = fan()
    talk.say("3 for the otters on saturday", "the terrace", "is that all 3 together?")
    assert "Yes, side by side." in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_a_section_named_after_a_price_is_wanted(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "ah ok 101 is too much. 301 then")
    assert "cheaper" not in talk.reply.response
    assert "301" in talk.reply.response


@pytest.mark.parametrize("said", ["ok nevermind. is there parking", "leave it. where can we park?"])
def test_a_question_after_a_dismissal_is_answered(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    assert "Source: Parking" in talk.reply.response
    assert talk.awaiting is None


def test_a_wish_after_a_dismissal_is_taken_up(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can i swap them to saturday", "ah leave it then. can i just refund them")
    assert talk.card("quote").kind == "refund"


def test_other_seats_of_the_same_night_are_no_exchange(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can you swap us into 101")
    assert "Better seats" in talk.reply.response


def test_a_show_called_off_is_no_refund_of_ones_own(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "what if the show gets cancelled by you")
    assert "Day-before refunds" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["is 202 behind the basket", "is row A right up against the stage", "which seats are nearest the bar"]
)
def test_where_a_part_lies_is_a_question(said: str) -> None:
    assert asking.of_its_kind(said)


@pytest.mark.parametrize(
    "said", ["is 202 still available", "are the terrace seats free", "is there anything in 101 under 50"]
)
def test_whether_it_is_free_is_none(said: str) -> None:
    assert not asking.of_its_kind(said)


@pytest.mark.parametrize(
    "said", ["is that one really the nearest the middle?", "do the seats have a good view", "which seat is his", "is it near the stage"]
)  # fmt: skip
def test_a_question_of_what_is_held_keeps_it(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "the terrace", said)
    assert talk.awaiting == "confirmation"
    assert "seats" not in talk.cards()


def test_other_seats_may_still_be_asked_for(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "301", "do you have anything closer?")
    assert talk.card("seats").options


def test_the_rest_of_a_list(fan: Fan) -> None:
    talk = fan()
    first = {option.event_id for option in talk.say("what's on").cards[-1].options}
    rest = {option.event_id for option in talk.say("show me the rest of them").cards[-1].options}
    assert rest
    assert not first & rest


def test_dear_is_no_complaint_and_insisting_neither(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("still think 3 dollars an order is a rip off")
    assert "case" not in talk.reply.response
    talk.say("what did my wife buy, look at her order", "come on, she said it's fine")
    assert "case" not in talk.reply.response


def test_more_than_the_limit_is_said_and_not_held(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "the terrace", "actually make it 10")
    assert "not 10" in talk.reply.response
    assert "hold" not in talk.cards()


def test_a_question_is_no_look_at_orders(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("do you have parking for people who bought tickets")
    assert "don't see any orders" not in talk.reply.response


def test_a_second_show_is_acknowledged_and_comes_after(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday", "301 is fine for the otters. and 3 for the Lina Marsh Quartet")
    assert "comes right after this" in talk.reply.response
    assert talk.card("hold").seat_ids
    talk.say("yes")
    talk.pay()
    assert "Lina Marsh" in talk.reply.response


def test_coming_another_day_instead_is_an_exchange(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("something came up, could we come on another day instead?")
    assert "would you like instead" in talk.reply.response
