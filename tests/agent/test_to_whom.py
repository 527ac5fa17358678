"""Tickets go to an address or to somebody who is named: a shouted word is no name, and an address may be spelled out."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "i want to GIVE my sister one of mine",
        "I need to SEND my brother one of my tickets",
        "i want to PASS one of mine to my mum",
        "none!! i want to GIVE my sister one of mine",
        "I WANT TO GIVE ONE OF MINE TO MY SISTER",
        "Send my sister ONE of my tickets",
    ],
)
def test_a_shouted_word_is_nobody(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "I'll hand" not in talk.reply.response
    assert talk.awaiting == "choice"


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("transfer one of my tickets to JIM", "JIM"),
        ("please send one of my tickets to Anna Hand", "Anna Hand"),
        ("I need to TRANSFER one of my tickets to Bob", "Bob"),
    ],
)
def test_whoever_is_named_is_meant(fan: Fan, said: str, whom: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert f"I'll hand one ticket for Marlow Otters vs. Pine Foxes to {whom}:" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("hand one of my tickets to my sis please, sam dot shah at example dot in", "sam.shah@example.in"),
        ("my otters tickets, hand 1 to sis: sam at example dot co dot uk", "sam@example.co.uk"),
        ("give 1 of mine to mum, her mail is sam underscore shah at example dot com", "sam_shah@example.com"),
    ],
)
def test_an_address_may_be_spelled_out(fan: Fan, said: str, address: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert f"I'll hand one ticket for Marlow Otters vs. Pine Foxes to {address}:" in talk.reply.response


def test_a_sale_that_was_turned_down_does_not_come_back(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("the otters against the pine foxes")
    talk.say("none!! i want to GIVE my sister one of mine", "sam@example.com", "yes")
    assert "sam@example.com now has one ticket" in talk.reply.response
    assert "How many tickets" not in talk.reply.response


@pytest.mark.parametrize("said", ["2 for the otters on friday, seats at the end of a row", "what is on at the dome"])
def test_a_place_is_no_address(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert "I'll hand" not in talk.reply.response
    assert "Who shall have them" not in talk.reply.response
