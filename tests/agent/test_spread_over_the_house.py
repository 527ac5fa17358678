"""More tickets than any part of the house has left: told where the rest is, and sold part by part."""

from tests.agent.season import HALL, _section, small_season
from tests.agent.talk import Talk, runner

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database


def nearly_full(database: Database, clock: FixedClock) -> Talk:
    season = small_season(clock.now)
    few = [_section("Parterre", "Parterre", 1, 1, 6), _section("Gallery", "Gallery", 2, 1, 6)]
    hall = HALL.model_copy(update={"sections": few})
    venues = [hall if venue is HALL else venue for venue in season.venues]
    return Talk(runner(database, clock, season.model_copy(update={"venues": venues, "orders": []})), "cus_ann")


def test_where_the_tickets_are_is_told_and_none_are_denied(sqlite_database: Database, clock: FixedClock) -> None:
    talk = nearly_full(sqlite_database, clock)
    talk.say("6 for the lina marsh quartet")
    assert "in one part of the house" in talk.reply.response
    assert "four in Parterre and four in Gallery" in talk.reply.response
    assert talk.awaiting == "quantity"
    talk.say("4 in the gallery")
    assert {option.section for option in talk.card("seats").options} == {"Gallery"}


def test_more_than_there_are_is_more_than_there_are(sqlite_database: Database, clock: FixedClock) -> None:
    talk = nearly_full(sqlite_database, clock)
    talk.say("9 for the lina marsh quartet")
    assert "in one part of the house" not in talk.reply.response
