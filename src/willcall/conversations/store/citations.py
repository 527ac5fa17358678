"""What answers were taken from, as their turns keep it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from willcall.conversations.store.tables import turns
from willcall.kit.clock import to_epoch_ms

LOOKED_BACK = 40
"""Answers that are looked through for such as have sources."""


def sources_of(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of what a turn's answer was taken from, the first of them most."""
    return tuple(str(source["id"]) for source in body.get("sources") or () if source.get("id"))


def cited(connection: Connection, conversation_id: str, *, until: datetime, limit: int) -> list[str]:
    """What each of the last answers up to an instant was taken from most, the latest first.

    Args:
        connection: To the database.
        conversation_id: Where they were given.
        until: A turn that began later does not count.
        limit: How many answers.
    """
    t = turns.c
    said = (
        select(t.body)
        .where(t.conversation_id == conversation_id, t.speaker == "agent", t.at_ms <= to_epoch_ms(until))
        .order_by(t.number.desc())
        .limit(LOOKED_BACK)
    )
    found = [sources[0] for body in connection.scalars(said) if (sources := sources_of(body))]
    return list(dict.fromkeys(found))[:limit]
