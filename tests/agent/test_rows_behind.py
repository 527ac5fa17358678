"""Seats by three numbers in a row, and rows at the back of a part: those are offered, and no row in front is held instead."""

from collections.abc import Callable

import pytest
from tests.agent.summer import summer_season
from tests.agent.talk import Talk, runner

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


@pytest.fixture
def fan(sqlite_database: Database, clock: FixedClock) -> Fan:
    turns = runner(sqlite_database, clock, summer_season(clock.now))
    return lambda customer_id=None: Talk(turns, customer_id)


def rows(talk: Talk) -> set[str]:
    return {option.row for option in talk.card("seats").options}


@pytest.mark.parametrize(
    "said",
    ["3 for sable nights, stalls row C, seats 5 6 7 if theyre there", "stalls row C seats 5 6 7 for sable nights", "seats 5 6 7 in row C of the stalls for sable nights"],
)  # fmt: skip
def test_numbers_with_nothing_between_are_seats(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "row C, seats 5–7" in talk.reply.response


@pytest.mark.parametrize("said", ["2 for sable nights, near the back of the stalls", "2 for sable nights at the back of the stalls", "2 for sable nights, last row of the stalls", "2 for sable nights in the back rows of the stalls"])  # fmt: skip
def test_the_back_of_a_part_is_its_rows_behind(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert rows(talk) <= {"E", "F", "G", "H"}


@pytest.mark.parametrize(
    "said", ["at the back of the stalls", "last row of the stalls please", "near the back of the stalls"]
)
def test_said_of_the_list_it_holds_no_row_in_front(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for sable nights", said)
    assert "hold" not in talk.cards()
    assert rows(talk) <= {"E", "F", "G", "H"}


@pytest.mark.parametrize("said", ["the stalls please", "front row of the stalls"])
def test_a_part_that_is_named_alone_is_still_picked(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for sable nights", said)
    assert "row A" in talk.reply.response
