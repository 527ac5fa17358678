"""What is told of the people beside a wish is taken out of it: who they are for the price's sake, and the day of somebody's own feast."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "2 of us are students, 4 tickets for the otters friday",
        "4 tickets for the otters friday, 2 of us are students, is it cheaper?",
        "4 for the otters friday. two of us are pensioners",
        "4 for the otters on friday, half of us are students so is there a discount?",
    ],
)
def test_they_are_counted_once_and_the_price_for_them_is_told(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "Students, seniors" in talk.reply.response
    assert "at up to" not in talk.reply.response
    assert all(len(option.seat_ids) == 4 for option in talk.card("seats").options)


@pytest.mark.parametrize(
    "said",
    [
        "2 otters friday. my birthday is the 14th",
        "my anniversary is on saturday. 2 for the otters on friday",
        "2 otters tickets for friday, payday is the 13th",
        "2 for the otters friday, it's my wife's birthday on saturday",
        "2 otters tickets for friday and my birthday is the 7th btw",
    ],
)
def test_the_day_of_a_feast_is_no_day_of_the_show(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "Fri, Mar 6" in talk.reply.response
    assert "Mar 7" not in talk.reply.response
    assert "comes right after" not in talk.reply.response


def test_where_no_other_day_is_told_it_is_still_to_be_said(fan: Fan) -> None:
    assert fan().say("2 otters tickets. my birthday is on saturday").state.awaiting == "event"


@pytest.mark.parametrize(
    "said",
    [
        "2 otters tickets for my birthday on saturday",
        "it's my birthday on saturday, what's on?",
        "do you have anything on saturday, it's my birthday",
    ],
)
def test_a_show_on_the_day_itself_is_found(fan: Fan, said: str) -> None:
    assert "Sat, Mar 7" in fan().say(said).response
