"""What Prometheus scrapes: requests and turns. Works with one process or several.

With several workers, `PROMETHEUS_MULTIPROC_DIR` must be set before this is imported (the server does so); the library then
adds the workers' numbers up.
"""

import os
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 3.5, 5, 10)

_registry = CollectorRegistry()
requests = Counter(
    "willcall_http_requests_total", "Requests answered.", ["method", "route", "status"], registry=_registry
)
duration = Histogram(
    "willcall_http_request_seconds", "Time to answer.", ["method", "route"], buckets=BUCKETS, registry=_registry
)
in_flight = Gauge(
    "willcall_http_requests_in_flight", "Being answered.", registry=_registry, multiprocess_mode="livesum"
)
turns = Counter(
    "willcall_turns_total", "Turns of conversations.", ["brain", "specialist", "outcome"], registry=_registry
)
turn_seconds = Histogram("willcall_turn_seconds", "Time of a turn.", ["brain"], buckets=BUCKETS, registry=_registry)
tools = Counter("willcall_tool_calls_total", "Tools used.", ["tool", "ok"], registry=_registry)
tokens = Counter("willcall_llm_tokens_total", "Tokens of language models.", ["brain", "direction"], registry=_registry)
degraded = Counter(
    "willcall_knowledge_degraded_total", "Parts of the knowledge search that failed.", ["arm"], registry=_registry
)


PROBES = frozenset({"/health", "/live", "/ready", "/metrics"})
"""Routes whose answers say how the server is, and are no service to anybody."""


def render() -> tuple[bytes, str]:
    """The exposition text and its content type."""
    return generate_latest(_gathered()), CONTENT_TYPE_PLAIN_0_0_4


def answered() -> tuple[int, int]:
    """Requests that this machine's workers have answered, probes aside, and how many of them with 5xx."""
    total = failed = 0.0
    for family in _gathered().collect():
        for sample in family.samples:
            if sample.name == "willcall_http_requests_total" and sample.labels["route"] not in PROBES:
                total += sample.value
                failed += sample.value if sample.labels["status"].startswith("5") else 0
    return round(total), round(failed)


def _gathered() -> CollectorRegistry:
    """What all workers of this machine have counted."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if not folder:
        return _registry
    _forget_the_dead(Path(folder))
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _forget_the_dead(folder: Path) -> None:
    """What a killed worker was doing is no longer being done."""
    for file in folder.glob("gauge_live*_*.db"):
        try:
            os.kill(int(file.stem.rpartition("_")[2]), 0)
        except (ProcessLookupError, ValueError):
            file.unlink(missing_ok=True)
