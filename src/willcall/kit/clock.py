"""Time, passed in. Nothing below the composition root asks the operating system what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Returns the current instant as an aware UTC datetime."""


def system_clock() -> datetime:
    """The real time, in UTC."""
    return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved; for tests and replays."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, *, seconds: float) -> None:
        """Moves the clock forward by `seconds`."""
        self.now += timedelta(seconds=seconds)


def to_epoch_ms(instant: datetime) -> int:
    """An aware instant as integer milliseconds since 1970 (how the stores keep time)."""
    return round(instant.timestamp() * 1000)


def from_epoch_ms(value: int) -> datetime:
    """The inverse of `to_epoch_ms`."""
    return datetime.fromtimestamp(value / 1000, UTC)
