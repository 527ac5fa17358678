"""A circuit breaker: after enough failures in a row nobody calls for a while, then one tries.

Source: M. Nygard, Release It!, 2nd edition, chapter 5. Knows nothing of what is called.
"""

import threading
from collections.abc import Callable


class Breaker:
    """Closed: calls go through. Open: they do not. Half open: one goes through and decides.

    Args:
        failures: How many in a row open it.
        rest_s: How long it stays open.
        monotonic: A clock that never goes back.
    """

    def __init__(self, *, failures: int, rest_s: float, monotonic: Callable[[], float]) -> None:
        self._limit = failures
        self._rest_s = rest_s
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failed = 0
        self._opened_at = 0.0
        self._trying = False

    def allows(self) -> bool:
        """Whether a call may go out now; who gets a yes from a half-open breaker must report how it went."""
        with self._lock:
            if self._failed < self._limit:
                return True
            if self._trying or self._monotonic() - self._opened_at < self._rest_s:
                return False
            self._trying = True
            return True

    def report(self, *, ok: bool) -> None:
        """How a call went."""
        with self._lock:
            self._trying = False
            if ok:
                self._failed = 0
                return
            self._failed += 1
            if self._failed >= self._limit:
                self._opened_at = self._monotonic()
