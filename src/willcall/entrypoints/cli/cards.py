"""Cards as text, and what their buttons would send. Knows the contract's cards as plain JSON, and no terminal."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

Card = dict[str, Any]


class Offers:
    """The buttons of the newest cards: what a number, or `pay`, stands for."""

    def __init__(self) -> None:
        self._list: Card | None = None
        self._payment: Card | None = None

    def note(self, cards: Iterable[Card]) -> None:
        """Remembers the buttons of a reply's cards; a reply without a list leaves the last one standing."""
        for card in cards:
            if card["type"] in {"events", "seats", "choices"}:
                self._list = card
            if card["type"] == "payment":
                self._payment = card
            if card["type"] == "order":
                self._payment = None

    def choice(self, number: int) -> Card | None:
        """The action of the option that is shown with that number (from 1), or None."""
        if self._list is None or not 1 <= number <= len(self._list["options"]):
            return None
        return {"type": "select", "card_id": self._list["id"], "option": number - 1}

    def payment(self, token: str | None) -> Card | None:
        """The action that pays, with `token` or the first method offered; None while nothing is to be paid."""
        if self._payment is None:
            return None
        methods = self._payment["methods"]
        wanted = token or (methods[0]["token"] if methods else None)
        if wanted is None:
            return None
        return {"type": "pay", "quote_id": self._payment["quote_id"], "payment_method_token": wanted}


def tell(card: Card, url: Callable[[str], str], *, said: str = "") -> Iterator[str]:
    """The lines of a card.

    Args:
        card: As in a reply.
        url: Makes a path a link.
        said: The reply's words; a list or a total that stands in them is not told again.
    """
    listed = f"{len(card.get('options', ()))}. " in said
    if card["type"] == "sources" or (card["type"] in {"events", "seats", "choices"} and listed):
        return
    if card["type"] == "quote" and card["total"]["text"] in said:
        return
    match card["type"]:
        case "events":
            for number, option in enumerate(card["options"], 1):
                price = f", from {option['from_price']['text']}" if option.get("from_price") else ""
                starts = _when(option["starts_at"], option.get("time_zone", "UTC"))
                yield f"{number}. {option['name']}: {starts}, {option['venue']}{price}"
        case "seats":
            for number, option in enumerate(card["options"], 1):
                note = f" ({option['note']})" if option.get("note") else ""
                seats = f", seats {', '.join(option['numbers'])}" if option.get("numbers") else ""
                yield (
                    f"{number}. Section {option['section']}, row {option['row']}{seats}: "
                    f"{option['price_each']['text']} each, {option['total']['text']} in all{note}"
                )
        case "choices":
            for number, option in enumerate(card["options"], 1):
                yield f"{number}. {option['label']}"
        case "hold":
            yield f"Held until {_when(card['expires_at'], None)}"
        case "quote":
            for item in card["items"]:
                yield f"{item['label']:<44} {item['amount']['text']:>12}"
            yield f"{'Total':<44} {card['total']['text']:>12}"
        case "payment":
            ways = ", ".join(f"{method['label']} ({method['token']})" for method in card["methods"])
            if ways:
                yield f"To pay: {ways}"
            if card.get("next_action"):
                yield f"One more step: {url(card['next_action']['url'])}"
        case "order":
            yield f"Order {card['order_id']}: {card['status']}, {card['total']['text']}"
            for ticket in card["tickets"]:
                yield f"  {ticket['seat'].get('label', '')} [{ticket['status']}] {url(ticket['pdf_url'])}"
            yield f"  Calendar: {url(card['calendar_url'])}"
        case "case":
            yield f"Case {card['case_id']}: {card['subject']} ({card['status']})"
        case "handoff":
            yield str(card["text"])
        case "seat_map":
            yield f"Seating chart: {url(card['url'])}"


def _when(instant: str, zone: str | None) -> str:
    at = datetime.fromisoformat(instant)
    return at.astimezone(ZoneInfo(zone)).strftime("%a %d %b, %H:%M") if zone else at.astimezone().strftime("%H:%M:%S")
