"""The provider of a house that has none yet: it takes nothing and says so, before anything is charged."""

from collections.abc import Mapping

from willcall.boxoffice.errors import PaymentDeclined
from willcall.boxoffice.payments.errors import NoSuchCharge
from willcall.boxoffice.payments.ports import Charge, Refund
from willcall.kit.money import Money


class NoPayments:
    """A `PaymentProvider` that declines everything."""

    def charge(
        self,
        *,
        amount: Money,  # noqa: ARG002 - the port's signature
        token: str,  # noqa: ARG002
        idempotency_key: str,  # noqa: ARG002
        metadata: Mapping[str, str] | None = None,  # noqa: ARG002
    ) -> Charge:
        raise PaymentDeclined("This box office takes no payments yet: its operator has set up no payment provider.")

    def refund(self, *, charge_id: str, amount: Money, idempotency_key: str) -> Refund:  # noqa: ARG002
        raise NoSuchCharge(f"There is no payment provider that knows charge {charge_id!r}.")

    def lookup(self, *, idempotency_key: str) -> Charge | None:  # noqa: ARG002
        return None

    def void(self, *, charge_id: str, idempotency_key: str) -> Charge:  # noqa: ARG002
        raise NoSuchCharge(f"There is no payment provider that knows charge {charge_id!r}.")
