"""Kinds of shows: the one that is told counts, not the word for all of them beside it."""

import pytest
from tests.understanding.season import NOW, SEASON

from willcall.understanding.reader import EncoderReader
from willcall.understanding.reading import Context

READER = EncoderReader()


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("my gf loves hockey and its her bday next week, any games?", ["hockey"]),
        ("any games this week? hockey ideally", ["hockey"]),
        ("any games this week", ["sport"]),
        ("hockey or a concert", ["hockey", "concert"]),
    ],
)
def test_any_game_is_of_the_game_that_is_told(said: str, kinds: list[str]) -> None:
    found = READER.read(said, Context(NOW, SEASON)).slots
    assert [slot.value for slot in found if slot.name == "event_kind" and not slot.negated] == kinds


@pytest.mark.parametrize(
    ("said", "negated"),
    [
        ("i hate hockey, what else is there", True),
        ("im not a fan of hockey, anything else on friday", True),
        ("cant stand hockey", True),
        ("so tired of hockey. anything else?", True),
        ("we don't really like hockey", True),
        ("really into hockey", False),
        ("i'm a big fan of hockey", False),
    ],
)
def test_what_is_not_cared_for_is_left_out(said: str, negated: bool) -> None:
    found = [slot for slot in READER.read(said, Context(NOW, SEASON)).slots if slot.name == "event_kind"]
    assert [slot.negated for slot in found] == [negated]
