"""Where a refund goes and why it is less, and until when a change may be had: asked under a quote or of an order, and answered without a quote."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.answers import deadlines, money_back
from willcall.understanding.wants import refund_to

Fan = Callable[..., Talk]
NOW = datetime(2026, 11, 29, 17, tzinfo=UTC)
START = datetime(2026, 12, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "said",
    [
        "no, not as credit! back to my card please",
        "to the original card. not credit",
        "no i don't want credit",
        "i dont want it as credit",
        "i said to my bank card please",
        "to my card rather than as credit",
    ],
)
def test_credit_that_is_refused_is_the_original_way(said: str) -> None:
    other = {"credit": "original", "original": "credit"}
    assert {other[f.value] if f.negated else f.value for f in refund_to(said)} == {"original"}


@pytest.mark.parametrize(
    "said", ["as credit instead?", "why not as credit?", "cash? no, credit", "can't i have credit"]
)
def test_credit_that_is_wished_for_is_credit(said: str) -> None:
    assert [(f.value, f.negated) for f in refund_to(said) if f.value == "credit"] == [("credit", False)]


@pytest.mark.parametrize(
    "said",
    [
        "why don't I get the full amount? I paid 400",
        "how come it's less?",
        "where's the other 40?",
        "why not all of it?",
    ],
)
def test_why_it_is_less_is_a_question_of_the_money(said: str) -> None:
    assert money_back.asks_why_less(said)
    assert money_back.asked(said)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("until when can I refund my tickets?", "refund"),
        ("and for the last one, until when can I refund it?", "refund"),
        ("What's the latest moment I can get my money back?", "refund"),
        ("by what time must I swap them", "exchange"),
        ("how late can I upgrade", "upgrade"),
        ("can I refund my tickets?", None),
        ("refund the last one", None),
        ("how long until the refund is on my card?", None),
        ("when will my money be back", None),
    ],
)
def test_a_deadline_is_told_from_a_wish(said: str, kind: str | None) -> None:
    assert deadlines.asked(said) == kind


def test_a_deadline_is_a_moment_of_the_events_own_clock() -> None:
    rule = {"name": "House rule", "parameters": {"until_hours_before": 72, "credit_until_hours_before": 12}}
    there = partial(phrases.moment, zone="Africa/Johannesburg", now=NOW, currency="ZAR")
    told = deadlines.says("refund", rule, "The Play", START, NOW, there)
    assert "until Thu 17 Dec at 11:00 AM" in told
    assert "as credit until Sat 19 Dec at 11:00 PM" in told
    late = deadlines.says("refund", {"name": "R", "parameters": {"until_hours_before": 600}}, "P", START, NOW, there)
    assert "not any more" in late
    none = deadlines.says("refund", {"name": "No refunds", "parameters": {"allowed": False}}, "P", START, NOW, there)
    assert "No refunds" in none
    assert "until" not in none


@pytest.mark.parametrize(
    ("currency", "now", "said"),
    [
        ("USD", NOW, "Sun, Dec 20 at 9:00 AM"),
        ("EUR", NOW, "Sun 20 Dec at 9:00 AM"),
        ("USD", NOW.replace(year=2025), "Sun, Dec 20, 2026 at 9:00 AM"),
        ("GBP", NOW.replace(year=2025), "Sun 20 Dec 2026 at 9:00 AM"),
    ],
)
def test_the_day_comes_before_the_month_where_people_write_it_so(currency: str, now: datetime, said: str) -> None:
    assert phrases.moment(START, "UTC", now, currency) == said


def test_a_question_after_the_deadline_quotes_nothing(fan: Fan) -> None:
    talk = after_buying(fan)
    reply = talk.say("until when can I refund my tickets?")
    assert "until" in reply.response
    assert "quote" not in talk.cards()


def test_a_refund_keeps_to_the_card_until_credit_is_wished_for(fan: Fan) -> None:
    talk = after_buying(fan)
    assert "as credit" not in talk.say("refund my tickets").response
    talk.say("why don't I get the full amount?")
    assert "as credit" not in talk.say("what do I get back in all?").response
    assert "as credit" in talk.say("can I get it as credit instead? does that include the fees?").response
    assert "as credit" not in talk.say("no, not as credit! back to my card please").response


def test_asking_whether_it_comes_as_credit_does_not_make_it_so(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets")
    assert "not as credit" in talk.say("does it come as credit?").response
    assert "as credit" not in talk.say("what do I get back in all?").response
