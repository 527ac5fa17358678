"""Takes seats for someone, for a while: all of them or none. A session has one live hold; a new one releases the older."""

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Hold
from willcall.boxoffice.errors import EventOver, NoSuchSeat, SeatsTaken
from willcall.boxoffice.rules import events as times
from willcall.boxoffice.rules import holds as rules
from willcall.boxoffice.rules.policies import judge, values_of
from willcall.boxoffice.rules.policy_table import Facts
from willcall.boxoffice.store import claims, holds, quotes
from willcall.boxoffice.store.catalogue import Catalogue, Show, Snapshot
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid

SOURCE = "/boxoffice"


def hold_tickets(
    unit: UnitOfWork,
    *,
    catalogue: Catalogue,
    actor: Actor,
    event_id: str,
    seat_ids: list[str],
    expires_in_seconds: int,
) -> Hold:
    """Holds the seats.

    Raises:
        SeatsTaken: Someone else has some of them (`seat_ids` in the facts).
        NoSuchSeat, NoSuchEvent, EventOver, PolicyRefused, Invalid.
    """
    session = actor.session if actor.kind != "service" else None
    version, older = holds.opening(unit.connection, session=session)
    snapshot = catalogue.at(unit.connection, version)
    show = snapshot.show(event_id)
    check_seats(snapshot, show, seat_ids, now_ms=to_epoch_ms(unit.now))
    if older and session is not None:
        release_older(unit, session=session, event_id=event_id, seat_ids=seat_ids)
    return claim(
        unit, snapshot=snapshot, actor=actor, show=show, seat_ids=seat_ids, expires_in_seconds=expires_in_seconds
    )


def check_seats(snapshot: Snapshot, show: Show, seat_ids: list[str], *, now_ms: int) -> None:
    """Refuses what no hold can be placed on."""
    require_on_sale(show, now_ms=now_ms)
    if not seat_ids:
        raise Invalid("seat_ids is empty; name at least one seat.", field="seat_ids")
    if len(set(seat_ids)) != len(seat_ids):
        raise Invalid("seat_ids names a seat twice.", field="seat_ids")
    judge_quantity(snapshot, show, len(seat_ids))
    hall = show.venue.hall
    unknown = [
        seat
        for seat in seat_ids
        if seat not in hall.places or hall.parts[hall.places[seat].section].tier not in show.tariffs
    ]
    if unknown:
        raise NoSuchSeat(
            f"{show.name} has no seat {', '.join(map(repr, unknown[:5]))}.", field="seat_ids", seat_ids=unknown[:50]
        )


def judge_quantity(snapshot: Snapshot, show: Show, quantity: int, *, owned: int = 0) -> None:
    """Raises: PolicyRefused above the limit of tickets."""
    policy = snapshot.policy("purchase_limit", show=show)
    if show.max_tickets is not None:
        policy = policy.model_copy(update={"parameters": {**policy.parameters, "max_tickets": show.max_tickets}})
    judge(policy, Facts(quantity=quantity, owned=owned))


def require_on_sale(show: Show, *, now_ms: int) -> None:
    """Raises: EventOver when the show is over or called off."""
    status = times.status_at(show.status, starts_at_ms=show.starts_at_ms, ends_at_ms=show.ends_at_ms, now_ms=now_ms)
    if not times.on_sale(status):
        said = {"finished": "is over", "cancelled": "is cancelled", "postponed": "is postponed"}[status]
        detail = f"{show.name} {said}; no tickets can be had for it."
        raise EventOver(detail, field="event_id", event_id=show.event_id, status=status)


def place_hold(
    unit: UnitOfWork,
    *,
    snapshot: Snapshot,
    actor: Actor,
    show: Show,
    seat_ids: list[str],
    expires_in_seconds: int | None = None,
) -> Hold:
    """Claims checked seats for the actor, in place of whatever their session held before."""
    if actor.session is not None and actor.kind != "service":
        release_older(unit, session=actor.session, event_id=show.event_id, seat_ids=seat_ids)
    return claim(
        unit, snapshot=snapshot, actor=actor, show=show, seat_ids=seat_ids, expires_in_seconds=expires_in_seconds
    )


def claim(
    unit: UnitOfWork,
    *,
    snapshot: Snapshot,
    actor: Actor,
    show: Show,
    seat_ids: list[str],
    expires_in_seconds: int | None,
) -> Hold:
    """Claims checked seats for an actor whose session holds nothing else."""
    now_ms = to_epoch_ms(unit.now)
    limits = values_of(snapshot.policy("hold", show=show))
    expires_at_ms = rules.expiry(
        now_ms=now_ms,
        seconds=limits["seconds"] if expires_in_seconds is None else expires_in_seconds,
        max_seconds=limits["max_seconds"],
        ends_at_ms=show.ends_at_ms,
    )
    hold_id = unit.ids("hld")
    lost = claims.take(
        unit.connection,
        event_id=show.event_id,
        seat_ids=seat_ids,
        hold_id=hold_id,
        expires_at_ms=expires_at_ms,
        now_ms=now_ms,
    )
    if lost:
        raise SeatsTaken(
            f"{len(lost)} of these seats are already taken: {', '.join(lost[:8])}. Look for others.",
            field="seat_ids",
            seat_ids=lost,
        )
    holds.add(
        unit.connection,
        {
            "hold_id": hold_id,
            "event_id": show.event_id,
            "session": None if actor.kind == "service" else actor.session,
            "customer_id": actor.customer_id,
            "seat_ids": seat_ids,
            "status": "live",
            "expires_at_ms": expires_at_ms,
            "extended": False,
            "created_at_ms": now_ms,
        },
    )
    unit.emit("hold.created", hold_id, {"event_id": show.event_id, "seat_ids": seat_ids}, source=SOURCE)
    return Hold.model_construct(
        hold_id=hold_id,
        event_id=show.event_id,
        seat_ids=seat_ids,
        expires_at=from_epoch_ms(expires_at_ms),
        status="live",
        extended=False,
    )


def release_older(unit: UnitOfWork, *, session: str, event_id: str, seat_ids: list[str]) -> None:
    """Frees what the session held before, unless a payment for it is in flight; locks the seats wanted instead."""
    older = holds.live_of_session(unit.connection, session=session)
    if older:
        ids = [row.hold_id for row in older if not quotes.in_payment(unit.connection, row.hold_id)]
        if not ids:
            return
        given_back = [(row.event_id, seat) for row in older if row.hold_id in ids for seat in row.seat_ids]
        claims.lock_seats(unit.connection, [*given_back, *((event_id, seat) for seat in seat_ids)])
        claims.free_hold(unit.connection, hold_ids=ids, now_ms=to_epoch_ms(unit.now))
        holds.set_status(unit.connection, hold_ids=ids, status="released")
        quotes.void_of_holds(unit.connection, ids)
        for row in older:
            if row.hold_id in ids:
                unit.emit("hold.released", row.hold_id, {"event_id": row.event_id, "reason": "replaced"}, source=SOURCE)
