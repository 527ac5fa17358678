"""Whether a small child needs a ticket is answered from the documents; nothing is paid, counted or left undone by it."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.asked import small_ones

Fan = Callable[..., Talk]
ASKED = [
    "my kid is 3 does she need a ticket",
    "do under 2s pay",
    "can my baby sit on my lap",
    "does an 18 month old need a ticket?",
    "are under 5s free",
    "do babies go free?",
    "is it free for under 2s",
    "my daughter is three, does she need her own ticket",
    "we have a baby, 9 months. does she need a ticket",
    "does my toddler need one",
    "btw do i need a ticket for a baby",
]


@pytest.mark.parametrize("said", ASKED)
def test_at_a_hold_it_is_answered_and_nothing_is_paid(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "Children under 2 need no ticket" in talk.reply.response
    assert "still holding your seats" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ASKED[:4])
def test_with_nothing_going_on_it_is_answered(fan: Fan, said: str) -> None:
    assert "Children under 2 need no ticket" in fan().say(said).response


@pytest.mark.parametrize(
    "said",
    [
        "2 otters tickets for friday, my kid is 3 does she need a ticket",
        "do under 2s pay? 2 for the otters on friday",
        "2 for the otters friday. can my baby sit on my lap?",
    ],
)
def test_beside_a_purchase_both_are_heard(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "Children under 2 need no ticket" in talk.reply.response
    assert all(len(option.seat_ids) == 2 for option in talk.card("seats").options)


def test_of_a_show_that_is_named_no_ticket_is_looked_for(fan: Fan) -> None:
    talk = fan()
    talk.say("does my 3 year old need a ticket for the otters on friday")
    assert "Children under 2 need no ticket" in talk.reply.response
    assert talk.cards() == ["sources"]
    talk.say("ok 2 then")
    assert "Fri, Mar 6" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "my kid wants 3 tickets",
        "can my son pick them up",
        "do i need a ticket",
        "i need a ticket for my son",
        "a ticket for my 3 year old",
        "do i have to pay now",
        "can my daughter sit with me",
        "my boy is 7, can i get 2 tickets",
    ],
)
def test_other_words_of_children_ask_something_else(said: str) -> None:
    assert not small_ones.asked(said)


@pytest.mark.parametrize("said", ["does the companion pay?", "does my carer have to pay too", "do carers go free?"])
def test_what_a_companion_pays_is_answered_and_nothing_is_paid(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "One companion seat comes with every wheelchair space" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["do i pay now", "can i pay", "let me pay"])
def test_whoever_pays_for_themselves_goes_on_to_pay(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "$55.00 to pay" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "301 and does my boy need his own ticket hes 1",
        "301. does my daughter need a ticket, she's only 2",
        "301, do babies need a ticket?",
        "the first and does my lad need his own seat he's 1 year old",
    ],
)
def test_a_part_or_a_place_chosen_beside_it_is_kept(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", said)
    assert "Children under 2 need no ticket" in talk.reply.response
    assert talk.awaiting in {"seats", "confirmation"}
    assert {"seats", "hold"} & set(talk.cards())
