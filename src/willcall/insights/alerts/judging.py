"""What a rule says about what was measured. Pure: figures in, findings out.

`Measures` is the port through which rules look; `measuring` looks at the log and at the server's own counts.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Protocol
from zoneinfo import ZoneInfo

from willcall.insights.alerts.life import Finding
from willcall.insights.alerts.rules import Budget, BurnRate, Drifted, Rule, Threshold, Unusual
from willcall.insights.metrics import METRICS

FEWEST_HOURS = 3
"""Hours like this one that there must have been to know what is usual."""
MAD_TO_SD = 1.4826
"""The median absolute deviation of a normal distribution times this is its standard deviation."""
SMALLEST_SD = {"turns": 1.0}
"""Counts are looked at after Anscombe's transform, where chance alone makes a standard deviation of 1; means have 0.05 at least."""


@dataclass(frozen=True, slots=True)
class Hour:
    """Args:
    begins: Its first instant.
    turns: In it.
    value: The figure.
    """

    begins: datetime
    turns: int
    value: float | None


class Measures(Protocol):
    """Where rules look."""

    def figure(self, metric: str, *, since: datetime, until: datetime) -> tuple[float | None, int]:
        """A figure of what happened in a stretch, and of how many turns that is; without simulations."""
        ...

    def hours(self, metric: str, *, since: datetime, until: datetime) -> Sequence[Hour]:
        """The figure hour by hour, also of hours in which nothing happened."""
        ...

    def answers(self, *, since: datetime, until: datetime) -> tuple[int, int]:
        """Requests answered in a stretch, and how many of them with 5xx."""
        ...

    def drift(self) -> "Drift | None":
        """What the last report of drift says."""
        ...


@dataclass(frozen=True, slots=True)
class Drift:
    """Args:
    at: When it was looked for.
    verdict: As the report has it.
    alarms: Whether people should hear of it.
    drop: Accuracy lost, as estimated.
    """

    at: datetime
    verdict: str
    alarms: bool
    drop: float | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Args:
    finding: What it comes to.
    value: The figure, where there is one.
    bound: What it was held against.
    said: The same in a sentence.
    """

    finding: Finding
    value: float | None
    bound: float | None
    said: str


def judge(rule: Rule, measures: Measures, *, now: datetime, zone: str = "UTC") -> Verdict:
    """What a rule says at an instant.

    Args:
        rule: Any kind.
        measures: Where to look.
        now: The instant.
        zone: Whose hours, days and months.
    """
    match rule:
        case Threshold():
            return _threshold(rule, measures, now)
        case BurnRate():
            return _burn_rate(rule, measures, now)
        case Unusual():
            return _unusual(rule, measures, now, ZoneInfo(zone))
        case Budget():
            return _budget(rule, measures, now, ZoneInfo(zone))
        case Drifted():
            return _drifted(rule, measures, now)
    raise TypeError(f"no rule is a {type(rule).__name__}")


def shown(metric: str, value: float | None) -> str:
    """A figure in words."""
    if value is None:
        return "none"
    match METRICS[metric].unit:
        case "share":
            return f"{value * 100:.1f} %"
        case "ms":
            return f"{value:,.0f} ms"
        case "usd":
            return f"${value:,.2f}"
        case "count":
            return f"{value:,.0f}"
    return f"{value:.2f}"


def _threshold(rule: Threshold, measures: Measures, now: datetime) -> Verdict:
    value, turns = measures.figure(rule.metric, since=now - timedelta(minutes=rule.window_minutes), until=now)
    bound = rule.below if rule.below is not None else rule.above
    over = f"in the last {rule.window_minutes:g} minutes"
    if value is None or turns < rule.least:
        return Verdict("unknown", value, bound, f"only {turns} turns {over}")
    title = METRICS[rule.metric].title
    if rule.below is not None:
        finding: Finding = "breach" if value < rule.below else "clear"
        held = f"below {shown(rule.metric, rule.below)} is trouble"
    else:
        assert rule.above is not None
        finding = "breach" if value > rule.above else "clear"
        held = f"above {shown(rule.metric, rule.above)} is trouble"
    return Verdict(finding, value, bound, f"{title}: {shown(rule.metric, value)} {over}, of {turns} turns; {held}")


def _burn_rate(rule: BurnRate, measures: Measures, now: datetime) -> Verdict:
    shares, failed_long = [], 0
    for minutes in (rule.window_minutes, rule.short_minutes):
        answered, failed = measures.answers(since=now - timedelta(minutes=minutes), until=now)
        shares.append(failed / answered if answered else None)
        failed_long = failed_long or failed
    long, short = shares
    over = f"over {rule.window_minutes:g} minutes"
    if long is None:
        return Verdict("unknown", None, rule.share, f"no requests {over}")
    recent = "none" if short is None else f"{short * 100:.2f} %"
    said = (
        f"{long * 100:.2f} % of answers {over} were 5xx ({recent} over the last {rule.short_minutes:g}); "
        f"{rule.share * 100:.3g} % is trouble, {rule.rate:.3g} times the error budget of {rule.budget * 100:.3g} %"
    )
    breach = long >= rule.share and failed_long >= rule.least and short is not None and short >= rule.share
    return Verdict("breach" if breach else "clear", long, rule.share, said)


def _unusual(rule: Unusual, measures: Measures, now: datetime, zone: ZoneInfo) -> Verdict:
    """Median and MAD of the same hours before. Sources: Leys et al., "Detecting outliers", J. Exp. Soc. Psychology 49 (2013);
    for counts Anscombe, "The transformation of Poisson, binomial and negative-binomial data", Biometrika 35 (1948).
    """
    ends = now.replace(minute=0, second=0, microsecond=0)
    begins = ends - timedelta(hours=1)
    hours = measures.hours(rule.metric, since=begins - timedelta(weeks=rule.weeks), until=ends)
    counted = rule.metric == "turns"
    begun = next((hour.begins for hour in hours if hour.turns), None)
    if begun is None or not hours or hours[-1].begins != begins:
        return Verdict("unknown", None, rule.deviations, "nothing to compare with yet")
    current = hours[-1]
    earlier = [
        h for h in hours[:-1] if h.begins >= begun and (counted or (h.turns >= rule.least and h.value is not None))
    ]
    local = begins.astimezone(zone)
    like = [
        h for h in earlier if (t := h.begins.astimezone(zone)).hour == local.hour and t.weekday() == local.weekday()
    ]
    which = f"{local:%A}s at {local:%H}:00"
    if len(like) < FEWEST_HOURS:
        like = [h for h in earlier if h.begins.astimezone(zone).hour == local.hour]
        which = f"days at {local:%H}:00"
    value = float(current.turns) if counted else current.value
    if len(like) < FEWEST_HOURS or value is None or (not counted and current.turns < rule.least):
        return Verdict("unknown", value, rule.deviations, "too little to compare with")
    usual = [_scaled(float(h.turns) if counted else float(h.value or 0), counted=counted) for h in like]
    middle = median(usual)
    spread = max(MAD_TO_SD * median(abs(u - middle) for u in usual), SMALLEST_SD.get(rule.metric, 0.05))
    away = (_scaled(value, counted=counted) - middle) / spread
    low = away <= -rule.deviations and rule.only != "above"
    high = away >= rule.deviations and rule.only != "below"
    typical = median(float(h.turns) if counted else float(h.value or 0) for h in like)
    said = (
        f"{METRICS[rule.metric].title}: {shown(rule.metric, value)} from {local:%H}:00 to {ends.astimezone(zone):%H}:00, usual for "
        f"{len(like)} {which} is {shown(rule.metric, typical)}; {abs(away):.1f} robust deviations {'below' if away < 0 else 'above'}"
    )
    return Verdict("breach" if low or high else "clear", value, rule.deviations, said)


def _scaled(value: float, *, counted: bool) -> float:
    return 2 * math.sqrt(value + 3 / 8) if counted else value


def _budget(rule: Budget, measures: Measures, now: datetime, zone: ZoneInfo) -> Verdict:
    local = now.astimezone(zone)
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    begins = day.replace(day=1) if rule.period == "month" else day
    spent, _ = measures.figure("cost", since=begins, until=now)
    bound = rule.usd * rule.share
    said = f"${spent or 0:,.2f} of ${rule.usd:,.2f} were spent since {begins:%Y-%m-%d}; ${bound:,.2f} is what was asked to be told of"
    return Verdict("breach" if (spent or 0) >= bound > 0 else "clear", spent or 0.0, bound, said)


def _drifted(rule: Drifted, measures: Measures, now: datetime) -> Verdict:
    last = measures.drift()
    if last is None or now - last.at > timedelta(hours=rule.stale_hours) or last.verdict == "unknown":
        return Verdict("unknown", None, None, "no report of drift that says anything")
    cost = "" if last.drop is None else f"; an estimated {last.drop * 100:.1f} points of accuracy are lost"
    said = f"The report of {last.at:%Y-%m-%d %H:%M} says {last.verdict}{cost}"
    return Verdict("breach" if last.alarms else "clear", last.drop, None, said)
