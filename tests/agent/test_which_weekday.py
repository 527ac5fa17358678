"""A weekday that tickets are to move to: which of two is asked, the only one is taken, and the one they are for already is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, after_buying, runner

from willcall.agent.turn import TurnRunner
from willcall.boxoffice.season import Season
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database

Fan = Callable[..., Talk]


def weekly(season: Season, *days: float) -> Season:
    """The season with the play on further days, too."""
    play = next(e for e in season.events if e.event_id == "evt_04")
    more = [
        play.model_copy(
            update={
                "event_id": f"evt_more{i}",
                "starts_at": play.starts_at + timedelta(days=day - 3.25),
                "ends_at": play.ends_at + timedelta(days=day - 3.25) if play.ends_at else None,
                "doors_at": play.doors_at + timedelta(days=day - 3.25) if play.doors_at else None,
            }
        )
        for i, day in enumerate(days)
    ]
    return season.model_copy(update={"events": [*season.events, *more]})


@pytest.fixture
def wednesdays(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, weekly(small_season(clock.now), 0.25, 7.25, 14.25))


@pytest.fixture
def one_wednesday(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, weekly(small_season(clock.now), 7.25))


@pytest.mark.parametrize(
    "said", ["move my tickets to wednesday", "can i swap to the wednesday one", "change them to wed"]
)
def test_of_two_wednesdays_it_is_asked_which(wednesdays: TurnRunner, said: str) -> None:
    talk = Talk(wednesdays, "cus_ned")
    talk.say(said)
    assert "Which Wednesday do you mean?" in talk.reply.response
    assert [o.event_id for o in talk.card("events").options] == ["evt_more0", "evt_more1"]


@pytest.mark.parametrize(("said", "day"), [("the earlier one", "Mar 4"), ("the 11th", "Mar 11"), ("the second", "Mar 11"), ("this week", "Mar 4")])  # fmt: skip
def test_the_one_that_is_meant_is_taken(wednesdays: TurnRunner, said: str, day: str) -> None:
    talk = Talk(wednesdays, "cus_ned")
    talk.say("move my tickets to wednesday", said)
    assert f"Seats for The Glass Orchard on Wed, {day} " in talk.reply.response


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("move my tickets to next wednesday", "Mar 11"),
        ("move my tickets to the wednesday before", "Mar 11"),
        ("move my tickets to the 11th", "Mar 11"),
    ],
)
def test_a_day_that_is_told_is_not_asked_for(wednesdays: TurnRunner, said: str, day: str) -> None:
    talk = Talk(wednesdays, "cus_ned")
    talk.say(said)
    assert f"Seats for The Glass Orchard on Wed, {day} " in talk.reply.response


def test_the_only_wednesday_is_taken(one_wednesday: TurnRunner) -> None:
    talk = Talk(one_wednesday, "cus_ned")
    talk.say("move my tickets to wednesday")
    assert "Seats for The Glass Orchard on Wed, Mar 11 " in talk.reply.response


@pytest.mark.parametrize("said", ["i wanted friday", "i wanted the friday one!", "wrong day, i wanted friday"])
def test_the_day_it_is_for_already_is_told(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "It is for Friday already" in talk.reply.response
    assert talk.cards() == ["order"]


@pytest.mark.parametrize("said", ["move them to the 6th please", "can i change to the 6th"])
def test_a_change_to_the_day_it_is_for_is_none(fan: Fan, said: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert "are for Friday already" in talk.reply.response
    assert talk.awaiting is None


@pytest.mark.parametrize(
    ("said", "told"),
    [("i wanted saturday", "on Sat, Mar 7"), ("swap to the glass orchard on saturday", "Glass Orchard")],
)
def test_another_day_and_another_show_are_a_change(fan: Fan, said: str, told: str) -> None:
    talk = after_buying(fan)
    talk.say(said)
    assert f"{told}" in talk.reply.response
    assert talk.awaiting in {"seats", "event"}
