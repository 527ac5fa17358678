"""The box office over HTTP as its contract says: statuses, shapes, authority, downloads."""

import io
import json

import icalendar
import pypdfium2
import pytest
import zxingcpp

from willcall.boxoffice.delivery.scanner import scan
from willcall.boxoffice.delivery.voided import read

SERVICE = {"X-API-Key": "sesame"}
V1 = "/boxoffice/v1"


def fan(name, session="s1"):
    return {"Authorization": f"Bearer cus_{name}", "X-Session": session}


def hold(web, headers, quantity=2, **wishes):
    options = web.get(f"{V1}/events/far/seats", params={"quantity": quantity, **wishes}).json()["options"]
    answer = web.post(f"{V1}/holds", json={"event_id": "far", "seat_ids": options[0]["seat_ids"]}, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


def buy(web, who="ada", token="tok_ok", **wishes):
    headers = fan(who)
    held = hold(web, headers, **wishes)
    quote = web.post(f"{V1}/quotes", json={"kind": "purchase", "hold_id": held["hold_id"]}, headers=headers).json()
    assert web.post(f"{V1}/quotes/{quote['quote_id']}/confirm", headers=headers).status_code == 200
    body = {
        "hold_id": held["hold_id"],
        "quote_id": quote["quote_id"],
        "customer_id": f"cus_{who}",
        "payment_method_token": token,
    }
    return web.post(f"{V1}/orders", json=body, headers={**headers, "Idempotency-Key": f"k-{held['hold_id']}"})


def test_lists_and_shapes_are_the_contracts(web):
    events = web.get(f"{V1}/events").json()["events"]
    assert {"event_id", "name", "kind", "starts_at", "time_zone", "venue", "status"} <= set(events[0])
    assert events[0]["starts_at"].endswith("Z")
    seat = web.get(f"{V1}/events/far/seats", params={"quantity": 1}).json()["seats"][0]
    assert {"seat_id", "id", "section", "row", "number", "price", "accessible"} <= set(seat)
    assert set(seat["price"]) == {"amount", "currency", "text"}
    order = buy(web).json()
    assert {"order_id", "event_id", "customer_id", "status", "total", "tickets", "placed_at"} <= set(order)
    assert {"ticket_id", "seat", "status"} <= set(order["tickets"][0])
    own = web.get(f"{V1}/customers/cus_ada/orders", headers=fan("ada")).json()["orders"]
    assert [each["order_id"] for each in own] == [order["order_id"]]
    assert web.get(f"{V1}/policies").json()["policies"][0]["policy_id"]


def test_from_and_to_are_instants_or_days(web, clock):
    day = clock.now.date().isoformat()
    found = web.get(f"{V1}/events", params={"from": day, "to": day}).json()["events"]
    assert [e["event_id"] for e in found] == ["live", "soon"]
    answer = web.get(f"{V1}/events", params={"from": "yesterday"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "from")


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/holds", {"event_id": "far"}, "seat_ids"),
        ("/holds", {"event_id": "far", "seat_ids": []}, "seat_ids"),
        ("/holds", {"event_id": "far", "seat_ids": ["a"], "expires_in_seconds": 0}, "expires_in_seconds"),
        ("/holds", {"event_id": "far", "seat_ids": ["a"], "seatids": 1}, "seatids"),
        ("/quotes", {"kind": "gift"}, "kind"),
        ("/quotes", {"kind": "purchase"}, "hold_id"),
        ("/quotes", {"kind": "upgrade", "order_id": "o", "max_price_delta": -1}, "max_price_delta"),
        ("/orders", {"hold_id": "h"}, "quote_id"),
        ("/tickets/t/transfer", {"email": "nobody"}, "email"),
    ],
)
def test_a_wrong_field_is_named(web, path, body, field):
    answer = web.post(V1 + path, json=body, headers=SERVICE)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert field in {each["field"] for each in answer.json()["errors"]}


@pytest.mark.parametrize("quantity", ["0", "-1", "two"])
def test_a_wrong_quantity_is_named(web, quantity):
    answer = web.get(f"{V1}/events/far/seats", params={"quantity": quantity})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "quantity")


def test_too_many_tickets_are_422_naming_the_policy(web):
    answer = web.get(f"{V1}/events/far/seats", params={"quantity": 10_000})
    assert (answer.status_code, answer.json()["policy"]) == (422, "Six at most")


def test_taken_seats_are_409_with_their_ids(web):
    held = hold(web, fan("ada"))
    answer = web.post(f"{V1}/holds", json={"event_id": "far", "seat_ids": held["seat_ids"]}, headers=fan("ben", "s2"))
    assert (answer.status_code, sorted(answer.json()["seat_ids"])) == (409, sorted(held["seat_ids"]))


def test_an_expired_hold_is_410_and_unknown_things_404(web, clock):
    held = hold(web, fan("ada"))
    clock.advance(seconds=400)
    assert (
        web.post(f"{V1}/quotes", json={"kind": "purchase", "hold_id": held["hold_id"]}, headers=fan("ada")).status_code
        == 410
    )
    for path in ("/events/none", "/orders/none", "/quotes/none", "/customers/cus_ada/nothing"):
        assert web.get(V1 + path, headers=SERVICE).status_code == 404, path


def test_a_declined_payment_is_402_and_a_repeat_is_the_first_answer(web):
    assert buy(web, token="tok_declined").status_code == 402
    first = buy(web, who="ben")
    assert first.status_code == 201


def test_the_same_key_with_another_body_is_409(web):
    headers = {**fan("ada"), "Idempotency-Key": "one"}
    seats = web.get(f"{V1}/events/far/seats", params={"quantity": 2}).json()["options"][0]["seat_ids"]
    first = web.post(f"{V1}/holds", json={"event_id": "far", "seat_ids": seats}, headers=headers)
    again = web.post(f"{V1}/holds", json={"event_id": "far", "seat_ids": seats}, headers=headers)
    other = web.post(f"{V1}/holds", json={"event_id": "far", "seat_ids": seats[:1]}, headers=headers)
    assert (first.status_code, again.json(), other.status_code) == (201, first.json(), 409)


def test_with_nothing_there_are_events_seats_and_holds(web):
    session = {"X-Session": "anon"}
    held = hold(web, session)
    assert web.post(f"{V1}/holds/{held['hold_id']}/extend", headers=session).status_code == 200
    assert web.delete(f"{V1}/holds/{held['hold_id']}", headers=session).status_code == 200
    assert web.get(f"{V1}/events/far/seat-map").status_code == 200
    for method, path, body in (
        ("POST", "/quotes", {"kind": "purchase", "hold_id": held["hold_id"]}),
        ("GET", "/orders/x", None),
        ("GET", "/customers/cus_ada/orders", None),
        ("GET", "/tickets/x/verify", None),
        ("POST", "/orders/x/refund", {"quote_id": "q"}),
        ("GET", "/orders/x/tickets.pdf", None),
    ):
        assert web.request(method, V1 + path, json=body, headers=session).status_code == 401, path


def test_a_fan_reaches_their_own_and_a_service_anyones(web):
    order = buy(web).json()
    ticket = order["tickets"][0]["ticket_id"]
    for path in (
        f"/orders/{order['order_id']}",
        f"/tickets/{ticket}/verify",
        f"/orders/{order['order_id']}/tickets.pdf",
    ):
        assert web.get(V1 + path, headers=fan("ada")).status_code == 200, path
        assert web.get(V1 + path, headers=SERVICE).status_code == 200, path
        assert web.get(V1 + path, headers=fan("ben")).status_code == 404, path
    assert web.get(f"{V1}/customers/cus_ada/orders", headers=fan("ben")).status_code == 403


def test_an_order_by_a_fan_needs_that_fans_confirmed_quote(web):
    headers = fan("ada")
    held = hold(web, headers)
    quote = web.post(f"{V1}/quotes", json={"kind": "purchase", "hold_id": held["hold_id"]}, headers=headers).json()
    body = {
        "hold_id": held["hold_id"],
        "quote_id": quote["quote_id"],
        "customer_id": "cus_ada",
        "payment_method_token": "tok_ok",
    }
    assert web.post(f"{V1}/orders", json=body, headers=headers).status_code == 403
    web.post(f"{V1}/quotes/{quote['quote_id']}/confirm", headers=headers)
    assert web.post(f"{V1}/orders", json={**body, "customer_id": "cus_ben"}, headers=headers).status_code == 403
    assert web.post(f"{V1}/orders", json=body, headers=headers).status_code == 201


def test_only_a_service_key_speaks_for_someone(web):
    order = buy(web).json()
    path = f"{V1}/orders/{order['order_id']}"
    assert web.get(path, headers={**SERVICE, "X-Acting-Customer": "cus_ben"}).status_code == 404
    assert web.get(path, headers={**SERVICE, "X-Acting-Customer": "cus_ada"}).status_code == 200
    assert web.get(path, headers={**fan("ben"), "X-Acting-Customer": "cus_ada"}).status_code == 403
    assert web.get(path, headers={"X-Acting-Customer": "cus_ada"}).status_code == 403


def test_downloads_are_what_they_say(web, embedded):
    order = buy(web).json()
    base = f"{V1}/orders/{order['order_id']}"
    ticket = order["tickets"][0]
    svg = web.get(f"{base}/tickets/{ticket['ticket_id']}/qr.svg", headers=fan("ada"))
    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.headers["cache-control"] == "private, no-store"
    assert svg.text.startswith("<svg xmlns=")
    pdf = web.get(f"{base}/tickets.pdf", headers=fan("ada"))
    assert pdf.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(pdf.content)
    codes = [zxingcpp.read_barcodes(page.render(scale=2).to_numpy())[0].text for page in document]
    assert codes == [each["code"] for each in order["tickets"]]
    single = web.get(f"{base}/tickets/{ticket['ticket_id']}/ticket.pdf", headers=fan("ada"))
    assert len(pypdfium2.PdfDocument(single.content)) == 1
    calendar = icalendar.Calendar.from_ical(web.get(f"{base}/calendar.ics", headers=fan("ada")).content)
    assert calendar.walk("VEVENT")[0]["SUMMARY"] == "Otters vs. Moles"
    assert web.get(f"{V1}/ticket-key").json() == {"algorithm": "Ed25519", "public_key": embedded.signer.public_key}
    assert web.get(f"{base}/tickets/tkt_no/qr.svg", headers=fan("ada")).status_code == 404


def test_the_sandbox_banks_page_asks_and_takes_the_answer(web):
    order = buy(web, token="tok_second_step").json()
    url = order["next_action"]["url"]
    page = web.get(url)
    assert page.headers["content-type"].startswith("text/html")
    assert order["total"]["text"] in page.text
    assert f'formaction="{url}/approve"' in page.text
    assert "Approved" in web.post(f"{url}/approve").text
    assert web.post(f"{url}/refuse", headers={"Accept": "application/json"}).json()["status"] == "succeeded"
    done = web.post(f"{V1}/orders/{order['order_id']}/finish-payment", headers=fan("ada")).json()
    assert done["status"] == "confirmed"
    assert web.get("/sandbox/payments/pay_nothing").status_code == 404


def test_strangers_who_choose_the_same_key_do_not_share_a_hold(web):
    options = web.get(f"{V1}/events/far/seats", params={"quantity": 2}).json()["options"]
    wish = {"event_id": "far", "seat_ids": options[0]["seat_ids"]}

    def ask(who):
        return web.post(f"{V1}/holds", json=wish, headers={"Idempotency-Key": "k-1", "User-Agent": who})

    first = ask("one")
    assert ask("one").json() == first.json()
    assert ask("two").status_code == 409


def test_the_doors_list_says_which_codes_open_no_door_any_more(web):
    gone, moved, kept = (buy(web, quantity=1).json() for _ in range(3))
    [given], [sent], [own] = (order["tickets"] for order in (gone, moved, kept))
    wish = {"kind": "refund", "order_id": gone["order_id"]}
    quote = web.post(f"{V1}/quotes", json=wish, headers=fan("ada")).json()["quote_id"]
    web.post(f"{V1}/quotes/{quote}/confirm", headers=fan("ada"))
    assert web.post(f"{V1}/orders/{gone['order_id']}/refund", json={"quote_id": quote}, headers=fan("ada")).is_success
    to = {"email": "friend@example.org"}
    assert web.post(f"{V1}/tickets/{sent['ticket_id']}/transfer", json=to, headers=fan("ada")).is_success

    key = web.get(f"{V1}/ticket-key", headers=fan("ada")).json()["public_key"]
    answer = web.get(f"{V1}/events/far/voided-tickets", headers=SERVICE)
    found = read(answer.text, key)
    assert found.tickets == {given["ticket_id"]: None, sent["ticket_id"]: 2}
    out = io.StringIO()
    assert not scan([given["code"], sent["code"], own["code"]], key=key, event_id="far", out=out, voided=[found])
    assert [json.loads(line)["ok"] for line in out.getvalue().splitlines()] == [False, False, True]


def test_the_doors_list_is_for_the_operators_systems(web):
    assert web.get(f"{V1}/events/far/voided-tickets").status_code == 401
    assert web.get(f"{V1}/events/far/voided-tickets", headers=fan("ada")).status_code == 403
    assert web.get(f"{V1}/events/none/voided-tickets", headers=SERVICE).status_code == 404
