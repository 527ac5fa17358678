"""The command line: what it prints, what it keeps, how it fails."""

import json

import pytest

from willcall.entrypoints.cli.running import run


@pytest.fixture
def willcall(tmp_path, capsys, monkeypatch):
    """Runs a command in an empty directory; gives its code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_every_command_has_help_with_an_example(willcall):
    from typer.main import get_command

    from willcall.entrypoints.cli.commands import application

    def walk(command, path):
        if hasattr(command, "commands"):
            for name, child in command.commands.items():
                yield from walk(child, [*path, name])
        else:
            yield path

    paths = list(walk(get_command(application), []))
    assert len(paths) >= 15
    for path in paths:
        code, out, _ = willcall(*path, "--help")
        assert code == 0
        assert f"Example: willcall {' '.join(path)}" in out or f"willcall {path[0]}" in out.split("Example:")[1]


def test_wrong_usage_is_2_and_says_what_is_wrong(willcall):
    for arguments in (["nosuch"], ["up", "--port", "99999"], ["kb", "search"], ["read"], ["bench", "nosuch"]):
        code, out, err = willcall(*arguments)
        assert (code, out) == (2, "")
        assert "Error" in err


def test_failed_work_is_1_with_one_line_and_no_traceback(willcall):
    code, out, err = willcall("kb", "add", "nowhere.md")
    assert (code, out) == (1, "")
    assert err == "willcall: There is no file 'nowhere.md'.\n"


def test_debug_shows_the_traceback_wherever_it_stands(willcall):
    code, _, err = willcall("kb", "add", "nowhere.md", "--debug")
    assert code == 1
    assert "Traceback" in err
    assert err.rstrip().endswith("willcall: There is no file 'nowhere.md'.")


def test_a_wrong_setting_names_its_variable(willcall, monkeypatch):
    monkeypatch.setenv("RATE_LIMIT_PER_MINUTE", "lots")
    code, _, err = willcall("config")
    assert code == 1
    assert "RATE_LIMIT_PER_MINUTE" in err
    assert err.count("\n") == 1


def test_config_says_where_each_value_came_from_and_hides_secrets(willcall, monkeypatch):
    monkeypatch.setenv("API_KEY", "a-very-secret-service-key")
    code, out, _ = willcall("config", "--json", "--data", "here")
    assert code == 0
    settings = {line["path"]: line for line in json.loads(out)["settings"]}
    assert settings["storage.data"]["source"] == "command line"
    assert settings["access.api_key"]["value"] == "***"
    assert "a-very-secret-service-key" not in out


def test_config_check_tries_every_connection(willcall):
    code, out, _ = willcall("config", "--check", "--json")
    checks = json.loads(out)["checks"]
    assert code == 0
    assert checks["database"] == "ok"


def test_documents_are_added_found_listed_and_removed(willcall, tmp_path):
    (tmp_path / "llamas.md").write_text("# Llamas\n\nThe llamas are fed at noon beside the fountain.\n")
    assert willcall("kb", "add", tmp_path / "llamas.md")[1] == "1 read, 1 new or changed.\n"
    found = json.loads(willcall("kb", "search", "when are llamas fed", "--json")[1])
    assert "noon" in found["answer"]
    assert found["sources"] == ["llamas#text"]
    assert "llamas" in willcall("kb", "stats")[1]
    assert willcall("kb", "remove", "llamas")[0] == 0
    assert "I don't know" in willcall("kb", "search", "when are llamas fed")[1]
    assert willcall("kb", "remove", "llamas")[0] == 1


def test_the_sample_season_is_loaded_once_and_shown(willcall):
    code, out, _ = willcall("boxoffice", "sample")
    assert code == 0
    assert "events" in out
    assert willcall("boxoffice", "sample")[0] == 1
    events = json.loads(willcall("boxoffice", "show", "--json", "--limit", "5")[1])["events"]
    assert len(events) == 5
    assert all(event["available"] > 0 for event in events)


def test_a_season_written_out_can_be_loaded_again(willcall, tmp_path):
    assert willcall("boxoffice", "sample", "--out", "season.json")[0] == 0
    assert "no errors" in willcall("boxoffice", "load", "season.json", "--check")[1]
    assert willcall("boxoffice", "load", "season.json")[0] == 0


def test_a_broken_season_says_line_and_field_and_loads_nothing(willcall, tmp_path):
    willcall("boxoffice", "sample", "--out", "season.json")
    season = json.loads((tmp_path / "season.json").read_text())
    season["events"][0]["prices"][0]["price"] = "cheap"
    (tmp_path / "broken.json").write_text(json.dumps(season, indent=1))
    code, out, err = willcall("boxoffice", "load", "broken.json")
    assert (code, out) == (1, "")
    assert "line" in err
    assert "price" in err
    assert err.rstrip().splitlines()[-1].endswith("nothing was loaded.")
    assert "No events" in willcall("boxoffice", "show")[1]


def test_a_file_that_cannot_be_read_is_the_only_thing_said(willcall, tmp_path):
    (tmp_path / "half.json").write_text('{"name": ')
    for name, words in (("nowhere.json", "cannot be read"), ("half.json", "is not valid JSON")):
        code, out, err = willcall("boxoffice", "load", name)
        assert (code, out) == (1, "")
        assert words in err
        assert err.endswith("willcall: 1 error; nothing was loaded.\n")


def test_the_schema_of_a_season_is_printed_without_a_file(willcall):
    code, out, _ = willcall("boxoffice", "load", "--schema")
    assert code == 0
    assert {"venues", "events", "policies"} <= set(json.loads(out)["properties"])
    assert willcall("boxoffice", "load")[0] == 2


def test_the_published_contract_has_the_routes_of_the_box_office(willcall):
    code, out, _ = willcall("boxoffice", "openapi")
    assert code == 0
    assert {"/boxoffice/v1/events", "/boxoffice/v1/holds", "/boxoffice/v1/orders"} <= set(json.loads(out)["paths"])


def test_cases_are_listed(willcall):
    assert willcall("cases", "list")[1] == "No cases.\n"
    assert json.loads(willcall("cases", "list", "--json")[1]) == {"cases": []}


def test_reading_a_sentence_gives_intent_and_slots(willcall):
    code, out, _ = willcall("read", "two tickets please", "--json")
    assert code == 0
    reading = json.loads(out)
    assert reading["intent"]
    assert any(slot["name"] == "quantity" and slot["value"] == 2 for slot in reading["slots"])


def test_reading_a_file_gives_a_line_each_and_names_a_bad_line(willcall, tmp_path):
    (tmp_path / "in.jsonl").write_text('{"text": "two tickets"}\n\n{"text": "hello"}\n')
    assert willcall("read", "--in", "in.jsonl", "--out", "out.jsonl")[0] == 0
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2
    (tmp_path / "in.jsonl").write_text('{"text": "two tickets"}\nnonsense\n')
    code, _, err = willcall("read", "--in", "in.jsonl")
    assert code == 1
    assert "in.jsonl:2: not JSON" in err


def test_reset_leaves_alone_what_it_did_not_make(tmp_path):
    from willcall.entrypoints.cli.serve import NotOurs, forget
    from willcall.settings import load

    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"meow")
    settings = load({"storage.data": tmp_path / "photos"}, environ={}, directory=tmp_path)
    with pytest.raises(NotOurs):
        forget(settings)
    (tmp_path / "photos" / "willcall.db").write_bytes(b"")
    forget(settings)
    assert not (tmp_path / "photos").exists()
