"""Best-available, as properties over halls of every shape."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from willcall.boxoffice.rules import halls, options, search
from willcall.boxoffice.rules.prices import Price
from willcall.boxoffice.rules.search import Wish


@st.composite
def halls_with_claims(draw):
    sections = []
    for index in range(draw(st.integers(1, 4))):
        rows = []
        for row in range(draw(st.integers(1, 4))):
            seats = [str(n) for n in range(1, draw(st.integers(1, 12)) + 1)]
            some = st.lists(st.sampled_from(seats), unique=True, max_size=3)
            rows.append({"name": chr(65 + row), "seats": seats, "aisle_after": draw(some), "accessible": draw(some)})
        sections.append({"name": f"S{index}", "tier": f"T{index % 2}", "level": draw(st.integers(1, 3)), "rows": rows})
    hall = halls.build(sections)
    claimed = draw(st.lists(st.sampled_from(sorted(hall.places)), unique=True))
    return hall, claimed


wishes = st.builds(
    Wish,
    quantity=st.integers(1, 8),
    wheelchairs=st.integers(0, 3),
    prefer=st.sampled_from(["best", "cheapest", "aisle"]),
    each_at_most=st.none() | st.integers(50, 250),
    limit=st.integers(1, 6),
)
PRICES = {"T0": 100, "T1": 200}


@settings(max_examples=150, deadline=None)
@given(halls_with_claims(), wishes)
def test_what_is_found_is_free_together_within_budget_and_as_many_as_wished(made, wish):
    hall, claimed = made
    for placement in search.best_available(hall, taken=search.masks(hall, claimed), prices=PRICES, wish=wish):
        seats = placement.seat_ids
        assert len(set(seats)) == len(seats) == wish.quantity
        assert not set(seats) & set(claimed)
        tier = hall.parts[placement.section].tier
        assert wish.each_at_most is None or PRICES[tier] <= wish.each_at_most
        for chunk in placement.chunks:
            places = [hall.places[seat] for seat in chunk]
            assert len({place.block for place in places}) == 1  # one row, no aisle between
            positions = [place.position for place in places]
            assert positions == list(range(positions[0], positions[0] + len(chunk)))
        spaces = sum(hall.places[seat].accessible for seat in seats)
        assert spaces >= wish.wheelchairs if wish.wheelchairs else spaces == 0


@settings(max_examples=150, deadline=None)
@given(halls_with_claims(), wishes)
def test_a_group_is_split_only_when_it_fits_nowhere_together(made, wish):
    hall, claimed = made
    found = search.best_available(hall, taken=search.masks(hall, claimed), prices=PRICES, wish=wish)
    if found and found[0].together:
        return
    for block in hall.blocks:
        if wish.each_at_most is not None and PRICES[hall.parts[block.section].tier] > wish.each_at_most:
            continue
        for start in range(len(block.seats) - wish.quantity + 1):
            window = block.seats[start : start + wish.quantity]
            free = not set(window) & set(claimed)
            spaces = sum(hall.places[seat].accessible for seat in window)
            assert not (free and (spaces >= wish.wheelchairs if wish.wheelchairs else spaces == 0)), window


@settings(max_examples=100, deadline=None)
@given(halls_with_claims())
def test_free_seats_are_counted_alike_by_tier_section_and_hand(made):
    hall, claimed = made
    taken = search.masks(hall, claimed)
    left = hall.capacity - len(claimed)
    assert sum(search.free_by_tier(hall, taken).values()) == left
    assert sum(search.free_by_section(hall, taken)) == left


def one_row(count, **marks):
    return halls.build(
        [{"name": "A", "tier": "T0", "rows": [{"name": "1", "seats": [str(n) for n in range(count)], **marks}]}]
    )


def found(hall, claimed=(), **wish):
    return search.best_available(hall, taken=search.masks(hall, claimed), prices=PRICES, wish=Wish(**wish))


def test_no_single_seat_is_left_alone_when_it_can_be_helped():
    numbers = [hall_seat.rsplit("-", 1)[1] for hall_seat in found(one_row(5), quantity=2)[0].seat_ids]
    assert numbers in (["0", "1"], ["3", "4"])  # the middle would leave one alone on either side


def test_companions_sit_beside_the_wheelchair_space():
    hall = one_row(8, accessible=["6"], companion=["5", "7"])
    numbers = {seat.rsplit("-", 1)[1] for seat in found(hall, quantity=3, wheelchairs=1)[0].seat_ids}
    assert numbers == {"5", "6", "7"}


def test_a_party_with_two_wheelchairs_sits_around_two_spaces_near_each_other():
    marks = {"accessible": ["1", "8"], "companion": ["2", "7"]}
    seats = [str(n) for n in range(1, 9)]
    rows = [
        {"name": "A", "seats": seats, **marks},
        {"name": "B", "seats": seats},
        {"name": "C", "seats": seats, **marks},
    ]
    hall = halls.build([{"name": "A", "tier": "T0", "rows": rows}])
    (both,) = found(hall, quantity=4, wheelchairs=2)
    assert set(both.seat_ids) == {"a-a-1", "a-a-2", "a-a-7", "a-a-8"}
    (next_best,) = found(hall, ["a-a-1"], quantity=5, wheelchairs=2)
    assert {hall.places[seat].row for seat in next_best.seat_ids} == {2}
    assert found(hall, ["a-a-1", "a-c-8"], quantity=2, wheelchairs=2)[0].chunks == (("a-a-8",), ("a-c-1",))
    assert found(hall, quantity=6, wheelchairs=5) == []


def test_spaces_next_to_each_other_keep_the_party_in_one_piece():
    hall = one_row(8, accessible=["0", "3"], companion=["1", "2"])
    assert found(hall, quantity=4, wheelchairs=2)[0].together
    assert [len(chunk) for chunk in found(hall, quantity=2, wheelchairs=2)[0].chunks] == [1, 1]


@settings(max_examples=100, deadline=None)
@given(halls_with_claims(), st.integers(2, 8), st.integers(2, 3))
def test_nobody_who_comes_along_sits_away_from_the_wheelchairs(made, quantity, wheelchairs):
    hall, claimed = made
    wish = Wish(max(quantity, wheelchairs), wheelchairs=wheelchairs)
    for placement in search.best_available(hall, taken=search.masks(hall, claimed), prices=PRICES, wish=wish):
        assert all(any(hall.places[seat].accessible for seat in chunk) for chunk in placement.chunks)


def test_wheelchair_spaces_and_companion_seats_are_kept_for_those_who_need_them():
    hall = one_row(4, accessible=["0"], companion=["1"])
    assert {seat for p in found(hall, quantity=2) for seat in p.seat_ids} == {"a-1-2", "a-1-3"}
    assert found(hall, quantity=3) == []


def test_a_group_that_fits_nowhere_is_split_with_nobody_alone():
    hall = halls.build(
        [
            {
                "name": "A",
                "tier": "T0",
                "rows": [{"name": str(r), "seats": ["1", "2", "3", "4"]} for r in range(3)],
            }
        ]
    )
    placement = found(hall, quantity=5)[0]
    assert not placement.together
    assert sorted(map(len, placement.chunks)) == [2, 3]


def test_general_admission_is_offered_once_and_by_its_name():
    rows = [{"name": str(r), "seats": [str(5 * r + n) for n in range(5)]} for r in range(4)]
    hall = halls.build([{"name": "Pit", "tier": "T0", "rows": rows, "unreserved": True}])
    assert len(found(hall, quantity=2)) == 1
    assert halls.matching(hall, "general admission") == halls.matching(hall, "GA") == {0}
    apart = found(hall, claimed=hall.places.keys() - {"pit-0-1", "pit-2-11"}, quantity=2)[0]
    said = options.option_of(hall, apart, {"T0": Price(1000, 0)}, "USD")
    assert said.adjacent
    assert said.note.startswith("unreserved")


def test_a_section_that_is_really_called_general_admission_keeps_its_name():
    rows = [{"name": "1", "seats": ["1", "2", "3"]}]
    garden = {"name": "Garden", "tier": "T0", "rows": rows, "unreserved": True}
    hall = halls.build([garden, {"name": "General Admission", "tier": "T1", "rows": rows, "unreserved": True}])
    assert halls.matching(hall, "general admission") == {1}


@pytest.mark.parametrize("said", ["Lower 101", "section 101", "101", "SEC 101"])
def test_a_section_is_found_by_what_people_call_it(said):
    hall = halls.build(
        [
            {"name": "101", "tier": "Lower Bowl", "aliases": ["Lower 101"], "rows": [{"name": "1", "seats": ["1"]}]},
            {"name": "201", "tier": "Upper Bowl", "aliases": [], "rows": [{"name": "1", "seats": ["1"]}]},
        ]
    )
    assert halls.matching(hall, said) == {0}
    assert halls.matching(hall, "upper") == {1}
    assert halls.matching(hall, "nowhere") == frozenset()
    assert halls.matching(hall, "200s") == halls.matching(hall, "200 level") == {1}


def test_a_search_in_a_big_arena_takes_a_couple_of_milliseconds():
    sections = [
        {
            "name": str(100 + s),
            "tier": f"T{s % 2}",
            "level": 1 + s % 4,
            "rows": [{"name": str(r), "seats": [str(n) for n in range(15)]} for r in range(20)],
        }
        for s in range(60)
    ]
    hall = halls.build(sections)
    assert hall.capacity == 18_000
    taken = search.masks(hall, sorted(hall.places)[::4])
    fastest = min(_timed(hall, taken) for _ in range(20))
    assert fastest < 0.010  # 0.4 ms on an idle machine; generous for a busy one


def _timed(hall, taken):
    began = time.perf_counter()
    search.best_available(hall, taken=taken, prices=PRICES, wish=Wish(quantity=4))
    return time.perf_counter() - began


def test_only_who_sits_beside_a_wheelchair_space_is_said_to():
    hall = one_row(8, accessible=["0"], companion=["1"])
    price = {"T0": Price(1000, 0)}
    (apart,) = found(hall, ["a-1-1"], quantity=2, wheelchairs=1)
    assert not apart.together
    assert "companions beside" not in options.option_of(hall, apart, price, "USD", accessible=True).note
    (beside, *_) = found(hall, quantity=2, wheelchairs=1)
    assert (
        "wheelchair space: seat 0, companions beside"
        in options.option_of(hall, beside, price, "USD", accessible=True).note
    )
