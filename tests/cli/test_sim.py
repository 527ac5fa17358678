"""`willcall sim run`: fans over HTTP, judged; the report as a table, as JSON, as a file."""

import json

from willcall.entrypoints.cli.running import run


def test_fans_are_sent_to_a_server_and_judged(server, tmp_path, capsys):
    out, failures = tmp_path / "report.json", tmp_path / "failed.md"
    asked = ["sim", "run", "--url", server, "--fans", "3", "--k", "2", "--kind", "purchase_one_line"]
    assert run([*asked, "--out", str(out), "--failures", str(failures)]) == 0
    report = json.loads(out.read_text())
    assert report["trials"] == 6
    assert set(report["pass"]) == {"1", "2"}
    shown = capsys.readouterr().out
    assert "purchase_one_line" in shown
    assert f"pass^1 {report['pass']['1']:.3f}" in shown
    assert failures.exists()


def test_an_unknown_kind_of_goal_is_wrong_usage(capsys):
    assert run(["sim", "run", "--kind", "nosuch"]) == 2
    assert "purchase_one_line" in capsys.readouterr().err


def test_fans_get_a_server_of_their_own(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["sim", "run", "--fans", "1", "--kind", "knowledge", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["trials"] == 1
    assert list(tmp_path.iterdir()) == []
