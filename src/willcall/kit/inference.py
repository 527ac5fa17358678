"""onnxruntime sessions, as every graph is run here: on one thread, for low latency, int8 exact on every processor.

int8 weights are signed. With instructions for 8-bit dot products (VNNI) their products are exact, and fastest. Other x86-64 processors sum
two products of an unsigned and a signed byte in 16 bits, which overflow. There onnxruntime is told to move weights by 128 as it loads them:
the same numbers, unsigned, whose sums are exact. It would do so where there is VNNI as well, and take half as long again, so it is
told only where it must be. https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html

Knows nothing of what a graph is for.
"""

import platform
from functools import cache
from pathlib import Path
from typing import Any

VNNI = frozenset({"avx_vnni", "avx512_vnni"})


def session(file: Path) -> Any:
    """A session of a graph, on this processor."""
    import onnxruntime  # noqa: PLC0415  60 ms that `import willcall` need not pay

    return onnxruntime.InferenceSession(str(file), options(moved=_overflows_here()), providers=["CPUExecutionProvider"])


def options(*, moved: bool) -> Any:
    """Options of a session; `moved` has int8 weights made unsigned while they are loaded."""
    import onnxruntime  # noqa: PLC0415

    chosen = onnxruntime.SessionOptions()
    chosen.intra_op_num_threads = chosen.inter_op_num_threads = 1
    chosen.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    chosen.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    chosen.log_severity_level = 3
    chosen.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if moved:
        chosen.add_session_config_entry("session.x64quantprecision", "1")
    return chosen


def overflows(machine: str, flags: str) -> bool:
    """Whether sums of products with signed bytes may overflow.

    Args:
        machine: As `platform.machine()` calls it.
        flags: The processor's, as Linux lists them; empty where they are not known.
    """
    return machine.lower() in {"x86_64", "amd64"} and VNNI.isdisjoint(flags.split())


def flags_of(cpuinfo: Path) -> str:
    """The flags of the first core; the others, each a slow read on some kernels, have the same. Empty where there is no such file."""
    try:
        with cpuinfo.open(encoding="utf-8", errors="replace") as lines:
            return next((line.partition(":")[2] for line in lines if line.startswith("flags")), "")
    except OSError:
        return ""


@cache
def _overflows_here() -> bool:
    return overflows(platform.machine(), flags_of(Path("/proc/cpuinfo")))
