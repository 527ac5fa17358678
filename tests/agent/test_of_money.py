"""What is said of money: limits that pass for something else, the least one may pay, whether a total is all there is to pay."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.understanding.money import prices

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    ("said", "amount", "per"),
    [
        ("id need it to stay under 150 together", 150, "total"),
        ("theres 4 of us and 150 is our limit in total", 150, "total"),
        ("150 in total is our limit", 150, "total"),
        ("150 is all we have", 150, "total"),
        ("150 is what we can spend in total", 150, "total"),
        ("make it 3 and under 150 in all", 150, "total"),
        ("80 is our limit each", 80, "each"),
        ("4 seats under 150 each together", 150, "each"),
        ("4 seats together under 150", 150, None),
        ("80 is fine", 80, None),
    ],
)
def test_a_limit_for_all_is_told_from_one_for_each(said: str, amount: int, per: str | None) -> None:
    (found,) = prices(said)
    assert (found.value.major, found.value.per) == (amount, per)


@pytest.mark.parametrize("said", ["301 is fine", "3 and under for kids", "row 150 is all we have"])
def test_no_money_is_heard_where_none_is_said(said: str) -> None:
    assert prices(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "taking my 3 kids to the otters friday, need 4 seats together and i cant go over 150 all in",
        "otters friday, 4 seats and i cant spend more than 150 all in",
        "otters on friday for 4 but we cant go above 150 in total",
        "theres 4 of us for the otters friday and 150 is our limit in total",
        "4 of us for the otters friday so id need it to stay under 150 together",
    ],
)
def test_who_cant_go_over_a_sum_wants_to_buy(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.awaiting == "seats"
    assert "four tickets" in talk.reply.response
    assert "$110.00 in all" in talk.reply.response
    assert "$352.00" not in talk.reply.response


def test_a_limit_told_after_the_prices_is_for_the_show_they_are_of(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("how much are otters tickets on friday", "theres 4 of us and 150 is our limit in total")
    assert "$110.00 in all" in talk.reply.response
    assert "in one order" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["i cant go to the otters, refund please", "i cant go, refund one of my otters tickets"]
)
def test_who_cant_go_still_gives_back(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "efund" in talk.reply.response
    assert talk.awaiting != "seats"


@pytest.mark.parametrize(
    "said",
    [
        "what's the cheapest ticket for the lina marsh quartet",
        "cheapest lina marsh ticket?",
        "what's the least i can pay for the lina marsh quartet",
        "how cheap are the cheapest tickets for the lina marsh quartet",
    ],
)
def test_the_least_one_may_pay_is_told(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "the cheapest is Gallery, from $45.00" in talk.reply.response
    talk.say("2 then")
    assert "two tickets" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["i want the cheapest ticket for the lina marsh quartet", "cheapest ticket for the lina marsh quartet please"],
)
def test_who_wants_the_cheapest_is_asked_how_many(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert talk.awaiting == "quantity"


@pytest.mark.parametrize(
    "said",
    [
        "ok let me think about it and talk to her mum. thanks",
        "ok i'll ask around and come back",
        "gonna sleep on it",
        "not sure yet, need to check with her mum",
    ],
)
def test_who_thinks_about_it_is_not_asked_again(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("tickets for the lina marsh quartet")
    assert talk.awaiting == "quantity"
    talk.say(said)
    assert talk.reply.response == "Take your time."
    talk.say("2 please")
    assert "two tickets" in talk.reply.response


def test_who_thinks_while_seats_are_held_hears_that_they_are(fan: Fan) -> None:
    talk = held(fan)
    talk.say("let me think about it")
    assert "still holding" in talk.reply.response


def held(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet in the gallery", "the first one")
    assert talk.awaiting == "confirmation"
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "and thats everything incl fees right? no surprises",
        "is that the final price?",
        "so thats all in, nothing on top?",
        "are fees included in that?",
        "no hidden charges?",
        "any extra charges later?",
        "is that it or do you add stuff at the end",
        "does that include everything",
        "yes thats everything?",
    ],
)
def test_whether_the_total_is_all_is_answered_and_buys_nothing(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "Yes: $90.00 is all there is to pay" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say("great then yes!!")
    assert talk.awaiting == "payment"


@pytest.mark.parametrize("said", ["is that order fee once or for each ticket?", "is the order fee per ticket"])
def test_how_often_a_fee_is_charged_is_answered(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "no order fee" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["thats each or in total?", "is it 90 for both?", "is that per ticket"])
def test_whether_it_is_for_each_or_for_all_is_answered(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say(said)
    assert "$90.00 is for all two tickets together" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "eek. do i get charged twice if i try another card?",
        "will it charge both cards?",
        "do i pay double with another card",
    ],
)
def test_another_card_charges_nothing_twice(fan: Fan, said: str) -> None:
    talk = held(fan)
    talk.say("yes")
    talk.pay("tok_declined")
    talk.say(said)
    assert "money is taken once" in talk.reply.response
    assert "Shall I book them" not in talk.reply.response
    assert talk.awaiting == "payment"


@pytest.mark.parametrize(
    "said", ["ooh what would terrace be", "how much is the terrace", "what would the terrace cost"]
)
def test_what_better_seats_elsewhere_would_be_is_shown(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("can i upgrade my otters tickets", "lower please")
    assert talk.awaiting == "seats"
    talk.say(said)
    assert "Terrace" in talk.reply.response
    assert "more in all" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "do they have actual lower seats? how much",
        "ok but how much ARE the lower seats",
        "what do seats in the lower cost",
    ],
)
def test_a_limit_does_not_keep_the_price_of_a_part_from_being_told(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday under 40 each", said)
    assert "$88.00" in talk.reply.response
    assert "more than the $40.00 each" in talk.reply.response
    assert "closest" not in talk.reply.response


def test_a_part_that_is_wished_for_within_the_limit_is_listed(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday under 40 each", "in the upper please")
    assert "seats" in talk.cards() or "hold" in talk.cards()


def _bought(fan: Fan) -> Talk:
    talk = fan("cus_bo")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay()
    return talk


@pytest.mark.parametrize("said", ["why not the fees??", "how come i get no fees back", "why are the fees kept"])
def test_why_fees_stay_is_answered_and_the_quote_stays(fan: Fan, said: str) -> None:
    talk = _bought(fan)
    talk.say("i want to refund these", said)
    assert "why it is made so I can't say" in talk.reply.response
    assert talk.awaiting == "confirmation"
    assert talk.orders()[0].status == "confirmed"


@pytest.mark.parametrize(
    "said", ["do i get charged twice cos i pressed it twice", "will i be billed twice?", "so did you charge me double?"]
)
def test_whether_it_is_charged_twice_is_told_by_the_orders(fan: Fan, said: str) -> None:
    talk = _bought(fan)
    talk.say(said)
    assert "charged once" in talk.reply.response
    assert "case" not in talk.cards()


def test_that_it_was_charged_twice_is_still_a_complaint(fan: Fan) -> None:
    talk = _bought(fan)
    talk.say("you charged me twice, this is outrageous")
    assert "sorry" in talk.reply.response


@pytest.mark.parametrize("said", ["does orrin hall charge an order fee too?", "is there an order fee"])
def test_an_order_fee_is_no_other_rule(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "order fee" in talk.reply.response.casefold()
    assert "exchange" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["whats the cheapest upgrade", "hmm is there sth for less?", "what's the least i could upgrade for"]
)
def test_the_least_that_better_seats_cost_is_told(fan: Fan, said: str) -> None:
    talk = _bought(fan)
    talk.say("can i upgrade them to the lower?", said)
    assert "The least that better seats cost is" in talk.reply.response
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    "said",
    [
        "How long does that offer stand? I'd like to ask my brother first.",
        "how long is this price good for",
        "when does the quote expire",
    ],
)
def test_how_long_a_change_is_quoted_for_is_told(fan: Fan, said: str) -> None:
    talk = _bought(fan)
    talk.say("can i upgrade them to the lower?", "the first", said)
    assert "This stands for" in talk.reply.response
    assert talk.awaiting == "confirmation"
