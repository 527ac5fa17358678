"""Other people's MCP servers as sources, each a real process: asked when we do not know, believed by the same judge, never obeyed."""

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from willcall.knowledge.config import McpSource
from willcall.knowledge.documents import parse
from willcall.knowledge.meaning import VectorShelf
from willcall.knowledge.outside.mcp_source import McpKnowledge, OutsideFailed
from willcall.knowledge.outside.widened import WidenedKnowledge
from willcall.knowledge.ports import Answer
from willcall.knowledge.search import BookShelf, KeywordKnowledge
from willcall.settings import SettingsError, load

ARCHIVE = str(Path(__file__).with_name("archive.py"))
PARKING = parse("parking", "# Parking\n\nParking costs $20 at the gate.")
PATIENCE_S = 60.0


def over_stdio(tool="search", timeout_s=10.0):
    return McpSource(name="Archive", command=[sys.executable, ARCHIVE], tool=tool, timeout_seconds=timeout_s)


@pytest.fixture
def ready():
    """Makes sources that are connected already, and closes them."""
    made = []

    def make(*args, **more):
        source = McpKnowledge(over_stdio(*args, **more))
        made.append(source)
        source._put(None).result(PATIENCE_S)
        return source

    yield make
    for source in made:
        source.close()


@pytest.fixture(scope="module")
def archive():
    """A source that is connected already, shared by the tests that only ask it."""
    source = McpKnowledge(over_stdio())
    source._put(None).result(PATIENCE_S)
    yield source
    source.close()


def widened(*sources, told=None, patience_s=10.0):
    told = [] if told is None else told
    return WidenedKnowledge(
        KeywordKnowledge(BookShelf([PARKING])),
        sources,
        encoder=None,
        vectors=VectorShelf(),
        patience_s=patience_s,
        on_degraded=lambda arm, why: told.append((arm, why)),
    )


class Never:
    """A source that must not be asked."""

    name = "never"

    def ask(self, question):
        raise AssertionError(f"asked {question!r}")


class Waits:
    """A source that answers when told to."""

    name = "waits"

    def __init__(self):
        self.go = threading.Event()

    def ask(self, question):
        self.go.wait(PATIENCE_S)
        return []


def test_what_our_documents_answer_is_asked_nowhere_else():
    assert "$20" in widened(Never()).answer("how much is parking?").text


def test_what_they_do_not_is_answered_from_outside_with_the_source_named(archive):
    answer = widened(archive).answer("what is the mascot of the club called?")
    assert "heron called Pelle" in answer.text
    assert answer.sources[0].title.startswith("Archive")
    assert answer.sources[0].uri == "https://archive.example.com/mascot"


def test_what_nobody_knows_stays_unknown(archive):
    assert widened(archive).answer("who won the election?").text == ""


def test_commands_in_an_outside_answer_are_left_out_with_their_page(ready):
    assert widened(ready("poisoned")).answer("what is the mascot of the club called?").text == ""


def test_a_failing_tool_costs_its_own_answer_and_is_told_and_left_alone(ready):
    told = []
    source = ready("broken")
    knowledge = widened(source, told=told)
    assert knowledge.answer("what is the mascot called?").text == ""
    assert told[0][0] == "outside Archive"
    assert "'broken' failed" in told[0][1]
    with pytest.raises(OutsideFailed, match="left alone"):
        source.ask("again?")


def test_a_server_that_dies_is_started_again_after_its_rest():
    clock = [0.0]
    source = McpKnowledge(over_stdio("dying"), now_s=lambda: clock[0])
    try:
        source._put(None).result(PATIENCE_S)
        with pytest.raises(OutsideFailed):
            source.ask("mascot")
        source._source = over_stdio()
        clock[0] = 31.0
        source._put(None).result(PATIENCE_S)
        assert "Pelle" in source.ask("mascot")[0].text
    finally:
        source.close()


def test_nobody_waits_longer_than_the_patience():
    late = Waits()
    told = []
    try:
        answer = widened(late, told=told, patience_s=0.05).answer("what is the mascot called?")
    finally:
        late.go.set()
    assert answer == Answer("", (), 0.0, answer.nearest)
    assert told == [("outside waits", "no answer within 0.05 s")]


def test_a_slow_tool_is_given_up(ready):
    with pytest.raises(OutsideFailed, match="no answer in time"):
        ready("slow", timeout_s=0.3).ask("mascot")


def test_a_program_that_is_not_there_fails_softly():
    source = McpKnowledge(McpSource(name="Gone", command=["/nonexistent/server"], timeout_seconds=10))
    told = []
    assert widened(source, told=told).answer("what is the mascot called?").text == ""
    assert told[0][0] == "outside Gone"
    source.close()


def test_over_http_it_is_the_same():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, ARCHIVE, str(port)], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        while "running on" not in (line := process.stderr.readline()):
            assert line, "the server ended"
        url = f"http://127.0.0.1:{port}/mcp"
        source = McpKnowledge(McpSource(name="Archive", url=url, timeout_seconds=10))
        assert "1921" in source.ask("when was it founded?")[0].text
        source.close()
    finally:
        process.terminate()
        process.communicate()


def test_sources_are_set_in_json_and_shown_without_a_secret(tmp_path):
    wish = '[{"name": "Club", "url": "https://club.example.com/mcp", "token_variable": "CLUB_TOKEN"}]'
    settings = load(environ={"KNOWLEDGE__MCP_SOURCES": wish}, directory=tmp_path)
    assert settings.knowledge.mcp_sources[0].tool == "search"
    shown = next(o for o in settings.explain() if o.path == "knowledge.mcp_sources").value
    assert shown == [{"name": "Club", "url": "https://club.example.com/mcp", "token_variable": "CLUB_TOKEN"}]


@pytest.mark.parametrize("wish", ["nonsense", '[{"name": "x"}]', '[{"name": "x", "url": "ftp://x"}]'])
def test_a_source_that_cannot_be_is_refused_by_name(tmp_path, wish):
    with pytest.raises(SettingsError, match="KNOWLEDGE__MCP_SOURCES"):
        load(environ={"KNOWLEDGE__MCP_SOURCES": wish}, directory=tmp_path)
