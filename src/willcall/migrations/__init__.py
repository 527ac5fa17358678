"""Brings a database to the shape this version needs. Alembic does the work, and is loaded only when there is some.

    python -m willcall.migrations DATABASE_URL "why"     writes the next revision from what the tables have become

Knows nothing of what the tables mean.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import URL, make_url

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent
_LOCK = int.from_bytes(hashlib.sha256(b"willcall.migrations").digest()[:4], "big")


def head() -> str:
    """The newest revision, read off the file names: `0001_first.py` is `0001`."""
    return max(path.name.split("_")[0] for path in (HERE / "versions").glob("[0-9]*_*.py"))


def migrate(database_url: str) -> None:
    """Applies whatever the database lacks; quick when nothing is lacking, and safe when several processes start at once."""
    url = _driver(make_url(database_url))
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if current(connection) == head():
                return
        with _alone(url, engine):
            _upgrade(engine)
    finally:
        engine.dispose()


def current(connection: Connection) -> str | None:
    """The revision a database is at; None when it has none of our tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def configuration(connection: Connection) -> "Config":
    """Alembic's configuration for one connection; there is no ini file."""
    from alembic.config import Config  # noqa: PLC0415 - loaded only when there is something to do

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415

    with engine.begin() as connection:
        command.upgrade(configuration(connection), "head")


def _driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgresql", "postgres"} else url


@contextmanager
def _alone(url: URL, engine: Engine) -> Iterator[None]:
    """One process at a time: an advisory lock in PostgreSQL, a locked file beside SQLite's."""
    if url.get_backend_name() == "postgresql":
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
        return
    path = Path(f"{url.database}.migrating")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
        path.unlink(missing_ok=True)
