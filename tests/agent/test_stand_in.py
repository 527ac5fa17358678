"""Somebody who comes in a friend's place: the number stays, no money goes back, and nothing that is held is let go."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]
SAID = [
    "my friend can't come so my brother is coming",
    "my wife can't make it, my sister will come instead",
    "dave can't come so his mate is taking his place",
    "one of us can't come, someone else is coming instead",
    "sarah can't make it so tom's coming",
    "my brother is coming instead of my friend",
    "can my brother come instead of my friend",
    "my dad is ill so mum is coming with me",
    "my husband can't go, taking my daughter",
    "wife can't come. bringing a mate instead",
    "my mate cant come but ive found someone else",
    "dave can't make it, his girlfriend will have it",
    "swap my friend for my brother",
    "my mate's taking my wife's place",
]


@pytest.mark.parametrize("said", SAID)
def test_no_money_back_is_quoted_for_what_was_bought(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "quote" not in talk.cards()
    assert "Transfer policy" in talk.reply.response


@pytest.mark.parametrize("said", SAID)
def test_nor_for_an_order_from_before(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say(said)
    assert talk.cards() == []


@pytest.mark.parametrize("said", SAID)
def test_a_hold_stays_with_its_number(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "still holding your seats" in talk.reply.response
    assert "$55.00" in talk.reply.response


@pytest.mark.parametrize("said", ["my friend can't come", "one of us can't make it"])
def test_a_friend_who_stays_away_with_nobody_instead_gives_one_back(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert talk.card("quote").kind == "refund"
    assert "Refund of 1 ticket" in talk.reply.response


@pytest.mark.parametrize("said", ["my friend can't come", "yes but my brother can't come", "my wife's not coming"])
@pytest.mark.parametrize("there", ["hold", "signed in"])
def test_a_friend_who_stays_away_is_one_seat_less_at_a_hold(fan: Fan, said: str, there: str) -> None:
    talk = fan("cus_ida" if there == "hold" else None)
    talk.say("3 for the otters on friday in 301", "the first")
    if there == "signed in":
        talk.say("yes")
        talk.sign_in("cus_ida")
    talk.say(said)
    assert "Shall I make it two tickets instead?" in talk.reply.response
    assert talk.awaiting == "choice"
    talk.say("yes please")
    assert "Changed to two tickets" in talk.reply.response
    assert talk.awaiting == "confirmation"


def test_where_seats_are_listed_a_friend_who_stays_away_is_one_less_of_these(fan: Fan) -> None:
    talk = fan("cus_ida")
    talk.say("3 for the otters on friday", "my friend can't come")
    assert all(len(option.seat_ids) == 2 for option in talk.card("seats").options)


@pytest.mark.parametrize(
    "said", ["my mum is coming instead of my dad, still 2", "tom's coming instead of sarah, so still two of us"]
)
def test_the_same_number_said_again_changes_nothing(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("2 for the otters on friday in 301", "the first", said)
    assert "still holding your seats" in talk.reply.response


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("no 3, the kid is staying home", []),
        ("my mum is staying home", ["yes"]),
        ("one of us is staying home", []),
    ],
)
def test_somebody_who_stays_at_home_is_one_less_and_lets_no_hold_go(fan: Fan, said: str, then: list[str]) -> None:
    talk = fan("cus_ida")
    talk.say("4 for the otters on friday in 301", "the first", said, *then)
    assert "Changed to three tickets" in talk.reply.response


@pytest.mark.parametrize("said", ["we're staying home", "nah staying in"])
def test_where_all_stay_at_home_it_is_let_go(fan: Fan, said: str) -> None:
    talk = fan("cus_ida")
    talk.say("4 for the otters on friday in 301", "the first", said)
    assert "let that go" in talk.reply.response


@pytest.mark.parametrize(
    "said", ["my brother cant come, can i get his money back", "my mum's ill, can i return hers", "my dad can't come"]
)
def test_the_ticket_of_one_of_them_is_one(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "Refund of 1 ticket " in talk.reply.response
