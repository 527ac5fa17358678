"""Idempotency keys, stored with the answer they gave, in the same transaction as the effect.

A key belongs to a scope (the caller and the operation). The same key with another request body is a conflict; with the
same one, the first answer is returned and nothing happens again. Semantics after the IETF draft "The Idempotency-Key HTTP
Header Field".
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import JSON, BigInteger, Column, Connection, String, Table, bindparam, delete, select, text

from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Conflict
from willcall.kit.rows import add_rows
from willcall.kit.tables import metadata

idempotency = Table(
    "idempotency",
    metadata,
    Column("scope", String(120), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", JSON, nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
)

_RECALL = select(idempotency.c.fingerprint, idempotency.c.answer).where(
    idempotency.c.scope == bindparam("scope_"), idempotency.c.key == bindparam("key_")
)
# Lists travel in one parameter each: with a parameter for every member, the statement would be another one for every length.
_RECALL_ALL = 'SELECT scope, "key", fingerprint, answer FROM idempotency WHERE scope {scopes} AND "key" {keys}'
_RECALL_AMONG = {
    "sqlite": text(
        _RECALL_ALL.format(
            scopes="IN (SELECT value FROM json_each(:scopes))", keys="IN (SELECT value FROM json_each(:keys))"
        )
    ),
    "postgresql": text(_RECALL_ALL.format(scopes="= ANY(:scopes)", keys="= ANY(:keys)")),
}


class KeyReused(Conflict):
    """The same idempotency key came with another request."""


class Key(NamedTuple):
    """A key as its caller sent it.

    Args:
        scope: The caller and the operation.
        key: What the caller chose.
        fingerprint: Of the request it came with.
    """

    scope: str
    key: str
    fingerprint: str

    @classmethod
    def of(cls, request: Any, *, scope: str, key: str) -> "Key":
        """The key of a plain-JSON request."""
        return cls(scope, key, fingerprint(request))

    def answer_of(self, before: str, answer: Any) -> Any:
        """The answer stored with the fingerprint `before`. Raises: KeyReused unless it was for the same request."""
        if before != self.fingerprint:
            raise KeyReused(
                f"Idempotency key {self.key!r} was already used for a different request; use a new key.",
                field="Idempotency-Key",
            )
        return answer


def fingerprint(request: Any) -> str:
    """A stable hash of a plain-JSON request."""
    return hashlib.sha256(json.dumps(request, sort_keys=True, separators=(",", ":"), default=str).encode()).hexdigest()


def recall(connection: Connection, key: Key) -> Any | None:
    """The answer an earlier attempt stored, or None.

    Raises:
        KeyReused: If the key was used for a different request.
    """
    row = connection.execute(_RECALL, {"scope_": key.scope, "key_": key.key}).first()
    return None if row is None else key.answer_of(row.fingerprint, row.answer)


def recall_all(connection: Connection, keys: Sequence[Key]) -> dict[tuple[str, str], tuple[str, Any]]:
    """What earlier attempts stored: the request's fingerprint and the answer, by scope and key."""
    scopes, names = [key.scope for key in keys], [key.key for key in keys]
    if connection.dialect.name == "postgresql":
        rows = connection.execute(_RECALL_AMONG["postgresql"], {"scopes": scopes, "keys": names})
        return {(row.scope, row.key): (row.fingerprint, row.answer) for row in rows}
    rows = connection.execute(_RECALL_AMONG["sqlite"], {"scopes": json.dumps(scopes), "keys": json.dumps(names)})
    return {(row.scope, row.key): (row.fingerprint, json.loads(row.answer)) for row in rows}


def remember(unit: UnitOfWork, key: Key, answer: Any) -> None:
    """Stores the answer under the key, with the effect."""
    remember_all(unit, [(key, answer)])


def remember_all(unit: UnitOfWork, answers: Sequence[tuple[Key, Any]]) -> None:
    """Stores answers under their keys, with their effects."""
    now_ms = to_epoch_ms(unit.now)
    add_rows(
        unit.connection,
        idempotency,
        [{**key._asdict(), "answer": answer, "created_at_ms": now_ms} for key, answer in answers],
    )


def replace(unit: UnitOfWork, key: Key, answer: Any) -> None:
    """Stores the answer under the key in the place of whatever was there: for what is remembered, not done."""
    here = (idempotency.c.scope == key.scope) & (idempotency.c.key == key.key)
    unit.connection.execute(delete(idempotency).where(here))
    remember(unit, key, answer)


def once(unit: UnitOfWork, *, scope: str, key: str | None, request: Any, effect: Callable[[], Any]) -> Any:
    """Runs `effect` unless this key has had its effect; returns the stored or new plain-JSON answer."""
    if key is None:
        return effect()
    asked = Key.of(request, scope=scope, key=key)
    earlier = recall(unit.connection, asked)
    if earlier is not None:
        return earlier
    answer = effect()
    remember(unit, asked, answer)
    return answer
