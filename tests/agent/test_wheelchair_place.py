"""A wheelchair's space in place of a seat one has is looked for in the same show, and quoted; where there is none a person is offered, at once."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk, after_buying

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said",
    [
        "I have three tickets for the otters on friday. My granddaughter now uses a wheelchair. Can one of our seats be swapped for a wheelchair space?",
        "i need a wheelchair space instead of one of my seats",
        "can one of our tickets become a wheelchair place",
        "no, not another day. same game, just a wheelchair place instead of one of the seats",
    ],
)
def test_it_is_quoted_in_the_same_show(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    reply = talk.say(said)
    assert "(seat 1 for the wheelchair)" in reply.response
    assert talk.card("quote").kind == "upgrade"
    assert talk.orders()[0].status == "confirmed"


def test_whoever_is_not_understood_gets_it_all_the_same(fan: Fan) -> None:
    talk = after_buying(fan)
    talk.say("You are not understanding. I want accessible seating for my existing order.")
    assert "for the wheelchair" in talk.reply.response


def test_where_there_is_none_a_person_is_offered(fan: Fan) -> None:
    talk = after_buying(fan, "3 for the otters on friday in 101")
    for _ in range(2):
        other = fan("cus_max")
        other.say("2 for the otters on friday with a wheelchair space in 101", "the first", "yes")
        other.pay()
        other.say("2 for the otters on friday with a wheelchair space in 102", "the first", "yes")
    talk.say("can one of our seats be swapped for a wheelchair space?")
    if "quote" not in talk.cards():
        assert "Shall I ask one?" in talk.reply.response
        talk.say("yes please")
        assert "handoff" in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "is there wheelchair access for my tickets?",
        "are my seats ok for a wheelchair?",
        "2 more for saturday, one wheelchair space please",
        "refund my tickets, my dad is in a wheelchair",
    ],
)
def test_other_things_about_wheelchairs_move_nobody(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "for the wheelchair)" not in talk.reply.response or "quote" not in talk.cards()


def with_a_space(fan: Fan) -> Talk:
    talk = fan("cus_ann")
    talk.say("2 for the otters on friday in 301, one wheelchair space", "the first", "yes")
    talk.pay()
    return talk


def test_better_seats_say_that_they_keep_the_space(fan: Fan) -> None:
    assert "so these keep one" in with_a_space(fan).say("can i upgrade my seats").response


@pytest.mark.parametrize("said", ["no wheelchair spaces, we dont need one. any regular ones", "ordinary seats please"])
def test_a_space_that_is_needed_no_more_is_for_a_person(fan: Fan, said: str) -> None:
    talk = with_a_space(fan)
    talk.say("can i upgrade my seats", said)
    assert "Shall I ask one?" in talk.reply.response
    assert "events" not in talk.cards()
    talk.say("yes")
    assert "handoff" in talk.cards()


@pytest.mark.parametrize(
    "said",
    [
        "do u have wheelchair spots for the otters friday? one chair user plus 1 carer",
        "chair user here with one companion, what have you got for the otters on friday",
        "got space for a chair user with helper at the glass orchard on saturday?",
        "chair plus companion for the glass orchard on saturday",
        "is there room for a wheelchair user and their PA at the otters on friday?",
    ],
)
def test_who_comes_with_a_carer_sees_accessible_seats_and_no_person(fan: Fan, said: str) -> None:
    talk = fan("cus_ann")
    talk.say(said)
    assert "handoff" not in talk.cards()
    assert "two tickets with wheelchair access" in talk.reply.response
    assert all(len(option.seat_ids) == 2 for option in talk.card("seats").options)


def test_how_many_sit_in_chairs_is_not_how_many_come(fan: Fan) -> None:
    talk = fan()
    talk.say("wheelchair seats for the otters on friday, 3 of us")
    assert "three tickets" in talk.reply.response
    talk.say("only one of us is in a chair")
    assert "Three tickets, a wheelchair space." in talk.reply.response
    talk.say("two of us are in chairs, sorry")
    assert "three tickets with two wheelchair spaces" in talk.reply.response  # which that house has not
