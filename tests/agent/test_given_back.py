"""What is said once money went back: whether it can be undone, how it stands, why it is less, and what comes instead."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


def given_back(fan: Fan) -> Talk:
    """The fan whose whole order went back."""
    talk = after_buying(fan)
    talk.say("refund my tickets please", "yes")
    assert "goes back to how you paid" in talk.reply.response
    return talk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("can i undo that", "No: a refund can't be undone"),
        ("oh no i changed my mind, can i have them back", "No: a refund can't be undone"),
        ("so it's cancelled?", "is refunded"),
        ("so i dont need to do anything else", "No, nothing more"),
        ("what happens to my seats", "They are no longer yours"),
        ("where's the rest", "fees are not given back"),
        ("the fees too?", "fees are not given back"),
        ("its not showing on my bank", "5 to 10 business days"),
    ],
)
def test_it_is_told_and_nothing_more_is_done(fan: Fan, said: str, told: str) -> None:
    talk = given_back(fan)
    talk.say(said)
    assert told in talk.reply.response
    assert talk.awaiting is None
    assert [order.status for order in talk.orders()] == ["refunded"]


def test_another_day_is_a_purchase_then_and_no_exchange(fan: Fan) -> None:
    talk = given_back(fan)
    talk.say("book the otters on another day instead")
    assert "no tickets left to exchange" not in talk.reply.response
    assert talk.reply.response


def test_what_went_back_in_part_is_told_so(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can i give one back", "yes", "so it's refunded?")
    assert "refunded in part" in talk.reply.response


def test_a_yes_for_another_card_gives_nothing_back(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets please", "yes. to my paypal")
    assert "A refund goes back to the card you paid with" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say("yes, but put it on a different card")
    assert [order.status for order in talk.orders()] == ["confirmed"]


@pytest.mark.parametrize(
    "said",
    [
        "yes. we are moving house that weekend",
        "Yes. My friend has hurt her hip you see and she cannot manage the steps, so there is no use in keeping hers.",
        "Thank you for explaining. I am sorry to lose the fee but I do understand, so yes please.",
        "confirmed, kindly process at the earliest",
        "yes please as soon as possible",
        "yes even without the fees",
    ],
)
def test_a_yes_with_its_reason_is_one(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets please", said)
    assert "goes back to how you paid" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "yes, she can't come but i can",
        "yes. my husband says no",
        "yes, we will be there",
        "yes, just mine",
        "i guess so",
        "fine whatever",
        "yes. my friend wants to come instead",
        "are you sure there's no full refund within 24 hrs of buying?",
        "not both no",
    ],
)
def test_what_only_begins_like_a_yes_gives_nothing_back(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets please", said)
    assert [order.status for order in talk.orders()] == ["confirmed"]


def test_a_yes_and_then_a_look_at_other_shows_does_both(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets please", "yes refund me and then show me what plays are on")
    assert "goes back to how you paid" in talk.reply.response
    assert [order.status for order in talk.orders()] == ["refunded"]


@pytest.mark.parametrize(
    "said", ["are you sure there's no full refund within 24 hrs of buying?", "is there no refund of the fees at all?"]
)
def test_a_question_with_a_no_in_it_refuses_nothing(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets please", said)
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    assert [order.status for order in talk.orders()] == ["refunded"]
