"""What goes back for which tickets, and to which charges. Amounts are minor units; knows nothing of storage or policy texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from willcall.boxoffice.contract import QuoteItem, section_label
from willcall.kit.money import Money


@dataclass(frozen=True, slots=True)
class Returned:
    """A ticket that is given back, with what was paid for it."""

    section: str
    face: int
    fees: int


def refund_items(
    tickets: Sequence[Returned],
    *,
    currency: str,
    keep_fees: bool,
    order_fee: int,
    still_paid: int,
    bonus_bp: int = 0,
) -> list[QuoteItem]:
    """The lines of a refund; they add up to what is paid back, as a negative total.

    Args:
        tickets: What is given back.
        currency: Of the order.
        keep_fees: Whether fees stay with the box office.
        order_fee: The order's own fee if it is at stake (the whole order is given back), else 0.
        still_paid: What the order has been paid and not paid back; never more than this goes back, bonus aside.
        bonus_bp: Added for taking credit, in basis points.
    """
    items: list[QuoteItem] = []
    groups: dict[tuple[str, int], int] = {}
    for ticket in tickets:
        groups[ticket.section, ticket.face] = groups.get((ticket.section, ticket.face), 0) + 1
    for (section, face), count in groups.items():
        items.append(_line(f"{count} × {section_label(section)} returned", -face * count, currency))
    fees = kept_fees(tickets, order_fee=order_fee)
    if fees:
        items.append(_line("Fees", -fees, currency))
    if fees and keep_fees:
        items.append(_line("Fees are not refunded", fees, currency))
    back = -sum(item.amount.amount for item in items)
    if back > still_paid:
        items.append(_line("Already paid back", back - still_paid, currency))
        back = still_paid
    bonus = Money(back, currency).percent(bonus_bp).amount if bonus_bp else 0
    if bonus:
        items.append(_line("Bonus for taking credit", -bonus, currency))
    return items


def kept_fees(tickets: Sequence[Returned], *, order_fee: int) -> int:
    """What stays with the box office where fees are not refunded."""
    return sum(ticket.fees for ticket in tickets) + order_fee


def _line(label: str, amount: int, currency: str) -> QuoteItem:
    return QuoteItem(label=label, amount=Money(amount, currency))


def allocate(amount: int, charges: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Spreads a refund over charges (id, what is left of it), in the order given; never more than is left of any.

    Raises:
        ValueError: If the charges do not cover it.
    """
    parts = []
    for charge, left in charges:
        if amount <= 0:
            break
        share = min(amount, left)
        if share > 0:
            parts.append((charge, share))
            amount -= share
    if amount > 0:
        raise ValueError(f"{amount} more would be paid back than was paid")
    return parts
