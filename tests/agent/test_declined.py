"""A card that was declined, and an order that is not shown to others: what is asked of it, and what is said again."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.asked import declined
from willcall.agent.state import ConversationState

Fan = Callable[..., Talk]


def at_the_card(fan: Fan) -> Talk:
    """The fan after a card was declined."""
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet", "the first", "yes")
    talk.pay("tok_declined")
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "what? why. is my money gone?",
        "why was it declined",
        "did it take anything from my account?",
        "what happened",
        "have i lost the seats?",
        "omg what do i do now",
    ],
)
def test_after_a_declined_card_nothing_was_charged_and_the_seats_are_held(fan: Fan, said: str) -> None:
    talk = at_the_card(fan)
    talk.say(said)
    assert "othing was charged" in talk.reply.response
    assert "Your seats stay held" in talk.reply.response
    assert {"quote", "payment"} <= set(talk.cards())
    assert talk.awaiting == "payment"
    talk.pay()
    assert "You're all set" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "ok try another card",
        "what else have you got",
        "can I pay another way instead",
        "cancel it then",
        "how long are they held",
        "is there anything cheaper",
        "can I use a different card or is that gone too",
        "I want to talk to a person about my money",
        "fine, I'll pay",
        "thanks",
    ],
)
def test_what_is_wanted_after_a_declined_card_is_no_question_of_it(fan: Fan, said: str) -> None:
    state = ConversationState.model_validate(
        {"memo": {"declined": {"quote_id": "q", "why": ""}}, "awaiting": "payment"}
    )
    state = state.model_copy(update={"quote": SimpleNamespace(quote_id="q")})
    assert declined.asked(state, "is my money gone?")
    assert not declined.asked(state, said)


def test_of_another_quote_no_declined_card_is_told(fan: Fan) -> None:
    talk = at_the_card(fan)
    talk.pay()
    talk.say("is my money gone?")
    assert "declined" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "But she gave me the number. Can you not make an exception?",
        "come on, he said it's fine",
        "i have her permission",
        "why not?",
    ],
)
def test_a_refusal_to_show_anothers_order_is_stood_by(fan: Fan, said: str) -> None:
    talk = fan("cus_max")
    talk.say("I'm calling for my sister, please refund ord_ida1", said)
    assert people.STANDS_FIRM in talk.reply.response
    assert "ask a person" in talk.reply.response
    talk.say("yes")
    assert "handoff" in talk.cards()


def test_a_number_put_right_is_no_insisting(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("please refund ord_ida1", "sorry I have the wrong number, it's ord_ned1")
    assert people.STANDS_FIRM not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["is that my card or you guys??", "hm odd. try again", "ugh bank being silly. are my seats still there?"]
)
def test_whose_fault_it_was_and_another_try(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the glass orchard on saturday in the gallery", "the first", "yes")
    talk.pay("tok_declined")
    talk.say(said)
    assert "othing was charged" in talk.reply.response
    assert "payment" in talk.cards()


@pytest.mark.parametrize("said", ["argh. try again pls", "ugh, please try it again", "oh no. try once more"])
def test_who_groans_and_would_try_again_hears_how(fan: Fan, said: str) -> None:
    talk = at_the_card(fan)
    talk.say(said)
    assert "try again" in talk.reply.response
    assert talk.awaiting == "payment"
