"""Figures over HTTP: for operators alone, in JSON and in CSV that no spreadsheet runs."""

import csv
import io

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from willcall import settings as house
from willcall.app import build
from willcall.entrypoints.api.application import create_app
from willcall.entrypoints.api.console.exports import as_csv
from willcall.kit.clock import FixedClock

from .conftest import NOW, history

KEY = {"X-API-Key": "the-box-office-s-own-key"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    given = {
        "storage.data": folder,
        "access.api_key": KEY["X-API-Key"],
        "log.level": "error",
        "access.rate_limit_per_minute": 0,
    }
    app = build(house.load(given, environ={}, directory=folder), clock=FixedClock(NOW))
    app.log.archive.add(list(history(120)))
    with TestClient(create_app(app)) as client:
        client.app_behind = app
        yield client
    app.close()


STRETCH = {"from": "2026-10-05", "to": "2026-11-03"}


def test_figures_are_for_operators(desk):
    for path in ("/api/dashboard", "/api/figures", "/api/lists/tools", "/api/drill-down/turns", "/api/export/csv"):
        assert desk.get(path).status_code == 401
        assert desk.get(path, headers={"X-API-Key": "no"}).status_code == 401
        assert desk.get(path, headers=KEY).status_code == 200, path


def test_the_dashboard_has_key_figures_with_their_change_and_how_they_went(desk):
    shown = desk.get("/api/dashboard", params=STRETCH, headers=KEY).json()
    assert shown["stretch"] == {"first": "2026-10-05", "last": "2026-11-03", "zone": "UTC", "days": 30}
    assert (shown["empty"], shown["simulated"]) == (False, True)
    figures = {f["name"]: f for f in shown["figures"]}
    assert figures["turns"]["value"] == sum(shown["series"]["figures"]["turns"])
    assert figures["turns"]["change"] == pytest.approx(figures["turns"]["value"] / figures["turns"]["before"] - 1)
    assert {m["currency"] for m in figures["revenue"]["value"]} == {"EUR", "USD"}
    assert len(shown["series"]["periods"]) == 30


def test_money_comes_with_its_words_however_it_is_cut(desk):
    for cut in ("week", "event"):
        slices = desk.get("/api/figures", params=STRETCH | {"by": cut, "metric": "revenue"}, headers=KEY).json()[
            "slices"
        ]
        amounts = [money for one in slices for money in one["revenue"]]
        assert amounts
        assert all(money["text"] and money["currency"] for money in amounts)


def test_shows_are_called_by_their_names(desk):
    desk.app_behind.show_names = lambda: {"evt_a": "An evening of songs"}
    slices = desk.get("/api/figures", params=STRETCH | {"by": "event", "metric": "orders"}, headers=KEY).json()[
        "slices"
    ]
    assert {one["name"]: one["title"] for one in slices} == {
        "evt_a": "An evening of songs",
        "evt_b": None,
        "none": None,
    }


def test_a_stretch_in_which_nothing_happened_says_so(desk):
    shown = desk.get("/api/dashboard", params={"from": "2020-01-01", "to": "2020-01-07"}, headers=KEY).json()
    assert shown["empty"] is True
    assert {f["value"] for f in shown["figures"] if f["unit"] != "minor"} == {0, None}


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/api/dashboard?from=soon&to=2026-11-01", "'soon' is no day"),
        ("/api/dashboard?from=2026-11-02&to=2026-11-01", "before it begins"),
        ("/api/dashboard?from=2016-11-02&to=2026-11-01", "at most 1,100"),
        ("/api/dashboard?metric=luck", "'luck'"),
        ("/api/dashboard?by=fortnight", "'fortnight'"),
        ("/api/dashboard?from=2026-01-01&to=2026-11-01&by=hour", "too many hours"),
        ("/api/dashboard?zone=Mars/Olympus", "Mars/Olympus"),
        ("/api/drill-down/luck", "'luck'"),
        ("/api/lists/luck", "'luck'"),
        ("/api/export/csv?list=luck", "'luck'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(desk, path, says):
    answer = desk.get(path, headers=KEY)
    assert answer.status_code in {400, 422}
    assert says in answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["/api/drill-down/turns?page=-1", "/api/lists/tools?limit=0", "/api/lists/tools?limit=x"]
)
def test_numbers_out_of_reach_are_refused(desk, path):
    assert desk.get(path, headers=KEY).status_code == 422


def test_a_drill_down_pages_through_the_conversations_behind_a_figure(desk):
    first = desk.get("/api/drill-down/turns", params=STRETCH, headers=KEY).json()
    second = desk.get("/api/drill-down/turns", params=STRETCH | {"page": 1}, headers=KEY).json()
    ids = [c["conversation_id"] for c in (*first["conversations"], *second["conversations"])]
    assert len(ids) == len(set(ids)) == min(first["total"], 100)


def test_csv_holds_what_the_json_holds(desk):
    asked = STRETCH | {"metric": ["turns", "success_rate", "revenue"], "by": "week"}
    rows = list(csv.DictReader(io.StringIO(desk.get("/api/export/csv", params=asked, headers=KEY).text)))
    slices = desk.get("/api/figures", params=asked, headers=KEY).json()["slices"]
    assert [row["week"] for row in rows] == [s["name"] for s in slices]
    assert [int(row["turns"]) for row in rows] == [s["turns"] for s in slices]
    for row, one in zip(rows, slices, strict=True):
        for money in one["revenue"]:
            assert float(row[f"revenue_{money['currency']}"]) * 100 == pytest.approx(money["amount"])


@given(st.text(max_size=20), st.sampled_from(["=", "+", "-", "@", "\t=", " =", "\r@", "|", "%"]))
def test_no_cell_of_a_csv_is_a_formula(text, start):
    [[_, cell]] = [row for row in csv.reader(io.StringIO(as_csv([{"n": 1, "label": start + text}]))) if row][1:] or [
        [0, "'"]
    ]
    assert cell.startswith("'") or cell.lstrip("-").replace(".", "", 1).isdigit()


def test_json_holds_what_the_csv_holds(desk):
    asked = STRETCH | {"by": "week", "metric": ["turns", "cost"]}
    answer = desk.get("/api/export/json", params=asked, headers=KEY)
    assert 'filename="willcall-figures-2026-10-05-2026-11-03.json"' in answer.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(desk.get("/api/export/csv", params=asked, headers=KEY).text)))
    assert [{k: str(v) for k, v in row.items()} for row in answer.json()["rows"]] == table


@pytest.mark.parametrize(
    "asked", [{"behind": "unanswered", "channel": "chat"}, {"behind": "tools", "label": "hold_tickets", "sort": "hits"}]
)
def test_the_conversations_behind_something_are_a_file_too(desk, asked):
    name = asked["behind"]
    params = STRETCH | {k: v for k, v in asked.items() if k != "behind"}
    shown, page = [], 0
    while found := desk.get(f"/api/drill-down/{name}", params=params | {"page": page}, headers=KEY).json()[
        "conversations"
    ]:
        shown += [one["conversation_id"] for one in found]
        page += 1
    table = list(csv.DictReader(io.StringIO(desk.get("/api/export/csv", params=STRETCH | asked, headers=KEY).text)))
    assert [row["conversation_id"] for row in table] == shown
    assert len(shown) > 1


def test_lists_name_what_there_is(desk):
    shown = desk.get("/api/lists/unanswered", params=STRETCH, headers=KEY).json()
    assert shown["title"] == "Unanswered questions"
    assert {"label", "turns", "last_at"} == set(shown["lines"][0])
