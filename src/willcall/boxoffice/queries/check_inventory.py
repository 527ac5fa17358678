"""Best available seats now. What is shown is a hint; the hold decides."""

from datetime import datetime
from typing import Literal

from willcall.boxoffice.contract import Inventory
from willcall.boxoffice.errors import EventOver
from willcall.boxoffice.rules import events as times
from willcall.boxoffice.rules import halls, prices, search
from willcall.boxoffice.rules.options import option_of
from willcall.boxoffice.rules.policies import judge, with_own_limit
from willcall.boxoffice.rules.policy_table import Facts
from willcall.boxoffice.rules.search import Wish
from willcall.boxoffice.store import mirror
from willcall.boxoffice.store.catalogue import Catalogue, Show, Snapshot
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import Connection
from willcall.kit.errors import Invalid
from willcall.kit.money import Money


def check_inventory(
    connection: Connection,
    *,
    catalogue: Catalogue,
    now: datetime,
    event_id: str,
    quantity: int,
    section: str | None = None,
    max_price: int | None = None,
    accessible: bool = False,
    wheelchairs: int = 0,
    prefer: Literal["best", "cheapest", "aisle"] = "best",
    limit: int = 5,
) -> Inventory:
    """Options of seats that go together, best first. Raises: NoSuchEvent, EventOver, PolicyRefused, Invalid."""
    snapshot = catalogue.snapshot(connection)
    show = snapshot.show(event_id)
    now_ms = to_epoch_ms(now)
    _check(snapshot, show, quantity, now_ms=now_ms)
    hall = show.venue.hall
    taken = mirror.taken(connection, snapshot=snapshot, show=show, now_ms=now_ms)
    asked = prices.prices_now(show.tariffs, hall, search.free_by_tier(hall, taken))
    wanted = halls.matching(hall, section) if section and section.strip() else None
    left = search.free_by_section(hall, taken)
    available = sum(
        left[part.index]
        for part in hall.parts
        if part.tier in asked
        and (wanted is None or part.index in wanted)
        and (max_price is None or asked[part.tier].each <= max_price)
    )
    if wanted is not None and not wanted:
        names = ", ".join(dict.fromkeys(hall.parts[index].name for index in hall.order))
        return _nothing(event_id, quantity, available, f"There is no section called {section}. There are: {names}.")
    each = {tier: price.each for tier, price in asked.items()}
    spaces = min(quantity, max(wheelchairs, int(accessible)))
    wish = Wish(quantity, wanted, max_price, spaces, prefer, max(1, min(limit, 20)))
    found = search.best_available(hall, taken=taken, prices=each, wish=wish)
    if not found:
        return _nothing(event_id, quantity, available, _why_not(show, wish, available, each))
    options = [
        option_of(hall, placement, asked, show.currency, accessible=spaces > 0, order_fee=show.order_fee)
        for placement in found
    ]
    seats = [
        prices.seat_at(hall, seat, asked[hall.parts[placement.section].tier], show.currency)
        for placement in found
        for seat in placement.seat_ids
    ]
    note = "" if found[0].together else _apart(wish)
    return Inventory(event_id=event_id, quantity=quantity, available=available, seats=seats, options=options, note=note)


def _check(snapshot: Snapshot, show: Show, quantity: int, *, now_ms: int) -> None:
    if quantity < 1:
        raise Invalid(f"quantity is {quantity}; ask for at least 1 ticket.", field="quantity")
    status = times.status_at(show.status, starts_at_ms=show.starts_at_ms, ends_at_ms=show.ends_at_ms, now_ms=now_ms)
    if not times.on_sale(status):
        said = {"finished": "is over", "cancelled": "is cancelled", "postponed": "is postponed"}[status]
        detail = f"{show.name} {said}; no tickets can be had for it."
        raise EventOver(detail, field="event_id", event_id=show.event_id, status=status)
    policy = with_own_limit(snapshot.policy("purchase_limit", show=show), show.max_tickets)
    judge(policy, Facts(quantity=quantity))


def _nothing(event_id: str, quantity: int, available: int, note: str) -> Inventory:
    return Inventory(event_id=event_id, quantity=quantity, available=available, seats=[], options=[], note=note)


def _apart(wish: Wish) -> str:
    if wish.wheelchairs > 1:
        return "The wheelchair spaces are not next to each other; whoever comes along sits beside one."
    return f"There are no {wish.quantity} seats together; these are the closest."


def _why_not(show: Show, wish: Wish, available: int, each: dict[str, int]) -> str:
    if wish.each_at_most is not None and min(each.values()) > wish.each_at_most:
        return f"The cheapest tickets for {show.name} are {Money(min(each.values()), show.currency).text} each, fees included."
    if wish.wheelchairs > 1:
        return f"There are no {wish.wheelchairs} wheelchair spaces near each other with seats beside them left there."
    if wish.wheelchairs:
        return "No wheelchair space with seats beside it is left there."
    if not available:
        return f"{show.name} is sold out there."
    return f"Only {available} seats are left there, and not {wish.quantity} of them suit."
