"""Right after a purchase: a day that is checked, one of them back, whether it is too late; somebody who may not come; another seat to hand on."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.wishes import joining

Fan = Callable[..., Talk]


@pytest.mark.parametrize("said", ["thats for friday yeah?", "it's for friday, right?", "they're for friday yes?"])
def test_the_day_bought_for_is_confirmed(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "It is for Friday" in talk.reply.response
    assert talk.awaiting is None


def test_a_day_it_is_not_for_is_denied(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("its for saturday right?")
    assert "Fri, Mar 6" in talk.reply.response
    assert "already" not in talk.reply.response


@pytest.mark.parametrize("said", ["just one of them back", "one back please", "can i give one back"])
def test_one_of_them_goes_back_after_a_yes(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "Refund of 1 ticket" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_one_who_is_back_gives_nothing_back(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("im back")
    assert talk.awaiting is None


@pytest.mark.parametrize(
    "said", ["is it too late to change", "is it too late to swap them?", "can i still change them"]
)
def test_until_when_it_may_be_changed_is_told(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "exchanged until" in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize(
    "said", ["jess might not come", "dave may have to drop out", "my sister isn't sure she can make it"]
)
def test_who_may_not_come_leaves_the_hold(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 301", "the first", said)
    assert "still holding your three" in talk.reply.response
    assert "Shall I make it two tickets instead?" in talk.reply.response


def test_a_match_that_might_not_happen_is_nobody() -> None:
    assert not joining.may_leave("might not come back here")
    assert not joining.may_leave("i might not need parking")
    assert not joining.may_leave("jess might come")


@pytest.fixture
def handing(fan: Fan) -> Talk:
    """The fan, about to hand one of four tickets on: the last, seat 8."""
    talk = after_buying(fan, "4 for the otters on friday week in 301")
    talk.say("send one to jo@example.com")
    assert "seat 8;" in talk.reply.response
    return talk


@pytest.mark.parametrize("said", ["not seat 8, give him 6", "not seat 5, give him 6", "no not 8, he gets 6"])
def test_another_seat_is_handed_on_after_a_yes(handing: Talk, said: str) -> None:
    handing.say(said)
    assert "one ticket" in handing.reply.response
    assert "seat 6;" in handing.reply.response
    assert handing.awaiting == "confirmation"


def test_a_seat_that_is_not_to_go_does_not_go(handing: Talk) -> None:
    handing.say("not seat 8")
    assert "one ticket" in handing.reply.response
    assert "seat 7;" in handing.reply.response
    handing.say("yes")
    assert "seat 7" in handing.reply.response


def test_not_giving_any_away_is_still_no_hand_over(handing: Talk) -> None:
    handing.say("I'm not giving any tickets away")
    assert "stays as it is" in handing.reply.response
