"""The show as a calendar file (RFC 5545): one event in its venue's time zone, with a reminder.

Knows nothing of seats' prices or of payments.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from willcall.boxoffice.contract import Event, Order

PRODUCT = "-//Willcall//Tickets//EN"
_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


def order_calendar(*, order: Order, event: Event, now: datetime) -> bytes:
    """An iCalendar file with the order's show.

    Args:
        order: Whose tickets.
        event: Its event.
        now: When the file is made (DTSTAMP).

    Returns:
        UTF-8 with CRLF line ends, lines folded at 75 octets.
    """
    import icalendar  # noqa: PLC0415 - only who downloads needs it

    zone = ZoneInfo(event.time_zone)
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    show = icalendar.Event()
    show.add("uid", f"{order.order_id}@willcall")
    show.add("dtstamp", now)
    show.add("summary", event.name)
    show.add("dtstart", event.starts_at.astimezone(zone))
    show.add("dtend", event.ends_at.astimezone(zone))
    show.add("location", ", ".join(part for part in (event.venue, event.city) if part))
    show.add("description", _description(order, event, zone))
    show.add("status", _STATUS.get(event.status, "CONFIRMED"))
    reminder = icalendar.Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", event.name)
    reminder.add("trigger", timedelta(hours=-3))
    show.add_component(reminder)
    calendar.add_component(show)
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text


def _description(order: Order, event: Event, zone: ZoneInfo) -> str:
    lines = [f"Order {order.order_id}"]
    lines += [ticket.seat.label for ticket in order.tickets if ticket.status == "valid"]
    if event.doors_at is not None:
        lines.append(f"Doors open at {event.doors_at.astimezone(zone):%H:%M}")
    return "\n".join(lines)
