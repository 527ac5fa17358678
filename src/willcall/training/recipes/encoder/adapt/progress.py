"""Shows how far a training is: a bar on a terminal, plain lines in a pipe. All on standard error. Knows no torch."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Progress:
    """Told of each step; says so."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._began = time.monotonic()
        self._bar: Any = None
        self._tasks: dict[str, int] = {}
        self._told = 0.0
        self._last: dict[str, tuple[int, float]] = {}

    def say(self, line: str) -> None:
        """A line of its own."""
        if self._quiet:
            return
        if self._bar is not None:
            self._bar.console.print(line, highlight=False)
        else:
            print(f"{time.monotonic() - self._began:6.0f} s  {line}", file=sys.stderr, flush=True)

    def step(self, stage: str, done: int, total: int, loss: float) -> None:
        """After each step of training."""
        if self._quiet:
            return
        if self._bar is not None:
            if stage not in self._tasks:
                self._tasks[stage] = self._bar.add_task(stage, total=total)
            self._bar.update(self._tasks[stage], completed=done, description=f"{stage}  loss {loss:.3f}")
        elif done == total or time.monotonic() - self._told >= 10:
            now = time.monotonic()
            place, then = self._last.get(stage, (0, self._began))
            pace = f", {(done - place) / (now - then):.2f} steps/s" if place and done > place and now > then else ""
            self._told, self._last = now, {stage: (done, now)}
            self.say(f"{stage}: step {done} of {total}, loss {loss:.3f}{pace}")


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Progress]:
    """A progress for as long as it lasts."""
    shown = Progress(quiet=quiet)
    if quiet or not sys.stderr.isatty():
        yield shown
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        shown._bar = bar  # noqa: SLF001
        yield shown
