"""Ledgers as the turn would have filled them."""

from typing import Any

from willcall.agent.safeguards.ledger import Ledger
from willcall.kit.ids import new_id

ORDER, EVENT, HOLD, QUOTE = (new_id(prefix) for prefix in ("ord", "evt", "hld", "quo"))


def money(amount: int, currency: str = "USD") -> dict[str, Any]:
    return {"amount": amount, "currency": currency}


def seat(number: str, row: str = "C", section: str = "101", price: int = 12050) -> dict[str, Any]:
    return {
        "seat_id": new_id("sea"),
        "section": section,
        "row": row,
        "number": number,
        "price": money(price),
        "face_value": money(price - 1050),
        "fees": money(1050),
    }


def quote(kind: str = "purchase", total: int = 24100) -> dict[str, Any]:
    return {
        "quote_id": new_id("quo"),
        "kind": kind,
        "status": "open",
        "event_id": EVENT,
        "items": [
            {"label": "Section 101, Row C, Seat 5", "amount": money(12050)},
            {"label": "Section 101, Row C, Seat 6", "amount": money(12050)},
        ],
        "total": money(total),
        "expires_at": "2030-01-01T00:00:00Z",
        "digest": "d",
        "hold_id": HOLD if kind == "purchase" else None,
        "order_id": None if kind == "purchase" else ORDER,
        "seats": [seat("5"), seat("6")],
    }


def order(
    status: str = "confirmed", total: int = 24100, refunded: int = 0, seats: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    state = "refunded" if refunded else "valid"
    return {
        "order_id": ORDER,
        "event_id": EVENT,
        "customer_id": "cus_1",
        "status": status,
        "total": money(total),
        "paid": money(24100),
        "refunded": money(refunded),
        "placed_at": "2030-01-01T00:00:00Z",
        "tickets": [
            {"ticket_id": new_id("tkt"), "order_id": ORDER, "event_id": EVENT, "seat": s, "status": state}
            for s in (seats or [seat("5"), seat("6")])
        ],
    }


def before() -> Ledger:
    ledger = Ledger()
    ledger.begin_turn("hi, two tickets please, under 150 dollars each")
    return ledger


def quoted() -> Ledger:
    ledger = before()
    ledger.record(
        "check_inventory",
        {
            "event_id": EVENT,
            "quantity": 2,
            "available": 9,
            "seats": [seat("5"), seat("6")],
            "options": [
                {
                    "seat_ids": ["a", "b"],
                    "section": "101",
                    "row": "C",
                    "numbers": ["5", "6"],
                    "price_each": money(12050),
                    "total": money(24100),
                }
            ],
        },
    )
    ledger.record(
        "hold_tickets",
        {
            "hold_id": HOLD,
            "event_id": EVENT,
            "seat_ids": ["a", "b"],
            "expires_at": "2030-01-01T00:00:00Z",
            "status": "live",
        },
    )
    ledger.record("quote", quote())
    return ledger


def bought() -> Ledger:
    ledger = quoted()
    ledger.begin_turn("yes")
    ledger.record("confirm_quote", {**quote(), "status": "confirmed"})
    ledger.record("create_order", order())
    return ledger


def seen() -> Ledger:
    ledger = before()
    ledger.record("list_orders", {"orders": [order()]})
    return ledger


def refunded() -> Ledger:
    ledger = seen()
    ledger.record("quote", quote("refund", -24100))
    ledger.begin_turn("yes")
    ledger.record("request_refund", order("refunded", 0, 24100))
    return ledger


def upgraded() -> Ledger:
    ledger = seen()
    ledger.record("quote", quote("upgrade", 4000))
    ledger.begin_turn("yes")
    ledger.record(
        "upgrade_tickets",
        {
            **order("upgraded", 28100, seats=[seat("1", "A", "102", 14050), seat("2", "A", "102", 14050)]),
            "price_delta": money(4000),
        },
    )
    return ledger
