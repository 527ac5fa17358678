"""kill -9 at every step of adding, changing, removing and indexing: nothing acknowledged is lost, nothing half is served."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_killed_at_any_step_the_knowledge_base_is_whole(sqlite_template, tmp_path):
    (tmp_path / "template").mkdir()
    (tmp_path / "template" / "willcall.db").write_bytes(sqlite_template.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "tests.knowledge.killed", str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert told["killed"] == told["steps"] > 50
