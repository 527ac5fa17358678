"""Files of data: what is wrong is said with file, line and reason, and early."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.training.datasets.chat import conversations
from willcall.training.datasets.checking import check
from willcall.training.datasets.lines import LONGEST_LINE, BadFile, BadLine
from willcall.training.datasets.training_rows import check_training
from willcall.training.datasets.understanding import read_slot_map, row_of, rows

GOOD = {"text": "two for oslo", "intent": "buy", "slots": [{"name": "city", "start": 8, "end": 12}]}


def write(path, *lines):
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "a JSON object is expected, not a list"),
        ({"intent": "buy"}, 'no "text"'),
        ({"text": " ", "intent": "buy"}, "blank"),
        ({"text": 3, "intent": "buy"}, "must be a string, not a number"),
        ({"text": "half \ud800", "intent": "buy"}, "half a character"),
        ({"text": "hi"}, 'no "intent"'),
        ({"text": "hi", "intent": ""}, "must be a name"),
        ({"text": "hi", "intent": "greet", "slots": {}}, '"slots" must be a list'),
        ({"text": "hi", "intent": "greet", "slots": [{"start": 0, "end": 1}]}, "has no name"),
        (
            {"text": "hi", "intent": "greet", "slots": [{"name": "x", "start": 0, "end": 3}]},
            "no stretch of a text of 2",
        ),
        ({"text": "hi", "intent": "greet", "slots": [{"name": "x", "start": 1, "end": 1}]}, "no stretch"),
        (
            {"text": "hi", "intent": "greet", "slots": [{"name": "x", "start": True, "end": 2}]},
            "whole number, not True",
        ),
        ({"text": "hi", "intent": "greet", "slots": [{"name": "x", "start": 0}]}, '"end" must be a whole number'),
        (
            {
                "text": "abcd",
                "intent": "x",
                "slots": [{"name": "a", "start": 0, "end": 3}, {"name": "b", "start": 2, "end": 4}],
            },
            "a (0 to 3) and b (2 to 4) overlap",
        ),
        ({"text": "hi", "intent": "greet", "history": ["hello"]}, "history[0] must be"),
        ({"text": "hi", "intent": "greet", "state": []}, '"state" must be an object'),
        ('{"text": "' + "x" * LONGEST_LINE + '", "intent": "y"}', "longer than 1,000,000 bytes"),
    ],
)
def test_a_wrong_line_stops_with_file_line_and_reason(tmp_path, line, reason):
    file = write(tmp_path / "train.jsonl", GOOD, "", line)
    with pytest.raises(BadLine) as stopped:
        list(rows(file))
    assert str(stopped.value).startswith(f"{file}:3: ")
    assert reason in str(stopped.value)


def test_what_is_before_a_wrong_line_is_read(tmp_path):
    reading = rows(write(tmp_path / "train.jsonl", GOOD, "nonsense"))
    assert next(reading).intent == "buy"
    with pytest.raises(BadLine):
        next(reading)


def test_a_file_that_is_not_there_or_not_text_says_so(tmp_path):
    with pytest.raises(BadFile, match="cannot be read"):
        list(rows(tmp_path / "nowhere.jsonl"))
    (tmp_path / "latin.jsonl").write_bytes(b'{"text": "caf\xe9"}\n')
    with pytest.raises(BadLine, match=":1: not UTF-8"):
        list(rows(tmp_path / "latin.jsonl"))


def test_a_mark_of_byte_order_is_no_fault(tmp_path):
    (tmp_path / "bom.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert [row.text for row in rows(tmp_path / "bom.jsonl")] == ["two for oslo"]


@st.composite
def row_dicts(draw):
    text = draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    slots = [
        {"name": draw(st.sampled_from(["city", "date"])), "start": a, "end": b, "value": text[a:b]}
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return {"text": text, "intent": draw(st.sampled_from(["buy", "ask"])), "slots": slots}


@given(row_dicts())
def test_writing_a_row_and_reading_it_again_changes_nothing(fields):
    from willcall.training.datasets.lines import Line

    row = row_of(Line(1, fields), "x")
    assert row_of(Line(1, json.loads(json.dumps(row.as_dict()))), "x") == row
    assert row.as_dict() == fields


def test_an_intent_with_one_example_stops_a_training_at_its_line(tmp_path):
    file = write(
        tmp_path / "train.jsonl", GOOD, {**GOOD, "text": "3 for oslo", "slots": []}, {"text": "hi", "intent": "greet"}
    )
    with pytest.raises(BadLine, match=r"train.jsonl:3: intent 'greet' has this one example"):
        check_training(file)


def test_a_file_too_large_to_be_right_is_refused_unread(tmp_path):
    file = tmp_path / "huge.jsonl"
    with file.open("wb") as sparse:
        sparse.truncate(2 << 30)
    with pytest.raises(BadFile, match=r"2\.0 GiB"):
        check_training(file)


def test_a_check_goes_on_after_wrong_lines_and_counts_what_it_finds(tmp_path):
    report = check(
        write(
            tmp_path / "train.jsonl",
            GOOD,
            "nonsense",
            {**GOOD, "text": "Two for Oslo!", "slots": [{"name": "city", "start": 8, "end": 12}]},
            {**GOOD, "intent": "ask"},
            {"text": "hi", "intent": "greet"},
            {"text": "cancel it", "slots": []},
        )
    )
    assert dict(report.counts) == {"malformed": 2, "duplicate": 1, "conflict": 1, "one_example": 2}
    assert report.errors == 5
    assert [p.line for p in report.problems if p.kind == "duplicate"] == [3]


def test_a_row_in_both_files_is_a_leak_unless_it_is_what_everyone_says(tmp_path):
    train = write(
        tmp_path / "train.jsonl", GOOD, GOOD, {"text": "yes", "intent": "yes"}, {"text": "Yes!", "intent": "yes"}
    )
    test = write(tmp_path / "test.jsonl", {"text": "two for oslo?", "intent": "buy"}, {"text": "yes", "intent": "yes"})
    assert check(train, against=test).errors == 0  # three words and fewer are nobody's
    longer = {"text": "two for the one in oslo", "intent": "buy"}
    report = check(
        write(tmp_path / "more.jsonl", longer, {**longer, "text": "two of those"}), against=write(test, longer)
    )
    leaks = [problem for problem in report.problems if problem.kind == "leakage"]
    assert [(leak.grade, leak.line) for leak in leaks] == [("error", 1)]


def test_the_same_words_after_other_words_are_another_message(tmp_path):
    asked = {"text": "yes", "intent": "buy", "history": [{"speaker": "agent", "text": "Shall I book?"}]}
    other = {"text": "yes", "intent": "ask", "history": [{"speaker": "agent", "text": "Anything else?"}]}
    assert not check(write(tmp_path / "train.jsonl", asked, other, asked, other)).counts["conflict"]


CALL = {"id": "call_1", "function": {"name": "look", "arguments": "{}"}}
TALK = [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}]


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ([], "something in it"),
        ([{"role": "bot", "content": "hi"}], '"role" must be one of'),
        ([{"role": "user", "content": None}], '"content" must be a string'),
        ([{"role": "user", "content": "hi"}], "nothing that the assistant says"),
        ([*TALK, {"role": "tool", "content": "3", "tool_call_id": "call_1"}], "which nobody made"),
        ([*TALK, {"role": "system", "content": "be kind"}], "stands first"),
        (
            [
                {
                    "role": "assistant",
                    "content": None,
                    "tool_calls": [{"id": "c", "function": {"name": "look", "arguments": "{"}}],
                }
            ],
            "not JSON",
        ),
    ],
)
def test_a_wrong_conversation_is_named(tmp_path, messages, reason):
    file = write(tmp_path / "chat.jsonl", {"messages": TALK}, {"messages": messages})
    with pytest.raises(BadLine) as stopped:
        list(conversations(file))
    assert str(stopped.value).startswith(f"{file}:2: ")
    assert reason in str(stopped.value)
    assert check(file).errors == 1


def test_a_conversation_with_a_tool_is_fit(tmp_path):
    messages = [TALK[0], {"role": "assistant", "content": None, "tool_calls": [CALL]}]
    messages += [{"role": "tool", "content": "3", "tool_call_id": "call_1"}, TALK[1]]
    file = write(
        tmp_path / "chat.jsonl", {"messages": messages, "tools": [{"type": "function", "function": {"name": "look"}}]}
    )
    assert check(file).as_dict()["ok"]
    other = write(tmp_path / "other.jsonl", {"messages": messages, "tools": [{"function": {"name": "leap"}}]})
    assert "not among the tools offered" in str(check(other).problems[0])


def test_a_slot_map_is_an_object_of_names(tmp_path):
    (tmp_path / "map.json").write_text('{"city_of_event": "city", "subcategory": null}')
    assert read_slot_map(tmp_path / "map.json") == {"city_of_event": "city", "subcategory": ""}
    (tmp_path / "map.json").write_text('["city"]')
    with pytest.raises(BadFile, match="object of names"):
        read_slot_map(tmp_path / "map.json")
