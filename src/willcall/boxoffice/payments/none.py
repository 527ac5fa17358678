"""No payment provider at all: what a box office has until one is set up. Takes nothing and says so."""

from collections.abc import Mapping

from willcall.boxoffice.errors import PaymentDeclined
from willcall.boxoffice.payments.errors import NoSuchCharge
from willcall.boxoffice.payments.ports import Charge, Refund
from willcall.kit.money import Money


class NoPayments:
    """A `PaymentProvider` that declines every charge."""

    def charge(
        self, *, amount: Money, token: str, idempotency_key: str, metadata: Mapping[str, str] | None = None
    ) -> Charge:
        raise PaymentDeclined("This box office does not take payments yet. Nothing was charged.")

    def refund(self, *, charge_id: str, amount: Money, idempotency_key: str) -> Refund:
        raise NoSuchCharge(f"There is no charge {charge_id!r}: this box office takes no payments.", field="charge_id")

    def lookup(self, *, idempotency_key: str) -> Charge | None:  # noqa: ARG002
        return None

    def void(self, *, charge_id: str, idempotency_key: str) -> Charge:
        raise NoSuchCharge(f"There is no charge {charge_id!r}: this box office takes no payments.", field="charge_id")
