"""Several wishes in one message are done one after the other; a question that is wished done is a wish."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "two things: how do i get a refunnd for my otters tickets, plase do it. then get me two for lina marsh",
        "how can i return my otters tickets, go ahead with that. and book 2 for lina marsh",
        "first refund my otters tickets, then two for lina marsh please",
        "return my otters tickets & 2 for lina marsh",
        "can i get a refund for my otters tickets? if so please do. also 2 for lina marsh",
        "refund the otters, 2 for lina marsh",
    ],
)
def test_a_purchase_beside_a_refund_comes_after_it(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "Refund of 2 tickets" in talk.reply.response
    talk.say("yes")
    assert "is now refunded" in talk.reply.response
    assert all(len(option.seat_ids) == 2 for option in talk.card("seats").options)
    assert "Lina Marsh" in talk.reply.response


@pytest.mark.parametrize("said", ["no, leave it", "no thanks"])
def test_a_no_to_the_first_goes_on_with_the_second(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("refund my otters tickets and get me two for lina marsh", said)
    assert "nothing is refunded" in talk.reply.response
    assert "Lina Marsh" in talk.reply.response
    assert talk.orders()[0].status == "confirmed"


def test_a_refused_first_goes_on_with_the_second(fan: Fan) -> None:
    talk = fan("cus_max")
    talk.say("refund my otters tickets and get me two for lina marsh")
    assert "until 24 hours before" in talk.reply.response
    assert "Lina Marsh" in talk.reply.response
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    "said",
    [
        "how do i get a refund for my tickets? do that please",
        "how do i get my money back? go ahead and do it",
        "can my tickets be refunded? can you do it then",
        "whats the process for a refund? just do it please",
    ],
)
def test_a_question_that_is_wished_done_is_done(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.card("quote").kind == "refund"


def test_another_day_and_another_holder_are_wished_done_too(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("how would i swap my otters tickets for the friday game? can you do that for me")
    assert "Dune Jackals on Fri" in talk.reply.response
    other = fan("cus_ida")
    other.say("how do i send one of my otters tickets to my sister? go ahead please")
    assert "e-mail address" in other.reply.response


@pytest.mark.parametrize(
    "said",
    ["how do i get a refund for my tickets?", "can my tickets be refunded?", "can you do refunds?", "how does a refund work, do it in the app?"],
)  # fmt: skip
def test_what_is_only_asked_is_only_answered(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "quote" not in talk.cards()


def test_a_number_of_another_orders_tickets_is_no_purchase(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("swap my otters tickets, 2 for lina marsh")
    assert talk.awaiting != "quantity"
    assert talk.orders()[0].status == "confirmed"


@pytest.mark.parametrize("said", ["not all of them", "not the whole lot", "just some", "i dont want all of them refunded", "only some of them please"])  # fmt: skip
def test_not_all_of_an_order_is_asked_how_many(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say("refund my orchard tickets", said)
    assert "How many of them shall go back, or which?" in talk.reply.response
    talk.say("yes")
    assert "How many of them shall go back, or which?" in talk.reply.response
    talk.say("two")
    assert "Refund of 2 tickets" in talk.reply.response


def test_all_after_all_is_all(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("refund my orchard tickets", "not all of them", "ok then all of them")
    assert "Refund of 4 tickets" in talk.reply.response


def test_not_both_is_one(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("refund my otters tickets", "not both")
    assert "Refund of 1 ticket " in talk.reply.response


def test_a_yes_to_all_is_one(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("refund my orchard tickets", "yes all of them")
    assert talk.orders()[0].status == "refunded"
