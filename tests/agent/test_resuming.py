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


_ASIDES = [
    "can we go in early?",
    "how long is it",
    "is there parking?",
    "are dogs allowed",
    "what's the refund policy",
    "what time does it start",
    "is it any good",
    "how are you",
    "what was the total again",
    "ok hang on",
    "what is the capital of france",
    "lovely weather today",
    "code SAVE10",
    "let me check with my wife",
]


@pytest.mark.parametrize("said", _ASIDES)
@pytest.mark.parametrize("there", ["hold", "signed in"])
def test_a_side_question_leaves_hold_and_quote_and_leads_back(fan: Fan, said: str, there: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", "the first")
    if there == "signed in":
        talk.say("yes")
        talk.sign_in("cus_ida")
    talk.say(said)
    assert "seats" not in talk.cards()
    assert "Shall I book them?" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.sign_in("cus_ida").say("yes")
    assert talk.awaiting == "payment"
    assert "$55.00" in talk.reply.response


@pytest.mark.parametrize("said", _ASIDES)
def test_a_side_question_before_signing_in_still_waits_for_that(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", "the first", "yes", said)
    assert "seats" not in talk.cards()
    if talk.awaiting == "confirmation":
        assert "Shall I book them?" in talk.reply.response
    else:
        assert "sign in" in talk.reply.response


@pytest.mark.parametrize("said", ["ok", "done", "i'm in now", "back", "thanks", "signed in, book them"])
def test_whoever_only_says_that_they_are_back_goes_on_to_pay(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", "the first", "yes")
    talk.sign_in("cus_ida").say(said)
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("said", ["back", "im back", "ok back, sorry"])
def test_who_is_back_hears_what_is_held(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", "ill be back in 10")
    assert "Take your time" in talk.reply.response
    talk.say(said)
    assert talk.card("quote").kind == "purchase"
    assert "seats 6, 7" in talk.reply.response
    assert talk.awaiting == "confirmation"
