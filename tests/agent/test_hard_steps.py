"""For whom steps are hard is offered ordinary seats that are not upstairs; a wheelchair's space is for who asks for one, and is let go of at a word."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue.asked import asking
from willcall.understanding.access import access, steps
from willcall.understanding.quantities import quantities
from willcall.understanding.text import plain

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    "said", ["no stairs please, her knees aren't great", "dad can't climb steps", "mum had a hip replacement", "my husband walks with a walking stick, struggles with stairs", "she's on crutches"]
)  # fmt: skip
def test_hard_steps_bring_ordinary_seats_that_are_not_upstairs(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday", said)
    options = talk.card("seats").options
    assert options
    assert {option.section for option in options} <= {"101", "102", "Terrace"}
    assert "wheelchair access" not in talk.reply.response
    assert "upstairs" in talk.reply.response


@pytest.mark.parametrize("said", ["the stairs are fine", "what are the next steps", "no steps have been taken", "back row is bad"])  # fmt: skip
def test_of_steps_that_are_no_trouble_nothing_follows(said: str) -> None:
    found = steps(plain(said).text)
    assert found is None or found.negated


@pytest.mark.parametrize(
    "said",
    ["neither of us is in a wheelchair, ordinary seats", "i do not want wheelchair places", "nobody here uses a wheelchair", "not wheelchair", "normal seats please", "we don't need the wheelchair spaces"],
)  # fmt: skip
def test_whoever_needs_no_space_gets_ordinary_seats_at_once(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday, one of us uses a wheelchair")
    assert "wheelchair" in talk.reply.response
    talk.say(said)
    assert "wheelchair" not in talk.reply.response
    assert talk.card("seats").options


@pytest.mark.parametrize("said", ["my mum can't walk and needs a wheelchair", "no, she is in a wheelchair", "no problem, one wheelchair space and a seat", "not sure if she needs it but a wheelchair space please"])  # fmt: skip
def test_a_no_of_something_else_leaves_the_need(said: str) -> None:
    found = access(plain(said).text)
    assert found is not None
    assert not found.negated


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("there's four of us and my son is in a wheelchair", 4),
        ("three of us and my dad needs a space", 3),
        ("two of us and my son are coming", 3),
        ("four of us and my brother is coming too", 5),
        ("two seats please, one wheelchair place for him and one for me next to it", 2),
        ("one space for her and one for me", 2),
        ("do ask a person about the steps, and two seats please", 2),
    ],
)
def test_a_party_is_counted_once(said: str, count: int) -> None:
    assert {found.value for found in quantities(plain(said).text)} == {count}


def test_a_need_told_after_a_question_of_access_is_kept(fan: Fan) -> None:
    talk = fan()
    talk.say("do you have wheelchair access? my son is in a wheelchair, there's four of us for the otters on saturday")
    assert "four tickets with wheelchair access" in talk.reply.response


def test_holding_those_two_holds_both(fan: Fan) -> None:
    talk = fan()
    talk.say("the otters on saturday, one wheelchair place and a seat next to it for me", "the first")
    talk.say("but first hold those two")
    assert "I'm holding" in talk.reply.response
    talk.say("no no, two seats please, one wheelchair place for him and one for me next to it")
    assert "one ticket" not in talk.reply.response.casefold()
    assert "still holding" in talk.reply.response


def test_no_person_is_sent_for_unasked(fan: Fan) -> None:
    talk = fan()
    talk.say("one for the otters on saturday, an aisle seat with no steps")
    talk.say("i'm not in a wheelchair, i just can't do steps. a normal aisle seat at the end of a row please")
    assert "handoff" not in talk.cards()
    assert talk.card("seats").options


def test_a_space_in_place_of_a_seat_is_offered_a_person_for(fan: Fan) -> None:
    talk = fan("cus_ann")
    talk.say("2 for the otters on saturday in 301", "the first", "yes")
    talk.pay()
    talk.say("can my father get a wheelchair place instead of one of these")
    assert "handoff" not in talk.cards()
    talk.say("yes")
    assert "handoff" in talk.cards()


def test_a_question_about_spaces_keeps_what_is_held(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the otters on saturday, one of us uses a wheelchair", "the first")
    talk.say("is the space big enough for a powerchair?")
    assert "still holding" in talk.reply.response
    assert "seats" not in talk.cards()


@pytest.mark.parametrize(
    ("said", "thing"),
    [("can we bring the buggy in", True), ("am i allowed to take photos", True), ("can i take umbrella", True), ("can i bring 3 friends", False), ("could we bring it forward to friday", False), ("can i take the first", False), ("can i take my order back", False)],
)  # fmt: skip
def test_things_are_brought_and_seats_are_taken(said: str, thing: bool) -> None:
    assert asking.of_bringing(said) is thing


@pytest.mark.parametrize(
    "said", ["does the theatre have a lift", "is there a lift to the gallery? and do companions pay full price"]
)
def test_lifts_are_asked_of_the_house(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "Elevators reach every level" in talk.reply.response
    assert "events" not in talk.cards()


def test_where_somebody_cannot_sit_weighs_more_than_the_price(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for the glass orchard on saturday, he can't do stairs, bad knee")
    talk.say("something under $60 each please")
    assert {o.section for o in talk.card("seats").options} == {"Parterre"}
    assert "I have nothing at up to $60.00 each" in talk.reply.response
    other = fan()
    other.say("2 for the glass orchard on saturday under 60 each", "not the gallery please")
    assert {o.section for o in other.card("seats").options} == {"Parterre"}


def test_a_manner_of_speaking_turned_down_is_no_section(fan: Fan) -> None:
    talk = fan()
    talk.say("the otters on friday", "2, around 30 each, not in the middle")
    assert "Outside" not in talk.reply.response
    assert talk.card("seats").options
