"""Cost over HTTP: what was spent, what will be, and by which prices."""

import pytest
from fastapi.testclient import TestClient

from willcall import settings as house
from willcall.app import build
from willcall.entrypoints.api.application import create_app
from willcall.kit.clock import FixedClock

from .conftest import NOW, history

KEY = {"X-API-Key": "the-box-office-s-own-key"}
PRICES = """
date: 2026-11-01
source: the contract
prices:
  - {brain: openai, since: 2026-01-01, input: 2.0, output: 8.0}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    own = folder / "prices.yaml"
    own.write_text(PRICES)
    given = {
        "storage.data": folder,
        "access.api_key": KEY["X-API-Key"],
        "log.level": "error",
        "access.rate_limit_per_minute": 0,
        "insight.prices": own,
        "alerts.monthly_budget_usd": 20,
    }
    app = build(house.load(given, environ={}, directory=folder), clock=FixedClock(NOW))
    app.log.archive.add([{**one, "simulated": number % 3 == 0} for number, one in enumerate(history(120))])
    with TestClient(create_app(app)) as client:
        client.app_behind = app
        yield client
    app.close()


def asked(desk, sql):
    return desk.app_behind.log.reader.ask(sql).dicts()


def test_what_was_spent_is_what_the_log_says(desk):
    found = desk.get("/api/cost?from=2026-10-01&to=2026-11-10", headers=KEY).json()
    by_hand = asked(desk, "SELECT brain, sum(cost) AS cost FROM log WHERE kind = 'turn' GROUP BY 1")
    assert found["by_brain"] == {row["brain"]: pytest.approx(row["cost"]) for row in by_hand}
    assert found["cost"] == pytest.approx(sum(row["cost"] for row in by_hand))
    assert sum(found["by_channel"].values()) == pytest.approx(found["cost"])
    [orders] = asked(desk, "SELECT count(*) AS n FROM log WHERE kind = 'sale' AND name = 'confirmed'")
    assert found["cost_per_sale"] == pytest.approx(found["cost"] / orders["n"])


def test_the_budget_is_of_the_month_and_without_what_simulations_did(desk):
    found = desk.get("/api/cost?from=2020-01-01&to=2020-01-02", headers=KEY).json()
    [spent] = asked(
        desk,
        "SELECT sum(cost) AS usd FROM log WHERE kind = 'turn' AND NOT simulated AND at_ms >= epoch_ms(DATE '2026-11-01')",
    )
    assert found["budget"] == {"monthly_usd": 20, "spent_usd": pytest.approx(spent["usd"])}
    assert (found["cost"], found["by_brain"]) == (None, {}), "there is nothing to make a figure of"


def test_prices_come_with_their_date_their_source_and_where_to_edit_them(desk):
    found = desk.get("/api/cost", headers=KEY).json()
    assert (found["brains"]["date"], found["brains"]["source"]) == ("2026-11-01", "the contract")
    assert found["brains"]["file"].endswith("prices.yaml")
    assert found["brains"]["prices"] == [{"brain": "openai", "since": "2026-01-01", "input": 2.0, "output": 8.0}]
    assert found["machines"]["file"] is None
    assert found["machines"]["date"]
    assert found["machines"]["source"]


def test_an_estimate_is_a_sum_of_lines_with_their_reckoning(desk):
    wish = {"train_hours": 2, "trials": 3, "gpu": "T4", "replicas_least": 1, "replicas_most": 3, "storage_gb": 50,
            "conversations": 1000, "turns": 5, "input_tokens": 1000, "output_tokens": 100, "brain": "openai"}  # fmt: skip
    found = desk.get("/api/cost/estimate", params=wish, headers=KEY).json()
    lines = {line["what"]: line for line in found["lines"]}
    assert set(lines) == {"training", "serving, a month", "storage, a month", "conversations"}
    assert lines["conversations"]["usd"] == pytest.approx(1000 * 5 * (1000 * 2.0 + 100 * 8.0) / 1e6)
    assert found["total_usd"] == pytest.approx(sum(line["usd"] for line in found["lines"]))


@pytest.mark.parametrize(
    ("asks", "says"),
    [
        ("", "hours of training"),
        ("train_hours=2&machine=abacus", "'abacus'"),
        ("train_hours=-2", "train_hours"),
        ("train_hours=nan", "train_hours"),
        ("replicas_least=3&replicas_most=1", "replicas_most"),
        ("train_hour=2", "train_hour"),
        ("storage_gb=1&region=atlantis", "'atlantis'"),
    ],
)
def test_what_cannot_be_estimated_is_refused_in_words(desk, asks, says):
    answer = desk.get(f"/api/cost/estimate?{asks}", headers=KEY)
    assert answer.status_code == 422
    assert says in answer.text


def test_cost_is_for_operators(desk):
    for path in ("/api/cost", "/api/cost/estimate?storage_gb=1"):
        assert desk.get(path).status_code == 401
