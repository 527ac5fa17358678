"""Better seats for an order, to look at; nothing is held. It shares `find_upgrades` with the quote, so that both agree."""

from willcall.access.actor import Actor
from willcall.boxoffice.contract import UpgradeOption
from willcall.boxoffice.operations.find_upgrades import Upgradable
from willcall.boxoffice.rules.options import option_of
from willcall.boxoffice.store.catalogue import Catalogue
from willcall.kit.database import UnitOfWork
from willcall.kit.money import Money


def check_upgrades(
    unit: UnitOfWork,
    *,
    catalogue: Catalogue,
    actor: Actor,
    order_id: str,
    target_section: str | None,
    max_price_delta: int | None,
    limit: int,
) -> list[UpgradeOption]:
    """Cheapest first. Raises: Unauthenticated, NoSuchOrder, PolicyRefused, Invalid for an unknown section."""
    up = Upgradable(unit, catalogue=catalogue, actor=actor, order_id=order_id)
    found = up.candidates(section=target_section, max_delta=max_price_delta, limit=max(1, min(limit, 20)))
    return [
        UpgradeOption(
            option=option_of(up.hall, placement, up.asked, up.show.currency, accessible=up.now.wheelchairs > 0),
            price_delta=Money(more, up.show.currency),
        )
        for placement, more in found
    ]
