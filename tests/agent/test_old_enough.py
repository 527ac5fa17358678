"""Whether somebody is old enough to be let in, asked beside a wish, a pick, or alone: told by the show, or by the house for its kind."""

from collections.abc import Callable

import pytest
from tests.agent.summer import summer_season
from tests.agent.talk import Talk, runner

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.knowledge.ingest.readers import read_bytes
from willcall.knowledge.search import BookShelf, KeywordKnowledge

Fan = Callable[..., Talk]
RULES = b"""Larch Playhouse and The Boathouse: house rules

Age and ID
Comedy nights are over 16s with an adult; bring a passport. A photo of an ID on a phone is not accepted.

Last entry
Last entry to comedy nights is 11:00 pm.

Late at the opera
At the opera latecomers are let in at the interval only.
"""


@pytest.fixture
def fan(sqlite_database: Database, clock: FixedClock) -> Fan:
    books = KeywordKnowledge(BookShelf([read_bytes("rules", RULES, kind="text")]))
    turns = runner(sqlite_database, clock, summer_season(clock.now), knowledge=books)
    return lambda customer_id=None: Talk(turns, customer_id)


@pytest.mark.parametrize(
    "said",
    [
        "2 for late laughs, is it ok for my 15 yr old",
        "2 for late laughs, would they let a 15 year old in?",
        "2 for late laughs. my son is 15, can he get in",
        "2 for late laughs, are kids allowed?",
    ],
)
def test_it_is_told_beside_the_seats(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "over 16s with an adult" in talk.reply.response
    assert "seats" in talk.cards()


@pytest.mark.parametrize(
    "said",
    ["ok the first one. but hes 15 is he let in or not?", "the first one. is a 15 year old let in?", "the first one, is 15 old enough?"],
)  # fmt: skip
def test_it_is_told_beside_a_pick(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for late laughs", said)
    assert "over 16s with an adult" in talk.reply.response
    assert "hold" in talk.cards()


@pytest.mark.parametrize(
    "said", ["is he let in, he's 15", "can my 15 year old come in?", "will they let a 15 yr old in"]
)
def test_asked_alone_it_is_told_of_the_show_in_hand(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say("2 for late laughs", said)
    assert "over 16s with an adult" in talk.reply.response


@pytest.mark.parametrize("said", ["can a 15 year old come to late laughs", "is 16 old enough for late laughs?"])
def test_it_is_told_of_a_show_that_is_named(fan: Fan, said: str) -> None:
    assert "over 16s with an adult" in fan().say(said).response


def test_what_the_show_says_itself_goes_first(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for odd gail, is it ok for my 15 yr old")
    assert "Ages 18 and over" in talk.reply.response
    assert "over 16s" not in talk.reply.response


def test_the_rule_for_another_kind_is_no_answer(fan: Fan) -> None:
    talk = fan()
    talk.say("2 for sable nights, is it ok for my 9 yr old?")
    assert "over 16s" not in talk.reply.response
    assert "interval" not in talk.reply.response
    assert "No age limit of its own is stated for Sable Nights" in talk.reply.response


@pytest.mark.parametrize("said", ["2 adults and a 15 year old for late laughs", "4 for late laughs, kids are 16 and 17", "me and my lad, he's 17, for late laughs"])  # fmt: skip
def test_who_only_tells_ages_is_told_none(fan: Fan, said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "over 16s" not in talk.reply.response


def test_the_line_above_a_paragraph_is_no_part_of_its_sentence(fan: Fan) -> None:
    talk = fan()
    talk.say("when is last entry to late laughs?")
    assert "Last entry Last entry" not in talk.reply.response


AGES = b"""Ages and children

Babies under one sit on a lap for nothing at Larch Playhouse; everybody needs a ticket at The Boathouse.
Odd Gail is 18+: bring ID. Sable Nights is R13. Late Laughs is recommended for fifteen and over.
Prams are left at the desk.
"""


@pytest.fixture
def beside(sqlite_database: Database, clock: FixedClock) -> Fan:
    books = KeywordKnowledge(BookShelf([read_bytes("ages", AGES, kind="text")]))
    turns = runner(sqlite_database, clock, summer_season(clock.now), knowledge=books)
    return lambda customer_id=None: Talk(turns, customer_id)


@pytest.mark.parametrize(
    "said",
    ["2 for sable nights. is it ok for a ten year old?", "2 for sable nights, what's the age limit", "2 for sable nights. are kids allowed?"],
)  # fmt: skip
def test_of_several_sentences_the_one_that_names_the_show_is_told(beside: Fan, said: str) -> None:
    talk = beside()
    talk.say(said)
    assert "Sable Nights is R13." in talk.reply.response
    assert "lap" not in talk.reply.response
    assert "18+" not in talk.reply.response


@pytest.mark.parametrize("said", ["what age is the show for", "no i mean sable nights, can a 12yr old come in?", "under 1s? no, he's twelve. any age limit on that one?"])  # fmt: skip
def test_asked_at_a_hold_it_is_told_and_the_seats_stay(beside: Fan, said: str) -> None:
    talk = beside()
    talk.say("2 for sable nights", "the first", said)
    assert "Sable Nights is R13." in talk.reply.response
    assert "still holding your seats" in talk.reply.response


def test_what_the_show_says_itself_goes_before_what_is_written_of_it(beside: Fan) -> None:
    talk = beside()
    talk.say("whats the age for odd gail")
    assert "Ages 18 and over" in talk.reply.response


@pytest.mark.parametrize("said", ["whats the age limit for the paper swan", "is the paper swan ok for my 9 yr old?"])
def test_where_none_is_stated_that_is_said(beside: Fan, said: str) -> None:
    talk = beside()
    talk.say(said)
    assert "No age limit of its own is stated for" in talk.reply.response
    assert "lap" not in talk.reply.response
    assert "R13" not in talk.reply.response
