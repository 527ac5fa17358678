"""Stretches of time as an operator names them: days of their own time zone, cut into hours, days, weeks or months.

Knows calendars and clock changes; nothing of the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal, cast
from zoneinfo import ZoneInfo

from willcall.kit.clock import to_epoch_ms
from willcall.kit.errors import Invalid

Grain = Literal["hour", "day", "week", "month"]
GRAINS: tuple[Grain, ...] = ("hour", "day", "week", "month")
MOST_DAYS = 1_100
MOST_PERIODS = 1_200
QUARTER_MS = 900_000


class NoSuchStretch(Invalid):
    """Dates that are none, come in the wrong order, or are too far apart."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row.

    Args:
        first: The first day.
        last: The last day, itself included.
        zone: Whose days they are (IANA name).
    """

    first: date
    last: date
    zone: str = "UTC"

    @classmethod
    def of(cls, first: str, last: str, *, zone: str = "UTC") -> "Stretch":
        """From text as it comes from outside.

        Args:
            first: ISO 8601, `2026-11-01`.
            last: The same.
            zone: IANA name.

        Raises:
            NoSuchStretch: Naming what is wrong and what was expected.
        """
        _zone(zone)
        start, end = _day(first, "from"), _day(last, "to")
        if end < start:
            raise NoSuchStretch(f"The stretch ends ({end}) before it begins ({start}); swap from and to.", field="to")
        if (end - start).days >= MOST_DAYS:
            raise NoSuchStretch(
                f"{start} to {end} are {(end - start).days + 1:,} days; at most {MOST_DAYS:,} can be looked at at once.",
                field="from",
            )
        return cls(start, end, zone)

    @classmethod
    def last_days(cls, days: int, *, now: datetime, zone: str = "UTC") -> "Stretch":
        """Today and the days before it, `days` in all. Raises: NoSuchStretch."""
        if not 1 <= days <= MOST_DAYS:
            raise NoSuchStretch(f"Between 1 and {MOST_DAYS:,} days can be looked at at once, not {days}.", field="days")
        today = now.astimezone(_zone(zone)).date()
        return cls(today - timedelta(days=days - 1), today, zone)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def since_ms(self) -> int:
        """Its first instant."""
        return _midnight_ms(self.first, self.zone)

    @property
    def until_ms(self) -> int:
        """The first instant after it."""
        return _midnight_ms(self.last + timedelta(days=1), self.zone)

    def before(self) -> "Stretch":
        """As many days, right before."""
        return Stretch(self.first - timedelta(days=self.days), self.first - timedelta(days=1), self.zone)

    def periods(self, grain: str) -> list["Period"]:
        """The hours, days, weeks (from Monday) or months it is made of, in order; the first and last may be cut off.

        Raises:
            NoSuchStretch: If the grain is unknown, or there would be too many.
        """
        if grain not in GRAINS:
            raise NoSuchStretch(f"Figures come by {', '.join(GRAINS)}, not by {grain!r}.", field="by")
        if grain == "hour":
            if self.days * 25 > MOST_PERIODS:
                raise NoSuchStretch(
                    f"{self.days} days have too many hours to show; at most {MOST_PERIODS // 25} days.", field="by"
                )
            starts = list(range(self.since_ms, self.until_ms, 4 * QUARTER_MS))
            names = [_named_hour(start, self.zone) for start in starts]
        else:
            days = _starts(self.first, self.last, cast("Grain", grain))
            starts = [_midnight_ms(day, self.zone) for day in days]
            names = [day.isoformat() if grain != "month" else f"{day:%Y-%m}" for day in days]
        ends = [*starts[1:], self.until_ms]
        return [
            Period(number, name, start, end)
            for number, (name, start, end) in enumerate(zip(names, starts, ends, strict=True))
        ]


@dataclass(frozen=True, slots=True)
class Period:
    """Args:
    number: In its stretch, from 0.
    name: `2026-11-21`, `2026-11`, `2026-11-21T18:00+01:00`; a week has its first day's.
    since_ms: Its first instant.
    until_ms: The first instant after it.
    """

    number: int
    name: str
    since_ms: int
    until_ms: int


def quarters(periods: Sequence[Period]) -> list[dict[str, int]]:
    """Which quarters of an hour each period has: from `first` up to, not including, `after`."""
    for one, other in pairwise(periods):
        assert one.until_ms == other.since_ms
    return [
        {"first": period.since_ms // QUARTER_MS, "after": period.until_ms // QUARTER_MS, "bucket": period.number}
        for period in periods
    ]


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise NoSuchStretch(
            f"There is no time zone {name[:40]!r}; send an IANA name such as Europe/Berlin.", field="zone"
        ) from None


def _day(text: str, field: str) -> date:
    try:
        if len(text) != len("2026-11-21"):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise NoSuchStretch(f"{text[:40]!r} is no day; send one like 2026-11-21.", field=field) from None
    if not 2000 <= day.year <= 2200:
        raise NoSuchStretch(f"{text} is out of reach: days from 2000 to 2200.", field=field)
    return day


def _midnight_ms(day: date, zone: str) -> int:
    """The day's first instant; where the clocks skip midnight, the first that there is."""
    return to_epoch_ms(datetime.combine(day, time(0), ZoneInfo(zone)))


def _starts(first: date, last: date, grain: Grain) -> list[date]:
    days = [first]
    while True:
        day = days[-1]
        if grain == "day":
            following = day + timedelta(days=1)
        elif grain == "week":
            following = day + timedelta(days=7 - day.weekday())
        else:
            following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        if following > last:
            return days
        days.append(following)


def _named_hour(start_ms: int, zone: str) -> str:
    return datetime.fromtimestamp(start_ms / 1000, ZoneInfo(zone)).isoformat(timespec="minutes")
