"""The log as one thing: its tail in the database, its files beside it, and the door through which it is asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from willcall.conversations.log.archive import Archive
from willcall.conversations.log.reading import LogReader
from willcall.conversations.log.recognisers import OWN
from willcall.conversations.log.store import LogStore
from willcall.conversations.log.writing import LogWriter
from willcall.kit.database import Database
from willcall.kit.ids import Ids
from willcall.kit.personal import Redactor


@dataclass(frozen=True, slots=True)
class ConversationLog:
    """Args:
    store: Tail, and list of files.
    archive: The files, and their upkeep.
    reader: Answers questions about both together.
    """

    store: LogStore
    archive: Archive
    reader: LogReader

    @classmethod
    def over(cls, database: Database, folder: Path, *, ids: Ids) -> "ConversationLog":
        """The log of a database, with its files in `folder`."""
        store = LogStore(database)
        return cls(store, Archive(store, folder, ids=ids), LogReader(store, folder))

    def writer(self, *, keep: Callable[[], Iterable[str]] = tuple, **more: Any) -> LogWriter:
        """What writes messages into it, redacted.

        Args:
            keep: Names that are public and stay.
            **more: As `LogWriter` takes them.
        """
        return LogWriter(self.store, redact=Redactor(recognisers=OWN, keep=keep), **more)
