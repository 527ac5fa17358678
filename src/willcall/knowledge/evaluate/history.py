"""Runs that were made before, one JSON line each, so that the next says what has changed. Knows files, not what is in a run."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any


class History:
    """The runs of one data directory.

    Args:
        path: The file; made with the first run.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self, digest: str) -> Mapping[str, Any] | None:
        """The last run over that very set; None if there is none."""
        if not self._path.is_file():
            return None
        found = None
        for line in self._path.read_text("utf-8").splitlines():
            try:
                run = json.loads(line)
            except ValueError:
                continue  # half a line, of a run that was stopped
            if isinstance(run, dict) and run.get("digest") == digest:
                found = run
        return found

    def keep(self, digest: str, result: Mapping[str, Any], *, now: datetime) -> None:
        """Adds a run."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"digest": digest, "at": now.isoformat(), "result": result}) + "\n")
