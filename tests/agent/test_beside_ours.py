"""Two more next to what one has: right beside it where that is free, else the nearest, and that it is not beside is said."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said", ["can i get 2 more next to these", "2 more beside us please", "any chance of another 2 seats next to ours?"]
)
def test_after_a_purchase_those_right_beside_come_first(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say(said)
    first = talk.card("seats").options[0]
    assert "Right beside yours" in talk.reply.response
    assert (first.section, first.row, len(first.seat_ids)) == ("301", "A", 2)
    assert {option.section for option in talk.card("seats").options} == {"301"}


def test_where_none_is_beside_that_is_said(fan: Fan) -> None:
    talk = after_buying(fan, "8 for the otters on friday in 301")
    talk.say("4 more next to these please")
    assert "Nothing is free right beside your seats" in talk.reply.response
    assert {option.section for option in talk.card("seats").options} == {"301"}


def test_at_a_hold_all_of_them_are_held_together(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "can i get 2 more next to these")
    assert "seats 5–8" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_more_without_a_word_on_where_are_looked_for_everywhere(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("can i get 2 more")
    assert "right beside" not in talk.reply.response
