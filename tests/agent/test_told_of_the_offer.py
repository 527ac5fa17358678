"""Side questions about what is on the table: the aisle by number, whether the total is all, where a car is left."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def _held(fan: Fan) -> tuple[Talk, list[str], bool]:
    talk = fan("cus_ann")
    talk.say("2 aisle seats for the otters on friday in 301")
    offer = talk.card("seats").options[0]
    talk.say("the first")
    return talk, list(offer.numbers), "aisle" in (offer.note or "")


@pytest.mark.parametrize(
    "said",
    [
        "are {0} and {1} on the aisle?",
        "are seats {0} and {1} the aisle ones?",
        "yes or no is seat {0} next to the aisle",
    ],
)
def test_whether_seats_are_on_the_aisle_is_answered_by_number(fan: Fan, said: str) -> None:
    talk, numbers, aisle = _held(fan)
    talk.say(said.format(*numbers))
    assert talk.reply.response.startswith("Yes:" if aisle else "No:")
    assert talk.awaiting == "confirmation"


def test_of_seats_that_are_not_offered_nothing_is_made_up(fan: Fan) -> None:
    talk, *_ = _held(fan)
    talk.say("is seat 99 on the aisle?")
    assert "only of the seats I offer" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_the_sum_itself_may_be_named(fan: Fan) -> None:
    talk, *_ = _held(fan)
    total = talk.card("payment").total.amount // 100
    talk.say(f"is the {total} really everything? no surprise at checkout?")
    assert "is all there is to pay" in talk.reply.response
    talk.say(f"is the {total + 7} really everything?")
    assert "is all there is to pay" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["Where does one park?", "which car park is closest?", "what gate/parking should i use?"]
)
def test_where_a_car_is_left_is_told_of_an_ordinary_one(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "$25 per car" in talk.reply.response


def test_the_price_of_an_ordinary_car(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("parking, regular car, how much")
    assert "$25 per car" in talk.reply.response


@pytest.mark.parametrize("said", ["where is the disabled parking?", "what does a camper pay for parking?"])
def test_other_parking_is_not_taken_for_it(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "$25 per car" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["can u change the name on it to my dads", "but the name??", "please change the name on my tickets"]
)
def test_a_name_is_no_matter_and_nothing_is_handed_on(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("show my order", said)
    assert "need not match" in talk.reply.response
    assert "order" not in talk.cards()


@pytest.mark.parametrize("said", ["I need an invoice for my order", "please send me a receipt for my tickets"])
def test_where_a_receipt_comes_from_is_told(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "receipt comes by e-mail" in talk.reply.response


def test_tickets_are_handed_on_by_a_name(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("transfer my tickets to my dad")
    assert "e-mail" in talk.reply.response
    assert "sources" not in talk.cards()
