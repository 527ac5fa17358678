"""The box office over HTTP (BO8): what a remote Willcall calls on an operator's side, and our reference server of it.

One router over the `BoxOffice` port, whatever fulfils it. A service key acts for anyone, and may narrow itself to one fan or
session (`X-Acting-Customer`, `X-Acting-Session`); a fan's token reaches that fan's records; with neither there are events, seats,
holds and policies. Knows neither how callers prove who they are nor how errors are rendered.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal, Protocol

from fastapi import APIRouter, Depends, Header, Query

from willcall.access.actor import Actor
from willcall.boxoffice.contract import (
    Credit,
    Event,
    Hold,
    Inventory,
    Order,
    Quote,
    Recipient,
    SeatMap,
    Transfer,
    Verification,
)
from willcall.boxoffice.errors import NoSuchTicket, PolicyRefused
from willcall.boxoffice.ports import BoxOffice
from willcall.entrypoints.api.boxoffice_files import file_routes
from willcall.entrypoints.api.boxoffice_requests import (
    ChangeRequest,
    Events,
    HoldRequest,
    Id,
    IdempotencyKey,
    Instant,
    Minor,
    OrderRequest,
    Orders,
    Policies,
    PolicyInForce,
    QuoteRequest,
    RefundRequest,
    TransferRequest,
    Upgrades,
    instant,
)
from willcall.kit.clock import Clock, system_clock
from willcall.kit.errors import Denied, NotFound, Unauthenticated

PREFIX = "/boxoffice/v1"


class PublishesKey(Protocol):
    """A ticket signer that has something to tell door scanners."""

    @property
    def public_key(self) -> str: ...


class SignInFirst(Unauthenticated):
    """The records of a fan, or a change of theirs, by nobody in particular."""


class NotActing(Denied):
    """Only a service key may speak for someone."""


class NoSuchPolicy(NotFound):
    """The house has no rule of that kind."""


def boxoffice_routes(
    box_office: BoxOffice,
    get_actor: Callable[..., Any],
    *,
    signer: PublishesKey | None = None,
    clock: Clock = system_clock,
) -> APIRouter:
    """Routes under `/boxoffice/v1`.

    Args:
        box_office: What is served.
        get_actor: FastAPI dependency that gives the `Actor` of a request.
        signer: Whose public key `GET /ticket-key` shows.
        clock: The time of calendar files.
    """
    routes = APIRouter(prefix=PREFIX, tags=["box office"])

    def acting(
        actor: Annotated[Actor, Depends(get_actor)],
        customer: Annotated[
            str | None, Header(alias="X-Acting-Customer", max_length=80, description="service keys: act as this fan")
        ] = None,
        session: Annotated[
            str | None,
            Header(alias="X-Acting-Session", max_length=120, description="service keys: whose holds these are"),
        ] = None,
    ) -> Actor:
        if not customer and not session:
            return actor
        if actor.kind != "service":
            raise NotActing("Only a service key can act for someone.", field="X-Acting-Customer")
        return Actor.fan(customer, session) if customer else Actor.anonymous(session)

    def signed_in(actor: Annotated[Actor, Depends(acting)], original: Annotated[Actor, Depends(get_actor)]) -> Actor:
        # Behind a service key even a fan who has not signed in may be quoted: the caller keeps the session.
        if actor.kind == "anonymous" and original.kind != "service":
            raise SignInFirst("Sign in with a fan's bearer token, or use a service key.")
        return actor

    Anyone = Annotated[Actor, Depends(acting)]  # noqa: N806 - types made here, for the dependencies are arguments
    Known = Annotated[Actor, Depends(signed_in)]  # noqa: N806

    # -- looking ----------------------------------------------------------------------------------------------------

    @routes.get("/events", operation_id="find_events")
    def find_events(
        *,
        query: Annotated[str | None, Query(max_length=300)] = None,
        from_: Annotated[Instant, Query(alias="from")] = None,
        to: Instant = None,
        kind: Annotated[str | None, Query(max_length=60)] = None,
        venue: Annotated[str | None, Query(max_length=120)] = None,
        city: Annotated[str | None, Query(max_length=120)] = None,
        include_past: bool = False,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        event_ids: Annotated[list[Id] | None, Query(max_length=200, description="exactly these, in this order")] = None,
    ) -> Events:
        """Events in order of start; with `query`, the best match first."""
        found = box_office.find_events(
            query=query,
            starts_after=instant(from_, field="from"),
            starts_before=instant(to, field="to", end_of_day=True),
            kind=kind,
            venue=venue,
            city=city,
            include_past=include_past,
            limit=limit,
            event_ids=event_ids,
        )
        return Events.model_construct(events=found)

    @routes.get("/events/{event_id}", operation_id="get_event_info")
    def get_event(event_id: str) -> Event:
        return box_office.get_event_info(event_id=event_id)

    @routes.get("/events/{event_id}/seats", operation_id="check_inventory")
    def check_inventory(
        *,
        event_id: str,
        quantity: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
        section: Annotated[str | None, Query(max_length=80)] = None,
        max_price: Annotated[Minor | None, Query()] = None,
        accessible: bool = False,
        prefer: Literal["best", "cheapest", "aisle"] = "best",
        limit: Annotated[int, Query(ge=1, le=100)] = 5,
    ) -> Inventory:
        """Best available seats that go together; `max_price` is for each, fees included, in minor units."""
        try:
            return box_office.check_inventory(
                event_id=event_id,
                quantity=quantity,
                section=section or None,
                max_price=max_price,
                accessible=accessible,
                prefer=prefer,
                limit=limit,
            )
        except PolicyRefused as refused:
            refused.field = refused.field or "quantity"  # nothing else here is a policy's business
            raise

    @routes.get("/events/{event_id}/seat-map", operation_id="get_seat_map")
    def get_seat_map(event_id: str, actor: Anyone) -> SeatMap:
        return box_office.get_seat_map(event_id=event_id, actor=actor)

    @routes.get("/policies", operation_id="list_policies")
    def list_policies() -> Policies:
        return Policies.model_construct(policies=box_office.list_policies())

    @routes.get("/policies/{kind}", operation_id="get_policy")
    def get_policy(
        kind: str,
        event_id: Annotated[str | None, Query(max_length=80)] = None,
        tier: Annotated[str | None, Query(max_length=80)] = None,
    ) -> PolicyInForce:
        """The policy of a kind that is in force there, most specific first."""
        policy = box_office.get_policy(kind=kind, event_id=event_id, tier=tier)
        if policy is None:
            raise NoSuchPolicy(f"There is no policy of kind {kind[:80]!r}.", field="kind")
        return PolicyInForce.model_construct(policy=policy)

    # -- holding ----------------------------------------------------------------------------------------------------

    @routes.post("/holds", status_code=201, operation_id="hold_tickets")
    def hold_tickets(request: HoldRequest, actor: Anyone, key: IdempotencyKey = None) -> Hold:
        """Takes all the seats or none; 409 with `seat_ids` when some are gone."""
        return box_office.hold_tickets(
            actor=actor,
            event_id=request.event_id,
            seat_ids=request.seat_ids,
            expires_in_seconds=request.expires_in_seconds,
            idempotency_key=key,
        )

    @routes.post("/holds/{hold_id}/extend", operation_id="extend_hold")
    def extend_hold(hold_id: str, actor: Anyone, key: IdempotencyKey = None) -> Hold:
        """Once."""
        return box_office.extend_hold(actor=actor, hold_id=hold_id, idempotency_key=key)

    @routes.delete("/holds/{hold_id}", operation_id="release_hold")
    def release_hold(hold_id: str, actor: Anyone, key: IdempotencyKey = None) -> Hold:
        """Frees the seats; twice is no error."""
        return box_office.release_hold(actor=actor, hold_id=hold_id, idempotency_key=key)

    # -- quoting and consenting -------------------------------------------------------------------------------------

    @routes.post("/quotes", status_code=201, operation_id="quote")
    def quote(request: QuoteRequest, actor: Known, key: IdempotencyKey = None) -> Quote:
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
    def confirm_quote(quote_id: str, actor: Known, key: IdempotencyKey = None) -> Quote:
        """The fan's yes to exactly this quote; extends its hold once."""
        return box_office.confirm_quote(actor=actor, quote_id=quote_id, idempotency_key=key)

    # -- moving money -----------------------------------------------------------------------------------------------

    @routes.post("/orders", status_code=201, operation_id="create_order")
    def create_order(request: OrderRequest, actor: Known, key: IdempotencyKey = None) -> Order:
        """Charges and issues tickets, exactly once; `pending` with a `next_action` when a second step is due."""
        return box_office.create_order(
            actor=actor,
            hold_id=request.hold_id,
            quote_id=request.quote_id,
            customer_id=request.customer_id,
            payment_method_token=request.payment_method_token,
            idempotency_key=key,
        )

    @routes.post("/orders/{order_id}/upgrade", operation_id="upgrade_tickets")
    def upgrade(order_id: str, request: ChangeRequest, actor: Known, key: IdempotencyKey = None) -> Order:
        return box_office.upgrade_tickets(
            actor=actor,
            order_id=order_id,
            quote_id=request.quote_id,
            payment_method_token=request.payment_method_token,
            idempotency_key=key,
        )

    @routes.post("/orders/{order_id}/exchange", operation_id="exchange_tickets")
    def exchange(order_id: str, request: ChangeRequest, actor: Known, key: IdempotencyKey = None) -> Order:
        return box_office.exchange_tickets(
            actor=actor,
            order_id=order_id,
            quote_id=request.quote_id,
            payment_method_token=request.payment_method_token,
            idempotency_key=key,
        )

    @routes.post("/orders/{order_id}/refund", operation_id="request_refund")
    def refund(order_id: str, request: RefundRequest, actor: Known, key: IdempotencyKey = None) -> Order:
        return box_office.request_refund(actor=actor, order_id=order_id, quote_id=request.quote_id, idempotency_key=key)

    @routes.post("/orders/{order_id}/finish-payment", operation_id="finish_payment")
    def finish_payment(order_id: str, actor: Known) -> Order:
        """Looks what became of a second step, and settles or voids it; as often as you like."""
        return box_office.finish_payment(actor=actor, order_id=order_id)

    @routes.post("/tickets/{ticket_id}/transfer", operation_id="transfer_tickets")
    def transfer(ticket_id: str, request: TransferRequest, actor: Known, key: IdempotencyKey = None) -> Transfer:
        """Hands tickets on; their old codes stop working."""
        ids = [ticket_id, *(each for each in request.ticket_ids or [] if each != ticket_id)]
        return box_office.transfer_tickets(
            actor=actor,
            ticket_ids=ids,
            recipient=Recipient(name=request.name, email=request.email),
            idempotency_key=key,
        )

    # -- one's own --------------------------------------------------------------------------------------------------

    @routes.get("/orders/{order_id}", operation_id="get_order")
    def get_order(order_id: str, actor: Known) -> Order:
        return box_office.get_order(actor=actor, order_id=order_id)

    @routes.get("/orders/{order_id}/upgrades", operation_id="check_upgrades")
    def check_upgrades(
        order_id: str,
        actor: Known,
        section: Annotated[str | None, Query(max_length=80)] = None,
        max_price_delta: Annotated[Minor | None, Query()] = None,
        limit: Annotated[int, Query(ge=1, le=50)] = 5,
    ) -> Upgrades:
        """Better seats for an order, cheapest first."""
        options = box_office.check_upgrades(
            actor=actor,
            order_id=order_id,
            target_section=section or None,
            max_price_delta=max_price_delta,
            limit=limit,
        )
        return Upgrades.model_construct(options=options)

    @routes.get("/customers/{customer_id}/orders", operation_id="list_orders")
    def list_orders(customer_id: str, actor: Known) -> Orders:
        """Newest first."""
        return Orders.model_construct(orders=box_office.list_orders(actor=actor, customer_id=customer_id))

    @routes.get("/customers/{customer_id}/credit", operation_id="get_credit")
    def get_credit(customer_id: str, actor: Known) -> Credit:
        return box_office.get_credit(actor=actor, customer_id=customer_id)

    @routes.get("/tickets/{ticket_id}/verify", operation_id="verify_ticket")
    def verify_ticket(ticket_id: str, actor: Known) -> Verification:
        """Whether a ticket opens the door now. Fans may ask about their own."""
        if actor.kind == "fan" and actor.customer_id is not None:
            own = box_office.list_orders(actor=actor, customer_id=actor.customer_id)
            if not any(ticket.ticket_id == ticket_id for order in own for ticket in order.tickets):
                raise NoSuchTicket(f"You have no ticket {ticket_id!r}.", field="ticket_id")
        return box_office.verify_ticket(ticket_id=ticket_id)

    routes.include_router(
        file_routes(box_office, signed_in, clock=clock, public_key=None if signer is None else signer.public_key)
    )
    return routes
