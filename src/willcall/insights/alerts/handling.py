"""What people do with alerts: look at them, acknowledge them, call them done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from willcall.insights.alerts.life import State, require_move, settle
from willcall.insights.alerts.rules import Rule
from willcall.insights.alerts.store import Alert, AlertStore, Change, Delivery, DeliveryStore, WatchNow
from willcall.insights.alerts.watching import Announcing, Watching
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid

View = Literal["open", "resolved", "all", "firing", "acknowledged"]
VIEWS: tuple[View, ...] = get_args(View)
_STATES: dict[str, tuple[State, ...]] = {
    "open": ("firing", "acknowledged"),
    "resolved": ("resolved",),
    "all": ("firing", "acknowledged", "resolved"),
    "firing": ("firing",),
    "acknowledged": ("acknowledged",),
}
PAGE = 50


@dataclass(frozen=True, slots=True)
class Story:
    """An alert, what became of it, and who was told."""

    alert: Alert
    changes: Sequence[Change]
    deliveries: Sequence[Delivery]


class Alerts:
    """Args:
    store: Alerts.
    deliveries: Who was told.
    announcing: Writes down what became of them.
    watching: Whose rules are in force.
    """

    def __init__(
        self, store: AlertStore, deliveries: DeliveryStore, announcing: Announcing, watching: Watching
    ) -> None:
        self._store, self._deliveries, self._announcing, self._watching = store, deliveries, announcing, watching

    def list(self, *, view: str = "open", page: int = 0) -> tuple[int, Sequence[Alert]]:
        """How many there are, and a page of fifty, the latest first. Raises: Invalid."""
        if view not in _STATES:
            raise Invalid(f"Alerts are seen {', '.join(VIEWS)}, not {view[:40]!r}.", field="state")
        return self._store.page(states=_STATES[view], page=page, size=PAGE)

    def counts(self) -> dict[str, int]:
        """Open alerts: firing, acknowledged."""
        return self._store.counts()

    def story(self, alert_id: str) -> Story:
        """Raises: NoSuchAlert."""
        alert = self._store.get(alert_id)
        return Story(alert, self._store.history(alert_id), self._deliveries.of_alert(alert_id))

    def rules(self) -> Sequence[tuple[Rule, WatchNow | None]]:
        """Every rule in force, and what its last look said."""
        watches = self._store.watches()
        return [(rule, watches.get(rule.name)) for rule in self._watching.rules]

    def acknowledge(self, *, alert_id: str, by: str, name: str | None = None, note: str | None = None) -> Alert:
        """Says that somebody is at it: it is not escalated any more. A second time changes nothing.

        Raises:
            NoSuchAlert, AlertSettled.
        """

        def work(unit: UnitOfWork) -> Alert:
            alert = self._store.get(alert_id, unit.connection, locked=True)
            if alert.state == "acknowledged":
                return alert
            require_move(alert_id, alert.state, "acknowledged")
            changed = replace(alert, state="acknowledged", acknowledged_at=unit.now, acknowledged_by=by)
            self._store.save(unit, changed)
            self._announcing.announce(unit, changed, "acknowledged", by=by, name=name, note=note)
            return changed

        return self._store.database.attempt(work)

    def resolve(self, *, alert_id: str, by: str, name: str | None = None, note: str | None = None) -> Alert:
        """Calls it done; the same trouble fires again only after it was gone once. A second time changes nothing.

        Raises:
            NoSuchAlert.
        """

        def work(unit: UnitOfWork) -> Alert:
            alert = self._store.get(alert_id, unit.connection, locked=True)
            if alert.state == "resolved":
                return alert
            require_move(alert_id, alert.state, "resolved")
            changed = replace(alert, state="resolved", resolved_at=unit.now, resolved_by=by)
            self._store.save(unit, changed)
            known = self._store.watches(unit.connection).get(alert.rule)
            if known is not None:
                self._store.keep_watch(unit, alert.rule, replace(known, watch=settle(known.watch, now=unit.now)))
            self._announcing.announce(unit, changed, "resolved", by=by, name=name, note=note)
            return changed

        return self._store.database.attempt(work)
