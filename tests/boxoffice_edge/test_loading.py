"""Reading seasons: what strangers may write, and what they are told when it is wrong."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from tests.boxoffice_edge.written import minimal

from willcall.boxoffice.loading import read, read_season, season_schema
from willcall.boxoffice.sample import sample_season

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "load-your-season.md"


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


@pytest.mark.parametrize(
    ("section", "unreserved"),
    [
        ({"capacity": 120}, True),
        ({"rows": 4, "capacity": 10}, False),
        ({"rows": 3, "seats": 4}, False),
        ({"rows": 3, "seats": 4, "general_admission": True}, True),
        ({"capacity": 120, "unreserved": False}, False),
    ],
)
def test_places_that_nobody_chooses_are_unreserved(load, section, unreserved):
    season = load(minimal(venues=[{"name": "Hall", "sections": [{"name": "Main", **section}]}]))
    assert season.venues[0].sections[0].unreserved is unreserved


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
