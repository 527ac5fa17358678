"""Better seats for an order, for looking at (`check_upgrades`) and for quoting."""

from typing import Any

from willcall.access.actor import Actor
from willcall.boxoffice.errors import PolicyRefused
from willcall.boxoffice.operations.own_order import judge_tickets, require_changeable, tickets_in_hand
from willcall.boxoffice.rules import halls, prices, search, upgrades
from willcall.boxoffice.rules.prices import Price
from willcall.boxoffice.rules.search import Placement
from willcall.boxoffice.rules.upgrades import Present
from willcall.boxoffice.store import claims
from willcall.boxoffice.store.catalogue import Catalogue, Show, Snapshot
from willcall.kit.clock import to_epoch_ms
from willcall.kit.database import UnitOfWork
from willcall.kit.errors import Invalid


class Upgradable:
    """An order whose tickets may be upgraded now, with the hall as it is."""

    def __init__(self, unit: UnitOfWork, *, catalogue: Catalogue, actor: Actor, order_id: str) -> None:
        self.order: Any = require_changeable(unit, actor=actor, order_id=order_id)
        self.snapshot: Snapshot = catalogue.snapshot(unit.connection)
        self.show: Show = self.snapshot.show(self.order.event_id)
        self.tickets = tickets_in_hand(unit, order_id=order_id)
        chosen = judge_tickets(unit, snapshot=self.snapshot, show=self.show, kind="upgrade", tickets=self.tickets)
        self.policy = next(iter(chosen.values()))
        self.hall = self.show.venue.hall
        self.now: Present = upgrades.present(self.hall, [(row.seat_id, row.face + row.fees) for row in self.tickets])
        found = claims.taken(unit.connection, event_id=self.show.event_id, now_ms=to_epoch_ms(unit.now))
        self.taken = search.masks(self.hall, found)
        self.asked: dict[str, Price] = prices.prices_now(
            self.show.tariffs, self.hall, search.free_by_tier(self.hall, self.taken)
        )

    def sections(self, wish: str | None) -> frozenset[int] | None:
        """The sections a wish names. Raises: Invalid for an unknown name, PolicyRefused when all of them are worse."""
        if not wish or not wish.strip():
            return None
        found = halls.matching(self.hall, wish)
        if not found:
            names = ", ".join(dict.fromkeys(self.hall.parts[index].name for index in self.hall.order))
            raise Invalid(f"There is no section called {wish!r}. There are: {names}.", field="target_section")
        if all(self.hall.parts[index].level > self.now.level for index in found):
            raise self.worse(wish)
        return found

    def worse(self, where: str) -> PolicyRefused:
        why = (
            f"seats in {where} are not better than the present ones as the house ranks its parts, whatever they cost; "
            "an upgrade never goes to a worse level"
        )
        return PolicyRefused(
            f"{self.policy.name}: {why}.",
            policy_id=self.policy.policy_id,
            policy=self.policy.name,
            policy_text=self.policy.text,
            reason=why,
        )

    def candidates(self, *, section: str | None, max_delta: int | None, limit: int) -> list[tuple[Placement, int]]:
        """Cheapest first."""
        return upgrades.candidates(
            self.hall,
            taken=self.taken,
            prices={tier: price.each for tier, price in self.asked.items()},
            now=self.now,
            sections=self.sections(section),
            max_delta=max_delta,
            limit=limit,
        )
