"""Adding to the knowledge base: the one operation behind the command line and the API.

Sources are prepared by workers and stored in their order, some at a time, each document whole or not at all. What is counted as done
is on disk. Interrupted, it has lost nothing that it counted; run again, it goes on where it stopped, for what is stored is not read again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from time import perf_counter
from typing import Protocol

from willcall.knowledge.ingest.pool import MEMORY, PATIENCE_S, Job, Pool
from willcall.knowledge.ingest.preparing import Outcome, Preparer
from willcall.knowledge.ingest.source import LIGHT, Source
from willcall.knowledge.prepared import Prepared

BATCH_DOCUMENTS, BATCH_CHUNKS, BATCH_S = 64, 2_000, 1.0
"""What is stored in one transaction at most."""
FEW, SMALL = 40, 200_000
"""So many harmless files of so many bytes together are read here, without workers."""
SHOWN = 200
"""Faults and remarks that a report names."""


class Store(Protocol):
    """Where prepared documents go."""

    def put(self, new: "list[Prepared]") -> list[str]: ...


@dataclass
class Report:
    """What became of what was to be added.

    Args:
        documents: Of each outcome (`added`, `changed`, `unchanged`, `refused`) how many.
        chunks: In the documents that were stored.
        facts: In them.
        faults: (origin, why it was refused).
        remarks: (document id, what was left out of it or is strange about it).
        seconds: Stage → seconds of all workers together; `store` is ours.
        took: Seconds from beginning to end.
    """

    documents: Counter[str] = field(default_factory=Counter)
    chunks: int = 0
    facts: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    took: float = 0.0

    @property
    def read(self) -> int:
        """How many sources there were."""
        return sum(self.documents.values())


Progress = Callable[[Report], None]


def add(
    sources: Iterable[Source],
    *,
    store: Store,
    job: Job,
    workers: int = 2,
    patience_s: float = PATIENCE_S,
    memory: int = MEMORY,
    progress: Progress | None = None,
    report: Report | None = None,
) -> Report:
    """Reads sources and stores their documents.

    Args:
        sources: May be a long stream.
        store: Where documents go.
        job: Makes what prepares them, here or in a worker.
        workers: Processes that prepare.
        patience_s: How long one may be silent.
        memory: Bytes of address space of each.
        progress: Told each time something was stored or refused.
        report: To be filled in, for whoever wants to have it when they interrupt this.
    """
    report = Report() if report is None else report
    began = perf_counter()
    held: list[Prepared] = []
    oldest = began

    def flush() -> None:
        if not held:
            return
        start = perf_counter()
        outcomes = store.put(held)
        _count(report, {"store": perf_counter() - start})
        for prepared, outcome in zip(held, outcomes, strict=True):
            report.documents[outcome] += 1
            if outcome != "unchanged":
                report.chunks += len(prepared.chunks)
                report.facts += len(prepared.facts)
            report.remarks += [(prepared.document.id, note) for note in prepared.document.notes]
        del report.remarks[SHOWN:]
        held.clear()
        report.took = perf_counter() - began
        if progress is not None:
            progress(report)

    try:
        for outcome in _outcomes(
            sources,
            job,
            lambda count: (
                Pool(job, workers=min(workers, count), patience_s=patience_s, memory=memory) if workers else None
            ),
        ):
            _count(report, outcome.seconds or {})
            if outcome.prepared is not None:
                oldest = oldest if held else perf_counter()
                held.append(outcome.prepared)
            elif outcome.fault is not None:
                report.documents["refused"] += 1
                if len(report.faults) < SHOWN:
                    report.faults.append((outcome.source, outcome.fault))
            else:
                report.documents["unchanged"] += 1
            if outcome.prepared is None and progress is not None:
                progress(report)
            full = len(held) >= BATCH_DOCUMENTS or sum(len(each.chunks) for each in held) >= BATCH_CHUNKS
            if full or (held and perf_counter() - oldest > BATCH_S):
                flush()
    finally:
        flush()
        report.took = perf_counter() - began
    return report


def _count(report: Report, seconds: Mapping[str, float]) -> None:
    for stage, took in seconds.items():
        report.seconds[stage] = report.seconds.get(stage, 0.0) + took


def _outcomes(sources: Iterable[Source], job: Job, pool: Callable[[int], Pool | None]) -> Iterator[Outcome]:
    stream = iter(sources)
    first = list(islice(stream, FEW + 1))
    light = all(source.kind in LIGHT for source in first) and sum(source.size for source in first) <= SMALL
    hands = None if not first or (light and len(first) <= FEW) else pool(len(first))
    if hands is not None:
        yield from hands.outcomes(chain(first, stream))
    elif first:
        preparer: Preparer = job.make(*job.arguments)
        yield from map(preparer.prepare, chain(first, stream))
