"""200 buyers after 20 seats over HTTP, several workers, some of them killed in the middle: no seat is sold twice, and the money adds up."""

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from tests.acceptance.house import SERVICE, V1, House, tiny_season, willcall_up

BUYERS, ROWS, SEATS, WORKERS = 200, 2, 10, 3
KILL_AT = {"hold": (2, 9, 16), "order": (1, 5, 10)}
"""A worker is killed when the so-manieth hold was made or order placed, so that it dies while others are at it."""
PATIENCE_S = 120.0


class Crowd:
    """Everyone who wants to go, and what they saw.

    Args:
        house: Whose seats.
    """

    def __init__(self, house: House) -> None:
        self.house = house
        self.rng = random.Random(20)
        self.done = {"hold": 0, "order": 0}
        self.killed = 0
        self.bad: list[str] = []
        self.retries: Counter[str] = Counter()
        self.answers: dict[str, set[str]] = {}
        self.orders: dict[str, dict[str, Any]] = {}
        self.forgotten: set[str] = set()
        self.deadline = time.monotonic() + PATIENCE_S

    async def happened(self, what: str) -> None:
        """Counts, and kills a worker when it is time."""
        self.done[what] += 1
        if self.done[what] in KILL_AT[what] and await asyncio.to_thread(self.house.kill_one, self.rng):
            self.killed += 1

    async def call(
        self, client: httpx.AsyncClient, method: str, path: str, *, key: str | None = None, body: Any = None
    ) -> httpx.Response:
        """One request as a real client makes it: lost and unavailable ones are repeated, under the same key."""
        sent = {} if key is None else {"Idempotency-Key": key}
        while True:
            try:
                answer = await client.request(method, path, headers=sent, json=body)
            except httpx.TransportError as error:
                self.retries[type(error).__name__] += 1
            else:
                if answer.status_code >= 500 or "locked" in answer.text:
                    if answer.status_code != 503 or "locked" in answer.text:
                        self.bad.append(f"{method} {path} {answer.status_code} {answer.text[:300]}")
                    self.retries[str(answer.status_code)] += 1
                else:
                    return answer
            assert time.monotonic() < self.deadline, f"{method} {path}: no answer; {self.retries}"
            await asyncio.sleep(self.rng.uniform(0.05, 0.3))


class Buyer:
    """One fan with their own token and their own connection."""

    def __init__(self, crowd: Crowd, number: int) -> None:
        self.crowd = crowd
        self.customer = f"cus_racer{number}"
        self.rng = random.Random(number)
        self.count = self.rng.choice([1, 1, 2, 3])
        self.walks_off = number % 7 == 3
        self.declined_first = number % 5 == 0
        self.client = httpx.AsyncClient(base_url=crowd.house.url, timeout=15, verify=False)

    async def post(self, path: str, body: Any = None, key: str | None = None) -> httpx.Response:
        return await self.crowd.call(self.client, "POST", path, key=key, body=body)

    async def get(self, path: str) -> httpx.Response:
        return await self.crowd.call(self.client, "GET", path)

    async def run(self) -> None:
        async with self.client:
            token = (await self.post("/auth/sandbox-token", {"customer_id": self.customer})).json()["access_token"]
            self.client.headers["Authorization"] = f"Bearer {token}"
            for attempt in itertools.count():
                assert time.monotonic() < self.crowd.deadline, f"{self.customer} still hopes; {self.crowd.retries}"
                seats = await self.choose()
                if seats is None or (seats and await self.buy(seats, f"{self.customer}-{attempt}")):
                    return
                await asyncio.sleep(self.rng.uniform(0.02, 0.4))

    async def choose(self) -> list[str] | None:
        """Seats that look free; none for now; or None when there is nothing left to hope for."""
        answer = await self.get(f"{V1}/events/evt_race/seats?quantity={self.count}&limit=20")
        options = answer.json()["options"] if answer.status_code == 200 else []
        if options:
            return list(self.rng.choice(options)["seat_ids"])
        if self.count > 1:
            self.count -= 1
            return []
        states = statuses((await self.get(f"{V1}/events/evt_race/seat-map")).json())
        return [] if states["free"] + states["held"] > len(self.crowd.forgotten) else None

    async def buy(self, seats: list[str], key: str) -> bool:
        """Whether that was it, for better or worse."""
        crowd = self.crowd
        held = await self.post(f"{V1}/holds", {"event_id": "evt_race", "seat_ids": seats}, f"{key}-hold")
        if held.status_code == 409:
            assert set(held.json()["seat_ids"]) <= set(seats)
            return False
        assert held.status_code == 201, held.text
        hold_id = held.json()["hold_id"]
        await crowd.happened("hold")
        if self.walks_off:
            crowd.forgotten |= set(held.json()["seat_ids"])
            return True
        quoted = await self.post(f"{V1}/quotes", {"kind": "purchase", "hold_id": hold_id}, f"{key}-quote")
        assert quoted.status_code == 201, quoted.text
        quote_id = quoted.json()["quote_id"]
        confirmed = await self.post(f"{V1}/quotes/{quote_id}/confirm", key=f"{key}-yes")
        assert confirmed.status_code == 200, confirmed.text
        order = {"hold_id": hold_id, "quote_id": quote_id, "customer_id": self.customer}
        if self.declined_first:
            refused = await self.post(f"{V1}/orders", {**order, "payment_method_token": "tok_declined"}, f"{key}-no")
            assert refused.status_code == 402, refused.text
        order["payment_method_token"] = "tok_ok"
        for attempt in itertools.count():
            again = f"{key}-pay{attempt}"
            clicks = await asyncio.gather(*(self.post(f"{V1}/orders", order, again) for _ in range(2)))
            found = {click.status_code for click in clicks}
            assert len(found) == 1, [click.text for click in clicks]
            if found == {201}:
                break
            # Whoever was killed before the bank was asked: the house gave the attempt up, and says that nothing was charged.
            assert found == {402}, clicks[0].text
            assert crowd.killed > 0
            assert "nothing was charged" in clicks[0].json()["detail"]
        await crowd.happened("order")
        assert {click.json()["status"] for click in clicks} == {"confirmed"}
        crowd.answers[again] = {click.json()["order_id"] for click in clicks}
        crowd.orders[self.customer] = clicks[0].json()
        return True


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.service)])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[House, str]]:
    """A house of several workers with twenty seats, and its database's address."""
    url = f"sqlite:///{tmp_path / 'data' / 'willcall.db'}"
    environ = {}
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
        environ["DATABASE_URL"] = url
    season = tiny_season(rows=ROWS, seats=SEATS)
    with willcall_up(tmp_path, "--workers", str(WORKERS), season=season, environ=environ) as running:
        yield running, url


async def race(house: House) -> Crowd:
    """Everyone at once, until they have seats or there are none."""
    crowd = Crowd(house)
    async with asyncio.TaskGroup() as group:
        for number in range(BUYERS):
            group.create_task(Buyer(crowd, number).run())
    return crowd


def statuses(chart: dict[str, Any]) -> Counter[str]:
    """How many seats of a seat map are free, held (by whomever) and sold."""
    found = Counter(seat["status"] for part in chart["sections"] for row in part["rows"] for seat in row["seats"])
    return Counter(free=found["free"], held=found["held"] + found["yours"], sold=found["sold"]) if found else found


UNSETTLED = "SELECT count(*) FROM payments WHERE status NOT IN ('succeeded', 'declined', 'voided')"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_seat_is_sold_twice_and_the_money_adds_up_though_workers_are_killed(house):
    running, url = house
    with ThreadPoolExecutor(1) as aside:  # a loop of its own: a browser's may be running in this thread
        crowd = aside.submit(lambda: asyncio.run(race(running))).result()

    assert crowd.bad == []
    assert crowd.killed >= 3
    assert len(crowd.answers) == len(crowd.orders)
    assert all(len(orders) == 1 for orders in crowd.answers.values())  # a double click is one order

    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg") if "postgres" in url else url)
    try:
        deadline = time.monotonic() + 20
        while True:
            with engine.connect() as connection:
                unsettled = connection.scalar(text(UNSETTLED))
            if unsettled == 0 or time.monotonic() > deadline:
                break
            time.sleep(0.2)  # the house tidies up by itself, every second or so
        assert unsettled == 0
        with engine.connect() as connection:
            check_database(connection, crowd)
    finally:
        engine.dispose()
    check_over_http(running, crowd)
    said = running.log.read_text()
    assert "locked" not in said
    assert "Traceback" not in said, said[-3000:]


def check_database(connection, crowd: Crowd) -> None:
    """Reads past the house, straight from its tables."""

    def rows(query: str) -> list[Any]:
        return list(connection.execute(text(query)).all())

    now_ms = int(time.time() * 1000)
    tickets = rows("SELECT seat_id, order_id FROM tickets WHERE status = 'valid'")
    orders = rows("SELECT order_id, customer_id, status, total, paid, refunded FROM orders")
    claims = rows("SELECT seat_id, order_id, expires_at_ms FROM seat_claims")
    charges = rows("SELECT idempotency_key, amount - refunded AS kept FROM sandbox_charges WHERE status = 'succeeded'")
    good = [order for order in orders if order.status == "confirmed"]

    assert {order.status for order in orders} <= {"confirmed", "cancelled"}
    assert len({ticket.seat_id for ticket in tickets}) == len(tickets)
    sold = {claim.seat_id for claim in claims if claim.order_id is not None}
    held = {claim.seat_id for claim in claims if claim.order_id is None and claim.expires_at_ms > now_ms}
    assert {ticket.seat_id for ticket in tickets} == sold
    assert len(sold) + len(held) <= ROWS * SEATS
    assert len(sold) == ROWS * SEATS - len(crowd.forgotten)
    assert sum(charge.kept for charge in charges) == sum(order.total for order in good) == 4550 * len(tickets)
    assert sum(order.paid - order.refunded for order in good) == sum(order.total for order in good)

    paid = rows("SELECT payment_id, order_id, quote_id FROM payments WHERE status = 'succeeded'")
    assert sorted(payment.payment_id for payment in paid) == sorted(charge.idempotency_key for charge in charges)
    assert len({payment.quote_id for payment in paid}) == len({p.order_id for p in paid}) == len(paid) == len(good)
    keys = rows('SELECT scope, "key", answer FROM idempotency')
    assert len({(row.scope, row.key) for row in keys}) == len(keys)
    known = {row.key: row for row in keys}
    for key, answers in crowd.answers.items():
        assert key in known
        assert answers == {order.order_id for order in good if order.customer_id == key.partition("-")[0]}


def check_over_http(house: House, crowd: Crowd) -> None:
    """The same as anyone may see it."""
    with httpx.Client(base_url=house.url, timeout=20, headers=SERVICE) as web:
        states = statuses(web.get(f"{V1}/events/evt_race/seat-map").json())
        assert states["free"] + states["held"] + states["sold"] == ROWS * SEATS
        seats = []
        for customer, seen in crowd.orders.items():
            (order,) = web.get(f"{V1}/customers/{customer}/orders").json()["orders"]
            assert (order["order_id"], order["status"]) == (seen["order_id"], "confirmed")
            seats += [ticket["seat"]["seat_id"] for ticket in order["tickets"]]
            for ticket in order["tickets"]:
                assert web.get(f"{V1}/tickets/{ticket['ticket_id']}/verify").json()["valid"] is True
        assert len(set(seats)) == len(seats) == states["sold"]
