"""What fans asked us to remember of them: one row a fan, written with their consent, gone when they say so.

What is in it is the agent's (plain JSON). Loading a conversation brings its fan's row along, so a turn asks for it no second time.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from willcall.conversations.store.tables import memories
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork

_OF = select(memories).where(memories.c.customer_id == bindparam("customer"))


@dataclass(frozen=True, slots=True)
class Memory:
    """Args:
    customer_id: Whose.
    kept: Plain JSON text; the agent's.
    consented: The words with which the fan allowed it.
    consented_at: When.
    changed_at: When anything in it last changed.
    """

    customer_id: str
    kept: str
    consented: str
    consented_at: datetime
    changed_at: datetime


class MemoryStore:
    """Args:
    database: Where it is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, customer_id: str) -> Memory | None:
        """Everything that is kept of a fan; also what an export of their data holds."""
        with self._database.read() as connection:
            row = connection.execute(_OF, {"customer": customer_id}).first()
        if row is None:
            return None
        return Memory(
            row.customer_id,
            row.kept,
            row.consented,
            from_epoch_ms(row.consented_at_ms),
            from_epoch_ms(row.changed_at_ms),
        )

    def keep(self, unit: UnitOfWork, *, customer_id: str, kept: str, consented: str) -> None:
        """Writes what is remembered of a fan.

        Args:
            unit: The transaction.
            customer_id: Whose.
            kept: Everything, as it is from now on.
            consented: The fan's words of consent; those of the first time stay.
        """
        now = to_epoch_ms(unit.now)
        whose = memories.c.customer_id == customer_id
        changed = update(memories).where(whose).values(kept=kept, changed_at_ms=now)
        if unit.connection.execute(changed).rowcount == 0:
            first = {"customer_id": customer_id, "kept": kept, "consented": consented[:500]}
            unit.connection.execute(insert(memories), {**first, "consented_at_ms": now, "changed_at_ms": now})

    def erase(self, unit: UnitOfWork, *, customer_id: str) -> bool:
        """Forgets a fan, the consent included; whether there was anything."""
        return unit.connection.execute(delete(memories).where(memories.c.customer_id == customer_id)).rowcount > 0
