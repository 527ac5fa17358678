"""Small words that were taken for more than they are: a yes with a word on the talk or the card, a no to better seats, a price beside a number, the end of a row."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.context import budgets, withdrawing
from willcall.understanding.reading import PriceBound, Slot

Fan = Callable[..., Talk]


def held(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "youre not answering. skip it, book",
        "ok whatever book it",
        "ok go ahead w visa",
        "yes book with my saved card",
        "nvm, book it",
        "go ahead with apple pay",
        "never mind, just book it",
    ],
)
def test_a_yes_with_a_word_on_the_talk_or_the_card_is_one(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("said", ["whatever", "youre not answering", "visa?", "never mind the visa", "with visa", "go ahead with another card?"])  # fmt: skip
def test_a_word_on_the_talk_or_the_card_alone_is_no_yes(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert talk.awaiting != "payment"


@pytest.mark.parametrize("said", ["nah im good, leave it", "no thanks i'm fine", "nope, we're happy with what we've got", "nah all good, keep them"])  # fmt: skip
def test_better_seats_turned_down_leave_the_order(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say("can i upgrade my seats")
    assert talk.awaiting == "seats"
    assert "Your order stays as it is." in talk.say(said).response
    assert talk.awaiting is None


@pytest.mark.parametrize("said", ["no, i'm good with 101", "im good with the first", "nah, all good seats are gone"])
def test_what_only_begins_like_turning_it_down_is_not(said: str) -> None:
    assert withdrawing._IM_GOOD.fullmatch(said) is None


def test_a_part_that_is_no_better_is_told_with_those_that_are(fan: Fan) -> None:
    talk = after_buying(fan, "3 for the otters on friday in the terrace")
    response = talk.say("can i upgrade my seats to section 301").response
    assert "not better than the present ones as the house ranks its parts" in response
    assert "Better seats for" in response


@pytest.mark.parametrize(
    ("said", "count", "most"),
    [("two 36 dollar ones", 2, 36.99), ("three 45 euro tickets", 3, 45.99), ("4 of the 90 dollar seats", 4, 90.99), ("two forty dollar seats", 2, 40.99)],
)  # fmt: skip
def test_a_price_beside_a_number_is_not_added_to_it(said: str, count: int, most: float) -> None:
    slots = budgets.counted_at_a_price((Slot("max_price", PriceBound(236.0), said, 0, len(said)),), said)
    assert {s.name: s.value for s in slots} == {"quantity": count, "max_price": PriceBound(most, None, "each", "max")}


@pytest.mark.parametrize("said", ["under 236 dollars", "two tickets for 36 dollars", "one fifty dollar seat", "section 2 36 dollars each"])  # fmt: skip
def test_other_prices_stay_as_they_were_read(said: str) -> None:
    assert budgets.counted_at_a_price((), said) == ()


def test_a_part_of_the_house_before_its_row_is_heard(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("hold me 2 seats for the glass orchard on saturday, gallery front row if poss")
    assert {o.section for o in talk.card("seats").options} == {"Gallery"}


def test_the_end_of_a_row_is_no_part_of_the_house(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "301. but is it a real aisle, like a seat on the end?")
    assert "in End" not in talk.reply.response
    assert "Section 301" in talk.reply.response


def test_what_one_does_without_is_not_asked_after(fan: Fan) -> None:
    talk = held(fan)
    response = talk.say("ok without parking. what if i cant make it, refund?").response
    assert "garage" not in response
    assert "refunded" in response


def test_why_money_back_is_less_is_told(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("refund them please")
    assert "fees" in talk.say("why isnt it the full 82 tho").response
    assert "not as credit" not in talk.reply.response
