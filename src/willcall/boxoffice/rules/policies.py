"""Policies (BO5): one table from which the guard's decision, the sentence that explains it, and the tests are derived.

`PARAMETERS` says which parameters each kind of policy has, their types, units and defaults. `CHECKS` says what each of
them forbids and how that is said. `judge` walks the checks; `describe` tells a policy in words. A season brings policies
as data; where it has none of a kind, the defaults hold.

Knows nothing of storage or of who asks; `Facts` are what a decision may depend on.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from willcall.boxoffice.contract import Policy
from willcall.boxoffice.errors import PolicyRefused
from willcall.kit.errors import Invalid
from willcall.kit.money import Money

KINDS = ("refund", "exchange", "upgrade", "transfer", "purchase_limit", "approval", "hold")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One dial of a policy.

    Args:
        kind: The kind of policy that has it.
        name: Its key in `Policy.parameters`.
        type: `bool`, `int`, `float`, `choice`.
        default: What holds where a season says nothing.
        text: What it does, for the operator.
        minimum: Least value allowed, for numbers.
        choices: Allowed values of a `choice`.
        optional: Whether null is allowed (no limit).
    """

    kind: str
    name: str
    type: str
    default: Any
    text: str
    minimum: float | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("refund", "allowed", "bool", True, "whether tickets can be refunded at all"),
    Parameter("refund", "until_hours_before", "float", 48.0, "hours before the start at which refunds end", 0),
    Parameter("refund", "keep_fees", "bool", True, "whether fees stay with the box office"),
    Parameter("refund", "credit_allowed", "bool", True, "whether the money may be taken as credit"),
    Parameter("refund", "credit_bonus_bp", "int", 0, "basis points added when taken as credit", 0),
    Parameter("refund", "credit_until_hours_before", "float", None, "like until_hours_before, for credit", 0, (), True),
    Parameter("exchange", "allowed", "bool", True, "whether tickets can be exchanged at all"),
    Parameter("exchange", "until_hours_before", "float", 24.0, "hours before the start at which exchanges end", 0),
    Parameter("exchange", "fee", "int", 0, "minor units per ticket for exchanging", 0),
    Parameter(
        "exchange",
        "difference_to",
        "choice",
        "credit",
        "where a lower price goes",
        None,
        ("credit", "original", "none"),
    ),
    Parameter("upgrade", "allowed", "bool", True, "whether tickets can be upgraded at all"),
    Parameter("upgrade", "in_game_minutes", "float", 120.0, "minutes after the start during which it is possible", 0),
    Parameter("upgrade", "until_minutes_before", "float", 0.0, "minutes before the start at which they pause", 0),
    Parameter("transfer", "allowed", "bool", True, "whether tickets can be handed on at all"),
    Parameter("transfer", "until_minutes_before", "float", 0.0, "minutes before the start at which transfers end", 0),
    Parameter("purchase_limit", "max_tickets", "int", 8, "tickets per order", 1),
    Parameter("purchase_limit", "max_per_customer", "int", None, "tickets per customer and event", 1, (), True),
    Parameter("approval", "refund_above", "int", None, "minor units above which a person approves", 0, (), True),
    Parameter("hold", "seconds", "int", 300, "how long a hold lasts", 10),
    Parameter("hold", "max_seconds", "int", 900, "longest hold that can be asked for", 10),
    Parameter("hold", "extend_seconds", "int", 300, "how long from then an extension lasts", 10),
)

_BY_KIND: dict[str, dict[str, Parameter]] = {
    kind: {parameter.name: parameter for parameter in PARAMETERS if parameter.kind == kind} for kind in KINDS
}
DEFAULT_NAMES = {
    "refund": "Refund policy",
    "exchange": "Exchange policy",
    "upgrade": "Upgrade policy",
    "transfer": "Transfer policy",
    "purchase_limit": "Ticket limit",
    "approval": "Approval policy",
    "hold": "Hold policy",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision may depend on.

    Args:
        minutes_to_start: Until the event starts; negative once it has.
        cancelled: The event is called off.
        finished: The event is over.
        tier: The tier's name, for the sentence.
        eligible: Whether the price tier allows it (`refundable`, `exchangeable`, `upgradable`).
        quantity: Tickets wanted now.
        owned: Tickets this customer already has for this event.
        amount: Money at stake.
        as_credit: The refund is wanted as credit.
    """

    minutes_to_start: float = 1e9
    cancelled: bool = False
    finished: bool = False
    tier: str = ""
    eligible: bool = True
    quantity: int = 1
    owned: int = 0
    amount: Money = field(default_factory=lambda: Money(0, "USD"))
    as_credit: bool = False


Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """A row of the table.

    Args:
        kind: Kind of policy.
        parameter: The parameter that it reads.
        forbids: Whether these values forbid these facts.
        says: The reason, with `{…}` for values and `{f.…}` for facts.
        rule: How the policy's own text tells it, or empty.
        broken: Values and facts that it forbids, for the tests.
        kept: Values and facts just on the right side.
    """

    kind: str
    parameter: str
    forbids: Callable[[Values, Facts], bool]
    says: str
    rule: str
    broken: tuple[dict[str, Any], Facts]
    kept: tuple[dict[str, Any], Facts]


def _late(values: Values, facts: Facts, name: str) -> bool:
    return not facts.cancelled and facts.minutes_to_start < values[name] * 60


def _refund_hours(values: Values, facts: Facts) -> float:
    special = values["credit_until_hours_before"]
    return float(special if facts.as_credit and special is not None else values["until_hours_before"])


CHECKS: tuple[Check, ...] = (
    Check(
        "refund",
        "allowed",
        lambda v, f: not v["allowed"] and not f.cancelled,
        "tickets for this event cannot be refunded",
        "Tickets {allowed:can|cannot} be refunded.",
        ({"allowed": False}, Facts()),
        ({"allowed": False}, Facts(cancelled=True)),
    ),
    Check(
        "refund",
        "tier",
        lambda _v, f: not f.eligible and not f.cancelled,
        "{f.tier} tickets cannot be refunded",
        "",
        ({}, Facts(eligible=False, tier="Saver")),
        ({}, Facts(eligible=False, tier="Saver", cancelled=True)),
    ),
    Check(
        "refund",
        "until_hours_before",
        lambda v, f: not f.cancelled and f.minutes_to_start < _refund_hours(v, f) * 60,
        "refunds are possible until {until_hours_before} hours before the start",
        "They can be refunded until {until_hours_before} hours before the start; a cancelled event can always be refunded.",
        ({"until_hours_before": 48.0}, Facts(minutes_to_start=48 * 60 - 1)),
        ({"until_hours_before": 48.0}, Facts(minutes_to_start=48 * 60)),
    ),
    Check(
        "refund",
        "credit_until_hours_before",
        lambda _v, _f: False,  # read by the row above; it only widens or narrows that window for credit
        "",
        "As credit, until {credit_until_hours_before} hours before the start.",
        ({"until_hours_before": 48.0, "credit_until_hours_before": 2.0}, Facts(minutes_to_start=119, as_credit=True)),
        ({"until_hours_before": 48.0, "credit_until_hours_before": 2.0}, Facts(minutes_to_start=120, as_credit=True)),
    ),
    Check(
        "refund",
        "credit_allowed",
        lambda v, f: f.as_credit and not v["credit_allowed"],
        "refunds go back to the original payment, not to credit",
        "",
        ({"credit_allowed": False}, Facts(as_credit=True)),
        ({"credit_allowed": False}, Facts(as_credit=False)),
    ),
    Check(
        "exchange",
        "allowed",
        lambda v, f: not v["allowed"] and not f.cancelled,
        "tickets for this event cannot be exchanged",
        "Tickets {allowed:can|cannot} be exchanged for another event.",
        ({"allowed": False}, Facts()),
        ({"allowed": False}, Facts(cancelled=True)),
    ),
    Check(
        "exchange",
        "tier",
        lambda _v, f: not f.eligible and not f.cancelled,
        "{f.tier} tickets cannot be exchanged",
        "",
        ({}, Facts(eligible=False, tier="Saver")),
        ({}, Facts(eligible=False, cancelled=True)),
    ),
    Check(
        "exchange",
        "until_hours_before",
        lambda v, f: _late(v, f, "until_hours_before"),
        "exchanges are possible until {until_hours_before} hours before the start",
        "Exchanges are possible until {until_hours_before} hours before the start.",
        ({"until_hours_before": 24.0}, Facts(minutes_to_start=24 * 60 - 1)),
        ({"until_hours_before": 24.0}, Facts(minutes_to_start=24 * 60)),
    ),
    Check(
        "upgrade",
        "allowed",
        lambda v, _f: not v["allowed"],
        "tickets for this event cannot be upgraded",
        "Tickets {allowed:can|cannot} be upgraded to better seats.",
        ({"allowed": False}, Facts()),
        ({"allowed": True}, Facts()),
    ),
    Check(
        "upgrade",
        "over",
        lambda _v, f: f.cancelled or f.finished,
        "the event is over or cancelled",
        "",
        ({}, Facts(finished=True, minutes_to_start=-1)),
        ({}, Facts(minutes_to_start=-1)),
    ),
    Check(
        "upgrade",
        "tier",
        lambda _v, f: not f.eligible,
        "{f.tier} tickets cannot be upgraded",
        "",
        ({}, Facts(eligible=False, tier="Saver")),
        ({}, Facts(eligible=True, tier="Saver")),
    ),
    Check(
        "upgrade",
        "until_minutes_before",
        lambda v, f: 0 <= f.minutes_to_start < v["until_minutes_before"],
        "upgrades pause {until_minutes_before} minutes before the start",
        "",
        ({"until_minutes_before": 30.0}, Facts(minutes_to_start=29)),
        ({"until_minutes_before": 30.0}, Facts(minutes_to_start=30)),
    ),
    Check(
        "upgrade",
        "in_game_minutes",
        lambda v, f: f.minutes_to_start < 0 and -f.minutes_to_start > v["in_game_minutes"],
        "upgrades are possible until {in_game_minutes} minutes after the start",
        "Upgrades are possible until {in_game_minutes} minutes after the start.",
        ({"in_game_minutes": 90.0}, Facts(minutes_to_start=-91)),
        ({"in_game_minutes": 90.0}, Facts(minutes_to_start=-90)),
    ),
    Check(
        "transfer",
        "allowed",
        lambda v, _f: not v["allowed"],
        "tickets for this event cannot be transferred",
        "Tickets {allowed:can|cannot} be transferred to another person.",
        ({"allowed": False}, Facts()),
        ({"allowed": True}, Facts()),
    ),
    Check(
        "transfer",
        "until_minutes_before",
        lambda v, f: f.finished or f.cancelled or f.minutes_to_start < v["until_minutes_before"],
        "transfers are possible until {until_minutes_before} minutes before the start",
        "Transfers are possible until {until_minutes_before} minutes before the start.",
        ({"until_minutes_before": 60.0}, Facts(minutes_to_start=59)),
        ({"until_minutes_before": 60.0}, Facts(minutes_to_start=60)),
    ),
    Check(
        "purchase_limit",
        "max_tickets",
        lambda v, f: f.quantity > v["max_tickets"],
        "at most {max_tickets} tickets can be bought in one order, not {f.quantity}",
        "At most {max_tickets} tickets in one order.",
        ({"max_tickets": 8}, Facts(quantity=9)),
        ({"max_tickets": 8}, Facts(quantity=8)),
    ),
    Check(
        "purchase_limit",
        "max_per_customer",
        lambda v, f: v["max_per_customer"] is not None and f.owned + f.quantity > v["max_per_customer"],
        "at most {max_per_customer} tickets per person for one event, and you have {f.owned}",
        "At most {max_per_customer} tickets per person for one event.",
        ({"max_per_customer": 8}, Facts(owned=7, quantity=2)),
        ({"max_per_customer": 8}, Facts(owned=6, quantity=2)),
    ),
)


def values_of(policy: Policy) -> dict[str, Any]:
    """A policy's parameters with the defaults filled in."""
    defaults = {name: parameter.default for name, parameter in _BY_KIND[policy.kind].items()}
    return {**defaults, **{name: value for name, value in policy.parameters.items() if name in defaults}}


def validate(policy: Policy) -> None:
    """Raises: Invalid, naming the parameter, unless every parameter is known, of its type and in its bounds."""
    if policy.kind not in _BY_KIND:
        raise Invalid(
            f"Policy {policy.policy_id!r} has kind {policy.kind!r}; it must be one of {', '.join(KINDS)}.", field="kind"
        )
    known = _BY_KIND[policy.kind]
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


def reason(policy: Policy, facts: Facts) -> str | None:
    """Why the policy forbids it, in words without the policy's name; None when it does not."""
    values = values_of(policy)
    for check in CHECKS:
        if check.kind == policy.kind and check.forbids(values, facts):
            shown = dict(values)
            if check.parameter == "until_hours_before" and policy.kind == "refund":
                shown["until_hours_before"] = _refund_hours(values, facts)
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
            parts.append(_fill(check.rule, values, Facts()))
            if check.parameter == "allowed" and not values["allowed"]:
                break
    if policy.kind == "refund" and values["allowed"]:
        parts.append("Fees are not refunded." if values["keep_fees"] else "Fees are refunded too.")
    return " ".join(parts)


def _fill(template: str, values: Values, facts: Facts) -> str:
    shown = {name: f"{value:g}" if isinstance(value, float) else value for name, value in values.items()}
    if "{allowed:can|cannot}" in template:
        template = template.replace("{allowed:can|cannot}", "can" if values["allowed"] else "cannot")
    return template.format(**shown, f=facts)
