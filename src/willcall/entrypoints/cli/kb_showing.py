"""How `willcall kb` shows long work and its outcome: a bar on a terminal, plain lines in a pipe."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from willcall.entrypoints.cli.showing import faint, show_json, strong, table

if TYPE_CHECKING:
    from willcall.knowledge.ingest.adding import Report
    from willcall.knowledge.ports import Stage

EVERY_S = 5.0


class Meter:
    """How far adding is.

    Args:
        total: Sources there are.
        quiet: Whether to show nothing.
    """

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        self._total = total
        self._bar: Any = None
        self._task: Any = None
        self._quiet = quiet
        self._said = monotonic()

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[chunks]} chunks"),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("", total=self._total, chunks=0)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, report: "Report") -> None:
        """Something was stored or refused."""
        if self._bar is not None:
            self._bar.update(self._task, completed=report.read, chunks=report.chunks)
        elif not self._quiet and monotonic() - self._said >= EVERY_S:
            self._said = monotonic()
            print(f"{report.read} of {self._total} read, {report.chunks} chunks stored", file=sys.stderr, flush=True)


def reported(report: "Report", *, total: int, as_json: bool) -> None:
    """What became of it."""
    if as_json:
        show_json({**asdict(report), "read": report.read, "total": total})
        return
    counts = report.documents
    changed = counts["added"] + counts["changed"]
    print(f"{report.read} read, {changed} new or changed.")
    if total > 1:
        print(
            f"  {counts['added']} new, {counts['changed']} changed, {counts['unchanged']} as they were, "
            f"{counts['refused']} refused; {report.chunks} chunks, {report.facts} facts in {report.took:.1f} s"
        )
    for origin, why in report.faults:
        print(f"  refused {origin}: {why}")
    for document, note in report.remarks:
        print(f"  {document}: {note}")
    if report.read < total:
        print(f"Stopped after {report.read} of {total}; run it again to go on.")


def explained(stages: "Sequence[Stage]") -> None:
    """What each stage of a search did."""
    for stage in stages:
        print(f"\n{strong(stage.name)}  {stage.ms:.2f} ms  {faint(stage.failed or stage.note)}")
        table(("SCORE", "CHUNK"), [(score, chunk) for chunk, score in stage.found[:10]], empty="  nothing")
