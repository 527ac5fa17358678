"""Somebody of the party stays away while seats are held: one fewer is offered, and of a single ticket it is asked whether to let it go."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]
AWAY = ["jess can't come", "my mate has dropped out", "dave bailed on us", "my sister isn't coming any more"]


def held(fan: Fan, number: int) -> Talk:
    talk = fan("cus_ann")
    talk.say(f"{number} for the otters on friday in 301", "the first")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize("said", AWAY)
def test_one_fewer_is_offered_and_not_done(fan: Fan, said: str) -> None:
    talk = held(fan, 3)
    talk.say(said)
    assert "still holding your three" in talk.reply.response
    assert "Shall I make it two tickets instead?" in talk.reply.response


@pytest.mark.parametrize("said", ["yes", "yes please", "just two then", "ok make it two"])
def test_a_yes_holds_one_fewer_and_buys_nothing(fan: Fan, said: str) -> None:
    talk = held(fan, 3)
    talk.say("jess can't come", said)
    assert "Changed to two tickets" in talk.reply.response
    assert talk.awaiting == "confirmation"
    assert talk.orders() == []


@pytest.mark.parametrize("said", ["no", "no keep them", "no I'll find someone else", "keep all three"])
def test_a_no_keeps_what_is_held(fan: Fan, said: str) -> None:
    talk = held(fan, 3)
    talk.say("jess can't come", said)
    assert "$82.50" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_a_question_between_forgets_the_offer_and_nothing_that_is_held(fan: Fan) -> None:
    talk = held(fan, 3)
    talk.say("jess can't come", "what time does it start?")
    assert "still holding your seats" in talk.reply.response
    talk.say("yes")
    assert "$82.50 to pay" in talk.reply.response


@pytest.mark.parametrize("said", AWAY)
def test_of_a_single_ticket_it_is_asked_whether_to_let_it_go(fan: Fan, said: str) -> None:
    talk = held(fan, 1)
    talk.say(said)
    assert "Shall I let it go?" in talk.reply.response
    talk.say("no, keep it")
    assert "$27.50" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_a_single_ticket_is_let_go_on_a_yes_alone(fan: Fan) -> None:
    talk = held(fan, 1)
    talk.say("my mate has dropped out", "yes")
    assert "let that go" in talk.reply.response
    assert talk.orders() == []


@pytest.mark.parametrize(("said", "left"), [("2 of us can't come", "one"), ("only two of us can come now", "two")])
def test_a_number_that_is_said_is_no_question(fan: Fan, said: str, left: str) -> None:
    talk = held(fan, 3)
    talk.say(said)
    assert f"Changed to {left} ticket" in talk.reply.response


@pytest.mark.parametrize("said", ["what if jess can't come", "jess can't wait", "my mate can't believe it"])
def test_who_may_come_or_does_is_not_asked_about(fan: Fan, said: str) -> None:
    talk = held(fan, 3)
    talk.say(said)
    assert "Shall I make it" not in talk.reply.response
