"""How the embedded brain says things. Every figure comes from a fact it was handed; it knows no other."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from willcall.agent.state import EventFact, OrderFact, SeatsFact, Task, TicketFact
from willcall.boxoffice.contract import section_label
from willcall.kit.money import Money, month_first

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

IN_DOUBT = "Please don't pay again just yet; ask me in a moment what became of it."
"""Of a payment whose end is not known."""
HOW_TO_APPROVE = (
    "The button below opens a page of your bank: approve the payment there (press its button, or follow what it asks), then come back and tell me it's done. "
    "To pay another way, refuse it there; nothing is charged then."
)


def count(number: int) -> str:
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def tickets(number: int) -> str:
    return f"{count(number)} ticket" + ("" if number == 1 else "s")


def money(amount: int, currency: str) -> str:
    return Money(amount, currency).text


def moment(at: datetime, zone: str, now: datetime, currency: str) -> str:
    """`Fri, Nov 27 at 7:30 PM`, or `Fri 27 Nov at 7:30 PM` where the day comes first; with the year when it is not this one."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    clock = local.strftime("%I:%M %p").lstrip("0")
    year = local.year if local.year != today.year and abs((local - today).days) > 180 else None
    if month_first(currency):
        day = f"{local:%a, %b} {local.day}" + (f", {year}" if year else "")
    else:
        day = f"{local:%a} {local.day} {local:%b}" + (f" {year}" if year else "")
    return f"{day} at {clock}"


def event_line(event: EventFact, now: datetime, *, priced: bool = True) -> str:
    """An event in a line; its lowest price only where a card shows it."""
    where = event.venue + (
        f", {event.city}" if event.city and event.city.casefold() not in event.venue.casefold() else ""
    )
    price = "" if event.from_price is None or not priced else f", from {money(event.from_price, event.currency)}"
    if event.available == 0:
        price = ", sold out"
    live = " (on right now)" if event.status == "in_progress" else ""
    gone = {"cancelled": " (cancelled)", "postponed": " (postponed)"}.get(event.status, "")
    return f"{event.name}: {moment(event.starts_at, event.time_zone, now, event.currency)}, {where}{price}{live}{gone}"


_GONE = frozenset({"finished", "cancelled", "postponed"})


_OFF = {"cancelled": "has been cancelled", "postponed": "has been postponed"}


def off(event: EventFact | None) -> str:
    """That a show is off; nothing where it is on, or not known."""
    return "" if event is None or event.status not in _OFF else f"{event.name} {_OFF[event.status]}."


def event_short(event: EventFact, now: datetime) -> str:
    begun = " (it has begun)" if event.starts_at <= now and event.status not in _GONE else ""
    return f"{event.name} on {moment(event.starts_at, event.time_zone, now, event.currency)}{begun}"


def numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{i}. {line}" for i, line in enumerate(lines, 1))


def seat_numbers(numbers: Sequence[str]) -> str:
    word = "seat" if len(numbers) == 1 else "seats"
    if len(numbers) > 2 and all(n.isdigit() for n in numbers):
        values = sorted(int(n) for n in numbers)
        if values[-1] - values[0] == len(values) - 1:
            return f"{word} {values[0]}–{values[-1]}"
    return f"{word} {', '.join(numbers)}"


def seated(seats: Sequence[Mapping[str, Any]]) -> list[TicketFact]:
    """Seats of a quote as tickets that they would become."""
    return [
        TicketFact(
            ticket_id="",
            status="",
            **{k: s[k] for k in ("section", "row", "number", "unreserved", "accessible") if k in s},
        )
        for s in seats
    ]


def places(tickets_held: Sequence[TicketFact]) -> str:
    """Where tickets sit, a row at a time: `Section 104, row C, seats 5–8; Standing, 2 places`."""
    rows: dict[tuple[str, str], list[str]] = {}
    for ticket in tickets_held:
        row = "" if ticket.unreserved else ticket.row
        rows.setdefault((ticket.section, row), []).append(ticket.number)
    said = "; ".join(
        f"{section_label(section)}, row {row}, {seat_numbers(sorted(numbers, key=_counted))}"
        if row
        else f"{section_label(section)}, {len(numbers)} {'place' if len(numbers) == 1 else 'places'}"
        for (section, row), numbers in sorted(rows.items())
    )
    spaces = [t for t in tickets_held if t.accessible and not t.unreserved]
    if not spaces or len(spaces) == len(tickets_held):
        return said
    return f"{said} ({seat_numbers([t.number for t in spaces])} for the wheelchair{'s' if len(spaces) > 1 else ''})"


def _counted(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdigit() else (0, number)


def seat_place(option: SeatsFact) -> str:
    """Where an offer's seats are: `Section 104, row C, seats 5–8`."""
    where = section_label(option.section)
    if option.unreserved or not option.adjacent:  # the note says which seats are in which row
        return where
    return f"{where}, row {option.row}, {seat_numbers(option.numbers)}"


def seats_line(option: SeatsFact, currency: str, *, whole: bool = True) -> str:
    """One line of an offer; `whole` adds what it all comes to, the order's fee included."""
    where = seat_place(option)
    if option.delta is not None:
        price = f"{money(option.delta, currency)} more in all" if option.delta else "nothing more to pay"
    elif not whole:
        price = f"{money(option.each, currency)} each" if len(option.seat_ids) > 1 else money(option.each, currency)
    elif len(option.seat_ids) == 1:
        price = money(option.total, currency)
    else:
        price = f"{money(option.each, currency)} each, {money(option.total, currency)} in all"
    return f"{where}: {price}" + (f" ({option.note})" if option.note else "")


def fees_included(options: Sequence[SeatsFact]) -> str:
    """What is in the prices of an offer: every ticket's own fees, and the order's where totals hold one."""
    more = any(len(o.seat_ids) > 1 and o.total > o.each * len(o.seat_ids) for o in options if o.delta is None)
    return "fees included (the order fee is in the total)" if more else "fees included"


def order_line(order: OrderFact, now: datetime) -> str:
    live = [t for t in order.tickets if t.status in {"valid", "used"}]
    when = f", {moment(order.starts_at, order.time_zone, now, order.currency)}" if order.starts_at else ""
    seats = f", {tickets(len(live))} ({', '.join(sorted({section_label(t.section) for t in live}))})" if live else ""
    return f"{order.event_name}{when}{seats}, {order.status.replace('_', ' ')}, order {order.order_id}"


def noted(task: Task) -> str:
    """What is known of a purchase: `Two tickets, Upper Deck, a wheelchair space`; empty when nothing is."""
    parts = [tickets(task.quantity)] if task.quantity else []
    if task.section:
        parts.append(section_label(task.section))
    if task.accessible:
        parts.append("a wheelchair space" if task.accessible == 1 else f"{count(task.accessible)} wheelchair spaces")
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]


def until(expires_at: datetime, now: datetime) -> str:
    seconds = max(0, int((expires_at - now).total_seconds()))
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes >= 2 else "a minute" if seconds >= 45 else f"{seconds} seconds"


def sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?" else text + "."


def hold_these(options: Sequence[SeatsFact]) -> str:
    """Asks whether the only seats on offer are to be held."""
    return "Shall I hold it?" if len(options[0].seat_ids) == 1 else "Shall I hold these?"
