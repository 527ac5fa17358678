"""Idempotency keys, stored with the answer they gave, in the same transaction as the effect.

A key belongs to a scope (the caller and the operation). The same key with another request body is a conflict; with the
same one, the first answer is returned and nothing happens again. Semantics after the IETF draft "The Idempotency-Key HTTP
Header Field".
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, String, Table, bindparam, delete, insert, select

from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Conflict
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
_REMEMBER = insert(idempotency)


class KeyReused(Conflict):
    """The same idempotency key came with another request."""


def fingerprint(request: Any) -> str:
    """A stable hash of a plain-JSON request."""
    return hashlib.sha256(json.dumps(request, sort_keys=True, separators=(",", ":"), default=str).encode()).hexdigest()


def recall(unit: UnitOfWork, *, scope: str, key: str, request: Any) -> Any | None:
    """The answer an earlier attempt stored, or None.

    Raises:
        KeyReused: If the key was used for a different request.
    """
    row = unit.connection.execute(_RECALL, {"scope_": scope, "key_": key}).first()
    if row is None:
        return None
    if row.fingerprint != fingerprint(request):
        raise KeyReused(
            f"Idempotency key {key!r} was already used for a different request; use a new key.", field="Idempotency-Key"
        )
    return row.answer


def remember(unit: UnitOfWork, *, scope: str, key: str, request: Any, answer: Any) -> None:
    """Stores the answer under the key, with the effect."""
    unit.connection.execute(
        _REMEMBER,
        {
            "scope": scope,
            "key": key,
            "fingerprint": fingerprint(request),
            "answer": answer,
            "created_at_ms": to_epoch_ms(unit.now),
        },
    )


def replace(unit: UnitOfWork, *, scope: str, key: str, request: Any, answer: Any) -> None:
    """Stores the answer under the key in the place of whatever was there: for what is remembered, not done."""
    here = (idempotency.c.scope == scope) & (idempotency.c.key == key)
    unit.connection.execute(delete(idempotency).where(here))
    remember(unit, scope=scope, key=key, request=request, answer=answer)


def once(unit: UnitOfWork, *, scope: str, key: str | None, request: Any, effect: Callable[[], Any]) -> Any:
    """Runs `effect` unless this key has had its effect; returns the stored or new plain-JSON answer."""
    if key is None:
        return effect()
    earlier = recall(unit, scope=scope, key=key, request=request)
    if earlier is not None:
        return earlier
    answer = effect()
    remember(unit, scope=scope, key=key, request=request, answer=answer)
    return answer
