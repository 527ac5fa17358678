"""Which of the things shown is meant."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, Literal, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.agent.dialogue.wishes import whereabouts
from willcall.agent.dialogue.wishes.choosing import choose
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, EventFact, SeatsFact, Shown
from willcall.understanding.reading import Catalogue, Intent, Reading, Slot, When, Wish

START = datetime(2026, 3, 6, 23, 0, tzinfo=UTC)


def reading(text: str, answer: Literal["yes", "no", "mixed", "none"] = "none", **slots: Any) -> Reading:
    found = tuple(Slot(name, value, text, 0, len(text)) for name, value in slots.items())
    return Reading(text, (Wish(Intent.CHOOSE, 0.9, 0, len(text)),), ((Intent.CHOOSE, 0.9),), found, answer)


def seats(*sections: str, each: int = 1000) -> Shown:
    options = [
        SeatsFact(seat_ids=[f"s{i}"], section=s, row="A", numbers=["1"], each=each + i, total=each + i)
        for i, s in enumerate(sections)
    ]
    return Shown(card_id="crd_1", about="seats", seats=options)


def events(*days: int) -> Shown:
    facts = [
        EventFact(
            event_id=f"evt_{d}",
            name=f"Show {d}",
            kind="concert",
            venue="Hall",
            city="Town",
            starts_at=START + timedelta(days=d),
            time_zone="America/Chicago",
            status="scheduled",
            currency="USD",
            max_tickets=8,
        )
        for d in days
    ]
    return Shown(card_id="crd_1", about="events", events=facts)


@given(st.integers(-5, 10), st.integers(1, 6))
def test_an_ordinal_picks_that_position_or_nothing(ordinal: int, size: int) -> None:
    shown = seats(*[str(100 + i) for i in range(size)])
    picked = choose(shown, reading("that one", ordinal=ordinal))
    position = ordinal if ordinal >= 0 else size + ordinal
    assert picked == ([position] if 0 <= position < size else [])


def test_a_section_that_is_shown_picks_it() -> None:
    assert choose(seats("101", "Balcony"), reading("balcony please", section="Balcony")) == [1]


def test_a_section_that_is_not_shown_means_another_search() -> None:
    assert choose(seats("101", "102"), reading("what about 305", section="305"), eager=True) == []


def test_the_cheapest_is_the_cheapest() -> None:
    shown = Shown(
        card_id="crd_1",
        about="upgrades",
        seats=[
            SeatsFact(seat_ids=["a"], section="1", row="A", numbers=["1"], each=9, total=9, delta=50),
            SeatsFact(seat_ids=["b"], section="2", row="A", numbers=["1"], each=5, total=5, delta=20),
        ],
    )
    assert choose(shown, reading("cheapest", preference="cheapest")) == [1]


def test_a_weekday_narrows_events() -> None:
    shown = events(0, 1, 7)
    friday = When(date(2026, 3, 6), date(2027, 3, 6), weekdays=(4,), open_ended=True)
    assert choose(shown, reading("friday", when=friday)) == [0, 2]


def test_a_negated_event_leaves_the_others() -> None:
    shown = events(0, 1)
    no = Reading(
        "not show 0",
        (Wish(Intent.CHANGE, 0.9, 0, 10),),
        (),
        (Slot("event", ("evt_0",), "show 0", 4, 10, negated=True),),
        "none",
    )
    assert choose(shown, no) == [1]


@pytest.mark.parametrize("text", ["any of them", "you choose", "doesn't matter", "whichever"])
def test_leaving_it_to_the_agent_takes_the_first(text: str) -> None:
    assert choose(seats("101", "102"), reading(text), eager=True) == [0]
    assert choose(seats("101", "102"), reading(text)) == []


def test_a_yes_takes_the_only_event_but_never_one_of_several() -> None:
    assert choose(events(0), reading("yes", "yes"), eager=True) == [0]
    assert choose(events(0, 1), reading("yes", "yes"), eager=True) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the rear ones please", "Stalls Rear"),
        ("2 vip please", "VIP Deck"),
        ("deck", "VIP Deck"),
        ("the stalls", None),  # front or rear?
        ("not the deck", None),
        ("is the view from the deck over the water as good as they say", None),
    ],
)
def test_a_part_of_the_house_is_picked_by_a_word_that_only_it_has(said: str, meant: str | None) -> None:
    slot = whereabouts.by_one_word(said, ["Stalls Front", "VIP Deck", "Stalls Rear", "VIP Deck"])
    assert (slot.value if slot else None) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("4 on the grass for the otters", "Grass Bank"),
        ("2 for the otters in the mezz", "Mezzanine"),
        ("three for the otters, compton", "Compton Stand"),
        ("2 for the otters at the end of march", None),
        ("2 for the otters on the bank holiday", None),
        ("2 for the otters near the front", None),
    ],
)
def test_a_part_of_the_house_is_named_in_part(said: str, meant: str | None) -> None:
    slots = (Slot("quantity", 2, said[0], 0, 1),)
    catalogue = Catalogue("parts", (), ("Grass Bank", "Compton Stand", "Pavilion End", "Mezzanine", "Front Stalls"))
    view = SimpleNamespace(
        state=ConversationState(),
        reading=Reading(said, (Wish(Intent.BUY, 0.9, 0, len(said)),), (), slots, "none"),
        catalogue=catalogue,
    )
    found = whereabouts.with_bare_section(slots, cast(View, view))
    assert next((s.value for s in found if s.name == "section"), None) == meant


def test_a_number_before_a_part_of_the_house_counts() -> None:
    said = "2 loft for the otters"
    view = SimpleNamespace(
        state=ConversationState(),
        reading=Reading(said, (Wish(Intent.BUY, 0.9, 0, len(said)),), (), (Slot("event", ("evt_1",), "otters", 15, 21),), "none"),
        catalogue=Catalogue("parts", (), ("Reserved Loft",)),
    )  # fmt: skip
    found = {s.name: s.value for s in whereabouts.with_bare_section(view.reading.slots, cast(View, view))}
    assert (found["section"], found["quantity"]) == ("Reserved Loft", 2)
