"""A show by a word of its title that is a word for its kind too, by a part of a title, and one of the orders just listed by its kind."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.agent.harbour import harbour_season
from tests.agent.summer import summer_season
from tests.agent.talk import Talk, after_buying, runner

from willcall.agent.turn import TurnRunner
from willcall.boxoffice.season import Season, SeasonEvent, SeasonOrder
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


def cup_season(now: datetime) -> Season:
    """A house with three evenings of the classical kind, and a cup in two rounds."""
    whole = summer_season(now)
    opera, match = whole.events[2], whole.events[5]

    def show(key: str, name: str, kind: str, days: int, aliases: list[str]) -> SeasonEvent:
        event = opera if kind == "classical" else match
        starts = now + timedelta(days=days, hours=7)
        told = {"event_id": key, "name": name, "kind": kind, "aliases": aliases, "performers": [], "starts_at": starts}
        return event.model_copy(update={**told, "ends_at": starts + timedelta(hours=2), "doors_at": starts})

    extra = [
        show("sym", "Tessaly Philharmonic: Night Pieces", "classical", 12, ["the philharmonic"]),
        show("rec", "Noon Recital", "classical", 4, []),
        show("ode", "The Harvest Ode", "classical", 9, []),
        show("semi", "Lakes Cup Korfball: Semi-finals", "korfball", 20, ["korfball semi finals"]),
        show("fin", "Lakes Cup Korfball: Final", "korfball", 21, ["korfball final"]),
    ]
    placed = now - timedelta(days=3)
    orders = [
        SeasonOrder(order_id="ord_N1", customer_id="cus_ann", event_id="semi", section="Lakeside Stand", quantity=2, placed_at=placed),
        SeasonOrder(order_id="ord_N2", customer_id="cus_ann", event_id="ode", section="Stalls", quantity=2, placed_at=placed),
    ]  # fmt: skip
    return whole.model_copy(update={"events": [*whole.events, *extra], "orders": orders})


@pytest.fixture
def house(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, cup_season(clock.now))


@pytest.mark.parametrize(
    "said",
    [
        "5 of us for the philharmonic, all sat together",
        "hello, I'd like to see the philharmonic with my wife, is that doable?",
    ],
)
def test_another_word_for_the_kind_is_the_show_that_is_called_so(house: TurnRunner, said: str) -> None:
    reply = Talk(house).say(said)
    assert "Tessaly Philharmonic" in reply.response
    assert "Noon Recital" not in reply.response
    assert "seats" in reply.response


@pytest.mark.parametrize("said", ["is there any classical music on", "anything classical?"])
def test_a_kind_is_still_all_of_its_shows(house: TurnRunner, said: str) -> None:
    reply = Talk(house).say(said)
    assert "Tessaly Philharmonic" in reply.response
    assert "Noon Recital" in reply.response


@pytest.mark.parametrize(
    "said", ["2 for the korfball semi final", "korfball semis, two please", "2 for the korfball semi-finals"]
)
def test_a_part_of_a_title_is_the_show_it_is_of(house: TurnRunner, said: str) -> None:
    reply = Talk(house).say(said)
    assert "Semi-finals" in reply.response
    assert "Korfball: Final" not in reply.response


def test_the_other_round_is_the_other_show(house: TurnRunner) -> None:
    reply = Talk(house).say("2 for the korfball final")
    assert "Korfball: Final" in reply.response
    assert "Semi" not in reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("open the korfball one", "ord_N1"),
        ("the classical one", "ord_N2"),
        ("Open the korfball one. Also my brother asked me to check his, ord_XY99", "ord_N1"),
    ],
)
def test_one_of_the_orders_listed_is_opened_by_its_kind(house: TurnRunner, said: str, told: str) -> None:
    talk = Talk(house, "cus_ann")
    talk.say("list my orders please")
    reply = talk.say(said)
    assert talk.card("order").order_id == told
    assert ("nobody else's" in reply.response) is ("brother" in said)


def test_an_order_of_somebody_else_alone_is_not_shown(house: TurnRunner) -> None:
    talk = Talk(house, "cus_ann")
    talk.say("list my orders please")
    talk.say("my brother asked me to check his, ord_XY99")
    assert "order" not in talk.cards()


@pytest.mark.parametrize("said", ["what time do i have to be there", "when do doors open?"])
def test_after_an_exchange_it_is_the_new_date_that_is_told(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("swap them for the Saturday game", "the first")
    talk.press(type="confirm", quote_id=talk.card("quote").quote_id)
    assert "your tickets are now for" in talk.reply.response
    reply = talk.say(said)
    assert "Sat" in reply.response
    assert "Fri" not in reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("then swap both of them for High Tide", False),
        ("could we swap all for High Tide then?", False),
        ("then swap it for High Tide", True),
    ],
)
def test_that_an_order_moves_as_a_whole_is_told_to_who_may_think_otherwise(
    sqlite_database: Database, clock: FixedClock, said: str, told: bool
) -> None:
    talk = Talk(runner(sqlite_database, clock, harbour_season(clock.now)), "cus_sinead")
    assert "cannot be refunded" in talk.say("refund one of my two tickets for Fiddle and Bass").response
    assert ("only as a whole" in talk.say(said).response) is told
