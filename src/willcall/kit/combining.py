"""Requests that come while one is being served are served together, by whoever is at it.

Threads that all want the same thing from the database would otherwise queue for its locks and pay for a transaction each. Here
the first to come serves; the others leave their request and wait, and the next one to serve takes along all that have gathered.
One alone is served at once: nothing waits for company. The idea is flat combining (Hendler, Incze, Shavit and Tzafrir, "Flat
Combining and the Synchronization-Parallelism Tradeoff", SPAA 2010). Knows nothing of what is asked.
"""

import threading
import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

MOST = 64
"""How many requests are served together at most."""


class _Place(Generic[Asked, Answer]):
    """Somebody's place in the queue: what they asked, and what came of it."""

    __slots__ = ("answer", "asked", "called", "failure", "marks", "served")

    def __init__(self, asked: Asked, marks: Iterable[Hashable]) -> None:
        self.asked = asked
        self.marks = frozenset(marks)
        self.served = False
        self.answer: Answer | None = None
        self.failure: BaseException | None = None
        self.called = threading.Lock()
        """Free once this place is served, or its owner is to serve."""
        self.called.acquire()


class Combiner(Generic[Asked, Answer]):
    """Serves requests in batches.

    Args:
        serve: Serves a batch: one answer or one error for each request, first to last. What it raises goes to all of them.
        marks: What a request touches. Two that share a mark are never in one batch, and are served one after the other.
        most: How many are served together at most.
    """

    def __init__(
        self,
        serve: Callable[[Sequence[Asked]], Sequence[Answer | Exception]],
        *,
        marks: Callable[[Asked], Iterable[Hashable]],
        most: int = MOST,
    ) -> None:
        self._serve = serve
        self._marks = marks
        self._most = most
        self._door = threading.Lock()
        self._queue: list[_Place[Asked, Answer]] = []
        self._serving = False
        self._crowded = False

    def ask(self, asked: Asked) -> Answer:
        """The answer to this request; waits until it is there.

        Raises:
            Exception: What came of this request, or of the whole batch.
        """
        mine: _Place[Asked, Answer] = _Place(asked, self._marks(asked))
        with self._door:
            self._queue.append(mine)
            first = not self._serving
            self._serving = True
        if not first:
            self._wait(mine)
        if not mine.served:
            self._serve_until(mine)
        if mine.failure is not None:
            raise mine.failure
        return mine.answer  # type: ignore[return-value]

    def _wait(self, mine: _Place[Asked, Answer]) -> None:
        """Waits to be served, or to be the one who serves; whoever is torn away leaves the queue as it should be."""
        try:
            mine.called.acquire()
        except BaseException:
            with self._door:
                if mine in self._queue:
                    self._queue.remove(mine)
                if not mine.called.locked() and not mine.served:
                    self._pass_on()
            raise

    def _pass_on(self) -> None:
        """Lets the first in the queue serve; the door must be held."""
        self._serving = bool(self._queue)
        if self._queue:
            self._queue[0].called.release()

    def _serve_until(self, mine: _Place[Asked, Answer]) -> None:
        """Serves batch after batch until one's own request is among the served; then another takes over."""
        try:
            while not mine.served:
                self._serve_some(mine)
        finally:
            with self._door:
                self._pass_on()

    def _serve_some(self, mine: _Place[Asked, Answer]) -> None:
        if self._crowded:
            time.sleep(0)  # whoever was served just now may be about to ask again: lets them, and waits for nobody
        batch = self._next_batch()
        self._crowded = len(batch) > 1
        failure: BaseException | None = None
        try:
            answers = self._serve([place.asked for place in batch])
            for place, answer in zip(batch, answers, strict=True):
                if isinstance(answer, Exception):
                    place.failure = answer
                else:
                    place.answer = answer
        except BaseException as error:
            failure = error
            if not isinstance(error, Exception):
                raise  # an interrupt is this thread's own; the others hear of a failure below
        finally:
            for place in batch:
                if failure is not None:
                    place.failure = (
                        failure if isinstance(failure, Exception) else RuntimeError("Serving was interrupted.")
                    )
                place.served = True
                if place is not mine:
                    place.called.release()

    def _next_batch(self) -> list[_Place[Asked, Answer]]:
        """Takes the first in the queue and those after it that touch nothing which one before them touches."""
        batch: list[_Place[Asked, Answer]] = []
        left: list[_Place[Asked, Answer]] = []
        touched: set[Hashable] = set()
        with self._door:
            for place in self._queue:
                if len(batch) < self._most and touched.isdisjoint(place.marks):
                    batch.append(place)
                else:
                    left.append(place)
                touched |= place.marks
            self._queue = left
        return batch
