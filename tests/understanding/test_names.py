"""Names of a handed-in catalogue: shows, performers, venues, cities, kinds, sections, with typos and parts."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.understanding.names import Names, NamesCache
from willcall.understanding.reading import Catalogue, Show
from willcall.understanding.spans import Found
from willcall.understanding.text import plain

from .season import NOW, SEASON, SHOWS

NAMES = Names(SEASON)


def found(text: str, name: str) -> list[Found]:
    return [one for one in NAMES.find(plain(text)) if one.name == name]


def events(text: str) -> list[str]:
    return [event.removeprefix("evt_") for one in found(text, "event") if not one.negated for event in one.value]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the otters game", "otters_plovers"), ("ottters tickets", "otters_plovers"), ("Otters v Granite", "otters_granite"), ("otters vs quarry town", "otters_granite"), ("the Otts", "otters_plovers"),
        ("icebreakers", "ice_bores"), ("ice breakers game", "ice_bores"), ("moth and candle", "moth"), ("slow burn tour", "moth"), ("ilse vraga", "ilse"), ("ILSE VARGA", "ilse"),
        ("the lampligters apprentice", "lamplighter"), ("foghorns", "foghorns"), ("drovers at kestrels", "gridiron"), ("tix 4 brass foghorn", "foghorns"),
    ],
)  # fmt: skip
def test_a_show_is_known_by_its_name_or_a_part_of_it(text: str, first: str) -> None:
    assert events(text)[:1] == [first]


def test_both_teams_named_mean_the_games_they_play_against_each_other() -> None:
    assert events("otters vs granite") == ["otters_granite"]
    assert set(events("otters")) == {"otters_plovers", "otters_granite"}


@pytest.mark.parametrize(
    "text",
    [
        "not the otters",
        "anything but the otters",
        "no, not the Millbrook Otters",
        "besides the otters",
        "something other than the otters",
    ],
)
def test_what_is_not_wanted_is_negated(text: str) -> None:
    assert [one.negated for one in found(text, "event")] == [True]


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("at the tannery", "The Tannery"),
        ("heron field house", "Heron Fieldhouse"),
        ("corn exchange", "Corn Exchange"),
        ("tarn lake rink", "Tarn Lake Rink"),
    ],
)
def test_a_venue_is_known(text: str, venue: str) -> None:
    assert [one.value for one in found(text, "venue")] == [venue]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hoops tonight", "basketball"),
        ("some live music", "concert"),
        ("a play", "theatre"),
        ("ice hockey", "hockey"),
        ("gigs", "concert"),
        ("football games", "football"),
    ],
)
def test_a_kind_is_known_by_the_words_people_use(text: str, kind: str) -> None:
    assert [one.value for one in found(text, "event_kind")] == [kind]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("lower bowl", "Lower Bowl"),
        ("section 101", "101"),
        ("in the BALCONY", "Balcony"),
        ("102 please", "102"),
        ("club level seats", "Club Level"),
    ],
)
def test_a_section_is_spelled_as_the_catalogue_does(text: str, section: str) -> None:
    assert [one.value for one in found(text, "section")] == [section]


@pytest.mark.parametrize(
    "text",
    [
        "yes please", "what time does it start", "two tickets for tonight", "can i bring my kids", "is there parking at the arena", "how much is it", "the cheapest one", "refund my order", "i was wrong",
        "let me talk to someone", "any night is fine", "that looks great", "under 100 bucks", "i want to see a show", "other seats", "i live near a lake", "slow down", "we need a lamp", "who is playing", "next to the stage",
    ],
)  # fmt: skip
def test_ordinary_words_name_nothing(text: str) -> None:
    assert [one for one in NAMES.find(plain(text)) if one.name in {"event", "performer", "venue", "city"}] == []


def test_a_show_named_by_ordinary_words_is_known_where_a_name_stands() -> None:
    names = Names(
        Catalogue(
            "ordinary", (Show("evt_1", "Home Again", ("Home Again",), (), "concert", "Hall", "Town", NOW, "UTC"),)
        )
    )
    assert [f.value for f in names.find(plain("tickets to Home Again please")) if f.name == "event"] == [("evt_1",)]
    assert [f for f in names.find(plain("i want to go home")) if f.name == "event"] == []


@given(
    st.sampled_from(SHOWS),
    st.integers(0, 200),
    st.sampled_from(["tickets for {}", "{} please", "i want to see {} on friday", "GET ME {}", "is {} sold out?"]),
)
def test_any_show_is_found_by_its_full_name_despite_a_lost_letter(show: Show, place: int, shape: str) -> None:
    at = place % len(show.name)
    said = show.name[:at] + show.name[at + 1 :] if show.name[at].isalpha() else show.name
    got = events(shape.format(said))
    assert got
    same = {s.event_id.removeprefix("evt_") for s in SHOWS if s.name == show.name}
    assert set(got) & same


@given(st.text(max_size=150))
def test_no_text_breaks_the_finding_of_names(text: str) -> None:
    for one in NAMES.find(plain(text)):
        assert 0 <= one.start < one.end <= len(text)


def _large(count: int) -> Catalogue:
    beasts = ("Badgers", "Comets", "Herons", "Falcons", "Nomads", "Orcas", "Pilots", "Ravens")
    towns = ("Ashford", "Calder", "Dunmore", "Harrow", "Kestrel", "Oakhurst", "Thornbury", "Yarrow")
    shows = []
    for index in range(count):
        home, away = (
            f"{towns[index % 8]} {beasts[(index // 8) % 8]}",
            f"{towns[(index + 3) % 8]} {beasts[(index + 5) % 8]}",
        )
        shows.append(
            Show(
                f"evt_{index}",
                f"{home} vs {away}",
                (home, away),
                (),
                "hockey",
                f"{towns[index % 8]} Arena",
                towns[index % 8],
                NOW + timedelta(days=index),
                "UTC",
            )
        )
    return Catalogue("large", tuple(shows))


def test_names_of_two_hundred_events_are_found_within_a_small_part_of_a_turn() -> None:
    names = Names(_large(200))
    messages = [
        plain(text)
        for text in (
            "2 tickets for the calder badgers game on friday",
            "ravens v orcas please",
            "what time do the doors open",
            "refund my order and get me two for thornbury",
        )
    ]
    for message in messages:
        names.find(message)
    took = []
    for _ in range(30):
        started = time.perf_counter()
        for message in messages:
            names.find(message)
        took.append((time.perf_counter() - started) / len(messages))
    assert min(took) < 0.0005


def test_an_index_is_built_once_per_version() -> None:
    cache = NamesCache(size=2)
    first = cache.of(SEASON)
    assert cache.of(SEASON) is first
    cache.of(_large(3))
    cache.of(Catalogue("third"))
    assert cache.of(SEASON) is not first


def _band(name: str, **more: str) -> Show:
    first = SHOWS[0]
    return Show(
        f"evt_{name}",
        name,
        (name,),
        (),
        "concert",
        more.get("venue", "Hall"),
        more.get("city", "Town"),
        first.starts_at,
        first.time_zone,
    )


@pytest.mark.parametrize(
    "text", ["two tickets for the play", "the two of us", "left or right, four seats", "the one on friday"]
)
def test_a_number_or_an_everyday_word_stands_for_no_band_called_after_it(text: str) -> None:
    names = Names(Catalogue("numbers", (_band("Two Lefts"), _band("Room 303"), _band("One Night"))))
    assert [one for one in names.find(plain(text)) if one.name == "event"] == []


@pytest.mark.parametrize(
    ("text", "name"), [("two lefts, two tickets", "Two Lefts"), ("ROOM 303 TWO TICKETS", "Room 303")]
)
def test_a_band_called_after_a_number_is_known_by_its_whole_name(text: str, name: str) -> None:
    names = Names(Catalogue("numbers", (_band("Two Lefts"), _band("Room 303"))))
    (only,) = [one for one in names.find(plain(text)) if one.name == "event"]
    assert only.value == (f"evt_{name}",)
    assert text[only.start : only.end].lower() == name.lower()


def test_on_a_side_of_versus_a_city_is_its_team() -> None:
    ours, theirs = "FC Tarn 08", "Millbrook 1899"
    game = Show(
        "evt_game",
        f"{ours} vs. {theirs}",
        (ours, theirs),
        (),
        "football",
        "Ground",
        "Millbrook",
        SHOWS[0].starts_at,
        "UTC",
    )
    names = Names(Catalogue("cities", (game, _band("Choir", city="Tarn"))))
    found = names.find(plain("tickets tarn vs millbrook"))
    assert [one.value for one in found if one.name == "event"] == [("evt_game",)]
    assert not [one for one in found if one.name == "city"]


def test_a_verb_is_no_kind_of_show() -> None:
    elm = Show("evt_p", "Elm", (), (), "theatre", "Hall", "Town", SHOWS[0].starts_at, "UTC")
    names = Names(Catalogue("kinds", (elm, _band("Comets"))))
    assert not [one for one in names.find(plain("when the comets play on the fifth")) if one.name == "event_kind"]
    assert not [one for one in names.find(plain("when else do they play")) if one.name == "event_kind"]
    assert [one for one in names.find(plain("a play please")) if one.name == "event_kind"]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("2 in the club level", None),
        ("2 seats, club", None),
        ("in club 2 please", "Club 2"),
        ("club seats please", "club seats"),
    ],
)
def test_a_section_is_said_in_the_order_of_its_words(text: str, section: str | None) -> None:
    names = Names(Catalogue("order", SHOWS, ("Club 2", "club seats")))
    assert next((one.value for one in names.find(plain(text)) if one.name == "section"), None) == section


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a box for four at the comets", True), ("table for 4", False), ("make it box instead", True), ("box is fine", True), ("i'd prefer box please", True),
        ("can you box them up for me nicely", False),
    ],
)  # fmt: skip
def test_an_everyday_word_is_a_part_of_the_house_where_it_is_used_so(text: str, said: bool) -> None:
    names = Names(Catalogue("everyday", SHOWS, ("Box",)))
    assert any(one.name == "section" for one in names.find(plain(text))) is said


def test_nothing_in_the_box_is_a_section_not_wanted() -> None:
    names = Names(Catalogue("everyday", SHOWS, ("Box",)))
    assert [one.negated for one in names.find(plain("2 for friday, nothing in the box")) if one.name == "section"] == [
        True
    ]


def test_a_weekday_is_no_show_though_a_show_has_it_in_its_name() -> None:
    fair = Show("evt_fair", "Lantern Fair Saturday", (), (), "festival", "Field", "Town", SHOWS[0].starts_at, "UTC")
    names = Names(Catalogue("fair", (fair, _band("Comets"))))
    assert [one.value for one in names.find(plain("2 for the comets on saturday")) if one.name == "event"] != [
        ("evt_fair",)
    ]
    assert [one.value for one in names.find(plain("2 for lantern fair saturday")) if one.name == "event"] == [
        ("evt_fair",)
    ]


def test_a_part_of_a_title_that_is_everyday_words_names_no_show() -> None:
    shows = tuple(replace(SHOWS[0], event_id=f"evt_{n}", name=name, performers=(), aliases=()) for n, name in enumerate(("Moira Tackaberry: Cheap Seats", "Northern Static")))  # fmt: skip
    names = Names(replace(SEASON, shows=shows))

    def named(said: str) -> list[str]:
        return [event for f in names.find(plain(said)) if f.name == "event" for event in f.value]

    assert named("10 cheap seats for northern static") == ["evt_1"]
    assert named("2 for friday, cheap as possible") == []
    assert named("two for tackaberry cheap seats") == ["evt_0"]


def _on_three_days(*aliases: tuple[str, ...]) -> Names:
    shows = (
        replace(SHOWS[0], event_id=f"evt_{n}", name="The Salt Pedlars", performers=(), aliases=alias, starts_at=NOW + timedelta(days=n + 3))
        for n, alias in enumerate(aliases)
    )  # fmt: skip
    return Names(Catalogue("pedlars", tuple(shows)))


def test_a_nickname_out_of_a_title_is_of_every_date_of_it() -> None:
    names = _on_three_days(("pedlars",), (), ("pedlars matinee",))
    for text, many in (("4 for the pedlars", 3), ("pedlars tickets please", 3), ("the pedlars matinee", 1)):
        (one,) = [f for f in names.find(plain(text)) if f.name == "event"]
        assert len(one.value) == many, text


def test_a_nickname_of_its_own_is_of_the_date_that_has_it() -> None:
    names = _on_three_days((), ("salt night",), ())
    (one,) = [f for f in names.find(plain("2 for salt night")) if f.name == "event"]
    assert one.value == ("evt_1",)


@pytest.mark.parametrize("text", ["shes got her own chair", "hes coming along", "thats two then"])
def test_two_words_run_together_are_no_name(text: str) -> None:
    shows = [replace(SHOWS[0], event_id=f"evt_{n}", name=n, performers=(n,), aliases=()) for n in ("The Sheds", "Hess", "Thatch")]  # fmt: skip
    assert [f.name for f in Names(Catalogue("run", tuple(shows))).find(plain(text)) if f.name == "event"] == []
