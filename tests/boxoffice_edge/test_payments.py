"""What every payment provider does: the same tests on the sandbox and on Stripe's own client library against a double."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from willcall.boxoffice.errors import PaymentDeclined, PaymentUnresolved
from willcall.boxoffice.payments.errors import ChargeState, NoSuchCharge
from willcall.boxoffice.payments.sandbox import SandboxPayments
from willcall.kit.database import Database
from willcall.kit.errors import Conflict, Invalid
from willcall.kit.ids import new_id
from willcall.kit.money import Money

sys.path.insert(0, str(Path(__file__).parent))
from stripe_double import StripeDouble, check

FIVE = Money(500, "USD")


@dataclass
class Bank:
    """A provider, the tokens that make it do things, and a look behind its counter."""

    provider: Any
    ok: str
    declined: str
    second_step: str
    answer: Callable[[str, bool], None]
    taken: Callable[[], int]


@pytest.fixture
def sandbox(sqlite_database):
    return sandbox_bank(sqlite_database)


@pytest.fixture
def sandbox_on_postgres(postgres_url, clock):
    made = Database(postgres_url, clock=clock, ids=new_id, pool_size=6)
    yield sandbox_bank(made)
    made.dispose()


def sandbox_bank(database):
    bank = SandboxPayments(database)
    return Bank(
        bank, "tok_ok", "tok_declined", "tok_second_step",
        lambda charge_id, yes: bank.answer_second_step(charge_id=charge_id, approve=yes),
        lambda: bank.balance("USD").amount,
    )  # fmt: skip


@pytest.fixture
def double(clock):
    made = StripeDouble(clock)
    yield made
    made.close()
    assert made.complaints == []


def stripe_payments(double, clock, **changes):
    from willcall.boxoffice.payments.stripe import StripePayments

    return StripePayments(
        **{
            "api_key": "sk_test_1",
            "return_url": "https://tickets.example/back",
            "clock": clock,
            "base_url": double.url,
            "timeout_s": 5,
            "retries": 0,
            **changes,
        }
    )


@pytest.fixture
def stripe(double, clock):
    def answer(charge_id, yes):
        double.intents[charge_id]["status"] = "succeeded" if yes else "requires_payment_method"

    return Bank(
        stripe_payments(double, clock),
        "pm_card_visa",
        "pm_card_chargeDeclined",
        "pm_card_authenticationRequired",
        answer,
        double.taken,
    )


@pytest.fixture(params=["sandbox", pytest.param("sandbox_on_postgres", marks=pytest.mark.service), "stripe"])
def bank(request):
    return request.getfixturevalue(request.param)


def charge(bank, token=None, key="k1", amount=FIVE):
    return bank.provider.charge(
        amount=amount, token=token or bank.ok, idempotency_key=key, metadata={"description": "Two tickets"}
    )


def test_a_charge_takes_the_money(bank):
    made = charge(bank)
    assert (made.status, made.amount, made.next_action_url) == ("succeeded", FIVE, None)
    assert bank.taken() == 500


def test_a_key_charges_once(bank):
    assert charge(bank) == charge(bank)
    assert bank.taken() == 500


def test_a_key_charges_once_even_at_once(bank):
    made, gate = [], threading.Barrier(5)

    def go():
        gate.wait()
        made.append(charge(bank).charge_id)

    threads = [threading.Thread(target=go) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 5
    assert len(set(made)) == 1
    assert bank.taken() == 500


def test_a_key_with_another_amount_is_a_conflict(bank):
    charge(bank)
    with pytest.raises(Conflict):
        charge(bank, amount=Money(700, "USD"))
    assert bank.taken() == 500


def test_a_declined_charge_says_so_again_and_takes_nothing(bank):
    for _ in range(2):
        with pytest.raises(PaymentDeclined, match=r"(?i)insufficient funds"):
            charge(bank, bank.declined)
    assert bank.taken() == 0
    assert bank.provider.lookup(idempotency_key="k1").status == "failed"


def test_an_unknown_payment_method_is_declined_with_a_reason(bank):
    with pytest.raises(PaymentDeclined, match="tok_stolen"):
        charge(bank, "tok_stolen")


@pytest.mark.parametrize("yes", [True, False])
def test_a_second_step_decides(bank, yes):
    made = charge(bank, bank.second_step)
    assert made.status == "requires_action"
    assert made.charge_id in made.next_action_url
    assert bank.taken() == 0
    bank.answer(made.charge_id, yes)
    found = bank.provider.lookup(idempotency_key="k1")
    assert (found.charge_id, found.status) == (made.charge_id, "succeeded" if yes else "failed")
    assert bank.taken() == (500 if yes else 0)


def test_an_unseen_key_has_no_charge(bank):
    charge(bank)
    assert bank.provider.lookup(idempotency_key="other") is None


def test_money_goes_back_in_parts_and_never_more_than_came(bank):
    made = charge(bank)
    first = bank.provider.refund(charge_id=made.charge_id, amount=Money(200, "USD"), idempotency_key="r1")
    again = bank.provider.refund(charge_id=made.charge_id, amount=Money(200, "USD"), idempotency_key="r1")
    assert (first, first.amount) == (again, Money(200, "USD"))
    with pytest.raises(ChargeState):
        bank.provider.refund(charge_id=made.charge_id, amount=Money(301, "USD"), idempotency_key="r2")
    bank.provider.refund(charge_id=made.charge_id, amount=Money(300, "USD"), idempotency_key="r3")
    assert bank.taken() == 0


def test_nothing_goes_back_of_what_never_came(bank):
    made = charge(bank, bank.second_step)
    with pytest.raises(ChargeState):
        bank.provider.refund(charge_id=made.charge_id, amount=FIVE, idempotency_key="r1")
    with pytest.raises(NoSuchCharge):
        bank.provider.refund(charge_id="pi_none", amount=FIVE, idempotency_key="r2")


@pytest.mark.parametrize("state", ["ok", "second_step"])
def test_a_voided_charge_is_undone_whatever_its_state(bank, state):
    made = charge(bank, getattr(bank, state))
    for _ in range(2):
        assert bank.provider.void(charge_id=made.charge_id, idempotency_key="v1").status == "voided"
    assert bank.taken() == 0
    assert bank.provider.lookup(idempotency_key="k1").status == "voided"


def test_a_void_after_the_payer_refused_takes_nothing(bank):
    made = charge(bank, bank.second_step)
    bank.answer(made.charge_id, False)
    assert bank.provider.void(charge_id=made.charge_id, idempotency_key="v1").status in {"failed", "voided"}
    assert bank.taken() == 0


@pytest.mark.parametrize("amount", [0, -5])
def test_nothing_is_no_charge(bank, amount):
    with pytest.raises(Invalid):
        charge(bank, amount=Money(amount, "USD"))


# -- the sandbox's own ------------------------------------------------------------------------------------------------


def test_the_sandbox_bank_that_never_answers_never_charged(sandbox):
    with pytest.raises(PaymentUnresolved):
        charge(sandbox, "tok_timeout")
    assert sandbox.provider.lookup(idempotency_key="k1") is None


def test_a_late_yes_does_not_revive_a_voided_charge(sandbox):
    made = charge(sandbox, sandbox.second_step)
    sandbox.provider.void(charge_id=made.charge_id, idempotency_key="v")
    assert sandbox.provider.answer_second_step(charge_id=made.charge_id, approve=True).status == "voided"


def test_another_worker_sees_the_same_ledger(sandbox, sqlite_database):
    made = charge(sandbox)
    assert SandboxPayments(sqlite_database).lookup(idempotency_key="k1") == made


# -- Stripe's own -----------------------------------------------------------------------------------------------------


def test_stripe_is_asked_as_it_publishes(stripe, double):
    charge(stripe)
    method, path, params, key = double.requests[0]
    assert (method, path, key) == ("POST", "/v1/payment_intents", "k1")
    assert params["amount"] == "500"
    assert params["currency"] == "usd"
    assert params["confirm"] == "true"
    assert params["metadata"] == {"description": "Two tickets", "willcall_key": "k1"}


def test_the_double_really_refuses_what_stripe_does_not_publish():
    import stripe.params as published

    shape = published.PaymentIntentCreateParams
    good = {"amount": "5", "currency": "usd", "automatic_payment_methods": {"enabled": "true"}}
    assert check(shape, good) == []
    for bad in (
        {"currency": "usd"},
        {**good, "amount": "5.00"},
        {**good, "card_number": "4242"},
        {**good, "idempotency_key": "k"},
        {**good, "automatic_payment_methods": {"enabled": "yes"}},
        {**good, "automatic_payment_methods": {"enabled": "true", "allow_redirects": "sometimes"}},
        {**good, "automatic_payment_methods": {}},
        {**good, "confirmation_method": "magic"},
        {**good, "metadata": {"k": "x" * 501}},
    ):
        assert check(shape, bad) != [], bad


@pytest.mark.parametrize("failure", [500, 503, 429])
def test_stripe_failing_is_unresolved(stripe, double, failure):
    double.fail_next = [failure]
    with pytest.raises(PaymentUnresolved):
        charge(stripe)


def test_a_lost_answer_is_found_again_by_its_key(double, clock):
    hasty = stripe_payments(double, clock, timeout_s=0.3)
    double.fail_next = ["lost"]
    with pytest.raises(PaymentUnresolved):
        hasty.charge(amount=FIVE, token="pm_card_visa", idempotency_key="k1")
    assert double.taken() == 500
    found = hasty.lookup(idempotency_key="k1")
    assert found.status == "succeeded"
    assert hasty.charge(amount=FIVE, token="pm_card_visa", idempotency_key="k1") == found
    assert double.taken() == 500


def test_a_request_that_never_arrived_left_nothing(double, clock):
    hasty = stripe_payments(double, clock, timeout_s=0.3)
    double.fail_next = ["silent"]
    with pytest.raises(PaymentUnresolved):
        hasty.charge(amount=FIVE, token="pm_card_visa", idempotency_key="k1")
    assert hasty.lookup(idempotency_key="k1") is None


def test_the_library_retries_under_the_same_key(double, clock):
    double.fail_next = [500]
    made = stripe_payments(double, clock, retries=1).charge(amount=FIVE, token="pm_card_visa", idempotency_key="k1")
    assert made.status == "succeeded"
    assert [key for _, _, _, key in double.requests] == ["k1", "k1"]


def test_a_wrong_key_takes_nothing_and_says_so(double, clock):
    wrong = stripe_payments(double, clock, api_key="pk_wrong")
    with pytest.raises(PaymentDeclined, match="does not accept our key"):
        wrong.charge(amount=FIVE, token="pm_card_visa", idempotency_key="k1")


def test_old_charges_are_found_by_search(stripe, double, clock):
    made = charge(stripe)
    clock.advance(seconds=3 * 86_400)
    assert stripe.provider.lookup(idempotency_key="k1") == made


def test_a_charge_on_a_later_page_is_found(stripe):
    first = charge(stripe, key="first")
    for number in range(120):
        charge(stripe, key=f"other{number}")
    assert stripe.provider.lookup(idempotency_key="first") == first


def test_a_bank_that_takes_its_time_is_pending(stripe):
    assert charge(stripe, "pm_slow_bank").status == "pending"


def test_a_charge_that_succeeds_while_it_is_cancelled_is_paid_back(stripe, double):
    made = charge(stripe, stripe.second_step)
    route = double.route

    def race(method, path, params):
        if path.endswith("/cancel"):
            double.intents[made.charge_id]["status"] = "succeeded"
        return route(method, path, params)

    double.route = race
    assert stripe.provider.void(charge_id=made.charge_id, idempotency_key="v").status == "voided"
    assert stripe.taken() == 0
