"""The desk, seen from outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Case:
    """Something a person must look at."""

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
        idempotency_key: str | None = None,
    ) -> Case: ...

    def list_cases(self, *, status: str | None = None, limit: int = 50) -> list[Case]: ...
