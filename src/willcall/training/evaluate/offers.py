"""Reading an offer: does what the cards show fit the wish? As far as the published fields tell; the rest is the judge's."""

from typing import Any

from willcall.training.evaluate.conversation import Conversation
from willcall.training.evaluate.goals import Wish


def same_part(wanted: str, section: str, *more: str) -> bool:
    """Whether a section (or the tier among `more`) is the one that was asked for, whatever its case."""
    want = wanted.lower().strip()
    return any(want == name.lower().strip() or want in name.lower().split() for name in (section, *more) if name)


def fitting_options(card: dict[str, Any], wish: Wish) -> list[int]:
    """Positions of a seats card's options that fit; the cheapest first if that is wished."""
    fits = []
    for at, option in enumerate(card["options"]):
        if len(option["seat_ids"]) != wish.quantity:
            continue
        if wish.section and not same_part(wish.section, option["section"], option.get("tier", "")):
            continue
        if wish.max_each is not None and option["price_each"]["amount"] > wish.max_each:
            continue
        if wish.max_total is not None and option["total"]["amount"] > wish.max_total:
            continue
        fits.append(at)
    if wish.prefer == "cheapest":
        fits.sort(key=lambda at: card["options"][at]["total"]["amount"])
    return fits


def quote_faults(quote: dict[str, Any], talk: Conversation, wish: Wish) -> list[str]:
    """What is wrong with a shown total, worst first: event, quantity, section, budget, access. Empty: it fits."""
    faults = []
    event_id = quote.get("event_id")
    if event_id is not None and event_id not in wish.event_ids:
        faults.append("event")
    hold = talk.shown("hold")
    seats: list[dict[str, Any]] = []
    if hold is not None:
        if len(hold["seat_ids"]) != wish.quantity:
            faults.append("quantity")
        seats = hold.get("seats") or []
    if wish.section and seats and not all(same_part(wish.section, s["section"], s.get("tier", "")) for s in seats):
        faults.append("section")
    if wish.max_total is not None and quote["total"]["amount"] > wish.max_total:
        faults.append("budget")
    if wish.max_each is not None and any(s["price"]["amount"] > wish.max_each for s in seats):
        faults.append("budget")
    if wish.accessible and seats and not any(s.get("accessible") for s in seats):
        faults.append("access")
    return faults
