"""Limits that are only roughly meant, new limits, parts under a roof, and kinds of shows there are none of."""

import pytest
from tests.agent.harbour import harbour_season
from tests.agent.talk import Talk, runner

from willcall.agent.turn import TurnRunner
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database


@pytest.fixture
def turns(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, harbour_season(clock.now))


def _parts(talk: Talk) -> set[str]:
    return {option.section for option in talk.card("seats").options}


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("best seats for la lanterna for about a hundred each, theres 2 of us on the 18th", True),
        ("2 for la lanterna on the 18th, around 100 each", True),
        ("2 for la lanterna on the 18th, under 100 each", False),
        ("2 for la lanterna on the 18th, 100 each at most", False),
    ],
)
def test_about_so_much_is_no_hard_limit(turns: TurnRunner, said: str, there: bool) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(said)
    assert ("Parterre" in _parts(talk)) is there


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("has paudge kerr much on the mezzanine left? want 4 near the front, 25 max each before fees", True),
        ("4 for paudge kerr, mezzanine, max 25 a ticket plus fees", True),
        ("4 for paudge kerr, mezzanine, max 25 a ticket", False),
        ("4 for paudge kerr, mezzanine, max 25 a ticket with fees", False),
    ],
)
def test_a_limit_before_fees_leaves_room_for_them(turns: TurnRunner, said: str, there: bool) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(said)
    assert ("Mezzanine" in _parts(talk)) is there


@pytest.mark.parametrize(
    "said", ["so nothing for 101? parterre id have thought", "ok ok 2 in the parterre row A for 202 all in"]
)
def test_a_new_limit_takes_the_place_of_the_old(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("2 for la lanterna on the 18th, under 100 each", said)
    assert _parts(talk) == {"Parterre"}


@pytest.mark.parametrize(
    "said", ["hurling final, 2, cheapest seats with a roof over them", "2 for the hurling final, covered please"]
)
def test_seats_under_a_roof_are_in_the_part_that_is_called_covered(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(said)
    assert _parts(talk) == {"Mill Stand"}


@pytest.mark.parametrize(
    "said", ["2 for the hurling final, river stand", "2 for the hurling final, not covered is fine"]
)
def test_without_a_roof_any_part_is_shown(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(said)
    assert "River Stand" in _parts(talk)


@pytest.mark.parametrize(
    "said", ["hallo i want go hockey match in kilmarsh saturday the 14th 2 person what price", "any tennis on?"]
)
def test_a_kind_there_is_none_of_is_said_to_be_missing(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(said)
    assert talk.reply.response.startswith("I can't find “")


@pytest.mark.parametrize("said", ["2 for the rugby", "any hurling on?", "is the soccer on friday the 13th"])
def test_a_kind_there_is_is_not_missing(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(said)
    assert "can't find" not in talk.reply.response
