"""Whole conversations of an honest brain: how often the guard is wrong about the truth."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.agent_llm.guest import HonestGuest

from willcall.agent.safeguards.claims import Replacement
from willcall.app import build
from willcall.entrypoints.api.application import create_app
from willcall.settings import load
from willcall.training.evaluate.simulate import in_process, simulate


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_at_most_one_sentence_in_a_hundred_of_an_honest_brain_is_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    given = {"sandbox": True, "sample": True, "storage.data": tmp_path / "data", "access.rate_limit_per_minute": 0}
    app = build(load(given, environ={}, directory=tmp_path))
    guest, wrong = HonestGuest(), list[Replacement]()
    app.turns.brains = [guest]
    app.turns.on_replacement = wrong.append
    with TestClient(create_app(app)) as client:
        simulate(in_process(client), fans=30, k=1, seed=6, concurrency=1)
    app.close()
    with capsys.disabled():
        print(f"\nhonest sentences of whole conversations: {guest.sentences}, wrongly replaced: {len(wrong)}")  # noqa: T201
    assert guest.sentences > 300
    assert len(wrong) <= guest.sentences // 100, wrong
