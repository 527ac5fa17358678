"""Of more shows than a list holds, on the two or three days that were asked for, some of each day. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from willcall.understanding.reading import Show, When

_FEW = 3  # days


def of_a_few_days(shows: Sequence[Show], when: When | None, most: int) -> list[Show] | None:
    """As many shows as a list holds, from every one of a few days that were named; None where the first of them are on each already.

    Args:
        shows: Those that fit, in order.
        when: What was said of the day.
        most: How many the list holds.
    """
    if when is None or when.open_ended or not timedelta(0) < when.last - when.first < timedelta(days=_FEW):
        return None
    by_day: dict[date, list[Show]] = {}
    for show in shows:
        by_day.setdefault(_day(show), []).append(show)
    if len(by_day) < 2 or len({_day(show) for show in shows[:most]}) == len(by_day):
        return None
    kept: list[Show] = []
    for turn in range(most):
        kept += [listed[turn] for listed in by_day.values() if turn < len(listed)]
    kept = kept[:most]
    return [show for show in shows if show in kept]


def _day(show: Show) -> date:
    return show.starts_at.astimezone(ZoneInfo(show.time_zone)).date()
