"""Who shall have the tickets: an address spelled out in a hurry, and what is said before it comes."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.fixture
def talk(fan: Fan) -> Talk:
    """A fan who is asked to whom one of two tickets shall go."""
    talk = after_buying(fan, "2 for the otters on friday in 301")
    talk.say("send one of my tickets to a friend")
    assert talk.awaiting == "choice"
    return talk


@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("it's bella dot moore all lowercase at example dot com", "bella.moore@example.com"),
        ("liam at example dot com", "liam@example.com"),
        ("tom dot b all one word at example dot org", "tom.b@example.org"),
    ],
)
def test_an_address_is_what_was_spelled(talk: Talk, message: str, address: str) -> None:
    assert f"to {address}:" in talk.say(message).response


@pytest.mark.parametrize("message", ["hang on, getting her email", "is there parking", "one sec"])
def test_it_is_asked_again_to_whom(talk: Talk, message: str) -> None:
    talk.say(message)
    assert talk.awaiting == "choice"
    reply = talk.say("what was the question").response
    assert "What would you like?" not in reply
