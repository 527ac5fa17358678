"""A payment of which the bank has not said what became of it: it is not forgotten, and nothing invites to pay again."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.asked import in_doubt
from willcall.agent.state import ConversationState

Fan = Callable[..., Talk]


def at_a_silent_bank(fan: Fan) -> Talk:
    """The fan after a payment that nobody answered."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay("tok_timeout")
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "any news from the bank",
        "did the payment for the otters work or not?",
        "any word yet?",
        "so whats the story with my payment",
        "has the bank replied at all",
        "should i try another card",
        "do i have the seats or not",
        "did the money for the saturday game go out of my account or what, ive been waiting ages here",
        "and?",
        "ok",
        "pay now",
    ],
)
def test_the_state_of_the_payment_is_told_and_nobody_is_asked_to_pay(fan: Fan, said: str) -> None:
    talk = at_a_silent_bank(fan)
    talk.say(said)
    assert talk.reply.response.startswith("That isn't known yet: the bank has not answered.")
    assert "don't pay again just yet" in talk.reply.response
    assert not {"payment", "seats", "events"} & set(talk.cards())


def test_what_is_asked_beside_it_is_answered_and_does_not_invite_to_pay(fan: Fan) -> None:
    talk = at_a_silent_bank(fan)
    talk.say("where can I park")
    assert "Parking" in talk.reply.response
    assert talk.reply.response.endswith("ask me in a moment what became of it.")


def test_what_is_wanted_next_waits_and_the_payment_is_not_offered_again(fan: Fan) -> None:
    talk = at_a_silent_bank(fan)
    talk.say("2 for the glass orchard saturday as well")
    assert "the bank has not answered" in talk.reply.response
    assert "payment" not in talk.cards()


@pytest.mark.parametrize(
    "text",
    [
        "is there a bank near the venue", "can I get a refund if I can't come", "do they take cards at the bar",
        "where can I park", "what time do doors open", "two for the glass orchard", "can I swap them for sunday",
        "is there a bank holiday show",
    ],
)  # fmt: skip
def test_other_questions_are_not_of_the_payment(text: str) -> None:
    quote = SimpleNamespace(quote_id="q1")
    state = ConversationState.model_construct(memo={"unresolved": "q1"}, quote=quote)
    assert not in_doubt.asked(state, text)


def test_without_such_a_payment_news_are_no_matter_of_the_bank() -> None:
    assert not in_doubt.asked(ConversationState(), "any news from the bank")
