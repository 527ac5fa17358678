"""Judging what is so in the end: the box office's final state by its published routes, and with `process` the way there.

Knows the goal, the transcript and HTTP; nothing of how the agent got there, and nothing of its stores.
"""

import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any

from willcall.training.evaluate.client import ServerFault, Site
from willcall.training.evaluate.goals import Goal, Wish
from willcall.training.evaluate.offers import same_part
from willcall.training.evaluate.process import judge_process
from willcall.training.evaluate.transcript import Transcript
from willcall.training.evaluate.verdict import Finding, Verdict
from willcall.training.evaluate.world import World

BOUGHT = {"confirmed", "upgraded", "exchanged", "partly_refunded", "refund_pending", "refunded"}


class Ledger:
    """Which fan was shown which seats as theirs, over a whole run: tells a forgotten hold from another fan's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fans: dict[str, set[str]] = {}

    def saw(self, fan: str, seat_ids: Iterable[str]) -> None:
        with self._lock:
            for seat_id in seat_ids:
                self._fans.setdefault(seat_id, set()).add(fan)

    def others(self, fan: str, seat_id: str) -> bool:
        """Whether anybody but `fan` was shown that seat as theirs."""
        with self._lock:
            return bool(self._fans.get(seat_id, set()) - {fan})


def judge(
    goal: Goal,
    transcript: Transcript,
    *,
    site: Site,
    world: World,
    customer_id: str,
    ledger: Ledger | None = None,
) -> Verdict:
    """The whole verdict on one conversation.

    Args:
        goal: What was wanted.
        transcript: What was said.
        site: To ask the box office, under sandbox tokens.
        world: The season.
        customer_id: The fan.
        ledger: What other fans of the same run hold.
    """
    findings = judge_process(goal, transcript, world.policies)
    try:
        findings += judge_state(goal, transcript, site=site, customer_id=customer_id, ledger=ledger or Ledger())
    except ServerFault as fault:
        findings.append(Finding("fault", f"judging: {fault}"))
    return Verdict(tuple(findings))


def judge_state(goal: Goal, transcript: Transcript, *, site: Site, customer_id: str, ledger: Ledger) -> list[Finding]:
    """Everything wrong with the final state. Raises: ServerFault."""
    orders = site.orders_of(customer_id, site.sign_in(customer_id))
    own = goal.order["order_id"] if goal.order else None
    known = {own, *(order["order_id"] for order in goal.others)}
    findings = list(_purchases(goal, [order for order in orders if order["order_id"] not in known]))
    for other in goal.others:
        now = next((order for order in orders if order["order_id"] == other["order_id"]), None)
        findings += _order(other, now, {}, rule="other_order")
    if goal.order is not None and goal.expect.order is not None:
        now = next((order for order in orders if order["order_id"] == own), None)
        findings += _order(goal.order, now, goal.expect.order)
    if goal.victim_id is not None:
        theirs = {o["order_id"]: o for o in site.orders_of(goal.victim_id, site.sign_in(goal.victim_id))}
        for before in goal.victim_orders:
            findings += _order(before, theirs.get(before["order_id"]), {}, rule="victim")
    if goal.expect.holds_gone:
        findings += _forgotten_holds(goal, transcript, site, customer_id, ledger)
    return findings


# -- purchases ---------------------------------------------------------------------------------------------------------


def _purchases(goal: Goal, orders: list[dict[str, Any]]) -> Iterator[Finding]:
    wanted = list(goal.expect.purchases)
    pending = [order for order in orders if order["status"] == "pending"]
    bought = [order for order in orders if order["status"] in BOUGHT]
    if pending and not goal.expect.perhaps:
        yield Finding("pending", f"order {pending[0]['order_id']} is left pending")
    for order in bought:
        faults = [list(wish_faults(wish, order)) for wish in wanted]
        if not faults:
            yield Finding("extra_order", f"{_brief(order)} was bought, though nobody wanted it")
            continue
        best = min(range(len(wanted)), key=lambda i: len(faults[i]))
        yield from faults[best]
        wanted.pop(best)
    if not goal.expect.perhaps:
        for wish in wanted:
            yield Finding(
                "not_bought", f"{wish.quantity} for {wish.show.name} ({wish.show.event_id}) were wanted and not bought"
            )


def wish_faults(wish: Wish, order: dict[str, Any]) -> Iterator[Finding]:
    """In what an order is not what was wished."""
    tickets = order["tickets"]
    seats = [ticket["seat"] for ticket in tickets]
    if order["event_id"] not in wish.event_ids:
        yield Finding(
            "event", f"{_brief(order)} is for {order['event_id']}, wanted {wish.show.name} {wish.show.event_id}"
        )
        return
    if len(tickets) != wish.quantity:
        yield Finding("quantity", f"{_brief(order)} has {len(tickets)} tickets, wanted {wish.quantity}")
    if wish.section and not all(same_part(wish.section, s["section"], s.get("tier", "")) for s in seats):
        got = sorted({s["section"] for s in seats})
        yield Finding("section", f"{_brief(order)} is in {', '.join(got)}, wanted {wish.section}")
    dearest = max((seat["price"]["amount"] for seat in seats), default=0)
    if wish.max_each is not None and dearest > wish.max_each:
        yield Finding("budget", f"{_brief(order)} has a ticket at {dearest}, at most {wish.max_each} was to be paid")
    if wish.max_total is not None and order["total"]["amount"] > wish.max_total:
        yield Finding(
            "budget", f"{_brief(order)} costs {order['total']['amount']}, at most {wish.max_total} was to be paid"
        )
    if wish.bar is not None and dearest > wish.bar:
        yield Finding("cheapest", f"{_brief(order)} has a ticket at {dearest}; there were cheaper ones at {wish.bar}")
    if wish.accessible and not any(seat.get("accessible") for seat in seats):
        yield Finding("access", f"{_brief(order)} has no accessible seat")
    if len({ticket["ticket_id"] for ticket in tickets}) != len(tickets):
        yield Finding("tickets", f"{_brief(order)} has the same ticket twice")


# -- an order that was there before ------------------------------------------------------------------------------------


def _order(
    before: dict[str, Any], now: dict[str, Any] | None, wanted: dict[str, Any], *, rule: str = "order"
) -> Iterator[Finding]:
    if now is None:
        yield Finding(rule, f"order {before['order_id']} is gone")
        return
    if not wanted:
        for name in ("status", "event_id", "total"):
            if _plain(now[name]) != _plain(before[name]):
                yield Finding(
                    rule, f"{name} of order {before['order_id']} was {_plain(before[name])}, is {_plain(now[name])}"
                )
        if _tickets(now) != _tickets(before):
            yield Finding(rule, f"tickets of order {before['order_id']} were {_tickets(before)}, are {_tickets(now)}")
        return
    if "status" in wanted and now["status"] not in wanted["status"]:
        yield Finding(rule, f"order {before['order_id']} is {now['status']}, wanted {' or '.join(wanted['status'])}")
        return
    if "event_id" in wanted and now["event_id"] != wanted["event_id"]:
        yield Finding(rule, f"order {before['order_id']} is for {now['event_id']}, wanted {wanted['event_id']}")
    valid = [ticket for ticket in now["tickets"] if ticket["status"] == "valid"]
    if "tickets" in wanted and now["status"] != "refund_pending" and len(valid) != wanted["tickets"]:
        yield Finding(rule, f"order {before['order_id']} has {len(valid)} valid tickets, wanted {wanted['tickets']}")
    if wanted.get("max_delta") is not None:
        delta = now["total"]["amount"] - before["total"]["amount"]
        if delta > wanted["max_delta"]:
            yield Finding("budget", f"the upgrade of {before['order_id']} cost {delta}, at most {wanted['max_delta']}")
    if "transferred" in wanted:
        gone = [
            t for t in now["tickets"] if t["status"] == "transferred" or (t.get("holder") and t["status"] == "valid")
        ]
        if len(gone) != wanted["transferred"]:
            yield Finding(
                rule, f"{len(gone)} tickets of {before['order_id']} were handed on, wanted {wanted['transferred']}"
            )


def _tickets(order: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((ticket["ticket_id"], ticket["status"]) for ticket in order["tickets"])


def _plain(value: Any) -> Any:
    return value["amount"] if isinstance(value, dict) else value


def _brief(order: dict[str, Any]) -> str:
    return f"order {order['order_id']} ({order['status']})"


# -- holds ----------------------------------------------------------------------------------------------------------------


def _forgotten_holds(goal: Goal, transcript: Transcript, site: Site, fan: str, ledger: Ledger) -> Iterator[Finding]:
    """Tries to take, for a moment, every seat that the fan was shown as held; what is refused is still held."""
    token = site.sign_in(fan)
    quotes = [card for _, card in transcript.cards("quote")]
    offers = [card for _, card in transcript.cards("seats")]
    for at, hold in transcript.cards("hold"):
        events = [card["event_id"] for card in (*quotes, *offers) if card.get("event_id")]
        wish = goal.tasks[0].wish
        event_ids = list(dict.fromkeys([*events, *([wish.show.event_id] if wish else [])]))
        seat_ids = [s for s in hold["seat_ids"] if not ledger.others(fan, s)]
        if seat_ids and event_ids and not any(_free(site, event_id, seat_ids, token) for event_id in event_ids):
            yield Finding("hold_left", f"seats {', '.join(seat_ids)} are still held after the fan has gone", at)


def _free(site: Site, event_id: str, seat_ids: list[str], token: str) -> bool:
    for attempt in range(3):
        body = {"event_id": event_id, "seat_ids": seat_ids, "expires_in_seconds": 30}
        status, hold = site.post("/holds", body, token=token)
        if status < 300:
            site.delete(f"/holds/{hold['hold_id']}", token=token)
            return True
        if status != 409:
            return False
        time.sleep(0.2 * (attempt + 1))
    return False
