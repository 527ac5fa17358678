"""A small season, a bank with a memory and a will of its own, and a box office over both."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Hold, Order, Quote
from willcall.boxoffice.delivery.ports import SignedTicket
from willcall.boxoffice.errors import PaymentDeclined, PaymentUnresolved
from willcall.boxoffice.local import LocalBoxOffice
from willcall.boxoffice.operations.load_season import load_season
from willcall.boxoffice.payments.ports import Charge, Refund
from willcall.boxoffice.season import (
    Season,
    SeasonEvent,
    SeasonPolicy,
    SeasonVenue,
    SeatRow,
    SeatSection,
    TierPrice,
)
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.kit.ids import new_id
from willcall.kit.money import Money


class Dies(BaseException):
    """The process is gone, in the middle of it."""


class Bank:
    """A twin of a payment provider. Tokens say how a charge goes; `before` and `after` let a test intervene."""

    def __init__(self) -> None:
        self.charges: dict[str, Charge] = {}
        self.refunds: dict[str, Refund] = {}
        self.calls = 0
        self.before: Callable[[], None] = lambda: None
        self.after: Callable[[], None] = lambda: None
        self.silent = False
        self._lock = threading.Lock()

    def charge(
        self, *, amount: Money, token: str, idempotency_key: str, metadata: Mapping[str, str] | None = None
    ) -> Charge:
        self.before()
        with self._lock:
            self.calls += 1
            known = self.charges.get(idempotency_key)
            if known is None:
                if token == "tok_declined":
                    raise PaymentDeclined("The card was declined.")
                if token == "tok_timeout":
                    raise PaymentUnresolved("No answer.")
                status = "requires_action" if token == "tok_second_step" else "succeeded"
                url = "https://bank.example/step" if token == "tok_second_step" else None
                known = Charge(f"ch_{len(self.charges)}", status, amount, url)
                self.charges[idempotency_key] = known
        self.after()
        if token == "tok_lost":
            raise PaymentUnresolved("The money was taken, the answer lost.")
        return known

    def refund(self, *, charge_id: str, amount: Money, idempotency_key: str) -> Refund:
        if self.silent:
            raise PaymentUnresolved("No answer.")
        with self._lock:
            if idempotency_key not in self.refunds:
                assert self.net_of(charge_id) >= amount.amount, "more goes back than came"
                self.refunds[idempotency_key] = Refund(f"re_{len(self.refunds)}", charge_id, amount)
            return self.refunds[idempotency_key]

    def lookup(self, *, idempotency_key: str) -> Charge | None:
        if self.silent:
            raise PaymentUnresolved("No answer.")
        return self.charges.get(idempotency_key)

    def void(self, *, charge_id: str, idempotency_key: str) -> Charge:
        if self.silent:
            raise PaymentUnresolved("No answer.")
        key = next(key for key, charge in self.charges.items() if charge.charge_id == charge_id)
        self.charges[key] = replace(self.charges[key], status="voided")
        return self.charges[key]

    def approve(self) -> None:
        """The payer takes every second step that is due."""
        for key, charge in self.charges.items():
            if charge.status == "requires_action":
                self.charges[key] = replace(charge, status="succeeded")

    def refuse(self) -> None:
        for key, charge in self.charges.items():
            if charge.status == "requires_action":
                self.charges[key] = replace(charge, status="failed")

    def net_of(self, charge_id: str) -> int:
        taken = sum(
            c.amount.amount for c in self.charges.values() if c.charge_id == charge_id and c.status == "succeeded"
        )
        return taken - sum(r.amount.amount for r in self.refunds.values() if r.charge_id == charge_id)

    @property
    def net(self) -> int:
        """What the bank has taken and not given back."""
        return sum(self.net_of(charge.charge_id) for charge in self.charges.values())


class PlainSigner:
    """A twin of the signer: readable codes, no secret."""

    def sign(self, *, ticket_id: str, event_id: str, seat_id: str, serial: int) -> str:
        return f"{ticket_id}|{event_id}|{seat_id}|{serial}"

    def verify(self, code: str) -> SignedTicket | None:
        ticket, event, seat, serial = code.split("|")
        return SignedTicket(ticket, event, seat, int(serial))


def rows(count: int, seats: int, **marks: list[str]) -> list[SeatRow]:
    return [
        SeatRow(name=chr(65 + i), seats=[str(n) for n in range(1, seats + 1)], **marks if i == 0 else {})
        for i in range(count)
    ]


def small_season(now: datetime, **changes: Any) -> Season:
    """Two halls, four shows: plenty next week, a cheaper one later, one tonight, one under way."""
    hall = SeasonVenue(
        venue_id="ven_hall",
        name="The Old Hall",
        city="Springfield",
        time_zone="America/New_York",
        sections=[
            SeatSection(name="Floor", tier="Gold", level=1, aliases=["VIP"], rows=rows(1, 4)),
            SeatSection(
                name="101",
                tier="Silver",
                level=2,
                rows=rows(3, 10, aisle_after=["5"], accessible=["1", "10"], companion=["2", "9"]),
            ),
            SeatSection(name="201", tier="Bronze", level=3, aliases=["balcony"], rows=rows(3, 10)),
        ],
    )
    prices = [
        TierPrice(tier="Gold", price=20000, fees=2000),
        TierPrice(tier="Silver", price=10000, fees=1000),
        TierPrice(tier="Bronze", price=4000, fees=400),
    ]

    def event(event_id: str, name: str, starts: datetime, **more: Any) -> SeasonEvent:
        return SeasonEvent(
            **{
                "event_id": event_id,
                "name": name,
                "kind": "concert",
                "venue_id": "ven_hall",
                "starts_at": starts,
                "ends_at": starts + timedelta(hours=3),
                "prices": prices,
                "order_fee": 300,
                **more,
            }
        )

    return Season(
        **{
            "name": "A small season",
            "currency": "USD",
            "time_zone": "America/New_York",
            "venues": [hall],
            "events": [
                event("evt_week", "Larks at Owls", now + timedelta(days=7), performers=["Larks", "Owls"]),
                event(
                    "evt_later",
                    "The Quiet Trio",
                    now + timedelta(days=30),
                    prices=[price.model_copy(update={"price": price.price // 2}) for price in prices],
                ),
                event("evt_tonight", "Moths Live", now + timedelta(hours=5)),
                event("evt_now", "Foxes at Hens", now - timedelta(minutes=60)),
                event("evt_past", "Long Gone", now - timedelta(days=2)),
            ],
            **changes,
        }
    )


@dataclass
class Stand:
    """Everything a test needs: the box office, its bank, its clock, and shorter ways to do usual things."""

    office: LocalBoxOffice
    bank: Bank
    clock: FixedClock
    database: Database

    def load(self, **changes: Any) -> None:
        with self.database.write() as unit:
            load_season(unit, small_season(self.clock.now, **changes), replace=True)

    def seats(self, event_id: str = "evt_week", quantity: int = 2, **wish: Any) -> list[str]:
        return self.office.check_inventory(event_id=event_id, quantity=quantity, **wish).options[0].seat_ids

    def hold(self, actor: Actor, event_id: str = "evt_week", quantity: int = 2, **wish: Any) -> Hold:
        return self.office.hold_tickets(actor=actor, event_id=event_id, seat_ids=self.seats(event_id, quantity, **wish))

    def confirmed(self, actor: Actor, event_id: str = "evt_week", quantity: int = 2, **wish: Any) -> Quote:
        hold = self.hold(actor, event_id, quantity, **wish)
        quote = self.office.quote(actor=actor, kind="purchase", hold_id=hold.hold_id)
        return self.office.confirm_quote(actor=actor, quote_id=quote.quote_id)

    def pay(self, actor: Actor, quote: Quote, token: str = "tok_ok", **more: Any) -> Order:
        assert quote.hold_id is not None
        return self.office.create_order(
            actor=actor,
            hold_id=quote.hold_id,
            quote_id=quote.quote_id,
            customer_id=actor.customer_id or "",
            payment_method_token=token,
            **more,
        )

    def buy(self, actor: Actor, event_id: str = "evt_week", quantity: int = 2, **wish: Any) -> Order:
        return self.pay(actor, self.confirmed(actor, event_id, quantity, **wish))

    def agree(self, actor: Actor, **wish: Any) -> Quote:
        """Quotes and confirms anything but a purchase."""
        quote = self.office.quote(actor=actor, **wish)
        return self.office.confirm_quote(actor=actor, quote_id=quote.quote_id)

    def refund(self, actor: Actor, order_id: str, **wish: Any) -> Order:
        quote = self.agree(actor, kind="refund", order_id=order_id, **wish)
        return self.office.request_refund(actor=actor, order_id=order_id, quote_id=quote.quote_id)

    def messages(self) -> list[str]:
        """Types of everything in the outbox, in order."""
        with self.database.read() as connection:
            found = connection.exec_driver_sql("SELECT type FROM outbox ORDER BY sequence").scalars().all()
        return [str(one).removeprefix("dev.willcall.") for one in found]


def stand_on(database: Database, clock: FixedClock) -> Stand:
    bank = Bank()
    office = LocalBoxOffice(database, clock=clock, ids=new_id, payments=bank, signer=PlainSigner())
    stand = Stand(office, bank, clock, database)
    stand.load()
    return stand


@pytest.fixture
def stand(database: Database, clock: FixedClock) -> Stand:
    return stand_on(database, clock)


@pytest.fixture
def sqlite_stand(sqlite_database: Database, clock: FixedClock) -> Stand:
    return stand_on(sqlite_database, clock)


@pytest.fixture
def ann() -> Actor:
    return Actor.fan("cus_ann", "cnv_ann")


@pytest.fixture
def bob() -> Actor:
    return Actor.fan("cus_bob", "cnv_bob")


@pytest.fixture
def policy() -> Callable[..., SeasonPolicy]:
    def make(kind: str, **parameters: Any) -> SeasonPolicy:
        return SeasonPolicy(policy_id=f"pol_{kind}", kind=kind, name=f"House {kind} rule", parameters=parameters)

    return make


@pytest.fixture
def season() -> Callable[..., Season]:
    return small_season


@pytest.fixture
def dies() -> type[BaseException]:
    return Dies


@pytest.fixture
def make_stand() -> Callable[[Database, FixedClock], Stand]:
    return stand_on
