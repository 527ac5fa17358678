"""The catalogue of a process: another season is known a second after it was loaded, whoever loaded it."""

from threading import Barrier, Thread

from tests.agent.season import small_season
from tests.agent.talk import Talk, runner

from willcall.agent.catalogue import CatalogueCache
from willcall.boxoffice.operations.load_season import load_season
from willcall.kit.clock import FixedClock
from willcall.kit.database import Database
from willcall.kit.ids import new_id


def renamed(clock: FixedClock):
    season = small_season(clock.now)
    events = [
        event.model_copy(
            update={
                "name": event.name.replace("Otters", "Walruses"),
                "performers": [p.replace("Otters", "Walruses") for p in event.performers],
                "aliases": [],
            }
        )
        for event in season.events
    ]
    return season.model_copy(update={"events": events, "orders": []})


def load(database: Database, clock: FixedClock) -> None:
    """As another process does it."""
    other = Database(database.engine.url.render_as_string(hide_password=False), clock=clock, ids=new_id)
    with other.write() as unit:
        load_season(unit, renamed(clock), replace=True)
    other.dispose()


def test_what_another_process_loads_is_known_a_second_later(database: Database, clock: FixedClock) -> None:
    turns = runner(database, clock, small_season(clock.now))
    talk = Talk(turns)
    talk.say("what's on?")
    assert any("Otters" in option.name for option in talk.card("events").options)
    load(database, clock)
    clock.advance(seconds=1.5)
    talk = Talk(turns)
    talk.say("2 for the walruses in 301")
    assert {"Walruses" in option.name for option in talk.card("events").options} == {True}


def test_who_comes_while_it_is_looked_up_waits_for_it(sqlite_database: Database, clock: FixedClock) -> None:
    turns = runner(sqlite_database, clock, small_season(clock.now))
    cache = CatalogueCache(turns.boxoffice, clock)
    cache()
    load(sqlite_database, clock)
    clock.advance(seconds=1.5)
    together, seen = Barrier(4), []

    def look() -> None:
        together.wait()
        seen.append(any("Walruses" in show.name for show in cache().shows))

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 4
