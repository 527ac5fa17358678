"""A yes said lightly, and a yes after a word nobody knows: enough where a payment follows, never where the yes is the deed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.answers import plain_yes, yes_after_a_word

LIGHT = (
    "carry on",
    "keep going",
    "go on",
    "oh why not",
    "give it a go",
    "ok, go on then",
    "thanks, carry on",
    "too easy",
)
FIRM = ("yes", "go ahead", "please do", "yes, carry on", "refund them please", "do it")
CONTRARY = (
    "wait", "stop", "hold on", "no", "nope", "nah", "never", "later", "cancel", "maybe", "unless", "wiat", "noo", "stpo", "not now", "cheaper", "two", "3",
    "tomorrow", "instead", "if so", "but", "first", "nein", "hmm wait", "tuesdy",
)  # fmt: skip


@pytest.mark.parametrize("said", LIGHT)
def test_what_is_said_lightly_gives_nothing_back(said: str) -> None:
    assert plain_yes(said, about="purchase")
    for about in ("refund", "exchange", "upgrade", "transfer"):
        assert not plain_yes(said, about=about, firm=True)


@pytest.mark.parametrize("said", FIRM)
def test_a_yes_is_one_wherever_it_is_asked_for(said: str) -> None:
    assert plain_yes(said, about="refund", firm=True)


@pytest.mark.parametrize(
    "said", ["zowie, book them", "cowabunga! yes please", "hoorah. go ahead", "wahey, yes", "hurrah, that works"]
)
def test_an_unknown_word_before_a_yes_leads_to_the_till(said: str) -> None:
    assert yes_after_a_word(said, about="purchase")


@given(
    st.sampled_from(CONTRARY),
    st.sampled_from(("yes", "book it", "go ahead", "ok")),
    st.sampled_from((", ", ". ", "! ")),
)
def test_nothing_that_holds_back_is_such_a_word(contrary: str, yes: str, point: str) -> None:
    assert not yes_after_a_word(f"{contrary}{point}{yes}", about="purchase")


@given(
    st.sampled_from(("yes but three", "not yet", "maybe", "which ones?", "cancel it")),
    st.sampled_from(("zowie", "wahey")),
)
def test_what_follows_such_a_word_must_be_a_yes(rest: str, word: str) -> None:
    assert not yes_after_a_word(f"{word}, {rest}", about="purchase")
