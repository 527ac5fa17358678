"""What an evening is for is no show, though a team or a house be called like it: advice is given."""

from collections.abc import Callable

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.kit.clock import FixedClock
from willcall.kit.database import Database


@pytest.fixture
def fan(sqlite_database: Database, clock: FixedClock) -> Callable[..., Talk]:
    """A fan where a team is called the Stags and a hall Hen House."""
    season = small_season(clock.now)
    stags = season.events[2].model_copy(
        update={
            "event_id": "evt_stags",
            "name": "Elm Stags vs. Pine Foxes",
            "performers": ["Elm Stags"],
            "aliases": ["the Stags", "Stags"],
        }
    )
    turns = runner(sqlite_database, clock, season.model_copy(update={"events": [*season.events, stags]}))
    return lambda customer_id=None: Talk(turns, customer_id)


@pytest.mark.parametrize(
    "said",
    [
        "something for a stag do",
        "we're having a stag party next week, what should we see",
        "looking for something to do on my mates stag, 8 of us",
        "is there anything good for a stag weekend?",
        "planning a stag night, any shows",
        "anything good for a hen night",
        "what've you got for a work do",
    ],
)
def test_an_occasion_is_no_team(fan: Callable[..., Talk], said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "can't know" in talk.reply.response
    assert len({option.name for option in talk.card("events").options}) > 1


@pytest.mark.parametrize("said", ["2 for the stags", "2 stags tickets for a stag do", "2 for the stags game for my brother's birthday"])  # fmt: skip
def test_the_team_itself_is_the_team(fan: Callable[..., Talk], said: str) -> None:
    talk = fan()
    talk.say(said)
    assert "Elm Stags" in talk.reply.response
    assert talk.awaiting == "seats"
