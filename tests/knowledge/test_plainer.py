"""A question in plainer words: only where there are some, and never at the cost of what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.knowledge.plainer import plainer


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("can we bring our brolly", "can we bring our umbrella"),
        ("Whereabouts is the LOO?", "where is the toilet?"),
        ("two motorhomes", "two camper recreational vehicle"),
    ],
)
def test_what_is_said_in_everyday_words_is_also_read_in_those_of_a_page(typed, plain):
    assert plainer(typed) == plain


@pytest.mark.parametrize("typed", ["", "How much is parking?", "brollyish", "§§"])
def test_what_has_no_plainer_words_stays_as_typed(typed):
    assert plainer(typed) == typed


@given(st.text(max_size=200))
def test_any_text_has_a_reading(typed):
    assert isinstance(plainer(typed), str)
