"""What a seat must be like for somebody who comes belongs to the person: it is kept from one show to the next."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]
SPACES = "with wheelchair access"
LOW = "None of these is upstairs"


@pytest.mark.parametrize("between", ["never mind, forget it", "no, leave that"])
@pytest.mark.parametrize(
    ("need", "kept"),
    [
        ("one of us is in a wheelchair", SPACES),
        ("my mum uses a wheelchair", SPACES),
        ("I can't climb stairs", LOW),
        ("my dad can't do steps", LOW),
    ],
)
def test_a_need_is_kept_for_the_next_show(fan: Fan, need: str, kept: str, between: str) -> None:
    talk = fan()
    talk.say(f"2 for the otters on friday, {need}", between, "2 for the otters on saturday please")
    assert kept in talk.reply.response


@pytest.mark.parametrize(
    "said",
    ["what about the saturday one instead?", "2 for the glass orchard on saturday instead", "how about saturday"],
)
@pytest.mark.parametrize(("need", "kept"), [("in a wheelchair", SPACES), ("not able to climb stairs", LOW)])
def test_a_need_goes_along_when_the_show_is_changed(fan: Fan, said: str, need: str, kept: str) -> None:
    talk = fan()
    talk.say(f"2 for the otters on friday, one of us is {need}", said)
    assert "Sat" in talk.reply.response
    assert kept in talk.reply.response


def test_a_need_told_while_looking_is_kept(fan: Fan) -> None:
    talk = fan()
    talk.say("I use a wheelchair, what's on this week?", "no leave it", "2 for the otters on saturday")
    assert SPACES in talk.reply.response


def test_who_wants_ordinary_seats_after_all_is_not_told_of_spaces_again(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday, one of us is in a wheelchair", "ordinary seats please", "forget it")
    talk.say("2 for the otters on saturday")
    assert SPACES not in talk.reply.response


def test_more_tickets_after_buying_a_space_are_ordinary_ones(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301, one of us is in a wheelchair", "the first", "yes")
    talk.pay()
    talk.say("2 more tickets please")
    assert SPACES not in talk.reply.response


def test_a_space_is_asked_for_no_more_people_than_come(fan: Fan) -> None:
    talk = fan()
    talk.say("3 for the otters on friday, two of us are in wheelchairs", "forget it", "1 for the otters on saturday")
    assert "two wheelchair spaces" not in talk.reply.response


def test_who_can_walk_a_little_still_needs_the_space(fan: Callable[..., Talk]) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday, one of us uses a wheelchair", "he can walk a bit", "the cheapest")
    assert "for the wheelchair" in talk.reply.response
