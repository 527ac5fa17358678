"""Yes and no: the words that may confirm a charge, and the many that may not."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from willcall.understanding.answers import _vocabulary, answer, plain_no, plain_yes
from willcall.understanding.text import plain

YES = [
    "yes", "Yes.", "YES!!!", "yep", "yup", "yeah", "yse", "yess", "yesss", "y", "ok", "okay", "k", "sure", "yes please", "yes pls", "Yes, please!",
    "go ahead", "please go ahead", "book it", "Book them!", "confirm", "confirmed", "sounds good", "sounds good, do it", "sure, go ahead and book it",
    "that's right", "perfect", "perfect, thanks", "correct", "do it", "let's do it", "👍", "👍🏽", "yes 👍", "ok thanks", "pay now", "absolutely", "of course",
    "yes that's correct, thank you", "i'll take them", "yes yes yes", "Yeah, sounds good. Thank you!", "proceed", "please proceed", "works for me", "that works",
    "hell yeah", "i confirm", "ok do it now please",
]  # fmt: skip

NOT_PLAIN = [
    "", "   ", "?", "yes?", "yes but three", "yes, but make it three", "sure, wait no", "ok cancel", "yeah no", "no yeah", "don't", "yes I said no", "yes 3", "yes for 2",
    "yes on friday", "yes if it's cheaper", "yes or no", "maybe yes", "i guess", "yes unless it rains", "ok stop", "ok bye", "not yes", "yes not", "hmm yes",
    "confirm tomorrow", "do it later", "book it for saturday", "yes, the other one", "yes instead of that", "is that a yes", "did I say yes", "yes in section 101",
    "sure thing, under $50", "ok how much", "yes to the balcony", "what does confirm do", "right now", "great", "thanks", "please", "it is", "and", "so", "why yes?",
    "yes yes no", "never", "yes however cheaper", "yes except one", "book it? no", "dont book it", "do not confirm", "cancel", "yes\u200bno", "he said yes", "yes sir no sir",
    "confirm quote quo_123", "I would say yes but my wife says no", "yes first tell me where it is", "yes to everything you said about parking in the afternoon",
]  # fmt: skip

NO = [
    "no",
    "No.",
    "nope",
    "nah",
    "no thanks",
    "no thank you",
    "not now",
    "don't",
    "dont book it",
    "cancel",
    "stop",
    "never mind",
    "no, that's all, thanks",
    "i'd rather not",
    "too expensive",
    "❌",
]


@pytest.mark.parametrize("text", YES)
def test_a_plain_yes_is_consent(text: str) -> None:
    assert plain_yes(text)
    assert answer(text) == "yes"


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_anything_besides_a_yes_is_no_consent(text: str) -> None:
    assert not plain_yes(text)
    assert answer(text) != "yes"


@pytest.mark.parametrize("text", NO)
def test_a_refusal_is_read_as_one(text: str) -> None:
    assert plain_no(text)
    assert answer(text) == "no"


@pytest.mark.parametrize(
    "text",
    ["yes but three", "no, the friday one", "sure, but in the balcony", "yes I said no", "nope i want 3", "yeah no"],
)
def test_an_answer_with_a_change_attached_is_mixed(text: str) -> None:
    assert answer(text) == "mixed"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("yes, buy the tickets", "purchase"),
        ("refund them", "refund"),
        ("swap them please", "exchange"),
        ("upgrade us", "upgrade"),
    ],
)
def test_naming_the_deed_agrees_to_that_deed_alone(text: str, about: str) -> None:
    assert plain_yes(text, about=about)
    assert not any(plain_yes(text, about=other) for other in ("purchase", "refund", "transfer") if other != about)


@given(
    st.sampled_from(YES),
    st.sampled_from(
        ["no", "not", "don't", "cancel", "but", "wait", "stop", "never", "maybe", "if", "except", "unless", "instead"]
    ),
    st.booleans(),
)
def test_a_contrary_word_anywhere_undoes_a_yes(yes: str, contrary: str, before: bool) -> None:
    assert not plain_yes(f"{contrary} {yes}" if before else f"{yes} {contrary}")


@given(st.sampled_from(YES), st.integers(0, 10_000))
def test_a_number_beside_a_yes_is_no_consent(yes: str, count: int) -> None:
    assert not plain_yes(f"{yes} {count}") or count in {10, 100}


@given(st.sampled_from(YES))
def test_a_question_is_no_consent(yes: str) -> None:
    assert not plain_yes(yes + "?")


@given(st.sampled_from(YES), st.text(st.characters(categories=["Ll"]), min_size=6, max_size=12))
def test_an_unknown_word_beside_a_yes_is_no_consent(yes: str, word: str) -> None:
    assume(not plain_yes(word) and plain(word).text == word)  # "thankyou" is known by another spelling
    assume(not any(near(form, known) for form in (word, re.sub(r"(.)\1+", r"\1", word)) for known in _vocabulary()))
    assert not plain_yes(f"{yes} {word}") or not word.isascii()


def near(word: str, known: str) -> bool:
    """At most a slip of the finger apart."""
    return bool(OSA.distance(word, known, score_cutoff=1) <= 1)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_answers(text: str) -> None:
    assert answer(text) in {"yes", "no", "mixed", "none"}
    assert not (plain_yes(text) and plain_no(text))


@pytest.mark.parametrize("text", ["y/n", "yes/no", "~~yes~~", "!yes"])
def test_a_yes_offered_both_ways_struck_out_or_negated_is_none(text: str) -> None:
    assert not plain_yes(text)
