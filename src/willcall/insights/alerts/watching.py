"""Looks at everything that is watched, and makes alerts of it: fires, escalates and resolves them.

One look is one unit of work for each rule: the alert, its history, what is to be told and the event go together or not at all.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from willcall.insights.alerts.channels import Channels
from willcall.insights.alerts.judging import Measures, Verdict, judge
from willcall.insights.alerts.life import Happening, Watch, due_for_escalation, step
from willcall.insights.alerts.notifiers.ports import Notice, Told
from willcall.insights.alerts.rules import Rule
from willcall.insights.alerts.store import Alert, AlertStore, DeliveryStore, Silence, SilenceStore, WatchNow
from willcall.kit.clock import Clock
from willcall.kit.database import UnitOfWork
from willcall.kit.telemetry import get_logger

log = get_logger("insights.alerts")
SOURCE = "/insights"


class Announcing:
    """Writes down that something became of an alert: its history, the event, and who is to be told.

    Args:
        store: Alerts.
        deliveries: What is to be told.
        channels: Who there is.
        link: Where people see alerts; None when the server does not know how it is reached.
    """

    def __init__(
        self, store: AlertStore, deliveries: DeliveryStore, channels: Channels, *, link: str | None = None
    ) -> None:
        self._store, self._deliveries, self._channels, self._link = store, deliveries, channels, link

    def announce(
        self,
        unit: UnitOfWork,
        alert: Alert,
        told: Told,
        *,
        by: str | None = None,
        name: str | None = None,
        note: str | None = None,
    ) -> None:
        """Args:
        unit: Of the change itself.
        alert: As it is now.
        told: What became of it.
        by: The operator's id.
        name: The operator's name, as others read it.
        note: What they said, or how it came about.
        """
        self._store.note(unit, alert.alert_id, told, by=by, note=note)
        facts = {"rule": alert.rule, "severity": alert.severity, "title": alert.title, "said": alert.said, "level": alert.level,
                 "value": alert.value, "bound": alert.bound, "actions": list(alert.actions)}  # fmt: skip
        unit.emit(f"alert.{told}", alert.alert_id, facts, source=SOURCE)
        notice = Notice(
            told, alert.alert_id, alert.rule, alert.title, alert.severity, alert.said, alert.value, alert.bound, alert.level,
            unit.now.isoformat(), alert.fired_at.isoformat(), name, note, self._link,
        )  # fmt: skip
        if told in {"fired", "escalated"}:
            hearing = self._channels.hearing(alert.severity, alert.level)
        else:
            hearing = self._deliveries.channels_of(unit, alert.alert_id)
        self._deliveries.add(unit, alert.alert_id, hearing, notice.as_data())


class Watching:
    """Args:
    store: Alerts, and what rules are at.
    measures: Where rules look.
    announcing: Writes down what became of alerts.
    silences: Which rules tell nobody for a while.
    rules: In force.
    clock: The time.
    zone: Whose hours and days.
    escalate: How long an alert may stay unacknowledged; nothing: for ever.
    """

    def __init__(
        self,
        store: AlertStore,
        measures: Measures,
        announcing: Announcing,
        silences: SilenceStore,
        rules: Sequence[Rule],
        *,
        clock: Clock,
        zone: str = "UTC",
        escalate: timedelta = timedelta(minutes=15),
    ) -> None:
        self.rules = tuple(rules)
        self._store, self._measures, self._announcing, self._silences = store, measures, announcing, silences
        self._clock, self._zone, self._escalate = clock, zone, escalate

    def look(self) -> int:
        """Looks at every rule once; how many alerts fired, were escalated or were resolved."""
        done = 0
        now = self._clock()
        for rule in self.rules:
            try:
                verdict = judge(rule, self._measures, now=now, zone=self._zone)
            except Exception as error:  # one rule that cannot be looked at does not blind the others
                log.warning("a rule could not be looked at", rule=rule.name, exc_info=error)
                verdict = Verdict("unknown", None, None, f"it could not be looked at ({type(error).__name__})")
            done += self._store.database.attempt(lambda unit, r=rule, v=verdict: self._note(unit, r, v))  # type: ignore[misc]
        return done + self._store.database.attempt(self._forget)

    def _note(self, unit: UnitOfWork, rule: Rule, verdict: Verdict) -> int:
        alert = self._store.open_of(unit.connection, rule.name)
        known = self._store.watches(unit.connection).get(rule.name)
        watch = known.watch if known is not None else Watch()
        if alert is None and watch.phase == "firing":  # whatever closed it, nothing is open
            watch = Watch("settled", unit.now)
        after, happening = step(watch, verdict.finding, now=unit.now, patience=rule.patience)
        kept = WatchNow(after, verdict.finding, verdict.value, verdict.bound, verdict.said, unit.now)
        self._store.keep_watch(unit, rule.name, kept)
        muted = self._silences.of_rule(unit.connection, rule.name, now=unit.now)
        if happening == "fired" and alert is None:
            return self._fire(unit, rule, verdict, muted)
        if alert is None:
            return 0
        if happening in {"resolved", "lapsed"}:
            return self._resolve(unit, alert, verdict, happening)
        return self._follow(unit, alert, verdict, muted)

    def _fire(self, unit: UnitOfWork, rule: Rule, verdict: Verdict, muted: Silence | None) -> int:
        alert = Alert(
            unit.ids("alt"), rule.name, rule.title, rule.severity, "firing", 0, verdict.value, verdict.bound, verdict.said,
            rule.actions, unit.now, unit.now, None, None, None, None,
        )  # fmt: skip
        self._store.open(unit, alert)
        if muted is None:
            self._announcing.announce(unit, alert, "fired")
        else:
            self._store.note(unit, alert.alert_id, "muted", by=muted.by, note=muted.reason)
        return 1

    def _resolve(self, unit: UnitOfWork, alert: Alert, verdict: Verdict, happening: Happening | None) -> int:
        said = verdict.said if happening == "resolved" else "Nothing could be measured any more."
        resolved = replace(alert, state="resolved", value=verdict.value, said=said, resolved_at=unit.now)
        self._store.save(unit, resolved)
        self._announcing.announce(unit, resolved, "resolved", note=None if happening == "resolved" else said)
        return 1

    def _follow(self, unit: UnitOfWork, alert: Alert, verdict: Verdict, muted: Silence | None) -> int:
        """Keeps what an open alert says up to date, and says it again where nobody answered, or at last where it was muted."""
        if verdict.finding == "breach":
            alert = replace(alert, value=verdict.value, said=verdict.said)
        if muted is not None:
            self._store.save(unit, alert)
            return 0
        if alert.state == "firing" and not self._store.was_told(unit.connection, alert.alert_id):
            alert = replace(alert, told_at=unit.now)
            self._store.save(unit, alert)
            self._announcing.announce(unit, alert, "fired")
            return 1
        late = due_for_escalation(
            alert.state, level=alert.level, last=alert.told_at, now=unit.now, every=self._escalate
        )
        if late:
            alert = replace(alert, level=alert.level + 1, told_at=unit.now)
        self._store.save(unit, alert)
        if late:
            self._announcing.announce(unit, alert, "escalated")
        return int(late)

    def _forget(self, unit: UnitOfWork) -> int:
        """Resolves what no rule in force watches any more."""
        known = {rule.name for rule in self.rules}
        gone = [rule for rule in self._store.watches(unit.connection) if rule not in known]
        if gone:
            self._store.forget_watches(unit, gone)
        orphans = [a for a in self._store.open_alerts(unit.connection) if a.rule not in known]
        for alert in orphans:
            resolved = replace(alert, state="resolved", resolved_at=unit.now)
            self._store.save(unit, resolved)
            self._announcing.announce(unit, resolved, "resolved", note="Its rule is no longer in force.")
        return len(orphans)
