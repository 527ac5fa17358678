"""No case and no person unless somebody complains or asks: apologies, friends who bail, what a comedian does; and a complaint beside a wish."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def held(fan: Fan) -> Talk:
    """A fan with seats held."""
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet", "the first")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "sorry for wasting your time",
        "sorry to bother you",
        "sorry to be a pain",
        "apologies for the inconvenience",
        "sorry im so slow",
        "sorry to keep bugging you",
        "didn't mean to bother you",
        "sorry about that, my fault",
        "im sorry for all the questions",
    ],
)
def test_an_apology_is_no_complaint(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.reply.cards == []
    assert "No trouble at all!" in talk.reply.response
    talk = held(fan)
    talk.say(said)
    assert "No trouble at all!" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said", ["sorry but i want to complain", "i am sorry to say the steward was rude to me", "you're wasting my time"]
)
def test_a_complaint_that_begins_with_sorry_is_one(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "case" in talk.cards()


@pytest.mark.parametrize(
    "said", ["3 of us, two bailed", "my friends bailed", "my mates cancelled on me", "they all bailed on me"]
)
def test_friends_who_bail_are_no_complaint(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say("no", said)
    assert talk.reply.cards == []
    assert "I'm sorry about that" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "hmm would i have to sit where he picks on people",
        "will he talk to us",
        "i dont want to be picked on",
        "would someone pick on me there",
        "is there audience participation?",
    ],
)
def test_what_a_performer_does_fetches_nobody_and_leaves_the_quote(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert not {"handoff", "case"} & set(talk.cards())
    assert "I'm still holding your seats" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["i want to talk to someone", "can a person help me with this"])
def test_who_asks_for_a_person_gets_one(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "handoff" in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "this is the third time im writing and nobody answers!! i want my money back for the otters",
        "i've written three times and no one replied. i need a refund for the otters",
        "your staff were rude on the phone. refund my otters tickets",
    ],
)
def test_a_complaint_beside_a_wish_is_noted_once_and_the_wish_is_heard(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "yes")
    talk.pay()
    talk = fan("cus_ann")
    talk.say(said)
    assert "I've noted it as case" in talk.reply.response
    assert "Refund of 2 tickets" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say("i said nobody ever answers, this is a complaint")
    assert "I've noted it as case" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["can we get right to the space without stairs?", "are there stairs to those seats?", "how do we get in with a wheelchair"],
)  # fmt: skip
def test_how_one_gets_to_seats_that_are_held_is_told_and_they_stay_held(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "levator" in talk.reply.response
    assert "I'm still holding your seats" in talk.reply.response
    assert "hold" not in talk.cards()
    assert talk.awaiting == "confirmation"
