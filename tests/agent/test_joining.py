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
