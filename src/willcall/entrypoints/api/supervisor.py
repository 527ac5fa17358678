"""Keeps so many workers serving: forks them, and forks another at once for each that dies.

Forked, not spawned: what is imported here is not imported again, so that another worker serves a moment after one was killed.
The supervisor itself opens nothing, wires nothing and starts no thread. It waits for its children's deaths and never for
their answers, so that no worker, dead or busy, keeps it from replacing another. Knows nothing of what workers do.
"""

import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

from willcall.kit.errors import Unavailable, WillcallError

PARENT_CHECK_S = 1.0
LONGEST_PAUSE_S = 10.0

Work = Callable[[Callable[[], None]], None]
"""What a worker does until it is told to stop; it calls its argument when it serves."""


class NoWorker(Unavailable):
    """Not one worker came to serve."""


class _Worker:
    """A child: its process id, and the pipe through which it says that it serves, or why it cannot."""

    def __init__(self, pid: int, pipe: int) -> None:
        self.pid = pid
        self.pipe = pipe
        self.said = b""

    def listen(self) -> None:
        if self.pipe < 0:
            return
        part = os.read(self.pipe, 4096)
        self.said += part
        if not part or self.said == b"ready":
            os.close(self.pipe)
            self.pipe = -1

    def ended(self) -> bool:
        """Whether it is dead; asked again only of the living."""
        return os.waitpid(self.pid, os.WNOHANG)[0] != 0


class Supervisor:
    """Runs workers until SIGTERM or SIGINT, from the main thread of a process that has no other.

    Args:
        work: What each of them does.
        count: How many.
        patience_s: How long workers may take to stop before they are killed.
        on_ready: Called once, when the first of them serves.
    """

    def __init__(self, work: Work, *, count: int, patience_s: float, on_ready: Callable[[], None]) -> None:
        self._work = work
        self._count = count
        self._patience_s = patience_s
        self._on_ready = on_ready
        self._workers: list[_Worker] = []
        self._stopping = False
        self._served = False
        self._failures = 0
        self._pause_until = 0.0

    def run(self) -> None:
        """Raises: NoWorker if workers died before the first of them served."""
        with self._signals() as wakened:
            try:
                while not self._stopping:
                    self._fill_up()
                    self._wait(wakened)
                    self._bury()
            finally:
                self._stop()

    def _fill_up(self) -> None:
        while len(self._workers) < self._count and time.monotonic() >= self._pause_until:
            self._workers.append(self._fork())

    def _wait(self, wakened: int) -> None:
        pipes = {worker.pipe: worker for worker in self._workers if worker.pipe >= 0}
        pause = self._pause_until - time.monotonic()
        timeout = pause if pause > 0 and len(self._workers) < self._count else None
        readable, _, _ = select.select([wakened, *pipes], [], [], timeout)
        for descriptor in readable:
            if descriptor == wakened:
                os.read(wakened, 4096)
            else:
                self._hear(pipes[descriptor])

    def _hear(self, worker: _Worker) -> None:
        worker.listen()
        if worker.said == b"ready":
            self._failures = 0
            if not self._served:
                self._served = True
                self._on_ready()

    def _bury(self) -> None:
        for worker in [each for each in self._workers if each.ended()]:
            self._workers.remove(worker)
            while worker.pipe >= 0:
                worker.listen()
            if worker.said == b"ready" or self._stopping:
                continue
            if not self._served:
                raise NoWorker(worker.said.decode(errors="replace") or "A worker ended before it served; see its log.")
            # It could not even begin: whatever is wrong may take a while, and trying without a pause helps nobody.
            self._failures += 1
            self._pause_until = time.monotonic() + min(LONGEST_PAUSE_S, 0.1 * 2**self._failures)

    def _stop(self) -> None:
        for worker in self._workers:
            with suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGTERM)
        deadline = time.monotonic() + self._patience_s
        left = list(self._workers)
        while left and time.monotonic() < deadline:
            left = [worker for worker in left if not worker.ended()]
            time.sleep(0.02)
        for worker in left:
            with suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGKILL)
            os.waitpid(worker.pid, 0)

    def _fork(self) -> _Worker:
        sys.stdout.flush()
        sys.stderr.flush()
        reading, writing = os.pipe()
        parent = os.getpid()
        pid = os.fork()
        if pid:
            os.close(writing)
            return _Worker(pid, reading)
        os.close(reading)
        for worker in self._workers:
            if worker.pipe >= 0:
                os.close(worker.pipe)
        return _be_worker(self._work, parent, writing)

    @contextmanager
    def _signals(self) -> Iterator[int]:
        """Hears of signals; gives a descriptor that becomes readable when one came."""
        reading, writing = os.pipe()
        os.set_blocking(writing, False)

        def stop(_number: int, _frame: Any) -> None:
            self._stopping = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        waker = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        try:
            yield reading
        finally:
            signal.set_wakeup_fd(waker)
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(reading)
            os.close(writing)


def _be_worker(work: Work, parent: int, pipe: int) -> NoReturn:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_die_with, args=(parent,), daemon=True).start()
    code = 1
    try:
        work(lambda: _say(pipe, b"ready"))
        code = 0
    except WillcallError as error:
        _say(pipe, error.detail.encode())
    except BaseException:  # noqa: BLE001 - whatever it is, it ends this process, in words
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _say(pipe: int, what: bytes) -> None:
    with suppress(OSError):
        os.write(pipe, what[:4000])


def _die_with(parent: int) -> None:
    """A worker whose supervisor was killed must not go on holding the port."""
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK_S)
    os._exit(1)
