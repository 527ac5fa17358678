"""A box office of cardboard: serves the real page, and answers its calls with the contract's own shapes from a small script.

For the components of the page. It knows one evening, sells nothing, and keeps no promise but the shapes.
"""

import json
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import segno

from willcall.agent import contract as chat
from willcall.boxoffice.contract import Event, Seat, SeatMap, SeatMapRow, SeatMapSeat, SeatMapSection
from willcall.entrypoints import chat_page
from willcall.kit.money import Money

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def dollars(amount: float) -> Money:
    return Money(round(amount * 100), "USD")


def seat(section: str, row: str, number: int, price: float = 88.5) -> Seat:
    return Seat(
        seat_id=f"{section}-{row}-{number}",
        section=section,
        row=row,
        number=str(number),
        price=dollars(price),
        face_value=dollars(price - 8.5),
        fees=dollars(8.5),
    )


def shows(now: datetime) -> list[Event]:
    first = now.replace(hour=23, minute=30, second=0, microsecond=0)
    return [
        Event(
            event_id=f"evt_{n}",
            name=name,
            kind=kind,
            starts_at=first + timedelta(days=days),
            ends_at=first + timedelta(days=days, hours=3),
            time_zone="America/New_York",
            venue=venue,
            venue_id=f"ven_{n}",
            city="Larkhaven",
            status="scheduled",
            from_price=dollars(price),
            currency="USD",
        )
        for n, (name, kind, venue, price, days) in enumerate(
            [
                ("Harbor Kings vs. Northgate Owls", "basketball", "Quayside Arena", 42, 0),
                ("The Paper Lanterns", "concert", "Mercer Hall", 35.5, 1),
                ("A Winter's Errand", "theatre", "The Old Playhouse", 28, 2),
                ("Harbor Kings vs. Silver Foxes", "basketball", "Quayside Arena", 48, 3),
                ("Odd Socks: a family matinee", "family", "The Old Playhouse", 18, 4),
                ("Moth & Flame", "concert", "Mercer Hall", 55, 6),
                ("Late Laughs", "comedy", "The Cellar", 22, 6),
            ]
        )
    ]


def hall(picked: set[str] = frozenset()) -> SeatMap:
    sections = []
    for s, (name, price, rows, across, x0, y0) in enumerate(
        [
            ("101", 64, 7, 12, 60, 250),
            ("102", 96, 7, 16, 330, 250),
            ("103", 64, 7, 12, 690, 250),
            ("201", 42, 6, 34, 120, 560),
        ]
    ):
        made = []
        for r in range(rows):
            seats = []
            for n in range(across):
                taken = (s * 31 + r * 17 + n * 7) % 5 < 2
                seats.append(
                    SeatMapSeat(
                        seat_id=f"{name}-{'ABCDEFG'[r]}-{n + 1}",
                        number=str(n + 1),
                        x=x0 + n * 21,
                        y=y0 + r * 30,
                        status="sold" if taken else "free",
                        price=dollars(price + (10 if r == 0 else 0)),
                        accessible=r == rows - 1 and n < 2,
                    )
                )
            made.append(SeatMapRow(name="ABCDEFG"[r], seats=seats))
        sections.append(SeatMapSection(name=name, tier="standard", rows=made))
    return SeatMap(event_id="evt_0", width=1000, height=760, stage=(300, 60, 400, 110), sections=sections)


class Script:
    """What the box office says to what the page sends. Tests change `hold_seconds`, push `failures`, and read `requests`."""

    def __init__(self) -> None:
        self.hold_seconds = 300.0
        self.with_payment = False
        self.needs_sign_in = False
        self.customer: str | None = None
        self.failures: list[tuple[int, dict[str, str]]] = []
        self.requests: list[tuple[str, str, Any]] = []
        self.keys: list[str | None] = []
        self.messages: list[dict[str, Any]] = []
        self.person_says: list[str] = []
        self.order: chat.OrderCard | None = None
        self.pause = threading.Event()
        self.pause.set()
        self.count = 0
        self.pages: dict[str, str] = {}
        self.special: dict[str, Callable[[], tuple[str, list[Any], dict[str, Any]]]] = {}

    def turns(self) -> list[Any]:
        return [body for method, path, body in self.requests if method == "POST" and path == "/chat/stream"]

    def id(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}_{self.count:06d}"

    # -- cards ---------------------------------------------------------------------------------------------------------

    def events(self) -> chat.EventsCard:
        return chat.EventsCard(
            id=self.id("crd"),
            options=[
                chat.EventOption(
                    event_id=e.event_id,
                    name=e.name,
                    starts_at=e.starts_at,
                    time_zone=e.time_zone,
                    venue=e.venue,
                    city=e.city,
                    from_price=e.from_price,
                )
                for e in shows(datetime.now(UTC))
            ],
        )

    def seats(self) -> chat.SeatsCard:
        rows = [
            ("102", "C", (7, 8), 104.5, ""),
            ("101", "A", (11, 12), 82.5, "On the aisle"),
            ("201", "B", (3, 4), 50.5, "Best price"),
        ]
        return chat.SeatsCard(
            id=self.id("crd"),
            event_id="evt_0",
            options=[
                chat.SeatsOption(
                    seat_ids=[f"{s}-{r}-{n}" for n in ns],
                    section=s,
                    row=r,
                    numbers=[str(n) for n in ns],
                    price_each=dollars(p),
                    total=dollars(p * 2),
                    note=note,
                )
                for s, r, ns, p, note in rows
            ],
        )

    def seat_map(self) -> chat.SeatMapCard:
        return chat.SeatMapCard(
            id=self.id("crd"), event_id="evt_0", quantity=2, url="/boxoffice/v1/events/evt_0/seat-map"
        )

    def hold(self, seats: list[Seat]) -> list[Any]:
        until = datetime.now(UTC) + timedelta(seconds=self.hold_seconds)
        total = sum(s.price.amount for s in seats) + 450
        self.held = seats
        self.total = Money(total, "USD")
        self.quote_id = self.id("quo")
        quote = chat.QuoteCard(
            id=self.id("crd"),
            quote_id=self.quote_id,
            kind="purchase",
            items=[
                chat.CardItem(
                    label=f"{len(seats)} × {seats[0].label.rsplit(',', 1)[0]}",
                    amount=Money(sum(s.face_value.amount for s in seats), "USD"),
                ),
                chat.CardItem(label="Ticket fees", amount=Money(sum(s.fees.amount for s in seats), "USD")),
                chat.CardItem(label="Order fee", amount=Money(450, "USD")),
            ],
            total=self.total,
            expires_at=until,
            event_id="evt_0",
        )
        hold = chat.HoldCard(
            id=self.id("crd"),
            hold_id=self.id("hld"),
            seat_ids=[s.seat_id for s in seats],
            seats=seats,
            expires_at=until,
        )
        return [hold, quote, *([self.payment()] if self.with_payment else [])]

    def payment(self, url: str | None = None) -> chat.PaymentCard:
        labels = {
            "tok_ok": "Test card ending 4242",
            "tok_declined": "Test card that is declined",
            "tok_second_step": "Test card with a second step",
        }
        return chat.PaymentCard(
            id=self.id("crd"),
            quote_id=self.quote_id,
            total=self.total,
            methods=[chat.PaymentMethod(token=t, label=label) for t, label in labels.items()],
            next_action=chat.CardNextAction(url=url) if url else None,
        )

    def order_card(self, status: str = "confirmed") -> chat.OrderCard:
        return chat.OrderCard(
            id=self.id("crd"),
            order_id="ord_000777",
            event_id="evt_0",
            event_name="Harbor Kings vs. Northgate Owls",
            status=status,
            total=self.total,
            tickets=[
                chat.TicketLine(
                    ticket_id=f"tkt_{s.seat_id}",
                    seat=s,
                    status="refunded" if status == "refunded" else "valid",
                    qr_svg_url=f"/tickets/{s.seat_id}/qr.svg",
                    pdf_url=f"/tickets/{s.seat_id}.pdf",
                )
                for s in self.held
            ],
            calendar_url="/orders/ord_000777/calendar.ics",
        )

    # -- one turn ------------------------------------------------------------------------------------------------------

    def answer(self, body: dict[str, Any]) -> dict[str, Any]:
        text, cards, state = self._decide(body)
        full = {
            "specialist": "sales",
            "flow": "purchase",
            "speaker": "agent",
            "handed_off": False,
            "awaiting": None,
            **state,
        }
        sources = next((c.sources for c in cards if isinstance(c, chat.SourcesCard)), [])
        reply = chat.ChatReply(
            conversation_id=body.get("conversation_id") or "cnv_000001",
            message_id=self.id("msg"),
            response=text,
            cards=cards,
            sources=sources,
            state=chat.TurnState(**full),
            usage=chat.Usage(brain="embedded", duration_ms=7.5),
            request_id=self.id("req"),
        )
        plain = reply.model_dump(mode="json")
        said = body.get("message") or ""
        self.messages += [
            {"message_id": self.id("msg"), "speaker": "user", "text": said, "action": body.get("action"), "cards": []},
            {
                "message_id": plain["message_id"],
                "speaker": "agent",
                "text": text,
                "cards": plain["cards"],
                "state": plain["state"],
            },
        ]
        return plain

    def _decide(self, body: dict[str, Any]) -> tuple[str, list[Any], dict[str, Any]]:
        action = body.get("action") or {}
        kind = action.get("type")
        words = (body.get("message") or "").lower()
        for key, make in self.special.items():
            if key in words or key == kind:
                return make()
        if kind == "select" and action.get("seat_ids"):
            seats = [seat(*_parts(i)) for i in action["seat_ids"]]
            return "Those are yours for the next five minutes.", self.hold(seats), {"awaiting": "confirmation"}
        if kind == "select" and self._last_type(action["card_id"]) == "events":
            return (
                "Here are the best pairs for that evening, fees included.",
                [self.seats(), self.seat_map()],
                {"awaiting": "seats"},
            )
        if kind == "select":
            return (
                "I'm holding these for you. Shall I book them?",
                self.hold([seat("102", "C", 7, 104.5), seat("102", "C", 8, 104.5)]),
                {"awaiting": "confirmation"},
            )
        if kind in ("confirm", "pay") and self.needs_sign_in and self.customer is None:
            return (
                "One thing first: please sign in, so that I know whose tickets these are.",
                [],
                {"awaiting": "sign_in"},
            )
        if kind == "confirm":
            return "Thank you. How would you like to pay?", [self.payment()], {"awaiting": "payment"}
        if kind == "decline":
            return "No problem, I've let them go. What else can I find you?", [], {"flow": None}
        if kind == "pay":
            return self._pay(action["payment_method_token"])
        if "approved" in words and getattr(self, "approved", False):
            return self._pay("tok_second_step")
        if "park" in words:
            source = chat.SourceLine(
                id="kb_1",
                title="Getting here: parking",
                uri="kb://parking",
                snippet="Garage B opens two hours before the doors; 18 dollars a car.",
            )
            return (
                "Garage B on Pier Street opens two hours before doors. It's $18.00 a car.",
                [chat.SourcesCard(id=self.id("crd"), sources=[source])],
                {"specialist": "knowledge", "flow": None},
            )
        if "map" in words:
            return "Pick any two free seats.", [self.seat_map()], {"awaiting": "seats"}
        return "Here is what's on. Which one shall it be?", [self.events()], {"awaiting": "event"}

    def _pay(self, token: str) -> tuple[str, list[Any], dict[str, Any]]:
        if token == "tok_declined":
            return (
                "The bank said no to that card. Your seats are still held: try another?",
                [self.payment()],
                {"awaiting": "payment"},
            )
        if token == "tok_second_step" and not getattr(self, "approved", False):
            return (
                "Your bank wants you to approve it first.",
                [self.payment("/sandbox/payments/pay_1")],
                {"awaiting": "second_step"},
            )
        return "Done: two tickets, paid. See you there!", [self.order_card()], {"flow": None}

    def _last_type(self, card_id: str) -> str | None:
        cards = (c for m in self.messages for c in m["cards"])
        return next((c["type"] for c in cards if c["id"] == card_id), None)


def _parts(seat_id: str) -> tuple[str, str, int, float]:
    section, row, number = seat_id.split("-")
    return section, row, int(number), 88.5


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: Script
    embedded_by: tuple[str, ...] = ()

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        self.script.requests.append(("GET", path, None))
        if path in ("/", "/widget.js") or path.startswith("/static/"):
            return self._file(path)
        if path in self.script.pages:
            return self._send(200, self.script.pages[path].encode(), "text/html")
        if path == "/auth/session":
            return self._json({"customer_id": self.script.customer, "kind": "fan", "roles": [], "sandbox": True})
        if path.endswith("/seat-map"):
            return self._json(hall().model_dump(mode="json"))
        if path.startswith("/boxoffice/v1/events/"):
            found = [e for e in shows(datetime.now(UTC)) if path.endswith(e.event_id)]
            return self._json(found[0].model_dump(mode="json")) if found else self._problem(404, "No such event.")
        if path.startswith("/conversations/") and not path.endswith("/stream"):
            messages = self.script.messages
            if not messages:
                return self._problem(404, "There is no such conversation.")
            state = next((m["state"] for m in reversed(messages) if m.get("state")), None)
            return self._json({"conversation_id": "cnv_000001", "messages": messages, "state": state})
        if path.endswith("/qr.svg"):
            svg = segno.make(path, error="m").svg_inline(scale=4, border=2).encode()
            return self._send(
                200, svg.replace(b"<svg ", b'<svg xmlns="http://www.w3.org/2000/svg" ', 1), "image/svg+xml"
            )
        if path.startswith("/sandbox/"):
            self.script.approved = True
            return self._send(200, b"<!doctype html><title>Bank</title><h1>Approved</h1>", "text/html")
        return self._problem(404, "Not here.")

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.loads(raw) if raw else None
        self.script.requests.append(("POST", self.path, body))
        if self.path == "/auth/sandbox-token":
            return self._json({"access_token": body["customer_id"], "token_type": "bearer", "expires_in": 3600})
        if self.path == "/auth/session":
            self.script.customer = self.headers["Authorization"].removeprefix("Bearer ")
            return self._json({"customer_id": self.script.customer, "kind": "fan", "roles": [], "sandbox": True})
        if self.path == "/feedback":
            return self._json({"feedback_id": "fbk_1", "message_id": body["message_id"]})
        if self.path == "/chat/stream":
            self.script.keys.append(self.headers.get("Idempotency-Key"))
            if self.script.failures:
                status, headers = self.script.failures.pop(0)
                return self._problem(status, "The script wants it so.", headers)
            return self._stream(self.script.answer(body))
        return self._problem(404, "Not here.")

    def do_DELETE(self) -> None:
        self.script.requests.append(("DELETE", self.path, None))
        if self.path == "/auth/session":
            self.script.customer = None
        self._send(204, b"", "text/plain")

    def _stream(self, reply: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

        def tell(event: str, data: Any) -> None:
            self.wfile.write(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())
            self.wfile.flush()

        tell("status", {"text": "Looking for seats"})
        self.script.pause.wait(10)
        words = reply["response"].split(" ")
        for i, word in enumerate(words):
            tell("delta", {"text": word if i == 0 else " " + word})
            time.sleep(0.002)
        for card in reply["cards"]:
            tell("card", card)
        tell("done", reply)
        self.close_connection = True

    def _file(self, path: str) -> None:
        file = chat_page.INDEX if path == "/" else chat_page.FOLDER / path.lstrip("/")
        if not file.is_file():
            return self._problem(404, path)
        policy = (
            {"Content-Security-Policy": chat_page.content_security_policy(embedded_by=self.embedded_by)}
            if path == "/"
            else {}
        )
        return self._send(200, file.read_bytes(), TYPES[file.suffix], policy)

    def _json(self, data: Any) -> None:
        self._send(200, json.dumps(data).encode(), "application/json")

    def _problem(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        body = {"type": "about:blank", "title": "No", "status": status, "detail": detail, "request_id": "req_1"}
        self._send(status, json.dumps(body).encode(), "application/problem+json", headers)

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def stand_in(embedded_by: tuple[str, ...] = ()) -> Any:
    """Runs the cardboard box office on a free port; yields `(address, script)`."""
    script = Script()
    handler = type("Handler", (_Handler,), {"script": script, "embedded_by": embedded_by})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", script
    finally:
        script.pause.set()
        server.shutdown()
        server.server_close()
