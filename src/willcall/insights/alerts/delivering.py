"""Tells what waits to be told: each notice once to each channel, again after a pause where a channel did not take it.

Knows no rule; what is told was written with the change that it tells of (`store.deliveries`).
"""

import random
from collections.abc import Callable
from datetime import timedelta

from willcall.insights.alerts.channels import Channels
from willcall.insights.alerts.notifiers.ports import Notice, NotTold
from willcall.insights.alerts.store import Delivery, DeliveryStore
from willcall.kit.clock import Clock
from willcall.kit.telemetry import get_logger

LEASE_S = 60.0
"""Longer than any channel takes; who crashes while telling is followed after this."""
FIRST_PAUSE_S, LONGEST_PAUSE_S, MOST_ATTEMPTS = 5.0, 900.0, 12

log = get_logger("insights.alerts")


class Delivering:
    """Args:
    store: What waits.
    channels: Who is told.
    clock: The time.
    chance: A number from 0 to 1, so that many do not try again at the same moment.
    """

    def __init__(
        self, store: DeliveryStore, channels: Channels, *, clock: Clock, chance: Callable[[], float] = random.random
    ) -> None:
        self._store, self._channels, self._clock, self._chance = store, channels, clock, chance

    def deliver(self, *, going_on: Callable[[], bool] = lambda: True) -> int:
        """Tells what is due; how many notices were taken.

        Args:
            going_on: Asked between two notices; nothing more is begun once it says no.
        """
        taken = 0
        for delivery in self._store.due(self._clock()):
            if not going_on():
                break
            if self._store.lease(delivery, until=self._clock() + timedelta(seconds=LEASE_S)):
                taken += self._tell(delivery)
        return taken

    def _tell(self, delivery: Delivery) -> bool:
        notifier = self._channels.notifiers.get(delivery.channel)
        try:
            if notifier is None:
                raise NotTold("that channel is not set up any more", again=False)
            notifier.send(Notice.of(delivery.notice), delivery_id=delivery.delivery_id, now=self._clock())
        except Exception as error:  # noqa: BLE001 - whatever a channel meets, the others go on
            self._failed(delivery, error)
            return False
        self._store.told(delivery, at=self._clock())
        return True

    def _failed(self, delivery: Delivery, error: Exception) -> None:
        attempts = delivery.attempts + 1
        again = getattr(error, "again", True) and attempts < MOST_ATTEMPTS
        why = error.detail if isinstance(error, NotTold) else type(error).__name__
        now = self._clock()
        wait = min(FIRST_PAUSE_S * 2 ** (attempts - 1), LONGEST_PAUSE_S) * (0.5 + self._chance() / 2)
        asked = getattr(error, "after_s", None)
        at = now + timedelta(seconds=max(wait, asked or 0)) if again else None
        self._store.failed(delivery, error=why, again_at=at, at=now)
        log.warning(
            "an alert was not told", channel=delivery.channel, delivery=delivery.delivery_id, why=why, again=again
        )
