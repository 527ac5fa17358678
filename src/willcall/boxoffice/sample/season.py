"""The sample season's calendar: what is on a few days back and more than two weeks ahead of any day.

Which show a hall has on a date depends on the date alone, so two days' samples agree where they overlap. Three things follow
the clock: tonight's shows start later when the day is already late, one game is always in progress, and the
policies' demonstration orders stand at the right distance from now. Knows nothing of how a season is stored.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from willcall.boxoffice.sample import lineup, people
from willcall.boxoffice.sample.lineup import Act
from willcall.boxoffice.sample.policies import POLICIES
from willcall.boxoffice.sample.venues import all_venues
from willcall.boxoffice.season import Season, SeasonEvent, TierPrice

DAYS_BACK, DAYS_AHEAD = 4, 17
_GAMES = frozenset({"basketball", "football", "hockey"})  # whose doors open earlier
_TIME_ZONES = {venue.venue_id: ZoneInfo(venue.time_zone) for venue in all_venues()}
_SHORT = {
    "ven_beacon_arena": "beacon",
    "ven_graymoor_fieldhouse": "fieldhouse",
    "ven_stag_park": "stagpark",
    "ven_lantern_theatre": "lantern",
    "ven_copper_room": "copper",
    "ven_side_door": "sidedoor",
}


def sample_season(now: datetime) -> Season:
    """The season around `now`; the same for every call on one day but for what follows the clock.

    Args:
        now: An aware instant.
    """
    now = now.astimezone(UTC).replace(second=0, microsecond=0)
    today = now.astimezone(_TIME_ZONES["ven_beacon_arena"]).date()
    live = _live_game(now)
    events = [live, *_calendar(today, now)]
    events.sort(key=lambda event: (event.starts_at, event.event_id))
    in_a_week = now + timedelta(days=7)
    club = [e for e in events if e.venue_id == "ven_copper_room" and e.starts_at > now + timedelta(days=1)]
    nearly, cancelled = club[0], next(e for e in club[1:] if e.starts_at > in_a_week)
    events = [
        event.model_copy(
            update={"status": "cancelled", "description": event.description + " Called off: the band is ill."}
        )
        if event is cancelled
        else event
        for event in events
    ]
    return Season(
        name="Port Alden and Graymoor",
        currency=lineup.CURRENCY,
        time_zone="America/New_York",
        venues=list(all_venues()),
        events=events,
        policies=list(POLICIES),
        customers=list(people.CUSTOMERS),
        orders=list(
            people.orders(
                events, now=now, in_game=live.event_id, nearly_sold_out=nearly.event_id, day=f"{today:%Y%m%d}"
            )
        ),
    )


def _calendar(today: date, now: datetime) -> Iterator[SeasonEvent]:
    for offset in range(-DAYS_BACK, DAYS_AHEAD + 1):
        day = today + timedelta(days=offset)
        for venue_id, act, start, prices in _shows_of(day):
            if offset in {-1, 0} and venue_id == "ven_graymoor_fieldhouse":
                continue  # the game in progress is there, and its clock runs an hour behind
            # Whoever looks for tonight finds something, also late in the evening.
            begins = _tonight(day, start, venue_id, now) if offset == 0 and act.kind != "football" else None
            yield _event(day, start, venue_id, act, prices, begins=begins)


def _shows_of(day: date) -> Iterator[tuple[str, Act, time, tuple[TierPrice, ...]]]:
    """What is on that day, from the date alone. Monday is 0."""
    number, weekday = day.toordinal(), day.weekday()
    week = number // 7
    arena = "ven_beacon_arena"
    if weekday in {0, 2, 5}:
        yield arena, lineup.HERONS.game(number), time(19, 30), lineup.GAME_AT_ARENA
    elif weekday in {1, 4}:
        yield arena, lineup.BREAKWATERS.game(number), time(19), lineup.HOCKEY_AT_ARENA
    elif weekday == 3:
        yield arena, lineup.ARENA_CONCERTS[week % 3], time(20), lineup.CONCERT_AT_ARENA
    else:
        yield arena, lineup.HERONS.game(number), time(18), lineup.GAME_AT_ARENA
    if weekday == 6:
        yield "ven_stag_park", lineup.STAGS.game(week), time(13), lineup.FOOTBALL_AT_STADIUM
    if weekday == 3 and week % 2 == 0:
        yield "ven_stag_park", lineup.STAGS.game(week + 2), time(19, 15), lineup.FOOTBALL_AT_STADIUM
    if weekday != 0:
        yield "ven_lantern_theatre", lineup.PLAYS[0], time(19, 30), lineup.PLAY_AT_THEATRE
    if weekday in {2, 5, 6}:
        yield "ven_lantern_theatre", lineup.PLAYS[1], time(14), lineup.PLAY_AT_THEATRE
    if weekday in {3, 4, 5}:
        yield "ven_copper_room", lineup.CLUB_CONCERTS[number % 3], time(21), lineup.SHOW_AT_CLUB
    if weekday in {0, 1, 3, 4, 5}:
        yield "ven_side_door", lineup.COMEDIANS[number % 3], time(20), lineup.COMEDY_AT_CELLAR
    if weekday in {1, 5}:
        yield "ven_graymoor_fieldhouse", lineup.FERRETS.game(number), time(20), lineup.GAME_AT_FIELDHOUSE


def _event(
    day: date, start: time, venue_id: str, act: Act, prices: tuple[TierPrice, ...], *, begins: datetime | None = None
) -> SeasonEvent:
    starts_at = begins or datetime.combine(day, start, _TIME_ZONES[venue_id]).astimezone(UTC)
    return SeasonEvent(
        event_id=f"evt_{_SHORT[venue_id]}_{day:%Y%m%d}_{start:%H%M}",
        name=act.name,
        kind=act.kind,
        venue_id=venue_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=act.minutes),
        doors_at=starts_at - timedelta(minutes=90 if act.kind in _GAMES else 60),
        performers=list(act.performers),
        aliases=list(act.aliases),
        description=act.description,
        order_fee=300 if venue_id != "ven_lantern_theatre" else 0,
        prices=list(prices),
    )


def _tonight(day: date, start: time, venue_id: str, now: datetime) -> datetime | None:
    """A later start for a show of today that could hardly be reached any more, while the evening lasts."""
    zone = _TIME_ZONES[venue_id]
    usual = datetime.combine(day, start, zone)
    if start < time(17) or now <= usual - timedelta(minutes=45):
        return None
    local = (now + timedelta(minutes=75)).astimezone(zone)
    later = local.replace(minute=local.minute // 15 * 15)
    return later.astimezone(UTC) if later.date() == day else None


def _live_game(now: datetime) -> SeasonEvent:
    """A game at the fieldhouse that began 45 to 60 minutes ago, whatever the hour."""
    venue = "ven_graymoor_fieldhouse"
    began = now - timedelta(minutes=45)
    began = began.replace(minute=began.minute // 15 * 15)
    act = lineup.FERRETS.game(now.toordinal() + 1)
    local = began.astimezone(_TIME_ZONES[venue])
    return _event(local.date(), local.time(), venue, act, lineup.GAME_AT_FIELDHOUSE, begins=began).model_copy(
        update={"event_id": f"evt_fieldhouse_{local:%Y%m%d}_live", "doors_at": began - timedelta(minutes=60)}
    )
