"""One at a time, by name, across threads and processes; freed by the kernel or the server when a process dies.

With SQLite the lock is an advisory lock on one of a few files beside the database; with PostgreSQL it is an advisory lock of
a session. Two names may share a file, so never take two locks at once.
"""

import fcntl
import os
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from willcall.kit.database import Database

_STRIPES = 64


class NamedLocks:
    """Args:
    database: Whose neighbourhood the locks live in.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._threads = [threading.Lock() for _ in range(_STRIPES)]
        self._folder: Path | None = None
        if database.is_sqlite:
            path = Path(database.engine.url.database or "")
            self._folder = path.with_name(path.name + ".locks")
            self._folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Waits for the lock of that name and holds it for the block."""
        number = zlib.crc32(name.encode())
        stripe = number % _STRIPES
        with self._threads[stripe]:
            if self._folder is not None:
                fd = os.open(self._folder / f"{stripe:02d}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                try:
                    fcntl.flock(fd, fcntl.LOCK_EX)
                    yield
                finally:
                    os.close(fd)
            else:
                with self._database.engine.connect() as connection:
                    connection.execute(text("SELECT pg_advisory_lock(:n)"), {"n": number})
                    connection.commit()
                    try:
                        yield
                    finally:
                        connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": number})
                        connection.commit()
