"""Dashboard and alert rules name what there is: metrics, labels, functions; and have the shape that Grafana and Prometheus load."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from willcall.entrypoints.api import metrics

ROOT = Path(__file__).parents[2] / "docs" / "monitoring"
DASHBOARD = json.loads((ROOT / "grafana-dashboard.json").read_text("utf-8"))
RULES = yaml.safe_load((ROOT / "prometheus-rules.yaml").read_text("utf-8"))
FUNCTIONS = {"sum", "rate", "increase", "histogram_quantile", "topk", "absent", "by", "and", "or", "unless"}
LABELS = {
    sample: {*metric._labelnames, *({"le"} if sample.endswith("_bucket") else ())}
    for metric in vars(metrics).values()
    if hasattr(metric, "_labelnames")
    for sample in (
        [f"{metric._name}_{end}" for end in ("bucket", "sum", "count")]
        if metric._type == "histogram"
        else [metric._name + ("_total" if metric._type == "counter" else "")]
    )
}
RECORDED = {rule["record"]: rule["expr"] for group in RULES["groups"] for rule in group["rules"] if "record" in rule}
EXPRESSIONS = [
    *(target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]),
    *(rule["expr"] for group in RULES["groups"] for rule in group["rules"]),
]
TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*")|(?P<range>\[\d+[smhd]\])|(?P<name>[a-zA-Z_:][\w:]*)|(?P<number>\d+(?:\.\d+)?)|"""
    r"""(?P<sign>=~|!~|!=|>=|<=|==|[-+*/<>=(){},])|(?P<blank>\s+)"""
)


def tokens(expression):
    position = 0
    while position < len(expression):
        found = TOKEN.match(expression, position)
        assert found, f"{expression[position:]!r} is no PromQL"
        position = found.end()
        if found.lastgroup != "blank":
            yield found.lastgroup, found.group()


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_expression_is_whole_and_names_only_what_there_is(expression):
    depth, found = [], list(tokens(expression))
    metric = None
    for index, (kind, token) in enumerate(found):
        following = found[index + 1][1] if index + 1 < len(found) else ""
        if token in "({":
            depth.append(token)
        elif token in ")}" and kind == "sign":
            assert depth.pop() + token in {"()", "{}"}
        elif kind == "name":
            inside = depth[-1:] == ["{"]
            grouped = (
                index > 1 and any(t == "by" for _, t in found[max(0, index - 6) : index]) and following in {",", ")"}
            )
            if inside:
                assert token in LABELS[metric], f"{metric} has no label {token}"
                assert following in {"=", "!=", "=~", "!~"}
            elif not grouped and token not in FUNCTIONS:
                assert token in LABELS or token in RECORDED, f"there is no metric {token}"
                metric = token
        elif kind == "range":
            assert found[index - 1][1] in {*LABELS, "}"}, "a range follows a selector"
    assert depth == []
    for labels, rest in re.findall(r"by \(([^)]*)\) \((.*)", expression):
        of = next(name for name in LABELS if re.search(rf"\b{name}\b", rest))
        assert {label.strip() for label in labels.split(",")} <= LABELS[of]


RULE_SHAPE = {
    "type": "object",
    "required": ["groups"],
    "additionalProperties": False,
    "properties": {"groups": {"type": "array", "items": {
        "type": "object",
        "required": ["name", "rules"],
        "additionalProperties": False,
        "properties": {"name": {"type": "string"}, "interval": {"type": "string", "pattern": r"^\d+[smh]$"}, "rules": {"items": {"oneOf": [
            {"required": ["record", "expr"], "additionalProperties": False, "properties": {"record": {"pattern": "^[a-zA-Z_:][a-zA-Z0-9_:]*$"}, "expr": {"type": "string"}}},
            {"required": ["alert", "expr", "labels", "annotations"], "additionalProperties": False, "properties": {
                "alert": {"pattern": "^[A-Z][A-Za-z]+$"}, "expr": {"type": "string"}, "for": {"pattern": r"^\d+[smh]$"},
                "labels": {"required": ["severity"], "additionalProperties": {"type": "string"}},
                "annotations": {"required": ["summary", "description"], "additionalProperties": {"type": "string"}}}},
        ]}}},
    }}},
}  # fmt: skip
"""https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules"""

PANEL = {
    "required": ["id", "title", "type", "gridPos", "targets", "datasource", "fieldConfig"],
    "properties": {
        "gridPos": {"required": ["x", "y", "w", "h"], "properties": {"x": {"maximum": 23}, "w": {"maximum": 24}}},
        "targets": {"minItems": 1, "items": {"required": ["refId", "expr"]}},
        "type": {"enum": ["timeseries", "stat"]},
    },
}
DASHBOARD_SHAPE = {
    "type": "object",
    "required": ["uid", "title", "schemaVersion", "panels", "templating", "time"],
    "properties": {"schemaVersion": {"type": "integer", "minimum": 36}, "panels": {"type": "array", "minItems": 5, "items": PANEL}},
}  # fmt: skip


def test_rules_and_dashboard_have_the_shape_that_is_loaded():
    jsonschema.validate(RULES, RULE_SHAPE)
    jsonschema.validate(DASHBOARD, DASHBOARD_SHAPE)
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])
    names = [rule["alert"] for group in RULES["groups"] for rule in group["rules"] if "alert" in rule]
    assert len(set(names)) == len(names)


def test_panels_lie_beside_one_another():
    taken = set()
    for panel in DASHBOARD["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken
        assert max(x for x, _ in cells) < 24
        taken |= cells


def test_the_rules_have_the_house_s_own_bounds():
    from willcall.insights.alerts.config import AlertsSection

    section = AlertsSection()
    by_name = {rule.get("alert"): rule["expr"] for group in RULES["groups"] for rule in group["rules"]}
    assert f">= {section.error_share}" in by_name["WillcallRequestsFail"]
    assert f">= {14.4 * section.error_budget:g}" in by_name["WillcallRequestsFailFast"]
    assert f"< {section.success_rate}" in by_name["WillcallTurnsFail"]
    assert by_name["WillcallAnswersSlow"].endswith(f"> {section.response_ms / 1000:g}")


def test_no_label_is_a_person_or_a_thing():
    allowed = {"method", "route", "status", "brain", "specialist", "outcome", "tool", "ok", "direction", "arm", "le"}
    assert {label for labels in LABELS.values() for label in labels} <= allowed
