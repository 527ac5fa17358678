"""A payment provider that moves no real money: the twin of a real one, for the first hour, for demos and for tests.

Behaves like a bank with a memory (`payments.store`), so several workers and a restart agree on what was taken. The token says how a
payment goes: `tok_ok` succeeds, `tok_declined` is declined, `tok_timeout` never answers (and never charged),
`tok_second_step` waits until the payer approves it on a page. Anything else is declined as unknown. Knows nothing of orders.
"""

import re
from collections.abc import Mapping

from willcall.boxoffice.errors import PaymentDeclined, PaymentUnresolved
from willcall.boxoffice.payments import store
from willcall.boxoffice.payments.errors import ChargeState, NoSuchCharge
from willcall.boxoffice.payments.ports import Charge, ChargeStatus, Refund
from willcall.boxoffice.payments.store import ChargeRow
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Invalid
from willcall.kit.idempotency import KeyReused
from willcall.kit.money import Money

TOKENS = {
    "tok_ok": "Sandbox card that works",
    "tok_declined": "Sandbox card that is declined",
    "tok_timeout": "Sandbox card whose bank does not answer",
    "tok_second_step": "Sandbox card that asks for a second step",
}
"""The tokens the sandbox knows, with a label for people."""

_LIKE_A_TOKEN = re.compile(r"tok_[a-z_]{1,36}")
_INSUFFICIENT = "The card was declined: insufficient funds. Nothing was charged; try another payment method."


class SandboxPayments:
    """A `PaymentProvider` with a ledger instead of a bank.

    Args:
        database: Where the ledger is; calls open their own short transactions, so never call it inside one.
        second_step_url: Where a payer takes the second step; `{id}` becomes the charge's id.
    """

    lease_ms = 5_000
    """This bank answers at once, so whoever has not settled after this long is dead."""

    def __init__(self, database: Database, *, second_step_url: str = "/sandbox/payments/{id}") -> None:
        self._database = database
        self._second_step_url = second_step_url

    def charge(
        self, *, amount: Money, token: str, idempotency_key: str, metadata: Mapping[str, str] | None = None
    ) -> Charge:
        if amount.amount <= 0:
            raise Invalid(f"A charge is more than nothing, not {amount.text}.", field="amount")
        if token == "tok_timeout":  # noqa: S105 - the name of a sandbox token, no secret
            raise PaymentUnresolved(
                "The bank did not answer, so it is not known yet whether it was charged; it is never charged twice."
            )
        if token not in TOKENS:  # kept nowhere, and repeated only if it looks like a token: it may be a card number
            shown = repr(token) if _LIKE_A_TOKEN.fullmatch(token) else "like that"
            raise PaymentDeclined(
                f"The sandbox knows no payment method {shown}; use one of {', '.join(TOKENS)}. Nothing was charged.",
                field="payment_method_token",
            )

        def enter(unit: UnitOfWork) -> ChargeRow:
            row = store.find_by_key(unit.connection, idempotency_key)
            if row is None:
                status, reason = _outcome(token)
                label = (metadata or {}).get("description", "")[:200]
                fresh = ChargeRow(unit.ids("pay"), idempotency_key, token[:80], amount, 0, status, reason[:200], label)
                store.add(unit.connection, fresh, now_ms=to_epoch_ms(unit.now))
                # Someone else may have entered the same key meanwhile; whoever was first counts.
                row = store.find_by_key(unit.connection, idempotency_key) or fresh
            return row

        row = self._database.attempt(enter)
        if row.amount != amount or row.token != token[:80]:
            raise KeyReused(
                f"Idempotency key {idempotency_key!r} was already used for {row.amount.text} with another request.",
                field="idempotency_key",
            )
        if row.status == "failed":
            raise PaymentDeclined(row.reason, field="payment_method_token")
        return self._as_charge(row)

    def refund(self, *, charge_id: str, amount: Money, idempotency_key: str) -> Refund:
        if amount.amount <= 0:
            raise Invalid(f"A refund is more than nothing, not {amount.text}.", field="amount")

        def give_back(unit: UnitOfWork) -> Refund:
            row = self._find(unit, charge_id)
            earlier = store.find_refund(unit.connection, idempotency_key)
            if earlier is not None:
                if earlier[1:] != (charge_id, amount.amount):
                    raise KeyReused(
                        f"Idempotency key {idempotency_key!r} was already used for another refund.",
                        field="idempotency_key",
                    )
                return Refund(earlier[0], charge_id, amount)
            left = row.amount - Money(row.refunded, row.amount.currency)
            if row.status != "succeeded" or left < amount:
                raise ChargeState(
                    f"{amount.text} cannot be given back from charge {charge_id}: it is {row.status}, {left.text} is left."
                )
            refund_id = unit.ids("rfd")
            store.add_refund(
                unit.connection,
                refund_id=refund_id,
                key=idempotency_key,
                charge_id=charge_id,
                amount=amount.amount,
                now_ms=to_epoch_ms(unit.now),
            )
            return Refund(refund_id, charge_id, amount)

        return self._database.attempt(give_back)

    def lookup(self, *, idempotency_key: str) -> Charge | None:
        with self._database.read() as connection:
            row = store.find_by_key(connection, idempotency_key)
        return None if row is None else self._as_charge(row)

    def void(self, *, charge_id: str, idempotency_key: str) -> Charge:  # noqa: ARG002 - undoing twice is one undoing, with any key
        def undo(unit: UnitOfWork) -> Charge:
            row = self._find(unit, charge_id)
            if row.status in {"succeeded", "requires_action", "pending"}:
                store.set_status(unit.connection, charge_id, "voided")
                row = self._find(unit, charge_id)
            return self._as_charge(row)

        return self._database.attempt(undo)

    # -- the payer's side ---------------------------------------------------------------------------------------

    def show(self, *, charge_id: str) -> tuple[Charge, str]:
        """A charge and what it is for, to show the payer at the second step. Raises: NoSuchCharge."""
        with self._database.read() as connection:
            row = store.find(connection, charge_id)
        if row is None:
            raise NoSuchCharge(f"There is no sandbox payment {charge_id!r}.", field="payment_id")
        return self._as_charge(row), row.label

    def answer_second_step(self, *, charge_id: str, approve: bool) -> Charge:
        """The payer approves or refuses; a payment that no longer waits stays as it is. Raises: NoSuchCharge."""

        def answer(unit: UnitOfWork) -> Charge:
            row = self._find(unit, charge_id)
            if row.status == "requires_action":
                if approve:
                    store.set_status(unit.connection, charge_id, "succeeded")
                else:
                    store.set_status(unit.connection, charge_id, "failed", reason="The payer refused the second step.")
                row = self._find(unit, charge_id)
            return self._as_charge(row)

        return self._database.attempt(answer)

    def balance(self, currency: str) -> Money:
        """What was taken and not given back, in one currency: what an auditor compares with the orders."""
        with self._database.read() as connection:
            return Money(store.balance(connection, currency), currency)

    def _find(self, unit: UnitOfWork, charge_id: str) -> ChargeRow:
        row = store.find(unit.connection, charge_id, lock=True)
        if row is None:
            raise NoSuchCharge(f"There is no sandbox payment {charge_id!r}.", field="charge_id")
        return row

    def _as_charge(self, row: ChargeRow) -> Charge:
        url = self._second_step_url.format(id=row.charge_id) if row.status == "requires_action" else None
        return Charge(row.charge_id, row.status, row.amount, url)


def _outcome(token: str) -> tuple[ChargeStatus, str]:
    if token == "tok_ok":  # noqa: S105
        return "succeeded", ""
    if token == "tok_second_step":  # noqa: S105
        return "requires_action", ""
    return "failed", _INSUFFICIENT
