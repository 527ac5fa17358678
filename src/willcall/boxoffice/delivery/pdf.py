"""Tickets as PDF (BO7): one A6 page each with its QR code, made by Typst without a network.

What people wrote reaches the template `ticket.typ` as JSON, never as markup, so a name cannot become an instruction. Knows nothing
of who may have the file.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from willcall.boxoffice.contract import Event, Order, Ticket
from willcall.boxoffice.delivery.qr import qr_svg
from willcall.kit.errors import Invalid

MAX_TEXT = 300


def tickets_pdf(*, order: Order, event: Event, tickets: Sequence[Ticket] | None = None, seller: str = "") -> bytes:
    """A PDF with one page per ticket.

    Args:
        order: Whose tickets.
        event: Their event.
        tickets: Which; all valid ones if absent.
        seller: Who sells, for the document's properties.

    Raises:
        Invalid: If there is no ticket to print, or one without a code.
    """
    chosen = [t for t in order.tickets if t.status == "valid"] if tickets is None else list(tickets)
    if not chosen:
        raise Invalid(f"Order {order.order_id} has no valid ticket to print.", field="order_id")
    data = {
        "title": _clean(f"Tickets for {event.name}"),
        "seller": _clean(seller),
        "tickets": [_page(order, event, ticket) for ticket in chosen],
    }
    text = json.dumps(data, ensure_ascii=False)
    made = _compiler(anywhere=not _plain(text)).compile(format="pdf", sys_inputs={"data": text})
    pdf: bytes = made if isinstance(made, bytes) else b"".join(made)
    return pdf


def _page(order: Order, event: Event, ticket: Ticket) -> dict[str, str]:
    if ticket.code is None:
        raise Invalid(f"Ticket {ticket.ticket_id} has no code to print; it is {ticket.status}.", field="ticket_id")
    zone = ZoneInfo(event.time_zone)
    starts = event.starts_at.astimezone(zone)
    notes = [
        word
        for word, holds in (
            ("wheelchair space", ticket.seat.accessible),
            ("companion seat", ticket.seat.companion),
            ("obstructed view", ticket.seat.obstructed_view),
        )
        if holds
    ]
    holder = ticket.holder or "one person"
    doors = "" if event.doors_at is None else f"{event.doors_at.astimezone(zone):%H:%M}"
    return {
        "event": _clean(event.name),
        "when": f"{starts:%A} {starts.day} {starts:%B %Y}, {starts:%H:%M %Z}",
        "place": _clean(", ".join(part for part in (event.venue, event.city) if part)),
        "section": _clean(ticket.seat.section),
        "row": "any" if ticket.seat.unreserved else _clean(ticket.seat.row),
        "number": "any" if ticket.seat.unreserved else _clean(ticket.seat.number),
        "admits": _clean(", ".join([holder, *notes])),
        "doors": doors or f"{starts:%H:%M}",
        "order": _clean(order.order_id),
        "ticket": _clean(ticket.ticket_id),
        "price": f"{ticket.seat.price.text} including fees",
        "qr": qr_svg(ticket.code),
    }


def _clean(text: str) -> str:
    """One line of printable text of bearable length."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= MAX_TEXT else line[: MAX_TEXT - 1] + "…"


def _plain(text: str) -> bool:
    """Whether the fonts that come with Typst have every letter of it: Latin, Greek, Cyrillic, common signs."""
    return all(char < "\u0530" or "\u1e00" <= char <= "\u1fff" or "\u2000" <= char <= "\u20cf" for char in text)


@lru_cache(maxsize=2)
def _fonts(*, anywhere: bool) -> Any:
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=anywhere)


def _compiler(*, anywhere: bool) -> Any:
    """A fresh compiler over fonts that were found once: a compiler keeps the last document's inputs and is not shared.

    Args:
        anywhere: Search the system's fonts too (slower once), for names in letters that Typst's own fonts lack.
    """
    import typst  # noqa: PLC0415 - only who prints needs it

    template = files("willcall.boxoffice.delivery").joinpath("ticket.typ").read_bytes()
    return typst.Compiler(template, font_paths=_fonts(anywhere=anywhere))
