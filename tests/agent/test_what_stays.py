"""What is to stay is not what goes; what only sounds like a yes moves nothing."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.understanding.answers import plain_yes

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    ("said", "goes"),
    [("keep the first ticket and send the second to bob@example.com", "seat 7"), ("i keep the first ticket, send the other to bob@example.com", "seat 7"), ("keep seat 6, send the rest to bob@example.com", "seat 7"),
     ("send the second ticket to bob@example.com, the first one is mine", "seat 7"), ("send the first ticket to bob@example.com, i need the last one", "seat 6")],
)  # fmt: skip
def test_the_ticket_that_stays_is_not_handed_on(fan: Fan, said: str, goes: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert (
        f"{goes};" in talk.reply.response
        or f"{goes}." in talk.reply.response
        or f"row A, {goes}" in talk.reply.response
    )
    assert "seats 6, 7" not in talk.reply.response


@pytest.mark.parametrize(
    "said", ["not the first one", "keep the first one", "the first one stays", "refund all but the first ticket"]
)
def test_the_ticket_that_stays_is_not_given_back(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say("i want a refund for my tickets", said)
    assert "Going back: Gallery, row A, seats 4–6. You keep Gallery, row A, seat 3." in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "this is my first ticket purchase, i want to return them",
        "refund the last tickets i bought",
        "i lost the first ticket. refund my order",
    ],
)
def test_a_story_points_at_no_ticket(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "2 × Section 301 returned" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "hold karo",
        "ok hold karo",
        "she says yes",
        "everyone says yes",
        "buchen",
        "reservez",
        "yes. I get the fees back too, right?",
        "yes refund it. can it go to paypal?",
        "yes. will i lose my fees?",
    ],
)
def test_what_is_no_yes_to_a_refund_gives_nothing_back(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say("i want a refund for my tickets", said)
    assert [order.status for order in talk.orders()] == ["confirmed"]


@pytest.mark.parametrize(
    "said", ["she says yes", "bitte buchen", "haan book kar do", "my wife says ok so book it", "yep"]
)
def test_in_a_purchase_they_agree_for_a_payment_follows(said: str) -> None:
    assert plain_yes(said, about="purchase")


def test_all_is_more_than_the_one_that_is_quoted(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("i want a refund for just one ticket", "refund all of them")
    assert "4 × Gallery returned" in talk.reply.response
    assert [order.status for order in talk.orders()] == ["confirmed"]


@pytest.mark.parametrize("said", ["refund 2", "ok 2", "i mean 2", "refund for 2"])
def test_a_small_number_is_one_of_tickets_and_no_sum(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say("i want a refund for my tickets", said)
    assert "2 × Gallery returned" in talk.reply.response


@pytest.mark.parametrize("said", ["ok saturday then", "sure then the saturday game"])
def test_a_change_of_mind_is_no_second_purchase(fan: Fan, said: str) -> None:
    talk = fan("cus_max")
    talk.say("two tickets for the otters on friday", "the first one", said)
    assert "comes right after" not in talk.reply.response
    assert "Sat, Mar 7" in talk.reply.response


def test_the_cheapest_better_seats_are_named_by_what_they_cost_more(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("upgrade my tickets", "which is cheaper?")
    assert "cheapest" in talk.reply.response


def test_another_part_of_the_house_needs_no_person(fan: Fan) -> None:
    talk = fan("cus_max")
    talk.say("two tickets for the otters on friday, terrace", "the first one", "hmm can you get us 301 thank you!?")
    assert talk.reply.state.awaiting == "seats"
    assert {option.section for option in talk.card("seats").options} == {"301"}


@pytest.mark.parametrize(
    "said",
    [
        "do you have anything under my name?",
        "any tickets on my account",
        "which tickets do i have with you if possible?",
    ],
)
def test_what_is_under_ones_name_is_ones_orders(fan: Fan, said: str) -> None:
    assert "Otters" in fan("cus_ida").say(said).response


def test_tickets_of_another_show_are_given_back_while_seats_are_held(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("two tickets for the otters on friday, terrace", "the first one", "can i return my glass orchard tickets")
    assert talk.card("quote").kind == "refund"
