"""Alerts over twins: figures that the test sets, channels that remember or fail, a clock that it moves."""

from dataclasses import dataclass, field

import pytest

from willcall.insights.alerts.channels import Channels
from willcall.insights.alerts.delivering import Delivering
from willcall.insights.alerts.handling import Alerts
from willcall.insights.alerts.rules import Threshold
from willcall.insights.alerts.silencing import Silences
from willcall.insights.alerts.store import AlertStore, DeliveryStore, SilenceStore
from willcall.insights.alerts.watching import Announcing, Watching


@dataclass
class SetMeasures:
    """What rules see is what the test says."""

    figures: dict = field(default_factory=dict)
    hourly: dict = field(default_factory=dict)
    counted: list = field(default_factory=list)  # (instant, answered, failed)

    def figure(self, metric, *, since, until):
        return self.figures.get(metric, (None, 0))

    def hours(self, metric, *, since, until):
        return [hour for hour in self.hourly.get(metric, ()) if since <= hour.begins < until]

    reported: object = None

    def drift(self):
        return self.reported

    def answers(self, *, since, until):
        inside = [(total, failed) for at, total, failed in self.counted if since < at <= until]
        return sum(t for t, _ in inside), sum(f for _, f in inside)


class Remembering:
    """A channel; raises what it is told to, as often as it is told to."""

    def __init__(self):
        self.told, self.failures = [], []

    def send(self, notice, *, delivery_id, now):
        if self.failures:
            raise self.failures.pop(0)
        self.told.append((delivery_id, notice))

    @property
    def said(self):
        return [notice.told for _, notice in self.told]


class Desk:
    """Everything over one database."""

    def __init__(self, database, clock, rules, *, pages=()):
        self.database, self.clock, self.measures = database, clock, SetMeasures()
        self.store, self.deliveries = AlertStore(database), DeliveryStore(database)
        self.channels = {"slack": Remembering(), "email": Remembering()}
        channels = Channels(self.channels, frozenset(pages))
        announcing = Announcing(self.store, self.deliveries, channels, link="https://box.example.org/console#/alerts")
        silences = SilenceStore(database)
        self.watching = Watching(self.store, self.measures, announcing, silences, rules, clock=clock)
        self.silences = Silences(silences, self.watching, clock=clock)
        self.alerts = Alerts(self.store, self.deliveries, announcing, self.watching)
        self.delivering = Delivering(self.deliveries, channels, clock=clock, chance=lambda: 1.0)

    def look(self, seconds=0):
        self.clock.advance(seconds=seconds)
        return self.watching.look()

    @property
    def open(self):
        return list(self.alerts.list()[1])


SUCCESS = Threshold(name="success", title="Turns fail", metric="success_rate", below=0.85)


@pytest.fixture
def desk(database, clock):
    return Desk(database, clock, [SUCCESS])


@pytest.fixture
def local_desk(sqlite_database, clock):
    return Desk(sqlite_database, clock, [SUCCESS])
