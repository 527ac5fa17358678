"""Payments through Stripe, with its own client library (`pip install willcall[stripe]`).

One PaymentIntent per charge, created and confirmed in one request under our idempotency key; a second step is Stripe's redirect. Sees
payment-method ids only (`pm_…`), never a card. Source of the semantics: https://docs.stripe.com/api/payment_intents,
https://docs.stripe.com/api/idempotent_requests. Knows nothing of orders.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

import stripe

from willcall.boxoffice.errors import PaymentDeclined, PaymentUnresolved
from willcall.boxoffice.payments.errors import ChargeState, NoSuchCharge
from willcall.boxoffice.payments.ports import Charge, ChargeStatus, Refund
from willcall.kit.clock import Clock
from willcall.kit.errors import Invalid
from willcall.kit.idempotency import KeyReused
from willcall.kit.money import Money

T = TypeVar("T")

KEY = "willcall_key"
VOIDED = "willcall_voided"
LOOK_BACK = timedelta(hours=2)
"""How far back `lookup` lists intents one by one; older ones are in Stripe's search index for certain."""
MOST_PAGES = 50

_STATUS: dict[str, ChargeStatus] = {
    "succeeded": "succeeded",
    "requires_action": "requires_action",
    "processing": "pending",
    "requires_capture": "pending",
    "requires_confirmation": "pending",
    "requires_payment_method": "failed",
    "canceled": "voided",
}


class StripePayments:
    """A `PaymentProvider` on a Stripe account.

    Args:
        api_key: The account's secret key.
        return_url: Where Stripe sends a payer after the second step.
        clock: The time.
        timeout_s: How long one request may take.
        retries: How often the library repeats a request that failed on the way (always under its idempotency key).
        base_url: Another address than Stripe's, for tests.
    """

    def __init__(
        self,
        *,
        api_key: str,
        return_url: str,
        clock: Clock,
        timeout_s: float = 20,
        retries: int = 2,
        base_url: str | None = None,
    ) -> None:
        self._clock = clock
        self._return_url = return_url
        self._stripe = stripe.StripeClient(
            api_key,
            http_client=stripe.RequestsClient(timeout=timeout_s),
            max_network_retries=retries,
            base_addresses={"api": base_url} if base_url else {},
        )

    def charge(
        self, *, amount: Money, token: str, idempotency_key: str, metadata: Mapping[str, str] | None = None
    ) -> Charge:
        if amount.amount <= 0:
            raise Invalid(f"A charge is more than nothing, not {amount.text}.", field="amount")
        said = dict(metadata or {})
        params: dict[str, Any] = {
            "amount": amount.amount,
            "currency": amount.currency.lower(),
            "payment_method": token,
            "confirm": True,
            "automatic_payment_methods": {"enabled": True, "allow_redirects": "always"},
            "return_url": self._return_url,
            "metadata": {**{k[:40]: v[:500] for k, v in list(said.items())[:40]}, KEY: idempotency_key},
        }
        if said.get("description"):
            params["description"] = said["description"][:1000]
        intent = self._ask(
            lambda: self._stripe.v1.payment_intents.create(params, {"idempotency_key": idempotency_key}), charging=True
        )
        charge = _charge(intent)
        if charge.status == "failed":
            raise PaymentDeclined("The payment was declined. Nothing was charged; try another payment method.")
        return charge

    def refund(self, *, charge_id: str, amount: Money, idempotency_key: str) -> Refund:
        if amount.amount <= 0:
            raise Invalid(f"A refund is more than nothing, not {amount.text}.", field="amount")
        params: dict[str, Any] = {
            "payment_intent": charge_id,
            "amount": amount.amount,
            "metadata": {KEY: idempotency_key},
        }
        made = self._ask(lambda: self._stripe.v1.refunds.create(params, {"idempotency_key": idempotency_key}))
        if made.status in {"failed", "canceled"}:
            raise ChargeState(f"Stripe could not give back {amount.text} of {charge_id}: it is {made.status}.")
        return Refund(
            made.id,
            charge_id,
            Money(made.amount, amount.currency),
            "succeeded" if made.status == "succeeded" else "pending",
        )

    def lookup(self, *, idempotency_key: str) -> Charge | None:
        # The list sees what was just written; the search index lags by up to a minute but reaches back for ever.
        since = int((self._clock() - LOOK_BACK).timestamp())
        last: str | None = None
        for _ in range(MOST_PAGES):
            params: dict[str, Any] = {"limit": 100, "created": {"gte": since}}
            if last is not None:
                params["starting_after"] = last
            page = self._ask(lambda params=params: self._stripe.v1.payment_intents.list(params))  # type: ignore[misc]
            for intent in page.data:
                last = intent.id
                if _meta(intent, KEY) == idempotency_key:
                    return _charge(intent)
            if not page.has_more:
                break
        quoted = idempotency_key.replace("\\", "\\\\").replace('"', '\\"')
        query = f'metadata["{KEY}"]:"{quoted}"'
        found = self._ask(lambda: self._stripe.v1.payment_intents.search({"query": query, "limit": 1}))
        return _charge(found.data[0]) if found.data else None

    def void(self, *, charge_id: str, idempotency_key: str) -> Charge:
        intent = self._ask(lambda: self._stripe.v1.payment_intents.retrieve(charge_id))
        charge = _charge(intent)
        if charge.status in {"voided", "failed"} and intent.status != "requires_payment_method":
            return charge
        if charge.status != "succeeded":
            try:
                return _charge(
                    self._ask(
                        lambda: self._stripe.v1.payment_intents.cancel(
                            charge_id,
                            {"cancellation_reason": "abandoned"},
                            {"idempotency_key": f"{idempotency_key}:cancel"},
                        )
                    )
                )
            except ChargeState:
                # It changed while we looked: succeeded meanwhile, or was cancelled by someone else.
                charge = _charge(self._ask(lambda: self._stripe.v1.payment_intents.retrieve(charge_id)))
                if charge.status != "succeeded":
                    return charge
        return self._give_all_back(charge, idempotency_key)

    def _give_all_back(self, charge: Charge, key: str) -> Charge:
        try:
            self._ask(
                lambda: self._stripe.v1.refunds.create(
                    {"payment_intent": charge.charge_id, "metadata": {KEY: key}}, {"idempotency_key": f"{key}:refund"}
                )
            )
        except ChargeState as error:
            if error.facts.get("code") != "charge_already_refunded":
                raise
        return _charge(
            self._ask(
                lambda: self._stripe.v1.payment_intents.update(
                    charge.charge_id, {"metadata": {VOIDED: "yes"}}, {"idempotency_key": f"{key}:mark"}
                )
            )
        )

    def _ask(self, request: Callable[[], T], *, charging: bool = False) -> T:
        """Sends a request; turns what Stripe objects to into our errors."""
        try:
            return request()
        except stripe.CardError as error:
            raise PaymentDeclined(
                f"{error.user_message or 'The card was declined.'} Nothing was charged.",
                field="payment_method_token",
                decline_code=str(getattr(error.error, "decline_code", None) or error.code or ""),
            ) from error
        except stripe.IdempotencyError as error:
            raise KeyReused(
                "This idempotency key was already used for another payment.", field="idempotency_key"
            ) from error
        except stripe.InvalidRequestError as error:
            if charging:
                raise PaymentDeclined(
                    f"Stripe did not accept the payment: {error.user_message or 'invalid request'} Nothing was charged.",
                    field="payment_method_token",
                ) from error
            if error.code == "resource_missing":
                raise NoSuchCharge("Stripe knows no such payment.", field="charge_id") from error
            raise ChargeState(f"Stripe refused: {error.user_message or error.code}", code=error.code) from error
        except (stripe.AuthenticationError, stripe.PermissionError) as error:
            if charging:
                raise PaymentDeclined("The payment provider does not accept our key. Nothing was charged.") from error
            raise PaymentUnresolved("The payment provider does not accept our key.") from error
        except stripe.StripeError as error:  # no connection, time-outs, 429, 5xx: it may have happened
            raise PaymentUnresolved(
                "Stripe did not answer; the payment will be settled or voided, never taken twice."
            ) from error


def _charge(intent: Any) -> Charge:
    status = _STATUS.get(intent.status, "pending")
    if _meta(intent, VOIDED):
        status = "voided"
    url = None
    if status == "requires_action":
        action = getattr(intent, "next_action", None)
        redirect = getattr(action, "redirect_to_url", None)
        url = getattr(redirect, "url", None)
    return Charge(intent.id, status, Money(intent.amount, intent.currency.upper()), url)


def _meta(intent: Any, name: str) -> str | None:
    found = getattr(intent, "metadata", None)
    value = found[name] if found is not None and name in found else None
    return None if value is None else str(value)
