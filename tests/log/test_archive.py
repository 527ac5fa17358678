"""Tail and files together are the log: every record once, whatever is flushed, merged or crashes when."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from willcall.conversations.log import archive as files
from willcall.conversations.log import reading
from willcall.conversations.log.reading import LogReader
from willcall.conversations.log.records import COLUMNS, record
from willcall.kit.clock import to_epoch_ms
from willcall.kit.errors import Invalid
from willcall.kit.ids import new_id

from .conftest import Crash


def test_a_record_is_read_before_and_after_it_is_flushed(log):
    log.note("a", "b")
    assert log.ids() == ["a", "b"]
    assert log.archive.flush() == 2
    log.note("c")
    assert log.ids() == ["a", "b", "c"]
    assert log.store.snapshot().count == 1


def test_answers_stay_right_when_duckdb_begins_anew(local_log, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "_FRESH_AFTER", 3)
    reader = LogReader(local_log.store, tmp_path / "log")
    opened = []
    really = reader._opened
    monkeypatch.setattr(reader, "_opened", lambda: opened.append(really()) or opened[-1])
    for number in range(12):
        local_log.note(f"r{number}")
        if number % 5 == 4:
            local_log.archive.flush()
        assert reader.ask("SELECT count(*) FROM log").rows == [(number + 1,)]
    assert len({id(one) for one in opened}) == 4
    reader.close()


def test_whoever_asks_duckdb_is_asked_from_one_thread(local_log, monkeypatch):
    reader = local_log.reader
    asked_from = []
    really = reader._opened
    monkeypatch.setattr(reader, "_opened", lambda: asked_from.append(threading.get_ident()) or really())
    local_log.note("a")
    people = threading.Barrier(4)

    def ask(number):
        people.wait()
        return reader.ask(f"SELECT {number} FROM log").rows

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == [[(number,)] for number in range(4)]
    assert len(asked_from) == 4
    assert len({*asked_from}) == 1


def test_another_process_sees_what_this_one_flushed(log, tmp_path):
    other = LogReader(log.store, tmp_path / "log")
    log.note("a")
    assert other.ask("SELECT count(*) FROM log").rows == [(1,)]
    log.archive.flush()
    log.note("b")
    assert other.ask("SELECT count(*) FROM log").rows == [(2,)]
    other.close()


def test_a_crash_while_flushing_loses_and_doubles_nothing(log):
    log.note("a", "b")
    log.store.dies_at = "settle"
    with pytest.raises(Crash):
        log.archive.flush()
    log.store.dies_at = ""
    assert log.ids() == ["a", "b"]
    assert log.archive.flush() == 2
    assert log.ids() == ["a", "b"]


class Slow(files.Archive):
    """Somebody else flushes after it has written its file, and before it lists it."""

    meanwhile = None

    def _write_json(self, bodies):
        made = super()._write_json(bodies)
        if self.meanwhile is not None:
            self.meanwhile()
        return made


def test_of_two_flushes_at_once_only_one_counts(log):
    log.note("a", "b", "c")
    slow = Slow(log.store, log.archive.folder, ids=new_id)
    slow.meanwhile = log.archive.flush
    assert slow.flush() == 0
    assert log.ids() == ["a", "b", "c"]


def test_days_are_folders_and_many_small_files_become_one(local_log, clock):
    for number in range(4):
        local_log.note(f"r{number}")
        local_log.archive.tidy(now=clock(), rows=1)
    listed = local_log.store.snapshot().files
    assert [(f.day, f.records, f.whole) for f in listed] == [("2026-03-04", 4, True)]
    assert local_log.ids() == ["r0", "r1", "r2", "r3"]


def test_old_days_are_dropped_and_their_files_go_once_nobody_reads_them(local_log, clock):
    local_log.note("old", at=clock() - timedelta(days=40))
    local_log.note("new")
    local_log.archive.flush()
    patient = files.Archive(local_log.store, local_log.archive.folder, ids=new_id, grace_s=600)
    patient.tidy(now=clock(), keep_days=30)
    assert local_log.ids() == ["new"]
    assert len(list(local_log.archive.folder.glob("day=*/*.parquet"))) == 2
    local_log.archive.tidy(now=clock(), keep_days=30)
    assert len(list(local_log.archive.folder.glob("day=*/*.parquet"))) == 1


def test_words_of_a_conversation_can_be_struck_from_tail_and_files_and_its_figures_stay(local_log):
    local_log.note("a", conversation_id="cnv_1", text="one", reply="uno", keywords=["one"], duration_ms=4.0)
    local_log.note("b", conversation_id="cnv_2", text="two", reply="due", keywords=["two"])
    local_log.archive.flush()
    local_log.note("c", conversation_id="cnv_1", text="three", reply="tre")
    assert local_log.archive.forget(["cnv_1"]) == 2
    rows = local_log.reader.ask("SELECT record_id, text, reply, keywords, duration_ms FROM log ORDER BY 1").rows
    assert rows == [("a", None, None, None, 4.0), ("b", "two", "due", ["two"], None), ("c", None, None, None, None)]


@pytest.mark.parametrize("format", ["parquet", "jsonl"])
def test_a_stretch_is_exported_whole(local_log, clock, tmp_path, format):
    local_log.note("before", at=clock() - timedelta(days=2))
    local_log.note("a", text="hélas")
    local_log.archive.flush()
    local_log.note("b")
    out = tmp_path / f"out.{format}"
    day = to_epoch_ms(clock()) // files.DAY_MS * files.DAY_MS
    assert local_log.reader.copy(out, since_ms=day, until_ms=day + files.DAY_MS, format=format) == 2
    if format == "jsonl":
        lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert [line["record_id"] for line in lines] == ["a", "b"]
        assert lines[0]["text"] == "hélas"
    else:
        assert local_log.reader.ask(f"SELECT count(*) FROM read_parquet('{out}')").rows == [(2,)]


def test_an_export_in_an_unknown_format_is_refused(local_log, tmp_path):
    with pytest.raises(Invalid, match="parquet or jsonl, not 'xml'"):
        local_log.reader.copy(tmp_path / "x", since_ms=0, until_ms=1, format="xml")


def test_a_record_has_only_the_columns_of_the_log():
    with pytest.raises(KeyError, match="colour"):
        record("a", "turn", 0, colour="red")
    assert set(record("a", "turn", 0, ok=True)) <= set(COLUMNS)


def test_whatever_the_order_of_writing_flushing_merging_and_crashing_every_record_is_there_once(local_log):

    class Machine(RuleBasedStateMachine):
        expected: list[str] = local_log.ids()

        @rule(count=st.integers(1, 4), day=st.integers(0, 2))
        def write(self, count, day):
            names = [f"r{len(self.expected) + n:05d}" for n in range(count)]
            local_log.note(*names, at=local_log.clock() - timedelta(days=day))
            self.expected.extend(names)

        @rule(most=st.integers(1, 5))
        def flush(self, most):
            local_log.archive.flush(most=most)

        @rule()
        def tidy(self):
            local_log.archive.tidy(now=local_log.clock(), rows=2)

        @rule(step=st.sampled_from(["settle", "replace"]))
        def crash(self, step):
            local_log.store.dies_at = step
            with suppress(Crash):
                local_log.archive.tidy(now=local_log.clock(), rows=1)
            local_log.store.dies_at = ""

        @invariant()
        def all_there_once(self):
            assert local_log.ids() == sorted(self.expected)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=12, stateful_step_count=12, suppress_health_check=list(HealthCheck), deadline=None
        ),
    )


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30),
        min_size=1,
        max_size=5,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_any_words_come_back_as_they_went_in(local_log, words):
    marker = f"w{len(local_log.ids())}"
    local_log.note(marker, keywords=words, text=words[0])
    found = local_log.reader.ask("SELECT keywords, text FROM log WHERE record_id = $id", {"id": marker}).rows
    assert found[-1] == (words, words[0])


def test_a_position_is_never_again_what_it_was_before_something_was_added(local_log, clock):
    seen = [local_log.store.position()]
    for name in ("a", "b", "c"):
        local_log.archive.add([record(name, "turn", to_epoch_ms(clock()), ok=True)])
        seen.append(local_log.store.position())
    clock.advance(seconds=2 * 86_400)
    local_log.archive.tidy(now=clock())
    assert len(local_log.store.snapshot().files) == 1, "three files became one, as there was after the first"
    seen.append(local_log.store.position())
    assert len(set(seen)) == len(seen)
