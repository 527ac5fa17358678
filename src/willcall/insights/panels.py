"""What every figure is, as Ibis expressions over the log: the one place where a figure is defined.

A panel is a query that gives several figures at once, cut into slices: all, periods of time, brains, channels, shows. Panels of turns
count what happened in the stretch; panels of conversations count the conversations that began in it, whole, whatever day they
ended on, so that no conversation is in two days. Compiled ahead of time (`compile`), so that Ibis is not needed to run them.

Periods come as a table `calendar` from quarters of an hour to the number of a period: every time zone's offset and every change
of clocks is a whole number of quarters, so days of 23 and 25 hours are right in every dialect alike.
"""

from collections.abc import Callable
from typing import Any

import ibis
from ibis import _

from willcall.conversations.log.records import COLUMNS

FROM_MS, TO_MS, SILENT_MS = 1111111111111, 2222222222222, 3333333333333
"""Stand for the parameters until the text is compiled: the stretch, and the instant since which who is silent has left."""
QUARTER_MS = 900_000
CUTS = ("all", "period", "brain", "channel", "event")
_TYPES = {"text": "string", "int": "int64", "float": "float64", "bool": "boolean", "texts": "array<string>"}

Table = Any
Percentile = Callable[[Any, float], Any]

log = ibis.table({name: _TYPES[kind] for name, (kind, _about) in COLUMNS.items()}, name="log")
calendar = ibis.table({"quarter": "int64", "bucket": "int64"}, name="calendar")


def turns(cut: str, percentile: Percentile) -> Table:
    """What happened turn by turn."""
    t = _cut(
        _of(
            "turn",
            "conversation_id",
            "ok",
            "duration_ms",
            "length_in",
            "length_out",
            "input_tokens",
            "output_tokens",
            "cost",
            "answered",
            "sentiment",
            "simulated",
        ),
        cut,
        "at_ms",
    )
    return t.group_by("slice").aggregate(
        turns=_.count(),
        ok=_count(t.ok),
        conversations_active=_.conversation_id.nunique(),
        duration_ms=_.duration_ms.mean(),
        p50_ms=percentile(t.duration_ms, 0.5),
        p95_ms=percentile(t.duration_ms, 0.95),
        p99_ms=percentile(t.duration_ms, 0.99),
        length_in=_.length_in.mean(),
        length_out=_.length_out.mean(),
        input_tokens=_.input_tokens.sum().coalesce(0),
        output_tokens=_.output_tokens.sum().coalesce(0),
        cost=_.cost.sum().coalesce(0.0),
        unanswered=_count(~t.answered),
        sentiment=_.sentiment.mean(),
        simulated=_count(t.simulated),
    )


def conversations(cut: str, _percentile: Percentile) -> Table:
    """What became of the conversations that began in the stretch."""
    c = _cut(_conversations(), cut, "began_ms")
    return c.group_by("slice").aggregate(
        conversations=_.count(),
        single=_count(c.turns == 1),
        short=_count((c.turns >= 2) & (c.turns <= 5)),
        medium=_count((c.turns >= 6) & (c.turns <= 15)),
        long=_count(c.turns >= 16),
        turns_each=_.turns.mean(),
        lasted_ms=(_.last_ms - _.began_ms).mean(),
        completed=_count(c.ended | (c.last_ms < SILENT_MS)),
        buying=_count(c.buying),
        sold=_count(c.sold),
        handed_off=_count(c.handed_off),
        cost_each=_.cost.mean(),
    )


def dropoff(cut: str, _percentile: Percentile) -> Table:
    """Where those who began to buy and did not were when they left."""
    c = _cut(_conversations(), cut, "began_ms")
    left = c.filter(c.buying & ~c.sold)
    return left.group_by(["slice", left.awaiting.name("label")]).aggregate(conversations=_.count())


def sales(cut: str, _percentile: Percentile) -> Table:
    """What was sold, changed and paid back; counts."""
    s = _cut(_of("sale", "name"), cut, "at_ms")
    return s.group_by("slice").aggregate(
        orders=_count(s.name == "confirmed"),
        upgrades=_count(s.name == "upgraded"),
        exchanges=_count(s.name == "exchanged"),
        refunds=_count(s.name == "paid_back"),
    )


def money(cut: str, _percentile: Percentile) -> Table:
    """What came in and went out, by currency, in minor units."""
    s = _cut(_of("sale", "name", "amount", "currency").filter(_.amount.notnull(), _.currency.notnull()), cut, "at_ms")
    return s.group_by(["slice", s.currency.name("label")]).aggregate(
        revenue=s.amount.sum(where=s.amount > 0).coalesce(0),
        upgrades=s.amount.sum(where=s.name == "upgraded").coalesce(0),
        refunded=(-s.amount.sum(where=s.amount < 0)).coalesce(0),
    )


def opinions(cut: str, _percentile: Percentile) -> Table:
    """What fans thought."""
    f = _cut(_of("feedback", "rating", "score"), cut, "at_ms")
    return f.group_by("slice").aggregate(
        opinions=_.count(), liked=_count(f.rating > 0), disliked=_count(f.rating < 0), score=_.score.mean()
    )


def people(cut: str, _percentile: Percentile) -> Table:
    """When a person was asked for, came, and went."""
    h = _cut(_of("handoff", "name"), cut, "at_ms")
    return h.group_by("slice").aggregate(
        asked=_count(h.name == "asked"),
        taken_over=_count(h.name == "taken_over"),
        given_back=_count(h.name == "given_back"),
    )


def tools(cut: str, percentile: Percentile) -> Table:
    """How each tool did."""
    t = _cut(_of("tool", "name", "ok", "duration_ms"), cut, "at_ms")
    return t.group_by(["slice", t.name.name("label")]).aggregate(
        calls=_.count(), failed=_count(~t.ok), duration_ms=_.duration_ms.mean(), p95_ms=percentile(t.duration_ms, 0.95)
    )


def topics(cut: str, _percentile: Percentile) -> Table:
    """What fans wanted, as understood."""
    t = _cut(_of("turn", "intent", "sentiment").filter(_.intent.notnull()), cut, "at_ms")
    return t.group_by(["slice", t.intent.name("label")]).aggregate(turns=_.count(), sentiment=_.sentiment.mean())


def keywords(cut: str, _percentile: Percentile) -> Table:
    """Words that fans used, by how many messages have them."""
    t = _cut(_of("turn", "keywords").filter(_.keywords.notnull()), cut, "at_ms")
    words = t.select("slice", label=t.keywords.unnest())
    return words.group_by(["slice", "label"]).aggregate(turns=_.count())


def errors(cut: str, _percentile: Percentile) -> Table:
    """What went wrong, by kind of error."""
    e = _cut(_of(None, "error").filter(_.error.notnull()), cut, "at_ms")
    return e.group_by(["slice", e.error.name("label")]).aggregate(count=_.count())


def unanswered(cut: str, _percentile: Percentile) -> Table:
    """What fans asked and nothing here answers, as they said it (redacted)."""
    t = _cut(_of("turn", "answered", "text").filter(~_.answered, _.text.notnull()), cut, "at_ms")
    return t.group_by(["slice", t.text.lower().name("label")]).aggregate(turns=_.count(), last_ms=_.at_ms.max())


def badly_rated(cut: str, _percentile: Percentile) -> Table:
    """What fans asked whose answer, taken from the documents, they did not like; as they said it (redacted)."""
    f = _of("feedback", "message_id", "rating", "score").filter(((_.rating < 0) | (_.score <= 2)).coalesce(False))
    before = log.filter(log.at_ms < TO_MS)
    asked = before.filter(before.kind == "turn", before.text.notnull()).select("message_id", label=before.text.lower())
    looked = before.filter(before.kind == "tool", before.name == "search_knowledge").select("message_id").distinct()
    t = _cut(f, cut, "at_ms").join(asked, "message_id").join(looked, "message_id")
    return t.group_by(["slice", "label"]).aggregate(opinions=_.count(), last_ms=_.at_ms.max())


PANELS: dict[str, Callable[[str, Percentile], Table]] = {
    panel.__name__: panel
    for panel in (
        turns, conversations, dropoff, sales, money, opinions, people, tools, topics, keywords, errors, unanswered, badly_rated,
    )
}  # fmt: skip


# -- how it is cut -------------------------------------------------------------------------------------------------------


def _count(condition: Any) -> Any:
    """Rows of which it is true; 0 for none."""
    return condition.ifelse(1, 0).sum().coalesce(0)


def _of(kind: str | None, *columns: str) -> Table:
    """What was logged in the stretch, of one kind or of all."""
    during = log.filter(log.at_ms >= FROM_MS, log.at_ms < TO_MS)
    chosen = during if kind is None else during.filter(_.kind == kind)
    return chosen.select("at_ms", "brain", "channel", "event_id", *columns)


def _cut(t: Table, cut: str, moment: str) -> Table:
    """Adds the slice that each row is in."""
    if cut == "all":
        return t.mutate(slice=ibis.literal("all"))
    if cut == "period":
        keyed = t.mutate(quarter=t[moment] // QUARTER_MS)
        joined = keyed.join(calendar, "quarter")
        return joined.mutate(slice=joined.bucket.cast("string"))
    column = {"brain": "brain", "channel": "channel", "event": "event_id"}[cut]
    return t.mutate(slice=t[column].coalesce("none"))


def _conversations() -> Table:
    """One row a conversation that began in the stretch, of all that is logged of it."""
    records = log.filter(log.conversation_id.notnull())
    said = records.filter((records.kind == "turn") & (records.began_ms >= FROM_MS) & (records.began_ms < TO_MS))
    talks = said.group_by("conversation_id").aggregate(
        began_ms=_.began_ms.min(),
        last_ms=_.at_ms.max(),
        turns=_.count(),
        cost=_.cost.sum().coalesce(0.0),
        buying=(said.flow == "purchase").ifelse(1, 0).max() == 1,
        awaiting=said.awaiting.coalesce("nothing").argmax(said.number),
        channel=said.channel.max(),
        brain=said.brain.argmax(said.number, where=said.brain.notnull() & (said.brain != "code")),
        event_id=said.event_id.argmax(said.number, where=said.event_id.notnull()),
    )
    marks = records.filter(records.kind.isin(["completed", "sale", "handoff"]), records.at_ms >= FROM_MS)
    what = marks.group_by("conversation_id").aggregate(
        ended=(marks.kind == "completed").ifelse(1, 0).max(),
        sold=((marks.kind == "sale") & (marks.name == "confirmed")).ifelse(1, 0).max(),
        handed_off=(marks.kind == "handoff").ifelse(1, 0).max(),
    )
    joined = talks.left_join(what, "conversation_id")
    return joined.mutate(
        ended=joined.ended.coalesce(0) == 1,
        sold=joined.sold.coalesce(0) == 1,
        handed_off=joined.handed_off.coalesce(0) == 1,
    )
