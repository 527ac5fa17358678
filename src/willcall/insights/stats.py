"""The conversation log at a glance: the few figures that everybody asks for first."""

from typing import Any

from willcall.insights.figures import Figures
from willcall.insights.stretch import Stretch
from willcall.kit.clock import Clock

_FIRST = (
    "conversations",
    "turns",
    "success_rate",
    "avg_duration_ms",
    "p95_ms",
    "completion_rate",
    "conversion_rate",
    "orders",
    "revenue",
    "handoff_rate",
    "unanswered",
    "sentiment",
    "satisfaction",
    "cost",
    "cost_per_conversation",
)


def get_conversation_stats(figures: Figures, *, clock: Clock, days: int = 7, zone: str = "UTC") -> dict[str, Any]:
    """Figures of today and the days before it.

    Args:
        figures: Of the log.
        clock: Says what today is.
        days: How many, today included.
        zone: Whose days.

    Returns:
        `from`, `to`, `days`, `empty` (whether nothing at all is logged there), and `success_rate`, `avg_duration_ms`, … by name;
        None where there is nothing to make a figure of.

    Raises:
        NoSuchStretch: If there cannot be so many days.
    """
    stretch = Stretch.last_days(days, now=clock(), zone=zone)
    values = figures.of(_FIRST, stretch)[0].values
    empty = not values["turns"] and not values["conversations"] and not values["orders"]
    return {"from": str(stretch.first), "to": str(stretch.last), "days": days, "zone": zone, "empty": empty, **values}
