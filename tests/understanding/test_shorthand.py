"""Text-speak is written out at the reader's door; names, ids and what may mean something else are let be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.reader import EncoderReader, RulesReader
from willcall.understanding.reading import Context
from willcall.understanding.shorthand import written_out

from .scoring import BLIND, ROWS, score
from .season import NOW, SEASON


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wot time r u open b4 the game", "what time are you open before the game"),
        ("wud u go for 1", "would you go for 1"),
        ("ill take em, im goin", "i'll take em, i'm going"),
        ("id like 2 n a programme", "i'd like 2 and a programme"),
        ("thats grand, dont wait", "that's grand, don't wait"),
        ("we r 4 ppl", "we are 4 people"),
        ("giz 3 of dem", "give us 3 of them"),
    ],
)
def test_what_is_typed_in_a_hurry_is_written_out(typed: str, meant: str) -> None:
    assert written_out(typed, lambda _word: False) == meant


@pytest.mark.parametrize(
    "said",
    ["row n seat 4", "section r please", "i feel ill", "here is my id", "she is ill today", "ask u@example.com", "U2 on friday", "ord_ur1n", "rock'n'roll"],
)  # fmt: skip
def test_what_may_mean_something_else_stays(said: str) -> None:
    assert written_out(said, lambda _word: False) == said


def test_names_of_the_season_stay() -> None:
    assert written_out("2 for dem bones, wud u", lambda word: word == "dem") == "2 for dem bones, would you"


@given(st.text("abcdeinrtuwy '.,!?24", max_size=60))
def test_writing_out_again_changes_nothing(text: str) -> None:
    once = written_out(text, lambda _word: False)
    assert written_out(once, lambda _word: False) == once


_HURRIED = {
    "you": "u", "are": "r", "would": "wud", "could": "cud", "what": "wot", "when": "wen", "before": "b4", "about": "abt", "next": "nxt", "people": "ppl",
    "have": "hav", "good": "gud", "this": "dis", "that": "dat", "just": "jus", "from": "frm", "because": "cuz", "something": "sumthing", "going": "goin",
    "looking": "lookin", "don't": "dont", "can't": "cant", "i'm": "im", "i've": "ive", "i'll": "ill", "i'd": "id", "and": "n",
}  # fmt: skip


def test_a_message_in_text_speak_is_read_as_one_that_is_spelt() -> None:
    """Before it was written out: 0.883 of the intents of `ROWS`, 0.887 of those of `BLIND`."""
    for rows in (ROWS, BLIND):
        hurried = [row | {"text": " ".join(_HURRIED.get(w, w) for w in row["text"].lower().split())} for row in rows]
        assert sum(h["text"] != r["text"].lower() for h, r in zip(hurried, rows, strict=True)) > len(rows) / 3
        outcome = score(EncoderReader(), hurried)
        assert outcome.intent_accuracy >= 0.925
        assert outcome.slot_recall >= 0.97


def test_rules_alone_read_what_is_written_out() -> None:
    assert RulesReader().read("wot time r u open", Context(NOW, SEASON)).text == "what time are you open"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("wed like to move", "we'd like to move"),
        ("is wed have anything on", "is wed have anything on"),
        ("tickets for wed like 7pm", "tickets for wed like 7pm"),
    ],
)
def test_a_wednesday_is_none_where_somebody_would_like(said: str, meant: str) -> None:
    assert written_out(said, lambda _: False) == meant
