"""Questions about where things stand: what it comes to, whether it was paid, what we were doing, whose it is."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue import cues

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    ["how much is that all in", "whats the damage", "how much are they altogether?", "so what does that come to with fees", "hmm whats the difference in price"],
)  # fmt: skip
def test_what_is_on_the_table_is_priced_and_no_price_list_is_read_out(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday")
    talk.say(said)
    assert "in all" in talk.reply.response
    assert "Lower from" not in talk.reply.response
    assert talk.awaiting == "seats"
    talk.say("the first", said)
    assert "Total: $" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_the_price_of_what_the_documents_spoke_of_is_theirs_to_tell(fan: Fan) -> None:
    talk = fan()
    talk.say("where can I park", "how much is it")
    assert "Source: Parking" in talk.reply.response
    talk.say("the otters on saturday", "where can I park", "how much is it")
    assert "Source: Parking" in talk.reply.response


def test_the_price_of_better_seats_is_what_they_cost_more(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("can I get better seats for the foxes game", "how much extra is that?")
    assert "more in all" in talk.reply.response
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    "said", ["did that go thru?", "have you taken any money?", "did u charge me twice??", "am i booked"]
)
def test_whether_money_was_taken_is_told_by_the_orders_there_are(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", said)
    assert "nothing has been charged" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say("yes")
    talk.pay()
    talk.say(said)
    assert talk.orders()[0].order_id in talk.reply.response
    assert "case" not in talk.cards()
    assert ("charged once" in talk.reply.response) is ("twice" in said)


def test_nothing_is_owed_once_it_is_paid(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", "do i owe anything")
    assert "once you pay" in talk.reply.response
    talk.say("yes")
    talk.pay()
    talk.say("do i owe anything")
    assert "you owe nothing" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["how many do i have left?", "so im still good for saturday yeah?", "which seats are they", "what about my own orders then"]
)  # fmt: skip
def test_what_one_has_is_shown_in_whatever_words(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on saturday in 301")
    talk.say(said)
    assert talk.orders()[0].order_id in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["one sec gotta ask the wife", "hang on gotta check with the lads", "need to check if my mate can come", "wait, need to grab my card"],
)  # fmt: skip
def test_whoever_needs_a_moment_gets_it_and_is_told_where_we_were(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday in 301", "the first")
    talk.say(said)
    assert talk.reply.response.startswith("Take your time.")
    talk.say("right im back where were we")
    assert "Total: $" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said",
    [
        "hang on get me two more",
        "wait, i need to see the seats",
        "hold on, what about friday",
        "i need to ask a question",
    ],
)
def test_a_wish_is_no_wait(said: str) -> None:
    assert cues.LATER.fullmatch(said) is None


def test_where_we_were_is_the_list_that_waited(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", "sorry im back, where were we")
    assert talk.awaiting == "seats"
    assert "seats" in talk.cards()


@pytest.mark.parametrize(
    "said", ["well just refund it for him then", "can you cancel my mate's order, he said it's fine", "can you tell me where he's sitting"]
)  # fmt: skip
def test_nobody_elses_order_becomes_ones_own(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "only look at your own" in talk.reply.response
    assert "quote" not in talk.cards()
    assert "Pine Foxes" not in talk.reply.response


@pytest.mark.parametrize("said", ["where are we sitting", "can I return my dad's ticket, he's ill"])
def test_ones_own_order_is_nobody_elses(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "only look at your own" not in talk.reply.response


def test_what_is_said_after_asking_for_a_person_is_for_them(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("can I speak to a human please")
    talk.say("it's about a group booking for 30 people from work")
    assert "events" not in talk.cards()
    talk.say("my number is 555 0142")
    assert "reads all that you write here" in talk.reply.response
    talk.say("ok how long til someone gets back to me")
    assert "answer right here" in talk.reply.response


def test_a_second_complaint_goes_with_the_first(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("the staff were horrible last night, dreadful service")
    assert talk.cards() == ["case"]
    talk.say("the toilets were filthy as well")
    assert talk.cards() == []
    assert "reads all that you write here" in talk.reply.response


def test_who_is_refused_money_back_is_told_what_else_there_is(fan: Fan) -> None:
    talk = fan("cus_max")
    talk.say("refund my otters tickets")
    assert "quote" not in talk.cards()
    talk.say("is there nothing u can do")
    assert "transferred" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["if it's cancelled can we get our money back?", "up until when can i get a refund", "if i'm ill can i get my money back?", "suppose i'm sick, can i get my money back"],
)  # fmt: skip
def test_a_question_of_the_rules_puts_no_refund_forward(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on saturday in 301")
    talk.say(said)
    assert "quote" not in talk.cards()
    talk.say("ok thanks")
    assert talk.orders()[0].status == "confirmed"


@pytest.mark.parametrize(
    "said", ["am i sorted for parking?", "are we all set to bring a bag?", "was i charged for the wrong seats?", "did you charge me for three tickets?", "is that taken?"]
)  # fmt: skip
def test_what_only_begins_like_a_question_of_payment_is_none(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on saturday in 301")
    talk.say(said)
    assert "that went through" not in talk.reply.response


def test_what_waits_for_a_yes_has_not_gone_through(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on saturday in 301")
    talk.say("refund them", "has it gone through?")
    assert "waits for your yes" in talk.reply.response
    talk.say("no", "transfer them to jo@example.org", "has that gone through?")
    assert "waits for your yes" in talk.reply.response


def test_a_bank_that_did_not_answer_is_no_no(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay("tok_timeout")
    talk.say("did it go through?")
    assert "the bank has not answered" in talk.reply.response
    assert "nothing has been charged" not in talk.reply.response


def test_two_orders_alike_are_both_told_of_where_a_double_charge_is_feared(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on saturday in 301")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay()
    talk.say("was i charged twice?")
    assert all(order.order_id in talk.reply.response for order in talk.orders())
    talk.say("yes")
    assert "asked a person" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "can i transfer them to my wife's account?",
        "my friend can't come, refund it for him",
        "their booking fee is a joke",
    ],
)
def test_ones_own_order_for_others_is_ones_own(fan: Fan, said: str) -> None:
    talk = after_buying(fan, "2 for the otters on saturday in 301")
    talk.say(said)
    assert "only look at your own" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "hang on, think we should get 3",
        "wait, i think the first one",
        "hang on i think no, cancel it",
        "i have to see what's on friday",
    ],
)
def test_a_thought_that_ends_in_a_wish_is_the_wish(said: str) -> None:
    assert cues.LATER.fullmatch(said) is None


def test_who_is_back_with_a_wish_has_one(fan: Fan) -> None:
    talk = after_buying(fan, "2 for the otters on saturday in 301")
    talk.say("i'm back and want a refund")
    assert talk.card("quote").kind == "refund"


def test_a_wish_after_asking_for_a_person_is_still_one(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("can I speak to a human please", "my name is Sam, i want 2 for the otters on saturday")
    assert "seats" in talk.cards()
    talk.say("when do people come in?")
    assert "answer right here" not in talk.reply.response


def test_a_refusal_is_forgotten_with_the_next_purchase(fan: Fan) -> None:
    talk = fan("cus_max")
    talk.say("refund my otters tickets", "2 for the quartet", "why are they so expensive?")
    assert "transferred" not in talk.reply.response
