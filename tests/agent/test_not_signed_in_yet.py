"""What is said where signing in is waited for: that it is done, though it is not; whether it is safe, who may; the seats stay held."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def at_the_door(fan: Fan) -> Talk:
    talk = fan()
    talk.say("3 for the otters on friday in 301", "the first", "yes")
    assert talk.awaiting == "sign_in"
    return talk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("done", "I don't see you signed in here yet"),
        ("ok im in", "I don't see you signed in here yet"),
        ("i signed in, now what", "I don't see you signed in here yet"),
        ("yes yes book it i told you", "Your yes stands"),
        ("is it safe to sign in here", "I never see your password"),
        ("can my wife sign in instead", "Whoever signs in has the tickets"),
        ("do i have to make an account just for tickets", "To buy here you sign in"),
        ("is there some other fee after i sign in", "is all there is to pay"),
    ],
)
def test_it_is_answered_and_signing_in_is_still_waited_for(fan: Fan, said: str, told: str) -> None:
    talk = at_the_door(fan)
    talk.say(said)
    assert told in talk.reply.response
    assert talk.awaiting == "sign_in"
    assert talk.reply.state.handed_off is False


def test_fewer_come_and_another_show_is_looked_at(fan: Fan) -> None:
    talk = at_the_door(fan)
    talk.say("can we make it just the one ticket, my mate bailed")
    assert "Changed to one ticket" in talk.reply.response
    talk = at_the_door(fan)
    talk.say("let those go and show me the theatre on saturday instead")
    assert "Glass Orchard" in talk.reply.response
