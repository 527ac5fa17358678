"""From an alert to what it sets in motion: hears of alerts in the relay, and runs what is asked for, within bounds.

Hearing writes down what is to be run, in the transaction that marks the message carried: once for each alert and action. Running comes later,
off that path, and is logged whatever comes of it.
"""

import queue
import threading
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from willcall.flows.incidents.actions import Actions, Bounds, Cause, NoSuchAction, NotConfigured
from willcall.flows.incidents.store import Incident, IncidentStore, NoSuchIncident, Outcome, Run
from willcall.kit.clock import Clock
from willcall.kit.database import UnitOfWork
from willcall.kit.outbox import Message
from willcall.kit.relay import Writing
from willcall.kit.telemetry import get_logger

FIRED, RESOLVED = "dev.willcall.alert.fired", "dev.willcall.alert.resolved"
AGAIN_S = 30.0
SOURCE = "/flows"

log = get_logger("flows.incidents")


class AlertHearing:
    """A recorder of the relay: asks for the actions of alerts that fired, and closes incidents of those that resolved.

    Args:
        store: Where runs are asked for.
    """

    def __init__(self, store: IncidentStore) -> None:
        self._store = store

    def prepare(self, messages: Sequence[Message]) -> Writing:
        told = [message for message in messages if message.type in {FIRED, RESOLVED}]

        def write(unit: UnitOfWork, ids: Collection[str]) -> None:
            for message in told:
                if message.id in ids:
                    self._hear(unit, message)

        return write

    def _hear(self, unit: UnitOfWork, message: Message) -> None:
        data = message.data
        if message.type == RESOLVED:
            closed = self._store.close(unit, which=message.subject, by=None, resolution="Its alert was resolved.")
            if closed is not None:
                unit.emit("incident.closed", closed.incident_id, {"alert_id": message.subject}, source=SOURCE)
            return
        for action in data.get("actions") or ():
            key = f"{message.subject}.{action}"
            cause = {
                "alert_id": message.subject,
                "rule": str(data.get("rule")),
                "severity": str(data.get("severity")),
                "title": str(data.get("title")),
                "said": str(data.get("said")),
                "fired_at": message.time.isoformat(),
                "key": key,
            }
            self._store.ask(unit, key=key, action=str(action)[:40], alert_id=message.subject, cause=cause)


class Conducting:
    """Args:
    store: Runs and incidents.
    actions: That there are.
    clock: The time.
    """

    def __init__(self, store: IncidentStore, actions: Actions, *, clock: Clock) -> None:
        self.store, self.actions, self._clock = store, actions, clock

    def run_due(self) -> int:
        """Runs what is due; how many runs ended."""
        return sum(self._run(run) for run in self.store.due(self._clock()))

    def close(self, *, incident_id: str, by: str, resolution: str) -> Incident:
        """Settles an incident. A second time changes nothing. Raises: NoSuchIncident."""

        def work(unit: UnitOfWork) -> None:
            closed = self.store.close(unit, which=incident_id, by=by, resolution=resolution)
            if closed is not None:
                unit.emit("incident.closed", closed.incident_id, {"alert_id": closed.alert_id}, source=SOURCE)

        if not incident_id.startswith("inc_"):
            raise NoSuchIncident(f"There is no incident {incident_id[:60]!r}.")
        self.store.database.attempt(work)
        return self.store.get(incident_id)

    def _run(self, run: Run) -> bool:
        try:
            action = self.actions.named(run.action)
        except NoSuchAction as unknown:
            self._end(run, "failed", unknown.detail)
            return True
        bounds = action.bounds
        now = self._clock()

        def begin(unit: UnitOfWork) -> str | None:
            """Nothing if it may run; else why not."""
            held = self._held_back(unit, run, bounds, now)
            if held is None and not self.store.begin(
                unit, run, until=now + timedelta(seconds=bounds.seconds + AGAIN_S)
            ):
                return ""
            return held

        held = self.store.database.attempt(begin)
        if held is not None:
            if held:
                self._end(run, "held back", held)
            return bool(held)
        outcome, said, again = self._within(action.run, run, bounds)
        self._end(run, outcome, said, again_at=now + timedelta(seconds=AGAIN_S * 2**run.attempts) if again else None)
        return True

    def _held_back(self, unit: UnitOfWork, run: Run, bounds: Bounds, now: datetime) -> str | None:
        begun = self.store.begun_since
        if run.attempts >= bounds.attempts:  # whoever ran it last never came back
            return f"It was begun {run.attempts} times and never ended."
        lately = now - timedelta(seconds=bounds.cooldown_s)
        if bounds.cooldown_s and begun(unit.connection, run.action, lately, but=run.run_id):
            return f"{run.action} ran less than {bounds.cooldown_s / 60:g} minutes ago."
        if begun(unit.connection, run.action, now - timedelta(hours=1), but=run.run_id) >= bounds.an_hour:
            return f"{run.action} ran {bounds.an_hour} times within the hour, which is as often as it may."
        return None

    def _within(self, work: Callable[[Cause], str], run: Run, bounds: Bounds) -> tuple[Outcome, str, bool]:
        """(outcome, what it said, whether to try again) of an action, given as long as it may take."""
        cause = Cause(**{**run.cause, "fired_at": datetime.fromisoformat(run.cause["fired_at"])})
        came: queue.SimpleQueue[str | BaseException] = queue.SimpleQueue()

        def do() -> None:
            try:
                came.put(work(cause))
            except BaseException as error:  # noqa: BLE001 - it is told to whoever waits
                came.put(error)

        threading.Thread(
            target=do, name="action", daemon=True
        ).start()  # a daemon: what hangs keeps no server from stopping
        try:
            result = came.get(timeout=bounds.seconds)
        except queue.Empty:
            return "failed", f"It took longer than {bounds.seconds:g} s; what it still does is its own.", False
        if isinstance(result, str):
            return "done", result, False
        if isinstance(result, NotConfigured):
            return "not configured", result.detail, False
        log.warning("an action failed", action=run.action, run=run.run_id, exc_info=result)
        return "failed", f"{type(result).__name__}: {result}", run.attempts + 1 < bounds.attempts

    def _end(self, run: Run, outcome: Outcome, said: str, *, again_at: datetime | None = None) -> None:
        def work(unit: UnitOfWork) -> None:
            self.store.end(unit, run, outcome=outcome, said=said, again_at=again_at)
            if again_at is None:
                facts = {"action": run.action, "alert_id": run.alert_id, "outcome": outcome, "said": said[:500]}
                unit.emit("action.ended", run.run_id, facts, source=SOURCE)

        self.store.database.attempt(work)
        log.info("an action ended", action=run.action, alert=run.alert_id, outcome=outcome, said=said[:500])
