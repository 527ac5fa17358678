"""What people thought, with what it was about: the question, the answer, and what that answer was made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from willcall.conversations.store.citations import sources_of
from willcall.conversations.store.tables import conversations, feedback, turns
from willcall.kit.clock import from_epoch_ms
from willcall.kit.database import Database

_MOST_PARAMETERS = 500


@dataclass(frozen=True, slots=True)
class Opinion:
    """Args:
    rating: -1, 0 or 1.
    score: 1 to 5, if one was given.
    question: What the fan had said.
    reply: What was answered.
    body: Of that answer: sources, usage.
    """

    feedback_id: str
    message_id: str
    conversation_id: str
    rating: int
    score: int | None
    comment: str | None
    correction: str | None
    at: datetime
    question: str | None
    reply: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """An opinion of an answer that was taken from sources.

    Args:
        sources: Ids of what it was taken from, the first of them most.
        customer_id: Whose conversation it is; None if nobody was signed in.
        whole: Whether it is of the conversation and not of this answer.
    """

    sources: tuple[str, ...]
    customer_id: str | None
    rating: int
    score: int | None
    whole: bool
    at: datetime


def judged_answers(database: Database, *, since_ms: int, limit: int) -> list[Judged]:
    """Opinions of sourced answers, the latest first; a score of a message without sources is of every sourced answer before it."""
    f, c = feedback.c, conversations.c
    given = (
        select(f.message_id, f.conversation_id, f.rating, f.score, f.at_ms, c.customer_id, turns.c.number, turns.c.body)
        .select_from(feedback.join(turns, turns.c.message_id == f.message_id).join(conversations, c.conversation_id == f.conversation_id))
        .where(f.at_ms >= since_ms)
        .order_by(f.at_ms.desc(), f.feedback_id)
        .limit(limit)
    )  # fmt: skip
    found: list[Judged] = []
    with database.read() as connection:
        rows = connection.execute(given).all()
        apart = {row.conversation_id for row in rows if row.score is not None and not sources_of(row.body)}
        said = select(turns.c.conversation_id, turns.c.number, turns.c.body).where(turns.c.speaker == "agent")
        answers: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        wanted = sorted(apart)
        for start in range(0, len(wanted), _MOST_PARAMETERS):
            part = turns.c.conversation_id.in_(wanted[start : start + _MOST_PARAMETERS])
            for turn in connection.execute(said.where(part)):
                if sources := sources_of(turn.body):
                    answers.setdefault(turn.conversation_id, []).append((turn.number, sources))
    for row in rows:
        own = sources_of(row.body)
        about = [own] if own else []
        if not own and row.score is not None:
            about = [sources for number, sources in answers.get(row.conversation_id, ()) if number < row.number]
        at = from_epoch_ms(row.at_ms)
        found += [Judged(sources, row.customer_id, row.rating, row.score, not own, at) for sources in about]
    return found


def opinions(database: Database, *, since_ms: int, until_ms: int, limit: int) -> Sequence[Opinion]:
    """Those given in a stretch of time, the latest first."""
    before = turns.alias()
    asked = and_(
        before.c.conversation_id == turns.c.conversation_id,
        before.c.number == turns.c.number - 1,
        before.c.speaker == "user",
    )
    wanted = (
        select(feedback, turns.c.text, turns.c.body, before.c.text.label("question"))
        .select_from(feedback.join(turns, turns.c.message_id == feedback.c.message_id).outerjoin(before, asked))
        .where(feedback.c.at_ms >= since_ms, feedback.c.at_ms < until_ms)
        .order_by(feedback.c.at_ms.desc(), feedback.c.feedback_id)
        .limit(limit)
    )
    with database.read() as connection:
        rows = connection.execute(wanted).all()
    return [
        Opinion(
            r.feedback_id, r.message_id, r.conversation_id, r.rating, r.score, r.comment, r.correction,
            from_epoch_ms(r.at_ms), r.question, r.text, r.body,
        )
        for r in rows
    ]  # fmt: skip
