"""A real OpenAI-compatible server with a real, if tiny and witless, model: `transformers serve` on this machine.

Needs torch and transformers, here or in the Python named by `WILLCALL_TRAIN_PYTHON`.
"""

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.agent.brains.openai_compatible import OpenAICompatibleBrain
from willcall.agent.brains.openai_wire import OpenAIWire
from willcall.agent.ports import BrainFailed
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

pytestmark = [pytest.mark.train, pytest.mark.slow, pytest.mark.timeout(600)]


@dataclass(frozen=True)
class RealServer:
    url: str
    model: str
    log: Path


def python_with_torch() -> str:
    given = os.environ.get("WILLCALL_TRAIN_PYTHON")
    if given:
        return given
    if importlib.util.find_spec("torch") and importlib.util.find_spec("transformers"):
        return sys.executable
    pytest.fail("needs torch and transformers, here or in WILLCALL_TRAIN_PYTHON: make test-train")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    python = python_with_torch()
    folder = tmp_path_factory.mktemp("tiny")
    subprocess.run(
        [python, str(Path(__file__).with_name("tiny_model.py")), str(folder)],
        check=True,
        timeout=300,
        capture_output=True,
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "serve.log"
    serve = [
        python,
        "-m",
        "transformers.cli.transformers",
        "serve",
        str(folder),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--device",
        "cpu",
    ]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    environment.pop("PYTHONPATH", None)
    with (
        log.open("wb") as out,
        subprocess.Popen(serve, stdout=out, stderr=subprocess.STDOUT, env=environment) as process,
    ):
        try:
            _wait(f"http://127.0.0.1:{port}/health", process, log)
            yield RealServer(f"http://127.0.0.1:{port}/v1", str(folder), log)
        finally:
            process.terminate()


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 240
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            urllib.request.urlopen(url, timeout=5).read()
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)  # there is no event to wait for: the server is another process
        else:
            return
    pytest.fail(log.read_text()[-3000:])


def wire(real: RealServer, **more: int) -> OpenAIWire:
    return OpenAIWire(base_url=real.url, model=real.model, read_seconds=60, max_tokens=more.get("max_tokens", 40))


def test_a_real_server_streams_and_its_tokens_are_counted(real: RealServer):
    heard: list[str] = []
    chat = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "two for tonight"}]
    done = wire(real).complete(chat, [], until=time.monotonic() + 120, on_text=heard.append)
    assert "".join(heard) == done.text
    assert done.input_tokens > 5
    assert 0 < done.output_tokens <= 40


def test_calls_results_and_tools_pass_through_a_real_chat_template(real: RealServer):
    tools = [
        {
            "type": "function",
            "function": {
                "name": "find_events",
                "description": "Events.",
                "parameters": {"type": "object", "properties": {}},
            },
        }
    ]
    call = {"id": "call_1", "type": "function", "function": {"name": "find_events", "arguments": "{}"}}
    chat = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "two for tonight"},
        {"role": "assistant", "content": "", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_1", "content": '{"events": []}'},
    ]
    plain = wire(real).complete(chat[:2], [], until=time.monotonic() + 120)
    done = wire(real).complete(chat, tools, until=time.monotonic() + 120)
    assert done.input_tokens > plain.input_tokens + 20


def test_a_witless_model_is_not_heard_and_the_fan_buys_all_the_same(
    real: RealServer, sqlite_database: Database, clock: FixedClock
):
    failed: list[str] = []
    brain = OpenAICompatibleBrain(wire(real, max_tokens=60), name="tiny", turn_seconds=120)
    turns = runner(
        sqlite_database,
        clock,
        small_season(clock.now),
        brains=[brain],
        deadline_s=120.0,
        on_brain_failed=lambda name, why: failed.append(f"{name}: {why}"),
    )
    talk = Talk(turns, "cus_ann")
    reply = talk.say("2 tickets for the otters on friday")
    assert failed, reply
    assert reply.usage.brain == "embedded"
    assert reply.usage.input_tokens > 100
    assert reply.usage.output_tokens > 0
    talk.press(type="select", card_id=talk.card("seats").id, option=0)
    talk.say("yes")
    talk.pay()
    (order,) = talk.orders()
    assert len(order.tickets) == 2


def test_a_model_the_server_does_not_have_is_a_failed_brain_and_no_error(real: RealServer):
    stranger = OpenAIWire(base_url=real.url, model="nobody/has-this", read_seconds=30, retries=0)
    with pytest.raises(BrainFailed):
        stranger.complete([{"role": "user", "content": "hi"}], [], until=time.monotonic() + 60)
