"""Plain text: typos of our words mended, and the way back to what was typed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.clauses import clauses
from willcall.understanding.text import fold, mend, plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tikcets", "tickets"),
        ("tomorow", "tomorrow"),
        ("firday", "friday"),
        ("refnd", "refund"),
        ("upgarde", "upgrade"),
        ("whelchair", "wheelchair"),
        ("tix", "tickets"),
        ("balcny", "balcony"),
        ("firts", "first"),
        ("frst", "first"),
    ],
)
def test_a_slip_in_one_of_our_words_is_mended(typed: str, meant: str) -> None:
    assert mend(typed) == meant


@pytest.mark.parametrize(
    "word", ["thicket", "cricket", "order", "older", "prince", "morning", "event", "section", "floors", "seat"]
)
def test_real_words_stay(word: str) -> None:
    assert mend(word) == word


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    st.lists(
        st.sampled_from(
            ["tix", "2nite", "please", "Übung", "gimme", "4", "the", "tmrw", "🎟️", "u", "İstanbul", "fri", "don’t"]
        ),
        max_size=8,
    )
)
def test_every_word_leads_back_to_where_it_was_typed(words: list[str]) -> None:
    raw = " ".join(words)
    message = plain(raw)
    for token in message.tokens:
        start = message.forward(token.start)
        low, high = message.span(start, start + len(token.mended))
        assert (low, high) == (token.start, token.end)


def test_two_wishes_are_two_clauses() -> None:
    text = "refund my hockey tickets and get me two for saturday"
    assert [text[a:b] for a, b in clauses(text)] == ["refund my hockey tickets", "get me two for saturday"]


def test_a_list_of_people_stays_one_clause() -> None:
    assert len(clauses("two adults and a kid, and my mother")) == 1


@given(st.text(max_size=120))
def test_clauses_lie_within_the_text_in_order(text: str) -> None:
    said = plain(text).text
    found = clauses(said)
    assert found
    assert all(0 <= a <= b <= len(said) for a, b in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
