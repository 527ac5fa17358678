"""Words that stand before sections, and parts of the house, said of something else."""

import pytest

from willcall.understanding.refs import references
from willcall.understanding.text import plain


@pytest.mark.parametrize(
    "text", ["my gf cant stand her", "one sec gotta ask the wife", "can't stand him really", "give me a sec got to go"]
)
def test_what_one_cannot_stand_or_needs_a_sec_for_is_no_section(text: str) -> None:
    assert [one for one in references(plain(text)) if one.name == "section"] == []


@pytest.mark.parametrize(("text", "section"), [("sec 104 please", "104"), ("in stand b", "B"), ("block c row 2", "C")])
def test_sections_are_still_sections(text: str, section: str) -> None:
    assert [one.value for one in references(plain(text)) if one.name == "section"] == [section]
