"""The table of policies: every row decides, explains itself and is told in words."""

import pytest

from willcall.boxoffice.contract import Policy
from willcall.boxoffice.errors import PolicyRefused
from willcall.boxoffice.rules import policies
from willcall.boxoffice.rules.policy_table import CHECKS, KINDS, PARAMETERS, Facts
from willcall.kit.errors import Invalid
from willcall.kit.money import Money

ROWS = pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.kind}-{check.parameter}")


def made(kind, parameters=None, **more):
    return Policy(policy_id="pol_x", kind=kind, name="House rule", text="As told.", parameters=parameters or {}, **more)


@ROWS
def test_each_row_forbids_its_example_and_says_why(check):
    values, facts = check.broken
    with pytest.raises(PolicyRefused) as caught:
        policies.judge(made(check.kind, values), facts)
    assert caught.value.detail.startswith("House rule: ")
    assert "{" not in caught.value.detail
    assert caught.value.facts["policy"] == "House rule"
    assert caught.value.facts["policy_id"] == "pol_x"


@ROWS
def test_each_row_allows_what_is_just_on_the_right_side(check):
    values, facts = check.kept
    policies.judge(made(check.kind, values), facts)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_default_that_is_valid_and_told_in_words(kind):
    policy = policies.default(kind)
    policies.validate(policy)
    assert policy.text
    assert "{" not in policy.text


def test_every_checked_parameter_exists():
    known = {(parameter.kind, parameter.name) for parameter in PARAMETERS}
    for check in CHECKS:
        assert (check.kind, check.parameter) in known | {
            ("refund", "tier"),
            ("exchange", "tier"),
            ("upgrade", "tier"),
            ("upgrade", "over"),
        }


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: f"{parameter.kind}-{parameter.name}")
def test_a_value_of_the_wrong_type_or_below_its_bound_is_refused_and_named(parameter):
    wrong = ["soon", [1]]
    if parameter.minimum is not None:
        wrong.append(parameter.minimum - 1)
    if parameter.type != "bool":
        wrong.append(True)
    for value in wrong:
        with pytest.raises(Invalid) as caught:
            policies.validate(made(parameter.kind, {parameter.name: value}))
        assert caught.value.field == f"parameters.{parameter.name}"
    policies.validate(made(parameter.kind, {parameter.name: parameter.default}))


def test_an_unknown_parameter_or_kind_is_refused():
    with pytest.raises(Invalid, match="has no parameter 'hours'"):
        policies.validate(made("refund", {"hours": 3}))
    with pytest.raises(Invalid, match="kind"):
        policies.validate(made("parking"))


def test_the_most_specific_policy_is_in_force():
    general = made("refund").model_copy(update={"policy_id": "general"})
    by_kind = made("refund", applies_to={"event_kinds": ["concert"]}).model_copy(update={"policy_id": "kind"})
    by_tier = made("refund", applies_to={"tiers": ["gold"]}).model_copy(update={"policy_id": "tier"})
    by_event = made("refund", applies_to={"event_ids": ["evt_1"]}).model_copy(update={"policy_id": "event"})
    everything = [general, by_kind, by_tier, by_event]

    def chosen(**where):
        return policies.choose(everything, kind="refund", **where).policy_id

    assert chosen(event_id="evt_2", tier="Silver", event_kind="play") == "general"
    assert chosen(event_id="evt_2", tier="Silver", event_kind="concert") == "kind"
    assert chosen(event_id="evt_2", tier="Gold", event_kind="concert") == "tier"
    assert chosen(event_id="evt_1", tier="Gold", event_kind="concert") == "event"
    assert policies.choose([], kind="hold").policy_id == "default-hold"


def test_only_amounts_above_the_limit_need_approval():
    policy = made("approval", {"refund_above": 10000})
    assert not policies.needs_approval(policy, Money(10000, "USD"))
    assert policies.needs_approval(policy, Money(10001, "USD"))
    assert not policies.needs_approval(policies.default("approval"), Money(10**9, "USD"))


def test_an_unknown_fact_never_forbids_by_itself():
    for kind in ("refund", "exchange", "upgrade", "transfer", "purchase_limit"):
        policies.judge(policies.default(kind), Facts())


@pytest.mark.parametrize(
    ("until", "during", "told"),
    [
        (60, 0, "Upgrades are possible until 60 minutes before the start."),
        (0, 0, "Upgrades are possible until the start."),
        (0, 45, "Upgrades are possible until 45 minutes after the start."),
        (
            30,
            45,
            "Upgrades are possible until 30 minutes before the start, and again in the first 45 minutes after it.",
        ),
    ],
)
def test_an_upgrade_policy_says_when_upgrades_end_and_refuses_in_the_same_words(until, during, told):
    policy = made("upgrade", {"until_minutes_before": until, "in_game_minutes": during})
    assert told in policies.describe(policy)
    late = policies.reason(policy, Facts(minutes_to_start=-during - 1))
    assert late is not None
    assert late[1:] + "." == told[1:]


def test_a_limit_that_is_the_events_own_is_not_called_by_the_name_of_the_general_one():
    general = made("purchase_limit", {"max_tickets": 8}).model_copy(update={"name": "Eight-ticket limit"})
    own = policies.with_own_limit(general, 4)
    with pytest.raises(PolicyRefused) as caught:
        policies.judge(own, Facts(quantity=5))
    assert "Eight" not in caught.value.detail
    assert "4 tickets" in caught.value.detail
    assert own.text == "At most 4 tickets in one order."
    assert policies.with_own_limit(general, 8) is general
    assert policies.with_own_limit(general, None) is general
