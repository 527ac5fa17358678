"""Where a ticket's pictures and files are fetched: paths under the API's own host, for cards, mails and pages.

They serve whoever may see the order, and nobody else. Knows nothing of hosts.
"""

from urllib.parse import quote

PREFIX = "/boxoffice/v1"


def qr_svg_path(*, order_id: str, ticket_id: str) -> str:
    """A ticket's QR code as SVG."""
    return f"{PREFIX}/orders/{quote(order_id, safe='')}/tickets/{quote(ticket_id, safe='')}/qr.svg"


def ticket_pdf_path(*, order_id: str, ticket_id: str) -> str:
    """One ticket as PDF."""
    return f"{PREFIX}/orders/{quote(order_id, safe='')}/tickets/{quote(ticket_id, safe='')}/ticket.pdf"


def calendar_path(*, order_id: str) -> str:
    """The show as a calendar file."""
    return f"{PREFIX}/orders/{quote(order_id, safe='')}/calendar.ics"
