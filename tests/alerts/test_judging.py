"""What rules say about figures; pure."""

import math
import random
from datetime import UTC, datetime, timedelta

import pytest
from tests.alerts.conftest import SetMeasures

from willcall.insights.alerts.config import AlertsSection
from willcall.insights.alerts.judging import Hour, judge
from willcall.insights.alerts.rules import BadRules, Budget, BurnRate, Threshold, Unusual, read_rules, rules_of

NOW = datetime(2026, 3, 4, 18, 5, tzinfo=UTC)
RULES = {rule.name: rule for rule in rules_of(AlertsSection())}


@pytest.mark.parametrize(
    ("rule", "metric", "value", "finding"),
    [
        ("success", "success_rate", 0.8499, "breach"),
        ("success", "success_rate", 0.85, "clear"),
        ("response-time", "avg_duration_ms", 5000.1, "breach"),
        ("response-time", "avg_duration_ms", 5000, "clear"),
        ("sentiment", "sentiment", 0.29, "breach"),
        ("sentiment", "sentiment", 0.3, "clear"),
    ],
)
def test_the_bounds_of_the_specification_are_the_defaults(rule, metric, value, finding):
    verdict = judge(RULES[rule], SetMeasures({metric: (value, 40)}), now=NOW)
    assert verdict.finding == finding
    assert verdict.value == value
    assert RULES[rule].severity == ("danger" if rule == "sentiment" else "warning")


def test_too_few_turns_say_nothing():
    assert judge(RULES["success"], SetMeasures({"success_rate": (0.0, 4)}), now=NOW).finding == "unknown"
    assert judge(RULES["sentiment"], SetMeasures({"sentiment": (None, 40)}), now=NOW).finding == "unknown"


def minutes(*counts, until=NOW):
    """Answers a minute, the last minute last."""
    return [(until - timedelta(minutes=len(counts) - i - 1), total, failed) for i, (total, failed) in enumerate(counts)]


def test_the_error_budget_is_burned_over_both_windows():
    rule = RULES["errors"]
    assert (rule.budget, rule.share, rule.window_minutes) == (0.001, 0.0005, 15)
    at_bound = minutes(*[(1000, 0)] * 14, (1000, 8))  # 8 of 15,000 = 0.053 %
    assert judge(rule, SetMeasures(counted=at_bound), now=NOW).finding == "breach"
    below = minutes(*[(1000, 0)] * 14, (1000, 7))
    assert judge(rule, SetMeasures(counted=below), now=NOW).finding == "clear"
    over = minutes(*[(1000, 0)] * 10, (1000, 80), *[(1000, 0)] * 4)
    assert judge(rule, SetMeasures(counted=over), now=NOW).finding == "clear", "the short window says that it is over"
    assert judge(rule, SetMeasures(), now=NOW).finding == "unknown"


def test_a_fast_burn_is_danger():
    fast = RULES["errors-fast"]
    assert fast.rate == pytest.approx(14.4)
    assert fast.severity == "danger"
    burning = minutes(*[(100, 0)] * 40, *[(100, 10)] * 20)
    assert judge(fast, SetMeasures(counted=burning), now=NOW).finding == "breach"
    one = minutes(*[(1, 0)] * 59, (1, 1))
    assert judge(fast, SetMeasures(counted=one), now=NOW).finding == "clear", (
        "one failure of sixty requests pages nobody"
    )


def season(volume, *, weeks=4, mood=lambda _: 0.6, last=None, seed=1):
    """Hours of `weeks` weeks that end with the last full hour before NOW."""
    chance = random.Random(seed)
    end = NOW.replace(minute=0)
    hours = []
    for back in range(weeks * 168, -1, -1):
        begins = end - timedelta(hours=back + 1)
        turns = max(0, round(chance.gauss(volume(begins), math.sqrt(volume(begins)))))
        hours.append(Hour(begins, turns, mood(begins) + chance.gauss(0, 0.03) if turns else None))
    if last is not None:
        hours[-1] = Hour(hours[-1].begins, *last)
    return hours


def evening(begins):
    return 60 if begins.hour >= 17 else 8


@pytest.mark.parametrize(
    ("last", "finding"),
    [((60, 0.6), "clear"), ((80, 0.6), "clear"), ((8, 0.6), "breach"), ((0, None), "breach"), ((150, 0.6), "breach")],
)
def test_a_volume_is_unusual_for_its_hour_of_the_week(last, finding):
    measures = SetMeasures(hourly={"turns": season(evening, last=last)})
    assert judge(RULES["unusual-volume"], measures, now=NOW).finding == finding


def test_a_quiet_venue_is_not_alarmed_by_chance():
    alarms = [
        judge(RULES["unusual-volume"], SetMeasures(hourly={"turns": season(lambda _: 3, seed=seed)}), now=NOW).finding
        for seed in range(120)
    ]
    assert alarms.count("breach") <= 1


def test_fans_unhappier_than_usual_are_an_alarm_and_happier_ones_are_none():
    rule = RULES["unusual-sentiment"]
    for mood, finding in ((0.35, "breach"), (0.58, "clear"), (0.95, "clear")):
        measures = SetMeasures(hourly={"sentiment": season(evening, last=(60, mood))})
        assert judge(rule, measures, now=NOW).finding == finding


def test_a_first_week_is_compared_with_other_days_and_a_first_day_with_nothing():
    week = season(evening, weeks=1, last=(150, 0.6))
    assert judge(RULES["unusual-volume"], SetMeasures(hourly={"turns": week}), now=NOW).finding == "breach"
    day = [Hour(h.begins, 0, None) for h in week[:-24]] + week[-24:]
    assert judge(RULES["unusual-volume"], SetMeasures(hourly={"turns": day}), now=NOW).finding == "unknown"


def test_a_week_of_outage_does_not_become_the_usual():
    hours = season(evening, last=(60, 0.6))
    broken = [Hour(h.begins, 0, None) if 7 <= (NOW - h.begins).days < 14 else h for h in hours]
    assert judge(RULES["unusual-volume"], SetMeasures(hourly={"turns": broken}), now=NOW).finding == "clear"


def test_a_budget_counts_from_the_first_of_the_month():
    rule = Budget(name="b", title="b", usd=100, share=0.8)
    assert judge(rule, SetMeasures({"cost": (79.99, 5)}), now=NOW).finding == "clear"
    assert judge(rule, SetMeasures({"cost": (80.0, 5)}), now=NOW).finding == "breach"
    assert judge(rule, SetMeasures(), now=NOW).finding == "clear"


def test_an_operator_s_file_adds_rules_and_replaces_those_of_the_same_name(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(
        "rules:\n"
        "  - {name: success, kind: threshold, metric: success_rate, below: 0.99, severity: danger, actions: [open_incident]}\n"
        "  - {name: unanswered, kind: threshold, metric: unanswered_rate, above: 0.2, window_minutes: 60}\n"
        "  - {name: day, kind: budget, usd: 5, period: day}\n"
    )
    found = {rule.name: rule for rule in rules_of(AlertsSection(rules=path))}
    assert found["success"].below == 0.99
    assert found["success"].actions == ("open_incident",)
    assert isinstance(found["unanswered"], Threshold)
    assert found["day"].period == "day"
    assert isinstance(found["errors"], BurnRate)
    assert isinstance(found["unusual-volume"], Unusual)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rules: 3", "no list"),
        ("rules: [{name: a, kind: magic}]", "kind"),
        ("rules: [{name: a, kind: threshold, metric: turnz, below: 1}]", "turnz"),
        ("rules: [{name: a, kind: threshold, metric: revenue, below: 1}]", "currencies"),
        ("rules: [{name: a, kind: threshold, metric: turns}]", "below"),
        ("rules: [{name: a, kind: threshold, metric: turns, below: 1, sever: danger}]", "sever"),
        ("rules: [{name: a, kind: threshold, metric: turns, below: 1, severity: awful}]", "severity"),
        ("rules: [{name: a, kind: threshold, metric: turns, below: 1, window_minutes: soon}]", "window_minutes"),
        ("rules: [{name: a, kind: burn_rate, budget: 2, share: 1, window_minutes: 5, short_minutes: 1}]", "budget"),
        ("rules: [{kind: budget, usd: 5}]", "name"),
        ("rules: [", "cannot be read"),
    ],
)
def test_a_file_of_rules_that_makes_no_sense_is_refused_with_its_fault(tmp_path, text, says):
    path = tmp_path / "rules.yaml"
    path.write_text(text)
    with pytest.raises(BadRules, match=says):
        read_rules(path)
