"""Migrations lead to exactly the tables that the rooms declare, on both databases."""

import threading

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.migrations import current, head, migrate
from willcall.migrations.rooms import metadata


def test_a_migrated_database_has_exactly_the_tables_of_every_room(database):
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []


def test_every_room_is_seen(database):
    with database.read() as connection:
        there = set(inspect(connection).get_table_names())
    assert {"seat_claims", "orders", "outbox", "idempotency"} <= there
    assert there - {"alembic_version"} == set(metadata().tables)


def test_migrating_again_changes_nothing(database, database_url):
    migrate(database_url)
    with database.read() as connection:
        assert current(connection) == head()


def test_several_processes_may_start_at_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'new.db'}"
    failures = []

    def start():
        try:
            migrate(url)
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    made = Database(url, clock=FixedClock(None), ids=new_id)
    with made.read() as connection:
        assert current(connection) == head()
    made.dispose()
