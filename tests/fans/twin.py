"""A box office and an agent in two hundred lines: the published contract's twin, to try fans and judge on.

It understands only what a well-behaved fan of plain words says, and can be told to misbehave in one named way.
"""

import json
import re
import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from willcall.kit.money import Money
from willcall.training.evaluate.language import NUMBERS

POLICY = {"policy_id": "pol_r", "kind": "refund", "name": "No-return rule", "text": "Tickets are not taken back."}


class Answer:
    def __init__(self, status: int, body: Any) -> None:
        self.status_code, self.body, self.headers = status, body, {}
        self.text = json.dumps(body)

    def json(self) -> Any:
        return self.body


def money(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "USD", "text": Money(amount, "USD").text}


class Twin:
    """Handed to the simulator as a client. `fault` names what it does wrong: see the tests."""

    def __init__(self, *, fault: str | None = None, shows: int = 3) -> None:
        self.fault = fault
        self.lock = threading.RLock()
        evening = datetime.now(ZoneInfo("Europe/Dublin")).replace(hour=19, minute=30, second=0, microsecond=0)
        start = evening + timedelta(days=9)
        names = ["Rustmoor Ravens vs. Pellworth Pikes", "The Glass Orchard", "Quillon Fray"]
        self.events = [
            {
                "event_id": f"evt_{i}", "name": names[i], "kind": ("rugby", "theatre", "concert")[i],
                "starts_at": (start + timedelta(days=3 * i)).isoformat(), "time_zone": "Europe/Dublin",
                "venue": f"Hall {'ABC'[i]}", "city": "Pellworth", "status": "scheduled", "currency": "USD",
                "performers": names[i].split(" vs. ") if i == 0 else [names[i]], "from_price": money(2000), "available": 400,
                "max_tickets": 8,
                "sections": [{"name": s, "tier": s, "level": n, "price_from": money(p), "available": 100}
                             for n, (s, p) in enumerate((("Stalls", 5000), ("Balcony", 2000)), 1)],
            }
            for i in range(shows)
        ]  # fmt: skip
        self.taken: set[tuple[str, str]] = set()
        self.holds: dict[str, tuple[str, list[str]]] = {}
        self.orders: dict[str, dict[str, Any]] = {}
        self.quotes: dict[str, dict[str, Any]] = {}
        self.talks: dict[str, dict[str, Any]] = {}
        self.count = 0

    def id(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}_{self.count}"

    def request(self, method: str, url: str, *, json: Any = None, headers: Any = None, params: Any = None) -> Answer:
        with self.lock:
            customer = (headers or {}).get("Authorization", "").removeprefix("Bearer ") or None
            path = url.removeprefix("/boxoffice/v1").strip("/").split("/")
            if url == "/chat":
                return self.chat(json, customer)
            if url == "/auth/sandbox-token":
                return Answer(200, {"access_token": json["customer_id"], "token_type": "bearer", "expires_in": 60})
            match (method, path):
                case "GET", ["events"]:
                    return Answer(200, {"events": self.events})
                case "GET", ["events", event_id]:
                    return Answer(200, next(e for e in self.events if e["event_id"] == event_id))
                case "GET", ["events", event_id, "seats"]:
                    return Answer(200, {"seats": self.seats(event_id, int(params["quantity"]), params.get("section"))})
                case "GET", ["policies"]:
                    return Answer(200, {"policies": [POLICY]})
                case "GET", ["customers", customer_id, "orders"]:
                    return Answer(200, {"orders": [o for o in self.orders.values() if o["customer_id"] == customer_id]})
                case "POST", ["holds"]:
                    hold = self.hold(json["event_id"], json["seat_ids"])
                    return Answer(201, hold) if hold else Answer(409, {"seat_ids": json["seat_ids"]})
                case "DELETE", ["holds", hold_id]:
                    self.free(hold_id)
                    return Answer(200, {})
                case "DELETE", ["conversations", conversation_id]:
                    if self.fault != "keeps_hold":
                        self.free(self.talks[conversation_id].get("hold"))
                    return Answer(204, {})
                case "POST", ["quotes"]:
                    if json["kind"] != "purchase":
                        return Answer(422, {"detail": POLICY["name"]})
                    return Answer(201, self.quote(json["hold_id"]))
                case "POST", ["quotes", _, "confirm"]:
                    return Answer(200, {})
                case "POST", ["orders"]:
                    return Answer(201, self.buy(json["quote_id"], json["customer_id"]))
            return Answer(404, {"detail": f"no {method} {url}"})

    # -- the box office -------------------------------------------------------------------------------------------

    def seats(self, event_id: str, quantity: int, section: str | None = None) -> list[dict[str, Any]]:
        found = []
        for name, price in (("Stalls", 5000), ("Balcony", 2000)):
            free = [f"{name}-{n}" for n in range(100) if (event_id, f"{name}-{n}") not in self.taken]
            if section in (None, name) and len(free) >= quantity:
                found += [{"seat_id": s, "id": s, "section": name, "row": "1", "number": s, "price": money(price),
                           "accessible": False} for s in free[:quantity]]  # fmt: skip
        return found

    def hold(self, event_id: str, seat_ids: list[str]) -> dict[str, Any] | None:
        if any((event_id, s) in self.taken for s in seat_ids):
            return None
        self.taken |= {(event_id, s) for s in seat_ids}
        hold_id = self.id("hld")
        self.holds[hold_id] = (event_id, seat_ids)
        return {
            "hold_id": hold_id,
            "seat_ids": seat_ids,
            "expires_at": datetime.now(UTC).isoformat(),
            "event_id": event_id,
        }

    def free(self, hold_id: str | None) -> None:
        event_id, seat_ids = self.holds.pop(hold_id or "", ("", []))
        self.taken -= {(event_id, s) for s in seat_ids}

    def quote(self, hold_id: str) -> dict[str, Any]:
        event_id, seat_ids = self.holds[hold_id]
        total = sum(5000 if s.startswith("Stalls") else 2000 for s in seat_ids)
        quote = {"quote_id": self.id("quo"), "kind": "purchase", "items": [], "total": money(total), "hold_id": hold_id,
                 "expires_at": datetime.now(UTC).isoformat(), "event_id": event_id}  # fmt: skip
        self.quotes[quote["quote_id"]] = quote
        return quote

    def buy(self, quote_id: str, customer_id: str) -> dict[str, Any]:
        quote = self.quotes[quote_id]
        event_id, seat_ids = self.holds.pop(quote["hold_id"])
        order = {
            "order_id": self.id("ord"), "event_id": event_id, "customer_id": customer_id, "status": "confirmed",
            "total": quote["total"],
            "tickets": [{"ticket_id": self.id("tkt"), "status": "valid", "seat": {"section": s.split("-")[0], "seat_id": s,
                         "price": money(5000 if s.startswith("Stalls") else 2000), "accessible": False}} for s in seat_ids],
        }  # fmt: skip
        self.orders[order["order_id"]] = order
        return order

    # -- the agent ------------------------------------------------------------------------------------------------

    def chat(self, body: dict[str, Any], customer: str | None) -> Answer:
        talk_id = body.get("conversation_id") or self.id("cnv")
        talk = self.talks.setdefault(talk_id, {})
        words, action = (body.get("message") or "").lower(), body.get("action") or {}
        text, cards, awaiting = self.turn(talk, words, action, customer)
        state = {
            "specialist": "sales",
            "flow": "purchase",
            "speaker": "agent",
            "handed_off": False,
            "awaiting": awaiting,
        }
        return Answer(200, {"conversation_id": talk_id, "message_id": self.id("msg"), "response": text, "cards": cards,
                            "sources": [], "state": state, "usage": {}, "request_id": "req"})  # fmt: skip

    def turn(self, talk: dict[str, Any], words: str, action: dict[str, Any], customer: str | None) -> Any:
        if re.search(r"\b(bye|goodbye|see you)\b", words):
            if self.fault != "keeps_hold":
                self.free(talk.get("hold"))
            return "Goodbye.", [], None
        if action.get("type") == "select":
            talk["event"] = self.events[action["option"]]["event_id"]
        for event in self.events:
            if "event" not in talk and any(p.lower().split()[-1] in words for p in event["performers"]):
                talk["event"] = event["event_id"]
        if "event" not in talk:
            options = [
                {**{k: e[k] for k in ("event_id", "name", "starts_at", "venue")}, "from_price": None}
                for e in self.events
            ]
            return "Which one?", [{"id": self.id("crd"), "type": "events", "options": options}], "event"
        months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
        number = re.search(rf"\b(\d)\b(?!:|\s*(?:pm|am|{months}))", re.sub(rf"(?:{months})\w* \d+", "", words))
        spelled = next((n for n, w in enumerate(NUMBERS) if re.search(rf"\b{w}\b", words)), None)
        if "quantity" not in talk and (number or spelled):
            talk["quantity"] = int(number.group(1)) if number else spelled
        if "quantity" not in talk:
            return "How many?", [], "quantity"
        if re.search(r"no, i said|asked for|not right", words) and self.fault != "wrong_quantity":
            said = re.search(r"(?:said|asked for|need) (\w+)", words)
            assert said
            talk["quantity"] = int(said.group(1)) if said.group(1).isdigit() else NUMBERS.index(said.group(1))
            self.free(talk.pop("hold", None))
            talk.pop("quote", None)
        if not talk.get("quote"):
            return self.offer(talk, customer)
        if action.get("type") in {"pay", "confirm"} or re.match(r"(ye|ok|sure|sounds|perfect|that's)", words):
            return self.settle(talk, action, customer)
        return "Shall I book it?", [], "confirmation"

    def offer(self, talk: dict[str, Any], customer: str | None) -> Any:
        quantity = talk["quantity"] + (self.fault == "wrong_quantity")
        hold = self.hold(talk["event"], [s["seat_id"] for s in self.seats(talk["event"], quantity, "Balcony")])
        assert hold
        quote = self.quote(hold["hold_id"])
        talk |= {"hold": hold["hold_id"], "quote": quote["quote_id"]}
        cards = [{"id": self.id("crd"), "type": "hold", **hold, "seat_ids": hold["seat_ids"][: talk["quantity"]]}]
        if self.fault == "no_consent" and customer:
            order = self.buy(quote["quote_id"], customer)
            return "Booked!", [self.order_card(order)], None
        if self.fault == "wrong_words":
            return "That is $3.99. Book it?", [*cards, {"id": "q", "type": "quote", **quote}], "confirmation"
        return (
            f"In all {quote['total']['text']}. Book it?",
            [*cards, {"id": "q", "type": "quote", **quote}],
            "confirmation",
        )

    def settle(self, talk: dict[str, Any], action: dict[str, Any], customer: str | None) -> Any:
        if customer is None:
            return "Please sign in.", [], "sign_in"
        quote = self.quotes[talk["quote"]]
        if action.get("type") != "pay":
            card = {"id": "p", "type": "payment", "quote_id": talk["quote"], "total": quote["total"], "methods": []}
            return f"How will you pay {quote['total']['text']}?", [card], "payment"
        if action["payment_method_token"] == "tok_declined":
            return "Declined. Another one?", [], "payment"
        if quote["hold_id"] not in self.holds:
            first = talk["order"]
            return "You have it already.", [self.order_card(self.orders[first])], None
        order = self.buy(talk["quote"], customer)
        talk["order"] = order["order_id"]
        if self.fault == "sells_twice":
            hold = self.hold(talk["event"], [s["seat_id"] for s in self.seats(talk["event"], 1, "Balcony")])
            assert hold
            self.buy(self.quote(hold["hold_id"])["quote_id"], customer)
        return "Done.", [self.order_card(order)], None

    def order_card(self, order: dict[str, Any]) -> dict[str, Any]:
        return {"id": self.id("crd"), "type": "order", **order, "calendar_url": ""}
