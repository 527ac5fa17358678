"""A log of its own, and a house to fill it."""

import pytest

from willcall.conversations.log.archive import Archive
from willcall.conversations.log.reading import LogReader
from willcall.conversations.log.records import record
from willcall.conversations.log.store import LogStore
from willcall.kit.clock import to_epoch_ms
from willcall.kit.ids import new_id


class Crash(Exception):
    pass


class CrashingStore(LogStore):
    """Dies at the step it is told to die at."""

    dies_at = ""

    def settle(self, unit, **wanted):
        self._maybe("settle")
        super().settle(unit, **wanted)

    def replace(self, unit, **wanted):
        self._maybe("replace")
        super().replace(unit, **wanted)

    def _maybe(self, step):
        if self.dies_at == step:
            raise Crash


class Log:
    """Store, files and reader over one database."""

    def __init__(self, database, folder, clock):
        self.database, self.clock = database, clock
        self.store = CrashingStore(database)
        self.archive = Archive(self.store, folder, ids=new_id, most_files=3, grace_s=0)
        self.reader = LogReader(self.store, folder)

    def note(self, *record_ids, at=None, **values):
        at = to_epoch_ms(at or self.clock())
        with self.database.write() as unit:
            self.store.append(unit, [record(name, "turn", at, ok=True, **values) for name in record_ids])

    def ids(self, **asked):
        return sorted(row[0] for row in self.reader.ask("SELECT record_id FROM log", **asked).rows)


@pytest.fixture
def log(database, tmp_path, clock):
    made = Log(database, tmp_path / "log", clock)
    yield made
    made.reader.close()


@pytest.fixture
def local_log(sqlite_database, tmp_path, clock):
    made = Log(sqlite_database, tmp_path / "log", clock)
    yield made
    made.reader.close()
