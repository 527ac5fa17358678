"""A person who is asked for is fetched while seats are held; a no taken with regret is no complaint."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def with_seats_held(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("2 tickets for the otters on friday in 301", "the first")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "then a person please, i want these 2",
        "sod it, ask somebody from ur team about the limit",
        "Can you ask your colleagues whether 9 is possible?",
        "right, get me a human. i want these seats",
        "well a human then",
        "please get someone in the box office",
    ],
)
def test_a_person_is_fetched_while_seats_are_held(fan: Fan, said: str) -> None:
    talk = with_seats_held(fan)
    talk.say(said)
    assert "handoff" in talk.cards()


@pytest.mark.parametrize(
    "said",
    ["somebody from your team said row B is best", "dont ask anyone from your team", "what about 2 more people"],
)
def test_people_in_a_sentence_are_not_fetched(fan: Fan, said: str) -> None:
    talk = with_seats_held(fan)
    talk.say(said)
    assert "handoff" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "shame. any other basketball around then? not more than 60 each",
        "what a pity. any other plays?",
        "oh too bad, have you got any other plays",
        "that's a shame, what other basketball is there?",
    ],
)
def test_regret_and_a_search_is_no_complaint(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "events" in talk.cards()
    assert "case" not in talk.cards()


def test_whoever_has_no_complaint_is_shown_what_they_look_for(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("the steward was rude on friday, i complain")
    assert "case" in talk.cards()
    talk.say("huh? i dont have a complaint lol. just other theatre under 60 per head")
    assert "events" in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "it was a shame, the play last night was awful, what else can you do for me?",
        "your show was a disgrace",
        "it's a shame that the concert was so loud",
        "shame on you, the steward shoved me at the basketball, what other staff do you have?",
    ],
)
def test_a_wrong_that_is_told_stays_one(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "events" not in talk.cards()
    assert "case" in talk.cards()
