"""One attempt at moving money, exactly once (BO4).

    begin    one unit of work records what is about to be paid, and commits
    charge   outside any transaction, under an idempotency key that is the attempt's id
    settle   one more unit records the outcome; or brings quote and hold back to life

If the process dies in between, whoever comes next (`resolve`: a repeat of the request, or tidying) looks the charge up by
its key and settles or voids it. A charge that succeeds when its seats are gone is voided.
"""

from dataclasses import dataclass
from typing import Any

from willcall.boxoffice.errors import HoldExpired, PaymentDeclined, PaymentUnresolved
from willcall.boxoffice.operations import outcomes
from willcall.boxoffice.operations.wired import LEASE_MS, Wired
from willcall.boxoffice.payments.ports import Charge
from willcall.boxoffice.store import payments
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.money import Money


@dataclass(frozen=True, slots=True)
class Attempt:
    """A recorded attempt: `mine` when this call began it."""

    payment_id: str
    order_id: str
    mine: bool


def begin(
    unit: UnitOfWork,
    *,
    purpose: str,
    order_id: str,
    quote: Any,
    customer_id: str,
    amount: Money,
) -> Attempt:
    """Records that money is about to be taken for a quote."""
    payment_id = unit.ids("pay")
    now_ms = to_epoch_ms(unit.now)
    payments.add(
        unit.connection,
        {
            "payment_id": payment_id,
            "direction": "in",
            "purpose": purpose,
            "status": "started",
            "order_id": order_id,
            "quote_id": quote.quote_id,
            "customer_id": customer_id,
            "amount": amount.amount,
            "currency": amount.currency,
            "charge_id": None,
            "charge_payment_id": None,
            "external": False,
            "next_action_url": None,
            "lease_until_ms": now_ms + LEASE_MS,
            "created_at_ms": now_ms,
        },
    )
    return Attempt(payment_id, order_id, mine=True)


def charge(wired: Wired, attempt: Attempt, *, token: str | None) -> None:
    """Takes the money and settles. Raises: PaymentDeclined, PaymentUnresolved; then quote and hold are alive again."""
    with wired.database.read() as connection:
        row = payments.get(connection, attempt.payment_id)
    assert row is not None
    amount = Money(row.amount, row.currency)
    if amount.amount <= 0:
        _settle(wired, attempt.payment_id, None)
        return
    if not token:
        _fail(wired, attempt.payment_id, "declined")
        raise PaymentDeclined(f"{amount.text} is due and no payment method was given.", field="payment_method_token")
    try:
        result = wired.provider.charge(
            amount=amount,
            token=token,
            idempotency_key=attempt.payment_id,
            metadata={"order_id": attempt.order_id, "payment_id": attempt.payment_id},
        )
    except PaymentDeclined:
        _fail(wired, attempt.payment_id, "declined")
        raise
    except PaymentUnresolved:
        if _look(wired, attempt.payment_id):
            return
        raise
    _apply(wired, attempt.payment_id, result)


def _apply(wired: Wired, payment_id: str, result: Charge) -> None:
    if result.status == "succeeded":
        _settle(wired, payment_id, result.charge_id)
    elif result.status in {"requires_action", "pending"}:
        wired.database.attempt(
            lambda unit: outcomes.wait(
                unit, payment_id=payment_id, charge_id=result.charge_id, next_action_url=result.next_action_url
            )
        )
    else:
        _fail(wired, payment_id, "declined")
        raise PaymentDeclined("The payment was declined; nothing was charged. Try another payment method.")


def _settle(wired: Wired, payment_id: str, charge_id: str | None) -> None:
    """Records a success, or voids the charge when it came too late."""
    verdict = wired.database.attempt(lambda unit: outcomes.succeed(unit, payment_id=payment_id, charge_id=charge_id))
    if verdict == "void" and charge_id is not None:
        void(wired, payment_id, charge_id)


def void(wired: Wired, payment_id: str, charge_id: str) -> None:
    """Undoes a charge and records that. Raises: PaymentUnresolved; tidying tries again."""
    wired.provider.void(charge_id=charge_id, idempotency_key=f"{payment_id}:void")
    wired.database.attempt(lambda unit: outcomes.voided(unit, payment_id=payment_id))


def _fail(wired: Wired, payment_id: str, status: str) -> None:
    wired.database.attempt(lambda unit: outcomes.fail(unit, payment_id=payment_id, status=status))


def _look(wired: Wired, payment_id: str) -> bool:
    """After silence: settles a charge that did succeed (True), else gives the attempt up and voids what there is."""
    try:
        found = wired.provider.lookup(idempotency_key=payment_id)
    except PaymentUnresolved:
        _fail(wired, payment_id, "abandoned")
        return False
    if found is not None and found.status == "succeeded":
        _settle(wired, payment_id, found.charge_id)
        return True
    _fail(wired, payment_id, "abandoned")
    resolve(wired, payment_id, found=found)
    return False


def resolve(wired: Wired, payment_id: str, *, found: Charge | None = None, patient: bool = False) -> None:
    """Finds out what became of an attempt and settles, fails or voids it; safe to call at any time, by anyone.

    Args:
        wired: What it needs.
        payment_id: The attempt.
        found: The charge, when it was looked up already.
        patient: Leave an attempt that still waits for its payer as it is.
    """
    with wired.database.read() as connection:
        row = payments.get(connection, payment_id)
    if row is None or row.status not in payments.UNSETTLED or row.direction != "in":
        return
    if row.amount <= 0:
        _settle(wired, payment_id, None)
        return
    if found is None:
        found = wired.provider.lookup(idempotency_key=payment_id)
    if row.status in payments.OPEN:
        if found is not None and found.status == "succeeded":
            _settle(wired, payment_id, found.charge_id)
            return
        if found is not None and found.status in {"requires_action", "pending"}:
            if patient:
                if row.status == "started":
                    _apply(wired, payment_id, found)
                return
            _fail(wired, payment_id, "abandoned")
        else:
            _fail(wired, payment_id, "declined")
            return
    if found is None or found.status in {"failed", "voided"}:
        wired.database.attempt(lambda unit: outcomes.voided(unit, payment_id=payment_id))
    else:
        void(wired, payment_id, found.charge_id)


def raise_unless_paid(wired: Wired, attempt: Attempt) -> None:
    """Repeats, for whoever asks again, how the attempt ended. An attempt still on its way is no error.

    Raises:
        PaymentDeclined, PaymentUnresolved, HoldExpired.
    """
    with wired.database.read() as connection:
        row = payments.get(connection, attempt.payment_id)
    assert row is not None
    if row.status == "declined":
        raise PaymentDeclined("The payment was declined; nothing was charged. Try another payment method.")
    if row.status == "abandoned" or (row.status == "voided" and row.charge_id is None):
        raise PaymentUnresolved("The payment provider did not answer; nothing was charged. Try again.")
    if row.status in {"voiding", "voided"}:
        raise HoldExpired("The seats were gone before the payment came; it was taken back and nothing is charged.")
