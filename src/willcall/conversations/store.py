"""Shelf one: conversations, their state, every turn, the fan's consents and feedback.

Turns are append-only. State is opaque plain JSON here (its meaning is the agent's). Knows nothing of what is talked about.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)

from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Conflict, NotFound
from willcall.kit.tables import metadata

conversations = Table(
    "conversations",
    metadata,
    Column("conversation_id", String(40), primary_key=True),
    Column("customer_id", String(64), nullable=True, index=True),
    Column("channel", String(32), nullable=False),
    Column("session", String(80), nullable=True),
    Column("state", Text, nullable=False),
    Column("speaker", String(16), nullable=False),
    Column("turns", Integer, nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
    Column("active_at_ms", BigInteger, nullable=False),
    Column("closed_at_ms", BigInteger, nullable=True),
    Index("conversations_by_activity", "closed_at_ms", "active_at_ms"),
)

turns = Table(
    "turns",
    metadata,
    Column("message_id", String(40), primary_key=True),
    Column("conversation_id", String(40), nullable=False),
    Column("number", Integer, nullable=False),
    Column("speaker", String(16), nullable=False),  # user | agent | person
    Column("text", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("request_id", String(80), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Index("turns_in_order", "conversation_id", "number", unique=True),
)

consents = Table(
    "consents",
    metadata,
    Column("quote_id", String(40), primary_key=True),
    Column("conversation_id", String(40), nullable=False),
    Column("customer_id", String(64), nullable=False),
    Column("digest", String(80), nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("said", Text, nullable=False),
    Column("given_at_ms", BigInteger, nullable=False),
    Column("expires_at_ms", BigInteger, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("feedback_id", String(40), primary_key=True),
    Column("message_id", String(40), nullable=False, index=True),
    Column("conversation_id", String(40), nullable=False),
    Column("rating", Integer, nullable=False),
    Column("score", Integer, nullable=True),
    Column("comment", Text, nullable=True),
    Column("correction", Text, nullable=True),
    Column("resolved", Boolean, nullable=False, default=False),
    Column("at_ms", BigInteger, nullable=False),
)

_LOAD = select(conversations).where(conversations.c.conversation_id == bindparam("id"))
_RECENT = (
    select(turns.c.speaker, turns.c.text)
    .where(turns.c.conversation_id == bindparam("id"))
    .order_by(turns.c.number.desc())
    .limit(bindparam("count"))
)
_ADD = insert(conversations)
_CHANGE = update(conversations).where(
    conversations.c.conversation_id == bindparam("id"), conversations.c.turns == bindparam("seen")
)
_APPEND = insert(turns)
_CONSENT = select(consents).where(consents.c.quote_id == bindparam("quote"))
_ADD_CONSENT = insert(consents)
_CHANGE_CONSENT = update(consents).where(consents.c.quote_id == bindparam("quote"))


class NoSuchConversation(NotFound):
    """There is none, or it is someone else's: the two look alike."""


class NoSuchMessage(NotFound):
    pass


class Stale(Conflict):
    """Another turn of the same conversation was saved meanwhile."""


@dataclass(slots=True)
class Conversation:
    """Args:
    conversation_id: `cnv_…`.
    customer_id: Whose it is once they have signed in.
    channel: `chat`, `v1`, `cli` …
    state: Plain JSON text; the agent's.
    speaker: Who talks for Willcall: `agent` or `person`.
    turns: Messages so far; the version that a save checks.
    closed: Whether it has ended.
    """

    conversation_id: str
    customer_id: str | None
    channel: str
    state: str
    speaker: Literal["agent", "person"]
    turns: int
    created_at: datetime
    active_at: datetime
    closed: bool = False
    session: str | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    message_id: str
    speaker: str
    text: str
    at: datetime
    number: int = 0
    request_id: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Consent:
    """A fan's yes to exactly one quote, for as long as that quote lives."""

    quote_id: str
    conversation_id: str
    customer_id: str
    digest: str
    total: int
    currency: str
    expires_at: datetime


class ConversationStore:
    """Args:
    database: Where it is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, conversation_id: str) -> Conversation:
        """Raises: NoSuchConversation."""
        with self._database.read() as connection:
            row = connection.execute(_LOAD, {"id": conversation_id}).first()
        if row is None:
            raise NoSuchConversation(f"There is no conversation {conversation_id!r}.", field="conversation_id")
        return _conversation(row)

    def load_with_history(self, conversation_id: str, count: int) -> tuple[Conversation, list[tuple[str, str]]]:
        """The conversation and its last `count` messages as (speaker, text), oldest first."""
        with self._database.read() as connection:
            row = connection.execute(_LOAD, {"id": conversation_id}).first()
            if row is None:
                raise NoSuchConversation(f"There is no conversation {conversation_id!r}.", field="conversation_id")
            recent = connection.execute(_RECENT, {"id": conversation_id, "count": count}).all()
        return _conversation(row), [(r.speaker, r.text) for r in reversed(recent)]

    def history(self, conversation_id: str, *, after: int = 0, limit: int = 500) -> list[Turn]:
        """Messages in order, from number `after` (exclusive)."""
        with self._database.read() as connection:
            found = connection.execute(
                select(turns)
                .where(turns.c.conversation_id == conversation_id, turns.c.number > after)
                .order_by(turns.c.number)
                .limit(limit)
            ).all()
        return [
            Turn(r.message_id, r.speaker, r.text, from_epoch_ms(r.at_ms), r.number, r.request_id, r.body) for r in found
        ]

    def save(self, unit: UnitOfWork, conversation: Conversation, said: Sequence[Turn]) -> None:
        """Stores the state and appends messages; `conversation.turns` must be what it was when loaded.

        Raises:
            Stale: If another turn came in between; nothing is written.
        """
        now = to_epoch_ms(unit.now)
        values = {
            "customer_id": conversation.customer_id,
            "state": conversation.state,
            "speaker": conversation.speaker,
            "turns": conversation.turns + len(said),
            "active_at_ms": now,
            "closed_at_ms": now if conversation.closed else None,
        }
        if conversation.new:
            unit.connection.execute(
                _ADD,
                {
                    **values,
                    "conversation_id": conversation.conversation_id,
                    "channel": conversation.channel,
                    "session": conversation.session,
                    "created_at_ms": to_epoch_ms(conversation.created_at),
                },
            )
        else:
            done = unit.connection.execute(
                _CHANGE, {"id": conversation.conversation_id, "seen": conversation.turns, **values}
            )
            if done.rowcount != 1:
                raise Stale("Another message of this conversation was answered meanwhile; send yours again.")
        if said:
            unit.connection.execute(
                _APPEND,
                [
                    {
                        "message_id": turn.message_id,
                        "conversation_id": conversation.conversation_id,
                        "number": conversation.turns + index,
                        "speaker": turn.speaker,
                        "text": turn.text,
                        "body": dict(turn.body),
                        "request_id": turn.request_id,
                        "at_ms": to_epoch_ms(turn.at),
                    }
                    for index, turn in enumerate(said, start=1)
                ],
            )
        conversation.turns += len(said)
        conversation.new = False

    def idle(self, *, before: datetime, limit: int = 100) -> list[str]:
        """Open conversations with no message since `before`."""
        with self._database.read() as connection:
            found = connection.execute(
                select(conversations.c.conversation_id)
                .where(conversations.c.closed_at_ms.is_(None), conversations.c.active_at_ms < to_epoch_ms(before))
                .order_by(conversations.c.active_at_ms)
                .limit(limit)
            ).all()
        return [r.conversation_id for r in found]

    # -- consent ---------------------------------------------------------------------------------------------------

    def give_consent(self, unit: UnitOfWork, consent: Consent, *, said: str) -> None:
        """Records a yes; the same yes again changes nothing."""
        known = unit.connection.execute(_CONSENT, {"quote": consent.quote_id}).first()
        values = {
            "conversation_id": consent.conversation_id,
            "customer_id": consent.customer_id,
            "digest": consent.digest,
            "total": consent.total,
            "currency": consent.currency,
            "said": said[:500],
            "given_at_ms": to_epoch_ms(unit.now),
            "expires_at_ms": to_epoch_ms(consent.expires_at),
        }
        if known is None:
            unit.connection.execute(_ADD_CONSENT, {"quote_id": consent.quote_id, **values})
        else:
            unit.connection.execute(_CHANGE_CONSENT, {"quote": consent.quote_id, **values})

    def consent(self, quote_id: str) -> Consent | None:
        """The yes given to a quote, live or not."""
        with self._database.read() as connection:
            row = connection.execute(_CONSENT, {"quote": quote_id}).first()
        if row is None:
            return None
        return Consent(
            row.quote_id,
            row.conversation_id,
            row.customer_id,
            row.digest,
            row.total,
            row.currency,
            from_epoch_ms(row.expires_at_ms),
        )

    # -- feedback --------------------------------------------------------------------------------------------------

    def message(self, message_id: str) -> tuple[str, Turn]:
        """The conversation a message stands in, and the message. Raises: NoSuchMessage."""
        with self._database.read() as connection:
            r = connection.execute(select(turns).where(turns.c.message_id == message_id)).first()
        if r is None:
            raise NoSuchMessage(f"There is no message {message_id!r}.", field="message_id")
        turn = Turn(r.message_id, r.speaker, r.text, from_epoch_ms(r.at_ms), r.number, r.request_id, r.body)
        return r.conversation_id, turn

    def add_feedback(
        self,
        unit: UnitOfWork,
        *,
        message_id: str,
        conversation_id: str,
        rating: int,
        score: int | None = None,
        comment: str | None = None,
        correction: str | None = None,
    ) -> str:
        """Keeps what a fan thought of one message; returns its id."""
        feedback_id = unit.ids("fbk")
        unit.connection.execute(
            insert(feedback),
            {
                "feedback_id": feedback_id,
                "message_id": message_id,
                "conversation_id": conversation_id,
                "rating": rating,
                "score": score,
                "comment": comment,
                "correction": correction,
                "resolved": False,
                "at_ms": to_epoch_ms(unit.now),
            },
        )
        unit.emit("feedback.given", message_id, {"rating": rating, "score": score}, source="/conversations")
        return feedback_id

    def feedback_for(self, message_id: str) -> list[dict[str, Any]]:
        with self._database.read() as connection:
            found = connection.execute(select(feedback).where(feedback.c.message_id == message_id)).mappings().all()
        return [dict(r) for r in found]


def _conversation(row: Any) -> Conversation:
    return Conversation(
        row.conversation_id,
        row.customer_id,
        row.channel,
        row.state if isinstance(row.state, str) else json.dumps(row.state),
        row.speaker,
        row.turns,
        from_epoch_ms(row.created_at_ms),
        from_epoch_ms(row.active_at_ms),
        row.closed_at_ms is not None,
        row.session,
    )
