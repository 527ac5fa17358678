"""Under the quote of a change: a no in few letters or many words, which seats go back, why it is less, and a yes to moving."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.understanding.answers import plain_no, plain_yes

Fan = Callable[..., Talk]
LATER = "{} for the otters on friday week in 301"


def quoted(fan: Fan, count: int, said: str) -> Talk:
    """The fan, with a refund quoted."""
    talk = after_buying(fan, LATER.format(count))
    talk.say(said)
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "n",
        "no thanks, leave both",
        "nah keep em",
        "nope, leave the tickets as they are",
        "no thank you, leave them all",
    ],
)
def test_a_no_leaves_the_order_as_it_is(fan: Fan, said: str) -> None:
    talk = quoted(fan, 2, "i want a refund")
    talk.say(said)
    assert talk.awaiting is None
    assert talk.orders()[0].status == "confirmed"


@pytest.mark.parametrize("said", ["no, leave all six", "n.", "N", "no leave the lot", "nope keep all four"])
def test_a_no_to_all_of_them_is_plain(said: str) -> None:
    assert plain_no(said)


@pytest.mark.parametrize("said", ["n n", "keep them", "no keep one", "no, leave one and refund the rest", "leave all?"])
def test_what_says_more_or_less_is_no_plain_no(said: str) -> None:
    assert not plain_no(said)


@pytest.mark.parametrize(
    "said",
    ["wait which seats am i losing", "but which ones??", "which two", "what seats do i keep", "what are the seats"],
)
def test_the_seats_that_go_back_are_told_by_name(fan: Fan, said: str) -> None:
    talk = quoted(fan, 4, "refund two of them")
    talk.say(said)
    assert "Going back: Section 301" in talk.reply.response
    assert "You keep Section 301" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["which show is that", "which gate do i use"])
def test_another_which_is_answered(fan: Fan, said: str) -> None:
    talk = quoted(fan, 4, "refund two of them")
    talk.say(said)
    assert "Going back" not in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["why so little", "how come so low", "why is it so little?", "so little??"])
def test_less_than_was_paid_is_accounted_for(fan: Fan, said: str) -> None:
    talk = quoted(fan, 2, "i want a refund")
    talk.say(said)
    assert "fees are not given back" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_swapping_is_a_yes_to_better_seats_alone() -> None:
    assert plain_yes("yes swap us", about="upgrade", firm=True)
    assert plain_yes("swap us over", about="upgrade", firm=True)
    assert not plain_yes("yes swap us", about="refund", firm=True)
    assert not plain_yes("yes swap us", about="purchase")
    assert not plain_yes("yes swap one of us", about="upgrade", firm=True)
