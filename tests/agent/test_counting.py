"""How many tickets it comes to after a remark, and what a bare number does where seats are held."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

Fan = Callable[..., Talk]


def _held(fan: Fan, number: int = 4) -> Talk:
    talk = fan("cus_ann")
    talk.say(f"{number} for the otters on friday in 301", "the first")
    assert talk.awaiting == "confirmation"
    return talk


def _count(talk: Talk) -> int:
    return len(talk.card("hold").seat_ids)


@pytest.mark.parametrize(
    "said",
    [
        "ugh no, one bailed again. so 3 total",
        "one dropped out, 3 now",
        "my brother can't come, so that's 3",
        "drop it to 3",
        "go down to 3 please",
        "oh no, one of them bailed. so just 3",
    ],
)
def test_the_number_in_all_after_a_remark_is_what_is_held_then(fan: Fan, said: str) -> None:
    talk = _held(fan)
    talk.say(said)
    assert talk.reply.response.startswith("Changed to three tickets.")
    assert _count(talk) == 3


def test_the_number_in_all_after_a_remark_counts_for_what_is_offered(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("4 for the otters on friday in 301", "one bailed again. so 3 total")
    assert {len(option.seat_ids) for option in talk.card("seats").options} == {3}


def test_two_changes_in_a_sentence_are_both_made(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("5 for the otters on friday in 301", "actually drop it to 4 and make it the foxes game, same area")
    assert "Pine Foxes" in talk.reply.response
    assert {(option.section, len(option.seat_ids)) for option in talk.card("seats").options} == {("301", 4)}


@pytest.mark.parametrize("before", [[], ["yes"]])
def test_a_bare_number_where_seats_are_held_changes_nothing_and_is_told_how_to(fan: Fan, before: list[str]) -> None:
    talk = _held(fan)
    talk.say(*before, "3")
    assert talk.reply.response.startswith("I'm holding four tickets. If you would like three tickets instead, just say")
    assert "hold" not in talk.cards()
    talk.say("three tickets")
    assert _count(talk) == 3


@pytest.mark.parametrize("said", ["sorry say that again, 4 in total?", "can you repeat that", "is it 4 in total?"])
def test_a_number_asked_for_again_changes_nothing(fan: Fan, said: str) -> None:
    talk = _held(fan)
    talk.say(said)
    assert "Changed to" not in talk.reply.response
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize(
    "said", ["saturday please, and it's two tickets - hers and mine", "on saturday, and it's 2 tickets - mine and his"]
)
def test_whose_the_tickets_will_be_is_no_look_at_orders(fan: Callable[..., Talk], said: str) -> None:
    talk = fan()
    talk.say("a seat for my mum and one for me for the otters against the jackals", said)
    assert "two tickets" in talk.reply.response
    assert talk.awaiting == "seats"


def test_own_orders_are_looked_at_where_they_are_meant(fan: Callable[..., Talk]) -> None:
    talk = fan()
    talk.say("the otters against the jackals", "what about the two tickets i bought?")
    assert talk.awaiting == "sign_in"
