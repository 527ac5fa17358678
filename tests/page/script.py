"""What the box office of cardboard says: one evening, two shows, and an answer to each thing that a fan may do."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from willcall.agent import contract as chat
from willcall.boxoffice.contract import Event, Seat, SeatMap, SeatMapRow, SeatMapSeat, SeatMapSection
from willcall.kit.money import Money


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
