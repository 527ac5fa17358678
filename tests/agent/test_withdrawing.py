"""Taking a change of an order back: it stays as it is, whatever was being arranged; and words like those that take nothing back."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.context import withdrawing
from willcall.agent.dialogue.owned import ours

Fan = Callable[..., Talk]
STAYS = "Your order stays as it is"


@pytest.mark.parametrize(
    "said",
    [
        "sorry never mind, keep friday",
        "stop, I don't want to exchange. leave my order as it is",
        "no keep the friday one",
        "actually I'll stick with friday please",
        "don't change anything, leave the tickets as they are",
        "leave the exchange",
        "too much hassle, keep what we've got",
    ],
)
def test_an_exchange_taken_back_leaves_the_order(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("can we come on saturday instead?", said)
    assert STAYS in talk.reply.response
    assert talk.reply.state.flow is None
    assert "quote" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    ["leave my order as it is", "don't refund anything, keep my tickets", "leave it all as it was", "leave the refund"],
)
def test_a_refund_taken_back_leaves_the_order(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets", said, "yes")
    assert [order.status for order in talk.orders()] == ["confirmed"]


@pytest.mark.parametrize(
    "said", ["nah too much, keep what i got", "not worth it, keep ours", "way too dear, we'll stay put"]
)
def test_better_seats_that_cost_too_much_are_left(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("upgrade my seats", said)
    assert STAYS in talk.reply.response


def test_an_order_to_be_left_alone_is_not_quoted_for_a_refund(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("leave my order as it is")
    assert STAYS in talk.reply.response


def test_whoever_leaves_a_refund_for_a_person_is_sent_one_and_no_quote(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("refund my foxes tickets", "leave refund. can a person call me, my number is 98450 12345")
    assert "asked a person" in talk.reply.response
    assert "returned" not in talk.reply.response
    talk.say("yes")
    assert [order.status for order in talk.orders()] == ["confirmed"]


@pytest.mark.parametrize(
    ("said", "flow"),
    [
        ("I don't want to leave my order as it is, refund it", "refund"),
        ("leave my order as it is but send one ticket to jo@example.org", "transfer"),
        ("don't refund the first one, refund the last one", "refund"),
    ],
)
def test_what_is_wanted_beside_it_is_no_withdrawal(fan: Fan, said: str, flow: str) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets", said)
    assert STAYS not in talk.reply.response
    assert talk.reply.state.flow == flow


def test_only_the_one_that_is_not_refused_goes_back(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund my tickets", "don't refund the first one, refund the last one")
    assert talk.card("quote").items[0].label[:1] == "1", talk.reply.response


def test_the_day_asked_for_is_no_day_that_is_kept(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("can we come on saturday instead?", "keep the saturday ones, row a")
    assert STAYS not in talk.reply.response


@pytest.mark.parametrize("said", ["keep two of them", "can I keep them till tomorrow", "keep the seats and add one"])
def test_not_every_keeping_keeps_what_one_has(said: str) -> None:
    assert ours.KEEPS.fullmatch(said) is None
    assert withdrawing._STAYS.search(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "12 bucks?? nah leave it as is",
        "$45! no leave mine as is",
        "no swap. keep my tickets",
        "don't swap them, keep our tix",
        "none of them. im keeping what i got",
        "neither, we're keeping what we've got",
    ],
)
def test_a_no_to_an_exchange_with_a_few_words_around_it(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("can we come on saturday instead?", "the first", said)
    assert STAYS in talk.reply.response or "you keep the tickets you have" in talk.reply.response
    assert "quote" not in talk.cards()
    talk.say("no swap. keep my tickets")
    assert STAYS in talk.reply.response


def test_a_swap_refused_for_another_day_is_still_one(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("don't refund them, swap them for saturday")
    assert STAYS not in talk.reply.response
