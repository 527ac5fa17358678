"""Seats kept aside for a while, on both databases."""

import threading

import pytest

from willcall.boxoffice.errors import (
    HoldExpired,
    QuoteExpired,
    SeatsTaken,
    WrongState,
)


def test_held_seats_are_not_for_others(stand, ann, bob):
    hold = stand.hold(ann)
    with pytest.raises(SeatsTaken) as caught:
        stand.office.hold_tickets(actor=bob, event_id="evt_week", seat_ids=hold.seat_ids)
    assert caught.value.facts["seat_ids"] == sorted(hold.seat_ids)


def test_a_hold_takes_all_the_seats_or_none(stand, ann, bob):
    hold = stand.hold(ann)
    free = stand.seats(quantity=1)
    with pytest.raises(SeatsTaken):
        stand.office.hold_tickets(actor=bob, event_id="evt_week", seat_ids=[*free, hold.seat_ids[0]])
    assert stand.office.hold_tickets(actor=bob, event_id="evt_week", seat_ids=free)


def test_an_expired_hold_frees_its_seats_even_before_tidying(stand, ann, bob):
    hold = stand.hold(ann)
    stand.clock.advance(seconds=300)
    assert stand.seats() == hold.seat_ids
    assert stand.office.hold_tickets(actor=bob, event_id="evt_week", seat_ids=hold.seat_ids)
    with pytest.raises(HoldExpired):
        stand.office.quote(actor=ann, kind="purchase", hold_id=hold.hold_id)
    assert stand.office.tidy() >= 1
    assert "hold.expired" in stand.messages()
    with pytest.raises(SeatsTaken):  # tidying the old hold left the new one alone
        stand.office.hold_tickets(actor=ann, event_id="evt_week", seat_ids=hold.seat_ids)


def test_a_session_has_one_live_hold(stand, ann, bob):
    first = stand.hold(ann)
    quote = stand.office.quote(actor=ann, kind="purchase", hold_id=first.hold_id)
    second = stand.office.hold_tickets(actor=ann, event_id="evt_week", seat_ids=stand.seats(quantity=2, section="201"))
    assert stand.office.hold_tickets(actor=bob, event_id="evt_week", seat_ids=first.seat_ids)
    assert stand.office.get_quote(actor=ann, quote_id=quote.quote_id).status == "void"
    with pytest.raises(WrongState):
        stand.office.confirm_quote(actor=ann, quote_id=quote.quote_id)
    assert second.status == "live"


def test_a_session_may_change_to_seats_that_overlap_its_own(stand, ann):
    hold = stand.hold(ann, section="201")
    again = stand.office.hold_tickets(actor=ann, event_id="evt_week", seat_ids=[hold.seat_ids[0]])
    assert again.hold_id != hold.hold_id


def test_a_hold_is_extended_once(stand, ann):
    hold = stand.hold(ann)
    stand.clock.advance(seconds=200)
    extended = stand.office.extend_hold(actor=ann, hold_id=hold.hold_id)
    assert (extended.expires_at - stand.clock.now).total_seconds() == 300
    with pytest.raises(WrongState):
        stand.office.extend_hold(actor=ann, hold_id=hold.hold_id)


def test_confirming_extends_the_hold_once_and_saying_yes_twice_changes_nothing(stand, ann):
    hold = stand.hold(ann)
    quote = stand.office.quote(actor=ann, kind="purchase", hold_id=hold.hold_id)
    stand.clock.advance(seconds=200)
    first = stand.office.confirm_quote(actor=ann, quote_id=quote.quote_id)
    assert (first.expires_at - stand.clock.now).total_seconds() == 300
    stand.clock.advance(seconds=100)
    assert stand.office.confirm_quote(actor=ann, quote_id=quote.quote_id) == first


def test_a_quote_dies_with_its_hold(stand, ann):
    quote = stand.confirmed(ann)
    stand.clock.advance(seconds=301)
    with pytest.raises((QuoteExpired, HoldExpired)):
        stand.pay(ann, quote)
    assert stand.bank.calls == 0


def test_releasing_twice_is_no_error(stand, ann):
    hold = stand.hold(ann)
    assert stand.office.release_hold(actor=ann, hold_id=hold.hold_id).status == "released"
    assert stand.office.release_hold(actor=ann, hold_id=hold.hold_id).status == "released"
    assert stand.seats() == hold.seat_ids


def test_a_hold_never_outlives_its_event(stand, ann):
    stand.clock.advance(seconds=2 * 3600 - 60)  # the show under way ends in a minute
    hold = stand.hold(ann, "evt_now")
    assert (hold.expires_at - stand.clock.now).total_seconds() == 60


def test_repeating_a_hold_under_its_key_holds_once(stand, ann):
    seats = stand.seats()
    first = stand.office.hold_tickets(actor=ann, event_id="evt_week", seat_ids=seats, idempotency_key="h1")
    again = stand.office.hold_tickets(actor=ann, event_id="evt_week", seat_ids=seats, idempotency_key="h1")
    assert first == again
    assert stand.messages().count("hold.created") == 1


def test_one_key_used_by_many_at_once_has_one_effect(stand, ann):
    seats = stand.seats()
    holds, errors = [], []

    def click() -> None:
        try:
            holds.append(
                stand.office.hold_tickets(actor=ann, event_id="evt_week", seat_ids=seats, idempotency_key="once")
            )
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=click) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len({hold.hold_id for hold in holds}) == 1
    assert stand.messages().count("hold.created") == 1
