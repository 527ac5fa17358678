"""The desk, seen from outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Case:
    """Something a person must look at.

    Args:
        category: What it is about: `handoff` for a fan who wants a person; None until somebody says.
        assignee: The operator who has taken it.
        due_at: When a person's first answer is due.
        answered_at: When it came.
        resolution: How it was settled, once it is closed.
    """

    case_id: str
    subject: str
    body: str
    channel: str
    status: str
    priority: str
    customer_id: str | None
    conversation_id: str | None
    order_id: str | None
    created_at: datetime
    category: str | None = None
    assignee: str | None = None
    due_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    resolution: str | None = None


class Desk(Protocol):
    """Takes what the agent cannot or may not settle."""

    def open_case(
        self,
        *,
        subject: str,
        body: str,
        channel: str = "chat",
        priority: str = "normal",
        customer_id: str | None = None,
        conversation_id: str | None = None,
        order_id: str | None = None,
        category: str | None = None,
        idempotency_key: str | None = None,
    ) -> Case: ...

    def list_cases(self, *, status: str | None = None, limit: int = 50) -> list[Case]: ...

    def get_case(self, case_id: str) -> Case: ...
