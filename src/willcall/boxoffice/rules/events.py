"""What time does to a show. Knows nothing of storage: times are integer epoch milliseconds, `now_ms` is passed in."""

from willcall.boxoffice.contract import EventStatus

MINUTE_MS = 60_000


def status_at(stored: str, *, starts_at_ms: int, ends_at_ms: int, now_ms: int) -> EventStatus:
    """What a show is at `now_ms`: the operator's word if it is called off or moved, else what the clock says."""
    if stored == "cancelled":
        return "cancelled"
    if stored == "postponed":
        return "postponed"
    if stored == "finished" or now_ms >= ends_at_ms:
        return "finished"
    return "in_progress" if now_ms >= starts_at_ms else "scheduled"


def on_sale(status: EventStatus) -> bool:
    """Whether tickets may still be bought: until the show ends, unless it is called off or moved."""
    return status in {"scheduled", "in_progress"}
