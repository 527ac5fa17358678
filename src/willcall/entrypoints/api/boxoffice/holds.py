"""Seats taken for a while, what they would cost, and the fan's yes to that."""

from typing import Annotated

from fastapi import APIRouter, Depends

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Hold, Quote
from willcall.boxoffice.ports import BoxOffice
from willcall.entrypoints.api.boxoffice.callers import Callers
from willcall.entrypoints.api.boxoffice.requests import HoldRequest, QuoteRequest


def hold_routes(box_office: BoxOffice, callers: Callers) -> APIRouter:
    """Routes of holds and quotes."""
    routes = APIRouter()
    Anyone = Annotated[Actor, Depends(callers.anyone)]  # noqa: N806 - types made here, for the dependencies are arguments
    Known = Annotated[Actor, Depends(callers.known)]  # noqa: N806 - likewise
    Key = Annotated[str | None, Depends(callers.key)]  # noqa: N806 - likewise

    @routes.post("/holds", status_code=201, operation_id="hold_tickets")
    def hold_tickets(request: HoldRequest, actor: Anyone, key: Key = None) -> Hold:
        """Takes all the seats or none; 409 with `seat_ids` when some are gone."""
        return box_office.hold_tickets(
            actor=actor,
            event_id=request.event_id,
            seat_ids=request.seat_ids,
            expires_in_seconds=request.expires_in_seconds,
            idempotency_key=key,
        )

    @routes.post("/holds/{hold_id}/extend", operation_id="extend_hold")
    def extend_hold(hold_id: str, actor: Anyone, key: Key = None) -> Hold:
        """Once."""
        return box_office.extend_hold(actor=actor, hold_id=hold_id, idempotency_key=key)

    @routes.delete("/holds/{hold_id}", operation_id="release_hold")
    def release_hold(hold_id: str, actor: Anyone, key: Key = None) -> Hold:
        """Frees the seats; twice is no error."""
        return box_office.release_hold(actor=actor, hold_id=hold_id, idempotency_key=key)

    @routes.post("/quotes", status_code=201, operation_id="quote")
    def quote(request: QuoteRequest, actor: Known, key: Key = None) -> Quote:
        return box_office.quote(
            actor=actor,
            kind=request.kind,
            hold_id=request.hold_id,
            order_id=request.order_id,
            event_id=request.event_id,
            seat_ids=request.seat_ids,
            section=request.section,
            max_price_delta=request.max_price_delta,
            ticket_ids=request.ticket_ids,
            refund_to=request.refund_to,
            idempotency_key=key,
        )

    @routes.get("/quotes/{quote_id}", operation_id="get_quote")
    def get_quote(quote_id: str, actor: Known) -> Quote:
        return box_office.get_quote(actor=actor, quote_id=quote_id)

    @routes.post("/quotes/{quote_id}/confirm", operation_id="confirm_quote")
    def confirm_quote(quote_id: str, actor: Known, key: Key = None) -> Quote:
        """The fan's yes to exactly this quote; extends its hold once."""
        return box_office.confirm_quote(actor=actor, quote_id=quote_id, idempotency_key=key)

    return routes
