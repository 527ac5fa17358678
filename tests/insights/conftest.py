"""A log full of made-up conversations."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from tests.log.conftest import Log

from willcall.conversations.log.records import record
from willcall.insights.figures import Figures
from willcall.kit.clock import FixedClock, to_epoch_ms
from willcall.kit.database import Database
from willcall.kit.ids import new_id

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)
BEGIN = datetime(2026, 10, 1, tzinfo=UTC)
DAYS = 40


def conversation(number, began, chance):
    """The records of one conversation."""
    cnv, at = f"cnv_{number:05d}", began
    brain, channel, event = (
        chance.choice(["embedded", "openai"]),
        chance.choice(["chat", "v1"]),
        chance.choice(["evt_a", "evt_b", None]),
    )
    buys = chance.random() < 0.4
    shared = {"conversation_id": cnv, "began_ms": to_epoch_ms(began), "channel": channel, "simulated": True}
    for turn in range(1, chance.choice([1, 1, 3, 5, 8, 17]) + 1):
        ok = chance.random() < 0.95
        yield record(
            f"{cnv}.{turn}", "turn", to_epoch_ms(at), **shared, number=turn * 2 - 1, event_id=event,
            brain=chance.choice([brain, "code"]), flow="purchase" if buys else chance.choice(["refund", None]),
            awaiting=chance.choice(["event", "seats", "payment", None]), intent=chance.choice(["buy", "ask", None]),
            ok=ok, error=None if ok else "Broken", duration_ms=chance.choice([None, chance.lognormvariate(3, 1)]),
            length_in=chance.randrange(80), length_out=chance.randrange(200), input_tokens=chance.randrange(900),
            output_tokens=chance.randrange(90), cost=chance.choice([0.0, 0.0004]), answered=chance.random() < 0.9,
            sentiment=chance.choice([None, chance.random()]), keywords=chance.choice([None, [], ["parking"], ["parking", "bag"]]),
            text=chance.choice([None, "Can I park?", "can i park?", "hello"]), message_id=f"msg_{number:05d}_{turn}",
        )  # fmt: skip
        if number % 2:
            yield record(f"{cnv}.{turn}.k", "tool", to_epoch_ms(at), **shared, brain=brain, event_id=event, ok=True,
                         name="search_knowledge", duration_ms=2.0, message_id=f"msg_{number:05d}_{turn}")  # fmt: skip
        for use in range(chance.randrange(3)):
            yield record(f"{cnv}.{turn}.t{use}", "tool", to_epoch_ms(at), **shared, brain=brain, event_id=event,
                         name=chance.choice(["find_events", "hold_tickets"]), ok=chance.random() < 0.9, duration_ms=chance.random() * 9)  # fmt: skip
        at += timedelta(seconds=chance.randrange(5, 4000))
    end = to_epoch_ms(at)
    if buys and chance.random() < 0.6:
        amount, currency = chance.randrange(100, 90_000), chance.choice(["USD", "EUR"])
        where = {"conversation_id": cnv, "event_id": event, "currency": currency, "order_id": f"ord_{number}"}
        yield record(f"{cnv}.s", "sale", end, **where, name="confirmed", ok=True, amount=amount)
        if chance.random() < 0.3:
            yield record(f"{cnv}.u", "sale", end, **where, name="upgraded", ok=True, amount=500)
        if chance.random() < 0.3:
            yield record(
                f"{cnv}.b",
                "sale",
                end + 9,
                order_id=f"ord_{number}",
                currency=currency,
                name="paid_back",
                ok=True,
                amount=-amount,
            )
    if chance.random() < 0.2:
        yield record(f"{cnv}.h", "handoff", end, **shared, brain=brain, event_id=event, name="asked", ok=True)
    if chance.random() < 0.3:
        yield record(
            f"{cnv}.f",
            "feedback",
            end,
            conversation_id=cnv,
            message_id=f"msg_{number:05d}_1",
            rating=chance.choice([-1, 1]),
            score=chance.choice([None, 1, 5]),
        )
    if chance.random() < 0.5:
        yield record(f"{cnv}.e", "completed", end, conversation_id=cnv, name="goodbye", ok=True)


def history(count=250, seed=7):
    chance = random.Random(seed)
    for number in range(count):
        yield from conversation(number, BEGIN + timedelta(seconds=chance.randrange(DAYS * 86_400)), chance)


@pytest.fixture(scope="session")
def filled(sqlite_template, tmp_path_factory):
    """Mostly in files, the rest in the tail; nobody changes it."""
    folder = tmp_path_factory.mktemp("filled")
    path = folder / "willcall.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{path}", clock=FixedClock(NOW), ids=new_id, pool_size=2)
    log = Log(database, folder / "log", database.clock)
    records = list(history())
    log.archive.add(records[:-200])
    with database.write() as unit:
        log.store.append(unit, records[-200:])
    yield log
    log.reader.close()
    database.dispose()


@pytest.fixture
def figures(filled):
    return Figures(filled.reader, clock=FixedClock(NOW))
