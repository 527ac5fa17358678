"""Messages leave in order, at least once, and do not pile up."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.outbox import Message, outbox
from willcall.kit.relay import Relay


def say(database: Database, *types: str) -> None:
    with database.write() as unit:
        for name in types:
            unit.emit(name, "sub_1", {"of": name}, source="/test")


def test_messages_are_carried_once_and_in_order(database: Database) -> None:
    heard: list[str] = []
    relay = Relay(database, [lambda m: heard.append(m.type)])
    say(database, "thing.made", "thing.sold")
    say(database, "thing.returned")
    assert relay.pump() == 3
    assert relay.pump() == 0
    assert heard == ["dev.willcall.thing.made", "dev.willcall.thing.sold", "dev.willcall.thing.returned"]


def test_what_a_subscriber_could_not_take_is_carried_again(database: Database) -> None:
    heard: list[str] = []

    def listen(message: Message) -> None:
        if message.data["of"] == "thing.sold" and "again" not in heard:
            heard.append("again")
            raise RuntimeError("not now")
        heard.append(message.data["of"])

    relay = Relay(database, [listen])
    say(database, "thing.made", "thing.sold")
    with pytest.raises(RuntimeError, match="not now"):
        relay.pump()
    assert relay.pump() == 1
    assert heard == ["thing.made", "again", "thing.sold"]


def _emit_and_fail(unit: UnitOfWork) -> None:
    unit.emit("thing.made", "sub_1", {}, source="/test")
    raise ZeroDivisionError


def test_a_unit_that_fails_says_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as unit:
        _emit_and_fail(unit)
    assert Relay(database, []).pump() == 0


def test_carried_messages_are_dropped_after_a_while(database: Database, clock: FixedClock) -> None:
    relay = Relay(database, [], keep=timedelta(hours=1))
    say(database, "thing.made")
    relay.pump()
    clock.advance(seconds=7200)
    say(database, "thing.sold")
    relay.pump()
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(outbox)) == 1
