"""Consent, screening and the toolbox's borders."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.access.actor import Actor
from willcall.agent.safeguards.consent import ConsentGuard
from willcall.agent.specialists.registry import EVERY_TOOL, specs
from willcall.agent.turn import TurnRunner
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.kit.privacy import screen

Fan = Callable[..., Talk]


def test_no_tool_has_a_parameter_for_identity_price_payment_or_confirmation() -> None:
    forbidden = {
        "customer_id",
        "customer",
        "price",
        "total",
        "amount",
        "confirmed",
        "confirmation",
        "token",
        "payment_method_token",
    }
    for spec in specs(EVERY_TOOL):
        assert not forbidden & set(spec.parameters["properties"]), spec.name
        assert spec.parameters["additionalProperties"] is False


def _luhn(body: str) -> str:
    total = sum(
        (d * 2 - 9 if d > 4 else d * 2) if i % 2 == 0 else d for i, d in enumerate(int(c) for c in reversed(body))
    )
    return body + str(-total % 10)


@given(st.text("0123456789", min_size=12, max_size=18).map(_luhn), st.sampled_from(["", " ", "-"]))
def test_every_card_number_is_struck_out(number: str, gap: str) -> None:
    said = gap.join(number[i : i + 4] for i in range(0, len(number), 4))
    text, found = screen(f"please charge {said} thanks")
    assert found
    assert not any(number[i : i + 6] in text.replace(" ", "") for i in range(len(number) - 5))


@pytest.mark.parametrize(
    "text", ["order ord_01k3v9", "call 555 0100", "2026-03-04", "section 101 row 12 seats 4-8", "$1,234.56"]
)
def test_other_numbers_stay(text: str) -> None:
    assert screen(text) == (text, False)


_CARD = "4111111111111111"


@pytest.mark.parametrize(
    "text",
    [
        "4111  1111  1111  1111",
        "4111\u00a01111\u00a01111\u00a01111",
        "4111\u200b1111\u200b1111\u200b1111",
        "4111\u20131111\u20131111\u20131111",
        "4111_1111_1111_1111",
        "4111/1111/1111/1111",
        "4111 - 1111 - 1111 - 1111",
        "(4111)(1111)(1111)(1111)",
        "4111\n1111\n1111\n1111",
        f"card{_CARD}",
        f"{_CARD}abc",
        f".{_CARD}",
        "4111 1111 1111 1111 12/28 123",
        "2 4111 1111 1111 1111",
    ],
)
def test_nothing_around_or_within_a_card_number_hides_it(text: str) -> None:
    struck, found = screen(f"here: {text} thanks")
    assert found
    assert "1111" not in struck


@pytest.mark.parametrize(
    "text", ["seats 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13", "2026-11-21 19:30 to 2026-11-28 22:00"]
)
def test_lists_of_numbers_are_no_card_number(text: str) -> None:
    assert screen(text) == (text, False)


def test_a_card_number_in_a_button_is_refused_and_kept_nowhere(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "the cheapest")
    talk.pay(_CARD)
    assert "card numbers" in talk.reply.response
    assert talk.orders() == []
    kept = talk.turns.store.history(talk.conversation_id)
    assert _CARD not in "".join(f"{turn.text} {turn.body}" for turn in kept)


def test_a_consent_is_good_for_that_fan_that_conversation_and_that_quote_alone(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("2 for the otters on friday", "the cheapest", "yes")
    quote = turns.boxoffice.get_quote(
        actor=Actor.fan("cus_ann", talk.conversation_id), quote_id=talk.card("quote").quote_id
    )
    guard = turns.guard
    here, ann, now = str(talk.conversation_id), Actor.fan("cus_ann"), turns.clock()
    assert guard.allows(quote, conversation_id=here, actor=ann, now=now)
    assert not guard.allows(quote, conversation_id="cnv_other", actor=ann, now=now)
    assert not guard.allows(quote, conversation_id=here, actor=Actor.fan("cus_eve"), now=now)
    assert not guard.allows(quote, conversation_id=here, actor=Actor.service(), now=now)
    assert not guard.allows(quote, conversation_id=here, actor=ann, now=now + timedelta(hours=1))
    dearer = quote.model_copy(update={"total": replace(quote.total, amount=quote.total.amount + 1)})
    assert not guard.allows(dearer, conversation_id=here, actor=ann, now=now)
    assert not guard.allows(quote.model_copy(update={"digest": "x"}), conversation_id=here, actor=ann, now=now)


def test_one_conversation_spends_no_more_than_it_may(sqlite_database: Database, clock: FixedClock) -> None:
    turns = runner(sqlite_database, clock, small_season(clock.now))
    turns.guard = ConsentGuard(sqlite_database, turns.store, spend_limit=6000)
    talk = Talk(turns, "cus_ann")
    talk.say("2 for the otters on friday", "the cheapest")
    talk.pay()
    assert len(talk.orders()) == 1
    talk.say("1 ticket for the otters on saturday", "the cheapest")
    assert "That comes to $27.50. One conversation may spend at most $60.00" in talk.reply.response
    assert "$55.00 is spent already" in talk.reply.response
    assert "payment" not in talk.cards()
    talk.say("yes")
    assert len(talk.orders()) == 1


def test_what_is_over_the_limit_is_neither_held_nor_quoted(sqlite_database: Database, clock: FixedClock) -> None:
    turns = runner(sqlite_database, clock, small_season(clock.now))
    turns.guard = ConsentGuard(sqlite_database, turns.store, spend_limit=6000)
    talk = Talk(turns, "cus_ann")
    talk.say("4 for the otters on friday in 301", "the first")
    assert "One conversation may spend at most $60.00." in talk.reply.response
    assert not {"hold", "quote", "payment"} & set(talk.cards())
    talk.say("then a person please, i want these 4")
    assert "handoff" in talk.cards()


def test_a_better_seat_over_the_limit_is_not_quoted(sqlite_database: Database, clock: FixedClock) -> None:
    turns = runner(sqlite_database, clock, small_season(clock.now))
    turns.guard = ConsentGuard(sqlite_database, turns.store, spend_limit=6000)
    talk = Talk(turns, "cus_ida")
    talk.say("upgrade my tickets for the pine foxes to 101", "the first")
    assert "One conversation may spend at most $60.00." in talk.reply.response
    assert "payment" not in talk.cards()


def test_the_limit_is_looked_at_again_when_it_is_paid(sqlite_database: Database, clock: FixedClock) -> None:
    turns = runner(sqlite_database, clock, small_season(clock.now))
    talk = Talk(turns, "cus_ann")
    talk.say("2 for the otters on friday", "the cheapest")
    turns.guard = ConsentGuard(sqlite_database, turns.store, spend_limit=5000)
    talk.pay()
    assert talk.orders() == []
    assert "$50.00" in talk.reply.response


@pytest.mark.parametrize(
    "words",
    ["refund them", "swap it", "yes but three", "yes?", "sure, what about parking", "ok cancel", "no", "yeah no"],
)
def test_what_is_no_plain_yes_never_moves_money(fan: Fan, words: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "the cheapest")
    quote_id = talk.card("quote").quote_id
    talk.say(words)
    assert talk.turns.store.consent(quote_id) is None


@pytest.mark.parametrize("words", ["take my money", "go ahead and buy", "yes", "book it", "go ahead and charge"])
def test_no_words_that_come_through_a_program_are_a_consent(turns: TurnRunner, words: str) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("2 tickets for the otters on friday", "the cheapest")
    quote_id = talk.card("quote").quote_id
    talk.channel = "v1"
    talk.say(words)
    assert turns.store.consent(quote_id) is None


def test_no_words_that_come_through_a_program_give_tickets_back(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_ann")
    talk.say("2 for the otters on friday", "the cheapest")
    talk.pay()
    talk.say("I want a refund for my otters tickets")
    assert talk.card("quote").kind == "refund"
    talk.channel = "v1"
    talk.say("refund my order")
    assert [order.status for order in talk.orders()] == ["confirmed"]


def test_a_yes_through_a_program_is_answered_with_a_link(turns: TurnRunner) -> None:
    talk = Talk(turns, "cus_ann")
    talk.channel = "v1"
    talk.say("2 tickets for the otters on friday", "the cheapest", "yes")
    assert f"/?conversation={talk.conversation_id}" in talk.reply.response
    assert talk.orders() == []
    talk.channel = "chat"
    talk.say("yes")
    assert talk.awaiting == "payment"
