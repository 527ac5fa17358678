"""A number points at the list that the fan saw, also where seats were looked for behind it; and at sign-in as at a payment."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize("customer", ["cus_ann", None])
def test_another_number_is_of_the_list_that_was_shown(fan: Fan, customer: str | None) -> None:
    talk = fan(customer)
    reply = talk.say("2 for the otters on friday")
    shown = next(card for card in reply.cards if card.type == "seats").options
    talk.say("the cheapest", "yes")
    assert talk.awaiting == ("payment" if customer else "sign_in")
    reply = talk.say("number 1 instead")
    held = next(card for card in reply.cards if card.type == "hold")
    assert list(held.seat_ids) == list(shown[0].seat_ids)


def test_another_number_of_tickets_leaves_no_old_list(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "the cheapest", "actually three")
    reply = talk.say("number 1 instead")
    held = [card for card in reply.cards if card.type == "hold"]
    assert all(len(card.seat_ids) == 3 for card in held)


def test_whoever_is_back_wants_no_seats_at_the_back(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", "the cheapest", "yes")
    assert "seats are held" in talk.say("hi sorry im back, still got them?").response
