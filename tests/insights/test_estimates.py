"""What things will cost, with the reckoning; and what they have cost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.entrypoints.cli.running import run
from willcall.insights import estimates
from willcall.insights.estimates import BadMachines, Machines, NoSuchPrice
from willcall.insights.prices import Prices
from willcall.kit.errors import Invalid

TABLE = Machines.read()
AT = 1_790_000_000_000


def test_the_table_has_its_date_its_source_and_what_jobs_run_on():
    assert TABLE.date == "2026-11-28"
    assert "no invoice" in TABLE.source
    for machine in ("n1-standard-8",):
        assert estimates.training(TABLE, hours=1, machine=machine).usd > 0


def test_a_training_is_reckoned_line_by_line():
    line = estimates.training(
        TABLE, hours=2, machine="n1-standard-8", accelerator="T4", trials=20, region="europe-west4"
    )
    assert line.usd == pytest.approx(20 * 2 * (0.38 + 0.35) * 1.1 * 1.15)
    for part in ("20 × 2 h", "n1-standard-8 $0.38", "1 × T4 $0.35", "europe-west4"):
        assert part in line.reckoning


def test_an_endpoint_that_scales_costs_what_is_always_on_and_its_share_of_the_rest():
    off = estimates.serving(TABLE, machine="n1-standard-4", least=0, most=0)
    assert off.usd == 0
    line = estimates.serving(TABLE, machine="n1-standard-4", least=1, most=3, busy=0.5)
    assert line.usd == pytest.approx(2 * 730 * 0.19 * 1.15)


@given(st.floats(0, 1e4), st.integers(1, 50), st.sampled_from(sorted(TABLE.regions)))
def test_twice_as_much_costs_twice_as_much(hours, trials, region):
    one = estimates.training(TABLE, hours=hours, machine="n1-standard-8", trials=trials, region=region)
    two = estimates.training(TABLE, hours=hours, machine="n1-standard-8", trials=2 * trials, region=region)
    assert two.usd == pytest.approx(2 * one.usd)
    assert one.usd >= 0


def test_conversations_cost_what_their_brain_s_tokens_do(tmp_path):
    path = tmp_path / "prices.yaml"
    path.write_text(
        "date: 2026-11-21\nsource: x\nprices:\n  - {brain: openai, since: 2026-01-01, input: 2.0, output: 8.0}\n"
    )
    line = estimates.conversations(
        Prices.read(path), number=1000, turns=6, input_tokens=2000, output_tokens=250, brain="openai", at_ms=AT
    )
    assert line.usd == pytest.approx(1000 * 6 * (2000 * 2 + 250 * 8) / 1e6)


@pytest.mark.parametrize(
    "wrong",
    [{"machine": "abacus"}, {"accelerator": "X9"}, {"region": "atlantis"}, {"hours": -1}, {"hours": float("nan")}],
)
def test_what_has_no_price_or_makes_no_sense_is_refused(wrong):
    with pytest.raises((NoSuchPrice, Invalid)):
        estimates.training(TABLE, **{"hours": 1, "machine": "n1-standard-8", **wrong})
    with pytest.raises(Invalid):
        estimates.serving(TABLE, machine="n1-standard-4", least=3, most=1)


@pytest.mark.parametrize("text", ["", "[", "machines: {a: 1}", "date: x\nsource: y\nhours_a_month: 1\ntraining_surcharge: 0\nmachines: {a: -1}\naccelerators: {}\nstorage: {}\nregions: {}"])  # fmt: skip
def test_a_table_that_makes_no_sense_is_refused_with_its_name(tmp_path, text):
    path = tmp_path / "machines.yaml"
    path.write_text(text)
    with pytest.raises(BadMachines, match=r"machines\.yaml"):
        Machines.read(path)


def test_the_command_says_lines_sum_and_source(capsys):
    asked = [
        "cost",
        "estimate",
        "--train-hours",
        "2",
        "--gpu",
        "T4",
        "--replicas",
        "1..3",
        "--storage-gb",
        "50",
        "--json",
    ]
    assert run(asked) == 0
    found = json.loads(capsys.readouterr().out)
    assert [line["what"] for line in found["lines"]] == ["training", "serving, a month", "storage, a month"]
    assert found["total_usd"] == pytest.approx(sum(line["usd"] for line in found["lines"]), abs=0.001)
    assert found["prices"]["machines"]["date"] == "2026-11-28"
    for wrong in (["cost", "estimate"], ["cost", "estimate", "--replicas", "many"]):
        assert run(wrong) == 2


def test_what_has_been_spent_is_told_by_brain(tmp_path, capsys):
    assert run(["cost", "actual", "--days", "7", "--data", str(tmp_path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["cost"] in (0, None)
    assert found["by_brain"] == {}
