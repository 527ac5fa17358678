"""An operator calls a show off, moves it, or puts it back on."""

from willcall.access.actor import Actor
from willcall.boxoffice.contract import EventStatus
from willcall.boxoffice.store import seasons
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Denied

SOURCE = "/boxoffice"


def set_event_status(
    unit: UnitOfWork, *, catalogue: Catalogue, actor: Actor, event_id: str, status: EventStatus
) -> None:
    """Raises: Denied to all but a service, NoSuchEvent."""
    if actor.kind != "service":
        raise Denied("Only the box office's own people change events.")
    catalogue.snapshot(unit.connection).show(event_id)
    seasons.set_event_status(unit.connection, event_id=event_id, status=status)
    unit.emit("event.changed", event_id, {"status": status}, source=SOURCE)
