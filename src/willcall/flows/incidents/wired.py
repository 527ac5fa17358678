"""Incidents as one thing: what hears of alerts, what runs, and what people see of it."""

from collections.abc import Callable
from dataclasses import dataclass

from willcall.flows.incidents.actions import Cause, Releases, Scaling, Training, make_actions
from willcall.flows.incidents.conducting import SOURCE, AlertHearing, Conducting
from willcall.flows.incidents.store import IncidentStore
from willcall.kit.clock import Clock
from willcall.kit.database import Database, UnitOfWork


@dataclass(frozen=True, slots=True)
class IncidentDesk:
    """Args:
    store: Runs and incidents.
    hearing: For the relay.
    conducting: Runs what is due.
    """

    store: IncidentStore
    hearing: AlertHearing
    conducting: Conducting


def open_incidents(
    *,
    database: Database,
    clock: Clock,
    check_data: Callable[[], str],
    scaling: Scaling | None = None,
    releases: Releases | None = None,
    training: Training | None = None,
) -> IncidentDesk:
    """Wires it; ports that are None say that nothing is set up."""
    store = IncidentStore(database)

    def open_one(cause: Cause) -> str:
        def work(unit: UnitOfWork) -> str:
            incident_id, new = store.open(
                unit, alert_id=cause.alert_id, title=cause.title, severity=cause.severity, said=cause.said
            )
            if new:
                facts = {"alert_id": cause.alert_id, "severity": cause.severity, "title": cause.title}
                unit.emit("incident.opened", incident_id, facts, source=SOURCE)
            return f"Opened {incident_id}." if new else f"{incident_id} is open already."

        return database.attempt(work)

    actions = make_actions(
        open_incident=open_one, check_data=check_data, scaling=scaling, releases=releases, training=training
    )
    return IncidentDesk(store, AlertHearing(store), Conducting(store, actions, clock=clock))
