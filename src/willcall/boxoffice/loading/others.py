"""Policies, customers and past orders out of an operator's records.

What a policy may say is `boxoffice.rules.policies`'s business; here it is only read.
"""

import re
from collections.abc import Callable
from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from willcall.boxoffice.contract import Policy
from willcall.boxoffice.loading.events import Draft
from willcall.boxoffice.loading.faults import Faults
from willcall.boxoffice.loading.fields import NO, YES, Fields, Spec, normal, shown, slug
from willcall.boxoffice.loading.source import Node, parse_json
from willcall.boxoffice.loading.values import moment, money
from willcall.boxoffice.rules.policies import validate
from willcall.boxoffice.rules.policy_table import DEFAULT_NAMES, KINDS, PARAMETERS
from willcall.boxoffice.season import SeasonCustomer, SeasonOrder, SeasonPolicy
from willcall.kit.errors import Invalid

POLICY: Spec = {
    "policy_id": ("id", "code", "key"),
    "kind": ("type", "policy", "category"),
    "name": ("title",),
    "text": ("description", "words", "summary"),
    "parameters": ("params", "settings", "rules", "values"),
    "applies_to": ("scope", "applies", "for"),
    "event_ids": ("events", "event", "event_id"),
    "venue_ids": ("venues", "venue", "venue_id"),
    "tiers": ("tier",),
    "event_kinds": ("kinds", "event_kind", "event_types", "event_type"),
}
CUSTOMER: Spec = {
    "customer_id": ("id", "customer"),
    "name": ("full_name", "customer_name"),
    "email": ("e_mail", "mail"),
}
ORDER: Spec = {
    "order_id": ("id", "order"),
    "customer_id": ("customer", "fan", "buyer", "customer_name"),
    "event_id": ("event", "event_name", "show"),
    "section": ("tier", "area"),
    "quantity": ("tickets", "count", "qty", "seats"),
    "placed_at": ("placed", "ordered_at", "date", "bought_at", "created_at"),
}
SCOPES = ("event_ids", "venue_ids", "tiers", "event_kinds")
KIND_NAMES = {
    **{kind: kind for kind in KINDS},
    **dict.fromkeys(("refunds", "refund_window", "cancellation"), "refund"),
    **dict.fromkeys(("exchanges",), "exchange"),
    **dict.fromkeys(("upgrades", "in_game_upgrade", "in_game_upgrades"), "upgrade"),
    **dict.fromkeys(("transfers",), "transfer"),
    **dict.fromkeys(("limit", "ticket_limit", "limits", "max_tickets", "purchase_limits"), "purchase_limit"),
    **dict.fromkeys(("approvals", "manual_approval", "refund_approval"), "approval"),
    **dict.fromkeys(("holds",), "hold"),
}
PARAMETER_NAMES = {
    "hours_before": "until_hours_before",
    "window_hours": "until_hours_before",
    "refund_window_hours": "until_hours_before",
    "hours": "until_hours_before",
    "minutes_before": "until_minutes_before",
    "in_game_window_minutes": "in_game_minutes",
    "max": "max_tickets",
    "limit": "max_tickets",
    "max_tickets_per_order": "max_tickets",
    "max_per_order": "max_tickets",
    "above": "refund_above",
    "threshold": "refund_above",
    "credit": "credit_allowed",
    "fees_kept": "keep_fees",
    "enabled": "allowed",
}
MONEY_PARAMETERS = {("exchange", "fee"), ("approval", "refund_above")}


def read_policy(
    node: Node,
    faults: Faults,
    *,
    number: int,
    code: str,
    resolve: Callable[[str, str, Node], str | None],
) -> SeasonPolicy | None:
    """One policy.

    Args:
        node: The record.
        faults: Where to note.
        number: Its place in the list, for an id it may lack.
        code: The season's currency.
        resolve: Turns an event's or venue's name or id into its id; notes when there is none.
    """
    fields = Fields(node, POLICY, faults, what="a policy", open_ended=True)
    if not isinstance(node.value, dict):
        return None
    kind_text = fields.text("kind", required=True)
    kind = KIND_NAMES.get(normal(kind_text))
    if kind is None:
        if kind_text:
            at = fields.get("kind")
            assert at is not None
            faults.add(at.fault(f"{kind_text!r} is no kind of policy; use {', '.join(KINDS)}."))
        return None
    parameters = _parameters(fields, kind, faults, code=code)
    policy = SeasonPolicy(
        policy_id=fields.identifier("policy_id") or f"pol_{kind}_{number}",
        kind=kind,
        name=fields.text("name", default=DEFAULT_NAMES[kind], longest=200),
        text=fields.text("text", longest=4000),
        parameters=parameters,
        applies_to=_scope(fields, faults, resolve=resolve),
    )
    try:
        validate(Policy(**policy.model_dump()))
    except Invalid as error:
        path = f"{node.path}.{error.field}" if node.path and error.field else error.field or node.path
        faults.add(Node(None, node.file, node.line, path).fault(error.detail))
    return policy


def _parameters(fields: Fields, kind: str, faults: Faults, *, code: str) -> dict[str, Any]:
    known = {parameter.name: parameter for parameter in PARAMETERS if parameter.kind == kind}
    found: dict[str, Any] = {}
    given: dict[str, Node] = {}
    block = fields.get("parameters")
    if block is not None:
        given = _as_object(block, faults)
    for key, value in fields.rest.items():
        if normal(key) in known or normal(key) in PARAMETER_NAMES:
            given[key] = value
        elif not normal(key).startswith(("_", "$", "note", "comment")):
            faults.add(
                value.fault(
                    f"{key!r} is neither a field of a policy nor a parameter of {kind}; it has {', '.join(known)}."
                )
            )
    for key, value in given.items():
        if value.value is None and normal(key) not in known:
            continue
        name = normal(key) if normal(key) in known else PARAMETER_NAMES.get(normal(key), normal(key))
        if name in found:
            faults.add(value.fault(f"{name!r} stands twice."))
        found[name] = _parameter(value, kind, name, known, faults, code=code)
    return found


def _parameter(node: Node, kind: str, name: str, known: dict[str, Any], faults: Faults, *, code: str) -> Any:
    value = node.value
    if (kind, name) in MONEY_PARAMETERS and value is not None:
        return money(node, faults, code=code, what="an amount") or 0
    parameter = known.get(name)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str) and parameter is not None:
        word = value.strip().casefold()
        if parameter.type == "bool" and word in YES | NO:
            return word in YES
        if parameter.type in {"int", "float"} and re.fullmatch(r"-?\d+(\.\d+)?", word):
            return float(word) if "." in word else int(word)
        if parameter.optional and word in {"none", "null", "unlimited"}:
            return None
        return word if parameter.type == "choice" else value
    if isinstance(value, int | bool) or value is None:
        return value
    faults.add(node.fault(f"must be one value, not {shown(value)}."))
    return None


def _as_object(node: Node, faults: Faults) -> dict[str, Node]:
    """An object; in a CSV cell, JSON or `name=value; name=value`."""
    if isinstance(node.value, dict):
        return node.value
    text = node.value.strip() if isinstance(node.value, str) else ""
    if text.startswith("{"):
        parsed = parse_json(text, file=node.file, faults=faults)
        members = parsed.value if parsed is not None and isinstance(parsed.value, dict) else {}
        return {key: Node(each.value, node.file, node.line, f"{node.path}.{key}") for key, each in members.items()}
    found: dict[str, Node] = {}
    for part in re.split(r"\s*[;|]\s*", text):
        key, sign, value = part.partition("=") if "=" in part else part.partition(":")
        if part and not sign:
            faults.add(node.fault(f"{shown(part)} is no parameter; write name=value; name=value."))
        elif part:
            found[key.strip()] = Node(value.strip(), node.file, node.line, f"{node.path}.{key.strip()}")
    if not text:
        faults.add(node.fault(f"must be an object of parameters, not {shown(node.value)}."))
    return found


def _scope(fields: Fields, faults: Faults, *, resolve: Callable[[str, str, Node], str | None]) -> dict[str, list[str]]:
    scope: dict[str, list[str]] = {}
    block = fields.get("applies_to")
    sources = [fields]
    if block is not None:
        if isinstance(block.value, dict):
            sources.append(
                Fields(block, {name: POLICY[name] for name in SCOPES}, faults, what="what a policy applies to")
            )
            for key, value in sources[1].rest.items():
                faults.add(value.fault(f"{key!r} is nothing a policy applies to; use {', '.join(SCOPES)}."))
        elif str(block.value).strip().casefold() not in {"all", "*", "everything"}:
            faults.add(block.fault(f"must be an object with some of {', '.join(SCOPES)}."))
    for source in sources:
        for name in SCOPES:
            node = source.get(name)
            for each in source.texts(name) if node is not None else []:
                assert node is not None
                meant = normal(each) if name == "event_kinds" else resolve(name, each, node)
                if meant is not None:
                    scope.setdefault(name, []).append(meant)
    return scope


def read_customer(node: Node, faults: Faults) -> SeasonCustomer | None:
    """One customer."""
    fields = Fields(node, CUSTOMER, faults, what="a customer")
    if not isinstance(node.value, dict):
        return None
    customer_id = fields.identifier("customer_id")
    name = fields.text("name", longest=200)
    if not (customer_id or name):
        fields.missing("name", "is missing; a customer needs a name or an id.")
        return None
    email = fields.text("email", longest=254)
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        at = fields.get("email")
        assert at is not None
        faults.add(at.fault(f"{email!r} is no e-mail address."))
    return SeasonCustomer(customer_id=customer_id or f"cus_{slug(name)}", name=name or customer_id or "", email=email)


def read_order(
    node: Node,
    faults: Faults,
    *,
    number: int,
    find_event: Callable[[Node], Draft | None],
    find_customer: Callable[[Node], str | None],
) -> SeasonOrder | None:
    """One past order."""
    fields = Fields(node, ORDER, faults, what="an order")
    event_node, customer_node = fields.get("event_id"), fields.get("customer_id")
    for name, each in (("event_id", event_node), ("customer_id", customer_node)):
        if each is None:
            fields.missing(name, "is missing; an order needs it.")
    event = find_event(event_node) if event_node is not None else None
    customer = find_customer(customer_node) if customer_node is not None else None
    section = fields.text("section", longest=60)
    quantity = fields.integer("quantity", least=1, most=100, default=1)
    if event is None or customer is None or event.event_id is None:
        return None
    if section and not any(
        section.casefold() in {name.casefold() for name in (each.name, each.tier, *each.aliases)}
        for each in event.venue.sections.values()
    ):
        at = fields.get("section")
        assert at is not None
        faults.add(at.fault(f"{event.venue.name} has no section {section!r}."))
    placed = fields.get("placed_at")
    when = moment(placed, faults, zone=ZoneInfo(event.venue.time_zone)) if placed is not None else None
    at_time = when.at if when is not None else None
    return SeasonOrder(
        order_id=fields.identifier("order_id") or f"ord_loaded_{number}",
        customer_id=customer,
        event_id=event.event_id,
        section=section or None,
        quantity=quantity or 1,
        placed_at=(at_time or event.starts_at - timedelta(days=30)).astimezone(UTC),
    )
