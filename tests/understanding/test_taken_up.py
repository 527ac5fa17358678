"""Names said as people say them: cities by nickname, shows that are everyday words right after the agent named them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.cities import other_names
from willcall.understanding.extraction import extract
from willcall.understanding.names import Names, NamesCache
from willcall.understanding.reading import Catalogue, Context, Show
from willcall.understanding.text import plain

from .season import NOW

CITIES = (
    "New York",
    "Los Angeles",
    "San Francisco",
    "Chicago",
    "Washington D.C.",
    "Long Beach",
    "Toronto",
    "Portland, OR",
)


def show(at: int, name: str, city: str = "Millbrook") -> Show:
    return Show(
        f"evt_{at}", name, tuple(name.split(" vs ")), (), "concert", f"Hall {at}", city, NOW + timedelta(days=at), "UTC"
    )


PLACES = Names(Catalogue("cities", tuple(show(at, f"Quibble {at}", city) for at, city in enumerate(CITIES))))
FILMS = Catalogue(
    "films",
    (
        show(1, "Little"), show(2, "After"), show(3, "Family"), show(4, "The Ballad of La Loba", "Los Angeles"), show(5, "Green Book"),
        show(6, "Giants vs Dodgers"), show(7, "Dodgers vs Giants"),
    ),
)  # fmt: skip


def cities(text: str) -> list[str]:
    return [found.value for found in PLACES.find(plain(text)) if found.name == "city"]


def events(text: str, agent: str = "") -> list[str]:
    context = Context(NOW, FILMS, (("agent", agent),) if agent else ())
    slots = extract(plain(text), context, NamesCache())
    return [slot.value[0] for slot in slots if slot.name == "event"]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("anything in NYC?", "New York"), ("somewhere in the big apple", "New York"), ("LAX please", "Los Angeles"), ("to los angeles", "Los Angeles"),
        ("San Fran", "San Francisco"), ("shows in SFO", "San Francisco"), ("leaving chi-town", "Chicago"), ("District of Columbia", "Washington D.C."),
        ("in Washington", "Washington D.C."), ("in DC", "Washington D.C."), ("leaving long beach on friday", "Long Beach"), ("Toronto", "Toronto"),
        ("toronto please", "Toronto"), ("Portland", "Portland, OR"), ("in portland, or", "Portland, OR"),
    ],
)  # fmt: skip
def test_a_city_is_known_by_what_people_call_it(text: str, city: str) -> None:
    assert cities(text) == [city]


@pytest.mark.parametrize(
    "text", ["2 tickets", "a long walk on the beach", "I live near the beach", "the new one", "angels"]
)
def test_other_words_are_no_city(text: str) -> None:
    assert cities(text) == []


@given(st.sampled_from(CITIES), st.sampled_from(["in {}", "something in {} please", "{}"]))
def test_every_other_name_of_a_city_means_it(city: str, sentence: str) -> None:
    for name in (city, *other_names(city)):
        assert cities(sentence.format(name)) == [city]


@pytest.mark.parametrize(
    ("text", "agent", "event"),
    [
        ("Little sounds great.", "There is Little, Missing Link or Pet Sematary.", "evt_1"),
        ("after is perfect", "How about After?", "evt_2"),
        ("Okay, After please", "How about After or Little?", "evt_2"),
        ("I would like to see Family.", "There is Family, too.", "evt_3"),
        ("family", "There is Family, too.", "evt_3"),
    ],
)
def test_an_everyday_name_is_taken_up_right_after_it_was_offered(text: str, agent: str, event: str) -> None:
    assert events(text, agent) == [event]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Little sounds great.", ""),
        ("a little later please", "How about Little?"),
        ("after 7pm is better", "How about After?"),
        ("something for the whole family please", "There is Family, too."),
        ("is there anything after that?", "How about After?"),
        ("I want to book tickets to an event", ""),
        ("can i book a ticket", "What can I do for you?"),
    ],
)
def test_everyday_words_are_no_names_by_themselves(text: str, agent: str) -> None:
    assert events(text, agent) == []


def test_an_article_left_out_is_no_other_name() -> None:
    slots = extract(plain("when is ballad of la loba"), Context(NOW, FILMS), NamesCache())
    assert [(slot.name, slot.value) for slot in slots if slot.name in {"event", "city"}] == [("event", ("evt_4",))]


@pytest.mark.parametrize(("text", "first"), [("giants vs dodgers", "evt_6"), ("Dodgers vs Giants", "evt_7")])
def test_who_is_named_first_plays_at_home(text: str, first: str) -> None:
    (slot,) = [s for s in extract(plain(text), Context(NOW, FILMS), NamesCache()) if s.name == "event"]
    assert slot.value[0] == first
    assert set(slot.value) == {"evt_6", "evt_7"}
