"""What a settled case taught: the passages it concerned lead to the documents that a person named when they closed it.

It concerned what the last answers before it were taken from; fans have their say in that alone. What leads where is kept by name, without a
word of anybody's, and goes with the case and with the fan. Knows no search.
"""

from collections.abc import Sequence

from willcall.cases import store
from willcall.cases.ports import Case
from willcall.conversations.store.citations import cited
from willcall.kit.database import Database, UnitOfWork
from willcall.knowledge.linking import named
from willcall.knowledge.ports import Edge

CONCERNED = 3
"""Answers before the case whose passages it is about."""


class SettledLinks:
    """Fulfils `knowledge.ports.Links`.

    Args:
        database: Where cases are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def linked(self, chunk_ids: Sequence[str]) -> list[Edge]:
        """The chunks that cases about these were settled with."""
        with self._database.read() as connection:
            return store.settled_with(connection, chunk_ids)


def join(unit: UnitOfWork, case: Case) -> None:
    """Keeps what a case that is being closed joins; nothing where its resolution names no document."""
    found = named(case.resolution or "")
    if found and case.conversation_id is not None:
        about = cited(unit.connection, case.conversation_id, until=case.created_at, limit=CONCERNED)
        store.settle(unit, case.case_id, about, found)


def forget(unit: UnitOfWork, *, subject: str) -> int:
    """Forgets what the cases of a fan, or of a conversation, joined; how much there was."""
    return store.unsettle(unit, subject)
