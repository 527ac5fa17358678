"""Reading seasons: what strangers may write, and what they are told when it is wrong."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from willcall.boxoffice.loading import BadSeason, read, read_season, season_schema
from willcall.boxoffice.loading.fields import expand, letters
from willcall.boxoffice.sample import sample_season

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "load-your-season.md"


def minimal(**changes):
    season = {
        "name": "S",
        "currency": "USD",
        "time_zone": "America/New_York",
        "venues": [{"name": "Hall", "sections": [{"name": "Main", "rows": 2, "seats": 10}]}],
        "events": [{"name": "Show", "venue": "Hall", "starts_at": "2027-01-16T19:30", "prices": 5000}],
    }
    season.update(changes)
    return season


@pytest.fixture
def load(tmp_path):
    def load(content, name="season.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1, default=str))
        return read_season([path])

    return load


@pytest.fixture
def faults(load):
    def faults(content, name="season.json"):
        with pytest.raises(BadSeason) as caught:
            load(content, name)
        return caught.value.faults

    return faults


def canonical(season):
    """Without the order of prices, which means nothing."""
    plain = season.model_dump()
    for event in plain["events"]:
        event["prices"].sort(key=lambda price: price["tier"])
    return plain


def examples():
    text = GUIDE.read_text()
    return dict(re.findall(r"<!-- example: (\S+) -->\n```\w+\n(.*?)```", text, re.DOTALL))


# -- the guide ------------------------------------------------------------------------------------------------------


def test_the_guides_json_example_loads(tmp_path):
    (tmp_path / "season.json").write_text(examples()["season.json"])
    season = read_season([tmp_path / "season.json"])
    kai = season.venues[0]
    assert {s.name: sum(len(r.seats) for r in s.rows) for s in kai.sections} == {
        "Parkett": 40, "Rang": 96, "Loge 1": 6, "Stehplatz": 200,
    }  # fmt: skip
    derby, gala = season.events
    assert derby.starts_at == datetime(2027, 1, 16, 18, 30, tzinfo=UTC)
    assert {p.tier: (p.price, p.fees) for p in derby.prices} == {
        "Premium": (6500, 650), "Standard": (3850, 385), "Box": (9000, 900), "Stehplatz": (1500, 150),
    }  # fmt: skip
    assert gala.ends_at == datetime(2027, 2, 5, 22, 0, tzinfo=UTC)
    assert {p.tier: (p.price, p.refundable) for p in gala.prices} == {
        "Premium": (9500, False), "Standard": (5200, True), "Stehplatz": (2500, True),
    }  # fmt: skip
    assert season.policies[1].applies_to == {"event_ids": ["evt_gala"]}
    assert season.policies[2].parameters == {"refund_above": 30000}


def test_the_guides_csv_example_loads(tmp_path):
    for name, text in examples().items():
        if name.endswith(".csv"):
            (tmp_path / name).write_text(text)
    season = read_season([tmp_path])
    assert (season.name, season.currency, season.time_zone) == ("Harbour season", "EUR", "Europe/Berlin")
    assert season.venues[0].sections[0].rows[1].accessible == ["1", "20"]
    derby, gala = season.events
    assert gala.starts_at == datetime(2027, 2, 5, 19, 0, tzinfo=UTC)
    assert {p.tier: p.price for p in derby.prices} == {"Premium": 6500, "Standard": 3850, "Stehplatz": 1500}
    assert derby.performers == ["Hafenlichter", "Seebären"]
    assert derby.max_tickets == 6
    assert season.policies[0].parameters == {"until_hours_before": 72, "keep_fees": True}
    assert season.policies[1].applies_to == {"event_ids": ["evt_gala"]}


# -- what may be written ----------------------------------------------------------------------------------------------


def test_the_smallest_season_loads(load):
    season = load(minimal())
    assert [r.name for r in season.venues[0].sections[0].rows] == ["A", "B"]
    assert season.events[0].event_id == "evt_show_20270116"
    assert (season.events[0].ends_at - season.events[0].starts_at).total_seconds() == 150 * 60


def test_what_was_loaded_loads_again_in_its_strict_form(load):
    for season in (load(minimal()), sample_season(datetime(2026, 11, 21, 12, tzinfo=UTC))):
        plain = season.model_dump(mode="json")
        jsonschema.validate(plain, season_schema())
        assert canonical(load(plain)) == canonical(season)


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        (8500, 8500),
        ("8500", 8500),
        ("85.00", 8500),
        ("85.5", 8550),
        ("$85", 8500),
        ("$1,200.00", 120000),
        ("85 USD", 8500),
        ("85,50", 8550),
        ({"amount": 8500, "currency": "USD"}, 8500),
        (0, 0),
    ],
)
def test_money_is_understood_in_its_usual_forms(load, written, minor):
    season = load(
        minimal(
            events=[{"name": "Show", "venue": "Hall", "starts_at": "2027-01-16T19:30", "prices": {"Main": written}}]
        )
    )
    assert season.events[0].prices[0].price == minor


def test_a_json_number_with_a_decimal_point_is_major_units_and_never_a_float(load):
    text = json.dumps(minimal()).replace('"prices": 5000', '"prices": 85.10')
    assert load(text).events[0].prices[0].price == 8510


@pytest.mark.parametrize(
    ("section", "seats"),
    [
        ({"rows": 3, "seats": 4}, {"A": 4, "B": 4, "C": 4}),
        ({"rows": "A-C", "seats": "1-4"}, {"A": 4, "B": 4, "C": 4}),
        ({"rows": ["X", "Y"], "seats_per_row": 5}, {"X": 5, "Y": 5}),
        ({"rows": {"A": 3, "B": [1, 3, 5, 7]}}, {"A": 3, "B": 4}),
        ({"rows": [{"row": "A", "seats": ["1", "2"]}, {"name": "B", "seats": 3}]}, {"A": 2, "B": 3}),
        ({"rows": [{"name": "A"}, {"name": "B", "seats": 3}], "seats": 6}, {"A": 6, "B": 3}),
        ({"capacity": 120}, {"1": 50, "2": 50, "3": 20}),
        ({"rows": 4, "capacity": 10}, {"A": 3, "B": 3, "C": 2, "D": 2}),
        ({"seats": 7}, {"1": 7}),
        ({"seats": [{"row": "A", "seat": 1}, {"row": "A", "seat": 2}, {"row": "B", "seat": 1}]}, {"A": 2, "B": 1}),
    ],
)
def test_seats_come_as_counts_ranges_lists_and_single_seats(load, section, seats):
    season = load(minimal(venues=[{"name": "Hall", "sections": [{"name": "Main", **section}]}]))
    assert {r.name: len(r.seats) for r in season.venues[0].sections[0].rows} == seats


def test_sections_may_be_an_object_by_name(load):
    season = load(minimal(venues={"Hall": {"sections": {"Main": {"rows": 2, "seats": 5}, "Standing": 80}}}))
    assert {s.name: sum(len(r.seats) for r in s.rows) for s in season.venues[0].sections} == {
        "Main": 10,
        "Standing": 80,
    }


def test_special_seats_are_marked(load):
    rows = [
        {
            "name": "A",
            "seats": [
                {"number": 1, "accessible": True},
                {"number": 2, "companion": True},
                {"number": 3, "aisle": True},
                {"number": 4, "aisle": True},
                5,
            ],
        }
    ]
    season = load(
        minimal(venues=[{"name": "Hall", "sections": [{"name": "Main", "rows": rows, "obstructed_view": ["A-5"]}]}])
    )
    row = season.venues[0].sections[0].rows[0]
    assert (row.accessible, row.companion, row.aisle_after, row.obstructed_view) == (["1"], ["2"], ["3"], ["5"])


@pytest.mark.parametrize(
    ("times", "starts", "ends"),
    [
        ({"starts_at": "2027-01-16T19:30:00-05:00"}, (17, 0, 30), 150),
        ({"start": "2027-01-16 19:30"}, (17, 0, 30), 150),
        ({"date": "2027-01-16", "time": "7:30 PM"}, (17, 0, 30), 150),
        ({"starts_at": "2027-01-17T00:30:00Z", "duration_minutes": 60}, (17, 0, 30), 60),
        ({"starts_at": "2027-01-16T19:30", "ends_at": "01:00"}, (17, 0, 30), 330),
        ({"starts_at": "2027-01-16T19:30", "ends_at": "2027-01-16T22:00"}, (17, 0, 30), 150),
    ],
)
def test_times_are_local_to_the_venue_unless_they_say_otherwise(load, times, starts, ends):
    event = load(minimal(events=[{"name": "Show", "venue": "Hall", "prices": 5000, **times}])).events[0]
    assert (event.starts_at.day, event.starts_at.hour, event.starts_at.minute) == starts
    assert (event.ends_at - event.starts_at).total_seconds() == ends * 60


def test_prices_by_section_split_a_tier_only_where_they_differ(load):
    venue = {"name": "Hall", "sections": [
        {"name": "101", "tier": "Lower", "rows": 1, "seats": 5}, {"name": "102", "tier": "Lower", "rows": 1, "seats": 5},
        {"name": "201", "tier": "Upper", "rows": 1, "seats": 5}, {"name": "202", "tier": "Upper", "rows": 1, "seats": 5},
    ]}  # fmt: skip
    show = {"name": "Show", "venue": "Hall", "starts_at": "2027-01-16T19:30"}
    season = load(minimal(venues=[venue], events=[
        {**show, "prices": {"101": 9000, "102": 8000, "201": 3000, "202": 3000}},
        {**show, "starts_at": "2027-01-18T19:30", "prices": {"Lower": 7000, "Upper": 2000}},
    ]))  # fmt: skip
    assert [s.tier for s in season.venues[0].sections] == ["101", "102", "Upper", "Upper"]
    assert "Lower" in season.venues[0].sections[0].aliases
    assert {p.tier: p.price for p in season.events[0].prices} == {"101": 9000, "102": 8000, "Upper": 3000}
    assert {p.tier: p.price for p in season.events[1].prices} == {"101": 7000, "102": 7000, "Upper": 2000}


def test_prices_may_stand_at_sections_and_at_the_season(load):
    venues = [
        {
            "name": "Hall",
            "sections": [
                {"name": "Main", "rows": 1, "seats": 5, "price": "40.00"},
                {"name": "Side", "rows": 1, "seats": 5},
            ],
        }
    ]
    show = {"name": "Show", "venue": "Hall", "starts_at": "2027-01-16T19:30"}
    season = load(minimal(venues=venues, events=[show], prices=[{"tier": "Side", "price": 2500}]))
    assert {p.tier: p.price for p in season.events[0].prices} == {"Main": 4000, "Side": 2500}


def test_dearer_sections_rank_better_where_nothing_is_said(load):
    venues = [{"name": "Hall", "sections": {"Far": {"rows": 1, "seats": 5}, "Near": {"rows": 1, "seats": 5}}}]
    season = load(
        minimal(
            venues=venues,
            events=[
                {
                    "name": "Show",
                    "venue": "Hall",
                    "starts_at": "2027-01-16T19:30",
                    "prices": {"Far": 1000, "Near": 9000},
                }
            ],
        )
    )
    assert {s.name: s.level for s in season.venues[0].sections} == {"Far": 2, "Near": 1}


def test_single_seats_come_from_a_csv_file(tmp_path):
    (tmp_path / "season.csv").write_text("key,value\nname,S\ncurrency,usd\ntime_zone,Europe/Paris\n")
    (tmp_path / "venues.csv").write_text("name;city\nHall;Lyon\n")
    (tmp_path / "seats.csv").write_text(
        "section,row,seat,tier,accessible\nMain,A,2,Gold,\nMain,A,1,Gold,x\nMain,B,1,Gold,no\n"
    )
    (tmp_path / "events.csv").write_text("title,venue,start,price:Gold,fees\nShow,Hall,2027-05-01 20:00,45.00,10%\n")
    season = read_season([tmp_path])
    section = season.venues[0].sections[0]
    assert [(r.name, r.seats, r.accessible) for r in section.rows] == [("A", ["1", "2"], ["1"]), ("B", ["1"], [])]
    assert (season.events[0].prices[0].tier, season.events[0].prices[0].price, season.events[0].prices[0].fees) == (
        "Gold",
        4500,
        450,
    )
    assert season.currency == "USD"


def test_customers_and_orders_are_found_by_name(load):
    season = load(
        minimal(
            customers=[{"name": "Ada L"}],
            orders=[{"customer": "Ada L", "event": "Show", "section": "Main", "tickets": 2}],
        )
    )
    assert (season.orders[0].customer_id, season.orders[0].event_id, season.orders[0].quantity) == (
        "cus_ada-l",
        "evt_show_20270116",
        2,
    )


def test_policies_may_be_written_by_kind(load):
    season = load(minimal(policies={"refund": {"until_hours_before": 24}, "approval": {"above": "$250"}}))
    assert [(p.kind, p.parameters) for p in season.policies] == [
        ("refund", {"until_hours_before": 24}),
        ("approval", {"refund_above": 25000}),
    ]


def test_games_are_named_after_their_teams(load):
    season = load(
        minimal(
            events=[
                {
                    "home_team": "Owls",
                    "away_team": "Bees",
                    "venue": "Hall",
                    "starts_at": "2027-01-16T19:30",
                    "price": 5000,
                }
            ]
        )
    )
    assert (season.events[0].name, season.events[0].performers) == ("Owls vs. Bees", ["Owls", "Bees"])


def test_an_odd_field_is_remarked_upon_and_ignored(tmp_path):
    path = tmp_path / "season.json"
    path.write_text(json.dumps(minimal(sponsor="Acme")))
    assert [(r.field, "ignored" in r.problem) for r in read([path]).remarks] == [("sponsor", True)]


# -- what is refused --------------------------------------------------------------------------------------------------

EVENT = {"name": "Show", "venue": "Hall", "starts_at": "2027-01-16T19:30", "prices": 5000}
HALL = {"name": "Hall", "sections": [{"name": "Main", "rows": 2, "seats": 10}]}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"events": [{**EVENT, "venue": "Hell"}]}, "events[0].venue", "did you mean 'Hall'"),
        ({"events": [{**EVENT, "prices": {"Balcony": 1}}]}, "events[0].prices.Balcony", "it has Main"),
        ({"events": [{**EVENT, "prices": -5}]}, "events[0].prices", "less than nothing"),
        ({"events": [{**EVENT, "prices": "cheap"}]}, "events[0].prices", "minor units"),
        ({"events": [{**EVENT, "prices": "1,200"}]}, "events[0].prices", "two ways"),
        ({"events": [{**EVENT, "prices": "€50"}]}, "events[0].prices", "not in USD"),
        (
            {"events": [{**EVENT, "prices": [{"tier": "Main", "price": 1, "currency": "EUR"}]}]},
            "events[0].prices[0].currency",
            "USD",
        ),
        ({"events": [{**EVENT, "prices": [{"tier": "Main"}]}]}, "events[0].prices[0].price", "missing"),
        ({"events": [{**EVENT, "ends_at": "2027-01-16T18:00"}]}, "events[0].ends_at", "not after"),
        ({"events": [{**EVENT, "starts_at": "next Friday"}]}, "events[0].starts_at", "not a time"),
        ({"events": [{**EVENT, "starts_at": "2027-02-30T19:00"}]}, "events[0].starts_at", "not a time"),
        ({"events": [{"venue": "Hall", "starts_at": "2027-01-16T19:30", "prices": 1}]}, "events[0].name", "missing"),
        ({"events": [{**EVENT, "max_tickets": 0}]}, "events[0].max_tickets", "from 1"),
        ({"events": [{**EVENT, "status": "sideways"}]}, "events[0].status", "scheduled"),
        ({"events": [{**EVENT, "event_id": "a"}, {**EVENT, "event_id": "a"}]}, "events[1]", "already used"),
        ({"events": [{k: v for k, v in EVENT.items() if k != "prices"}]}, "events[0]", "no prices"),
        ({"currency": "DOLLARS"}, "currency", "ISO 4217"),
        ({"currency": None}, "currency", "missing"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "Europe/Berlin"),
        ({"venues": []}, "venues", "at least one"),
        ({"venues": [{"name": "Hall", "sections": []}]}, "venues[0]", "no sections"),
        ({"venues": [{"name": "Hall", "sections": [{"name": "Main"}]}]}, "venues[0].sections[0]", "no seats"),
        (
            {"venues": [{"name": "Hall", "sections": [{"name": "Main", "rows": 2, "seats": 0}]}]},
            "venues[0].sections[0].seats",
            "from 1",
        ),
        (
            {"venues": [{"name": "Hall", "sections": [{"name": "Main", "rows": "F-C", "seats": 1}]}]},
            "venues[0].sections[0].rows",
            "no rows",
        ),
        (
            {"venues": [{"name": "Hall", "sections": [{"name": "Main", "rows": 1, "seats": [1, 2, 1]}]}]},
            "venues[0].sections[0].seats",
            "twice",
        ),
        (
            {"venues": [{"name": "Hall", "sections": [{"name": "Main", "rows": ["A", "A"], "seats": 2}]}]},
            "venues[0].sections[0].rows[1]",
            "twice",
        ),
        (
            {
                "venues": [
                    {
                        "name": "Hall",
                        "sections": [{"name": "M", "rows": 1, "seats": 2}, {"name": "M", "rows": 1, "seats": 2}],
                    }
                ]
            },
            "venues[0].sections[1]",
            "twice",
        ),
        ({"venues": [HALL, HALL]}, "venues[1]", "twice"),
        ({"policies": [{"kind": "magic"}]}, "policies[0].kind", "purchase_limit"),
        (
            {"policies": [{"kind": "refund", "parameters": {"until_moons": 3}}]},
            "policies[0].parameters.until_moons",
            "no parameter",
        ),
        (
            {"policies": [{"kind": "refund", "parameters": {"until_hours_before": "soon"}}]},
            "policies[0].parameters.until_hours_before",
            "expected",
        ),
        (
            {"policies": [{"kind": "refund", "applies_to": {"events": ["Nothing"]}}]},
            "policies[0].applies_to.events",
            "no event",
        ),
        ({"orders": [{"customer": "Nobody", "event": "Show"}]}, "orders[0].customer", "no customer"),
    ],
)
def test_nonsense_is_refused_by_name_and_field(faults, changes, field, words):
    found = faults(minimal(**changes))
    assert any(f.field == field and words in f.problem for f in found), [str(f) for f in found]
    assert all(f.line >= 1 for f in found)


def test_a_slip_of_the_pen_is_told_from_an_odd_field(faults):
    found = faults(minimal(venues=[{"name": "Hall", "sektions": [{"name": "Main", "rows": 2, "seats": 10}]}]))
    assert any("did you mean 'sections'" in f.problem for f in found)


def test_all_faults_are_told_at_once_with_their_lines(faults):
    season = minimal(
        currency="XXL",
        events=[
            {**EVENT, "venue": "Nowhere"},
            {**EVENT, "prices": {"Main": -1}},
            {**EVENT, "ends_at": "2020-01-01T00:00"},
        ],
    )
    text = json.dumps(season, indent=1)
    found = faults(text)
    assert {f.field for f in found} >= {"currency", "events[0].venue", "events[1].prices.Main", "events[2].ends_at"}
    lines = text.splitlines()
    for fault in found:
        assert fault.field.rpartition(".")[2].strip('"') in lines[fault.line - 1]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"name": "S",\n "venues": [}\n', 2, "value was expected"),
        ('{"name": "S"\n "currency": "USD"}', 2, "comma"),
        ('{\n\n"name": nul}', 3, "value was expected"),
        ('{"a": "unclosed', 1, "Unterminated"),
        ('{"a": 1} x', 1, "after its end"),
        ("[" * 100, 1, "nested"),
        ("[1, 2]", 1, "list"),
        ("", 1, "empty"),
        ('{"name": "a", "name": "b"}', 1, "twice"),
    ],
)
def test_broken_json_says_where(faults, text, line, words):
    found = faults(text)
    assert any(f.line == line and words in f.problem for f in found), [str(f) for f in found]


def test_broken_csv_says_where(tmp_path):
    (tmp_path / "season.csv").write_text("name,currency,time_zone\nS,USD,Europe/Paris\n")
    (tmp_path / "venues.csv").write_text("name,city\nHall,Lyon\n")
    (tmp_path / "sections.csv").write_text(
        "venue,section,rows,seats\nHall,Main,2,10\n\nHal,Side,2,10\nHall,Rear,2,ten seats\n"
    )
    (tmp_path / "events.csv").write_text(
        'name,venue,starts_at,prices\n"A\nB",Hall,2027-05-01 20:00,5000\nC,Hall,yesterday,5000\nD,Hall,2027-05-02 20:00,5000,extra\n'
    )
    with pytest.raises(BadSeason) as caught:
        read_season([tmp_path])
    found = {(f.file, f.line, f.field) for f in caught.value.faults}
    assert ("sections.csv", 4, "venue") in found
    assert ("sections.csv", 5, "seats") in found
    assert ("events.csv", 4, "starts_at") in found
    assert ("events.csv", 5, "") in found


def test_a_missing_file_and_wrong_bytes_are_faults_too(tmp_path):
    (tmp_path / "season.json").write_bytes(b'{"name": "\xff"}')
    with pytest.raises(BadSeason, match="UTF-8"):
        read_season([tmp_path / "season.json"])
    with pytest.raises(BadSeason, match="cannot be read"):
        read_season([tmp_path / "nothing.json"])


def test_faults_are_capped_and_counted(faults):
    with pytest.raises(BadSeason) as caught:
        raise BadSeason(faults(minimal(events=[{**EVENT, "venue": f"No {n}"} for n in range(150)])), more=1)
    assert len(caught.value.faults) == 100


# -- for any input ----------------------------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10**6) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["venues", "events", "sections", "rows", "seats", "name", "prices", "starts_at", "policies", "kind", "tier", "venue", "capacity", "box", "currency", "orders", "parameters", "applies_to", "ends_at", "date", "accessible"]
    ), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(JSON, st.sampled_from(["venues", "events", "policies", "prices", "orders", "seats", "rows", "sections", None]))
def test_anything_at_all_is_a_season_or_a_list_of_faults(tmp_path_factory, value, into):
    path = tmp_path_factory.mktemp("any") / "season.json"
    path.write_text(json.dumps(value if into is None else minimal(**{into: value})))
    try:
        read_season([path])
    except BadSeason as bad:
        assert bad.faults  # noqa: PT017 - either outcome is fine, but not an empty one


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_a_csv_file_or_a_list_of_faults(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "events.csv"
    path.write_text(text, encoding="utf-8", errors="surrogatepass" if False else "replace")
    with pytest.raises(BadSeason):
        read_season([path])


@given(st.integers(1, 60))
def test_row_letters_never_repeat(count):
    assert len(set(letters(count))) == count


def test_ranges_expand():
    assert expand("1-3, 7") == ["1", "2", "3", "7"]
    assert expand("A-C") == ["A", "B", "C"]
    assert expand("T1-T3") == ["T1", "T2", "T3"]
    assert expand("9-1") is None
