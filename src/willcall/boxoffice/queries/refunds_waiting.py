"""Refunds that wait for a person's word."""

from dataclasses import dataclass
from datetime import datetime

from willcall.access.actor import Actor
from willcall.boxoffice.store import orders
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import from_epoch_ms
from willcall.kit.database import Connection
from willcall.kit.errors import Denied
from willcall.kit.money import Money


@dataclass(frozen=True, slots=True)
class RefundWaiting:
    """Args:
    order_id: Whose refund.
    amount: What would go back.
    refund_to: The card it was paid with, or credit.
    tickets: How many would be given back.
    reason: Why a person must decide; names the policy.
    asked_at: When the fan asked.
    """

    order_id: str
    customer_id: str
    event_id: str
    event_name: str
    amount: Money
    refund_to: str
    tickets: int
    reason: str
    asked_at: datetime


def refunds_waiting(connection: Connection, *, catalogue: Catalogue, actor: Actor) -> list[RefundWaiting]:
    """The longest wait first. Raises: Denied to all but a service."""
    if actor.kind != "service":
        raise Denied("Only the box office's own people see which refunds wait.")
    shows = catalogue.snapshot(connection).shows
    return [
        RefundWaiting(
            order_id=row.order_id,
            customer_id=row.customer_id,
            event_id=row.event_id,
            event_name=shows[row.event_id].name if row.event_id in shows else "",
            amount=Money(-row.owed, row.currency),
            refund_to=row.details["refund_to"] or "original",
            tickets=len(row.details["ticket_ids"]),
            reason=row.case_reason,
            asked_at=from_epoch_ms(row.asked_at_ms),
        )
        for row in orders.waiting_for_approval(connection)
    ]
