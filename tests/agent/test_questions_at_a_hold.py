"""A question while seats are held, or after a card was declined, lets nothing go and picks nothing else."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.state import ConversationState

Fan = Callable[..., Talk]


@pytest.fixture
def talk(fan: Fan) -> Talk:
    """A fan who has said yes and has the payment before them."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "the last one", "yes")
    assert talk.awaiting == "payment"
    return talk


@pytest.mark.parametrize("declined", [False, True])
@pytest.mark.parametrize("message", ["how much time is left on my hold", "how long left?", "what was option 1 again"])
def test_it_lets_nothing_go(talk: Talk, message: str, *, declined: bool) -> None:
    if declined:
        talk.pay("tok_declined")
    before = held(talk)
    reply = talk.say(message).response
    assert "let" not in reply.split(".")[0]
    assert held(talk) == before


def held(talk: Talk) -> list[str]:
    assert talk.conversation_id is not None
    state = ConversationState.model_validate_json(talk.turns.store.load(talk.conversation_id).state)
    assert state.hold is not None
    return list(state.hold.seat_ids)


def test_a_wish_for_another_place_is_followed(talk: Talk) -> None:
    before = held(talk)
    talk.say("number 1 instead")
    assert held(talk) != before
