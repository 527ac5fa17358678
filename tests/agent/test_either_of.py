"""One of two offers when it is all the same which, and what only sounds like it."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said", ["2 or 3 i dont mind", "2 or 3, whichever", "either 2 or 3 is fine", "2 or 3, you choose"]
)
def test_the_first_of_the_two_is_taken(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday")
    place = talk.card("seats").options[1]
    talk.say(said)
    assert f"row {place.row}, seats {place.numbers[0]}" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["2 or 3 people, not sure", "1 or 2 rows back please", "2 or 3"])
def test_numbers_of_people_and_rows_are_no_offers(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", said)
    assert talk.awaiting == "seats"


def test_a_limit_that_was_a_slip_is_put_right(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("4 tickets for the otters on friday under 20 each", "sorry i meant 30 not 20!")
    assert "seats" in talk.cards()
    assert all(option.price_each.amount <= 3000 for option in talk.card("seats").options)


@pytest.mark.parametrize(
    "said",
    ["can we all get in on my phone", "will there be someone to help us at the door", "do you need my phone number"],
)
def test_nobody_is_called_without_a_word_of_anybody(fan: Fan, said: str) -> None:
    for talk in (fan(), fan("cus_ann")):
        talk.say(said)
        assert talk.reply.state.handed_off is False


@pytest.mark.parametrize(
    "said", ["can i speak to someone", "is there a live agent", "can you put me through to a human"]
)
def test_somebody_is_called_by_a_word_of_them(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.reply.state.handed_off is True
