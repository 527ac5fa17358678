"""Encoding ahead: a message is encoded in a thread of its own while its turn still looks up where the conversation stands.

The encoder runs outside the interpreter's lock, so on a machine with a second core the wait for it is mostly over when the reader
gets there. One message at a time: where another is being encoded, the reader does it itself, and nothing ever queues. Knows no encoder.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from threading import Event, Lock
from typing import Generic, TypeVar

KEPT = 8
"""Results that nobody asked for are forgotten when as many more have come."""

PATIENCE_S = 0.002
"""How long whoever begins stands back for the thread to begin. It needs the interpreter's lock for that, and would otherwise
wait until something else gives it up: with a new conversation, which has nothing to load, that is for as long as the encoder takes."""

T = TypeVar("T")


class Ahead(Generic[T]):
    """Args:
    work: What is to be done with a text; safe from several threads.
    """

    def __init__(self, work: Callable[[str], T]) -> None:
        self._work = work
        self._lock = Lock()
        self._coming: dict[str, Future[T]] = {}
        self._pool: ThreadPoolExecutor | None = None

    def begin(self, text: str) -> None:
        """Begins with a text, unless another is under way."""
        with self._lock:
            if text in self._coming or not all(future.done() for future in self._coming.values()):
                return
            if self._pool is None:  # made by the first message, so that it is the serving process's own
                self._pool = ThreadPoolExecutor(1, thread_name_prefix="encode-ahead")
            begun = Event()
            self._coming[text] = self._pool.submit(self._begun, begun, text)
            if len(self._coming) > KEPT:
                del self._coming[next(iter(self._coming))]
        begun.wait(PATIENCE_S)

    def _begun(self, begun: Event, text: str) -> T:
        begun.set()
        return self._work(text)

    def of(self, text: str) -> Callable[[], T]:
        """What comes of a text, once it is asked for: what was begun, or else done there and then. It raises what the work raised."""
        with self._lock:
            future = self._coming.pop(text, None)
        return cache(partial(self._work, text)) if future is None else future.result
