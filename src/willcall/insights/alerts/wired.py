"""Alerts as one thing: what is watched, what people do with it, and how word of it gets out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from willcall.conversations.log.reading import LogReader
from willcall.insights.alerts.channels import channels_of
from willcall.insights.alerts.config import AlertsSection
from willcall.insights.alerts.delivering import Delivering
from willcall.insights.alerts.handling import Alerts
from willcall.insights.alerts.measuring import AnswerCounts, Counts, Measured
from willcall.insights.alerts.rules import rules_of
from willcall.insights.alerts.silencing import Silences
from willcall.insights.alerts.store import AlertStore, DeliveryStore, SilenceStore
from willcall.insights.alerts.watching import Announcing, Watching
from willcall.insights.drift.store import DriftStore
from willcall.kit.clock import Clock
from willcall.kit.database import Database


@dataclass(slots=True)
class AlertDesk:
    """Args:
    alerts: What people do with them.
    silences: Which rules tell nobody for a while.
    watching: Looks.
    delivering: Tells.
    store: Where all of it is.
    every_s: How often it is looked at.
    clock: The time.
    counts: Counts of this machine's answers; whoever serves sets it.
    """

    alerts: Alerts
    silences: Silences
    watching: Watching
    delivering: Delivering
    store: AlertStore
    every_s: float
    clock: Clock
    counts: AnswerCounts | None = None

    def count(self, counts: Counts) -> None:
        """Says where this machine's answers are counted."""
        self.counts = AnswerCounts(self.store, counts)

    def chore(self, *, going_on: Callable[[], bool] = lambda: True) -> int:
        """What is due: looking (once in a while, on one machine of all), and telling; how much was done."""
        done = 0
        now = self.clock()
        if self.counts is not None:
            self.counts.note(now)
        if self.store.take_turn("look", now=now, every_s=self.every_s):
            done += self.watching.look()
        return done + self.delivering.deliver(going_on=going_on)


def open_alerts(
    section: AlertsSection,
    *,
    database: Database,
    log: LogReader,
    clock: Clock,
    zone: str,
    public_url: str | None,
) -> AlertDesk:
    """Wires it on the settings in force. Raises: Invalid, if they make no sense."""
    store, deliveries, silences = AlertStore(database), DeliveryStore(database), SilenceStore(database)
    channels = channels_of(section)
    link = None if public_url is None else f"{public_url.rstrip('/')}/console#/alerts"
    announcing = Announcing(store, deliveries, channels, link=link)
    watching = Watching(
        store,
        Measured(log, store, clock=clock, reports=DriftStore(database)),
        announcing,
        silences,
        rules_of(section),
        clock=clock,
        zone=zone,
        escalate=timedelta(minutes=section.escalate_minutes),
    )
    delivering = Delivering(deliveries, channels, clock=clock)
    return AlertDesk(
        Alerts(store, deliveries, announcing, watching),
        Silences(silences, watching, clock=clock),
        watching,
        delivering,
        store,
        section.every_seconds,
        clock,
    )
