"""How figures read: values with their units, changes with their sign. Knows no page, no paper."""

from typing import Literal

from willcall.insights.figures import Value
from willcall.insights.metrics import Metric
from willcall.kit.money import Money

Tone = Literal["good", "bad", "flat"]


def shown(unit: str, value: Value) -> str:
    """A figure for people; a dash where there is none."""
    if value is None or value == {}:
        return "-"
    if isinstance(value, dict):
        return ", ".join(str(Money(amount, currency)) for currency, amount in value.items())
    match unit:
        case "share":
            return f"{value * 100:.1f} %"
        case "ms":
            return f"{value:,.0f} ms"
        case "usd":
            return f"${value:,.4f}" if 0 < abs(value) < 1 else f"${value:,.2f}"
        case "number":
            return f"{value:,.2f}"
    return f"{value:,}"


def change(now: Value, before: Value) -> float | None:
    """By what share a figure has changed; None where that says nothing: from nothing, or in several currencies."""
    if isinstance(now, int | float) and isinstance(before, int | float) and before:
        return now / before - 1
    if isinstance(now, dict) and isinstance(before, dict) and len(now | before) == 1:
        [currency] = now | before
        return now.get(currency, 0) / before[currency] - 1 if before.get(currency) else None
    return None


def changed(wanted: Metric, by: float | None) -> tuple[str, Tone]:
    """A change in words, and whether it is for the better."""
    if by is None:
        return "", "flat"
    if abs(by) < 0.0005:
        return "no change", "flat"
    sign = "+" if by > 0 else "−"
    size = f"{abs(by) * 100:,.1f}" if abs(by) < 0.1 else f"{abs(by) * 100:,.0f}"
    if wanted.better is None:
        return f"{sign}{size} %", "flat"
    return f"{sign}{size} %", "good" if (by > 0) == (wanted.better == "up") else "bad"
