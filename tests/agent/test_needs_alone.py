"""A need told before any show: what the house has for it is told, and the seats looked for afterwards are such."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


@pytest.mark.parametrize("said", ["i use a wheelchair", "my mum's in a wheelchair", "i'm in a wheelchair"])
def test_a_wheelchair_is_remembered_with_the_shows_to_come(fan: Fan, said: str) -> None:
    talk = fan()
    assert "wheelchair spaces" in talk.say(said).response
    assert "with wheelchair access" in talk.say("2 for the otters on friday").response
    assert "with wheelchair access" in talk.say("actually the glass orchard on saturday instead").response


@pytest.mark.parametrize("said", ["can't do stairs", "my knees are bad, can't manage stairs", "i cant do stairs"])
def test_so_are_stairs(fan: Fan, said: str) -> None:
    talk = fan()
    assert "Elevators" in talk.say(said).response
    talk.say("2 for the otters on friday")
    assert all(option.section != "301" for option in talk.card("seats").options)


@pytest.mark.parametrize("said", ["do you have wheelchair spaces?", "are there many stairs?"])
def test_a_question_is_no_need(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said, "2 for the otters on friday")
    assert "with wheelchair access" not in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "I use a wheelchair and my wife will be coming with me. otters on friday",
        "otters on friday, wheelchair space plus companion",
        "otters on friday, i'm in a wheelchair and my carer comes with me",
    ],
)
def test_whoever_comes_along_is_the_second_of_two(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "two tickets with wheelchair access" in talk.reply.response


def test_one_who_only_comes_along_makes_two(fan: Fan) -> None:
    assert "two tickets" in fan().say("otters friday please. my wife is coming with me").response
