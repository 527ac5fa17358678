"""What must hold though the same people do several things at once: limits of a person, and swaps of held seats."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from willcall.access.actor import Actor
from willcall.boxoffice.errors import PolicyRefused, SeatsTaken


@pytest.fixture
def limited(stand, policy):
    stand.load(policies=[policy("purchase_limit", max_tickets=8, max_per_customer=3)])
    return stand


def test_what_is_being_paid_for_counts_towards_the_limit_of_a_person(limited, ann):
    first = limited.confirmed(ann, quantity=2)
    elsewhere = Actor.fan(ann.customer_id, "cnv_elsewhere")
    second = limited.confirmed(elsewhere, quantity=2)
    assert limited.pay(ann, first, token="tok_second_step").status == "pending"
    with pytest.raises(PolicyRefused, match="at most 3 tickets per person"):
        limited.pay(elsewhere, second)


def test_a_declined_payment_no_longer_counts(limited, ann):
    quote = limited.confirmed(ann, quantity=2)
    with pytest.raises(Exception, match="declined"):
        limited.pay(ann, quote, token="tok_declined")
    assert limited.pay(ann, quote).status == "confirmed"


def test_orders_at_once_do_not_pass_the_limit_of_a_person_together(limited, ann):
    sessions = [Actor.fan(ann.customer_id, f"cnv_{number}") for number in range(4)]
    quotes = [limited.confirmed(session, quantity=2) for session in sessions]
    start = threading.Barrier(len(sessions))

    def pay(session, quote):
        start.wait()
        try:
            return limited.pay(session, quote).status
        except PolicyRefused:
            return "refused"

    with ThreadPoolExecutor(len(sessions)) as crowd:
        ends = list(crowd.map(pay, sessions, quotes))
    assert sorted(ends) == ["confirmed", "refused", "refused", "refused"]
    orders = limited.office.list_orders(actor=ann, customer_id=ann.customer_id)
    assert sum(len(order.tickets) for order in orders) == 2


def test_sessions_that_swap_held_seats_never_wait_for_each_other_in_a_circle(stand):
    """PostgreSQL takes a second to notice a circle; a swap without one takes milliseconds."""
    seats = stand.seats(quantity=4)
    halves = [seats[:2], seats[2:]]
    slowest = 0.0
    for turn in range(6):
        swappers = [Actor.anonymous(f"cnv_{turn}_{side}") for side in (0, 1)]
        for side, actor in enumerate(swappers):
            stand.office.hold_tickets(actor=actor, event_id="evt_week", seat_ids=halves[side])
        start = threading.Barrier(2)

        def swap(side, swappers=swappers, start=start):
            start.wait()
            began = time.monotonic()
            try:
                stand.office.hold_tickets(actor=swappers[side], event_id="evt_week", seat_ids=halves[1 - side])
            except SeatsTaken:
                return time.monotonic() - began, False
            return time.monotonic() - began, True

        with ThreadPoolExecutor(2) as crowd:
            ends = list(crowd.map(swap, (0, 1)))
        slowest = max(slowest, *(took for took, _won in ends))
        for actor in swappers:
            for half in halves:
                try:
                    held = stand.office.hold_tickets(actor=actor, event_id="evt_week", seat_ids=half)
                except SeatsTaken:
                    continue
                stand.office.release_hold(actor=actor, hold_id=held.hold_id)
    assert slowest < 0.9


def test_tickets_and_quoted_seats_come_by_row_and_number(stand, ann):
    seats = stand.seats(quantity=4)
    hold = stand.office.hold_tickets(actor=ann, event_id="evt_week", seat_ids=[*reversed(seats)])
    quote = stand.office.quote(actor=ann, kind="purchase", hold_id=hold.hold_id)
    numbers = [int(seat.number) for seat in quote.seats]
    assert numbers == sorted(numbers)
    order = stand.pay(ann, stand.office.confirm_quote(actor=ann, quote_id=quote.quote_id))
    assert [ticket.seat.seat_id for ticket in order.tickets] == [seat.seat_id for seat in quote.seats]
