"""A thing lost is described after what becomes of lost things was told: noted as a case, and no seat is looked for by its words."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]
LISTS = {"events", "seats", "hold", "quote"}


def test_what_to_do_about_a_thing_lost_is_told(fan: Fan) -> None:
    talk = fan()
    talk.say("i lost my umbrella at quarry dome last week, what do i do")
    assert "Source: Lost property" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "its a black umbrella w wooden handle, left it at the otters game tues, section 101 row b",
        "it was a blue scarf, section 102",
        "i dont want tickets!! i lost an umbrella, open a case",
        "left it under my seat at the otters game on tuesday",
    ],
)
def test_what_was_lost_is_noted_as_a_case(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("lost property??", said)
    assert "case" in talk.cards()
    assert not LISTS & set(talk.cards())
    assert "two business days" in talk.say("and when will i hear").response
    assert "Which event" not in talk.reply.response


def test_a_thing_lost_is_noted_while_seats_are_held(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet", "the first", "oh i left my hat at the otters game last night")
    talk.say("its a red hat, i left it in section 101")
    assert "case" in talk.cards()
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["2 for the otters on friday", "are there any seats left for friday", "i lost my tickets for friday"])  # fmt: skip
def test_what_is_wanted_afterwards_is_no_thing_lost(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("lost property??", said)
    assert "case" not in talk.cards()


def test_how_long_one_must_wait_is_for_the_person_asked_for(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("How many days must I wait?? I'd rather talk to somebody now.")
    assert "handoff" in talk.cards()
    assert "tickets in one order" not in talk.reply.response
