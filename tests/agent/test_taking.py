"""What of the seats shown is taken without a place in the list, and the cheapest outside a part that is not wanted."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.acts import picking

Fan = Callable[..., Talk]


def _parts(talk: Talk) -> list[str]:
    return [option.section for option in talk.card("seats").options]


@pytest.mark.parametrize(
    "said",
    ["cheapest that is not 301", "not the 301 but the cheapest please", "the cheapest outside... not in 301", "cheapest but not 301"],
)  # fmt: skip
def test_the_cheapest_elsewhere_is_held(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", said)
    assert talk.reply.response.startswith("I'm holding Terrace, row A")


@pytest.mark.parametrize(
    "said", ["not 301, something cheap", "not in 301 please, but not expensive", "anything cheap that isn't 301"]
)
def test_what_is_cheap_elsewhere_comes_first(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", said)
    assert "hold" not in talk.cards()
    assert _parts(talk)[0] == "Terrace"
    assert "301" not in _parts(talk)


@pytest.mark.parametrize("said", ["301", "301 please", "section 301 then", "in 301"])
def test_a_part_named_again_that_all_shown_is_in_takes_the_best_of_it(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", "is there parking?", said)
    assert talk.reply.response.startswith("I'm holding Section 301, row A")


@pytest.mark.parametrize(
    "said",
    ["is 301 covered?", "what's the view like from 301", "not 301", "301?", "is there a lift to 301", "why only 301"],
)
def test_a_part_asked_about_takes_nothing(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", said)
    assert "hold" not in talk.cards()


@pytest.mark.parametrize(
    "said", ["fine, gimme two of those", "two of those please", "ok we'll take both of them", "I'll have 2 of them"]
)
def test_so_many_of_those_takes_the_first_where_all_cost_the_same(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", said)
    assert talk.reply.response.startswith("I'm holding Section 301, row A")


@pytest.mark.parametrize(
    "said", ["how much are two of those?", "two of those are on the aisle, right?", "can two of those be moved later"]
)
def test_so_many_of_those_asked_about_takes_nothing(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday in 301", said)
    assert "hold" not in talk.cards()


def test_so_many_of_those_is_asked_where_they_differ(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", "two of those")
    assert "hold" not in talk.cards()
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    "said",
    [
        "the terrace if there is room for all of us together",
        "terrace if there's enough space for us",
        "terrace if there are seats left",
        "the terrace if it is still free",
    ],
)
def test_a_part_wanted_if_there_is_room_is_a_wish_for_it(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on friday", said)
    assert "Terrace" in talk.reply.response
    assert {"hold", "seats"} & set(talk.cards())


@pytest.mark.parametrize(
    "said",
    ["301 if there is a bar up there", "the terrace if there's room for a pram", "if it is covered I'll have 301"],
)
def test_a_part_wanted_if_something_else_is_so_is_a_question_first(said: str) -> None:
    assert picking.asks_about(said)
