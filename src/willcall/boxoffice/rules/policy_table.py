"""The table of policies (BO5): what each kind may say, what each of its parameters forbids, and how that is said.

`PARAMETERS` says which parameters each kind of policy has, their types, units and defaults. `CHECKS` says what each of
them forbids, in words, with an example on either side. The guard's decision, the sentence that explains it, and the tests
are derived from it (`policies`). Knows nothing of storage or of who asks; `Facts` are what a decision may depend on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

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

BY_KIND: dict[str, dict[str, Parameter]] = {
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


def refund_hours(values: Values, facts: Facts) -> float:
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
        lambda v, f: not f.cancelled and f.minutes_to_start < refund_hours(v, f) * 60,
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
        "{upgrade_window}",
        "",
        ({"until_minutes_before": 30.0}, Facts(minutes_to_start=29)),
        ({"until_minutes_before": 30.0}, Facts(minutes_to_start=30)),
    ),
    Check(
        "upgrade",
        "in_game_minutes",
        lambda v, f: f.minutes_to_start < 0 and -f.minutes_to_start > v["in_game_minutes"],
        "{upgrade_window}",
        "{upgrade_window}.",
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
