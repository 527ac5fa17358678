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


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("is it going through?? its been a minute", "nothing has been charged"),
        ("need to run down to the car for my wallet brb 2 min", "Take your time"),
        ("its the friday one right, not saturday??", "Yes: Marlow Otters vs. Dune Jackals on Fri"),
        ("is it for saturday?", "No: Marlow Otters vs. Dune Jackals on Fri"),
    ],
)
def test_it_is_answered_and_the_seats_stay(talk: Talk, message: str, told: str) -> None:
    before = held(talk)
    assert told in talk.say(message).response
    assert held(talk) == before


@pytest.mark.parametrize(
    "message", ["that's impossible, there's plenty of money in that account", "whats insufficient funds mean"]
)
def test_what_the_bank_said_is_said_again(talk: Talk, message: str) -> None:
    talk.pay("tok_declined")
    assert "Nothing was charged" in talk.say(message).response
    assert talk.awaiting == "payment"


@pytest.fixture
def stranger(fan: Fan) -> Talk:
    """A fan who has said yes and is to sign in."""
    talk = fan()
    talk.say("2 for the otters on friday", "the last one", "yes")
    assert talk.awaiting == "sign_in"
    return talk


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("can't I just check out as a guest", "the tickets and the receipt are yours"),
        ("let me pay", "Please sign in first"),
        ("which ones did i pick again", "I'm holding"),
    ],
)
def test_whoever_is_to_sign_in_hears_why_and_what_for(stranger: Talk, message: str, told: str) -> None:
    before = held(stranger)
    assert told in stranger.say(message).response
    assert held(stranger) == before


def test_another_try_is_another_try(talk: Talk) -> None:
    talk.pay("tok_declined")
    assert "to pay" in talk.say("impossible, my card is fine, try again").response
