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


@pytest.fixture
def three(fan: Fan) -> Talk:
    """A fan who has just bought three tickets."""
    return after_buying(fan, "3 for the otters on friday in 301")


def test_each_of_several_people_gets_theirs(three: Talk) -> None:
    reply = three.say("send one to amy@example.com and two to ben@example.com").response
    assert "one ticket" in reply
    assert "to amy@example.com:" in reply
    reply = three.say("yes").response
    assert "amy@example.com now has one ticket" in reply
    assert "I'll hand two tickets" in reply
    assert "to ben@example.com:" in reply
    assert "ben@example.com now has two tickets" in three.say("yes").response


def test_the_other_goes_to_the_other(talk: Talk) -> None:
    assert "to amy@example.com:" in talk.say("one to amy@example.com and the other to ben@example.com").response
    assert "to ben@example.com:" in talk.say("yes").response


def test_a_no_to_the_second_leaves_the_first_done(three: Talk) -> None:
    three.say("transfer tickets to amy@example.com and ben@example.com", "yes")
    assert "leave the tickets with you" in three.say("no").response


@pytest.mark.parametrize(
    "message",
    ["amy@example.com no sorry ben@example.com", "my email is amy@example.com and my friend's is ben@example.com"],
)
def test_an_address_put_right_or_of_ones_own_is_no_second(talk: Talk, message: str) -> None:
    assert "to ben@example.com:" in talk.say(message).response
    assert "I'll hand" not in talk.say("yes").response


@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("my email changed from amy@example.com and now its ben@example.com, send my tickets there", "ben@example.com"),
        ("cancel the transfer to amy@example.com and send it to ben@example.com", "ben@example.com"),
    ],
)
def test_an_old_address_gets_nothing(three: Talk, message: str, address: str) -> None:
    assert f"to {address}:" in three.say(message).response
    assert "I'll hand" not in three.say("yes").response


def test_bare_addresses_are_two_people(talk: Talk) -> None:
    assert "to amy@example.com:" in talk.say("amy@example.com and ben@example.com").response
