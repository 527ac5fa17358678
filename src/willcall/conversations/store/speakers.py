"""The statements behind the lease of who talks: each is one conditional change of one row. Knows no rule about it."""

from typing import Any

from sqlalchemy import Row, bindparam, select, update

from willcall.conversations.store.conversations import Turn, append
from willcall.conversations.store.tables import conversations, turns
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import Connection, UnitOfWork

_HERE = conversations.c.conversation_id == bindparam("id")
_ROW = select(
    conversations.c.speaker,
    conversations.c.floor,
    conversations.c.held_by,
    conversations.c.held_since_ms,
    conversations.c.turns,
).where(_HERE)
_NEXT = {"floor": conversations.c.floor + 1}
_ASK = update(conversations).where(_HERE, conversations.c.speaker == "agent")
_SEIZE = update(conversations).where(_HERE, conversations.c.held_by.is_distinct_from(bindparam("whose")))
_RETURN = update(conversations).where(
    _HERE, conversations.c.speaker == "person", conversations.c.floor == bindparam("token")
)
_COUNT = {"turns": conversations.c.turns + 1}


def read(connection: Connection, conversation_id: str) -> Any | None:
    """Who speaks: `speaker`, `floor`, `held_by`, `held_since_ms`."""
    return connection.execute(_ROW, {"id": conversation_id}).first()


def take(unit: UnitOfWork, *, conversation_id: str, operator_id: str, force: bool) -> bool:
    """Whether the floor went from the agent (with `force`: from anyone else) to this operator. Opens what had ended."""
    now = to_epoch_ms(unit.now)
    values = {
        "speaker": "person",
        "held_by": operator_id,
        "held_since_ms": now,
        "active_at_ms": now,
        "closed_at_ms": None,
        **_NEXT,
    }
    asked: dict[str, Any] = {"id": conversation_id}
    if force:
        asked["whose"] = operator_id
    return unit.connection.execute((_SEIZE if force else _ASK).values(values), asked).rowcount == 1


def give_back(unit: UnitOfWork, *, conversation_id: str, token: int, state: str | None) -> bool:
    """Whether the floor went back to the agent; only from whoever holds it by this token."""
    values: dict[str, Any] = {"speaker": "agent", "held_by": None, "held_since_ms": None, **_NEXT}
    if state is not None:
        values["state"] = state
    values["active_at_ms"] = to_epoch_ms(unit.now)
    asked = {"id": conversation_id, "token": token}
    return unit.connection.execute(_RETURN.values(values), asked).rowcount == 1


def say(unit: UnitOfWork, *, conversation_id: str, token: int, turn: Turn, state: str | None) -> int | None:
    """Appends a person's words; their number, or None if the floor is not theirs by this token."""
    values: dict[str, Any] = {"active_at_ms": to_epoch_ms(unit.now), **_COUNT}
    if state is not None:
        values["state"] = state
    asked = {"id": conversation_id, "token": token}
    if unit.connection.execute(_RETURN.values(values), asked).rowcount != 1:
        return None
    return _appended(unit, conversation_id, turn)


def hear(
    unit: UnitOfWork, *, conversation_id: str, turn: Turn, state: str | None, customer_id: str | None
) -> int | None:
    """Appends the fan's words, whoever speaks; their number, or None if there is no such conversation."""
    values: dict[str, Any] = {"active_at_ms": to_epoch_ms(unit.now), "closed_at_ms": None, **_COUNT}
    if state is not None:
        values["state"] = state
    if customer_id is not None:
        values["customer_id"] = customer_id
    done = unit.connection.execute(update(conversations).where(_HERE).values(values), {"id": conversation_id})
    return _appended(unit, conversation_id, turn) if done.rowcount == 1 else None


def keep_state(unit: UnitOfWork, *, conversation_id: str, token: int, state: str) -> bool:
    """Stores the state alone, for whoever holds the floor by this token."""
    asked = {"id": conversation_id, "token": token}
    return unit.connection.execute(_RETURN.values(state=state), asked).rowcount == 1


def held(connection: Connection) -> list[Row[Any]]:
    """Every conversation in which a person speaks, the longest first."""
    wanted = (
        select(conversations)
        .where(conversations.c.held_by.is_not(None))
        .order_by(conversations.c.held_since_ms, conversations.c.conversation_id)
    )
    return list(connection.execute(wanted))


def lately(connection: Connection, *, limit: int) -> list[Row[Any]]:
    """Conversations that have not ended, the most recently active first."""
    wanted = select(conversations).where(conversations.c.closed_at_ms.is_(None), conversations.c.turns > 0)
    return list(connection.execute(wanted.order_by(conversations.c.active_at_ms.desc()).limit(limit)))


def last_said(connection: Connection, conversation_ids: list[str]) -> dict[str, Row[Any]]:
    """The newest message of each of these conversations."""
    if not conversation_ids:
        return {}
    newest = conversations.join(
        turns,
        (turns.c.conversation_id == conversations.c.conversation_id) & (turns.c.number == conversations.c.turns),
    )
    wanted = (
        select(
            turns, conversations.c.speaker.label("now_speaks"), conversations.c.held_by, conversations.c.closed_at_ms
        )
        .select_from(newest)
        .where(conversations.c.conversation_id.in_(conversation_ids))
    )
    return {row.conversation_id: row for row in connection.execute(wanted)}


def _appended(unit: UnitOfWork, conversation_id: str, turn: Turn) -> int:
    row = read(unit.connection, conversation_id)
    assert row is not None
    append(unit, conversation_id, row.turns - 1, [turn])
    return int(row.turns)
