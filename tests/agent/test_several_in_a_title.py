"""Several shows in one wish: two rounds of one cup told apart by a part of the title, both of a list, and the next after a yes or a purchase."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, runner
from tests.agent.test_named_by_its_title import cup_season

from willcall.agent.turn import TurnRunner
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


@pytest.fixture
def house(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, cup_season(clock.now))


@pytest.fixture
def talk(house: TurnRunner) -> Talk:
    return Talk(house, "cus_max")


@pytest.mark.parametrize(
    "said",
    [
        "want 2 for the korfball semi final and 2 for the final, cheapest u have",
        "3 tickets for the korfball semis and then 2 for the final please",
        "2 for the korfball semi-finals, 4 for the final",
    ],
)
def test_two_rounds_in_one_wish_come_one_after_the_other(talk: Talk, said: str) -> None:
    reply = talk.say(said)
    assert "One after the other" in reply.response
    assert "Semi-finals on" in reply.response
    assert "Final on" not in reply.response
    talk.say("the first", "yes")
    assert "Cup Korfball: Final on" in talk.pay().response


@pytest.mark.parametrize("said", ["both! 2 for each night", "i want both, 2 each", "2 tickets for both games please"])
def test_both_of_a_list_come_one_after_the_other(talk: Talk, said: str) -> None:
    talk.say("korfball tickets")
    assert talk.awaiting == "event"
    reply = talk.say(said)
    assert "One after the other" in reply.response
    assert "Semi-finals on" in reply.response
    assert "two tickets" in reply.response
    talk.say("the first", "yes")
    assert "Cup Korfball: Final on" in talk.pay().response


@pytest.mark.parametrize("said", ["not both, just the final", "2 for both of us, the final"])
def test_both_of_us_are_no_two_shows(talk: Talk, said: str) -> None:
    talk.say("2 for the korfball")
    reply = talk.say(said)
    assert "One after the other" not in reply.response
    assert "Final on" in reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ok semi finals first then", "Semi-finals on"),
        ("the semis", "Semi-finals on"),
        ("ok the final please", "Cup Korfball: Final on"),
    ],
)
def test_one_of_a_list_is_picked_by_a_part_of_its_title(talk: Talk, said: str, told: str) -> None:
    talk.say("2 for the korfball")
    assert told in talk.say(said).response


@pytest.mark.parametrize("said", ["what's the final price?", "is that the final total"])
def test_what_is_final_of_a_price_is_no_show(talk: Talk, said: str) -> None:
    talk.say("2 for the korfball")
    assert "Final on" not in talk.say(said).response


@pytest.mark.parametrize("said", ["yes and then the final", "yes please, and also the final"])
def test_a_yes_to_what_is_offered_comes_before_the_next(talk: Talk, said: str) -> None:
    talk.say("2 for the korfball semi final, lakeside stand row A")
    assert len(talk.card("seats").options) == 1
    assert "I'm holding" in talk.say(said).response
    assert "Semi-finals" in talk.reply.response
    talk.say("yes")
    assert "Cup Korfball: Final" in talk.pay().response


@pytest.mark.parametrize("said", ["now same for the final", "same again for the final please"])
def test_the_same_for_the_other_round(talk: Talk, said: str) -> None:
    talk.say("2 for the korfball semi final", "the first", "yes")
    talk.pay()
    reply = talk.say(said)
    assert "Cup Korfball: Final on" in reply.response
    assert "two tickets" in reply.response
