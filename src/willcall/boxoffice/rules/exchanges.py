"""What it costs or pays back to exchange tickets for another event. Amounts are minor units; knows nothing of storage."""

from collections.abc import Sequence
from typing import Literal

from willcall.boxoffice.contract import QuoteItem, Seat, section_label
from willcall.kit.money import Money

DifferenceTo = Literal["credit", "original", "none"]


def exchange_items(
    new: Sequence[Seat], *, old_value: int, fee_each: int, currency: str, difference_to: DifferenceTo, still_paid: int
) -> list[QuoteItem]:
    """The lines of an exchange; a negative total goes where the policy says, and is never more than was paid."""
    groups: dict[str, int] = {}
    counts: dict[str, int] = {}
    for seat in new:
        groups[seat.section] = groups.get(seat.section, 0) + seat.price.amount
        counts[seat.section] = counts.get(seat.section, 0) + 1
    items = [
        QuoteItem(label=f"{counts[section]} × {section_label(section)}, fees included", amount=Money(amount, currency))
        for section, amount in groups.items()
    ]
    items.append(QuoteItem(label="Your present tickets", amount=Money(-old_value, currency)))
    if fee_each:
        items.append(QuoteItem(label="Exchange fee", amount=Money(fee_each * len(new), currency)))
    total = sum(item.amount.amount for item in items)
    if total < 0 and difference_to == "none":
        items.append(QuoteItem(label="The difference is not paid back", amount=Money(-total, currency)))
    elif total < -still_paid:
        items.append(QuoteItem(label="Already paid back", amount=Money(-total - still_paid, currency)))
    return items
