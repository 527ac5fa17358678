"""Rate limiting in one process: at most so many in any sixty seconds, counted exactly (a sliding log).

Several processes of one machine count together with `shared_limits`. Knows nothing of HTTP; time is passed in.
"""

import math
import threading
from collections import OrderedDict, deque
from dataclasses import dataclass

WINDOW_S = 60.0
CALLERS_KEPT = 50_000
ROUNDING_S = 1e-6  # whoever waits as long as told must pass, whatever floats make of it


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a call may pass, and what to tell the caller.

    Args:
        allowed: Whether it may.
        limit: Calls per minute.
        remaining: Calls left in the window.
        reset_s: Whole seconds until the next one is free again.
    """

    allowed: bool
    limit: int
    remaining: int
    reset_s: int


class RateLimiter:
    """Counts calls per caller.

    Args:
        per_minute: The limit; 0 for none.
    """

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._calls: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, caller: str, *, now: float) -> Verdict | None:
        """Counts one call, unless the limit is reached.

        Args:
            caller: A key, a fan or an address.
            now: Monotonic seconds.

        Returns:
            The verdict, or None where there is no limit.
        """
        if self.per_minute == 0:
            return None
        with self._lock:
            calls = self._calls.get(caller)
            if calls is None:
                calls = self._calls[caller] = deque()
                if len(self._calls) > CALLERS_KEPT:
                    self._calls.popitem(last=False)
            else:
                self._calls.move_to_end(caller)
            while calls and calls[0] <= now - WINDOW_S + ROUNDING_S:
                calls.popleft()
            allowed = len(calls) < self.per_minute
            if allowed:
                calls.append(now)
            reset = max(1, math.ceil(calls[0] + WINDOW_S - now))
            return Verdict(allowed, self.per_minute, self.per_minute - len(calls), reset)
