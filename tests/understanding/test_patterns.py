"""Patterns that are compiled when they are first used."""

import re
import subprocess
import sys

import pytest

from willcall.understanding import patterns
from willcall.understanding.patterns import regex

pytestmark = pytest.mark.usefixtures("known_alone")


@pytest.fixture
def known_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pattern is known but those of the test."""
    monkeypatch.setattr(patterns, "_known", [])


def test_a_pattern_has_all_that_a_compiled_one_has() -> None:
    lazy, plain = regex(r"(?P<n>\d+) seats?", re.IGNORECASE), re.compile(r"(?P<n>\d+) seats?", re.IGNORECASE)
    said = "2 Seats, or 3 seats"
    assert lazy.pattern == plain.pattern
    assert lazy.flags == plain.flags
    assert lazy.groupindex == plain.groupindex
    assert [m.span() for m in lazy.finditer(said)] == [m.span() for m in plain.finditer(said)]
    assert lazy.sub(r"\g<n>", said) == plain.sub(r"\g<n>", said) == "2, or 3"
    assert (lazy.match("x 2 seats"), lazy.fullmatch(said)) == (None, None)
    assert lazy.split(said) == plain.split(said)
    found = lazy.search(said)
    assert found is not None
    assert found["n"] == "2"


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiled = re.compile

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        made.append(pattern)
        return compiled(pattern, flags)

    monkeypatch.setattr(patterns.re, "compile", counted)
    row, seat = regex("row"), regex("seat")
    assert row.pattern == "row"
    assert made == []
    assert row.search("row 3")
    assert row.fullmatch("row")
    assert made == ["row"]
    assert patterns.compile_all() == 2
    assert made == ["row", "seat"]
    assert seat.search("seat 4")
    assert made == ["row", "seat"]


def test_what_is_wrong_with_one_is_told_with_the_pattern() -> None:
    regex("fine")
    regex("(open")
    with pytest.raises(re.error, match=r"unterminated subpattern.* in '\(open'"):
        patterns.compile_all()


def test_an_attribute_that_no_pattern_has_is_missing() -> None:
    with pytest.raises(AttributeError, match="serach"):
        _ = regex("row").serach  # type: ignore[attr-defined]


def test_beside_the_first_messages_all_are_compiled() -> None:
    made = regex("beside")
    patterns.compile_beside().join()
    assert "search" in vars(made)


def test_the_agent_is_imported_without_compiling_its_patterns() -> None:
    """In a process of its own: what other tests used is compiled here."""
    told = subprocess.run(
        [sys.executable, "-c", "import willcall.agent.turn; from willcall.understanding import patterns as p; made = sum('search' in vars(one) for one in p._known); print(made, len(p._known), p.compile_all())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    compiled, known, all_of_them = map(int, told.stdout.split())
    assert known == all_of_them > 1_000
    assert compiled < known / 20
