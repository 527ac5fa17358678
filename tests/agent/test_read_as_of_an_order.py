"""Wishes for seats that read like changes of an order, and orders told by their seats; a show that is off; an order that is not theirs."""

from collections.abc import Callable

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.boxoffice.season import SeasonOrder
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


@pytest.fixture
def owner(sqlite_database: Database, clock: FixedClock) -> Fan:
    """A fan with orders of two in 301 and of four in the Gallery; the quartet is cancelled."""
    season = small_season(clock.now)
    placed = season.orders[0].placed_at
    more = SeasonOrder(order_id="ord_ida2", customer_id="cus_ida", event_id="evt_05", section="Gallery", quantity=4, placed_at=placed)  # fmt: skip
    events = [e.model_copy(update={"status": "cancelled"}) if e.event_id == "evt_06" else e for e in season.events]
    turns = runner(sqlite_database, clock, season.model_copy(update={"orders": [*season.orders, more], "events": events}))  # fmt: skip
    return lambda customer_id=None: Talk(turns, customer_id)


def test_a_family_that_would_not_sit_upstairs_is_offered_seats(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say(
        "family of 2 adults and 3 kids for the glass orchard on saturday, as cheap as possible but not upstairs with loads of stairs"
    )
    assert "five tickets" in talk.reply.response
    assert "seats" in talk.cards()


@pytest.mark.parametrize(
    "said",
    ["i got called into work so can only do the saturday one. whats on saturday", "cant do friday any more. what's on on saturday?"],
)  # fmt: skip
def test_what_is_on_is_told_and_no_order_looked_for(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "orders on your account" not in talk.reply.response
    assert "The Glass Orchard" in talk.reply.response


def test_tickets_one_has_are_still_moved(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("i got called into work. can I swap my tickets for saturday instead?")
    assert "What's on" not in talk.reply.response
    assert talk.reply.state.flow == "exchange"


@pytest.mark.parametrize("said", ["I would like a refund for all four tickets for the glass orchard, how long does it take?", "refund my tickets for the glass orchard. how long will that take?"])  # fmt: skip
def test_how_long_it_takes_is_asked_of_the_money(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say(said)
    assert "is planned to last" not in talk.reply.response
    assert "days" in talk.reply.response
    assert "quote" in talk.cards()


def test_how_long_a_show_is_is_still_told(fan: Fan) -> None:
    assert "is planned to last" in fan().say("how long does the glass orchard take?").response


@pytest.mark.parametrize(
    "said",
    ["I'd like to return the gallery tickets", "refund my four tickets please", "I'd like to return the two tickets in 301", "refund the two tickets"],
)  # fmt: skip
def test_seats_single_out_the_order(owner: Fan, said: str) -> None:
    talk = owner("cus_ida")
    talk.say(said)
    assert "Which order" not in talk.reply.response
    wanted = "The Glass Orchard" if "gallery" in said or "four" in said else "Pine Foxes"
    assert wanted in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["refund my tickets", "I'd like to return one ticket", "refund three tickets"])
def test_where_they_do_not_it_is_asked(owner: Fan, said: str) -> None:
    talk = owner("cus_ida")
    talk.say(said)
    assert "Which order" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["is the lina marsh quartet still on? can i get 2 for it", "2 for the lina marsh quartet"]
)
def test_a_show_that_is_off_and_has_no_other_date_asks_for_none(owner: Fan, said: str) -> None:
    talk = owner("cus_ann")
    talk.say(said)
    assert "cancelled" in talk.reply.response
    assert "comes right after" not in talk.reply.response
    assert "Which date" not in talk.reply.response


def test_two_shows_are_still_taken_one_after_the_other(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday and 2 for the glass orchard on saturday")
    assert "comes right after this" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["I bought a ticket off a lad in the pub, order number ord_ned1, is it legit?", "ord_ned1, is this order real?"],
)
def test_whether_an_order_is_genuine_is_for_a_person(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "can't tell whether it is genuine" in talk.reply.response
    talk.say("yes please")
    assert talk.reply.state.handed_off


@pytest.mark.parametrize("said", ["14 lads for the otters on friday", "a stag do, 5 lads, the otters on friday"])
def test_lads_are_counted(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "How many tickets would you like?" not in talk.reply.response


def test_a_wheelchair_is_noted_where_the_number_is_asked(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("I need a wheelchair space and tickets for the otters on friday")
    assert "wheelchair" in talk.reply.response


def test_she_and_i_are_two(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("my mam uses a wheelchair, me and her want to go to the otters on friday")
    assert "two tickets with wheelchair access" in talk.reply.response
