"""An auditor who believes nobody: keeps their own list of what fans said yes to, and watches the bank from outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update

from willcall.boxoffice.payments.ports import Charge, Refund
from willcall.boxoffice.payments.sandbox import SandboxPayments
from willcall.boxoffice.store.tables import payments
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.kit.money import Money


@dataclass
class Yes:
    """What a fan really agreed to, as the auditor saw it."""

    customer_id: str
    conversation_id: str
    total: Money
    live_until: datetime
    used: bool = False


@dataclass
class Audit:
    """Watches the bank. Knows who is at the counter, and every real yes."""

    clock: FixedClock
    yeses: dict[str, Yes] = field(default_factory=dict)
    who: str | None = None
    where: str = ""
    moved: list[Money] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    charges: int = 0
    refunds: int = 0
    net: int = 0

    def settle(self, what: str) -> None:
        """After each step: money that moved must be exactly what this fan said a live yes to."""
        if not self.moved:
            return
        total = Money.total(self.moved, self.moved[0].currency)
        self.net += total.amount
        self.moved = []
        for yes in self.yeses.values():
            fits = yes.customer_id == self.who and yes.conversation_id == self.where and yes.total == total
            if fits and not yes.used and self.clock() < yes.live_until:
                yes.used = True
                return
        self.faults.append(f"{what}: {total} moved for {self.who} without a live yes to exactly that")


class WatchedBank(SandboxPayments):
    """The sandbox bank with the auditor looking on."""

    audit: Audit

    def charge(
        self, *, amount: Money, token: str, idempotency_key: str, metadata: Mapping[str, str] | None = None
    ) -> Charge:
        before = self.lookup(idempotency_key=idempotency_key)
        made = super().charge(amount=amount, token=token, idempotency_key=idempotency_key, metadata=metadata)
        if before is None and made.status == "succeeded":
            self.audit.charges += 1
            self.audit.moved.append(amount)
        return made

    def refund(self, *, charge_id: str, amount: Money, idempotency_key: str) -> Refund:
        self.audit.refunds += 1
        self.audit.moved.append(-amount)
        return super().refund(charge_id=charge_id, amount=amount, idempotency_key=idempotency_key)


def pay_past_orders(database: Database, bank: WatchedBank) -> int:
    """Pays a season's past orders at the watched bank, so that what goes back for them is seen to move, to the cent.

    Returns:
        What the bank then has, in cents.
    """
    with database.write() as unit:
        past = unit.connection.execute(select(payments).where(payments.c.external)).all()
    for row in past:
        amount = Money(row.amount, row.currency)
        charge = bank.charge(amount=amount, token="tok_ok", idempotency_key=row.payment_id)
        with database.write() as unit:
            unit.connection.execute(
                update(payments)
                .where(payments.c.payment_id == row.payment_id)
                .values(external=False, charge_id=charge.charge_id)
            )
    bank.audit.moved.clear()
    bank.audit.charges = 0
    return bank.balance("USD").amount
