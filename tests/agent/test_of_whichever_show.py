"""Which of several shows is meant, what it is like, and words that are no name."""

import pytest
from tests.agent.harbour import harbour_season
from tests.agent.talk import Talk, runner

from willcall.agent.dialogue.wishes import several
from willcall.agent.turn import TurnRunner
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database


@pytest.fixture
def turns(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, harbour_season(clock.now))


def test_the_day_of_a_show_only_wondered_about_is_not_that_of_the_one_wanted(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("hm what about the soccer on friday, is that not the weekend too lol. 2 for the rugby so, standing")
    assert "There is nothing" not in talk.reply.response
    assert talk.reply.response.startswith("Coast Rugby v Lough Rugby on Sat 14 Mar")


def test_two_shows_that_are_both_wanted_stay_two(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("2 for the rugby, standing. And 3 for the soccer on the 13th")
    assert "comes right after this" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "what about swapping them for the paudge kerr gig thursday",
        "could you exchange them for that paudge kerr concert on thursday",
    ],
)
def test_a_show_is_found_though_it_is_called_another_kind(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_sinead")
    talk.say("refund my fiddle and bass tickets please", said)
    assert talk.reply.response.startswith("Seats for Paudge Kerr: Notions on Thu 12 Mar")


def test_a_kind_there_is_not_is_still_not_found(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("any comedy on the 13th")
    assert "There is nothing on that date" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "Whats the limit on hurling tickets, need 8 for the final for the lads",
        "how many hurling tickets can i get, need 8 for the final",
        "need 8 for the hurling final",
    ],
)
def test_a_kind_beside_a_show_of_it_is_no_other_show(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(said)
    assert "can't find" not in talk.reply.response
    assert "right after this" not in talk.reply.response
    assert "at most 6 tickets can be bought in one order, not 8" in talk.reply.response


@pytest.mark.parametrize("said", ["yeah but what kinda music is it??", "what kind of music is this?"])
def test_what_a_show_is_like_is_told_of_the_one_in_hand(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("fiddle and bass on the 13th", said)
    assert "Trad samples" in talk.reply.response
    assert "Moonshiners" not in talk.reply.response


def test_what_else_there_is_is_looked_for_beyond_the_show_in_hand(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("fiddle and bass on the 13th", "is there anything else in kilmarsh next wk")
    offered = {option.name for option in talk.card("events").options}
    assert {"The Salt Store Gong Show", "Paudge Kerr: Notions", "Coast Rugby v Lough Rugby"} <= offered
    assert "Fiddle & Bass" not in offered


def test_asking_for_others_in_a_part_holds_none(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("two for fiddle and bass on the 13th", "anything else in the mezzanine?")
    assert "hold" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "four together in the grand circle for the opera on the 19th, my grandson is autistic",
        "4 in the grand circle for the opera on the 19th, there's a gang of us",
        "four in the grand circle for the opera on the 19th, my sister and the kids",
    ],
)
def test_english_words_are_no_misspelt_shows(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(said)
    assert talk.reply.response.startswith("La Lanterna on Thu 19 Mar")
    assert not talk.reply.state.model_dump().get("later")


@pytest.mark.parametrize("said", ["2 for lantrena on the 19th", "2 for paudje kerr", "2 for the fidle and bass night"])
def test_misspelt_shows_are_still_found(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(said)
    assert "seats" in talk.cards()


def test_what_is_decided_at_last_is_what_counts() -> None:
    assert several.decided((), "2 for the rugby") == ()
