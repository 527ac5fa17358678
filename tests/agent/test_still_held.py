"""What is said at a hold and wishes for nothing: it stays as it is, and no other seats are listed."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize("said", ["no need to hold, just book", "ur the best", "youre the best!!"])
def test_thanks_and_impatience_list_no_other_seats(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "the last one", said)
    assert "seats" not in talk.cards()
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    assert talk.awaiting == "payment"


def test_a_yes_with_thanks_and_praise_is_one(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "the last one", "sure thing, thanks, you're the best")
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("said", ["the best seats please", "we want the best"])
def test_the_best_seats_are_still_wished_for(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", said)
    assert "Section 101" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "Oh dear. Let me try my other card, are those seats still being kept for us?",
        "are my seats still being held?",
        "do we still have them?",
        "what happens to my seats now?",
        "is it still reserved for me?",
    ],
)
def test_whether_they_are_still_held_moves_none_of_them(fan, said):
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the second", "yes")
    talk.pay("tok_declined")
    assert talk.awaiting == "payment"
    talk.say(said)
    assert "seats" not in talk.cards()
    assert talk.awaiting == "payment"
    assert "minutes" in talk.reply.response
    talk.pay()
    assert "row B" in talk.reply.response
