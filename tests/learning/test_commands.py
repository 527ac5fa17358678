"""`willcall read`, `evaluate` and `data`, through the door."""

import json

import pytest

from willcall.entrypoints.cli.running import run

from .toy import make

ROWS = (
    {"text": "get me two tickets in new york", "intent": "buy", "slots": [{"name": "town", "start": 22, "end": 30}, {"name": "count", "start": 7, "end": 10}]},
    {"text": "what show", "intent": "ask", "history": [{"speaker": "agent", "text": "buy tickets ?"}]},
    {"text": "in the oslo", "intent": "out_of_scope", "slots": [{"name": "city", "start": 7, "end": 11}]},
)  # fmt: skip


@pytest.fixture
def willcall(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def test_file(tmp_path):
    (tmp_path / "test.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return tmp_path / "test.jsonl"


def test_predictions_are_a_line_each_that_anyone_can_score(willcall, test_file, tmp_path):
    model = make(tmp_path / "toy")
    code, out, _ = willcall("read", "--model", model, "--in", test_file, "--out", "predictions.jsonl")
    assert (code, out) == (0, "")
    found = [json.loads(line) for line in (tmp_path / "predictions.jsonl").read_text().splitlines()]
    assert len(found) == 3
    assert all(set(line) >= {"intent", "confidence", "out_of_scope", "slots"} for line in found)
    assert [line["intent"] for line in found[:2]] == ["buy", "ask"]
    assert [line["out_of_scope"] for line in found] == [False, False, True]
    assert [set(slot) >= {"name", "start", "end", "value"} for slot in found[0]["slots"]] == [True, True]


def test_the_intents_that_can_be_meant_are_named(willcall, test_file, tmp_path):
    model = make(tmp_path / "toy")
    willcall("read", "--model", model, "--in", test_file, "--out", "out.jsonl", "--intents", "buy, cancel")
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert {line["intent"] for line in found} <= {"buy", "cancel"}
    among = ("--model", model, "--data", test_file, "--intents", "buy,cancel", "--json")
    assert json.loads(willcall("evaluate", "understanding", *among)[1])["in_scope_accuracy"] == 0.5
    code, _, err = willcall("read", "what show", "--model", model, "--intents", "buy,bye")
    assert (code, err) == (1, "willcall: The model knows no intent 'bye'; it knows buy, ask, cancel.\n")
    for wrong in (("--intents", "buy"), ("--model", model, "--intents", " ,")):
        assert willcall("read", "what show", *wrong)[0] == 2


def test_labels_are_not_needed_to_read(willcall, tmp_path):
    model = make(tmp_path / "toy")
    (tmp_path / "in.jsonl").write_text('{"text": "what show"}\n')
    assert json.loads(willcall("read", "--model", model, "--in", "in.jsonl")[1])["intent"] == "ask"


def test_a_bad_line_stops_with_its_number_and_keeps_what_was_read(willcall, tmp_path):
    model = make(tmp_path / "toy")
    (tmp_path / "in.jsonl").write_text('{"text": "what show"}\n{"txt": 3}\n')
    code, _, err = willcall("read", "--model", model, "--in", "in.jsonl", "--out", "out.jsonl")
    assert (code, err) == (1, 'willcall: in.jsonl:2: no "text"\n')
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 1


def test_a_reading_by_a_model_says_why(willcall, tmp_path):
    model = make(tmp_path / "toy")
    found = json.loads(willcall("read", "cancel the tickets", "--model", model, "--explain", "--json")[1])
    assert found["why"]["nearest"][0]["intent"] == "cancel"
    out = willcall("read", "cancel the tickets", "--model", model, "--explain")[1]
    assert "'cancel the tickets' is cancel (1.00)" in out


def test_our_own_reader_says_why(willcall):
    code, out, _ = willcall("read", "two for tonight", "--explain", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["why"]["nearest"][0]["similarity"] > 0.5
    assert found["why"]["found_by"] == ["quantities", "dates and times"]
    assert len(found["why"]["ranking"]) == 5
    refund = json.loads(willcall("read", "refund please", "--explain", "--json")[1])
    assert {"intent": "refund", "weight": 3.0, "words": "refund"} in refund["why"]["rules"]


def test_what_the_agent_said_before_counts(willcall):
    found = json.loads(willcall("read", "2", "--after", "How many tickets would you like?", "--json")[1])
    assert found["slots"][0]["name"] == "quantity"


def test_a_folder_that_is_no_model_is_one_clear_line(willcall, tmp_path):
    code, _, err = willcall("read", "hello", "--model", tmp_path)
    assert code == 1
    assert "is" in err
    assert "a model directory?" in err


def test_a_model_is_scored_on_a_file(willcall, test_file, tmp_path):
    model = make(tmp_path / "toy")
    code, out, _ = willcall("evaluate", "understanding", "--model", model, "--data", test_file, "--json")
    figures = json.loads(out)
    assert code == 0
    assert (
        figures["in_scope_accuracy"] == figures["out_of_scope_recall"] == figures["slot_f1"] == 1.0
    )  # town is city by the model's own map
    assert figures["false_alarm_rate"] == 0.0
    assert figures["latency_ms"]["median"] > 0
    told = willcall("evaluate", "understanding", "--model", model, "--data", test_file)[1]
    assert "slots, F1 of exact spans" in told
    (tmp_path / "map.json").write_text('{"town": "burg", "city": ""}')
    other = willcall(
        "evaluate", "understanding", "--model", model, "--data", test_file, "--slot-map", "map.json", "--json"
    )
    assert json.loads(other[1])["slots"]["burg"]["right"] == 0


def test_the_float_model_beside_it_is_compared_in_the_same_run(willcall, test_file, tmp_path):
    model = make(tmp_path / "toy")
    (model / "encoder.float32.onnx").write_bytes((model / "encoder.onnx").read_bytes())
    figures = json.loads(willcall("evaluate", "understanding", "--model", model, "--data", test_file, "--json")[1])
    assert set(figures["lost_to_int8"].values()) == {0.0}
    assert figures["speed"]["ratio"] > 0


def test_our_own_reader_is_scored_on_a_file(willcall, tmp_path):
    (tmp_path / "own.jsonl").write_text('{"text": "refund please", "intent": "refund"}\n')
    figures = json.loads(willcall("evaluate", "understanding", "--data", "own.jsonl", "--json")[1])
    assert figures["intent_accuracy"] == 1.0


def test_a_check_of_data_fails_when_it_is_not_fit(willcall, test_file, tmp_path):
    code, out, _ = willcall("data", "check", test_file)
    assert code == 1
    assert "test.jsonl:1: intent 'buy' has this one example" in out
    (tmp_path / "fit.jsonl").write_text(
        "".join(
            json.dumps(row) + "\n"
            for row in (*ROWS, {**ROWS[0], "text": ROWS[0]["text"] + " now"}, {"text": "when", "intent": "ask"})
        )
    )
    report = json.loads(willcall("data", "check", "fit.jsonl", "--json")[1])
    assert report["ok"]
    assert report["intents"] == {"buy": 2, "ask": 2, "out_of_scope": 1}


def test_from_a_conversation_to_training_data_and_no_further_than_allowed(willcall, tmp_path):
    from willcall.access.actor import Actor
    from willcall.agent.contract import ChatRequest
    from willcall.cases import settled, store
    from willcall.entrypoints.cli.house import open_house
    from willcall.knowledge.documents import Document
    from willcall.knowledge.linking import named

    with open_house(None) as app:
        request = ChatRequest(message="zomething for my two kids maybe, mail ann@mail.org")
        app.turns.run(request, actor=Actor.fan("cus_ann"), request_id="req_1")
    assert json.loads(willcall("data", "uncertain", "--out", "label.jsonl", "--json")[1])["heard"] == 0
    given = json.loads(willcall("privacy", "consent", "cus_ann", "--how", "form", "--json")[1])
    assert given["consents"][0]["how"] == "form"
    assert json.loads(willcall("data", "uncertain", "--out", "label.jsonl", "--json")[1])["chosen"] == 1
    row = json.loads((tmp_path / "label.jsonl").read_text())
    assert row["text"] == "zomething for my two kids maybe, mail [email]"
    assert row["labelled"] is False
    assert willcall("data", "label", "label.jsonl", "--into", "train.jsonl")[1].startswith("0 rows added")
    row |= {"labelled": True, "intent": "find_events", "slots": []}
    (tmp_path / "label.jsonl").write_text(json.dumps(row))
    assert json.loads(willcall("data", "label", "label.jsonl", "--into", "train.jsonl", "--json")[1])["added"] == 1
    row["intent"] = "find_event"
    (tmp_path / "label.jsonl").write_text(json.dumps(row))
    code, out, _ = willcall("data", "label", "label.jsonl", "--into", "other.jsonl")
    assert code == 1
    assert "did you mean 'find_events'" in out
    with open_house(None) as app:
        app.documents.add([Document("doors", "Doors", "Open at six.", "/kb/doors")])
        case = app.desk.open_case(subject="Doors", body="When?", customer_id="cus_ann")
        with app.database.write() as unit:
            store.settle(unit, case.case_id, ["doors#text"], named("/kb/gates"))
    assert willcall("privacy", "consent", "cus_ann", "--withdraw")[0] == 0
    with open_house(None) as app, app.database.write() as unit:
        assert settled.forget(unit, subject="cus_ann") == 0
    assert json.loads(willcall("data", "uncertain", "--out", "label.jsonl", "--json")[1])["heard"] == 0
    assert willcall("privacy", "consent", "cus_bob", "--withdraw")[0] == 1


def test_a_season_of_ones_own_can_be_read_on_and_nothing_is_left_behind(willcall, tmp_path):
    assert willcall("boxoffice", "sample", "--out", "season.json")[0] == 0
    season = json.loads((tmp_path / "season.json").read_text())
    name = season["events"][0]["name"]
    for more in ((), ("--season", "season.json")):
        found = json.loads(willcall("read", f"two for {name}", *more, "--json")[1])
        assert "event" in [slot["name"] for slot in found["slots"]]
    assert {path.name for path in tmp_path.iterdir()} == {"season.json"}
    assert willcall("read", "hi", "--season", "season.json", "--data", "data")[0] == 2
