"""What waits for a person, in one list: fans who want somebody, cases, refunds to be decided, conversations somebody is in.

Put together anew whenever it is asked for: each line is read where it is true. Knows nothing of who looks.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from willcall.access.actor import Actor
from willcall.boxoffice.queries.refunds_waiting import RefundWaiting
from willcall.cases import store as case_rows
from willcall.cases.ports import Case
from willcall.cases.sla import due
from willcall.conversations.store import speakers
from willcall.kit.clock import from_epoch_ms
from willcall.kit.database import Connection, Database
from willcall.kit.money import Money
from willcall.kit.outbox import newest

Kind = Literal["handoff", "case", "refund", "conversation"]
LIMIT = 200
SNIPPET = 140


class Approvals(Protocol):
    """Where refunds wait; an operator's own box office elsewhere decides its own."""

    def refunds_waiting(self, *, actor: Actor) -> list[RefundWaiting]: ...


@dataclass(frozen=True, slots=True)
class LastWords:
    speaker: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the queue.

    Args:
        item_id: The case, the order or the conversation.
        kind: What it is: `handoff` is a case of a fan who wants a person now.
        due_at: When a first answer is due; None once it came.
        held_by: The operator who speaks in its conversation.
        last: What was said there last.
        amount: What a refund would pay back.
    """

    item_id: str
    kind: Kind
    subject: str
    priority: str
    opened_at: datetime
    due_at: datetime | None
    status: str = "open"
    detail: str = ""
    assignee: str | None = None
    customer_id: str | None = None
    conversation_id: str | None = None
    order_id: str | None = None
    held_by: str | None = None
    last: LastWords | None = None
    amount: Money | None = None

    @property
    def fan_waits(self) -> bool:
        """Whether the fan spoke last."""
        return self.last is not None and self.last.speaker == "user"


class Queue:
    """Args:
    database: Where cases and conversations are.
    approvals: Where refunds wait; None when that is another system's business.
    """

    def __init__(self, database: Database, approvals: Approvals | None) -> None:
        self._database = database
        self._approvals = approvals

    def waiting(self) -> list[Item]:
        """Everything that waits, the most pressing first."""
        refunds = [] if self._approvals is None else self._approvals.refunds_waiting(actor=Actor.service("inbox"))
        with self._database.read() as connection:
            cases = case_rows.find_unsettled(connection, limit=LIMIT)
            held = speakers.held(connection)
            spoken = [c.conversation_id for c in cases if c.conversation_id] + [row.conversation_id for row in held]
            last = speakers.last_said(connection, sorted(set(spoken)))
        items = [_of_case(case, last) for case in cases]
        items += [_of_refund(refund) for refund in refunds]
        about = {item.conversation_id for item in items}
        items += [_of_conversation(row, last) for row in held if row.conversation_id not in about]
        return sorted(items, key=_pressing)

    def settled(self) -> list[Item]:
        """Cases that were closed, the newest first."""
        with self._database.read() as connection:
            cases = case_rows.find_cases(connection, status="closed", limit=LIMIT)
        return [_of_case(case, {}) for case in sorted(cases, key=lambda c: c.closed_at or c.created_at, reverse=True)]

    def lately(self, *, limit: int = 50) -> list[Item]:
        """Open conversations, the most recently active first, whoever speaks there."""
        with self._database.read() as connection:
            rows = speakers.lately(connection, limit=limit)
            last = speakers.last_said(connection, [row.conversation_id for row in rows])
        return [_of_conversation(row, last) for row in rows]

    def version(self) -> str:
        """Changes whenever the queue may have changed; cheap to ask for."""
        with self._database.read() as connection:
            return f"{newest(connection)}.{_said(connection)}"


def _said(connection: Connection) -> int:
    return sum(row.turns for row in speakers.held(connection))


def _of_case(case: Case, last: dict[str, Any]) -> Item:
    words = last.get(case.conversation_id or "")
    return Item(
        item_id=case.case_id,
        kind="handoff" if case.category == "handoff" else "case",
        subject=case.subject,
        detail=case.body,
        priority=case.priority,
        opened_at=case.created_at,
        due_at=None if case.answered_at is not None or case.status == "closed" else case.due_at,
        status=case.status,
        assignee=case.assignee,
        customer_id=case.customer_id,
        conversation_id=case.conversation_id,
        order_id=case.order_id,
        held_by=None if words is None else words.held_by,
        last=_words(words),
    )


def _of_refund(refund: RefundWaiting) -> Item:
    tickets = f"{refund.tickets} ticket{'s' if refund.tickets != 1 else ''}"
    return Item(
        item_id=refund.order_id,
        kind="refund",
        subject=f"Refund of {refund.amount.text} for {refund.event_name or refund.event_id}",
        detail=f"{tickets}, back {'as credit' if refund.refund_to == 'credit' else 'to the card'}. {refund.reason}",
        priority="normal",
        opened_at=refund.asked_at,
        due_at=due("normal", refund.asked_at),
        customer_id=refund.customer_id,
        order_id=refund.order_id,
        amount=refund.amount,
    )


def _of_conversation(row: Any, last: dict[str, Any]) -> Item:
    words = _words(last.get(row.conversation_id))
    return Item(
        item_id=row.conversation_id,
        kind="conversation",
        subject=words.text if words is not None else "A conversation",
        priority="normal",
        opened_at=from_epoch_ms(row.held_since_ms or row.active_at_ms),
        due_at=None,
        assignee=row.held_by,
        customer_id=row.customer_id,
        conversation_id=row.conversation_id,
        held_by=row.held_by,
        last=words,
    )


def _words(row: Any | None) -> LastWords | None:
    return None if row is None else LastWords(row.speaker, row.text[:SNIPPET], from_epoch_ms(row.at_ms))


def _pressing(item: Item) -> tuple[Any, ...]:
    """What is due comes first, the sooner the higher; then where a fan waits; then by age."""
    return (item.due_at is None, item.due_at or item.opened_at, not item.fan_waits, item.item_id)
