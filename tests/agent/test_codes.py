"""A code said beside what is wanted takes nothing away from it, and buys nothing."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "2 for the otters friday, code SAVE10",
        "2 for the otters friday with promo code SAVE10",
        "2 otters friday, discount code: XMAS",
        "2 otters friday. I have a voucher code ABC123",
        "my code is SAVE10, 2 for the otters friday",
        "2 for the otters friday and a promo code",
        "2 for the otters friday, promo SAVE10",
        "2 for the otters friday, apply SAVE20",
        "2 otters friday w/ coupon XMAS25",
    ],
)
def test_a_code_beside_a_purchase_is_answered_and_the_seats_are_shown(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "no promo codes" in talk.reply.response
    assert all(len(option.seat_ids) == 2 for option in talk.card("seats").options)
    assert "Dune Jackals on Fri" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "2 for the otters on friday, order ord_ida1",
        "2 more for the otters friday, my other order is ord_ida1",
        "2 for the otters friday, same as order ord_ida1",
    ],
)
def test_an_orders_code_beside_a_purchase_does_not_end_it(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert all(len(option.seat_ids) == 2 for option in talk.card("seats").options)


@pytest.mark.parametrize("said", ["show order ord_ida1", "where is order ord_ida1"])
def test_an_order_asked_for_by_its_code_is_shown(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "order" in talk.cards()


@pytest.mark.parametrize(
    "said", ["SAVE10", "code SAVE10", "yes, code SAVE10", "yes and use SAVE10", "apply code SAVE10 please"]
)
def test_a_code_at_a_hold_buys_nothing_and_leads_back(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "no promo codes" in talk.reply.response
    assert "still holding your seats" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["2 otters fri, is there a dress code", "2 otters friday, my postcode is SW1A1AA"])
def test_a_code_of_another_kind_is_none_for_a_lower_price(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "promo" not in talk.reply.response
    assert "seats" in talk.cards()
