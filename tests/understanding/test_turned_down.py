"""A day, or a part of the house, that is named and turned down in one message is not what is wanted."""

from datetime import date, time

import pytest

from willcall.understanding.dates import dates
from willcall.understanding.names import Names
from willcall.understanding.reader import RulesReader
from willcall.understanding.reading import Catalogue, Context, Intent, Show, When
from willcall.understanding.text import plain

from .season import NOW, SEASON

READER = RulesReader()
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


def days(text: str) -> list[tuple[int, ...]]:
    return [
        s.value.weekdays
        for s in READER.read(text, Context(NOW, SEASON)).slots
        if s.name == "when" and not s.negated and isinstance(s.value, When)
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 for the otters saturday... sorry not saturday, the friday one", FRIDAY),
        ("2 for the otters saturday, sorry not saturday, sunday", SUNDAY),
        ("2 for the otters saturday... oh wait not saturday, friday", FRIDAY),
        ("2 for the otters saturday, actually not saturday but sunday", SUNDAY),
        ("2 for the otters sat no wait sun", SUNDAY),
        ("2 for the otters friday hmm no saturday rather", SATURDAY),
        ("2 for the otters the friday one, no the saturday one", SATURDAY),
        ("2 for the otters friday. no, saturday", SATURDAY),
        ("2 for the otters tomorrow - actually no, friday", FRIDAY),
        ("2 for the otters friday, can't do friday, saturday", SATURDAY),
        ("2 for the otters not saturday, friday", FRIDAY),
        ("2 for the otters friday, not saturday", FRIDAY),
        ("2 for the otters saturday instead of friday", SATURDAY),
    ],
)
def test_the_day_put_in_its_place_is_taken(text: str, day: int) -> None:
    assert days(text)[-1:] == [(day,)]


@pytest.mark.parametrize(
    "text",
    [
        "2 for the otters saturday... sorry not saturday, the friday one",
        "2 for the otters not saturday, friday",
        "2 for the otters friday, not saturday",
    ],
)
def test_no_day_turned_down_is_left(text: str) -> None:
    assert days(text) == [(FRIDAY,)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2 for the otters friday or saturday", [(FRIDAY, SATURDAY)]),
        ("any day next week but no saturday please", [()]),
        ("2 for the otters, any day but friday", []),
        ("not friday, saturday or sunday", []),
    ],
)
def test_what_only_leaves_days_out_takes_none_of_them(text: str, wanted: list[tuple[int, ...]]) -> None:
    assert days(text) == wanted


def test_the_one_after_a_day_turned_down_is_a_week_on() -> None:
    today = NOW.date()
    down, after = dates("not this friday, the one after", today=today)
    assert down.negated
    assert not after.negated
    assert (after.value.first - down.value.first).days == 7
    assert after.value.first == after.value.last


def test_a_correction_beside_a_purchase_is_no_exchange() -> None:
    reading = READER.read("2 for the otters saturday... sorry not saturday, the friday one", Context(NOW, SEASON))
    assert Intent.EXCHANGE not in {w.intent for w in reading.wishes}


def test_an_exchange_still_names_both_days() -> None:
    slots = READER.read("swap my saturday otters tickets, not saturday, friday", Context(NOW, SEASON)).slots
    assert sorted(s.negated for s in slots if s.name == "when") == [False, True] or len(slots) > 2


def test_a_part_of_the_house_turned_down_is_forgotten() -> None:
    slots = READER.read("2 in the balcony, sorry not the balcony, the floor", Context(NOW, SEASON)).slots
    assert not any("balcony" in str(s.value).casefold() for s in slots if s.name == "section" and not s.negated)


@pytest.mark.parametrize("said", ["anything on this evening?", "what can i see this afternoon"])
def test_this_evening_is_of_today(said: str) -> None:
    (found,) = dates(said, today=NOW.date())
    assert found.value.first == found.value.last == NOW.date()


def test_nobody_wants_to_pay_more_than_is_the_most() -> None:
    def bound(text: str) -> str:
        (price,) = (s.value for s in READER.read(text, Context(NOW, SEASON)).slots if s.name == "max_price")
        return str(price.bound)

    assert bound("four for the otters, nobody wants to pay more than fifty each") == "max"
    assert bound("four for the otters, seats that cost more than $50 each") == "min"


def _house(*sections: str, performers: tuple[str, ...] = ()) -> Names:
    show = Show("evt_1", "The Long Tide", performers, (), "theatre", "Old Regent Theatre", "Tessaly", NOW, "UTC")
    return Names(Catalogue("1", (show,), sections))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("what's on at the regent tonight", "venue"),
        ("anything at the regent on friday", "venue"),
        ("two for the regent players", "performer"),
        ("what's on at the regent players", "performer"),
    ],
)
def test_at_a_place_means_the_place(said: str, kind: str) -> None:
    found = _house(performers=("Regent Players",)).find(plain(said))
    assert kind in {f.name for f in found}
    assert ({"venue", "performer"} - {kind}).isdisjoint({f.name for f in found})


@pytest.mark.parametrize("said", ["2 for sunday, gods", "2x gods sunday matinee please", "two in the gods"])
def test_a_part_called_the_something_is_named_without_its_article(said: str) -> None:
    assert [f.value for f in _house("The Gods", "Stalls").find(plain(said)) if f.name == "section"] == ["The Gods"]


def test_sports_that_are_not_wanted_are_turned_down() -> None:
    for said in ("what's on that isnt hockey", "anything apart from hockey"):
        (kind,) = (s for s in READER.read(said, Context(NOW, SEASON)).slots if s.name == "event_kind")
        assert kind.negated, said


def test_a_stretch_of_the_day_is_kept_beside_a_day() -> None:
    (found,) = dates("saturday evening", today=NOW.date())
    assert found.value.earliest == time(17, 0)


@pytest.mark.parametrize(
    "said",
    [
        "could we do the friday instead, she works sat",
        "friday instead, my wife works saturdays",
        "friday pls, my mum's at work sat",
        "can we do friday, he has football sat",
        "saturday she's working, friday?",
        "friday then, my son is busy on saturday",
        "i can't on saturday, friday?",
    ],
)
def test_a_day_somebody_is_bound_on_is_turned_down(said: str) -> None:
    found = {one.value.weekdays: one.negated for one in dates(said, today=date(2026, 11, 30))}
    assert found == {(4,): False, (5,): True}


@pytest.mark.parametrize(
    "said", ["saturday works for us", "2 for saturday, i work till 6 so the late one", "we work best on saturday"]
)
def test_a_day_beside_work_stays_wanted(said: str) -> None:
    assert [one.negated for one in dates(said, today=date(2026, 11, 30))] == [False]
