"""Takes seats for someone, for a while: all of them or none. A session has one live hold; a new one releases the older."""

from collections.abc import Sequence
from dataclasses import dataclass

from willcall.access.actor import Actor
from willcall.boxoffice.contract import Hold
from willcall.boxoffice.errors import EventOver, NoSuchSeat, SeatsTaken
from willcall.boxoffice.rules import events as times
from willcall.boxoffice.rules import holds as rules
from willcall.boxoffice.rules.policies import judge, values_of, with_own_limit
from willcall.boxoffice.rules.policy_table import Facts
from willcall.boxoffice.store import claims, holds, quotes
from willcall.boxoffice.store.catalogue import Catalogue, Show, Snapshot
from willcall.kit.clock import from_epoch_ms, to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid, WillcallError

SOURCE = "/boxoffice"


@dataclass(frozen=True, slots=True)
class HoldRequest:
    """Who wants which seats for how long.

    Args:
        actor: Under whose authority.
        event_id: At which event.
        seat_ids: All of them or none.
        expires_in_seconds: How long from now; None for as long as the policy says.
    """

    actor: Actor
    event_id: str
    seat_ids: Sequence[str]
    expires_in_seconds: int | None

    @property
    def session(self) -> str | None:
        """Whose one live hold it is to be; a service may have many."""
        return None if self.actor.kind == "service" else self.actor.session


def hold_tickets(unit: UnitOfWork, request: HoldRequest, *, catalogue: Catalogue) -> Hold:
    """Holds the seats; the unit must not be committed after an error.

    Raises:
        SeatsTaken: Someone else has some of them (`seat_ids` in the facts).
        NoSuchSeat, NoSuchEvent, EventOver, PolicyRefused, Invalid.
    """
    sessions = [request.session] if request.session is not None else []
    version, with_hold = holds.opening(unit.connection, sessions=sessions)
    snapshot = catalogue.at(unit.connection, version)
    show = snapshot.show(request.event_id)
    check_seats(snapshot, show, request.seat_ids, now_ms=to_epoch_ms(unit.now))
    if request.session in with_hold:
        release_older(unit, request)
    return _claim_one(unit, snapshot, request)


def hold_together(
    unit: UnitOfWork, requests: Sequence[HoldRequest], *, catalogue: Catalogue
) -> list[Hold | WillcallError | None]:
    """Holds seats for several at once, none of whom wants what another wants, in as few statements as for one.

    Returns:
        For each request its hold, or why there is none; None for one that must be served alone, because its session has a hold to
        give back, which it must not lose if the new one fails.
    """
    sessions = [request.session for request in requests if request.session is not None]
    version, with_hold = holds.opening(unit.connection, sessions=sessions)
    snapshot = catalogue.at(unit.connection, version)
    outcomes: list[Hold | WillcallError | None] = [None] * len(requests)
    able = []
    for number, request in enumerate(requests):
        if request.session in with_hold:
            continue
        try:
            show = snapshot.show(request.event_id)
            check_seats(snapshot, show, request.seat_ids, now_ms=to_epoch_ms(unit.now))
            able.append((number, request, _claim_of(unit, snapshot, show, request)))
        except WillcallError as refused:
            outcomes[number] = refused
    found = _claim(unit, [(request, wanted) for _, request, wanted in able])
    for (number, _, _), outcome in zip(able, found, strict=True):
        outcomes[number] = outcome
    return outcomes


def check_seats(snapshot: Snapshot, show: Show, seat_ids: Sequence[str], *, now_ms: int) -> None:
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
    policy = with_own_limit(snapshot.policy("purchase_limit", show=show), show.max_tickets)
    judge(policy, Facts(quantity=quantity, owned=owned))


def require_on_sale(show: Show, *, now_ms: int) -> None:
    """Raises: EventOver when the show is over or called off."""
    status = times.status_at(show.status, starts_at_ms=show.starts_at_ms, ends_at_ms=show.ends_at_ms, now_ms=now_ms)
    if not times.on_sale(status):
        said = {"finished": "is over", "cancelled": "is cancelled", "postponed": "is postponed"}[status]
        detail = f"{show.name} {said}; no tickets can be had for it."
        raise EventOver(detail, field="event_id", event_id=show.event_id, status=status)


def place_hold(unit: UnitOfWork, *, snapshot: Snapshot, actor: Actor, show: Show, seat_ids: list[str]) -> Hold:
    """Claims checked seats for the actor, in place of whatever their session held before; see `hold_tickets`."""
    request = HoldRequest(actor, show.event_id, seat_ids, None)
    if request.session is not None:
        release_older(unit, request)
    return _claim_one(unit, snapshot, request)


def release_older(unit: UnitOfWork, request: HoldRequest) -> None:
    """Frees what the session held before, unless a payment for it is in flight; locks the seats wanted instead."""
    older = holds.live_of_session(unit.connection, session=request.session or "")
    ids = [row.hold_id for row in older if not quotes.in_payment(unit.connection, row.hold_id)]
    if not ids:
        return
    given_back = [(row.event_id, seat) for row in older if row.hold_id in ids for seat in row.seat_ids]
    claims.lock_seats(unit.connection, [*given_back, *((request.event_id, seat) for seat in request.seat_ids)])
    claims.free_hold(unit.connection, hold_ids=ids, now_ms=to_epoch_ms(unit.now))
    holds.set_status(unit.connection, hold_ids=ids, status="released")
    quotes.void_of_holds(unit.connection, ids)
    for row in older:
        if row.hold_id in ids:
            unit.emit("hold.released", row.hold_id, {"event_id": row.event_id, "reason": "replaced"}, source=SOURCE)


def _claim_one(unit: UnitOfWork, snapshot: Snapshot, request: HoldRequest) -> Hold:
    wanted = _claim_of(unit, snapshot, snapshot.show(request.event_id), request)
    (outcome,) = _claim(unit, [(request, wanted)])
    if isinstance(outcome, SeatsTaken):
        raise outcome
    return outcome


def _claim_of(unit: UnitOfWork, snapshot: Snapshot, show: Show, request: HoldRequest) -> claims.Wanted:
    """Raises: Invalid unless the hold may last that long."""
    limits = values_of(snapshot.policy("hold", show=show))
    expires_at_ms = rules.expiry(
        now_ms=to_epoch_ms(unit.now),
        seconds=limits["seconds"] if request.expires_in_seconds is None else request.expires_in_seconds,
        max_seconds=limits["max_seconds"],
        ends_at_ms=show.ends_at_ms,
    )
    return claims.Wanted(show.event_id, request.seat_ids, unit.ids("hld"), expires_at_ms)


def _claim(unit: UnitOfWork, requests: Sequence[tuple[HoldRequest, claims.Wanted]]) -> list[Hold | SeatsTaken]:
    """Claims checked seats for actors whose sessions hold nothing else."""
    if not requests:
        return []
    now_ms = to_epoch_ms(unit.now)
    taken = claims.take(unit.connection, [wanted for _, wanted in requests], now_ms=now_ms)
    outcomes: list[Hold | SeatsTaken] = []
    rows = []
    for request, wanted in requests:
        lost = taken.get(wanted.hold_id)
        if lost:
            outcomes.append(_taken(lost))
            continue
        seat_ids = list(wanted.seat_ids)
        rows.append(
            {
                "hold_id": wanted.hold_id,
                "event_id": wanted.event_id,
                "session": request.session,
                "customer_id": request.actor.customer_id,
                "seat_ids": seat_ids,
                "status": "live",
                "expires_at_ms": wanted.expires_at_ms,
                "extended": False,
                "created_at_ms": now_ms,
            }
        )
        data = {"event_id": wanted.event_id, "seat_ids": seat_ids}
        unit.emit("hold.created", wanted.hold_id, data, source=SOURCE)
        hold = Hold(
            hold_id=wanted.hold_id,
            event_id=wanted.event_id,
            seat_ids=seat_ids,
            expires_at=from_epoch_ms(wanted.expires_at_ms),
            status="live",
            extended=False,
        )
        outcomes.append(hold)
    holds.add(unit.connection, rows)
    return outcomes


def _taken(lost: Sequence[str]) -> SeatsTaken:
    return SeatsTaken(
        f"{len(lost)} of these seats are already taken: {', '.join(lost[:8])}. Look for others.",
        field="seat_ids",
        seat_ids=list(lost),
    )
