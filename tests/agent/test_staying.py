"""Under a refund's quote: how many tickets stay, or that only one goes back, is quoted anew; without a yes nothing is done."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


def quoted(fan: Fan) -> Talk:
    talk = after_buying(fan)
    talk.say("refund them please")
    assert "Refund of 3 tickets" in talk.reply.response
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "scrap that, i can go but my mate can't so only 1 ticket back",
        "scrap that, only 1 back",
        "scrap that just the 1",
        "no just the one ticket",
        "i'll keep 2",
        "keep two",
        "i still need 2",
        "i only need 2",
        "we need two of them",
        "hang on only my mate can't go",
        "i can go but my mate can't",
        "actually 2 of us can go",
        "forget it, refund just mine",
        "keep 2 refund 1",
        "all but two",
    ],
)
def test_one_ticket_goes_back_of_three(fan: Fan, said: str) -> None:
    talk = quoted(fan)
    talk.say(said)
    assert "Refund of 1 ticket " in talk.reply.response
    assert talk.awaiting == "confirmation"
    assert talk.orders()[0].status == "confirmed"


@pytest.mark.parametrize(
    "said",
    [
        "i want to keep one",
        "can i keep one",
        "no wait i need one of them, refund the other two",
        "just need the one now",
        "keep one and refund the rest",
        "all but one",
        "my wife can come after all",
        "give me back 2",
        "not all 3, just 2",
    ],
)
def test_two_tickets_go_back_of_three(fan: Fan, said: str) -> None:
    talk = quoted(fan)
    talk.say(said)
    assert "Refund of 2 tickets" in talk.reply.response
    assert talk.awaiting == "confirmation"
    assert talk.orders()[0].status == "confirmed"


@pytest.mark.parametrize("said", ["scrap that", "scrap that, i'll go", "scrap that refund"])
def test_a_refund_that_is_scrapped_is_off(fan: Fan, said: str) -> None:
    talk = quoted(fan)
    talk.say(said)
    assert "quote" not in talk.cards()
    assert talk.awaiting is None
