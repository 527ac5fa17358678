"""An exchange while its show and seats are chosen: days of the list, steps from one's own date, what it costs, and back to the list."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.state import ConversationState

Fan = Callable[..., Talk]
KEPT = "stay yours until"
ANEW = "chosen anew"


@pytest.fixture
def talk(fan: Fan) -> Talk:
    """A fan who has just bought two tickets and wants them for another show of the same team."""
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("swap these for another otters game")
    return talk


def state(talk: Talk) -> ConversationState:
    assert talk.conversation_id is not None
    conversation = talk.turns.store.load(talk.conversation_id)
    return ConversationState.model_validate_json(conversation.state)


@pytest.mark.parametrize(
    "message",
    [
        "do we pay more?", "will it cost me extra", "is there a fee for swapping", "how much extra is that", "any extra cost?",
    ],
)  # fmt: skip
def test_what_it_costs_is_told_and_no_better_seats_are_looked_for(talk: Talk, message: str) -> None:
    reply = talk.say(message).response
    assert "xchang" in reply
    assert "Better seats" not in reply
    assert state(talk).task is not None


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("do we keep the same seats", ANEW),
        ("will we have the same row?", ANEW),
        ("same seats pls", ANEW),
        ("do i lose my old seats straight away when i pick one", KEPT),
        ("what happens to my old tickets", KEPT),
    ],
)
def test_what_becomes_of_the_seats_is_told(talk: Talk, message: str, told: str) -> None:
    assert told in talk.say(message).response
    assert state(talk).task is not None


def test_whoever_keeps_their_seats_wants_no_exchange(talk: Talk) -> None:
    assert ANEW not in talk.say("keep our seats").response


@pytest.mark.parametrize(
    "message",
    ["friday", "fri pls", "a week later please", "a week later than what I've got", "the latest date you have"],
)
def test_a_day_of_the_list_is_taken_be_it_the_weekday_they_have(talk: Talk, message: str) -> None:
    assert "Seats for Marlow Otters vs. Pine Foxes" in talk.say(message).response


def test_the_day_after_is_the_day_after_theirs(talk: Talk) -> None:
    assert "Seats for Marlow Otters vs. Dune Jackals on Sat" in talk.say("could we go the night after").response


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("which of them is a friday?", "Pine Foxes"),
        ("any of them on a saturday", "Dune Jackals"),
        ("are any on a sunday?", "None of these is on that day."),
        ("where are they", "All of them are at"),
        ("are they all at the same place?", "All of them are at"),
        ("what time are they", "3. Marlow Otters vs. Pine Foxes: 7:00 PM"),
    ],
)
def test_the_list_answers_what_is_asked_of_it(talk: Talk, message: str, told: str) -> None:
    reply = talk.say(message).response
    assert told in reply
    assert reply.endswith("Which event would you like?")


@pytest.mark.parametrize("message", ["is there parking", "who are they playing", "when do doors open"])
def test_other_questions_are_none_of_the_list(talk: Talk, message: str) -> None:
    reply = talk.say(message).response
    assert "All of them" not in reply
    assert "None of these" not in reply


@pytest.mark.parametrize(
    "message", ["go back to the list of games", "what were the others?", "show me the other dates again"]
)
def test_the_list_is_shown_once_more(talk: Talk, message: str) -> None:
    talk.say("the second one")
    reply = talk.say(message).response
    assert "2. Marlow Otters vs. Dune Jackals" in reply
    assert "3. Marlow Otters vs. Pine Foxes" in reply
    assert "noted" not in reply


def test_another_of_the_list_is_meant(talk: Talk) -> None:
    talk.say("the second one")
    assert "Seats for Marlow Otters vs. Pine Foxes" in talk.say("sorry meant the third game not the second").response


def test_a_part_that_is_not_of_that_house_loses_no_show(talk: Talk) -> None:
    talk.say("the first one")
    reply = talk.say("anything in the stalls")
    assert "Which other date" not in reply.response
    assert any(card.type == "seats" for card in reply.cards)


def test_a_letter_may_be_spelt_out(talk: Talk) -> None:
    talk.say("the first one")
    assert "row B" in talk.say("row B as in Bravo please").response


def test_a_nod_asked_for_beside_a_pick_is_no_question(talk: Talk) -> None:
    reply = talk.say("we go for the third one, is ok?").response
    assert reply.startswith("Seats for Marlow Otters vs. Pine Foxes")
