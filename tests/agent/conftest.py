from collections.abc import Callable

import pytest
from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.agent.turn import TurnRunner
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database


@pytest.fixture
def turns(sqlite_database: Database, clock: FixedClock) -> TurnRunner:
    return runner(sqlite_database, clock, small_season(clock.now))


@pytest.fixture
def fan(turns: TurnRunner) -> Callable[..., Talk]:
    """Makes a fan: `fan()` is a stranger, `fan("cus_ida")` is signed in."""
    return lambda customer_id=None: Talk(turns, customer_id)
