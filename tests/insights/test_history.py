"""A simulated past: the same for the same seed, in order, and never mistaken for a real one."""

import json
from collections import Counter
from datetime import timedelta

from willcall.entrypoints.cli.running import run
from willcall.training.evaluate.history import visits

from .conftest import NOW


def test_the_same_seed_makes_the_same_past_in_order():
    one, again = (list(visits(until=NOW, days=30, a_day=10, seed=3)) for _ in range(2))
    assert one == again
    assert [v.at for v in one] == sorted(v.at for v in one)
    assert all(NOW - timedelta(days=30) <= v.at.replace(hour=23) and v.at < NOW for v in one)
    assert one != list(visits(until=NOW, days=30, a_day=10, seed=4))


def test_there_is_an_outage_and_something_new_towards_the_end():
    past = list(visits(until=NOW, days=90, a_day=20, seed=1))
    assert {v.at.date() for v in past if v.outage}.__len__() == 1
    new = Counter("night tram" in v.words[0] for v in past if v.at > NOW - timedelta(days=20))
    assert new[True] > 10
    assert not any("night tram" in v.words[0] for v in past if v.at < NOW - timedelta(days=25))


def test_a_past_in_the_log_is_marked_and_is_not_written_twice(tmp_path, capsys):
    assert run(["sim", "history", "--days", "2", "--a-day", "2", "--data", str(tmp_path)]) == 0
    capsys.readouterr()
    assert (
        run(
            [
                "log",
                "export",
                str(tmp_path / "all.jsonl"),
                "--from",
                "2020-01-01",
                "--to",
                "2021-01-01",
                "--data",
                str(tmp_path),
            ]
        )
        == 0
    )
    assert run(["log", "stats", "--days", "7", "--json", "--data", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    stats = json.loads(shown[shown.index("{") :])
    assert stats["turns"] > 0
    assert stats["success_rate"] is not None
    assert run(["sim", "history", "--days", "2", "--data", str(tmp_path)]) == 1
    assert "a second past" in capsys.readouterr().err
