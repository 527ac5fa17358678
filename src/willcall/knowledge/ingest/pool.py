"""Workers: processes that prepare sources, each with bounded memory and patience, so that a hostile file costs itself and nothing else.

A worker that dies or falls silent is replaced, and the source it had is refused. Outcomes come back in the order of the sources.
"""

import multiprocessing
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any

from willcall.knowledge.ingest.preparing import Outcome, Preparer
from willcall.knowledge.ingest.source import Source

MEMORY = 6 * 2**30
"""Bytes of address space a worker may have: what the encoder maps, and room for one document."""
PATIENCE_S = 90.0
"""Seconds a worker may be silent before it is taken for stuck."""
STARTING_S = 120.0
"""Seconds a new worker may take before it says anything."""
AHEAD = 3
"""Sources for each worker that are under way or wait for their turn to be stored."""


@dataclass(frozen=True, slots=True)
class Job:
    """How a worker makes its preparer: called there with what says that it is alive. Must be picklable."""

    make: Callable[..., Preparer]
    arguments: tuple[Any, ...] = ()


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    number: int | None = None
    source: Source | None = None
    heard: float = 0.0
    ready: bool = False

    def due(self, patience_s: float) -> float:
        """When it is taken for stuck."""
        return self.heard + (patience_s if self.ready else max(patience_s, STARTING_S))


class Pool:
    """Args:
    job: What workers are made for.
    workers: How many.
    patience_s: How long one may be silent.
    memory: Bytes one may have; 0 for any.
    """

    def __init__(self, job: Job, *, workers: int, patience_s: float = PATIENCE_S, memory: int = MEMORY) -> None:
        self._job = job
        self._count = workers
        self._patience_s = patience_s
        self._memory = memory
        self._workers: list[_Worker] = []

    def outcomes(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        """The outcome of each source, in their order; reads sources only a little ahead."""
        waiting: deque[tuple[int, Source]] = deque()
        done: dict[int, Outcome] = {}
        feed, taken, given = iter(sources), 0, 0
        exhausted = False
        try:
            while True:
                while not exhausted and taken - given < AHEAD * self._count:
                    source = next(feed, None)
                    if source is None:
                        exhausted = True
                        break
                    waiting.append((taken, source))
                    taken += 1
                self._hand_out(waiting)
                while given in done:
                    yield done.pop(given)
                    given += 1
                if exhausted and given == taken:
                    return
                if not any(worker.source for worker in self._workers):
                    continue
                self._listen(done)
        finally:
            self.close()

    def close(self) -> None:
        """Ends every worker, whatever it is doing."""
        for worker in self._workers:
            self._end(worker)
        self._workers.clear()

    def _hand_out(self, waiting: "deque[tuple[int, Source]]") -> None:
        while waiting:
            idle = next((worker for worker in self._workers if worker.source is None), None)
            if idle is None:
                if len(self._workers) >= self._count:
                    return
                idle = self._begin()
                self._workers.append(idle)
            number, source = waiting.popleft()
            idle.number, idle.source, idle.heard = number, source, monotonic()
            with suppress(OSError):  # it has died: that is noticed when it is listened to
                idle.pipe.send(source)

    def _listen(self, done: dict[int, Outcome]) -> None:
        busy = {worker.pipe: worker for worker in self._workers if worker.source is not None}
        soonest = min(worker.due(self._patience_s) for worker in busy.values()) - monotonic()
        for pipe in wait(list(busy), timeout=max(0.0, soonest)):
            worker = busy[pipe]  # type: ignore[index]
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                self._lost(worker, "its reader died (a broken or hostile file, or too little memory)", done)
                continue
            worker.heard, worker.ready = monotonic(), True
            if said is not None and worker.number is not None:
                done[worker.number] = said
                worker.number = worker.source = None
        for worker in busy.values():
            if worker.source is not None and monotonic() >= worker.due(self._patience_s):
                self._lost(worker, f"its reader was silent for {self._patience_s:.0f} s", done)

    def _lost(self, worker: _Worker, why: str, done: dict[int, Outcome]) -> None:
        assert worker.source is not None
        assert worker.number is not None
        done[worker.number] = Outcome(worker.source.origin, fault=f"{worker.source.shown!r} was not read: {why}.")
        self._end(worker)
        self._workers.remove(worker)

    def _begin(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._job, self._memory), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _end(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()


def _serve(pipe: Connection, job: Job, memory: int) -> None:
    """A worker's life: a source in, an outcome out, None now and then in between."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started us decides when to stop
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    preparer: Preparer | None = None
    pipe.send(None)
    while True:
        try:
            source = pipe.recv()
        except (EOFError, OSError):
            return
        if preparer is None:
            preparer = job.make(*job.arguments, beat=lambda: pipe.send(None))
        pipe.send(preparer.prepare(source))
