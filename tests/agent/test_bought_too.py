"""What is to be bought beside a refund is no part of what goes back."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]

REFUNDS = ["refund order {o}", "can i get a refund for {o}", "cancel {o} please", "return the tickets of order {o}"]
BESIDE = [
    ", and i need 2 tickets for the glass orchard",
    ", need 2 for the glass orchard",
    " and grab me 2 for the glass orchard",
    " cause we want 2 for the glass orchard",
    ", we want 2 for the glass orchard instead",
    ". i just need 2 for the glass orchard now",
    ". 2 tickets to the glass orchard too",
]


@pytest.mark.parametrize("refund", REFUNDS)
@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("later", [False, True], ids=["at once", "another day"])
def test_all_of_the_order_goes_back(fan: Fan, refund: str, beside: str, later: bool) -> None:
    talk = after_buying(fan)
    order = talk.card("order").order_id
    if later:
        talk.conversation_id = None
    reply = talk.say((refund + beside).format(o=order))
    quote = talk.card("quote")
    assert (quote.kind, quote.items[0].label[:1]) == ("refund", "3"), reply.response
    talk.say("yes")
    assert {"events", "seats"} & set(talk.cards()), talk.reply.response


@pytest.mark.parametrize(
    "said", ["refund order {o}, i only need 2 for the otters", "refund {o}, we just want 2 of them"]
)
@pytest.mark.parametrize("later", [False, True], ids=["at once", "another day"])
def test_what_is_kept_of_the_order_itself_stays(fan: Fan, said: str, later: bool) -> None:
    talk = after_buying(fan)
    order = talk.card("order").order_id
    if later:
        talk.conversation_id = None
    talk.say(said.format(o=order))
    assert talk.card("quote").items[0].label[:1] == "1", talk.reply.response
