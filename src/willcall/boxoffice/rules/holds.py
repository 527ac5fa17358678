"""How long seats may be kept for someone. Times are integer epoch milliseconds; knows nothing of storage."""

from willcall.boxoffice.contract import HoldStatus
from willcall.kit.errors import Invalid

MINIMUM_S = 10
PAYMENT_GRACE_MS = 120_000
"""A payment in flight keeps its hold at most this much longer."""

LEGAL: dict[HoldStatus, frozenset[HoldStatus]] = {
    "live": frozenset({"live", "released", "expired", "sold"}),
    "released": frozenset(),
    "expired": frozenset(),
    "sold": frozenset(),
}


def expiry(*, now_ms: int, seconds: int, max_seconds: int, ends_at_ms: int) -> int:
    """When a new hold ends: after `seconds`, and never later than its event.

    Raises:
        Invalid: If `seconds` is out of bounds.
    """
    if not MINIMUM_S <= seconds <= max_seconds:
        raise Invalid(
            f"expires_in_seconds is {seconds}; a hold lasts {MINIMUM_S} to {max_seconds} seconds.",
            field="expires_in_seconds",
        )
    return min(now_ms + seconds * 1000, ends_at_ms)


def extended(*, now_ms: int, expires_at_ms: int, seconds: int, ends_at_ms: int) -> int:
    """When an extended hold ends: `seconds` from now, never earlier than before, never later than its event."""
    return min(max(expires_at_ms, now_ms + seconds * 1000), ends_at_ms)


def kept_for_payment(*, now_ms: int, expires_at_ms: int, ends_at_ms: int) -> int:
    """When a hold ends whose payment is in flight: a while after its quote, which ends at `expires_at_ms`.

    A payment begun just before an event ends may outlive it by that while.
    """
    return max(expires_at_ms, min(expires_at_ms + PAYMENT_GRACE_MS, max(now_ms, ends_at_ms) + PAYMENT_GRACE_MS))
