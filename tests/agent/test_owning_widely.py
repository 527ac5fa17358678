"""What fans say of orders, money and lost things in words that sound like something else: heard as what they mean, and no wider."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue import cues

Fan = Callable[..., Talk]


def test_of_two_orders_the_one_that_is_kept_is_not_given_back(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on saturday in 301")
    talk.say("2 for the quartet in the gallery", "the first", "yes")
    talk.pay()
    talk.say("I need to drop one of them, keep the basketball and refund the other")
    assert "2 × Gallery returned" in talk.reply.response


def test_how_much_comes_back_is_said_again_once_it_is_done(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("give one of them back", "yes")
    assert "goes back" in talk.reply.response
    talk.say("so how much will I get back?")
    assert "goes back" in talk.reply.response
    assert "quote" not in talk.cards()


def test_an_order_of_somebody_else_is_refused_in_words(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("my mate asked me to check his order ord_ida1, when is it")
    assert "only look at your own" in talk.reply.response
    assert "Pine Foxes" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["them seats we've got are rubbish, owt nearer?", "I've already got tickets, I want better seats than them", "change the seats on the booking I've got to something better"],
)  # fmt: skip
def test_better_seats_than_those_one_has_are_an_upgrade(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.reply.state.flow == "upgrade"


def test_what_one_has_is_swapped_for_another_show(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("the kids have gone off the foxes game. any way to swap em for the quartet?")
    assert talk.reply.state.flow == "exchange"
    talk.say("no, not money back. exchange them for the lina marsh quartet")
    assert "returned" not in talk.reply.response
    assert talk.reply.state.flow == "exchange"


def test_how_handing_over_works_is_told_and_one_is_one(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("hows it work if i want my sister to have one of my otters tickets on her own phone?")
    assert "seats" not in talk.cards()
    talk.say("brill, send her one then: jo@example.org")
    assert "hand one ticket" in talk.reply.response


def test_money_kept_on_the_account_is_credit(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("can't make the foxes game. don't want cash, just stick it on my account for another time")
    assert "as credit" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["why have you taken the money off me twice for the same tickets?!", "absolutely livid, one of your stewards shoved my dad on the stairs and laughed about it"],
)  # fmt: skip
def test_who_was_wronged_gets_a_case_and_no_refund(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.cards() == ["case"]


@pytest.mark.parametrize(
    "said",
    [
        "my little un's 18 months, she'll be on my knee, do i have to pay for her",
        "found a voucher of yours in a drawer, is it still any good",
        "my mum's hard of hearing, what can you do for her",
        "think me brolly's still under the seat from the other night, who's got it?",
    ],
)
def test_what_the_house_may_know_is_looked_up_without_signing_in(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert talk.awaiting is None
    assert [tool.name for tool in talk.reply.usage.tools][:1] == ["search_knowledge"]


def test_a_fan_short_of_money_at_the_till_is_quoted_for_fewer(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay("tok_declined")
    talk.say("too much for me card. just get one then")
    assert talk.card("quote").items[0].label.startswith("1 ×")
    assert not talk.orders()


def test_how_long_seats_are_held_is_said(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first")
    talk.say("how long have i got til some other bugger nabs em? need to text the boys")
    assert "minutes" in talk.reply.response
    talk.say("yep sounds mint")
    assert talk.awaiting == "payment"


def test_whoever_signed_in_goes_on_with_what_is_held(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    assert talk.awaiting == "sign_in"
    talk.sign_in("cus_ann").say("right im logged in")
    assert talk.cards()[-1] == "payment"
    assert "seats" not in talk.cards()


def test_a_party_that_wants_one_row_buys(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("six of us girls for the quartet on my bday, can we all be in a row??")
    assert talk.card("seats").event_id == "evt_06"


@pytest.mark.parametrize("said", ["first lot pls", "the second lot", "first bunch please"])
def test_a_lot_is_one_of_those_offered(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("eight heads for the otters on saturday", said)
    assert "hold" in talk.cards()


@pytest.mark.parametrize(
    "said",
    ["can I put my bag under the seat?", "left my wallet at home, can I pay with my phone?", "lost my password, what now?", "I dropped my daughter off, where do I wait?"],
)  # fmt: skip
def test_not_everything_left_or_under_a_seat_is_lost(said: str) -> None:
    assert not cues.LEFT_BEHIND.search(said)


def test_whether_one_would_be_charged_twice_is_no_complaint(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("if I try again, will I be charged twice?")
    assert "case" not in talk.cards()


@pytest.mark.parametrize(
    "said", ["why have you taken the money twice", "you've charged me twice, could you sort it?", "I've been billed double for this"]
)  # fmt: skip
def test_money_taken_twice_is_known(said: str) -> None:
    assert cues.CHARGED_TWICE.search(said)
    assert not cues.SUPPOSED.search(said)


@pytest.mark.parametrize(
    "said",
    ["are the front seats charged double?", "I've come out twice to see them, 2 please", "I paid double what my mate did"],
)  # fmt: skip
def test_twice_is_not_always_money_taken_twice(said: str) -> None:
    assert not cues.CHARGED_TWICE.search(said)


def test_money_goes_back_as_it_was_paid_unless_credit_is_asked_for(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("refund the order on my account for the otters foxes game please")
    assert "Back to you" in talk.reply.response
    assert "as credit" not in talk.reply.response


def test_what_is_kept_and_upgraded_is_not_given_back(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("keep my otters tickets and upgrade them please")
    assert talk.reply.state.flow == "upgrade"
    assert talk.awaiting == "seats"


def test_fewer_of_what_is_offered_is_no_exchange_of_an_order(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the quartet")
    talk.say("change them to 3")
    assert talk.reply.state.flow == "purchase"
    assert all(len(option.seat_ids) == 3 for option in talk.card("seats").options)


def test_paying_is_not_cut_short_by_a_number_of_people(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("4 for the otters on saturday in 301", "the first", "I'll pay, only one of us is signing in")
    assert talk.card("quote").items[0].label.startswith("4 ×")


def test_too_dear_holds_nothing(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("the cheapest 2 for the otters on saturday", "even the cheapest one is too dear for me")
    assert "hold" not in talk.cards()


def test_a_plain_cancellation_sells_nothing(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("please cancel. it's the otters game on Saturday")
    assert talk.awaiting != "quantity"


def test_another_order_than_the_one_refunded_is_quoted(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the quartet in the gallery", "the first", "yes")
    talk.pay()
    talk.say("refund the quartet", "yes")
    talk.say("how much would I get back for my foxes tickets?")
    assert "Pine Foxes" in talk.reply.response
