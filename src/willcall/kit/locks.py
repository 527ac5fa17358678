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
        self._files: list[Path] = []
        self._open: dict[tuple[int, int], int] = {}
        if database.is_sqlite:
            path = Path(database.engine.url.database or "")
            self._files = _made(path.with_name(path.name + ".locks"))

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Waits for the lock of that name and holds it for the block."""
        number = zlib.crc32(name.encode())
        stripe = number % _STRIPES
        with self._threads[stripe]:
            if self._files:
                descriptor = self._descriptor(stripe)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                try:
                    yield
                finally:
                    fcntl.flock(descriptor, fcntl.LOCK_UN)
            else:
                with self._database.engine.connect() as connection:
                    connection.execute(text("SELECT pg_advisory_lock(:n)"), {"n": number})
                    connection.commit()
                    try:
                        yield
                    finally:
                        connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": number})
                        connection.commit()

    def _descriptor(self, stripe: int) -> int:
        """The stripe's file, opened once a process: a child that shared its parent's would share its locks."""
        mine = (os.getpid(), stripe)
        if mine not in self._open:
            self._open[mine] = os.open(self._files[stripe], os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._open[mine]

    def close(self) -> None:
        """Closes its files; whoever comes after opens them anew."""
        while self._open:
            (process, _stripe), descriptor = self._open.popitem()
            if process == os.getpid():
                os.close(descriptor)


def _made(folder: Path) -> list[Path]:
    """The stripes' files: made at once, since to make one in a turn can wait for whatever the disk is writing."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{stripe:02d}" for stripe in range(_STRIPES)]
    for missing in set(files) - set(folder.iterdir()):
        missing.touch(0o600)
    return files
