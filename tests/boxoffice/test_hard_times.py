"""A disk that is full, a clock that jumps by hours: nothing sold twice, nothing half done, and all well again afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from willcall.access.actor import Actor
from willcall.boxoffice.errors import HoldExpired, SeatsTaken
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database, DatabaseUnavailable
from willcall.kit.errors import WillcallError

HOURS = 3600.0


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """Every connection finds that the file may not grow by a single page, which is how SQLite meets a full disk."""

    def no_room(connection, *_):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def room(connection, *_):
        connection.execute("PRAGMA max_page_count = 1000000000")

    pool = database.engine.pool
    event.listen(pool, "checkout", no_room)
    yield
    event.remove(pool, "checkout", no_room)
    event.listen(pool, "checkout", room)


@pytest.fixture
def sqlite_stand(sqlite_database, clock):
    from tests.boxoffice.conftest import stand_on

    return stand_on(sqlite_database, clock)


def fill(stand, fan: Actor) -> int:
    """Holds and lets go until there is no room left; how often it went well."""
    for done in range(2_000):
        try:
            stand.hold(fan)
        except DatabaseUnavailable:
            return done
    raise AssertionError("the disk never filled")


def test_a_full_disk_changes_nothing_and_says_so_and_all_is_well_when_there_is_room(sqlite_stand, ann):
    stand = sqlite_stand
    order = stand.buy(ann)
    with full_disk(stand.database):
        fill(stand, ann)
        before = stand.office.get_event_info(event_id="evt_week").available
        with pytest.raises(DatabaseUnavailable, match="nothing was changed"):
            stand.hold(ann)
        assert stand.office.get_event_info(event_id="evt_week").available == before
        assert stand.office.get_order(actor=ann, order_id=order.order_id) == order
    stand.refund(ann, order.order_id)
    assert stand.buy(Actor.fan("cus_bob", "s2")).status == "confirmed"
    with stand.database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_clock_that_jumps_back_frees_no_seat_and_sells_none_twice(stand, ann, bob):
    hold = stand.hold(ann)
    stand.clock.advance(seconds=-6 * HOURS)
    with pytest.raises(SeatsTaken):
        stand.office.hold_tickets(actor=bob, event_id="evt_week", seat_ids=hold.seat_ids)
    assert not set(stand.seats()) & set(hold.seat_ids)
    quote = stand.office.quote(actor=ann, kind="purchase", hold_id=hold.hold_id)
    stand.office.confirm_quote(actor=ann, quote_id=quote.quote_id)
    order = stand.pay(ann, quote)
    assert order.status == "confirmed"
    with pytest.raises(SeatsTaken):
        stand.office.hold_tickets(actor=bob, event_id="evt_week", seat_ids=hold.seat_ids)


def test_a_clock_that_jumps_forward_ends_a_hold_and_back_again_does_not_revive_it(stand, ann, bob):
    hold = stand.hold(ann)
    stand.clock.advance(seconds=6 * HOURS)
    stand.office.tidy()
    stand.buy(bob)
    stand.clock.advance(seconds=-6 * HOURS)
    with pytest.raises((HoldExpired, WillcallError)):
        stand.office.quote(actor=ann, kind="purchase", hold_id=hold.hold_id)
    order = stand.buy(bob, quantity=1)
    assert order.status == "confirmed"


jumps = st.lists(
    st.tuples(
        st.sampled_from([-12, -3, -0.05, 0, 0.05, 1, 12]), st.sampled_from(["hold", "buy", "refund", "tidy", "free"])
    ),
    max_size=14,
)


@given(jumps)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_the_clock_jumps_seats_and_money_add_up(sqlite_template, tmp_path_factory, clock, steps):
    from tests.boxoffice.conftest import stand_on

    from willcall.kit.ids import new_id

    now = FixedClock(clock.now)
    path = tmp_path_factory.mktemp("jumps") / "willcall.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{path}", clock=now, ids=new_id, pool_size=2)
    stand = stand_on(database, now)
    sold: dict[str, str] = {}
    for turn, (hours, act) in enumerate(steps):
        now.advance(seconds=hours * HOURS)
        fan = Actor.fan(f"cus_{turn % 3}", f"session {turn % 3}")
        try:
            if act == "hold":
                stand.hold(fan, "evt_later")
            elif act == "buy":
                order = stand.buy(fan, "evt_later")
                for ticket in order.tickets:
                    assert ticket.seat.seat_id not in sold, "sold twice"
                    sold[ticket.seat.seat_id] = order.order_id
            elif act == "refund" and sold:
                seat = next(iter(sold))
                order_id = sold[seat]
                owner = Actor.service("desk")
                stand.refund(owner, order_id)
                sold = {place: owned for place, owned in sold.items() if owned != order_id}
            elif act == "tidy":
                stand.office.tidy()
        except WillcallError:
            continue
        chart = stand.office.get_seat_map(event_id="evt_later", actor=fan)
        shown = {seat.seat_id: seat.status for part in chart.sections for row in part.rows for seat in row.seats}
        assert {shown[seat] for seat in sold} <= {"sold", "taken"}
    with database.read() as connection:
        paid, back = connection.exec_driver_sql(
            "SELECT sum(paid), sum(refunded) FROM orders WHERE status != 'cancelled'"
        ).one()
        owed = connection.exec_driver_sql("SELECT coalesce(sum(amount), 0) FROM credit_entries").scalar()
    assert stand.bank.net == (paid or 0) - (back or 0) + owed
    database.dispose()
