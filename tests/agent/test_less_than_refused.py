"""Follow-ups to a refusal are answered by the rules of that order."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def refused(fan: Fan) -> Talk:
    talk = fan("cus_max")
    talk.say("refund my order")
    assert "Day-before refunds" in talk.reply.response
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "what about half?",
        "not even a partial refund",
        "at least half back?",
        "so i can't get anything back?",
        "can you do 50%",
        "and the fees?",
        "ok what about just one ticket",
    ],
)
def test_less_than_all_is_refused_by_the_same_rule(fan: Fan, said: str) -> None:
    talk = refused(fan)
    talk.say(said)
    assert "Not in part either" in talk.reply.response
    assert "until 24 hours before the start" in talk.reply.response
    assert "quote" not in talk.cards()


@pytest.mark.parametrize(
    "said", ["can i swap it then", "can i change the date then", "can i go another day", "another date then?"]
)
def test_another_day_is_answered_by_the_exchange_policy(fan: Fan, said: str) -> None:
    talk = refused(fan)
    talk.say(said)
    assert "Exchange policy" in talk.reply.response


@pytest.mark.parametrize("said", ["not even as credit?", "then give me credit"])
def test_credit_is_answered_by_the_refund_policy(fan: Fan, said: str) -> None:
    talk = refused(fan)
    talk.say(said)
    assert "Day-before refunds" in talk.reply.response
    assert "quote" not in talk.cards()


@pytest.mark.parametrize("said", ["is there any way", "what are my options", "ok so what can i do"])
def test_any_way_at_all_tells_the_policies_of_the_order(fan: Fan, said: str) -> None:
    talk = refused(fan)
    talk.say(said)
    assert all(name in talk.reply.response for name in ("Day-before refunds", "Exchange policy", "Transfer policy"))


@pytest.mark.parametrize(
    "said", ["not even for a hospital stay?", "and if i had insurance", "what if i had a doctors note"]
)
def test_an_exception_is_none_of_ours_to_make(fan: Fan, said: str) -> None:
    talk = refused(fan)
    talk.say(said)
    assert "no exception" in talk.reply.response


@pytest.mark.parametrize("said", ["what about parking", "thanks anyway"])
def test_what_is_of_something_else_is_heard_as_such(fan: Fan, said: str) -> None:
    talk = refused(fan)
    talk.say(said)
    assert "Not in part" not in talk.reply.response
    assert "exception" not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("not even as credit?", "Not as credit either"),
        ("could i get store credit at least", "Not as credit either"),
        ("a voucher?", "Not as credit either"),
        ("what if i pay the fee", "no fee that would change it"),
        ("i'll pay the fee if you do it", "no fee that would change it"),
        ("and if i pay the cancellation fee?", "no fee that would change it"),
    ],
)
def test_credit_and_a_fee_change_nothing(fan: Fan, said: str, told: str) -> None:
    talk = refused(fan)
    talk.say(said)
    assert told in talk.reply.response
    assert "until 24 hours before the start" in talk.reply.response


@pytest.mark.parametrize("said", ["why not", "how come", "but why", "why is that?"])
def test_why_is_answered_by_the_rule_after_another_question_too(fan: Fan, said: str) -> None:
    talk = refused(fan)
    talk.say("not even as credit?", said)
    assert "the organiser's rule" in talk.reply.response


@pytest.mark.parametrize("said", ["what credit do i have", "how much credit is on my account"])
def test_a_question_of_ones_credit_is_one(fan: Fan, said: str) -> None:
    talk = refused(fan)
    talk.say(said)
    assert "no credit at the moment" in talk.reply.response
