"""Slips of the finger in everyday words are mended; names, slang and what is well spelt are let be."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.reader import EncoderReader, RulesReader
from willcall.understanding.reading import Context, Intent
from willcall.understanding.slips import meant_by, put_right

from .scoring import BLIND, ROWS, score
from .season import NOW, SEASON

HERE = Context(NOW, SEASON)
NAMES = {
    word
    for show in SEASON.shows
    for name in (show.name, show.venue, show.city, *show.performers, *show.aliases)
    for word in name.lower().split()
} | {word for section in SEASON.sections for word in section.lower().split()}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("wheere", "where"), ("refuns", "refund"), ("anthing", "anything"), ("sests", "seats"), ("schedle", "schedule"), ("queit", "quiet"), ("adlts", "adults")],
)  # fmt: skip
def test_a_slip_of_an_everyday_word_is_that_word(typed: str, meant: str) -> None:
    assert meant_by(typed) == meant


@pytest.mark.parametrize(
    "word",
    ["matinees", "nicer", "snows", "carer", "footy", "telly", "pricey", "thongs", "movie", "beast", "freya", "jonas", "cricket", "wicket", "seas", "gonna", "expire", "waive", "youre", "arent", "lager", "halal", "improv", "postpone"],
)  # fmt: skip
def test_what_is_a_word_stays(word: str) -> None:
    assert meant_by(word) == word


def test_names_capitals_addresses_and_ids_are_let_be() -> None:
    said = "wheere do the plovrs play? ask Paerty, paerty@example.com or ord_paerty1, see paerty.example"
    assert put_right(said, lambda word: word == "plovrs") == said.replace("wheere", "where", 1)


@given(st.text("abcdefghijklmnopqrstuvwxyz '.,!?", max_size=60))
def test_mending_again_changes_nothing(text: str) -> None:
    once = put_right(text, lambda _word: False)
    assert put_right(once, lambda _word: False) == once
    assert len(once.split()) == len(text.split())


def _slipped(text: str, chance: random.Random) -> str | None:
    words = [w for w in text.split() if w.isalpha() and w.islower() and len(w) >= 5 and w not in NAMES]
    if not words:
        return None
    word = chance.choice(words)
    at = chance.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at] + word[at:],
        word[:at] + chance.choice("aeiorstn") + word[at + 1 :],
    )
    return text.replace(word, chance.choice(slips), 1)


def test_a_slip_in_a_message_costs_little_of_what_is_understood() -> None:
    """0.80 of intents and 0.87 of slots before slips were mended, where 0.94 and 0.98 are right of the same messages without one."""
    reader, chance = EncoderReader(), random.Random(4)
    rows = [{**row, "text": text} for row in (*ROWS, *BLIND) if (text := _slipped(row["text"], chance)) is not None]
    outcome = score(reader, rows)
    assert outcome.intent_accuracy >= 0.85
    assert outcome.slot_recall >= 0.93


def test_without_an_encoder_rules_read_what_was_meant_as_well() -> None:
    assert RulesReader().read("can i get a refuund", HERE).intent is Intent.REFUND
