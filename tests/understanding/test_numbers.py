"""Quantities, budgets and positions in a list, and what is none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.money import prices
from willcall.understanding.ordinals import ordinals
from willcall.understanding.quantities import quantities
from willcall.understanding.text import plain

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count(text: str, awaiting: str | None = None) -> list[int]:
    return [found.value for found in quantities(plain(text).text, awaiting=awaiting)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 tix", 4), ("two tickts pls", 2), ("a pair", 2), ("couple of seats", 2), ("me and my two kids", 3), ("my wife and I", 2), ("me, my wife and 3 kids", 5), ("just me", 1),
        ("for the four of us", 4), ("family of five", 5), ("party of 8", 8), ("six of us", 6), ("three adults and two kids", 5), ("2 adults 1 child", 3), ("a dozen tickets", 12),
        ("make that three", 3), ("actually 3", 3), ("yes but three", 3), ("need for 5 people", 5), ("i'm bringing my grandparents", 3), ("both of us", 2), ("we'll be seven", 7),
        ("2 lower bowl seats", 2), ("twenty-two tickets", 22), ("2 seats in section 101", 2), ("otters x2", 2),
        ("2 + 2 tickets", 4), ("two plus one", 3), ("me my husband and the two kids", 4), ("it'd be me my husband and her", 3), ("going w my gf", 2), ("just one of the two tickets", 1),
        ("3 of my 4 tickets", 3), ("one standing ticket", 1), ("12/3, 2 tickets", 2), ("dec 5, 2", 2), ("section 104, two seats", 2), ("and 3 for the otters", 3),
        ("a wheelchair space plus a companion seat", 2), ("wheelchair space and my carer", 2), ("1 wheelchair + 2 friends", 3), ("friday, me + 3", 4), ("two grown ups and three little ones", 5), ("two wheelchairs and two companions", 4),
        ("can u sort me 2 for the comets", 2), ("sort us out with 3 for friday", 3), ("is sunday's game on? 2 in the family section if so", 2), ("our gang (7) fancies the opera", 7),
    ],
)  # fmt: skip
def test_a_number_of_tickets_is_understood(text: str, expected: int) -> None:
    assert count(text)[:1] == [expected]


@pytest.mark.parametrize(
    "text", ["4", "four", "4 please", "uh 4 i think", "just 4", "4.", "we need 4", "4 of us", "FOUR"]
)
def test_a_bare_number_counts_where_it_was_asked_for(text: str) -> None:
    assert count(text, "quantity") == [4]


@given(st.integers(1, 40), st.sampled_from(["tickets", "seats", "tix", "people", "adults"]))
def test_numerals_and_words_say_the_same(number: int, thing: str) -> None:
    assert count(f"i want {number} {thing}") == [number]
    if number <= 10:
        assert count(f"i want {WORDS[number]} {thing}") == [number]


@given(
    st.integers(1, 40),
    st.sampled_from(
        [
            "section {}",
            "row {}",
            "at {}pm",
            "${}",
            "{} dollars",
            "ord_{}",
            "option {}",
            "#{}",
            "the {}th",
            "{} o'clock",
            "under {}",
            "{}%",
            "march {}",
            "level {}",
            "{} days",
        ]
    ),
)
def test_other_numbers_are_no_quantities(number: int, shape: str) -> None:
    assert count(shape.format(number), "quantity") == []


def budget(text: str) -> list[tuple[float, str | None, str | None, str]]:
    return [(f.value.major, f.value.currency, f.value.per, f.value.bound) for f in prices(plain(text).text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under 80 bucks each", (80, None, "each", "max")), ("$150 total", (150, None, "total", "max")), ("less than a hundred", (100, None, None, "max")), ("80€", (80, "EUR", None, "max")),
        ("max 60 pounds", (60, "GBP", None, "max")), ("around 50 a ticket", (50, None, "each", "about")), ("my budget is 200 for both", (200, None, "total", "max")),
        ("between 50 and 80 dollars", (80, None, None, "max")), ("no more than $1,200 altogether", (1200, None, "total", "max")), ("£45.50 or less", (45.5, "GBP", None, "max")),
        ("a hundred and fifty dollars", (150, None, None, "max")), ("at least 40 dollars", (40, None, None, "min")), ("nothing over 100", (100, None, None, "max")), ("30 euros per person", (30, "EUR", "each", "max")),
    ],
)  # fmt: skip
def test_a_budget_is_understood(text: str, expected: tuple[float, str | None, str | None, str]) -> None:
    assert budget(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "4 tickets",
        "after 7",
        "row 12",
        "section 101",
        "ord_4400",
        "the 2nd",
        "at 8",
        "march 12",
        "in 3 days",
        "under the balcony",
        "around 5 people",
        "for 2",
    ],
)
def test_other_numbers_are_no_budget(text: str) -> None:
    assert budget(text) == []


@given(
    st.integers(5, 900),
    st.sampled_from(
        [
            "under ${} each",
            "${} max each",
            "no more than {} dollars per ticket",
            "up to {} bucks a ticket",
            "{} dollars each tops",
        ]
    ),
)
def test_every_way_to_say_a_budget_means_the_same(amount: int, shape: str) -> None:
    assert budget(shape.format(amount)) == [(float(amount), None, "each", "max")]


def position(text: str, awaiting: str | None = "choice") -> list[int]:
    return [found.value for found in ordinals(plain(text).text, awaiting=awaiting)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the second one", 1), ("last", -1), ("option 3", 2), ("#2", 1), ("first", 0), ("the 2nd one pls", 1), ("I'll take number 2", 1), ("2", 1), ("two please", 1), ("the last one on the list", -1), ("let's go with the third", 2)],
)  # fmt: skip
def test_a_choice_from_a_list_is_understood(text: str, expected: int) -> None:
    assert position(text) == [expected]


@pytest.mark.parametrize(
    "text", ["4 tickets", "the second row", "first week of may", "last week", "the 3rd of december", "2 adults"]
)
def test_other_ordinals_are_no_choice(text: str) -> None:
    assert position(text, None) == []


def test_a_bare_number_is_a_choice_only_where_one_was_asked_for() -> None:
    assert position("2", None) == []
    assert position("2", "quantity") == []


@given(st.text(max_size=120))
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    said = plain(text).text
    for found in (*quantities(said, awaiting="quantity"), *prices(said), *ordinals(said, awaiting="choice")):
        assert 0 <= found.start < found.end <= len(said)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("please change the number of tickets to three", 3), ("make them three.", 3), ("can you book me two?", 2), ("I'd like to order 1 ticket for an event", 1),
        ("bus tickets for one passenger", 1), ("Yes, 3 on the 10th.", 3), ("the number of seats should be 4", 4),
    ],
)  # fmt: skip
def test_a_number_changed_ordered_or_booked_counts(text: str, count: int) -> None:
    assert [found.value for found in quantities(plain(text).text)] == [count]


def test_the_number_of_an_order_is_no_count() -> None:
    assert quantities("where is order 3") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Two. Otters. Saturday.", 2), ("cheapest seats for two students", 2), ("2 oaps and 3 under-16s", 5), ("hold two for me at the quartet", 2), ("what would 4 come to", 4),
        ("a single for the derby", 1), ("put aside three for the derby", 3), ("5 nos", 5), ("two adults and two under 10s", 4), ("send another one to my sister", 1),
    ],
)  # fmt: skip
def test_more_ways_of_saying_how_many(text: str, count: int) -> None:
    assert [found.value for found in quantities(plain(text).text)] == [count]


@pytest.mark.parametrize(
    ("text", "count"), [("one for me and two for my parents", 3), ("2 please, one for me, one for a friend", 2)]
)
def test_places_for_one_and_another_add_up(text: str, count: int) -> None:
    assert max(quantities(plain(text).text), key=lambda found: found.confidence).value == count


@pytest.mark.parametrize("text", ["1. Section 102, row A", "is there only one night of it", "is it for under 16s"])
def test_numbers_that_count_no_tickets(text: str) -> None:
    assert quantities(plain(text).text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("me and him and two of his friends", 4), ("i am taking my twin grandsons", 3), ("me, the hubby, nana and 3 kids for the panto", 6), ("a pair for friday, at a table if there's one going", 2)],
)  # fmt: skip
def test_people_told_of_one_by_one_are_counted(text: str, count: int) -> None:
    assert max(quantities(plain(text).text), key=lambda found: found.confidence).value == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the whole box, so all 4 chairs", 4), ("all three chairs please", 3), ("a cuple of seats for friday", 2), ("coupel of tickets", 2), ("a couple seats please", 2),
        ("2, one wheelchair space and one for my partner", 2), ("4, 2 of them kids", 4), ("one dropped out, 3 now", 3), ("so just 3 now", 3),
    ],
)  # fmt: skip
def test_a_number_in_all_comes_before_its_parts(text: str, expected: int) -> None:
    assert count(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "do you have folding chairs", "is the chair padded", "it was 20 last time, 25 now", "are there any left now", "a couple of questions", "what time is it now",
        "can you drop it to 40 dollars", "can you knock it to 15%", "when do you cut it to 9pm", "bring it to 2 shows", "take it to row 4",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_number_in_all_counts_nothing(text: str) -> None:
    assert count(text) == []


@pytest.mark.parametrize(
    ("text", "expected"), [("3, no 4", 3), ("2 for the derby, 1 for the opera", 2), ("3, actually 4", 4)]
)
def test_a_second_number_that_is_no_part_stands(text: str, expected: int) -> None:
    assert expected in count(text)


@pytest.mark.parametrize(
    "text",
    ["drop it to 4", "cut that to four please", "bring us down to 4", "go down to 4 and make it friday", "reduce the number to 4"],
)  # fmt: skip
def test_a_number_is_lowered(text: str) -> None:
    assert [(f.name, f.value) for f in quantities(plain(text).text, awaiting="seats")] == [("kept", 4)]


@pytest.mark.parametrize(
    ("said", "count"),
    [("ferrets sat 12 dec two tickets lower", 2), ("the foxes game 2 lower seats", 2), ("12th of december 3 seats", 3)],
)
def test_seats_after_a_day_that_is_told_are_counted(said: str, count: int) -> None:
    assert count in [one.value for one in quantities(said)]


@pytest.mark.parametrize("said", ["tickets for game 2", "semi final game 2 tickets", "for game 2 seats", "dec 12"])
def test_a_game_s_own_number_counts_nothing(said: str) -> None:
    assert not quantities(said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("our family (me, husband, and children aged 4 and 7) want to come", [4]),
        ("my wife, myself and kids aged 5, 8 and 11", [5]),
        ("a place for her and a seat beside her for myself", [2]),
        ("a space for my nan and one seat next to it for me", [2]),
        ("after 2 dress circle for the opera", [2]),
        ("hi, after 3 stalls for friday", [3]),
        ("2 in the stand for the derby and 3 on the grass for the fair", [2, 3]),
        ("the derby (4 in the north stand) and the fair (5 on the bank)", [4, 5]),
    ],
)
def test_heads_are_counted_as_they_are_told(text: str, expected: list[int]) -> None:
    assert count(text) == expected


@pytest.mark.parametrize(
    "text", ["hmm is there a saturday arvo one instead?", "have you got a later one please", "is it ok for children aged 4 and 7?", "after 7 on friday please", "after 3 days", "rows 5 and 6 on the aisle"]
)  # fmt: skip
def test_ages_hours_and_rows_count_nobody(text: str) -> None:
    assert count(text) == []


@pytest.mark.parametrize(
    ("text", "major"),
    [
        ("under 150 for us 2", 150.0),
        ("2 for the derby, under 160 the pair", 160.0),
        ("under 160 the two", 160.0),
        ("x2 max 160 total", 160.0),
        ("no 150 TOTAL not each", 150.0),
    ],
)
def test_a_sum_for_all_of_them_is_one_in_all(text: str, major: float) -> None:
    found = [(one.value.major, one.value.per) for one in prices(plain(text).text)]
    assert found == [(major, "total")]


@pytest.mark.parametrize("said", ["within 24 hrs of buying", "under 30 mins away", "in under 2 hrs"])
def test_hours_are_no_sum(said):
    assert [one.value.major for one in prices(plain(said).text)] == []


@pytest.mark.parametrize("said", ["make it 3 though", "yes make it 3 tho", "make it 3 instead"])
def test_a_number_with_a_small_word_behind_it_is_how_many(said):
    assert [one.value for one in quantities(plain(said).text, awaiting="confirmation")] == [3]
