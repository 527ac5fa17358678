"""How the box office moves money: a port that only ever sees a payment-method token (BO6).

Knows nothing of cards, orders or seats. The box office calls it outside any transaction, always with an idempotency key:
the same key must never move money twice and answers with what it did the first time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from willcall.kit.money import Money

ChargeStatus = Literal["succeeded", "requires_action", "failed", "pending", "voided"]


@dataclass(frozen=True, slots=True)
class Charge:
    """What became of an attempt to take money.

    Args:
        charge_id: The provider's name for it.
        status: `succeeded`: the money is ours. `requires_action`: the payer must take a second step at
            `next_action_url`. `pending`: the provider does not know yet. `failed`: nothing was taken. `voided`: taken
            back entirely.
        amount: What was asked for.
        next_action_url: Where the payer takes the second step.
    """

    charge_id: str
    status: ChargeStatus
    amount: Money
    next_action_url: str | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back."""

    refund_id: str
    charge_id: str
    amount: Money
    status: Literal["succeeded", "pending"] = "succeeded"


class PaymentProvider(Protocol):
    """Takes money and gives it back. Every call is idempotent by its key."""

    def charge(
        self, *, amount: Money, token: str, idempotency_key: str, metadata: Mapping[str, str] | None = None
    ) -> Charge:
        """Takes `amount` (positive) from a payment method.

        Raises:
            PaymentDeclined: Nothing was taken and nothing will be under this key.
            PaymentUnresolved: No answer; `lookup` with the same key says later what became of it.
        """
        ...

    def refund(self, *, charge_id: str, amount: Money, idempotency_key: str) -> Refund:
        """Gives back part or all of a succeeded charge. Raises: PaymentUnresolved."""
        ...

    def lookup(self, *, idempotency_key: str) -> Charge | None:
        """What became of the charge made under this key; None when the provider never saw it. Raises: PaymentUnresolved."""
        ...

    def void(self, *, charge_id: str, idempotency_key: str) -> Charge:
        """Undoes a charge whatever its state (cancels or refunds it whole); voiding twice is no error. Raises: PaymentUnresolved."""
        ...
