"""Whatever fans, banks and clocks do, in any order: no seat is sold twice and the money adds up."""

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from willcall.access.actor import Actor
from willcall.boxoffice.errors import PaymentUnresolved
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.kit.errors import WillcallError
from willcall.kit.ids import new_id

FANS = [Actor.fan(f"cus_{name}", f"cnv_{name}") for name in ("ann", "bob", "cid")]
SEATS = [f"floor-a-{n}" for n in (1, 2)] + [f"201-a-{n}" for n in (1, 2, 3, 4, 5)]
TOKENS = [*["tok_ok"] * 5, "tok_declined", "tok_timeout", "tok_second_step", "tok_lost"]
EVENTS = ["evt_week", "evt_later"]
fans = st.sampled_from(FANS)
owner_or_stranger = st.sampled_from([None, None, None, None, *FANS])
picks = st.integers(0, 50)


def machine(template: Path, stand_on, seen: Counter) -> type[RuleBasedStateMachine]:
    class BoxOffice(RuleBasedStateMachine):
        @initialize()
        def open(self) -> None:
            self.folder = Path(tempfile.mkdtemp())
            shutil.copy(template, self.folder / "w.db")
            clock = FixedClock(datetime(2026, 3, 4, 18, tzinfo=UTC))
            self.database = Database(f"sqlite:///{self.folder / 'w.db'}", clock=clock, ids=new_id, pool_size=2)
            self.stand = stand_on(self.database, clock)
            self.office = self.stand.office
            self.quotes: list = []
            self.orders: list = []

        def teardown(self) -> None:
            if hasattr(self, "database"):
                with self.database.read() as connection:
                    seen.update(connection.exec_driver_sql("SELECT status FROM orders").scalars())
                self.database.dispose()
                shutil.rmtree(self.folder)

        @rule(
            fan=fans,
            event=st.sampled_from(EVENTS),
            seats=st.lists(st.sampled_from(SEATS), min_size=1, max_size=3, unique=True),
            agree=st.booleans(),
        )
        def hold_and_quote(self, fan, event, seats, agree) -> None:
            with suppress(WillcallError):
                hold = self.office.hold_tickets(actor=fan, event_id=event, seat_ids=seats)
                quote = self.office.quote(actor=fan, kind="purchase", hold_id=hold.hold_id)
                self.quotes.append((fan, quote))
                if agree:
                    self.office.confirm_quote(actor=fan, quote_id=quote.quote_id)

        @rule(
            fan=fans,
            event=st.sampled_from(EVENTS),
            seats=st.lists(st.sampled_from(SEATS), min_size=1, max_size=3, unique=True),
            token=st.sampled_from(TOKENS),
        )
        def buy(self, fan, event, seats, token) -> None:
            known = len(self.quotes)
            self.hold_and_quote(fan, event, seats, agree=True)
            if len(self.quotes) > known:
                self.carry_out(0, token, None)

        @precondition(lambda self: self.orders)
        @rule(
            pick=picks,
            kind=st.sampled_from(["refund", "upgrade", "exchange"]),
            credit=st.booleans(),
            token=st.none() | st.sampled_from(TOKENS),
        )
        def change(self, pick, kind, credit, token) -> None:
            fan, order_id = self.orders[pick % len(self.orders)]
            wish = {"refund_to": "credit" if credit else "original"} if kind == "refund" else {}
            if kind == "exchange":
                wish["event_id"] = EVENTS[pick % 2]
            with suppress(WillcallError):
                self.quotes.append((fan, self.office.quote(actor=fan, kind=kind, order_id=order_id, **wish)))
                if token:
                    self.confirm(0, None)
                    self.carry_out(0, token, None)

        @precondition(lambda self: self.quotes)
        @rule(pick=picks, fan=owner_or_stranger)
        def confirm(self, pick, fan) -> None:
            owner, quote = self.quotes[-1 - pick % min(3, len(self.quotes))]
            with suppress(WillcallError):
                self.office.confirm_quote(actor=fan or owner, quote_id=quote.quote_id)

        @precondition(lambda self: self.quotes)
        @rule(pick=picks, token=st.sampled_from(TOKENS), fan=owner_or_stranger)
        def carry_out(self, pick, token, fan) -> None:
            owner, quote = self.quotes[-1 - pick % min(3, len(self.quotes))]
            actor = fan or owner
            common = {"actor": actor, "quote_id": quote.quote_id}
            with suppress(WillcallError):
                if quote.kind == "purchase":
                    order = self.office.create_order(
                        hold_id=quote.hold_id,
                        customer_id=actor.customer_id,
                        payment_method_token=token,
                        **common,
                    )
                    if (actor, order.order_id) not in self.orders:
                        self.orders.append((actor, order.order_id))
                elif quote.kind == "refund":
                    self.office.request_refund(order_id=quote.order_id, **common)
                else:
                    act = self.office.upgrade_tickets if quote.kind == "upgrade" else self.office.exchange_tickets
                    act(order_id=quote.order_id, payment_method_token=token, **common)

        @precondition(lambda self: self.orders)
        @rule(pick=picks, approve=st.booleans())
        def take_the_second_step(self, pick, approve) -> None:
            fan, order_id = self.orders[pick % len(self.orders)]
            (self.stand.bank.approve if approve else self.stand.bank.refuse)()
            with suppress(WillcallError):
                self.office.finish_payment(actor=fan, order_id=order_id)

        @rule(seconds=st.sampled_from([5, 100, 301, 900]))
        def time_passes(self, seconds) -> None:
            self.stand.clock.advance(seconds=seconds)

        @rule()
        def tidy(self) -> None:
            with suppress(PaymentUnresolved):
                self.office.tidy()

        @rule(silent=st.sampled_from([False, False, False, True]))
        def the_bank_goes_and_comes(self, silent) -> None:
            self.stand.bank.silent = silent

        @invariant()
        def no_seat_is_sold_twice(self) -> None:
            if not hasattr(self, "stand"):
                return
            with self.database.read() as connection:
                sold = connection.exec_driver_sql(
                    "SELECT event_id, seat_id, count(*) FROM tickets WHERE status IN ('valid', 'transferred', 'used')"
                    " GROUP BY 1, 2"
                ).all()
                claimed = set(
                    connection.exec_driver_sql(
                        "SELECT event_id, seat_id FROM seat_claims WHERE expires_at_ms IS NULL"
                    ).all()
                )
            assert all(count == 1 for _event, _seat, count in sold)
            assert {(event, seat) for event, seat, _count in sold} == claimed

        @invariant()
        def free_held_and_sold_make_up_the_hall(self) -> None:
            if not hasattr(self, "stand"):
                return
            for event in EVENTS:
                chart = self.office.get_seat_map(event_id=event, actor=Actor.anonymous())
                states = [seat.status for part in chart.sections for row in part.rows for seat in row.seats]
                taken = len(states) - states.count("free")
                assert len(states) == 64
                assert self.office.get_event_info(event_id=event).available == 64 - taken

        @invariant()
        def money_adds_up(self) -> None:
            if not hasattr(self, "stand"):
                return
            with self.database.read() as connection:
                rows = connection.exec_driver_sql("SELECT order_id, status, total, paid, refunded FROM orders").all()
                credit = connection.exec_driver_sql("SELECT coalesce(sum(amount), 0) FROM credit_entries").scalar_one()
                open_ones = connection.exec_driver_sql(
                    "SELECT count(*) FROM payments WHERE status NOT IN ('succeeded', 'declined', 'voided')"
                ).scalar_one()
            settled = [row for row in rows if row.status not in {"pending", "cancelled"}]
            assert all(0 <= row.refunded <= row.paid for row in rows)
            assert all(row.total == row.paid - row.refunded for row in settled)
            if not open_ones:
                assert self.stand.bank.net == sum(row.total for row in settled) + credit

    return BoxOffice


@pytest.mark.slow
def test_whatever_happens_no_seat_is_sold_twice_and_money_adds_up(sqlite_template, make_stand):
    seen = Counter()
    run_state_machine_as_test(
        machine(sqlite_template, make_stand, seen),
        settings=settings(max_examples=60, stateful_step_count=40, deadline=None),
    )
    assert seen["confirmed"] >= 5, seen  # it really sold
