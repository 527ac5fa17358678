"""Tickets one has that are to move: what better seats cost, another night of the show, and where one sits now."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.wishes import moving
from willcall.understanding.reading import Slot

Fan = Callable[..., Talk]


def _parts(talk: Talk) -> set[str]:
    return {option.section for option in talk.card("seats").options}


@pytest.mark.parametrize(
    "said",
    [
        "how much extra to move down to 101 for the otters vs the foxes?",
        "what would it cost to move to 101 for the foxes game",
        "what's the difference if we move to section 101 at the otters foxes game",
        "how much more would it be to switch to 101 against the foxes",
    ],
)
def test_the_price_of_moving_is_that_of_better_seats_for_the_order(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.reply.state.flow == "upgrade"
    assert _parts(talk) == {"101"}
    assert "more in all" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "how much are seats in 101 for the foxes game",
        "what does 101 cost for the otters on friday",
        "how much extra to park near 101",
        "how much more is 101 than 301 for the foxes game",
        "2 tickets in 101 for the foxes game, how much",
        "is it extra to bring a bag into 101",
    ],
)
def test_the_price_of_seats_is_no_wish_to_move(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.reply.state.flow != "upgrade"


@pytest.mark.parametrize(
    "said",
    [
        "any chance we could sit closer at the foxes game? we have seats way up in 301",
        "we're up in 301 for the foxes game, any chance of sitting closer",
        "we are sat in section 301 for the foxes, can you get us better seats",
        "our tickets are in 301. is there anything nearer for the foxes game",
        "can we move closer, we've got two seats up in 301 for the foxes",
    ],
)
def test_where_one_sits_now_is_not_where_to_go(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.reply.response.startswith("Better seats for Marlow Otters vs. Pine Foxes")
    assert "301" not in _parts(talk)


def test_where_one_sits_is_left_out_and_the_limit_kept(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say(
        "we're up in 301 for the foxes game, any chance of sitting closer for not more than 40 dollars extra each?"
    )
    assert talk.reply.response.startswith("Better seats for Marlow Otters vs. Pine Foxes")
    assert _parts(talk) == {"Terrace"}


def _places(text: str, *names: str) -> list[str]:
    slots = [Slot("section", name, name, text.index(name), text.index(name) + len(name)) for name in names]
    return [str(slot.value) for slot in moving.not_here(slots, text)]


@pytest.mark.parametrize(
    "text",
    [
        "we're in 301 and want 101", "we are both stuck up in 301, could we get 101", "our seats are in section 301, is 101 possible", "I've got two tickets in 301, can I go to 101",
        "move us from 301 to 101", "we'd rather have 101 than 301", "sitting in 301 now, 101 please", "the seats we have are in 301, how about 101",
    ],
)  # fmt: skip
def test_the_part_told_of_as_theirs_is_left_out(text: str) -> None:
    assert _places(text, "301", "101") == ["101"]


@pytest.mark.parametrize(
    "text",
    [
        "could we be in 101", "we want to sit in 101", "can we have seats in 101", "I'd like to be in 101", "is there any chance we are in 101 instead", "put us in 101", "what have you got in 101",
        "do you have seats in 101", "move us to 101", "we'd love to be sitting in 101",
    ],
)  # fmt: skip
def test_the_part_wanted_is_kept(text: str) -> None:
    assert _places(text, "101") == ["101"]


@pytest.mark.parametrize(
    "said",
    [
        "cant go to the glass orchard on the 14th, got to work. any other night for it?",
        "we can't make the glass orchard any more, is there another date?",
        "something came up and I can't make the glass orchard. any other day?",
    ],
)
def test_another_night_for_who_cannot_come_moves_the_tickets(fan: Fan, said: str) -> None:
    talk = fan("cus_ned")
    talk.say(said)
    assert talk.reply.state.flow == "exchange"
    assert "what you paid counts towards them" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "i can't do friday for the otters, any other night?",
        "the 14th is no good for me, any other dates for the otters",
    ],
)
def test_who_only_looks_for_a_night_has_no_tickets_to_move(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("otters tickets please", said)
    assert talk.reply.state.flow in {"browse", "purchase"}


def test_money_back_that_is_asked_for_is_still_money_back(fan: Fan) -> None:
    talk = fan("cus_ned")
    talk.say("can't make the glass orchard any more, I want my money back. or any other night?")
    assert talk.reply.state.flow != "browse"
    assert "Shall I refund them?" in talk.reply.response
