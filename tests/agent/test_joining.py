"""Words beside the seats on the table: who else comes, what is dear, what is only asked, what is turned down with a question mark."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.wishes import joining

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "my bro is coming too",
        "actually my sister's joining us",
        "oh and my dad as well",
        "plus my mate",
        "my brother wants in too",
        "my cousin decided to come along",
        "sorry, add my wife too please",
    ],
)
def test_who_comes_along_is_one_ticket_more(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet")
    assert talk.awaiting == "seats"
    talk.say(said)
    assert all(len(option.seat_ids) == 3 for option in talk.card("seats").options)


@pytest.mark.parametrize(
    "said",
    [
        "my brother says hi",
        "my brother paid for it",
        "is my brother allowed to come later",
        "my dad can't come",
        "and the second one",
        "my wife loves them",
        "plus fees?",
    ],
)
def test_who_is_only_spoken_of_is_no_ticket_more(said: str) -> None:
    assert not joining.joins(said)


@pytest.mark.parametrize("said", ["hmm expensive", "wow pricey", "ouch, that's steep", "bit dear tbh"])
def test_a_cry_at_the_price_looks_for_less(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet")
    dearest = max(option.price_each.amount for option in talk.card("seats").options)
    talk.say(said)
    if "seats" in talk.cards():
        assert max(option.price_each.amount for option in talk.card("seats").options) < dearest
    else:
        assert "nothing cheaper" in talk.reply.response


def test_a_question_of_a_part_holds_nothing(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet")
    section = talk.card("seats").options[0].section
    for said in (
        f"what's included with the {section}",
        f"ok so how much for the {section}",
        f"whats the view like from the {section}",
    ):
        talk.say(said)
        assert "hold" not in talk.cards()
        assert talk.awaiting == "seats"


def test_a_part_with_a_question_mark_and_a_no_is_left_out(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet")
    section = talk.card("seats").options[0].section
    talk.say(f"{section}? no thanks")
    assert all(option.section != section for option in talk.card("seats").options)


@pytest.mark.parametrize(
    "said", ["my wife is coming", "my brother is in", "my husband is now coming", "one of us is a member"]
)
def test_who_may_be_among_those_counted_is_not_counted_again(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet", "the first", said)
    assert "hold" not in talk.cards()
    assert talk.awaiting == "confirmation"


@pytest.mark.parametrize("said", ["that's all", "thats it, thanks"])
def test_that_it_is_all_lets_nothing_go(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet", "the first", said)
    assert talk.awaiting == "confirmation"
    assert "let the seats go" not in talk.reply.response


def test_hang_on_and_one_more_is_one_more(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the lina marsh quartet", "the first", "oh hang on my sister wants in too, can we make it 3")
    assert len(talk.card("hold").seat_ids) == 3


def looking_at(fan: Fan, where: str) -> Talk:
    """A fan about to buy two tickets, as far as `where`."""
    talk = fan("cus_ann")
    if where == "events":
        talk.say("2 for the otters")
        assert talk.awaiting == "event"
    else:
        talk.say("2 for the otters on friday in 301", *(["the first"] if where == "held" else []))
    return talk


@pytest.mark.parametrize("where", ["events", "seats", "held"])
@pytest.mark.parametrize(
    "said",
    [
        "ahh wait morag says shes coming as well so 4",
        "jess is in too so make it 4",
        "callum and priya want in, make that 4",
        "oh and Tom's coming so that's 4",
        "Lina is coming too so 4",
        "sam said he's up for it so 4",
    ],
)
def test_names_of_friends_beside_a_number_are_no_shows(fan: Fan, where: str, said: str) -> None:
    talk = looking_at(fan, where)
    talk.say(said)
    task = talk.reply.response
    assert "our tickets" in task
    assert "Otters" in task
    assert "find" not in task


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("jess and tom are coming too", 4),
        ("Shauna wants to come as well", 3),
        ("oh wait, callum says he's coming too", 3),
        ("priya, tom and jess want to join us", 5),
    ],
)
@pytest.mark.parametrize("where", ["seats", "held"])
def test_friends_who_come_along_by_name_are_counted(fan: Fan, where: str, said: str, number: int) -> None:
    talk = looking_at(fan, where)
    talk.say(said)
    seats = talk.card("quote").items if where == "held" else talk.card("seats").options
    if where == "held":
        assert seats[0].label.startswith(f"{number} ×")
    else:
        assert all(len(option.seat_ids) == number for option in seats)


@pytest.mark.parametrize(
    ("said", "number"), [("me, Jess, Tom and Priya", "four"), ("its for me and morag", "two"), ("just me", "one")]
)
def test_who_is_named_where_the_number_is_asked_is_counted(fan: Fan, said: str, number: str) -> None:
    talk = fan()
    talk.say("the otters on friday")
    assert talk.awaiting == "quantity"
    talk.say(said)
    assert f"{number} ticket" in talk.reply.response


@pytest.mark.parametrize(
    "said",
    [
        "jess can't come",
        "everyone is coming too",
        "is jess coming too?",
        "what if tom wants to come",
        "tom said it's great",
        "the lina marsh quartet instead",
        "row b is in too",
    ],
)
def test_who_does_not_come_is_no_ticket_more(said: str) -> None:
    assert not joining.joins(said)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("actually jess cant come", 3),
        ("my brother can't make it now", 3),
        ("Jess and Tom have dropped out", 2),
        ("priya isn't coming after all, sorry", 3),
        ("jess can't come on friday", 3),
    ],
)
@pytest.mark.parametrize("where", ["seats", "held"])
def test_who_stays_away_is_a_ticket_less_before_anything_is_bought(
    fan: Fan, where: str, said: str, number: int
) -> None:
    talk = fan("cus_ann")
    talk.say("4 for the otters on friday in 301", *(["the first"] if where == "held" else []), said)
    if where == "held":
        assert "Shall I make it" in talk.reply.response  # offered: what is held stays until the fan says yes
        talk.say("yes")
        assert talk.card("quote").items[0].label.startswith(f"{number} ×")
    else:
        assert all(len(option.seat_ids) == number for option in talk.card("seats").options)


@pytest.mark.parametrize(
    "said",
    [
        "my husband is now coming",
        "what if jess can't come",
        "I can't come",
        "we can't make it",
        "jess can't come to the phone",
        "they have cancelled",
        "if tom isn't coming",
    ],
)
def test_who_comes_or_may_not_come_is_no_ticket_less(said: str) -> None:
    assert joining.left(said) == 0


@pytest.mark.parametrize(
    "said", ["signed in now", "ok logged in now", "got in now thanks", "checked in now", "back in now"]
)
def test_whoever_is_signed_in_now_is_nobody_who_comes_along(said: str) -> None:
    assert not joining.joins(said)
    assert joining.joins("dave is in now")
