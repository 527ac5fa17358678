"""Who has signed in as asked, and says so in whatever words, hears what was waited for, and nothing else."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    ["ok done that, so?", "done", "I'm in now", "I have signed in. now what?", "right, signed in, go on", "well?"],
)
def test_after_signing_in_only_what_was_asked_is_told(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("which tickets do i have")
    assert talk.awaiting == "sign_in"
    talk.sign_in("cus_ida").say(said)
    assert "ord_ida1" in talk.reply.response
    assert "don't know" not in talk.reply.response


def test_a_question_after_signing_in_is_still_answered(fan: Fan) -> None:
    talk = fan()
    talk.say("which tickets do i have")
    talk.sign_in("cus_ida").say("ok done. where can I park?")
    assert "Source: Parking" in talk.reply.response
    talk = fan()
    talk.say("which tickets do i have", "ok done that, so?")
    assert "ord_ida1" not in talk.reply.response
