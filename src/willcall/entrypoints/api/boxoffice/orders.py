"""Orders: made, changed, given back, looked at; and the credit of their owners."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Credit, Order
from willcall.boxoffice.ports import BoxOffice
from willcall.entrypoints.api.boxoffice.callers import Callers
from willcall.entrypoints.api.boxoffice.requests import (
    ChangeRequest,
    Minor,
    OrderRequest,
    Orders,
    RefundRequest,
    Upgrades,
)


def order_routes(box_office: BoxOffice, callers: Callers) -> APIRouter:
    """Routes of orders."""
    routes = APIRouter()
    Known = Annotated[Actor, Depends(callers.known)]  # noqa: N806 - types made here, for the dependencies are arguments
    Key = Annotated[str | None, Depends(callers.key)]  # noqa: N806 - likewise

    @routes.post("/orders", status_code=201, operation_id="create_order")
    def create_order(request: OrderRequest, actor: Known, key: Key = None) -> Order:
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
    def upgrade(order_id: str, request: ChangeRequest, actor: Known, key: Key = None) -> Order:
        return box_office.upgrade_tickets(
            actor=actor,
            order_id=order_id,
            quote_id=request.quote_id,
            payment_method_token=request.payment_method_token,
            idempotency_key=key,
        )

    @routes.post("/orders/{order_id}/exchange", operation_id="exchange_tickets")
    def exchange(order_id: str, request: ChangeRequest, actor: Known, key: Key = None) -> Order:
        return box_office.exchange_tickets(
            actor=actor,
            order_id=order_id,
            quote_id=request.quote_id,
            payment_method_token=request.payment_method_token,
            idempotency_key=key,
        )

    @routes.post("/orders/{order_id}/refund", operation_id="request_refund")
    def refund(order_id: str, request: RefundRequest, actor: Known, key: Key = None) -> Order:
        return box_office.request_refund(actor=actor, order_id=order_id, quote_id=request.quote_id, idempotency_key=key)

    @routes.post("/orders/{order_id}/finish-payment", operation_id="finish_payment")
    def finish_payment(order_id: str, actor: Known) -> Order:
        """Looks what became of a second step, and settles or voids it; as often as you like."""
        return box_office.finish_payment(actor=actor, order_id=order_id)

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

    return routes
