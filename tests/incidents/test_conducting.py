"""What an alert sets in motion: once, within bounds, and always said."""

import threading
from datetime import timedelta

import pytest

from willcall.flows.incidents.actions import Action, Actions, Bounds, NotConfigured
from willcall.flows.incidents.conducting import AlertHearing, Conducting
from willcall.flows.incidents.store import IncidentStore, NoSuchIncident
from willcall.flows.incidents.wired import open_incidents
from willcall.kit.outbox import Message
from willcall.kit.relay import Relay


class House:
    """A conductor whose actions the test sets."""

    def __init__(self, database, clock, **actions):
        self.database, self.clock, self.store, self.ran = database, clock, IncidentStore(database), []
        made = {name: Action(name, name, self._noting(run), bounds) for name, (run, bounds) in actions.items()}
        self.conducting = Conducting(self.store, Actions(made), clock=clock)
        self.relay = Relay(database, [], recorders=[AlertHearing(self.store)])

    def _noting(self, run):
        def noted(cause):
            self.ran.append(cause.key)
            return run(cause)

        return noted

    def fire(self, alert_id, *actions, type="alert.fired"):
        with self.database.write() as unit:
            facts = {
                "rule": "success",
                "severity": "danger",
                "title": "Turns fail",
                "said": "0 %",
                "actions": list(actions),
            }
            unit.emit(type, alert_id, facts, source="/insights")
        self.relay.drain()

    def run(self, seconds=0):
        self.clock.advance(seconds=seconds)
        return self.conducting.run_due()

    @property
    def outcomes(self):
        return {run.key: (run.outcome, run.said) for run in self.store.runs()}


def done(cause):
    return f"did it for {cause.alert_id}"


def broken(_):
    raise OSError("the cable is out")


NO_BOUNDS = Bounds(5, 0, 99)


def test_an_action_runs_once_for_an_alert_however_often_it_is_told(database, clock):
    house = House(database, clock, mend=(done, NO_BOUNDS))
    house.fire("alt_1", "mend")
    with database.write() as unit:  # the message again, as a relay that crashed would tell it
        told = Message("msg_again", "dev.willcall.alert.fired", "/insights", "alt_1", clock(), {"actions": ["mend"]})
        AlertHearing(house.store).prepare([told])(unit, {"msg_again"})
    assert house.run() == 1
    assert house.run() == 0
    assert house.ran == ["alt_1.mend"]
    assert house.outcomes == {"alt_1.mend": ("done", "did it for alt_1")}


def test_an_action_rests_between_alerts_and_runs_so_often_an_hour(database, clock):
    house = House(database, clock, mend=(done, Bounds(5, 300, 2)))
    for number, seconds in enumerate((0, 10, 291, 600, 3600)):
        house.clock.advance(seconds=seconds)
        house.fire(f"alt_{number}", "mend")
        house.run()
    said = [house.outcomes[f"alt_{n}.mend"][0] for n in range(5)]
    assert said == ["done", "held back", "done", "held back", "done"]
    assert "minutes ago" in house.outcomes["alt_1.mend"][1]
    assert "within the hour" in house.outcomes["alt_3.mend"][1]


def test_what_fails_is_tried_again_and_then_no_more(database, clock):
    house = House(database, clock, mend=(broken, Bounds(5, 0, 99, 3)))
    house.fire("alt_1", "mend")
    house.run()
    assert house.outcomes["alt_1.mend"] == ("waiting", "OSError: the cable is out")
    assert house.run(29) == 0
    house.run(1)
    house.run(60)
    assert house.outcomes["alt_1.mend"][0] == "failed"
    house.run(9999)
    assert len(house.ran) == 3


def test_what_nobody_set_up_says_so_and_is_not_tried_again(database, clock):
    desk = open_incidents(database=database, clock=clock, check_data=lambda: "steady")
    house = House(database, clock)
    for action in ("scale_up", "roll_back", "retrain", "check_data", "make_coffee"):
        house.fire(f"alt_{action}", action)
    assert desk.conducting.run_due() == 5
    assert desk.conducting.run_due() == 0
    assert {key.partition(".")[2]: outcome for key, (outcome, _) in house.outcomes.items()} == {
        "scale_up": "not configured", "roll_back": "not configured", "retrain": "not configured", "check_data": "done",
        "make_coffee": "failed",
    }  # fmt: skip
    assert "make_coffee" in house.outcomes["alt_make_coffee.make_coffee"][1]


def test_a_port_that_is_set_up_is_used_with_a_key_of_its_own(sqlite_database, clock):
    keys = []

    class Twin:
        def roll_back(self, *, key, why):
            keys.append(key)
            return f"Rolled back: {why}"

    desk = open_incidents(database=sqlite_database, clock=clock, check_data=str, releases=Twin())
    House(sqlite_database, clock).fire("alt_1", "roll_back")
    desk.conducting.run_due()
    assert keys == ["alt_1.roll_back"]
    assert desk.store.runs()[0].said == "Rolled back: 0 %"


def test_an_action_that_hangs_is_given_up(sqlite_database, clock):
    never = threading.Event()
    house = House(sqlite_database, clock, mend=(lambda _: never.wait() and "", Bounds(0.05, 0, 9)))
    house.fire("alt_1", "mend")
    house.run()
    never.set()
    assert house.outcomes["alt_1.mend"][0] == "failed"
    assert "longer than" in house.outcomes["alt_1.mend"][1]


def test_one_of_two_conductors_runs_it(database, clock):
    house = House(database, clock, mend=(done, NO_BOUNDS))
    house.fire("alt_1", "mend")
    [run] = house.store.due(clock())
    until = clock() + timedelta(seconds=60)
    taken = [database.attempt(lambda unit: house.store.begin(unit, run, until=until)) for _ in range(2)]
    assert taken == [True, False]
    assert house.run() == 0, "whoever has it may still be at it"
    assert house.run(60) == 1, "and if they died, it is run after all"


def test_an_incident_is_opened_once_and_closes_with_its_alert(database, clock):
    desk = open_incidents(database=database, clock=clock, check_data=str)
    house = House(database, clock)
    house.fire("alt_1", "open_incident")
    desk.conducting.run_due()
    [incident] = desk.store.listed()
    assert (incident.alert_id, incident.title, incident.severity) == ("alt_1", "Turns fail", "danger")
    house.fire("alt_1", type="alert.resolved")
    assert desk.store.listed() == []
    closed = desk.store.get(incident.incident_id)
    assert (closed.closed_by, closed.resolution) == (None, "Its alert was resolved.")


def test_a_person_closes_an_incident_once(database, clock):
    desk = open_incidents(database=database, clock=clock, check_data=str)
    House(database, clock).fire("alt_1", "open_incident")
    desk.conducting.run_due()
    [incident] = desk.store.listed()
    first = desk.conducting.close(incident_id=incident.incident_id, by="opr_1", resolution="rebooted")
    assert desk.conducting.close(incident_id=incident.incident_id, by="opr_2", resolution="again") == first
    for unknown in ("inc_none", "alt_1"):
        with pytest.raises(NoSuchIncident):
            desk.conducting.close(incident_id=unknown, by="opr_1", resolution="x")


def test_not_configured_is_an_error_of_its_own():
    from willcall.flows.incidents.actions import Nothing

    with pytest.raises(NotConfigured, match="retrain"):
        Nothing("retrain").retrain(key="k", why="w")
