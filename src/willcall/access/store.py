"""Whose words Willcall may learn from: given by a fan, withdrawn by a fan, never assumed.

A consent is of a fan, or of one conversation of somebody who did not sign in. Knows no conversation and nothing of what is learnt.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Column, String, Table, delete, insert, select, update

from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Invalid
from willcall.kit.tables import metadata

_MANY = 500  # ids in one question to the database

learning_consents = Table(
    "learning_consents",
    metadata,
    Column("subject", String(64), primary_key=True),
    Column("how", String(200), nullable=False),
    Column("given_at_ms", BigInteger, nullable=False),
    Column("withdrawn_at_ms", BigInteger, nullable=True),
)


class NoSubject(Invalid):
    """A consent of nobody."""


@dataclass(frozen=True, slots=True)
class LearningConsent:
    """Args:
    subject: A customer id, or a conversation id.
    how: How it was given, e.g. `sign-up form, 2026-11`.
    given_at: When it was last given.
    withdrawn_at: When it was taken back; None while it holds.
    """

    subject: str
    how: str
    given_at: datetime
    withdrawn_at: datetime | None = None


class LearningConsents:
    """Args:
    database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, unit: UnitOfWork, *, subject: str, how: str) -> None:
        """From now on this fan's words may be learnt from. Raises: NoSubject."""
        subject = _named(subject)
        now = to_epoch_ms(unit.now)
        values = {"how": how[:200], "given_at_ms": now, "withdrawn_at_ms": None}
        known = learning_consents.c.subject == subject
        if not unit.connection.execute(update(learning_consents).where(known).values(values)).rowcount:
            unit.connection.execute(insert(learning_consents).values(subject=subject, **values))

    def withdraw(self, unit: UnitOfWork, *, subject: str) -> bool:
        """From now on they may not; whether they might before. Raises: NoSubject."""
        held = (learning_consents.c.subject == _named(subject)) & learning_consents.c.withdrawn_at_ms.is_(None)
        changed = update(learning_consents).where(held).values(withdrawn_at_ms=to_epoch_ms(unit.now))
        return unit.connection.execute(changed).rowcount > 0

    def forget(self, unit: UnitOfWork, *, subject: str) -> None:
        """No trace is left that there was one."""
        unit.connection.execute(delete(learning_consents).where(learning_consents.c.subject == subject))

    def among(self, subjects: Iterable[str]) -> frozenset[str]:
        """Those of `subjects` whose consent holds."""
        wanted = sorted(set(subjects))
        found: set[str] = set()
        with self._database.read() as connection:
            for at in range(0, len(wanted), _MANY):
                question = select(learning_consents.c.subject).where(
                    learning_consents.c.subject.in_(wanted[at : at + _MANY]),
                    learning_consents.c.withdrawn_at_ms.is_(None),
                )
                found.update(connection.execute(question).scalars())
        return frozenset(found)

    def listing(self) -> list[LearningConsent]:
        """All of them, also those withdrawn, the newest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(learning_consents).order_by(learning_consents.c.given_at_ms.desc())).all()
        return [
            LearningConsent(
                row.subject,
                row.how,
                from_epoch_ms(row.given_at_ms),
                None if row.withdrawn_at_ms is None else from_epoch_ms(row.withdrawn_at_ms),
            )
            for row in rows
        ]


def _named(subject: str) -> str:
    if not subject.strip() or len(subject) > 64:
        raise NoSubject(f"A consent is of a customer or conversation id, not of {subject[:80]!r}.", field="subject")
    return subject.strip()
