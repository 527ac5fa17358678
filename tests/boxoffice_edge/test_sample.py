"""The sample season, at any hour of any day."""

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from willcall.boxoffice.contract import Policy
from willcall.boxoffice.rules.policies import validate
from willcall.boxoffice.rules.policy_table import KINDS
from willcall.boxoffice.sample import sample_season

HOURS = st.datetimes(
    min_value=datetime(2026, 1, 1),
    max_value=datetime(2031, 12, 31),
    timezones=st.just(UTC),
)
NOON = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)


@settings(max_examples=60, deadline=None)
@given(HOURS)
def test_every_hour_has_a_season_that_holds_together(now):
    season = sample_season(now)
    venues = {venue.venue_id: venue for venue in season.venues}
    for event in season.events:
        assert event.starts_at < event.ends_at
        assert {price.tier for price in event.prices} == {s.tier for s in venues[event.venue_id].sections}
    for things in (
        [e.event_id for e in season.events],
        [o.order_id for o in season.orders],
        [c.customer_id for c in season.customers],
        [p.policy_id for p in season.policies],
    ):
        assert [thing for thing, count in Counter(things).items() if count > 1] == []
    events = {event.event_id: event for event in season.events}
    assert all(order.placed_at < now and order.event_id in events for order in season.orders)
    assert len(season.events) >= 36
    assert {"basketball", "football", "hockey", "concert", "theatre", "comedy"} <= {
        e.kind for e in season.events if e.starts_at > now
    }
    assert sum(e.status == "cancelled" for e in season.events) == 1


@settings(max_examples=60, deadline=None)
@given(HOURS)
def test_one_game_is_in_progress_and_someone_holds_tickets_for_it(now):
    season = sample_season(now)
    live = [e for e in season.events if e.event_id.endswith("_live")]
    assert len(live) == 1
    assert live[0].starts_at <= now - timedelta(minutes=44) < live[0].ends_at - timedelta(minutes=60)
    assert any(o.event_id == live[0].event_id and o.customer_id == "cus_theo" for o in season.orders)


@settings(max_examples=60, deadline=None)
@given(HOURS)
def test_no_hall_plays_two_shows_at_once(now):
    season = sample_season(now)
    for venue in season.venues:
        spans = sorted((e.starts_at, e.ends_at) for e in season.events if e.venue_id == venue.venue_id)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@settings(max_examples=80, deadline=None)
@given(HOURS)
def test_something_can_still_be_reached_tonight_unless_the_night_is_over(now):
    local = now.astimezone(ZoneInfo("America/New_York"))
    if local.hour == 23 or (local.hour == 22 and local.minute > 30):
        return
    season = sample_season(now)
    zones = {venue.venue_id: ZoneInfo(venue.time_zone) for venue in season.venues}
    tonight = [
        e
        for e in season.events
        if e.starts_at > now
        and e.starts_at.astimezone(zones[e.venue_id]).date() == local.date()
        and e.status == "scheduled"
    ]
    assert len(tonight) >= 2


def test_two_days_samples_agree_where_they_overlap():
    one, other = sample_season(NOON), sample_season(NOON + timedelta(days=1))
    later = {e.event_id: (e.name, e.starts_at) for e in other.events}
    shared = [e for e in one.events if e.event_id in later and e.starts_at > NOON + timedelta(days=2)]
    assert len(shared) > 30
    assert all(later[e.event_id] == (e.name, e.starts_at) for e in shared)


def test_the_same_moment_gives_the_same_season():
    assert sample_season(NOON) == sample_season(NOON)


def test_there_is_a_policy_of_every_kind_and_all_are_valid():
    policies = [Policy(**p.model_dump()) for p in sample_season(NOON).policies]
    for policy in policies:
        validate(policy)
    assert {policy.kind for policy in policies} == set(KINDS)


@pytest.mark.parametrize("venue_id", ["ven_beacon_arena", "ven_stag_park", "ven_lantern_theatre"])
def test_accessible_spaces_have_their_companion_beside_them(venue_id):
    venue = next(v for v in sample_season(NOON).venues if v.venue_id == venue_id)
    rows = [row for section in venue.sections for row in section.rows if row.accessible]
    assert rows
    for row in rows:
        for seat in row.accessible:
            at = row.seats.index(seat)
            assert set(row.seats[max(0, at - 1) : at + 2]) & set(row.companion)


def test_no_two_sections_of_a_chart_lie_on_one_another():
    for venue in sample_season(NOON).venues:
        boxes = [s.box for s in venue.sections]
        assert all(
            box is not None and min(box) >= 0 and box[0] + box[2] <= 1000 and box[1] + box[3] <= 1000 for box in boxes
        )
        for i, a in enumerate(boxes):
            for b in boxes[i + 1 :]:
                apart = (
                    a[0] + a[2] <= b[0] + 1e-6
                    or b[0] + b[2] <= a[0] + 1e-6
                    or a[1] + a[3] <= b[1] + 1e-6
                    or b[1] + b[3] <= a[1] + 1e-6
                )
                assert apart, (venue.name, a, b)
