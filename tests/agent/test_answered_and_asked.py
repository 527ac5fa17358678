"""A yes or a no to a quote beside a question: what is asked is answered; what a yes hangs on holds it back, a no leaves the order as it is."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.fixture
def held(fan: Fan) -> Talk:
    """The fan with two seats held side by side, and their quote."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 101", "the first")
    return talk


@pytest.fixture
def refund(fan: Fan) -> Talk:
    """The fan with a refund quoted."""
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("i want a refund")
    return talk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("yes but only if we can sit together", "side by side"),
        ("yep thats together right? book", "side by side"),
        ("yep that's an aisle right? book", "not on the aisle"),
        ("ok yes if theres parking", "arking"),
        ("yes book. if they're on the aisle", "not on the aisle"),
    ],
)
def test_what_a_yes_hangs_on_is_told_and_the_quote_stays(held: Talk, said: str, told: str) -> None:
    held.say(said)
    assert told in held.reply.response
    assert "Shall I book them?" in held.reply.response
    assert held.awaiting == "confirmation"


def test_a_card_asked_after_beside_a_yes_is_answered_and_the_payment_follows(held: Talk) -> None:
    held.say("is my card safe with you? yes book")
    assert held.reply.response.startswith("Thank you.")
    assert held.awaiting == "payment"


def test_other_seats_wished_for_beside_a_yes_are_shown(held: Talk) -> None:
    held.say("yes but cheaper ones?")
    assert held.awaiting == "seats"


def test_the_money_goes_back_by_a_yes_after_a_question(refund: Talk) -> None:
    refund.say("is there parking? ok yes do it")
    assert refund.reply.response.startswith("Done:")
    assert "arking" in refund.reply.response
    assert refund.orders()[0].status == "refunded"


def test_a_no_beside_a_question_leaves_the_order_and_answers(refund: Talk) -> None:
    refund.say("nah keep em. what time do doors open")
    assert "stays as it is" in refund.reply.response
    assert "doors open at" in refund.reply.response
    assert refund.awaiting is None
    assert refund.orders()[0].status == "confirmed"


def test_a_no_beside_fewer_is_still_a_wish(refund: Talk) -> None:
    refund.say("nah just one back? keep the other")
    assert "Refund of 1 ticket" in refund.reply.response


def test_an_exchange_is_made_by_a_yes_after_a_question(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("exchange them for the saturday game", "the first", "is there parking? ok go ahead")
    assert talk.reply.response.startswith("Done:")
    assert "arking" in talk.reply.response
