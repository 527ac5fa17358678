"""Under the quote of a change: sums and fees are told and the quote stays; a plain yes beside a question is one, and nothing else is."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

import pytest
from tests.agent.quoted import agreed
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.answers import money_back, quoting
from willcall.agent.dialogue.asked import fees
from willcall.agent.state import ConversationState, ShownQuote

Fan = Callable[..., Talk]
Kind = Literal["refund", "upgrade", "exchange"]


def quote(kind: Kind, total: int, count: int, refund_to: Literal["original", "credit"] | None = None) -> ShownQuote:
    at = datetime(2026, 12, 1, tzinfo=UTC)
    return ShownQuote(
        quote_id="q",
        kind=kind,
        total=total,
        currency="USD",
        digest="d",
        expires_at=at,
        event_id="e",
        count=count,
        refund_to=refund_to,
    )


REFUND, ONE = quote("refund", -5000, 2, "original"), quote("refund", -2500, 1, "original")
CREDIT, UPGRADE = quote("refund", -5000, 2, "credit"), quote("upgrade", 8400, 2)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("yes please. and when will money come, it is to my card no?", REFUND),
        ("I understand. Yes please", REFUND),
        ("ok leave that question. yes refund the one ticket", ONE),
        ("yes, how long will it take?", REFUND),
        ("50 back for two tickets? yes do it", REFUND),
        ("hmm 84 total means 42 each right? then yes", UPGRADE),
        ("84 for both? ok go ahead", UPGRADE),
        ("each ticket is 42? yes", UPGRADE),
        ("yes. it comes as credit, right?", CREDIT),
        ("yes. is parking included?", UPGRADE),
        ("84 and no other charges? yes", UPGRADE),
        ("yes. and will i get the full amount?", REFUND),
    ],
)
def test_a_plain_yes_beside_what_the_quote_bears_out_is_a_yes(said: str, shown: ShownQuote) -> None:
    assert agreed(said, shown)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("ok. when will the money come?", REFUND),
        ("I understand.", REFUND),
        ("never mind. yes", REFUND),
        ("yes. but keep one", REFUND),
        ("yes. refund only one", REFUND),
        ("yes refund the one ticket", REFUND),
        ("yes refund both", ONE),
        ("yes please. as credit right?", REFUND),
        ("yes please. it comes to my card right?", CREDIT),
        ("yes if it is there in 5 days", REFUND),
        ("no. yes", REFUND),
        ("yeah. right.", REFUND),
        ("yes? when does it come", REFUND),
        ("84 each? yes", UPGRADE),
        ("each ticket is 84? yes", UPGRADE),
        ("2 tickets at 84? yes", UPGRADE),
        ("84 extra per ticket ok yes", UPGRADE),
        ("so 90 total means 45 each right? then yes", UPGRADE),
        ("84 for three tickets? yes", UPGRADE),
    ],
)
def test_whatever_else_is_said_is_no_yes(said: str, shown: ShownQuote) -> None:
    assert not agreed(said, shown)


def test_no_number_of_tickets_but_the_quotes_agrees() -> None:
    assert quoting.miscounts("yes refund both", 1)
    assert quoting.miscounts("refund that one", 3)
    assert not quoting.miscounts("yes refund both", 2)
    assert not quoting.miscounts("refund that one", 1)


@pytest.mark.parametrize(
    "said",
    [
        "will it go back to my gpay / card? and how many days",
        "when will the 50 dollars come back and where",
        "is it before or after fees cut? and will it come to my account",
        "just tell - card or wallet?",
        "and how many days for money to come",
        "hmm how long does it take",
        "did the refund go out? when do i get it",
    ],
)
def test_money_that_comes_back_is_asked_after_in_many_ways(fan: Fan, said: str) -> None:
    assert money_back.asked(said)
    talk = after_buying(fan)
    talk.say("refund my tickets", said)
    assert talk.awaiting == "confirmation"
    assert "goes back" in talk.reply.response or "is what you get" in talk.reply.response
    talk.say("yes")
    assert [order.status for order in talk.orders()] == ["refunded"]


@pytest.mark.parametrize(
    "said",
    [
        "how long does the show take",
        "how long does it take to walk there",
        "how many days is the festival",
        "do I pay by card or cash",
        "where is my seat",
        "can you put it on a different card instead",
        "when do i get my tickets",
    ],
)
def test_not_every_when_and_where_is_of_money(said: str) -> None:
    assert not money_back.asked(said)


def test_a_refund_agreed_to_beside_a_question_is_done_and_the_question_answered(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets", "yes please. and when will money come, it is to my card no?")
    assert "Done:" in talk.reply.response
    assert "business days" in talk.reply.response
    assert [order.status for order in talk.orders()] == ["refunded"]
    talk.say("did the refund go out? when do i get it")
    assert "under way" in talk.reply.response


def test_sums_are_checked_and_the_quote_stays(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("upgrade my seats to the terrace", "the first")
    kept = talk.card("quote").quote_id
    total = talk.card("quote").total.text.removeprefix("$")
    talk.say(f"so {total} each? then yes")
    assert talk.reply.response.startswith("No: ")
    talk.say("is that per ticket or for all of us in total?")
    assert "each" in talk.reply.response
    talk.say(f"{total} for three tickets? ok yes do it")
    assert talk.awaiting == "payment"
    assert talk.card("quote").quote_id == kept


def test_the_fee_is_asked_for_and_told(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can we come on saturday instead?", "the first", "is there any charge for changing?")
    assert "Nothing to pay" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say("is there a fee for parking?")
    assert "Nothing to pay" not in talk.reply.response


def test_the_seats_quoted_said_again_keep_the_quote(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can we come on saturday instead?", "row b")
    kept = talk.card("quote").quote_id
    talk.say("I already said row b, section 301 please")
    assert talk.card("quote").quote_id == kept
    talk.say("row c please")
    assert "quote" not in talk.cards() or talk.card("quote").quote_id != kept


def test_a_fee_asked_for_as_a_rule_starts_no_exchange(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("is there an extra charge for moving my otters tickets to another match")
    assert "exchange" in talk.reply.response.casefold()
    assert talk.reply.state.flow is None
    assert fees.of_a_change("is there a charge for parking if I move my car", ConversationState()) is None


def test_fees_that_stay_are_named_once(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets")
    assert talk.reply.response.count("not refunded") == 1
    assert [item.label for item in talk.card("quote").items][-1] == "Fees are not refunded"
