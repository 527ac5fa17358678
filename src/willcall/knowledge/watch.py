"""What is told when a part of the search fails: an event at most once a minute for each part, and every observer each time.

Knows neither what failed nor who listens.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from willcall.kit.clock import Clock

EVERY = timedelta(minutes=1)
_log = logging.getLogger(__name__)


class Watch:
    """Args:
    clock: The time.
    record: Makes the event, given the part and why.
    """

    def __init__(self, clock: Clock, record: Callable[[str, str], None]) -> None:
        self._clock = clock
        self._record = record
        self._told: dict[str, datetime] = {}
        self.observers: list[Callable[[str, str], None]] = []

    def degraded(self, arm: str, why: str) -> None:
        """A part failed. Never raises: the search that tells it is still to be answered."""
        try:
            for observer in self.observers:
                observer(arm, why)
            now = self._clock()
            if arm not in self._told or now - self._told[arm] >= EVERY:
                self._told[arm] = now
                self._record(arm, why)
        except Exception:  # noqa: BLE001 - as it says
            _log.exception("a degradation could not be told")
