"""A choice taken back for another in one breath: the one said last is held."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.fixture
def listed(fan: Fan) -> Talk:
    """The fan with seats listed."""
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 101")
    assert talk.awaiting == "seats"
    return talk


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("the last. no wait the first", "A"),
        ("the first, no the second", "B"),
        ("option 2, actually 3", "C"),
        ("row b... sorry i mean row c", "C"),
    ],
)
def test_the_choice_said_last_counts(listed: Talk, said: str, row: str) -> None:
    listed.say(said)
    assert listed.awaiting == "confirmation"
    assert f"row {row}" in listed.reply.response


@pytest.mark.parametrize(
    "said", ["the first, no wait", "the first. actually is there parking?", "actually no, leave it"]
)
def test_what_is_no_second_choice_is_none(listed: Talk, said: str) -> None:
    listed.say(said)
    assert "row B" not in listed.reply.response or listed.awaiting == "seats"


def test_another_number_is_no_second_choice(listed: Talk) -> None:
    listed.say("the first, actually make it 3 tickets")
    assert "holding Section 101, row C" not in listed.reply.response
