"""Tickets to download: QR pictures, PDF, calendar file, and the key with which a door checks codes offline.

Serves whoever may see the order; the port decides that. Never cached by anyone in between.
"""

from collections.abc import Callable
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Depends, Response

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Order, Ticket
from willcall.boxoffice.errors import NoSuchTicket
from willcall.boxoffice.ports import BoxOffice
from willcall.entrypoints.api.boxoffice.requests import TicketKey, VoidedTickets
from willcall.kit.clock import Clock
from willcall.kit.errors import Denied

PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}

_AS_SIGNED: dict[int | str, dict[str, Any]] = {200: {"model": VoidedTickets}}


class Voided(Protocol):
    """Makes the signed list of an event's voided tickets."""

    def __call__(self, *, event_id: str) -> str: ...


class ForDoors(Denied):
    """A list for door scanners, asked for by someone else."""


def file_routes(
    box_office: BoxOffice, actor_of: Callable[..., Any], *, clock: Clock, public_key: str | None, voided: Voided | None
) -> APIRouter:
    """Routes of everything that is not JSON.

    Args:
        box_office: Whose orders.
        actor_of: Dependency that gives the caller's authority.
        clock: When a calendar file says it was made.
        public_key: The door scanners' key; without one there is no such route.
        voided: Makes the signed list of an event's voided tickets; without it there is no such route.
    """
    routes = APIRouter()
    Caller = Annotated[Actor, Depends(actor_of)]  # noqa: N806 - a type made here

    def of_order(actor: Actor, order_id: str, ticket_id: str) -> tuple[Order, Ticket]:
        order = box_office.get_order(actor=actor, order_id=order_id)
        for ticket in order.tickets:
            if ticket.ticket_id == ticket_id and ticket.code is not None:
                return order, ticket
        raise NoSuchTicket(f"Order {order_id!r} has no valid ticket {ticket_id!r}.", field="ticket_id")

    def pdf(data: bytes, name: str) -> Response:
        return Response(
            data,
            media_type="application/pdf",
            headers={**PRIVATE, "Content-Disposition": f'inline; filename="{_file_name(name)}.pdf"'},
        )

    def qr(actor: Caller, order_id: str, ticket_id: str) -> Response:
        """A ticket's QR code as a picture."""
        from willcall.boxoffice.delivery.qr import qr_svg  # noqa: PLC0415 - cryptography is loaded by who needs it

        _, ticket = of_order(actor, order_id, ticket_id)
        assert ticket.code is not None
        return Response(
            qr_svg(ticket.code),
            media_type="image/svg+xml",
            headers={**PRIVATE, "Content-Security-Policy": "default-src 'none'"},
        )

    def ticket_pdf(actor: Caller, order_id: str, ticket_id: str) -> Response:
        """One ticket to print or keep."""
        from willcall.boxoffice.delivery.pdf import tickets_pdf  # noqa: PLC0415

        order, ticket = of_order(actor, order_id, ticket_id)
        event = box_office.get_event_info(event_id=ticket.event_id)
        return pdf(tickets_pdf(order=order, event=event, tickets=[ticket]), ticket_id)

    def order_pdf(actor: Caller, order_id: str) -> Response:
        """All valid tickets of an order, one a page."""
        from willcall.boxoffice.delivery.pdf import tickets_pdf  # noqa: PLC0415

        order = box_office.get_order(actor=actor, order_id=order_id)
        return pdf(tickets_pdf(order=order, event=box_office.get_event_info(event_id=order.event_id)), order_id)

    def calendar(actor: Caller, order_id: str) -> Response:
        """The show as a calendar file."""
        from willcall.boxoffice.delivery.calendar import order_calendar  # noqa: PLC0415

        order = box_office.get_order(actor=actor, order_id=order_id)
        event = box_office.get_event_info(event_id=order.event_id)
        return Response(
            order_calendar(order=order, event=event, now=clock()),
            media_type="text/calendar; charset=utf-8",
            headers={**PRIVATE, "Content-Disposition": f'attachment; filename="{_file_name(order_id)}.ics"'},
        )

    for path, endpoint, name, media in (
        ("/orders/{order_id}/tickets/{ticket_id}/qr.svg", qr, "ticket_qr", "image/svg+xml"),
        ("/orders/{order_id}/tickets/{ticket_id}/ticket.pdf", ticket_pdf, "ticket_pdf", "application/pdf"),
        ("/orders/{order_id}/tickets.pdf", order_pdf, "order_pdf", "application/pdf"),
        ("/orders/{order_id}/calendar.ics", calendar, "order_calendar", "text/calendar"),
    ):
        routes.add_api_route(
            path,
            endpoint,
            methods=["GET"],
            operation_id=name,
            response_class=Response,
            responses={200: {"content": {media: {}}}},
        )

    if public_key is not None:

        @routes.get("/ticket-key", operation_id="ticket_key")
        def ticket_key() -> TicketKey:
            """The public key of the codes on tickets."""
            return TicketKey(public_key=public_key)

    if voided is not None:

        @routes.get("/events/{event_id}/voided-tickets", operation_id="voided_tickets", responses=_AS_SIGNED)
        def voided_tickets(event_id: str, actor: Caller) -> Response:
            """The codes that open no door any more, signed, for scanners without a network. For service keys."""
            if actor.kind != "service":
                raise ForDoors("The list of voided tickets is for the operator's own systems; send an X-API-Key.")
            name = f'attachment; filename="voided-{_file_name(event_id)}.json"'
            headers = {**PRIVATE, "Content-Disposition": name}
            return Response(voided(event_id=event_id), media_type="application/json", headers=headers)

    return routes


def _file_name(text: str) -> str:
    return "".join(char for char in text if char.isascii() and (char.isalnum() or char in "-_"))[:80] or "tickets"
