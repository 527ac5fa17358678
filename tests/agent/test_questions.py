"""Questions that name a show: what the calendar knows is told from it, the rest is looked up, and what nobody knows is not guessed."""

from collections.abc import Callable

import pytest
from tests.agent.talk import Talk

from willcall.agent.dialogue import aspects
from willcall.understanding.reading import Slot

Fan = Callable[..., Talk]


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("how long is the ballet", "length"),
        ("what time is it over?", "length"),
        ("when do the gates open", "doors"),
        ("who's in it", "people"),
        ("is there a supporting act", "people"),
        ("tell me more about the play", "story"),
        ("what day is the game", "when"),
        ("does the hall have lockers", None),
    ],
)
def test_what_a_question_asks_of_a_show_is_told_from_its_words(question, about):
    assert aspects.aspect(question) == about


@pytest.mark.parametrize(
    ("question", "names", "left"),
    [
        ("when is the Otters game on friday?", ["Otters", "friday"], []),
        ("is there a night bus after the Glass Orchard?", ["Glass Orchard"], ["bus"]),
        ("do the Otters play in a heatwave", ["Otters"], ["heatwave"]),
        ("what's on at Orrin Hall next week", ["Orrin Hall", "next week"], []),
        ("may we film at Orrin Hall", ["Orrin Hall"], ["film"]),
    ],
)
def test_words_beyond_the_calendar_are_what_names_dates_and_the_till_leave(question, names, left):
    slots = [Slot("event", ("evt",), name, question.index(name), question.index(name) + len(name)) for name in names]
    assert aspects.beyond_the_calendar(question, slots) == left


def test_a_question_is_known_by_its_form():
    assert aspects.asks("so what time do they start")
    assert aspects.asks("lockers?")
    assert not aspects.asks("two for the otters please")


def test_a_question_that_names_a_show_but_is_about_the_house_is_looked_up(fan: Fan):
    talk = fan()
    talk.say("is there parking for the otters game?")
    assert "Source: Parking" in talk.reply.response
    assert talk.awaiting is None


def test_how_long_a_show_lasts_is_told_from_its_times(fan: Fan):
    talk = fan()
    talk.say("how long does the glass orchard last?")
    assert "is planned to last" in talk.reply.response


def test_who_plays_is_not_guessed(fan: Fan):
    talk = fan()
    talk.say("who's singing in the glass orchard?")
    assert "rather not guess" in talk.reply.response
    assert "The Glass Orchard" in talk.reply.response


def test_the_price_of_a_named_section_is_that_section_s(fan: Fan):
    talk = fan()
    talk.say("how much are gallery seats for the glass orchard?")
    assert "Gallery from $45.00" in talk.reply.response
    assert "Parterre" not in talk.reply.response


def test_a_machine_says_that_it_is_one_and_fetches_nobody(fan: Fan):
    talk = fan()
    talk.say("am i chatting with a real person here?")
    assert "program" in talk.reply.response
    assert "case" not in talk.cards()


def test_where_one_sits_is_told_from_what_one_bought(fan: Fan):
    talk = fan("cus_ida")
    talk.say("2 tickets for the glass orchard on saturday in the gallery")
    if talk.awaiting == "seats":
        talk.say("the first one")
    talk.say("yes please")
    talk.pay()
    talk.say("which row are we sitting in for the glass orchard?")
    assert "Gallery, row " in talk.reply.response
    assert "seats" in talk.reply.response


def test_a_number_after_a_question_about_a_show_is_a_wish_for_that_show(fan: Fan):
    talk = fan()
    talk.say("tell me about the lina marsh quartet")
    talk.say("ok, two of the cheapest")
    assert talk.card("seats").event_id == "evt_06"


def test_a_question_of_the_house_beside_seats_is_looked_up(fan: Fan):
    talk = fan()
    talk.say("two for the glass orchard on saturday")
    talk.say("any student discount?")
    assert "Students" in talk.reply.response
    assert talk.awaiting == "seats"


def test_whether_somebody_may_come_is_for_the_documents(fan: Fan):
    talk = fan()
    talk.say("can my kids come to the basketball on their own?")
    assert "Source: Children" in talk.reply.response


def test_a_question_that_hangs_on_the_one_before_is_looked_up_with_it(fan: Fan):
    talk = fan()
    talk.say("is there parking?")
    talk.say("how much is it?")
    assert "$" in talk.reply.response
    assert "Source: Parking" in talk.reply.response


def test_not_the_cheapest_leaves_out_the_cheapest(fan: Fan):
    talk = fan()
    talk.say("two for the otters on friday, decent ones but not the cheapest")
    assert all(option.price_each.amount > 2750 for option in talk.card("seats").options)


def test_a_number_of_rows_is_no_row(fan: Fan):
    talk = fan()
    talk.say("6 for the otters on friday, we don't mind sitting in 2 rows")
    assert "nothing that fits in row" not in talk.reply.response
