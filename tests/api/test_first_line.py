"""What is said at the start must not end what has begun."""

import sqlite3
from pathlib import Path

from willcall.entrypoints.api.server import _first_operator
from willcall.migrations import migrate
from willcall.settings import load


def test_where_no_password_can_be_made_serving_goes_on_and_it_is_said(tmp_path: Path) -> None:
    settings = load({"sandbox": True, "storage.data": tmp_path}, environ={}, directory=tmp_path)
    migrate(settings.storage.url)
    with sqlite3.connect(tmp_path / "willcall.db") as database:
        database.execute("DROP TABLE operators")
    (said,) = _first_operator(settings)
    assert "no password could be made" in said
