"""Every figure is what an independent query over the raw log says, for any stretch, zone and cut."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from willcall.insights.behind import Behind, NotInTheLog
from willcall.insights.compile import stale
from willcall.insights.figures import Figures
from willcall.insights.metrics import LISTS, METRICS, NoSuchMetric
from willcall.insights.stats import get_conversation_stats
from willcall.insights.stretch import NoSuchStretch, Stretch
from willcall.kit.clock import FixedClock

from .conftest import BEGIN, NOW

SILENT = int((NOW - timedelta(minutes=30)).timestamp() * 1000)
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"]

# Written by hand, from the records alone; `turn` and `talk` say where a record or a conversation is counted.
TALKS = f"""(SELECT t.conversation_id, any_value(t.began_ms) began, count(*) n, max(t.at_ms) last, bool_or(t.flow IS NOT DISTINCT FROM 'purchase') buying,
 exists(SELECT 1 FROM log s WHERE s.kind='sale' AND s.name='confirmed' AND s.conversation_id=t.conversation_id) sold,
 exists(SELECT 1 FROM log s WHERE s.kind='handoff' AND s.conversation_id=t.conversation_id) handed,
 exists(SELECT 1 FROM log s WHERE s.kind='completed' AND s.conversation_id=t.conversation_id) OR max(t.at_ms) < {SILENT} AS done,
 max(t.channel) channel
 FROM log t WHERE t.kind='turn' GROUP BY 1)"""
BY_HAND = {
    "turns": "SELECT count(*) FROM log WHERE kind='turn' AND {when}",
    "success_rate": "SELECT count(*) FILTER (ok) / nullif(count(*), 0) FROM log WHERE kind='turn' AND {when}",
    "avg_duration_ms": "SELECT sum(duration_ms) / nullif(count(duration_ms), 0) FROM log WHERE kind='turn' AND {when}",
    "p50_ms": "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) FROM log WHERE kind='turn' AND {when}",
    "p95_ms": "SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) FROM log WHERE kind='turn' AND {when}",
    "p99_ms": "SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY duration_ms) FROM log WHERE kind='turn' AND {when}",
    "message_length": "SELECT avg(length_in) FROM log WHERE kind='turn' AND {when}",
    "reply_length": "SELECT avg(length_out) FROM log WHERE kind='turn' AND {when}",
    "input_tokens": "SELECT coalesce(sum(input_tokens), 0) FROM log WHERE {when}",
    "output_tokens": "SELECT coalesce(sum(output_tokens), 0) FROM log WHERE {when}",
    "cost": "SELECT sum(cost) FROM log WHERE {when}",
    "unanswered": "SELECT count(*) FROM log WHERE kind='turn' AND answered = false AND {when}",
    "unanswered_rate": "SELECT avg((NOT answered)::INT) FROM log WHERE kind='turn' AND {when}",
    "sentiment": "SELECT avg(sentiment) FROM log WHERE {when}",
    "simulated_turns": "SELECT count(*) FROM log WHERE kind='turn' AND simulated AND {when}",
    "conversations_active": "SELECT count(*) FROM (SELECT conversation_id FROM log WHERE kind='turn' AND {when} GROUP BY 1)",
    "conversations": f"SELECT count(*) FROM {TALKS} WHERE {{talk}}",
    "single": f"SELECT count(*) FROM {TALKS} WHERE n = 1 AND {{talk}}",
    "short": f"SELECT count(*) FROM {TALKS} WHERE n BETWEEN 2 AND 5 AND {{talk}}",
    "medium": f"SELECT count(*) FROM {TALKS} WHERE n BETWEEN 6 AND 15 AND {{talk}}",
    "long": f"SELECT count(*) FROM {TALKS} WHERE n > 15 AND {{talk}}",
    "turns_per_conversation": f"SELECT avg(n) FROM {TALKS} WHERE {{talk}}",
    "conversation_ms": f"SELECT avg(last - began) FROM {TALKS} WHERE {{talk}}",
    "completion_rate": f"SELECT avg(done::INT) FROM {TALKS} WHERE {{talk}}",
    "buying": f"SELECT count(*) FROM {TALKS} WHERE buying AND {{talk}}",
    "conversion_rate": f"SELECT avg(sold::INT) FROM {TALKS} WHERE {{talk}}",
    "purchase_completion": f"SELECT count(*) FILTER (sold) / nullif(count(*) FILTER (buying), 0) FROM {TALKS} WHERE {{talk}}",
    "handoff_rate": f"SELECT avg(handed::INT) FROM {TALKS} WHERE {{talk}}",
    "cost_per_conversation": "SELECT sum(cost) / nullif(count(DISTINCT conversation_id), 0) FROM log WHERE kind='turn' AND {when}",
    "cost_per_sale": "SELECT coalesce(sum(cost), 0) / nullif(count(*) FILTER (kind='sale' AND name='confirmed'), 0) FROM log WHERE {when}",
    "orders": "SELECT count(*) FROM log WHERE kind='sale' AND name='confirmed' AND {when}",
    "upgrades": "SELECT count(*) FROM log WHERE kind='sale' AND name='upgraded' AND {when}",
    "exchanges": "SELECT count(*) FROM log WHERE kind='sale' AND name='exchanged' AND {when}",
    "refunds": "SELECT count(*) FROM log WHERE name='paid_back' AND {when}",
    "opinions": "SELECT count(*) FROM log WHERE kind='feedback' AND {when}",
    "satisfaction": "SELECT avg((rating = 1)::INT) FROM log WHERE kind='feedback' AND {when}",
    "score": "SELECT avg(score) FROM log WHERE {when}",
    "handoffs": "SELECT count(*) FROM log WHERE kind='handoff' AND {when}",
    "takeovers": "SELECT count(*) FROM log WHERE name='taken_over' AND {when}",
}
MONEY = {
    "revenue": "SELECT currency, sum(amount) FROM log WHERE amount > 0 AND {when} GROUP BY 1",
    "upgrade_revenue": "SELECT currency, sum(amount) FROM log WHERE name='upgraded' AND {when} GROUP BY 1",
    "refunded": "SELECT currency, -sum(amount) FROM log WHERE amount < 0 AND {when} GROUP BY 1",
}


def day_of(column, zone):
    """The local day, by DuckDB's own calendar and not by ours."""
    return f"CAST(timezone('{zone}', make_timestamptz({column} * 1000)) AS DATE)"


def by_hand(filled, name, zone, first, last, more="TRUE"):
    text = (BY_HAND | MONEY)[name].format(
        when=f"{day_of('at_ms', zone)} BETWEEN '{first}' AND '{last}' AND {more}",
        talk=f"{day_of('began', zone)} BETWEEN '{first}' AND '{last}' AND {more}",
    )
    rows = filled.reader.ask(text).rows
    return dict(rows) if name in MONEY else rows[0][0]


def same(ours, theirs):
    if ours is None or theirs is None:
        return not ours and not theirs
    return ours == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def test_every_figure_there_is_has_a_query_by_hand():
    assert set(BY_HAND) | set(MONEY) == set(METRICS)


@settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
@given(start=st.integers(-3, 44), days=st.integers(1, 20), zone=st.sampled_from(ZONES))
def test_every_figure_of_any_stretch_is_what_a_query_by_hand_says(filled, figures, start, days, zone):
    first = BEGIN.date() + timedelta(days=start)
    stretch = Stretch(first, first + timedelta(days=days - 1), zone)
    found = figures.of(METRICS, stretch)[0].values
    wrong = {
        n: (found[n], hand)
        for n in METRICS
        if not same(found[n], hand := by_hand(filled, n, zone, stretch.first, stretch.last))
    }
    assert wrong == {}


@pytest.mark.parametrize("by", ["day", "week", "month"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe"])
def test_every_period_is_what_a_query_by_hand_says_also_when_the_clocks_change(filled, figures, by, zone):
    stretch = Stretch(date(2026, 10, 1), date(2026, 11, 9), zone)
    names = ["turns", "p95_ms", "conversations", "completion_rate", "revenue", "cost_per_sale", "satisfaction"]
    slices = figures.of(names, stretch, by=by)
    starts = [date.fromisoformat(s.name if by != "month" else s.name + "-01") for s in slices]
    ends = [day - timedelta(days=1) for day in starts[1:]] + [stretch.last]
    for one, first, last in zip(slices, starts, ends, strict=True):
        for name in names:
            assert same(one.values[name], by_hand(filled, name, zone, first, last)), (one.name, name)


def test_counts_of_periods_add_up_to_the_whole(figures):
    stretch = Stretch(date(2026, 10, 5), date(2026, 11, 3), "Europe/Berlin")
    names = ["turns", "conversations", "orders", "unanswered", "handoffs"]
    whole = figures.of(names, stretch)[0].values
    for by in ("hour", "day", "week", "month"):
        parts = figures.of(names, stretch, by=by)
        assert {n: sum(p.values[n] for p in parts) for n in names} == dict(whole)


@pytest.mark.parametrize(("by", "column"), [("channel", "channel"), ("brain", "brain"), ("event", "event_id")])
def test_a_cut_by_something_else_is_what_a_query_by_hand_says(filled, figures, by, column):
    stretch = Stretch(date(2026, 10, 5), date(2026, 11, 3))
    for one in figures.of(["turns", "success_rate", "unanswered"], stretch, by=by):
        for name, value in one.values.items():
            assert same(
                value,
                by_hand(filled, name, "UTC", stretch.first, stretch.last, f"coalesce({column}, 'none') = '{one.name}'"),
            )


def test_conversations_by_channel_are_what_a_query_by_hand_says(filled, figures):
    stretch = Stretch(date(2026, 10, 5), date(2026, 11, 3))
    for one in figures.of(["conversations", "conversion_rate"], stretch, by="channel"):
        for name, value in one.values.items():
            assert same(value, by_hand(filled, name, "UTC", stretch.first, stretch.last, f"channel = '{one.name}'"))


LISTED = {
    "tools": "SELECT name, count(*), count(*) FILTER (NOT ok) FROM log WHERE kind='tool' AND {when} GROUP BY 1",
    "topics": "SELECT intent, count(*) FROM log WHERE kind='turn' AND intent IS NOT NULL AND {when} GROUP BY 1",
    "keywords": "SELECT word, count(*) FROM (SELECT unnest(keywords) word FROM log WHERE kind='turn' AND {when}) GROUP BY 1",
    "errors": "SELECT error, count(*) FROM log WHERE error IS NOT NULL AND {when} GROUP BY 1",
    "unanswered": "SELECT lower(text), count(*), max(at_ms) FROM log WHERE kind='turn' AND NOT answered AND text IS NOT NULL AND {when} GROUP BY 1",
    "badly_rated": "SELECT lower(t.text), count(*), max(f.at_ms) FROM log f JOIN log t ON t.kind='turn' AND t.message_id = f.message_id AND t.text IS NOT NULL"
    " WHERE f.kind='feedback' AND (f.rating < 0 OR coalesce(f.score, 5) <= 2) AND f.at_ms >= {since} AND f.at_ms < {until}"
    " AND EXISTS (FROM log l WHERE l.kind='tool' AND l.name='search_knowledge' AND l.message_id = f.message_id) GROUP BY 1",
    "dropoff": "SELECT coalesce(step, 'nothing'), count(*) FROM (SELECT conversation_id, arg_max_null(awaiting, number) step FROM log WHERE kind='turn'"
    " GROUP BY 1 HAVING min(began_ms) >= {since} AND min(began_ms) < {until} AND bool_or(flow = 'purchase')) WHERE conversation_id NOT IN"
    " (SELECT conversation_id FROM log WHERE kind='sale' AND name='confirmed' AND conversation_id IS NOT NULL) GROUP BY 1",
}


def test_lists_are_what_a_query_by_hand_says(filled, figures):
    stretch = Stretch(date(2026, 10, 5), date(2026, 11, 3))
    assert set(LISTED) == set(LISTS)
    for name, sql in LISTED.items():
        when = f"at_ms >= {stretch.since_ms} AND at_ms < {stretch.until_ms}"
        rows = filled.reader.ask(sql.format(when=when, since=stretch.since_ms, until=stretch.until_ms)).rows
        listed = figures.lines(name, stretch)
        assert listed, name
        width = len(rows[0])
        assert {(line.label, *list(line.columns.values())[: width - 1]) for line in listed} == set(rows), name


def test_the_conversations_behind_a_figure_are_those_it_counts(filled, figures):
    stretch = Stretch(date(2026, 10, 5), date(2026, 11, 3))
    total, page = Behind(filled.reader).find("unanswered", stretch)
    when = f"at_ms >= {stretch.since_ms} AND at_ms < {stretch.until_ms}"
    hand = filled.reader.ask(
        f"SELECT DISTINCT conversation_id FROM log WHERE kind='turn' AND NOT answered AND {when}"
    ).rows
    seen = [row["conversation_id"] for row in page]
    number = 0
    while len(seen) < total:
        number += 1
        seen += [row["conversation_id"] for row in Behind(filled.reader).find("unanswered", stretch, page=number)[1]]
    assert sorted(seen) == sorted(row[0] for row in hand)
    assert sum(row["hits"] for row in page) <= figures.of(["unanswered"], stretch)[0].values["unanswered"]


def test_what_stands_behind_a_figure_can_be_narrowed(filled):
    stretch = Stretch(date(2026, 10, 5), date(2026, 11, 3))
    total, _ = Behind(filled.reader).find("turns", stretch)
    parts = [
        Behind(filled.reader).find("turns", stretch, only={"channel": channel})[0]
        for channel in ("chat", "v1", "'; DROP TABLE log")
    ]
    assert (sum(parts), parts[2]) == (total, 0)


def test_an_empty_stretch_says_so(figures):
    found = get_conversation_stats(figures, clock=FixedClock(datetime(2031, 1, 1, tzinfo=UTC)), days=7)
    assert found["empty"] is True
    assert (found["turns"], found["success_rate"], found["avg_duration_ms"], found["revenue"]) == (0, None, None, {})


def test_the_figures_asked_for_first_have_their_names(figures):
    found = get_conversation_stats(figures, clock=FixedClock(NOW), days=7)
    assert (found["days"], found["empty"], found["from"], found["to"]) == (7, False, "2026-11-04", "2026-11-10")
    assert 0 < found["success_rate"] <= 1
    assert found["avg_duration_ms"] > 0


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("yesterday", "2026-11-01", "'yesterday' is no day"),
        ("2026-02-30", "2026-11-01", "no day"),
        ("2026-11-02", "2026-11-01", "ends .* before it begins"),
        ("2016-11-02", "2026-11-01", "at most 1,100"),
        ("0001-01-01", "0001-01-02", "out of reach"),
        ("2026-11-01T10:00", "2026-11-02", "no day"),
        ("", "2026-11-02", "no day"),
    ],
)
def test_dates_that_make_no_stretch_are_refused_in_words(first, last, says):
    with pytest.raises(NoSuchStretch, match=says):
        Stretch.of(first, last)


def test_unknown_zones_cuts_figures_and_lists_are_refused_by_name(filled, figures):
    stretch = Stretch(date(2026, 10, 5), date(2026, 10, 6))
    with pytest.raises(NoSuchStretch, match="Mars/Olympus"):
        Stretch.of("2026-10-05", "2026-10-06", zone="Mars/Olympus")
    with pytest.raises(NoSuchStretch, match="not by 'fortnight'"):
        figures.of(["turns"], stretch, by="fortnight")
    with pytest.raises(NoSuchMetric, match="'luck'"):
        figures.of(["luck"], stretch)
    with pytest.raises(NoSuchMetric, match="'turns'"):
        figures.lines("turns", stretch)
    with pytest.raises(NoSuchMetric, match="'customer'"):
        Behind(filled.reader).find("turns", stretch, only={"customer": "x"})


@given(start=st.dates(date(2020, 1, 1), date(2030, 12, 31)), days=st.integers(1, 40), zone=st.sampled_from(ZONES))
def test_periods_cover_their_stretch_without_a_gap(start, days, zone):
    stretch = Stretch(start, start + timedelta(days=days - 1), zone)
    for by in ("hour", "day", "week", "month"):
        periods = stretch.periods(by)
        assert (periods[0].since_ms, periods[-1].until_ms) == (stretch.since_ms, stretch.until_ms)
        assert all(a.until_ms == b.since_ms for a, b in pairwise(periods))
        assert all(p.since_ms % 900_000 == 0 for p in periods)
        assert len({p.name for p in periods}) == len(periods)


def test_a_day_on_which_the_clocks_change_is_as_long_as_it_is():
    days = Stretch(date(2026, 10, 24), date(2026, 10, 26), "Europe/Berlin").periods("day")
    assert [(d.until_ms - d.since_ms) / 3_600_000 for d in days] == [24, 25, 24]
    assert datetime.fromtimestamp(days[1].since_ms / 1000, ZoneInfo("Europe/Berlin")).hour == 0


def test_what_is_compiled_is_what_the_panels_say():
    assert stale() == []


def test_bigquery_s_dialect_parses_and_names_the_same_columns():
    import sqlglot

    from willcall.insights.compile import HERE

    files = sorted((HERE / "bigquery").glob("*.sql"))
    assert len(files) == len(list((HERE / "duckdb").glob("*.sql"))) > 50
    for path in files:
        tree = sqlglot.parse_one(path.read_text(), read="bigquery")
        here = sqlglot.parse_one((HERE / "duckdb" / path.name).read_text(), read="duckdb")
        assert tree.named_selects == here.named_selects, path.name
        assert {p.name for p in tree.find_all(sqlglot.exp.Parameter)} <= {"from_ms", "to_ms", "silent_ms"}
        assert {t.name for t in tree.find_all(sqlglot.exp.Table)} <= {"log", "calendar"} | {
            c.alias for c in tree.find_all(sqlglot.exp.CTE)
        }


def test_figures_of_a_log_that_nobody_wrote_to_are_empty(tmp_path, sqlite_database):
    from tests.log.conftest import Log

    log = Log(sqlite_database, tmp_path / "log", FixedClock(NOW))
    stretch = Stretch(date(2026, 10, 1), date(2026, 10, 2))
    found = Figures(log.reader, clock=FixedClock(NOW)).of(METRICS, stretch)[0].values
    assert {value for value in found.values() if not isinstance(value, dict)} == {0, None}
    log.reader.close()


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.dates(date(2026, 9, 20), date(2026, 11, 20)), days=st.integers(1, 45), zone=st.sampled_from(ZONES), by=st.sampled_from(["day", "week", "month", "channel"]))  # fmt: skip
def test_a_dashboard_in_one_pass_is_what_its_figures_are_one_by_one(figures, start, days, zone, by):
    stretch = Stretch(start, start + timedelta(days=days - 1), zone)
    names, shown = list(METRICS), ["turns", "p95_ms", "conversations", "revenue", "conversion_rate"]
    now, before, slices = figures.overview(names, shown, stretch, by=by)
    same = lambda found, wanted: (
        {k: pytest.approx(v) if isinstance(v, float) else v for k, v in wanted.items()} == found
    )
    assert same(now, figures.of(names, stretch)[0].values)
    assert same(before, figures.of(names, stretch.before())[0].values)
    apart = figures.of(shown, stretch, by=by)
    assert [one.name for one in slices] == [one.name for one in apart]
    assert all(same(one.values, other.values) for one, other in zip(slices, apart, strict=True))


@pytest.mark.parametrize(
    ("name", "label", "by_hand"),
    [
        ("tools", "find_events", "kind='tool' AND name='find_events'"),
        ("topics", "buy", "kind='turn' AND intent='buy'"),
        ("keywords", "bag", "list_contains(keywords, 'bag')"),
        ("errors", "Broken", "error='Broken'"),
        ("unanswered", "can i park?", "NOT answered AND lower(text)='can i park?'"),
    ],
)
def test_the_conversations_behind_a_line_are_those_it_counts(filled, name, label, by_hand):
    stretch = Stretch(date(2026, 10, 5), date(2026, 11, 3))
    when = f"at_ms >= {stretch.since_ms} AND at_ms < {stretch.until_ms}"
    [[hand]] = filled.reader.ask(f"SELECT count(DISTINCT conversation_id) FROM log WHERE {by_hand} AND {when}").rows
    assert Behind(filled.reader).find(name, stretch, label=label)[0] == hand > 0


def test_those_behind_where_buyers_left_are_as_many_as_left(filled, figures):
    stretch = Stretch(date(2026, 10, 5), date(2026, 11, 3))
    for line in figures.lines("dropoff", stretch):
        found, _ = Behind(filled.reader).find("dropoff", stretch, label=line.label)
        assert found == line.columns["conversations"]


def test_conversations_come_in_the_order_asked_for(filled):
    stretch = Stretch(date(2026, 10, 5), date(2026, 11, 3))
    for order, key in (
        ("last", lambda r: -r["last_ms"]),
        ("first", lambda r: r["first_ms"]),
        ("hits", lambda r: -r["hits"]),
    ):
        _, rows = Behind(filled.reader).find("turns", stretch, order=order)
        assert [key(row) for row in rows] == sorted(key(row) for row in rows)


def test_a_conversation_is_read_from_the_log_whole_and_in_order(filled):
    stretch = Stretch(date(2026, 10, 5), date(2026, 11, 3))
    _, [first, *_] = Behind(filled.reader).find("orders", stretch)
    whole = Behind(filled.reader).read(first["conversation_id"])
    assert [row["at_ms"] for row in whole] == sorted(row["at_ms"] for row in whole)
    assert {"turn", "sale"} <= {row["kind"] for row in whole}
    assert Behind(filled.reader).read(first["conversation_id"], since_ms=whole[0]["at_ms"]) == whole
    with pytest.raises(NotInTheLog, match="'cnv_never'"):
        Behind(filled.reader).read("cnv_never")
