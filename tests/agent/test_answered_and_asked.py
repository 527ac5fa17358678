"""A yes or a no to a quote beside a question: what is asked is answered and the quote asked for again; a no leaves the order as it is."""

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


def test_a_card_asked_after_beside_a_yes_is_not_passed_over(held: Talk) -> None:
    held.say("is my card safe with you? yes book")
    assert not held.reply.response.startswith("I'm holding")
    assert held.awaiting == "confirmation"


def test_other_seats_wished_for_beside_a_yes_are_shown(held: Talk) -> None:
    held.say("yes but cheaper ones?")
    assert held.awaiting == "seats"


@pytest.mark.parametrize("said", ["is there parking? ok yes do it"])
def test_nothing_goes_back_by_a_yes_beside_another_question(refund: Talk, said: str) -> None:
    refund.say(said)
    assert "shall I refund you" in refund.reply.response
    assert "Refund of 2" not in refund.reply.response
    assert refund.orders()[0].status == "confirmed"


def test_a_no_beside_a_question_leaves_the_order_and_answers(refund: Talk) -> None:
    refund.say("nah keep em. what time do doors open")
    assert "stays as it is" in refund.reply.response
    assert "doors open at" in refund.reply.response
    assert refund.awaiting is None
    assert refund.orders()[0].status == "confirmed"


def test_a_no_beside_fewer_is_still_a_wish(refund: Talk) -> None:
    refund.say("nah just one back? keep the other")
    assert "Refund of 1 ticket" in refund.reply.response


def test_credit_asked_after_beside_a_yes_leaves_the_exchange(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on friday week in 301")
    talk.say("exchange them for the saturday game", "the first", "how would I use that credit later? ok go ahead")
    assert not talk.reply.response.startswith("Exchange for")
    assert talk.awaiting == "confirmation"
    assert talk.orders()[0].status == "confirmed"
