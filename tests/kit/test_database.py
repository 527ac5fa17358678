"""What a caller meets when the database cannot keep up."""

import pytest

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database, DatabaseUnavailable
from willcall.kit.ids import new_id


def test_a_pool_with_every_connection_busy_is_an_answer_and_not_a_crash(sqlite_url: str, clock: FixedClock) -> None:
    database = Database(sqlite_url, clock=clock, ids=new_id, pool_size=1)
    database.engine.pool._timeout = 0.05  # type: ignore[attr-defined]
    taken = [database.engine.connect() for _ in range(database.engine.pool.size() + database.engine.pool._max_overflow)]  # type: ignore[attr-defined]
    with pytest.raises(DatabaseUnavailable, match="busy"), database.read():
        pass
    for connection in taken:
        connection.close()
    with database.read():
        pass
    database.dispose()
