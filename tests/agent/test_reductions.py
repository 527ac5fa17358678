"""Who some of a party are is told for the price's sake: they are counted with the rest already."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]
TOLD = [
    "2 of us are students",
    "half of us are students",
    "one of us is a pensioner",
    "two of us are kids",
    "3 of us are members",
]


@pytest.mark.parametrize(
    "said", [*TOLD, "some of us are under 16", "do pensioners pay less", "is it cheaper for students"]
)
def test_at_a_hold_of_four_it_stays_four(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("4 for the otters on friday in 301", "the first", said)
    assert "$110.00" in talk.reply.response
    assert "still holding your seats" in talk.reply.response
    assert "Source:" in talk.reply.response


@pytest.mark.parametrize("said", TOLD)
def test_where_the_number_is_open_it_stays_open(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("tickets for the otters on friday", said)
    assert talk.awaiting == "quantity"


@pytest.mark.parametrize(
    "said",
    [
        "4 for the otters on friday, 2 of us are students",
        "4 tickets for the otters friday. half of us are students",
        "2 of us are students, 4 tickets for the otters friday",
        "there are 4 of us, 2 are students, otters friday",
        "otters friday for 4 of us, two are kids",
        "otters friday 2 adults 2 kids",
        "otters friday for 3 of us and one kid",
    ],
)
def test_beside_the_number_of_all_they_are_not_counted_again(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert all(len(option.seat_ids) == 4 for option in talk.card("seats").options)


@pytest.mark.parametrize("said", ["two of us are coming", "only two of us can go", "there's two of us now"])
def test_how_many_come_is_still_a_number(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("4 for the otters on friday in 301", "the first", said)
    assert "Changed to two tickets" in talk.reply.response


@pytest.mark.parametrize("said", ["one of them's for my boss so can it be a nice seat", "one of us is a bit tall"])
def test_what_one_of_them_is_for_makes_it_no_single_ticket(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("3 for the otters on friday", said)
    cards = [card for card in talk.reply.cards if card.type == "seats"]
    assert all(len(option.seat_ids) == 3 for card in cards for option in card.options)


def test_the_ages_of_children_are_no_number_of_tickets(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", "our kids are 4 and 7")
    assert "$55.00" in talk.reply.response
    assert talk.awaiting == "confirmation"
