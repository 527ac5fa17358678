"""What goes back of tickets that somebody has: by a number, by what stays, by halves; and what is no giving back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.quantities import quantities
from willcall.understanding.reader import RulesReader
from willcall.understanding.reading import Catalogue, Context
from willcall.understanding.text import plain

from .season import NOW, SEASON

READER = RulesReader()
HOUSE = Catalogue("back", SEASON.shows, (*SEASON.sections, "Back", "Front"), SEASON.currency, SEASON.time_zone)
WORDS = {1: "one", 2: "two", 3: "three"}
ACTS = ("refund", "return", "give back", "send back", "cancel", "hand in")
LEFT = (
    "we still need {}",
    "we'd like to keep {}",
    "only {} of us can go",
    "I'm holding on to {}",
    "the other {} we will use",
)


def read(text: str) -> dict[str, list[object]]:
    """Numbers that go back (`quantity`), numbers that stay (`kept`), and places named."""
    slots = READER.read(text, Context(NOW, HOUSE)).slots
    return {
        name: [s.value for s in slots if s.name == name and not s.negated]
        for name in ("quantity", "kept", "section", "seat", "row")
    }


@given(
    st.sampled_from(ACTS), st.integers(1, 3), st.integers(2, 6), st.sampled_from(("my", "our", "the")), st.booleans()
)
def test_so_many_of_so_many_go_back(act: str, part: int, whole: int, whose: str, spelled: bool) -> None:
    number = WORDS[part] if spelled else str(part)
    assert read(f"please {act} {number} of {whose} {whole} tickets")["quantity"] == [part]


@given(st.sampled_from(ACTS), st.integers(1, 3), st.sampled_from(("all but", "all of them except", "everything bar")))
def test_all_but_so_many_says_what_stays(act: str, stays: int, but: str) -> None:
    said = read(f"{act} {but} {WORDS[stays]}")
    assert (said["kept"], said["quantity"]) == ([stays], [])


@given(st.sampled_from(("refund half of my tickets", "I want half the seats refunded", "cancel half of them please")))
def test_half_is_left_to_the_order(text: str) -> None:
    assert read(text)["kept"] == ["half"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I bought five, only two of us can make it, so please refund the rest", 2), ("could you refund my booking down to three", 3),
        ("got four, we're only using 3 of the 4, can the money for it come back", 3), ("return my tickets but I'm keeping mine", 1),
    ],
)  # fmt: skip
def test_who_still_goes_is_what_stays(text: str, kept: int) -> None:
    assert read(text)["kept"] == [kept]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("can you take three back", 3), ("send one back for me", 1), ("we booked five and would like to return two", 2), ("return two, keep two", 2),
        ("I want one of the four refunded", 1), ("refund a single balcony seat", 1), ("money back for the spare please", 1), ("reduce the order by two", 2),
        ("my aunt has cancelled, can her ticket be returned", 1), ("have 6, need to give up 2", 2), ("can you refund just one of them", 1), ("my youngest is poorly, can i give just one of them back", 1), ("refund both balcony seats", None),
    ],
)  # fmt: skip
def test_a_number_of_its_own_goes_back(text: str, number: int | None) -> None:
    assert read(text)["quantity"][-1:] == ([] if number is None else [number])


@pytest.mark.parametrize(
    "text",
    ["give back one of my two", "can I send one back", "I want my money back", "take them back please", "hand it back"],
)
def test_giving_back_names_no_section(text: str) -> None:
    assert read(text)["section"] == []


@pytest.mark.parametrize(
    "text",
    [
        "two at the back",
        "somewhere in the back please",
        "2 back seats for the otters",
        "one back ticket for the otters",
        "back row",
    ],
)
def test_the_back_of_the_house_is_a_place(text: str) -> None:
    assert read(text)["section"] == ["Back"] or text == "back row"


@pytest.mark.parametrize(
    ("text", "seats"),
    [("return seats 4 and 5", ["4", "5"]), ("refund seats 11-13", ["11", "12", "13"]), ("cancel seat 7 only", ["7"]), ("give back seats 2, 3 & 9", ["2", "3", "9"])],
)  # fmt: skip
def test_seats_are_named_by_their_numbers(text: str, seats: list[str]) -> None:
    assert read(text)["seat"] == seats
    assert read(text)["quantity"] == []


@pytest.mark.parametrize(
    "text",
    ["we want to keep 2 for friday", "all of us want to see the otters", "half time snacks", "5 seats for the otters"],
)
def test_without_words_of_giving_back_nothing_stays(text: str) -> None:
    assert read(text)["kept"] == []


@pytest.mark.parametrize(
    "text", ["please cancel two tickets out of the five for the panto", "2 of 5 panto tickets refund please", "refund two of the five"]
)  # fmt: skip
def test_so_many_out_of_so_many_go_back_and_not_all(text: str) -> None:
    assert [(found.name, found.value) for found in quantities(plain(text).text)] == [("quantity", 2)]
