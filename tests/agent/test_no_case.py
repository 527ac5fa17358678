"""A case is opened for who asks for a person or tells of a wrong, and for nobody else."""

import pytest
from tests.agent.harbour import harbour_season
from tests.agent.talk import Talk, runner

from willcall.agent.dialogue.acts import no_case
from willcall.agent.turn import TurnRunner
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database


@pytest.fixture
def turns(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, harbour_season(clock.now))


CALLED = "hiya im going to la lanterna on the 18th but i got called into work, can i go on the thursday instead?"


def test_who_was_called_into_work_calls_nobody(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say(CALLED)
    assert not talk.reply.state.handed_off
    assert "Seats for La Lanterna on Thu 19 Mar" in talk.reply.response


def test_a_person_nobody_wants_leaves_the_choice_standing(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say(CALLED, "why a person? no i just want to swap, the first ones are fine")
    assert talk.card("quote").kind == "exchange"


def test_a_kind_word_is_no_complaint(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say(
        "Well at least you're honest. I'd like one seat for the Tiller Sisters, not upstairs, on the aisle, my knee is bad"
    )
    assert "case" not in talk.cards()
    assert "seats" in talk.cards()
    talk.say("I wasnt complaining dear. One aisle seat downstairs please for the Tiller Sisters")
    assert "Whoever looks into" not in talk.reply.response
    assert "seats" in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "i want a person to call me please, i got called into work and cant go to la lanterna",
        "can somebody ring me about my opera tickets",
        "get me a human",
    ],
)
def test_who_asks_for_a_person_gets_one(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say(said)
    assert talk.reply.state.handed_off


def test_a_wrong_is_still_looked_into(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say("your steward shoved my mother last night and nobody said sorry, I want to complain")
    assert "case" in talk.cards()


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("i got called into work", True), ("boss called me in", True), ("was called away for a week", True), ("i'm on call that night", True),
        ("i called you twice", False), ("can somebody call me", False), ("nobody called me back", False),
    ],
)  # fmt: skip
def test_only_who_was_called_away_tells_of_it(text: str, away: bool) -> None:
    assert (no_case._CALLED_AWAY.search(text) is not None) is away


@pytest.mark.parametrize(
    "said",
    [
        "Does my assistance dog count as a person?",
        "is a carer counted as an extra person",
        "is a helper charged as one person",
    ],
)
def test_who_counts_as_a_person_is_asked_of_the_documents(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say(said)
    assert "handoff" not in talk.cards()
    assert "case" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "I want to talk to a person about wheelchair seats",
        "my carer needs help, can I speak to a human",
        "get me the gaffer, my carer was turned away",
    ],
)
def test_beside_a_carer_too_a_person_is_fetched_for_who_asks(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say(said)
    assert {"handoff", "case"} & set(talk.cards())


@pytest.mark.parametrize(
    "said",
    ["dont need a person, just tell me whats on", "no person needed", "i didn't ask for a person, is there a bar?"],
)
def test_a_person_who_is_sent_away_is_waited_for_no_longer(turns: TurnRunner, said: str) -> None:
    talk = Talk(turns, "cus_niamh")
    talk.say("can I speak to a person")
    assert talk.reply.state.handed_off
    talk.say(said)
    assert not talk.reply.state.handed_off
    talk.say("actually get me a human after all")
    assert talk.reply.state.handed_off
