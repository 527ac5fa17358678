"""How a remote box office is spoken to when the line is bad."""

import httpx
import pytest

from willcall.access.actor import Actor
from willcall.boxoffice import errors
from willcall.boxoffice.remote import RemoteBoxOffice
from willcall.boxoffice.remote.breaker import Breaker
from willcall.boxoffice.remote.problems import BoxOfficeUnavailable
from willcall.boxoffice.remote.wire import Patience
from willcall.kit.errors import Conflict, NotFound

DESK = Actor.service("desk")
HOLD = {"hold_id": "hld_1", "event_id": "e", "seat_ids": ["s"], "expires_at": "2027-01-01T00:00:00Z", "status": "live"}
ORDER = {
    "order_id": "ord_1", "event_id": "e", "customer_id": "cus_ada", "status": "confirmed", "tickets": [],
    "total": {"amount": 5, "currency": "USD"}, "paid": {"amount": 5, "currency": "USD"},
    "refunded": {"amount": 0, "currency": "USD"}, "placed_at": "2027-01-01T00:00:00Z",
}  # fmt: skip


class Operator:
    """A box office whose answers are written beforehand; an exception in the script is what the line does."""

    def __init__(self, *script):
        self.script = list(script)
        self.requests = []
        self.pauses = []

    def __call__(self, request):
        self.requests.append(request)
        answer = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def box_office(self, **patience):
        return RemoteBoxOffice(
            "https://tickets.example/boxoffice/v1", api_key="k", patience=Patience(**patience),
            transport=httpx.MockTransport(self), sleep=self.pauses.append,
        )  # fmt: skip


def ok(body):
    return httpx.Response(200, json=body)


def test_a_read_is_tried_again_with_growing_jittered_pauses():
    operator = Operator(httpx.ReadTimeout("late"), httpx.Response(503), ok({"policies": []}))
    assert operator.box_office(pause_s=0.1).list_policies() == []
    assert len(operator.requests) == 3
    assert 0 <= operator.pauses[0] <= 0.2
    assert 0 <= operator.pauses[1] <= 0.4


def test_retries_are_bounded():
    operator = Operator(httpx.Response(503))
    with pytest.raises(BoxOfficeUnavailable):
        operator.box_office(retries=2).list_policies()
    assert len(operator.requests) == 3


def test_a_write_is_repeated_under_one_key():
    operator = Operator(httpx.ReadTimeout("late"), ok(HOLD))
    operator.box_office().hold_tickets(actor=DESK, event_id="e", seat_ids=["s"])
    keys = [request.headers["Idempotency-Key"] for request in operator.requests]
    assert len(keys) == 2
    assert keys[0] == keys[1]


def test_the_callers_key_is_passed_on():
    operator = Operator(ok(HOLD))
    operator.box_office().hold_tickets(actor=DESK, event_id="e", seat_ids=["s"], idempotency_key="mine")
    assert operator.requests[0].headers["Idempotency-Key"] == "mine"


def test_what_happens_once_is_asked_again_under_one_key():
    operator = Operator(httpx.ReadTimeout("late"), ok(HOLD))
    operator.box_office().extend_hold(actor=DESK, hold_id="hld_1")
    assert len({request.headers["Idempotency-Key"] for request in operator.requests}) == 1
    assert len(operator.requests) == 2


def test_what_never_left_is_sent_again():
    operator = Operator(httpx.ConnectError("refused"), ok(HOLD))
    assert operator.box_office().extend_hold(actor=DESK, hold_id="hld_1").hold_id == "hld_1"


@pytest.mark.parametrize("lost", [httpx.ReadTimeout("late"), httpx.Response(502), httpx.Response(200, text="<html>")])
def test_a_lost_answer_about_money_is_unresolved_and_not_a_failure(lost):
    operator = Operator(lost)
    with pytest.raises(errors.PaymentUnresolved):
        operator.box_office(retries=1).create_order(
            actor=DESK,
            hold_id="h",
            quote_id="q",
            customer_id="cus_ada",
            payment_method_token="tok_ok",
            idempotency_key="k",
        )


def test_money_that_was_never_asked_for_is_just_unavailable():
    with pytest.raises(BoxOfficeUnavailable):
        Operator(httpx.ConnectError("refused")).box_office(retries=0).create_order(
            actor=DESK, hold_id="h", quote_id="q", customer_id="cus_ada", payment_method_token="tok_ok"
        )


def test_an_answer_of_the_box_office_itself_is_not_retried():
    body = {"type": "urn:willcall:problem:payment-unresolved", "status": 503, "detail": "No answer."}
    operator = Operator(httpx.Response(503, json=body))
    with pytest.raises(errors.PaymentUnresolved):
        operator.box_office().create_order(
            actor=DESK, hold_id="h", quote_id="q", customer_id="cus_ada", payment_method_token="tok_ok"
        )
    assert len(operator.requests) == 1


def test_retry_after_is_heard_within_reason():
    operator = Operator(
        httpx.Response(429, headers={"Retry-After": "1"}),
        httpx.Response(429, headers={"Retry-After": "9000"}),
        ok({"policies": []}),
    )
    operator.box_office().list_policies()
    assert operator.pauses[0] == 1
    assert operator.pauses[1] == 2


def test_the_breaker_opens_and_then_lets_one_try():
    now = [0.0]
    breaker = Breaker(failures=2, rest_s=10, monotonic=lambda: now[0])
    for _ in range(2):
        assert breaker.allows()
        breaker.report(ok=False)
    assert not breaker.allows()
    now[0] = 11
    assert breaker.allows()
    assert not breaker.allows()
    breaker.report(ok=False)
    assert not breaker.allows()
    now[0] = 22
    assert breaker.allows()
    breaker.report(ok=True)
    assert breaker.allows()
    assert breaker.allows()


def test_an_open_breaker_spares_the_other_side():
    operator = Operator(httpx.Response(500))
    box_office = operator.box_office(retries=0, failures=3, rest_s=60)
    for _ in range(6):
        with pytest.raises(BoxOfficeUnavailable):
            box_office.list_policies()
    assert len(operator.requests) == 3


def test_a_refusal_is_health():
    operator = Operator(httpx.Response(404))
    box_office = operator.box_office(failures=2)
    for _ in range(5):
        with pytest.raises(NotFound):
            box_office.get_event_info(event_id="e")
    assert len(operator.requests) == 5


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (409, {"seat_ids": ["a"]}, errors.SeatsTaken),
        (409, {}, Conflict),
        (410, {}, errors.QuoteExpired),
        (404, {}, errors.NoSuchOrder),
        (402, {"detail": "No funds."}, errors.PaymentDeclined),
        (422, {"policy": "P"}, errors.PolicyRefused),
        (409, {"type": "https://x.example/problems/wrong-state"}, errors.WrongState),
        (403, {"type": "urn:willcall:problem:not-confirmed"}, errors.NotConfirmed),
        (401, {}, BoxOfficeUnavailable),
    ],
)
def test_problems_become_the_errors_they_were(status, body, error):
    with pytest.raises(error):
        Operator(httpx.Response(status, json=body)).box_office(retries=0).request_refund(
            actor=DESK, order_id="o", quote_id="q"
        )


def test_a_server_that_hears_no_actor_still_shows_no_foreign_order():
    """The operator's server may ignore for whom we act; then we look ourselves."""
    box_office = Operator(ok(ORDER)).box_office()
    assert box_office.get_order(actor=Actor.fan("cus_ada"), order_id="ord_1").order_id == "ord_1"
    with pytest.raises(errors.NoSuchOrder):
        box_office.get_order(actor=Actor.fan("cus_ben"), order_id="ord_1")


def test_a_server_that_checks_no_consent_still_gets_no_order_without_it():
    quote = {
        "quote_id": "q", "kind": "purchase", "status": "open", "event_id": "e", "items": [], "digest": "d",
        "total": {"amount": 5, "currency": "USD"}, "expires_at": "2027-01-01T00:00:00Z", "customer_id": "cus_ada",
    }  # fmt: skip
    operator = Operator(ok(quote))
    with pytest.raises(errors.NotConfirmed):
        operator.box_office().create_order(
            actor=Actor.fan("cus_ada"), hold_id="h", quote_id="q", customer_id="cus_ada", payment_method_token="t"
        )
    assert all(request.method == "GET" for request in operator.requests)


def test_for_whom_we_act_is_said():
    operator = Operator(ok(HOLD))
    operator.box_office().release_hold(actor=Actor.fan("cus_ada", "cnv_1"), hold_id="hld_1")
    headers = operator.requests[0].headers
    assert (headers["X-API-Key"], headers["X-Acting-Customer"], headers["X-Acting-Session"]) == (
        "k",
        "cus_ada",
        "cnv_1",
    )
