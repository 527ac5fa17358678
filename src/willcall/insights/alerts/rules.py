"""The rules: what is watched, from where on it is trouble, and for how long.

Three kinds measure the log (`Threshold`, `Unusual`, `Budget`), one the answers of the server (`BurnRate`), one reads reports (`Drifted`). The rules of the house
are made of the settings; an operator's file adds to them and replaces those of the same name. Knows no measurement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from willcall.insights.alerts.config import AlertsSection
from willcall.insights.alerts.life import Patience
from willcall.insights.metrics import METRICS
from willcall.kit.errors import Invalid

Severity = Literal["warning", "danger"]
SEVERITIES: tuple[Severity, ...] = ("warning", "danger")


class BadRules(Invalid):
    """The file of rules cannot be used; the message names the file, the rule and its fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule has.

    Args:
        name: Of the rule; one alert of it is open at a time.
        title: As people read it.
        severity: `warning` or `danger`.
        before_minutes: How long it must be so before it fires.
        clear_minutes: How long it must be well before the alert resolves by itself.
        lapse_minutes: An alert of which nothing can be measured for so long is given up.
        actions: Names of actions that run when it fires.
    """

    name: str
    title: str
    severity: Severity = "warning"
    before_minutes: float = 0
    clear_minutes: float = 5
    lapse_minutes: float = 60
    actions: tuple[str, ...] = ()

    @property
    def patience(self) -> Patience:
        return Patience(
            timedelta(minutes=self.before_minutes),
            timedelta(minutes=self.clear_minutes),
            timedelta(minutes=self.lapse_minutes),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Rule):
    """A figure of the last minutes is below or above a bound.

    Args:
        metric: Name of a figure (`insights.metrics`).
        below: Trouble is less than this …
        above: … or more than this; exactly one of the two.
        window_minutes: The stretch it is made of.
        least: Turns that there must be for it to say anything.
    """

    metric: str
    below: float | None = None
    above: float | None = None
    window_minutes: float = 15
    least: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnRate(Rule):
    """Too large a share of answers are 5xx, over a long window and still over a short one.

    The short window makes the alert end soon after the trouble does. Source: The Site Reliability Workbook (Beyer et al., O'Reilly
    2018), chapter 5, "Multiwindow, Multi-Burn-Rate Alerts"; a short window is a twelfth of the long one.

    Args:
        budget: The error budget: the share of 5xx that the objective allows.
        share: Trouble is this share and more, over both windows.
        window_minutes: The long window.
        short_minutes: The short window.
        least: So many failures there must be over the long window.
    """

    budget: float
    share: float
    window_minutes: float
    short_minutes: float
    least: int = 1

    @property
    def rate(self) -> float:
        """How many times as fast as allowed the budget is spent at the bound."""
        return self.share / self.budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual(Rule):
    """The last full hour is unlike the same hour of other weeks (or days, while there are few weeks).

    Args:
        metric: `turns` or a mean, such as `sentiment`.
        deviations: Robust standard deviations from the usual that are trouble.
        only: `below` or `above`; both by default.
        weeks: That the usual is made of.
        least: Turns an hour must have for a mean of it to count.
    """

    metric: str
    deviations: float = 4.0
    only: Literal["below", "above"] | None = None
    weeks: int = 4
    least: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget(Rule):
    """What the brains cost since the period began is more than a share of a budget.

    Args:
        usd: The budget.
        share: Of it that is trouble, 1 for all of it.
        period: `day` or `month`, of the operator's time zone.
    """

    usd: float
    share: float = 1.0
    period: Literal["day", "month"] = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted(Rule):
    """The last report of drift says that people should hear of it.

    Args:
        stale_hours: A report older than this says nothing.
    """

    stale_hours: float = 26


KINDS: Mapping[str, type[Rule]] = {
    "threshold": Threshold,
    "burn_rate": BurnRate,
    "unusual": Unusual,
    "budget": Budget,
    "drift": Drifted,
}


def kind_of(rule: Rule) -> str:
    """The kind's name, as files have it."""
    return next(name for name, kind in KINDS.items() if type(rule) is kind)


def rules_of(section: AlertsSection) -> tuple[Rule, ...]:
    """The rules in force: of the settings, then of the operator's file. Raises: BadRules."""
    named = {rule.name: rule for rule in _own(section)}
    if section.rules is not None:
        named |= {rule.name: rule for rule in read_rules(section.rules)}
    return tuple(named.values())


def _own(section: AlertsSection) -> list[Rule]:
    window, least = section.window_minutes, section.least_turns
    actions = {name: tuple(_names(text)) for name, text in (("danger", section.danger_actions), ("warning", ""))}
    found: list[Rule] = [
        Threshold(name="success", title="Turns fail", metric="success_rate", below=section.success_rate,
                  window_minutes=window, least=least),
        Threshold(name="response-time", title="Answers are slow", metric="avg_duration_ms", above=section.response_ms,
                  window_minutes=window, least=least),
        Threshold(name="sentiment", title="Fans are unhappy", severity="danger", metric="sentiment", below=section.sentiment,
                  window_minutes=window, least=least, actions=actions["danger"]),
        BurnRate(name="errors", title="Requests fail (5xx)", budget=section.error_budget, share=section.error_share,
                 window_minutes=15, short_minutes=1.25),
        BurnRate(name="errors-fast", title="Requests fail fast (5xx)", severity="danger", budget=section.error_budget,
                 share=14.4 * section.error_budget, window_minutes=60, short_minutes=5, least=5, actions=actions["danger"]),
        BurnRate(name="errors-slow", title="Requests keep failing (5xx)", severity="danger", budget=section.error_budget,
                 share=6 * section.error_budget, window_minutes=360, short_minutes=30, least=5, actions=actions["danger"]),
    ]  # fmt: skip
    if section.unusual > 0:
        found += [
            Unusual(name="unusual-volume", title="Unusually many or few turns", metric="turns", deviations=section.unusual),
            Unusual(name="unusual-sentiment", title="Unusually unhappy fans", metric="sentiment", deviations=section.unusual,
                    only="below"),
        ]  # fmt: skip
    found.append(Drifted(name="drift", title="What fans write has changed, and costs accuracy"))
    if section.monthly_budget_usd:
        for share in (0.5, 0.8, 1.0):
            found.append(
                Budget(name=f"budget-{share * 100:.0f}", title=f"{share * 100:.0f} % of the month's budget for brains is spent",
                       severity="danger" if share >= 1 else "warning", usd=section.monthly_budget_usd, share=share)
            )  # fmt: skip
    return found


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules in a YAML file: a list under `rules`, each with its `kind` and what that kind takes. Raises: BadRules."""
    import yaml  # type: ignore[import-untyped]  # noqa: PLC0415 - only where there is such a file

    try:
        document: Any = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadRules(f"{path} cannot be read: {error}.", field="alerts.rules") from None
    listed = document.get("rules") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        raise BadRules(f"{path} has no list `rules`.", field="alerts.rules")
    return tuple(_rule(path, number, each) for number, each in enumerate(listed))


def _rule(path: Path, number: int, given: Any) -> Rule:
    def wrong(what: str) -> BadRules:
        name = given.get("name", number) if isinstance(given, dict) else number
        return BadRules(f"{path}, rule {name!r}: {what}.", field="alerts.rules")

    if not isinstance(given, dict) or given.get("kind") not in KINDS:
        raise wrong(f"`kind` must be one of {', '.join(KINDS)}")
    kind: Any = KINDS[given["kind"]]
    wanted: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in given.items() if k != "kind"}
    wanted.setdefault("title", wanted.get("name", ""))
    unknown = sorted(wanted.keys() - {field.name for field in fields(kind)})
    if unknown:
        raise wrong(f"there is no {unknown[0]!r} in a rule of this kind")
    try:
        rule: Rule = kind(**wanted)
    except TypeError as error:
        raise wrong(str(error).replace("Rule.__init__()", "it")) from None
    fault = _fault(rule)
    if fault:
        raise wrong(fault)
    return rule


def _fault(rule: Rule) -> str | None:
    for field in fields(rule):
        value = getattr(rule, field.name)
        if field.type not in {float, int, float | None} or (value is None and field.type == float | None):
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            return f"`{field.name}` must be a number, 0 or more, not {value!r}"
    if not isinstance(rule.name, str) or not 1 <= len(rule.name) <= 60:
        return "`name` must be a text of 1 to 60 characters"
    if rule.severity not in SEVERITIES:
        return f"`severity` must be one of {', '.join(SEVERITIES)}"
    if isinstance(rule, Threshold | Unusual) and rule.metric not in METRICS:
        return f"there is no figure {rule.metric!r}"
    if isinstance(rule, Threshold | Unusual) and METRICS[rule.metric].unit == "minor":
        return f"{rule.metric!r} is money in several currencies, which no bound compares"
    if isinstance(rule, Threshold) and (rule.below is None) == (rule.above is None):
        return "give either `below` or `above`"
    if isinstance(rule, BurnRate) and not 0 < rule.budget < 1:
        return f"`budget` must be a share between 0 and 1, not {rule.budget!r}"
    return None


def _names(text: str) -> Sequence[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
