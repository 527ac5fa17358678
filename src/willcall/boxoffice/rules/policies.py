"""Policies at work (BO5): `judge` walks the table's checks; `describe` tells a policy in words; `choose` finds the one in force.

A season brings policies as data; where it has none of a kind, the defaults hold. Knows nothing of storage or of who asks.
"""

import re
from collections.abc import Iterable
from typing import Any

from willcall.boxoffice.contract import Policy
from willcall.boxoffice.errors import PolicyRefused
from willcall.boxoffice.rules.policy_table import (
    BY_KIND,
    CHECKS,
    DEFAULT_NAMES,
    KINDS,
    Facts,
    Parameter,
    Values,
    refund_hours,
)
from willcall.kit.errors import Invalid
from willcall.kit.money import Money


def values_of(policy: Policy) -> dict[str, Any]:
    """A policy's parameters with the defaults filled in."""
    defaults = {name: parameter.default for name, parameter in BY_KIND[policy.kind].items()}
    return {**defaults, **{name: value for name, value in policy.parameters.items() if name in defaults}}


def validate(policy: Policy) -> None:
    """Raises: Invalid, naming the parameter, unless every parameter is known, of its type and in its bounds."""
    if policy.kind not in BY_KIND:
        raise Invalid(
            f"Policy {policy.policy_id!r} has kind {policy.kind!r}; it must be one of {', '.join(KINDS)}.", field="kind"
        )
    known = BY_KIND[policy.kind]
    for name, value in policy.parameters.items():
        where = f"parameters.{name}"
        parameter = known.get(name)
        if parameter is None:
            raise Invalid(
                f"Policy {policy.policy_id!r}: a {policy.kind} policy has no parameter {name!r}; it has {', '.join(known)}.",
                field=where,
            )
        if value is None and parameter.optional:
            continue
        if not _fits(parameter, value):
            expected = f"one of {', '.join(parameter.choices)}" if parameter.choices else f"a {parameter.type}"
            least = "" if parameter.minimum is None else f" of at least {parameter.minimum:g}"
            raise Invalid(f"Policy {policy.policy_id!r}: {name} is {value!r}, expected {expected}{least}.", field=where)


def _fits(parameter: Parameter, value: Any) -> bool:
    if parameter.type == "bool":
        return isinstance(value, bool)
    if parameter.type == "choice":
        return value in parameter.choices
    if isinstance(value, bool) or not isinstance(value, (int,) if parameter.type == "int" else (int, float)):
        return False
    return parameter.minimum is None or value >= parameter.minimum


def default(kind: str) -> Policy:
    """The policy that holds where a season has none of this kind."""
    policy = Policy(policy_id=f"default-{kind.replace('_', '-')}", kind=kind, name=DEFAULT_NAMES[kind], text="")
    return policy.model_copy(update={"text": describe(policy)})


def choose(
    policies: Iterable[Policy],
    *,
    kind: str,
    event_id: str | None = None,
    tier: str | None = None,
    venue_id: str | None = None,
    event_kind: str | None = None,
) -> Policy:
    """The policy in force, most specific first: event, then tier, then venue, then kind of event, then the general one.

    `applies_to` may have `event_ids`, `tiers`, `venue_ids` and `event_kinds`; all that it names must match.
    """
    best, best_weight = None, -1
    for policy in policies:
        if policy.kind != kind:
            continue
        weight = 0
        for key, value, share in (
            ("event_ids", event_id, 8),
            ("tiers", tier, 4),
            ("venue_ids", venue_id, 2),
            ("event_kinds", event_kind, 1),
        ):
            wanted = policy.applies_to.get(key)
            if not wanted:
                continue
            if value is None or value.casefold() not in {one.casefold() for one in wanted}:
                weight = -1
                break
            weight += share
        if weight > best_weight:
            best, best_weight = policy, weight
    return best if best is not None else default(kind)


def with_own_limit(policy: Policy, most: int | None) -> Policy:
    """The limit of tickets with an event's own number in its place, under a name that says so: "Eight-ticket limit" would deny it."""
    if most is None or most == values_of(policy)["max_tickets"]:
        return policy
    own = policy.model_copy(
        update={"parameters": {**policy.parameters, "max_tickets": most}, "name": "Ticket limit of this event"}
    )
    return own.model_copy(update={"text": describe(own)})


def reason(policy: Policy, facts: Facts) -> str | None:
    """Why the policy forbids it, in words without the policy's name; None when it does not."""
    values = values_of(policy)
    for check in CHECKS:
        if check.kind == policy.kind and check.forbids(values, facts):
            shown = dict(values)
            if check.parameter == "until_hours_before" and policy.kind == "refund":
                shown["until_hours_before"] = refund_hours(values, facts)
            return _fill(check.says, shown, facts)
    return None


def judge(policy: Policy, facts: Facts) -> None:
    """Raises: PolicyRefused, naming the policy and saying why, when it forbids these facts."""
    why = reason(policy, facts)
    if why is not None:
        raise PolicyRefused(
            f"{policy.name}: {why}.",
            policy_id=policy.policy_id,
            policy=policy.name,
            policy_text=policy.text,
            reason=why,
        )


def needs_approval(policy: Policy, amount: Money) -> bool:
    """Whether a person must approve paying back this much."""
    limit = values_of(policy)["refund_above"]
    return limit is not None and amount.amount > limit


def describe(policy: Policy, *, currency: str | None = None) -> str:
    """The policy in words, from its parameters: what is shown when an operator wrote no text."""
    values = values_of(policy)
    if policy.kind == "approval":
        limit = values["refund_above"]
        shown = limit if limit is None or currency is None else Money(limit, currency).text
        return "Refunds need no approval." if limit is None else f"Refunds above {shown} are approved by a person."
    if policy.kind == "hold":
        return f"Seats are held for {values['seconds']} seconds; a hold can be extended once."
    parts = []
    for check in CHECKS:
        if check.kind == policy.kind and check.rule and values.get(check.parameter) is not None:
            told = _fill(check.rule, values, Facts())
            parts.append(told[:1].upper() + told[1:])
            if check.parameter == "allowed" and not values["allowed"]:
                break
    if policy.kind == "refund" and values["allowed"]:
        parts.append("Fees are not refunded." if values["keep_fees"] else "Fees are refunded too.")
    if policy.kind == "exchange" and values["allowed"]:
        fee = Money(values["fee"], currency).text if values["fee"] and currency is not None else ""
        costs = (
            f"Exchanging costs {fee} per ticket"
            if fee
            else "Exchanging is free"
            if not values["fee"]
            else "Exchanging has a fee per ticket"
        )
        parts.append(f"{costs}; where the new tickets cost more, the difference is paid on top.")
    return " ".join(parts)


def _upgrade_window(values: Values) -> str:
    """When upgrades are possible: before the start, and for how long once it has begun."""
    before, after = values["until_minutes_before"], values["in_game_minutes"]
    if not before:
        return f"upgrades are possible until {after:g} minutes after the start" if after else _TO_THE_START
    during = f", and again in the first {after:g} minutes after it" if after else ""
    return f"upgrades are possible until {before:g} minutes before the start{during}"


_TO_THE_START = "upgrades are possible until the start"
_AT_ONCE = re.compile(r"until 0 (?:minutes|hours) before the start")


def _fill(template: str, values: Values, facts: Facts) -> str:
    shown = {name: f"{value:g}" if isinstance(value, float) else value for name, value in values.items()}
    if "{allowed:can|cannot}" in template:
        template = template.replace("{allowed:can|cannot}", "can" if values["allowed"] else "cannot")
    if "{upgrade_window}" in template:
        template = template.replace("{upgrade_window}", _upgrade_window(values))
    return _AT_ONCE.sub("until the start", template.format(**shown, f=facts))
