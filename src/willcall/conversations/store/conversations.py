"""Shelf one: conversations, their state, every turn, the fan's consents and feedback.

Turns are append-only. State is opaque plain JSON here (its meaning is the agent's). Knows nothing of what is talked about.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, insert, select, update

from willcall.conversations.store.tables import consents, conversations, feedback, memories, turns
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Conflict, NotFound

_LOAD = (
    select(conversations, memories.c.kept.label("remembered"))
    .outerjoin(memories, memories.c.customer_id == conversations.c.customer_id)
    .where(conversations.c.conversation_id == bindparam("id"))
)
_RECENT = (
    select(turns.c.speaker, turns.c.text)
    .where(turns.c.conversation_id == bindparam("id"))
    .order_by(turns.c.number.desc())
    .limit(bindparam("count"))
)
_GLIMPSES = select(
    conversations.c.conversation_id,
    conversations.c.turns,
    conversations.c.speaker,
    conversations.c.customer_id,
    conversations.c.closed_at_ms,
).where(conversations.c.conversation_id.in_(bindparam("ids", expanding=True)))
_ADD = insert(conversations)
_CHANGE = update(conversations).where(
    conversations.c.conversation_id == bindparam("id"),
    conversations.c.turns == bindparam("seen"),
    conversations.c.floor == bindparam("held"),
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


class Superseded(Stale):
    """The right to speak changed hands since the conversation was loaded: whoever held it then has nothing to say now."""


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
    floor: How often the right to speak has changed hands; what a save is fenced with.
    held_by: The operator who speaks, where a person does.
    held_since: Since when.
    remembered: What its fan asked us to remember, as it was when this was loaded; plain JSON text, the agent's.
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
    floor: int = 0
    held_by: str | None = None
    held_since: datetime | None = None
    remembered: str | None = None


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
class Glimpse:
    """How a conversation stands: as much as those who follow it must know to tell whether anything is new."""

    turns: int
    speaker: str
    customer_id: str | None
    closed: bool


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
        """Stores the state and appends messages; turns and floor must be what they were when it was loaded.

        Who speaks is not changed here (`speakers`).

        Raises:
            Superseded: If the right to speak changed hands meanwhile; nothing is written.
            Stale: If another turn came in between; nothing is written.
        """
        now = to_epoch_ms(unit.now)
        values = {
            "customer_id": conversation.customer_id,
            "state": conversation.state,
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
                    "speaker": conversation.speaker,
                    "created_at_ms": to_epoch_ms(conversation.created_at),
                },
            )
        else:
            done = unit.connection.execute(
                _CHANGE,
                {
                    "id": conversation.conversation_id,
                    "seen": conversation.turns,
                    "held": conversation.floor,
                    **values,
                },
            )
            if done.rowcount != 1:
                now_is = unit.connection.execute(_LOAD, {"id": conversation.conversation_id}).first()
                if now_is is not None and now_is.floor != conversation.floor:
                    raise Superseded("Someone else speaks in this conversation now.")
                raise Stale("Another message of this conversation was answered meanwhile; send yours again.")
        append(unit, conversation.conversation_id, conversation.turns, said)
        conversation.turns += len(said)
        conversation.new = False

    def glimpses(self, conversation_ids: Collection[str]) -> dict[str, Glimpse]:
        """How several conversations stand; those that there are."""
        with self._database.read() as connection:
            found = connection.execute(_GLIMPSES, {"ids": list(conversation_ids)}).all()
        return {
            r.conversation_id: Glimpse(r.turns, r.speaker, r.customer_id, r.closed_at_ms is not None) for r in found
        }

    def idle(self, *, before: datetime, limit: int = 100) -> list[str]:
        """Open conversations with no message since `before`; one in which a person speaks waits for that person."""
        with self._database.read() as connection:
            found = connection.execute(
                select(conversations.c.conversation_id)
                .where(
                    conversations.c.closed_at_ms.is_(None),
                    conversations.c.speaker == "agent",
                    conversations.c.active_at_ms < to_epoch_ms(before),
                )
                .order_by(conversations.c.active_at_ms)
                .limit(limit)
            ).all()
        return [r.conversation_id for r in found]

    def since(self, instant: datetime, *, limit: int = 10_000) -> list[tuple[str, str | None]]:
        """(conversation, customer) of conversations with a message since `instant`, the latest first."""
        with self._database.read() as connection:
            found = connection.execute(
                select(conversations.c.conversation_id, conversations.c.customer_id)
                .where(conversations.c.active_at_ms >= to_epoch_ms(instant))
                .order_by(conversations.c.active_at_ms.desc())
                .limit(limit)
            ).all()
        return [(r.conversation_id, r.customer_id) for r in found]

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
        """Keeps what a fan thought of one message (-1, 0 or 1; 1 to 5; words); returns its id."""
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
        about = {"feedback_id": feedback_id, "conversation_id": conversation_id, "rating": rating, "score": score}
        unit.emit("feedback.given", message_id, about, source="/conversations")
        return feedback_id


def append(unit: UnitOfWork, conversation_id: str, after: int, said: Sequence[Turn]) -> None:
    """Writes messages behind number `after`, which the caller has made theirs."""
    if not said:
        return
    unit.connection.execute(
        _APPEND,
        [
            {
                "message_id": turn.message_id,
                "conversation_id": conversation_id,
                "number": after + index,
                "speaker": turn.speaker,
                "text": turn.text,
                "body": dict(turn.body),
                "request_id": turn.request_id,
                "at_ms": to_epoch_ms(turn.at),
            }
            for index, turn in enumerate(said, start=1)
        ],
    )


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
        floor=row.floor,
        held_by=row.held_by,
        held_since=None if row.held_since_ms is None else from_epoch_ms(row.held_since_ms),
        remembered=row.remembered,
    )
