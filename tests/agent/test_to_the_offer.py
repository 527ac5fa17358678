"""What is offered is taken in many words, alone and beside something else."""

from collections.abc import Callable

import pytest
from tests.agent.summer import summer_season
from tests.agent.talk import Talk, after_buying, runner

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


def offered(fan: Fan, said: str = "2 for the otters on saturday in 301 row A") -> Talk:
    talk = fan("cus_ann")
    talk.say(said)
    assert len(talk.card("seats").options) == 1
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "go",
        "sounds good hold both",
        "yea hold em",
        "yes hold the 2",
        "good. same again, book & pay",
        "hold them please and then i'll pay",
        "that works, book them please",
        "great, we'll take those",
        "hold all of them thx",
    ],
)
def test_the_one_offer_is_taken(fan: Fan, said: str) -> None:
    talk = offered(fan)
    talk.say(said)
    assert "I'm holding Section 301, row A" in talk.reply.response
    assert not talk.orders()


@pytest.mark.parametrize(
    "said",
    ["hold on", "hold off", "don't hold them", "hold the other two", "keep looking", "yes hold the 3"],
)
def test_no_other_word_takes_it(fan: Fan, said: str) -> None:
    talk = offered(fan)
    talk.say(said)
    assert "I'm holding" not in talk.reply.response


def test_of_several_parts_it_is_asked_which(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday", "go")
    assert "hold" not in talk.cards()
    assert talk.awaiting == "seats"


@pytest.mark.parametrize(
    "said", ["ok hold, then the other", "yes, and dont forget the quartet", "hold em, then the quartet please"]
)
def test_a_reminder_of_what_comes_next_is_no_wish(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301 row A and 3 for the quartet", said)
    assert "I'm holding Section 301, row A" in talk.reply.response


def test_what_is_asked_after_a_short_and_is_asked(fan: Fan) -> None:
    talk = offered(fan)
    talk.say("hold em. n is there a cloakroom")
    assert "I'm holding Section 301, row A" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("row B, yes hold and then i pay", "Section 301, row B"),
        ("row C, pay it from my credit", "Section 301, row C"),
    ],
)
def test_a_pick_beside_how_it_is_paid(fan: Fan, said: str, held: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", said)
    assert f"I'm holding {held}" in talk.reply.response
    assert not talk.orders()


def test_of_one_or_another_nothing_is_held(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301", "row B or D, yes?")
    assert "hold" not in talk.cards()


@pytest.mark.parametrize(
    "said", ["dress one of course, row BB", "the dress one in row BB", "dress row BB, yes hold and i pay"]
)
def test_a_word_of_its_name_tells_a_part(sqlite_database: Database, clock: FixedClock, said: str) -> None:
    talk = Talk(runner(sqlite_database, clock, summer_season(clock.now)), "cus_ann")
    talk.say("2 for sable nights", said)
    assert "I'm holding Dress Circle, row BB" in talk.reply.response


def test_a_part_for_an_exchange_is_picked_by_its_row_beside_what_it_costs(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("swap them for the saturday game")
    talk.say("301 first ok what do i owe")
    assert talk.card("quote").kind == "exchange"


def test_seats_numbered_beside_the_one_held_are_in_its_row(fan: Fan) -> None:
    talk = offered(fan, "1 for the otters on saturday in 301 row B seat 7")
    talk.say("yes", "wait make it 2, seats 7 and 8")
    (option,) = talk.card("seats").options
    assert (option.row, option.numbers) == ("B", ["7", "8"])
