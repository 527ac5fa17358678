"""Another such day than that of the show in hand, told by the day itself."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "oh i meant the following friday sorry",
        "no not this friday, next friday",
        "sorry, a different friday",
        "wrong one, the friday after that",
    ],
)
def test_it_is_the_show_of_a_week_later(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("tickets for the otters on friday")
    assert "Dune Jackals" in talk.reply.response
    talk.say(said)
    assert "Pine Foxes" in talk.reply.response


def test_seats_that_are_held_are_let_go_for_it(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("3 for the otters on friday in 301", "the first", "sorry i meant the following friday")
    assert "Pine Foxes" in talk.reply.response
    assert "three tickets" in talk.reply.response
    assert talk.awaiting == "seats"


def test_the_same_friday_stays(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("tickets for the otters on friday", "yes this friday, 2")
    assert "Dune Jackals" in talk.reply.response
