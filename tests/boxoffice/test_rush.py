"""Many who want seats in the same moment: they share a unit of work, and nobody's answer depends on the others'."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Hold
from willcall.boxoffice.errors import NoSuchEvent, NoSuchSeat, PolicyRefused, SeatsTaken
from willcall.boxoffice.holding import _Asked, _body
from willcall.boxoffice.operations.hold_tickets import HoldRequest, hold_together
from willcall.boxoffice.rules.identity import scope
from willcall.kit.errors import Invalid
from willcall.kit.idempotency import Key, KeyReused


@pytest.fixture
def free(stand):
    """Seats of section 101, two by two."""
    every = [
        one.seat_ids for one in stand.office.check_inventory(event_id="evt_week", quantity=2, section="101").options
    ]
    pairs, used = [], set()
    for pair in every:
        if used.isdisjoint(pair):
            pairs.append(pair)
            used.update(pair)
    assert len(pairs) >= 3
    return pairs


def wish(session, seats, event_id="evt_week", seconds=300):
    return HoldRequest(Actor.anonymous(session), event_id, seats, seconds)


def together(stand, *wishes):
    return stand.database.attempt(lambda unit: hold_together(unit, wishes, catalogue=stand.office._catalogue))


def claimed(stand):
    """Seats that are held, and by which hold."""
    with stand.database.read() as connection:
        rows = connection.execute(text("SELECT seat_id, hold_id FROM seat_claims WHERE hold_id IS NOT NULL")).all()
    return {row.seat_id: row.hold_id for row in rows}


def test_each_gets_a_hold_of_their_own(stand, free):
    first, second = together(stand, wish("cnv_a", free[0]), wish("cnv_b", free[1]))
    assert first.seat_ids == free[0]
    assert second.seat_ids == free[1]
    assert claimed(stand) == {
        **dict.fromkeys(free[0], first.hold_id),
        **dict.fromkeys(free[1], second.hold_id),
    }
    assert stand.messages().count("hold.created") == 2


def test_who_is_refused_is_told_why_and_costs_the_others_nothing(stand, free):
    taken = stand.office.hold_tickets(actor=Actor.anonymous("cnv_z"), event_id="evt_week", seat_ids=free[0])
    partly = [free[0][0], free[1][0]]
    outcomes = together(
        stand,
        wish("cnv_a", partly),
        wish("cnv_b", ["no such seat"]),
        wish("cnv_c", free[2], event_id="evt_none"),
        wish("cnv_d", free[2], seconds=1),
        wish("cnv_e", [], seconds=300),
        wish("cnv_f", free[2]),
    )
    kinds = [type(outcome) for outcome in outcomes]
    assert kinds == [SeatsTaken, NoSuchSeat, NoSuchEvent, Invalid, Invalid, Hold]
    assert outcomes[0].facts["seat_ids"] == [free[0][0]]
    assert claimed(stand) == {
        **dict.fromkeys(free[0], taken.hold_id),
        **dict.fromkeys(free[2], outcomes[-1].hold_id),
    }
    free_again = stand.office.hold_tickets(actor=Actor.anonymous("cnv_g"), event_id="evt_week", seat_ids=free[1])
    assert free_again.seat_ids == free[1]


def test_whose_session_holds_seats_already_is_served_alone(stand, free):
    older = stand.office.hold_tickets(actor=Actor.anonymous("cnv_a"), event_id="evt_week", seat_ids=free[0])
    apart, other = together(stand, wish("cnv_a", free[1]), wish("cnv_b", free[2]))
    assert apart is None
    assert isinstance(other, Hold)
    assert set(claimed(stand).values()) == {older.hold_id, other.hold_id}


def test_a_crowd_after_few_seats_gets_each_seat_once(stand, free):
    limit = 20
    start = threading.Barrier(limit)

    def buyer(number):
        start.wait()
        seats = free[number % 3]
        try:
            return stand.office.hold_tickets(
                actor=Actor.anonymous(f"cnv_{number}"), event_id="evt_week", seat_ids=seats, idempotency_key="key"
            )
        except SeatsTaken as taken:
            return set(taken.facts["seat_ids"])

    with ThreadPoolExecutor(limit) as crowd:
        ends = list(crowd.map(buyer, range(limit)))
    held = [end for end in ends if isinstance(end, Hold)]
    assert sorted(hold.seat_ids for hold in held) == sorted(free[:3])
    assert all(end <= {seat for pair in free for seat in pair} for end in ends if isinstance(end, set))
    assert claimed(stand) == {seat: hold.hold_id for hold in held for seat in hold.seat_ids}
    assert stand.messages().count("hold.created") == 3


def test_a_crowd_of_repeats_has_one_effect(stand, free):
    start = threading.Barrier(12)

    def buyer(number):
        start.wait()
        return stand.office.hold_tickets(
            actor=Actor.anonymous(f"cnv_{number % 2}"),
            event_id="evt_week",
            seat_ids=free[number % 2],
            idempotency_key="key",
        )

    with ThreadPoolExecutor(12) as crowd:
        ends = list(crowd.map(buyer, range(12)))
    assert len({hold.hold_id for hold in ends}) == 2
    assert stand.messages().count("hold.created") == 2


def test_in_a_batch_a_repeat_gets_the_first_answer_and_a_reused_key_none(stand, free):
    ann = Actor.anonymous("cnv_a")
    first = stand.office.hold_tickets(actor=ann, event_id="evt_week", seat_ids=free[0], idempotency_key="key")

    def asked(request, key):
        return _Asked(request, Key.of(_body(request), scope=scope(request.actor, "hold_tickets"), key=key))

    outcomes = stand.office._holding._serve(
        [
            asked(HoldRequest(ann, "evt_week", free[0], 300), "key"),
            asked(wish("cnv_b", free[1]), "key"),
            asked(HoldRequest(ann, "evt_week", free[2], 300), "key"),
        ]
    )
    assert outcomes[0] == first
    assert outcomes[1].seat_ids == free[1]
    assert isinstance(outcomes[2], KeyReused)


def test_when_the_shared_unit_fails_each_is_served_alone(stand, free):
    """A session that the database cannot store fails by itself; PostgreSQL refuses the zero character."""
    bad = wish("cnv_\x00", free[0])
    outcomes = stand.office._holding._serve([_Asked(bad, None), _Asked(wish("cnv_b", free[1]), None)])
    assert isinstance(outcomes[1], Hold)
    assert stand.database.is_sqlite or not isinstance(outcomes[0], Hold)


def test_too_many_tickets_are_refused_in_company_too(stand, policy, free):
    stand.load(policies=[policy("purchase_limit", max_tickets=1)])
    refused, granted = together(stand, wish("cnv_a", free[0]), wish("cnv_b", free[1][:1]))
    assert isinstance(refused, PolicyRefused)
    assert isinstance(granted, Hold)
