"""The embedded box office's reads: what is on, what is free, and what is one's own.

The half of `local.LocalBoxOffice` that changes nothing. Knows nothing of payments, keys or units of work.
"""

from datetime import datetime
from typing import Any, Literal

from willcall.access.actor import Actor
from willcall.boxoffice.contract import (
    Credit,
    Event,
    Inventory,
    Order,
    Policy,
    Quote,
    SeatMap,
    UpgradeOption,
    Verification,
)
from willcall.boxoffice.delivery.ports import TicketSigner
from willcall.boxoffice.operations.check_upgrades import check_upgrades
from willcall.boxoffice.queries import orders as order_queries
from willcall.boxoffice.queries.check_inventory import check_inventory
from willcall.boxoffice.queries.find_events import find_events, get_event, get_events
from willcall.boxoffice.queries.get_seat_map import get_seat_map
from willcall.boxoffice.queries.list_shows import SeasonData, list_shows
from willcall.boxoffice.rules.policies import with_own_limit
from willcall.boxoffice.rules.policy_table import DEFAULT_NAMES
from willcall.boxoffice.store import orders as order_rows
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.clock import Clock, to_epoch_ms
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.ids import Ids


class Looking:
    """Reads from our own database.

    Args:
        database: Where everything is kept.
        clock: What time it is.
        ids: Makes identifiers.
        signer: Signs tickets.
    """

    def __init__(self, database: Database, *, clock: Clock, ids: Ids, signer: TicketSigner) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._signer = signer
        self._catalogue = Catalogue()

    # -- what is on ---------------------------------------------------------------------------------------------------

    def edition(self) -> int | None:
        with self._database.read() as connection:
            return self._catalogue.snapshot(connection).version

    def find_events(
        self,
        *,
        query: str | None = None,
        starts_after: datetime | None = None,
        starts_before: datetime | None = None,
        kind: str | None = None,
        venue: str | None = None,
        city: str | None = None,
        include_past: bool = False,
        limit: int = 20,
        event_ids: list[str] | None = None,
    ) -> list[Event]:
        with self._database.read() as connection:
            if event_ids is not None:
                return get_events(connection, catalogue=self._catalogue, now=self._clock(), event_ids=event_ids)
            return find_events(
                connection,
                catalogue=self._catalogue,
                now=self._clock(),
                query=query,
                starts_after=starts_after,
                starts_before=starts_before,
                kind=kind,
                venue=venue,
                city=city,
                include_past=include_past,
                limit=limit,
            )

    def get_event_info(self, *, event_id: str) -> Event:
        with self._database.read() as connection:
            return get_event(connection, catalogue=self._catalogue, now=self._clock(), event_id=event_id)

    def check_inventory(
        self,
        *,
        event_id: str,
        quantity: int,
        section: str | None = None,
        max_price: int | None = None,
        accessible: bool = False,
        wheelchairs: int = 0,
        prefer: Literal["best", "cheapest", "aisle"] = "best",
        limit: int = 5,
    ) -> Inventory:
        with self._database.read() as connection:
            return check_inventory(
                connection,
                catalogue=self._catalogue,
                now=self._clock(),
                event_id=event_id,
                quantity=quantity,
                section=section,
                max_price=max_price,
                accessible=accessible,
                wheelchairs=wheelchairs,
                prefer=prefer,
                limit=limit,
            )

    def get_seat_map(self, *, event_id: str, actor: Actor) -> SeatMap:
        with self._database.read() as connection:
            return get_seat_map(
                connection, catalogue=self._catalogue, now=self._clock(), event_id=event_id, actor=actor
            )

    def list_shows(self) -> SeasonData:
        """Names of everything that is on, with a version; what the reader's catalogue is made of."""
        with self._database.read() as connection:
            return list_shows(connection, catalogue=self._catalogue, now=self._clock())

    def list_policies(self) -> list[Policy]:
        with self._database.read() as connection:
            return list(self._catalogue.snapshot(connection).policies)

    def get_policy(self, *, kind: str, event_id: str | None = None, tier: str | None = None) -> Policy | None:
        if kind not in DEFAULT_NAMES:
            return None
        with self._database.read() as connection:
            snapshot = self._catalogue.snapshot(connection)
        show = snapshot.show(event_id) if event_id else None
        policy = snapshot.policy(kind, show=show, tier=tier)
        return with_own_limit(policy, show.max_tickets) if show is not None and kind == "purchase_limit" else policy

    # -- what is one's own ---------------------------------------------------------------------------------------------

    def get_order(self, *, actor: Actor, order_id: str) -> Order:
        with self._database.read() as connection:
            return order_queries.get_order(
                connection, catalogue=self._catalogue, actor=actor, order_id=order_id, sign=self._sign
            )

    def list_orders(self, *, actor: Actor, customer_id: str) -> list[Order]:
        with self._database.read() as connection:
            return order_queries.list_orders(
                connection, catalogue=self._catalogue, actor=actor, customer_id=customer_id, sign=self._sign
            )

    def get_credit(self, *, actor: Actor, customer_id: str) -> Credit:
        with self._database.read() as connection:
            return order_queries.get_credit(connection, actor=actor, customer_id=customer_id)

    def verify_ticket(self, *, ticket_id: str) -> Verification:
        with self._database.read() as connection:
            return order_queries.verify_ticket(connection, ticket_id=ticket_id)

    def check_upgrades(
        self,
        *,
        actor: Actor,
        order_id: str,
        target_section: str | None = None,
        max_price_delta: int | None = None,
        limit: int = 5,
    ) -> list[UpgradeOption]:
        with self._database.read() as connection:
            return check_upgrades(
                UnitOfWork(connection, now=self._clock(), ids=self._ids),
                catalogue=self._catalogue,
                actor=actor,
                order_id=order_id,
                target_section=target_section,
                max_price_delta=max_price_delta,
                limit=limit,
            )

    def get_quote(self, *, actor: Actor, quote_id: str) -> Quote:
        with self._database.read() as connection:
            return order_queries.get_quote(
                connection, actor=actor, quote_id=quote_id, now_ms=to_epoch_ms(self._clock())
            )

    def voided_tickets(self, *, event_id: str) -> str:
        """The signed list of codes that open no door any more, for scanners without a network (see `delivery.voided`).

        Raises: NoSuchEvent.
        """
        from willcall.boxoffice.delivery.voided import VoidedList, write  # noqa: PLC0415 - cryptography comes with it

        with self._database.read() as connection:
            self._catalogue.snapshot(connection).show(event_id)
            found = VoidedList(event_id, self._clock(), order_rows.closed(connection, event_id))
        return write(found, self._signer)

    def _sign(self, ticket: Any) -> str:
        return self._signer.sign(
            ticket_id=ticket.ticket_id, event_id=ticket.event_id, seat_id=ticket.seat_id, serial=ticket.serial
        )
