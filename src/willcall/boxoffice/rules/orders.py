"""The states of an order and of a ticket, and every legal way from one to another (BO4).

A transition that is not in the table does not happen. Knows nothing of storage.
"""

from willcall.boxoffice.contract import OrderStatus
from willcall.boxoffice.errors import WrongState

ORDER: dict[OrderStatus, frozenset[OrderStatus]] = {
    "pending": frozenset({"confirmed", "cancelled"}),
    "confirmed": frozenset({"upgraded", "exchanged", "refund_pending", "partly_refunded", "refunded"}),
    "upgraded": frozenset({"upgraded", "exchanged", "refund_pending", "partly_refunded", "refunded"}),
    "exchanged": frozenset({"upgraded", "exchanged", "refund_pending", "partly_refunded", "refunded"}),
    "refund_pending": frozenset(
        {"confirmed", "upgraded", "exchanged", "partly_refunded", "refunded"}  # back when a person says no
    ),
    "partly_refunded": frozenset({"upgraded", "exchanged", "refund_pending", "partly_refunded", "refunded"}),
    "refunded": frozenset(),
    "cancelled": frozenset(),
}

SETTLED: frozenset[OrderStatus] = frozenset({"confirmed", "upgraded", "exchanged", "partly_refunded"})
"""Orders that may be changed now."""


def advance(status: OrderStatus, to: OrderStatus, *, order_id: str) -> OrderStatus:
    """The new status. Raises: WrongState when the table has no such step."""
    if to not in ORDER[status]:
        raise WrongState(f"Order {order_id} is {status}; it cannot become {to}.", order_id=order_id, status=status)
    return to


def require_settled(status: OrderStatus, *, order_id: str) -> None:
    """Raises: WrongState unless the order may be changed now."""
    if status not in SETTLED:
        raise WrongState(f"Order {order_id} is {status}, so it cannot be changed.", order_id=order_id, status=status)
