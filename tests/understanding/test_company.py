"""Who comes along: parties told of by who is in them, and companies that are no party."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.quantities import quantities
from willcall.understanding.reader import RulesReader
from willcall.understanding.reading import Catalogue, Context, Show
from willcall.understanding.text import plain

from .season import NOW, SEASON, ZONE

READER = RulesReader()
KIN = (
    "sister",
    "mum",
    "dad",
    "wife",
    "husband",
    "partner",
    "best friend",
    "little brother",
    "mother-in-law",
    "nan",
    "carer",
    "boss",
)
MANY = ("kids", "friends", "grandchildren", "colleagues", "cousins", "teenage sons")
WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
WISHES = (
    "would like to go",
    "want to come",
    "need seats",
    "are looking for seats",
    "'d love to see it",
    "will be there",
    "",
)


def counts(text: str) -> list[int]:
    return [found.value for found in quantities(plain(text).text)]


def read(text: str) -> list[object]:
    slots = READER.read(text, Context(NOW, SEASON)).slots
    return [s.value for s in slots if s.name == "quantity" and not s.negated]


@given(st.lists(st.sampled_from(KIN), min_size=1, max_size=4, unique=True), st.sampled_from(WISHES))
def test_a_speaker_and_kin_are_counted_wherever_the_speaker_stands(kin: list[str], wish: str) -> None:
    party = ", ".join(f"my {one}" for one in kin)
    said = f"{party} and I{'' if wish.startswith(chr(39)) else ' '}{wish}"
    assert counts(said) == [len(kin) + 1]
    assert counts(f"tickets for me, {party}") == [len(kin) + 1]
    assert counts(f"my {kin[0]}, me and {party}") == [len(kin) + 2]


@given(st.sampled_from(KIN), st.integers(2, 6), st.sampled_from(MANY), st.booleans())
def test_numbered_kin_are_counted_with_the_speaker(one: str, number: int, many: str, spelled: bool) -> None:
    said = WORDS[number] if spelled else str(number)
    assert counts(f"me, my {one} and {said} {many}") == [number + 2]
    assert counts(f"my {one}, my {said} {many} and I") == [number + 2]
    assert counts(f"the {said} of us and my {one}") == [number + 1]


@given(
    st.sampled_from(KIN),
    st.sampled_from(
        ("had a great time last week", "went in may", "saw the show", "loved it", "were there", "have been before")
    ),
)
def test_an_evening_that_was_is_no_party(one: str, told: str) -> None:
    assert counts(f"my {one} and I {told}") == []
    assert counts(f"me and my {one} {told}") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("us and the in-laws", 4), ("bringing a plus one", 2), ("+1 please", 2), ("half a dozen", 6), ("four of us: two adults two kids", 4), ("on my own", 1),
        ("my brother-in-law, his wife and I need seats", 3), ("wife and i fancy the ballet", 2), ("taking mum", 2), ("my best friend's mum and me", 2),
        ("wheelchair + carer", 2), ("a wheelchair space and a seat for my carer", 2), ("carer and wheelchair", 2), ("a couple of tickets", 2),
        ("how about two for the otters", 2), ("get me the two", 2), ("if i buy 2 do they come by mail", 2), ("party size: 5", 5), ("me, mum and dad", 3),
        ("my twin sister and I want to come", 2), ("us two and my mother", 3), ("me and three of my mates", 4), ("a family with two grown-ups and a toddler", 3),
        ("an accessible normal seat for dad and 4 ordinary seats for us", 5), ("her space and two standard seats beside it", 3), ("1 x wheelchair + 2 x standard", 3),
        ("wheelchair spot x2 and one other", 3), ("bringing the missus", 2), ("grandparents and three grandkids", 5), ("my uncle has arthritis, three for the otters", 3),
        ("my cousins joined us, so 6 all told", 6), ("4 of us, 2 adults and 2 kids", 4), ("four of us, 2 adults 2 kids", 4), ("there are 5 of us, 3 adults 2 children", 5),
        ("4 tickets, two adults and two children", 4), ("2 for us and 2 for the inlaws", 4),
        ("two adult tickets and one child ticket", 3), ("one wheelchair space and two ordinary seats", 3), ("just little old me", 1), ("make it an even ten", 10),
    ],
)  # fmt: skip
def test_a_party_is_counted(text: str, number: int) -> None:
    assert counts(text)[-1:] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "two hours", "row 2", "gate 4", "section 112", "is it a two hour show", "parking for 2 hours", "call me on +1 555 123 4567", "i'm 6 foot 2",
        "can you tell me, the date and time", "i went with my wife last time", "send my sister the ticket", "my kids and i", "my wife and I are getting emails", "my brother and I are season ticket holders", "a couple of rows back",
    ],
)  # fmt: skip
def test_other_company_is_no_count(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("i only need one of the three, refund the other two", 2), ("refund the other two, i only need one of the three", 2),
        ("keep 2 of the 5 and refund the rest", 3), ("i'm only using one of my four tickets, cancel the others", 3), ("refund one of the three", 1),
    ],
)  # fmt: skip
def test_what_goes_back_is_counted_and_not_what_is_kept(text: str, number: int) -> None:
    assert read(text)[-1:] == [number]


def test_a_number_before_a_place_of_the_house_counts() -> None:
    assert read("two club seats for the otters") == [2]
    assert read("otters friday 3 lower bowl seats") == [3]
    assert read("otters, 3 balcony") == [3]


@pytest.mark.parametrize(
    "text", ["row 2 balcony", "gate 4 lower bowl", "friday at 7 balcony", "dec 5 balcony", "section 3 balcony"]
)
def test_another_number_before_a_place_does_not(text: str) -> None:
    assert read(text) == []


def test_whoever_is_after_three_names_no_hour() -> None:
    slots = READER.read("I'm after 3 for Lamplighter's Apprentice", Context(NOW, SEASON)).slots
    assert [s.value for s in slots if s.name == "quantity"] == [3]
    assert not [s for s in slots if s.name == "when"]


def test_the_last_of_two_numbers_is_meant_when_the_first_is_taken_back() -> None:
    assert read("i'd like five, sorry six, for the otters") == [6]


@pytest.mark.parametrize("party", ["my brother, his wife and I", "my mum, my dad and I", "my wife and I"])
def test_a_party_is_not_cut_into_two_wishes(party: str) -> None:
    assert len(READER.read(f"{party} would like to see the otters", Context(NOW, SEASON)).wishes) == 1


def test_a_number_in_a_name_is_none() -> None:
    show = Show("evt_lefts", "The Two Lefts", ("The Two Lefts",), (), "concert", "The Tannery", "Millbrook", NOW, ZONE)
    catalogue = Catalogue("lefts", (*SEASON.shows, show), SEASON.sections, SEASON.currency, ZONE)
    for text, expected in (("tickets for the two lefts", []), ("3 seats for the two lefts", [3])):
        slots = READER.read(text, Context(NOW, catalogue)).slots
        assert [s.value for s in slots if s.name == "quantity"] == expected


def test_nearly_all_phrasings_that_were_once_new_are_counted() -> None:
    lines = (Path(__file__).parent / "parties.jsonl").read_text(encoding="utf-8").splitlines()
    lost = [row["text"] for row in map(json.loads, lines) if (read(row["text"]) or [None])[-1] != row["count"]]
    assert len(lines) == 95
    assert len(lost) <= 7, lost
