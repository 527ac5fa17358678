"""What strangers are told when their season is wrong."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.boxoffice_edge.written import minimal

from willcall.boxoffice.loading import BadSeason, read_season
from willcall.boxoffice.loading.fields import expand, letters

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
    assert expand("AA-CC") == ["AA", "BB", "CC"]
    assert expand("AA-AC") == ["AA", "AB", "AC"]
    assert expand("Hill-Top") == ["Hill-Top"]
    assert [expand(text) for text in ("9-1", "DD-AA", "AB-CD", "Y-AB")] == [None] * 4
