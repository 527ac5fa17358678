"""A brain behind a circuit breaker, so that a server that is down costs one time-out and not one per turn.

The order of brains is the turn's; this only makes a failing one fail fast, and turns any error of a brain into `BrainFailed`.
"""

import threading
import time
from collections.abc import Callable

from willcall.agent.ports import Brain, BrainFailed, Thought, View


class GuardedBrain:
    """Args:
    brain: The one to guard.
    failures: So many in a row open the circuit.
    rest_seconds: So long nobody asks it then; after that one turn may try.
    clock: Monotonic seconds.
    """

    def __init__(
        self,
        brain: Brain,
        *,
        failures: int = 3,
        rest_seconds: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._brain = brain
        self._limit, self._rest, self._clock = failures, rest_seconds, clock
        self._lock = threading.Lock()
        self._failed = 0
        self._closed_until = 0.0

    @property
    def name(self) -> str:
        return self._brain.name

    def think(self, view: View) -> Thought:
        """As the brain does. Raises: BrainFailed, at once while the circuit is open."""
        self._enter()
        try:
            speech = yield from self._brain.think(view)
        except (BrainFailed, GeneratorExit):
            self._count()
            raise
        except Exception as error:
            self._count()
            raise BrainFailed(f"{type(error).__name__} in brain {self.name}: {str(error)[:200]}") from error
        with self._lock:
            self._failed = 0
        return speech

    def _enter(self) -> None:
        with self._lock:
            if self._failed < self._limit:
                return
            now = self._clock()
            if now < self._closed_until:
                raise BrainFailed(f"Brain {self.name} failed {self._failed} times in a row and rests.")
            self._closed_until = now + self._rest  # this turn tries; others still pass by

    def _count(self) -> None:
        with self._lock:
            self._failed += 1
            if self._failed >= self._limit:
                self._closed_until = self._clock() + self._rest
