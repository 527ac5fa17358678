"""A plain yes to a purchase beside a question of the house: the yes counts, for a payment follows, and the question is answered."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def quoted(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301 row A", "yes")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "Yes please book. Also can I bring a bag?",
        "yes, and can i bring a bag?",
        "yeah go ahead. what's your bag policy?",
    ],
)
def test_the_yes_counts_and_the_question_is_answered(fan: Fan, said: str) -> None:
    talk = quoted(fan)
    talk.say(said)
    assert talk.awaiting == "payment"
    assert "Bags up to" in talk.reply.response
    assert not talk.orders()


@pytest.mark.parametrize(
    "said",
    ["yes but can i bring a bag?", "yes? can i bring a bag?", "sure, what about parking", "yes if i can bring a bag, can i?", "yes and can i have three?", "yes, is 101 any cheaper?", "what about parking", "no. can i bring a bag?",
     "yes to the bag policy question, what is it?"],
)  # fmt: skip
def test_no_other_yes_does(fan: Fan, said: str) -> None:
    talk = quoted(fan)
    talk.say(said)
    assert talk.awaiting != "payment"
