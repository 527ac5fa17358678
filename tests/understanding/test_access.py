"""How many wheelchair spaces are asked for, and rows whose letter comes first."""

import pytest

from willcall.understanding.access import access
from willcall.understanding.quantities import quantities
from willcall.understanding.refs import references
from willcall.understanding.text import plain


@pytest.mark.parametrize(
    ("said", "spaces", "sure"),
    [
        ("I use a power chair and my sister comes along with me. have you two spots for us", 1, False),
        ("a wheelchair and a seat beside it, so two places", 1, False),
        ("both of us are in wheelchairs, so two spaces and a seat", 2, True),
        ("we all use a wheelchair, 3 spaces please", 3, True),
        ("only one of us is in a chair. she walks", 1, True),
        ("two of us are in a chair and one walks", 2, True),
        ("four of us with two wheelchairs", 2, True),
        ("One wheelchair space and one companion seat next to it", 1, True),
    ],
)
def test_spaces_are_for_those_in_wheelchairs(said: str, spaces: int, sure: bool) -> None:
    found = access(plain(said).text)
    assert found is not None
    assert (found.value, found.confidence >= 1) == (spaces, sure)


@pytest.mark.parametrize("said", ["only one of us is in a chair", "just one of us uses a chair"])
def test_who_is_in_a_chair_is_not_how_many_come(said: str) -> None:
    assert quantities(plain(said).text, awaiting="seats") == []


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("glass north B row", "B"),
        ("balcony C row please", "C"),
        ("stalls AA row", "AA"),
        ("the A row", "A"),
        ("the D row it is", "D"),
        ("C row seats 3 and 4", "C"),
    ],
)
def test_a_letter_before_the_word_is_a_row(said: str, row: str) -> None:
    assert [f.value for f in references(plain(said)) if f.name == "row"] == [row]


@pytest.mark.parametrize("said", ["four in a row please", "can we sit in a row", "a row to ourselves", "block B row C"])
def test_no_row_is_heard_in_a_row(said: str) -> None:
    assert [f.value for f in references(plain(said)) if f.name == "row"] == (["C"] if "row C" in said else [])
