"""The figures by name: what each is called, what it is a ratio of, in what unit, and which way is better.

What a column of a panel is, the panels define (`panels`); here columns become figures. A ratio is always of sums over the
same slice, so it is right whatever the slices are.
"""

from dataclasses import dataclass
from typing import Literal

from willcall.kit.errors import Invalid

Unit = Literal["count", "share", "ms", "usd", "number", "minor"]
Column = tuple[str, str]
"""Panel and column."""


class NoSuchMetric(Invalid):
    """There is no figure of that name."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure.

    Args:
        name: As in addresses and files.
        title: As people read it.
        unit: count, share (0 to 1), ms, usd, number, or minor (minor units of a currency, one figure a currency).
        value: Where it comes from.
        over: What it is divided by, for ratios.
        better: Which way is better; None where neither is.
        finds: SQL condition on the log's records that a drill-down shows.
    """

    name: str
    title: str
    unit: Unit
    value: Column
    over: Column | None = None
    better: Literal["up", "down"] | None = None
    finds: str = "kind = 'turn'"


def _m(
    name: str,
    title: str,
    unit: Unit,
    value: str,
    over: str | None = None,
    better: str | None = None,
    finds: str = "kind = 'turn'",
) -> Metric:
    panel, column = value.split(".")
    below = tuple(over.split(".")) if over else None
    return Metric(name, title, unit, (panel, column), below, better, finds)  # type: ignore[arg-type]


_ALL = (
    _m("turns", "Turns", "count", "turns.turns"),
    _m("success_rate", "Turns without error", "share", "turns.ok", "turns.turns", "up", "kind = 'turn' AND NOT ok"),
    _m("avg_duration_ms", "Response time, mean", "ms", "turns.duration_ms", None, "down"),
    _m("p50_ms", "Response time, median", "ms", "turns.p50_ms", None, "down"),
    _m("p95_ms", "Response time, 95th percentile", "ms", "turns.p95_ms", None, "down"),
    _m("p99_ms", "Response time, 99th percentile", "ms", "turns.p99_ms", None, "down"),
    _m("message_length", "Characters a message", "number", "turns.length_in"),
    _m("reply_length", "Characters a reply", "number", "turns.length_out"),
    _m("input_tokens", "Tokens read", "count", "turns.input_tokens"),
    _m("output_tokens", "Tokens written", "count", "turns.output_tokens"),
    _m("cost", "Cost", "usd", "turns.cost", None, "down", "kind = 'turn' AND cost > 0"),
    _m("unanswered", "Unanswered questions", "count", "turns.unanswered", None, "down", "kind = 'turn' AND NOT answered"),
    _m("unanswered_rate", "Turns not answered", "share", "turns.unanswered", "turns.turns", "down", "kind = 'turn' AND NOT answered"),
    _m("sentiment", "Sentiment", "number", "turns.sentiment", None, "up", "kind = 'turn' AND sentiment < 0.3"),
    _m("simulated_turns", "Turns of simulations", "count", "turns.simulated", None, None, "kind = 'turn' AND simulated"),
    _m("conversations_active", "Conversations going on", "count", "turns.conversations_active"),
    _m("conversations", "Conversations begun", "count", "conversations.conversations", None, "up"),
    _m("single", "Of one turn", "count", "conversations.single"),
    _m("short", "Of 2 to 5 turns", "count", "conversations.short"),
    _m("medium", "Of 6 to 15 turns", "count", "conversations.medium"),
    _m("long", "Of 16 turns and more", "count", "conversations.long"),
    _m("turns_per_conversation", "Turns a conversation", "number", "conversations.turns_each"),
    _m("conversation_ms", "Length of a conversation", "ms", "conversations.lasted_ms"),
    _m("completion_rate", "Conversations completed", "share", "conversations.completed", "conversations.conversations", "up"),
    _m("buying", "Began to buy", "count", "conversations.buying", None, None, "kind = 'turn' AND flow = 'purchase'"),
    _m("conversion_rate", "Conversations that bought", "share", "conversations.sold", "conversations.conversations", "up", "kind = 'sale' AND name = 'confirmed'"),
    _m("purchase_completion", "Purchases brought to an end", "share", "conversations.sold", "conversations.buying", "up", "kind = 'turn' AND flow = 'purchase'"),
    _m("handoff_rate", "Conversations handed to a person", "share", "conversations.handed_off", "conversations.conversations", "down", "kind = 'handoff'"),
    _m("cost_per_conversation", "Cost a conversation", "usd", "turns.cost", "turns.conversations_active", "down"),
    _m("cost_per_sale", "Cost a sale", "usd", "turns.cost", "sales.orders", "down", "kind = 'sale' AND name = 'confirmed'"),
    _m("orders", "Orders", "count", "sales.orders", None, "up", "kind = 'sale' AND name = 'confirmed'"),
    _m("upgrades", "Upgrades", "count", "sales.upgrades", None, "up", "kind = 'sale' AND name = 'upgraded'"),
    _m("exchanges", "Exchanges", "count", "sales.exchanges", None, None, "kind = 'sale' AND name = 'exchanged'"),
    _m("refunds", "Refunds paid", "count", "sales.refunds", None, "down", "kind = 'sale' AND name = 'paid_back'"),
    _m("revenue", "Revenue", "minor", "money.revenue", None, "up", "kind = 'sale' AND amount > 0"),
    _m("upgrade_revenue", "Revenue of upgrades", "minor", "money.upgrades", None, "up", "kind = 'sale' AND name = 'upgraded'"),
    _m("refunded", "Paid back", "minor", "money.refunded", None, "down", "kind = 'sale' AND amount < 0"),
    _m("opinions", "Opinions given", "count", "opinions.opinions", None, None, "kind = 'feedback'"),
    _m("satisfaction", "Opinions that are good", "share", "opinions.liked", "opinions.opinions", "up", "kind = 'feedback' AND rating < 0"),
    _m("score", "Score, 1 to 5", "number", "opinions.score", None, "up", "kind = 'feedback' AND score IS NOT NULL"),
    _m("handoffs", "Asked for a person", "count", "people.asked", None, "down", "kind = 'handoff' AND name = 'asked'"),
    _m("takeovers", "Taken over by a person", "count", "people.taken_over", None, None, "kind = 'handoff' AND name = 'taken_over'"),
)  # fmt: skip

METRICS: dict[str, Metric] = {metric.name: metric for metric in _ALL}

LISTS: dict[str, tuple[str, str]] = {
    "dropoff": ("conversations", "Where buyers left"),
    "tools": ("calls", "Tools"),
    "topics": ("turns", "Topics"),
    "keywords": ("turns", "Keywords"),
    "errors": ("count", "Errors"),
    "unanswered": ("turns", "Unanswered questions"),
    "badly_rated": ("opinions", "Questions whose answers were not liked"),
}
"""Panels that are lists: by which column they are ordered, and what they are called."""


def metric(name: str) -> Metric:
    """The figure of that name. Raises: NoSuchMetric."""
    found = METRICS.get(name)
    if found is None:
        raise NoSuchMetric(f"There is no figure {name[:60]!r}; there are {', '.join(METRICS)}.", field="metric")
    return found
