"""A change of an order that is under way: a list after a quote takes it off the table, places that have gone are no end of it, and it stays an exchange."""

from collections.abc import Callable

import pytest
from tests.agent.harbour import harbour_season
from tests.agent.talk import Talk, runner

from willcall.agent.turn import TurnRunner
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


@pytest.fixture
def town(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, harbour_season(clock.now))


@pytest.fixture
def floor(town: TurnRunner) -> Talk:
    """Two places on a floor where any is as good as another."""
    talk = Talk(town, "cus_fin")
    talk.say("2 for Fiddle and Bass on the floor", "yes", "yes")
    talk.pay()
    return talk


@pytest.mark.parametrize("agreed", ["1 ok do it", "2, please go ahead", "2 yes do that"])
def test_a_pick_of_a_later_list_is_none_of_what_was_quoted_before(fan: Fan, agreed: str) -> None:
    talk = fan("cus_ida")
    talk.say("can i move my otters seats to somewhere better", "the 101 ones")
    assert "101" in talk.reply.response
    talk.say("too dear, what about the terrace instead?")
    assert talk.awaiting == "seats"
    reply = talk.say(agreed)
    assert "101" not in reply.response
    assert "Terrace" in reply.response
    assert "quote" in talk.cards()


def test_ok_after_a_later_list_agrees_to_no_earlier_quote(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("can i move my otters seats to somewhere better", "the 101 ones", "too dear, the terrace instead?")
    reply = talk.say("ok do it")
    assert "101" not in reply.response
    assert talk.awaiting != "payment"


def test_a_yes_to_the_quote_itself_still_is_one(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("can i move my otters seats to somewhere better", "the 101 ones")
    talk.say("yes do it")
    assert talk.awaiting == "payment"


def test_others_are_taken_where_any_place_is_as_good(floor: Talk, town: TurnRunner) -> None:
    floor.say("swap them for High Tide")
    quicker = Talk(town)
    quicker.say("2 for High Tide, the floor", "yes")
    reply = floor.say("the floor")
    assert "already taken" not in reply.response
    assert "evt_" not in reply.response
    assert floor.card("quote").kind == "exchange"


def test_seats_that_have_gone_are_offered_anew_and_the_exchange_goes_on(town: TurnRunner) -> None:
    talk = Talk(town, "cus_fin")
    talk.say("2 for La Lanterna on the 18th in the grand circle", "the first", "yes")
    talk.pay()
    talk.say("swap them for the 19th")
    gone = list(talk.card("seats").options[0].seat_ids)
    event = talk.card("seats").event_id
    town.boxoffice.hold_tickets(
        actor=Talk(town, "cus_una").actor, event_id=event, seat_ids=gone, expires_in_seconds=300, idempotency_key="k"
    )
    reply = talk.say("the first one")
    assert "Someone was quicker" in reply.response
    assert "quote" not in talk.cards()
    assert talk.awaiting == "seats"
    assert gone not in [o.seat_ids for o in talk.card("seats").options]
    talk.say("the first one")
    assert talk.card("quote").kind == "exchange"


@pytest.mark.parametrize(
    "said",
    ["The floor is fine. What would I have to pay?", "floor. what will i still need to pay?", "the floor please"],
)
def test_the_only_part_there_is_is_quoted(floor: Talk, said: str) -> None:
    floor.say("swap them for High Tide")
    floor.say(said)
    assert floor.card("quote").kind == "exchange"


@pytest.mark.parametrize(
    "said",
    ["no no, not buying, exchanging. the order i have", "i'm not buying, i want to swap", "swapping, not buying!"],
)
def test_what_is_looked_at_is_wanted_for_tickets_one_has(floor: Talk, said: str) -> None:
    floor.say("High Tide, floor, two please")
    assert floor.awaiting == "seats"
    reply = floor.say(said)
    assert "High Tide" in reply.response
    assert floor.card("quote").kind == "exchange"


@pytest.mark.parametrize(
    "said",
    [
        "High Tide, 3 April. Swap my {order} for two on the floor there.",
        "It's High Tide on April 3rd I want: exchange order {order} for that, the floor",
    ],
)
def test_an_order_becomes_the_show_that_is_named_before_its_number(floor: Talk, said: str) -> None:
    order = floor.orders()[0].order_id
    reply = floor.say(said.format(order=order))
    assert "High Tide" in reply.response
    assert {"quote", "seats"} & set(floor.cards())
    assert "what you paid counts" in reply.response or floor.card("quote").kind == "exchange"


def test_better_seats_of_an_order_are_no_exchange(fan: Fan) -> None:
    talk = fan("cus_ida")
    reply = talk.say("move my order ord_ida1 to the terrace")
    assert "Better seats" in reply.response


@pytest.mark.parametrize(
    "said",
    [
        "I've two terrace tickets for the soccer but my hip's bad. Can I swap up to a seat?",
        "we have 2 on the terrace for the soccer, could we move up to proper seats?",
    ],
)
def test_a_seat_for_a_place_to_stand_is_of_the_same_night(town: TurnRunner, said: str) -> None:
    talk = Talk(town, "cus_fin")
    talk.say("2 for Kilmarsh Town on the terrace", "yes", "yes")
    talk.pay()
    assert "Better seats for Kilmarsh Town" in talk.say(said).response


def test_a_seat_for_another_night_is_an_exchange(floor: Talk) -> None:
    reply = floor.say("can i swap up to a seat at High Tide on April 3rd instead")
    assert "Better seats" not in reply.response
