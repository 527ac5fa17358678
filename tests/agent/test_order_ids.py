"""Orders called by their id, in whatever case of letters it is typed."""

import pytest
from tests.agent.harbour import harbour_season
from tests.agent.talk import Talk, runner

from willcall.agent.turn import TurnRunner
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database


@pytest.fixture
def turns(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, harbour_season(clock.now))


@pytest.mark.parametrize("said", ["ord_HB1003", "ord_hb1003", "ORD_HB1003", "order number HB1003"])
def test_an_order_is_found_by_its_id_however_it_is_typed(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_tomas")
    talk.say(f"I have order {said}, four for hurling. Please refund two tickets only.")
    assert talk.card("quote").kind == "refund"
    assert "Refund of 2 tickets" in talk.reply.response


def test_an_order_of_somebody_else_is_named_as_it_was_typed(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_tomas")
    talk.say("please refund order ord_HB1001")
    assert "I can't find order ord_HB1001 among yours" in talk.reply.response
