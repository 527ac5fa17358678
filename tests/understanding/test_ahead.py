"""Encoding ahead of the reading."""

import sys
import threading

import pytest

from willcall.understanding import ahead as ahead_module
from willcall.understanding.ahead import KEPT, Ahead
from willcall.understanding.reader import EncoderReader
from willcall.understanding.reading import Context

from .season import NOW, SEASON


class Work:
    """Notes in which thread each text was worked on; `gate` holds up what runs in another thread than the test's."""

    def __init__(self) -> None:
        self.done: dict[str, list[int]] = {}
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, text: str) -> str:
        if threading.get_ident() != MAIN:
            assert self.gate.wait(20)
        self.done.setdefault(text, []).append(threading.get_ident())
        if text == "broken":
            raise ValueError(text)
        return text.upper()


MAIN = threading.get_ident()


@pytest.fixture
def work():
    return Work()


def test_what_was_begun_is_done_once_and_in_another_thread(work):
    ahead = Ahead(work)
    ahead.begin("two please")
    coming = ahead.of("two please")
    assert coming() == coming() == "TWO PLEASE"
    assert len(work.done["two please"]) == 1
    assert work.done["two please"] != [MAIN]


def test_what_was_not_begun_is_done_once_when_asked_for(work):
    coming = Ahead(work).of("hello")
    assert work.done == {}
    assert coming() == coming() == "HELLO"
    assert work.done == {"hello": [MAIN]}


def test_a_second_message_does_not_queue_behind_the_first(work):
    ahead = Ahead(work)
    work.gate.clear()
    ahead.begin("first")
    ahead.begin("second")
    assert ahead.of("second")() == "SECOND"
    assert work.done == {"second": [MAIN]}
    work.gate.set()
    assert ahead.of("first")() == "FIRST"


def test_what_goes_wrong_is_raised_where_the_result_is_asked_for(work):
    ahead = Ahead(work)
    ahead.begin("broken")
    coming = ahead.of("broken")
    with pytest.raises(ValueError, match="broken"):
        coming()


def test_results_nobody_asked_for_are_forgotten(work):
    ahead = Ahead(work)
    for number in range(KEPT + 1):
        ahead.begin(f"text {number}")
        while len(work.done) <= number:  # one at a time: the next is begun only once this one is done
            ahead.begin(f"text {number}")
    assert ahead.of("text 0")() == "TEXT 0"
    assert len(work.done["text 0"]) == 2


def test_a_reading_is_the_same_whether_it_was_expected_or_not():
    reader = EncoderReader()
    context = Context(NOW, SEASON)
    text = "2 tickets for the hockey game on friday, under 60 each"
    unexpected = reader.read(text, context)
    reader.expect(text)
    assert reader.read(text, context) == unexpected
    reader.expect("")


def test_whoever_begins_stands_back_until_the_thread_has_begun(work, monkeypatch):
    monkeypatch.setattr(ahead_module, "PATIENCE_S", 20)
    before = sys.getswitchinterval()
    sys.setswitchinterval(60)  # nobody gets the interpreter's lock who is not given it
    try:
        work.gate.clear()
        ahead = Ahead(work)
        ahead.begin("two please")
        begun = [future.running() for future in ahead._coming.values()]
    finally:
        sys.setswitchinterval(before)
        work.gate.set()
    assert begun == [True]
    assert ahead.of("two please")() == "TWO PLEASE"
