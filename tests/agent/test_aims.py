"""What passes for something else: a question that names a person, a gift that is to be bought, small talk, a count of charges."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

from willcall.agent.dialogue.context import aims

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "Before I confirm: can I get an invoice with our company name? And are six people allowed together in one row?",
        "I left my coat at the gallery last week. How do I contact lost and found?",
    ],
)
def test_no_person_is_sent_for_unasked(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", "the first")
    talk.say(said)
    assert "handoff" not in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "I need a person who can arrange the interpreter for the glass orchard",
        "I want a refund and I want to talk to somebody in charge",
    ],
)
def test_a_person_asked_for_is_sent_for(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "handoff" in talk.cards()


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Just tell me how to book a sign language interpreter please", "Accessibility"),
        ("I asked if I can BUY a gift voucher", "Gift cards"),
    ],
)
def test_what_the_documents_know_is_told(fan: Fan, said: str, source: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert source in talk.reply.response


def test_a_gift_is_bought_and_not_handed_on(fan: Fan) -> None:
    talk = fan()
    talk.say("I'd like to give my dad tickets for his 70th, he loves basketball")
    assert talk.card("events").options
    owner = fan("cus_ida")
    owner.say("I'd like to give my tickets to my dad for his birthday")
    assert "events" not in owner.cards()


def test_small_talk_lists_nothing(fan: Fan) -> None:
    talk = fan()
    talk.say("what's your favourite band?")
    assert "events" not in talk.cards()
    talk.say("2 for the otters")
    talk.say("no i dont want to buy anything lol just talking")
    assert "Which" not in talk.reply.response
    assert talk.awaiting is None
    talk.say("fine. bye")
    assert "Goodbye" in talk.reply.response


@pytest.mark.parametrize("said", ["fine. bye", "ok thanks, bye"])
def test_a_farewell_under_a_list_is_one(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters", said)
    assert "Goodbye" in talk.reply.response


def test_how_often_money_was_taken_is_told_from_the_orders(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("was i charged once or twice?")
    assert "charged once" in talk.reply.response
    assert "case" not in talk.cards()
    assert not aims.how_often_charged("you charged me twice!")


def test_whoever_sits_beside_a_wheelchair_is_counted(fan: Fan) -> None:
    talk = fan()
    talk.say("wheelchair space for the otters on friday with me sitting next to him")
    assert "two tickets with wheelchair access" in talk.reply.response
    other = fan()
    other.say("I need a wheelchair space and a companion seat")
    assert "Two tickets, a wheelchair space: noted." in other.reply.response
