"""Where nothing costs as little as was said: other shows, a limit that is lifted, and lists that keep to it."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def too_dear(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("4 tickets for the otters on friday under 20 each")
    assert "I don't have four tickets at up to" in talk.reply.response
    return talk


@pytest.mark.parametrize(
    "said", ["any other game cheaper?", "any other shows under 50", "what else is under 50 this week"]
)
def test_other_shows_are_listed_and_nothing_else_is_said(fan: Fan, said: str) -> None:
    talk = too_dear(fan)
    talk.say(said)
    assert "events" in talk.cards()
    assert "All I know" not in talk.reply.response
    assert "age" not in talk.reply.response.split()


@pytest.mark.parametrize("said", ["forget the price, best ones", "price doesn't matter"])
def test_a_limit_that_is_lifted_shows_all_seats(fan: Fan, said: str) -> None:
    talk = too_dear(fan)
    talk.say(said)
    assert "seats" in talk.cards()
    assert "$88.00" in talk.reply.response


def test_a_limit_beside_a_day_asks_nothing_of_ages(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("anything under 50 this week?")
    assert "events" in talk.cards()
    assert "I don't know that" not in talk.reply.response


def test_nothing_so_cheap_is_said_to_be_so(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("anything under 5 dollars?")
    assert "Nothing costs so little" in talk.reply.response


def test_prices_later_are_asked_of_the_documents(fan: Fan) -> None:
    talk = too_dear(fan)
    talk.say("will it be cheaper nearer the day")
    assert "nothing cheaper" not in talk.reply.response
    assert talk.awaiting == "seats"
