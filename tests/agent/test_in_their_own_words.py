"""Praise, addresses told beside a wish, and tickets wanted in the mail, on a phone or in a calendar."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.acts.praising import only_praises
from willcall.agent.dialogue.owned import delivery

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    ["thx ur the best", "you're the best!", "omg you guys are amazing thank you so much", "aww ur an absolute star", "ty you rock", "brilliant, you are a legend mate",
     "thanks so much, you are so kind", "haha you're a lifesaver xx"],
)  # fmt: skip
def test_praise_is_thanked_for(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "You're welcome" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["the best ones", "you are the best, now refund one", "are you a real person", "which are your best seats", "best seats please", "you're not the best", "you are great but i want my money back"],
)  # fmt: skip
def test_what_is_more_than_praise_is_none(said: str) -> None:
    assert not only_praises(said)


def test_praise_is_no_yes(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first")
    talk.say("you're the best!")
    assert talk.awaiting == "confirmation"
    assert talk.orders() == []


@pytest.mark.parametrize(
    "said",
    ["wait can you email me the tickets", "can u text them to me", "add it to my calendar", "can you put it in my google calendar", "put them in apple wallet",
     "send the tickets to my phone", "will you email the tickets?", "is there a calendar file"],
)  # fmt: skip
def test_tickets_wanted_elsewhere_are_shown_and_how_to_take_them_along_is_told(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert delivery.TOLD in talk.reply.response
    assert len(talk.card("order").tickets) == 3


@pytest.mark.parametrize(
    "said",
    ["send them to my wife", "email one to dana@example.com", "i want to send one to a friend", "email me a receipt"],
)
def test_what_is_for_others_or_is_a_paper_is_another_matter(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert delivery.TOLD not in talk.reply.response


def test_before_anything_is_bought_nothing_is_sent(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "will you text me the tickets?")
    assert talk.awaiting == "confirmation"
    assert delivery.TOLD not in talk.reply.response


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("my email is foo@bar.com and i want 2 seats for the otters on friday", "two tickets"),
        ("i'm ann@foo.com, 2 for the otters on friday please", "two tickets"),
        ("ann@foo.com here. what's on friday?", "Otters"),
    ],
)
def test_ones_own_address_hands_nothing_over(fan: Fan, said: str, found: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert found in talk.reply.response


def test_an_address_that_tickets_go_to_still_does(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("i'm ann@foo.com, please send one to dana@example.com")
    assert "dana@example.com" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["can you hold 2 seats til tomorrow", "can i reserve now and pay later", "could you keep 2 for the otters until friday? i get paid then", "I'll pay when I get there"],
)  # fmt: skip
def test_how_long_seats_are_kept_is_told_and_no_day_is_made_of_it(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "held for you for five minutes" in talk.reply.response
    assert "events" not in talk.cards()


def test_what_is_held_stays_so_while_it_is_asked_how_long(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first", "can you hold them until my wife gets home")
    assert "held for you for five minutes" in talk.reply.response
    assert talk.awaiting == "confirmation"
    talk.say("hold the first")
    assert "held for you for five minutes" not in talk.reply.response


@pytest.mark.parametrize("said", ["i hate hockey, what else is there", "can't stand hockey. what else have you got"])
def test_what_somebody_does_not_care_for_is_no_complaint(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "case" not in talk.cards()
    assert talk.card("events").options


@pytest.mark.parametrize("said", ["i hate my seats", "i hate this stupid app"])
def test_a_complaint_stays_one(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "case" in talk.cards()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("what should i wear to the otters", "dress code"),
        ("how early should i get to the otters on friday", "Arrive"),
        ("can i bring my dog to the otters game", "animals"),
        ("can i bring my kids to the otters on friday", "hildren"),
        ("can i leave the otters game at half time and come back", "re-entry"),
    ],
)
def test_a_show_named_in_a_question_of_going_there_is_not_for_sale(fan: Fan, said: str, told: str) -> None:
    for talk in (fan("cus_ann"), after_buying(fan)):
        talk.say(said)
        assert told in talk.reply.response
        assert "events" not in talk.cards()


def test_a_friend_to_be_brought_is_no_question_of_the_rules(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("can i bring a friend to the otters on friday")
    assert "sources" not in talk.cards()


def test_a_show_is_cancelled_and_another_bought_right_after_the_sale(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("cancel the otters and buy 2 for the otters on saturday")
    assert talk.card("quote").kind == "refund"


@pytest.mark.parametrize(
    "said",
    [
        "That's all, thanks. Bye",
        "thanks, that's everything. bye",
        "ok that's it, goodbye",
        "nothing else thanks, bye for now",
    ],
)
def test_that_this_is_all_and_goodbye_is_goodbye(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "the first")
    held = talk.card("hold").seat_ids
    talk.say(said)
    assert "holding" not in talk.reply.response
    assert talk.awaiting != "confirmation"
    talk.say("2 for the otters on friday in 301", "the first")
    assert talk.card("hold").seat_ids == held


def test_a_number_ahead_of_a_purchase_is_not_of_the_refund_before_it(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("i'd like a refund for the otters. and also, need 2!! the lina marsh quartet on monday at 7pm")
    assert "Refund of 3 tickets" in talk.reply.response
    talk.say("yes")
    assert "Lina Marsh" in talk.reply.response
    assert "two tickets" in talk.reply.response


@pytest.mark.parametrize("said", ["can i returrn my otters tix", "i want to retrun my otters tickets"])
def test_a_slip_in_giving_back_gives_back(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert talk.card("quote").kind == "refund"


def test_a_purchase_taken_for_a_part_of_the_refund_before_it_is_one_of_its_own(fan: Fan) -> None:
    talk = after_buying(fan)
    order = talk.orders()[0].order_id
    talk.say(f"i'd like a refund for order {order}. and also, need 2!! lina marsh quartet: monday night at 7 pm")
    assert "Refund of 3 tickets" in talk.reply.response
    talk.say("yes")
    assert "Lina Marsh" in talk.reply.response
    assert "two tickets" in talk.reply.response
