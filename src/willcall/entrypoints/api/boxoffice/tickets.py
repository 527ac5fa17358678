"""Tickets: handed to someone else, checked at a door."""

from typing import Annotated

from fastapi import APIRouter, Depends

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Recipient, Transfer, Verification
from willcall.boxoffice.errors import NoSuchTicket
from willcall.boxoffice.ports import BoxOffice
from willcall.entrypoints.api.boxoffice.callers import Callers
from willcall.entrypoints.api.boxoffice.requests import TransferRequest


def ticket_routes(box_office: BoxOffice, callers: Callers) -> APIRouter:
    """Routes of tickets."""
    routes = APIRouter()
    Known = Annotated[Actor, Depends(callers.known)]  # noqa: N806 - types made here, for the dependencies are arguments
    Key = Annotated[str | None, Depends(callers.key)]  # noqa: N806 - likewise

    @routes.post("/tickets/{ticket_id}/transfer", operation_id="transfer_tickets")
    def transfer(ticket_id: str, request: TransferRequest, actor: Known, key: Key = None) -> Transfer:
        """Hands tickets on; their old codes stop working."""
        ids = [ticket_id, *(each for each in request.ticket_ids or [] if each != ticket_id)]
        return box_office.transfer_tickets(
            actor=actor,
            ticket_ids=ids,
            recipient=Recipient(name=request.name, email=request.email),
            idempotency_key=key,
        )

    @routes.get("/tickets/{ticket_id}/verify", operation_id="verify_ticket")
    def verify_ticket(ticket_id: str, actor: Known) -> Verification:
        """Whether a ticket opens the door now. Fans may ask about their own."""
        if actor.kind == "fan" and actor.customer_id is not None:
            own = box_office.list_orders(actor=actor, customer_id=actor.customer_id)
            if not any(ticket.ticket_id == ticket_id for order in own for ticket in order.tickets):
                raise NoSuchTicket(f"You have no ticket {ticket_id!r}.", field="ticket_id")
        return box_office.verify_ticket(ticket_id=ticket_id)

    return routes
