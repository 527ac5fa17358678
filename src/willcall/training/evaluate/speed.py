"""How much longer one reader takes than another: the same rows, in turn, in one run, so that a busy machine slows both."""

from collections.abc import Sequence
from statistics import median

from willcall.training.datasets.understanding import Row
from willcall.training.evaluate.understanding import Predictor


def side_by_side(rows: Sequence[Row], quick: Predictor, slow: Predictor) -> dict[str, float]:
    """Median milliseconds of both on one thread, and their ratio; each row read by both, taking turns to be first."""
    for predict in (quick, slow):
        for row in rows[:5]:
            predict(row)
    times: dict[Predictor, list[float]] = {quick: [], slow: []}
    for at, row in enumerate(rows):
        for predict in (quick, slow) if at % 2 else (slow, quick):
            times[predict].append(predict(row).milliseconds)
    fast, long = median(times[quick]), median(times[slow])
    return {"int8_ms": round(fast, 3), "float32_ms": round(long, 3), "ratio": round(long / fast, 3) if fast else 0.0}
