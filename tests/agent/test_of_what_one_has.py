"""Tickets one has: why they go back, who gets one, what a change would cost, better seats for them, and who cannot sign in."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "kids got chickenpox so no otters for us :( can i get a refund",
        "We're moving to Perth before Boxing Day so won't need the two basketball tickets. Refund please",
        "we fly out on sunday so cant use my otters tickets, refund please",
        "im in hospital until sunday, can i return my basketball tickets",
        "no more basketball for me, broke my leg. refund?",
    ],
)
def test_the_day_and_the_town_of_a_reason_are_none_of_the_show(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "None of your orders" not in talk.reply.response
    assert "Refund of 2 tickets" in talk.reply.response


def test_an_order_of_another_date_is_not_given_back_unasked(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("refund my otters tickets for sunday please")
    assert "None of your orders is for that date" in talk.reply.response
    assert talk.awaiting == "order"


@pytest.mark.parametrize(
    "said",
    [
        "one of our party is poorly and cant come to the glass orchard. could I give back just her ticket? the others are still coming",
        "my mum's ill and cant come to the glass orchard. refund just hers please",
        "my dad can't make the play, can i return his",
    ],
)
def test_the_ticket_of_who_cannot_come_goes_back_alone(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say(said)
    assert "Refund of 1 ticket" in talk.reply.response


def test_all_go_back_where_nobody_comes(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("my mum is ill so none of us can come to the play. refund please")
    assert "Refund of 4 tickets" in talk.reply.response


@pytest.mark.parametrize(
    "begin", ["wanna give someone a ticket", "can i pass my spare ticket on to a mate", "i want to give my sister one"]
)
@pytest.mark.parametrize("whom", ["the otters, just 1 of em. to pia novak", "pia novak", "to pia please"])
def test_a_name_where_it_is_asked_who_gets_a_ticket_is_no_show(fan: Fan, begin: str, whom: str) -> None:
    talk = fan("cus_ida")
    talk.say(begin)
    assert "Who shall have them" in talk.reply.response
    talk.say(whom)
    assert "Where shall I send them" in talk.reply.response
    talk.say("pia@example.com")
    assert "I'll hand one ticket" in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["i want to give my mum a ticket for her birthday", "want to buy my sister a ticket"])
def test_a_present_is_bought(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "Who shall have them" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "what does it cost me if i wanna swap my otters tickets for a different night? not doing it yet just asking",
        "hypothetically, until when could one change to another game and is there a charge for that",
        "is there a fee for swapping my otters tickets? only wondering",
    ],
)
def test_what_an_exchange_would_cost_is_told_and_none_begun(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "can be exchanged until" in talk.reply.response
    assert "There is no fee for it" in talk.reply.response
    assert talk.awaiting is None


def test_who_only_wants_to_know_the_fee_leaves_the_exchange(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("can i swap my otters tickets for another night")
    assert talk.awaiting == "event"
    talk.say("no no i only want to know if theres a fee")
    assert "There is no fee for it" in talk.reply.response
    assert talk.awaiting is None


def test_an_exchange_asked_for_with_its_price_is_begun(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("how much would it cost to swap my otters tickets for saturday")
    assert "what you paid counts towards them" in talk.reply.response


def test_another_date_for_them_after_a_refused_refund_is_an_exchange(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("exchange my otters tickets, saturday for them please")
    assert "None of your orders" not in talk.reply.response
    assert "Seats for Marlow Otters vs. Dune Jackals on Sat" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "whats the most tickets i can get for the glass orchard in one go?",
        "how many tickets can i buy for the glass orchard at once",
    ],
)
def test_the_most_there_may_be_is_told_of_a_show_and_taken(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "At most 8 tickets" in talk.reply.response
    talk.say("then id like that many for saturday, gallery")
    assert "eight tickets" in talk.reply.response
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    "said",
    [
        "so remind me what seats have i got for the otters and when does it start",
        "remind me which row im in for the otters game",
    ],
)
def test_seats_one_has_are_shown(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "ord_ida1" in talk.reply.response


def test_the_ones_already_bought_are_no_search(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("what about the otters")
    assert talk.awaiting == "event"
    talk.say("no the ones i already bought")
    assert "ord_ida1" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        ["any chance of sitting closer? its the otters, order is on my account"],
        ["show my order", "no i mean better seats, nearer the court. what would that cost"],
        ["treat time, its our anniversary. can we swap our otters seats for something in the terrace?"],
        ["can we exchange our otters tickets", "no no same game, just better seats in the terrace"],
    ],
)
def test_better_seats_are_no_exchange(fan: Fan, said: list[str]) -> None:
    talk = fan("cus_ida")
    talk.say(*said)
    assert "Better seats for Marlow Otters vs. Pine Foxes" in talk.reply.response
    talk.say("phew thats steep.. i think we'll stay where we are")
    assert "Your order stays as it is" in talk.reply.response
    assert talk.awaiting is None


def test_another_day_in_another_part_is_an_exchange(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("swap my otters tickets to saturday in the terrace")
    assert "what you paid counts towards them" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "cant you just do it with the number, im on my phone and dont remember my login",
        "cant you just look me up by name",
        "i cant sign in",
        "why do i have to log in",
    ],
)
def test_why_signing_in_is_needed_is_said(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("refund for my otters tickets please", said)
    assert "whoever is signed in" in talk.reply.response
    assert talk.awaiting == "sign_in"
    assert "handoff" not in talk.cards()
    talk.sign_in("cus_ida").say("ok done")
    assert "Refund of 2 tickets" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("shouldve said - im a wheelchair user, its me plus my carer", "two tickets"),
        ("those arent wheelchair spaces are they? i need one for me and a normal seat beside it", "two tickets"),
        ("need a wheelchair space and two seats next to it", "three tickets"),
    ],
)
def test_a_space_and_seats_beside_it(fan: Fan, said: str, count: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", said)
    assert f"{count} with wheelchair access" in talk.reply.response


def test_a_lift_asked_for_changes_no_seats(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", "is there a lift for wheelchairs?")
    assert "with wheelchair access" not in talk.reply.response


def test_a_fresh_purchase_leaves_what_is_said_of_it_alone(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("thanks, that's us sorted")
    assert len(talk.orders()) == 1
