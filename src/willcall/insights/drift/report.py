"""Two windows compared, all in all: what moved, what that costs, whether anybody needs to hear of it; and a page that says so.

A shift by itself alarms nobody. It does when the accuracy to expect has dropped, or when the data itself is no longer what it was. What it costs is
learnt (`learnt.py`) where people labelled enough, and estimated from confidences (`harm.py`) where they did not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from willcall.insights.drift.harm import Harm, apart, calibration_error, estimate
from willcall.insights.drift.learnt import Cost
from willcall.insights.drift.quality import Flaw, flaws
from willcall.insights.drift.samples import Window, kind_of
from willcall.insights.drift.testing import holm, ks, mmd, stability

LEVEL = 0.01
"""A p-value below this, after Holm's correction, is a shift."""
BOUND = 0.02
"""Points of accuracy (as a share) that nobody may lose unheard …"""
WARY = 0.5
"""… so half of it, as estimated, is told: estimates of a window are off by about that much."""
APART, READ_OTHERWISE, READ_P = 0.69, 0.01, 0.03
"""A second witness, for confidence believes itself where it has never been: messages that a classifier tells from the known ones with so large an area
under its curve, and of which predictions are distributed otherwise by so large a stability index, at this p-value."""
FEWEST = 50
Verdict = Literal["unknown", "steady", "shifted", "harmful", "faulty"]


@dataclass(frozen=True, slots=True)
class Shift:
    """Args:
    column: `embeddings` for those.
    role: input, prediction, confidence or embedding.
    test: By which it was found.
    size: Its statistic.
    p: Its p-value.
    corrected: The same after Holm's correction.
    """

    column: str
    role: str
    test: str
    size: float
    p: float
    corrected: float

    @property
    def moved(self) -> bool:
        return self.corrected < LEVEL


@dataclass(frozen=True, slots=True)
class DriftReport:
    """Args:
    reference: What the current window was held against.
    current: What that is called.
    rows: Of the reference and of the current window.
    shifts: Every test made, the surest first.
    flaws: What is wrong with the data.
    harm: What it is estimated to cost; None where there are no confidences.
    apart: How well the windows are told apart (area under the curve); None where that cannot be said.
    calibration_error: Of what is labelled, if anything is.
    verdict: `harmful` and `faulty` are for people to hear of.
    """

    reference: str
    current: str
    rows: tuple[int, int]
    shifts: Sequence[Shift]
    flaws: Sequence[Flaw]
    harm: Harm | None
    apart: float | None
    calibration_error: float | None
    verdict: Verdict

    @property
    def alarms(self) -> bool:
        return self.verdict in {"harmful", "faulty"}

    def as_data(self) -> dict[str, Any]:
        """Plain JSON."""
        made = asdict(self)
        made["alarms"] = self.alarms
        if self.harm is not None:
            made["harm"]["drop"] = self.harm.drop
        return made


def compare(
    reference: Window,
    current: Window,
    *,
    labelled: Window | None = None,
    cost: Cost | None = None,
    bound: float = BOUND,
    seed: int = 0,
) -> DriftReport:
    """Holds one window against another.

    Args:
        reference: How things were; labelled by people where that can be had.
        current: How they are.
        labelled: What people labelled, where that is not the reference itself.
        cost: What was learnt of the cost of shifts, where enough is labelled; estimated otherwise.
        bound: Accuracy that may not be lost unheard, as a share.
        seed: Of all resampling: the same windows make the same report.
    """
    chance = np.random.default_rng(seed)
    if min(reference.rows, current.rows) < FEWEST:
        return DriftReport(
            reference.named, current.named, (reference.rows, current.rows), (), (), None, None, None, "unknown"
        )
    shifts = _shifts(reference, current, chance)
    wrong = flaws(reference, current)
    harm = _harm(reference, current, labelled, cost, seed)
    moved = any(shift.moved for shift in shifts)
    verdict: Verdict = "shifted" if moved else "steady"
    told = apart(reference, current)
    if moved and _costs(harm, bound, shifts, told):
        verdict = "harmful"
    if any(flaw.fault in {"missing", "type", "gone"} for flaw in wrong):
        verdict = "faulty"
    error = None
    judged = labelled or reference
    if judged.correct is not None and judged.confidence is not None:
        error = calibration_error(judged.confidence, judged.correct)
    rows = (reference.rows, current.rows)
    return DriftReport(reference.named, current.named, rows, shifts, wrong, harm, told, error, verdict)


def _harm(reference: Window, current: Window, labelled: Window | None, cost: Cost | None, seed: int) -> Harm | None:
    if cost is not None and _was_read(current) and (reference.correct is not None or _was_read(reference)):
        return cost.harm(reference, current)
    if labelled is not None:
        return _by_labels(labelled, reference, current, seed)
    return estimate(reference, current, seed=seed)


def _was_read(window: Window) -> bool:
    return window.predictions is not None and len(window.predictions) >= FEWEST


def _costs(harm: Harm | None, bound: float, shifts: Sequence[Shift], told: float | None) -> bool:
    """What was learnt knows how sure it is. An estimate from confidences does not, and a second witness is heard beside it."""
    if harm is not None and harm.perhaps is not None:
        return harm.perhaps >= bound
    estimated = harm is not None and harm.drop >= bound * WARY and harm.low > -bound / 8
    return estimated or _read_otherwise(shifts, told)


def _read_otherwise(shifts: Sequence[Shift], told: float | None) -> bool:
    """Whether messages unlike all that is known are made something else of."""
    moved = any(
        s.role == "prediction" and s.test == "PSI" and s.size >= READ_OTHERWISE and s.p < READ_P for s in shifts
    )
    return told is not None and told >= APART and moved


def _by_labels(labelled: Window, reference: Window, current: Window, seed: int) -> Harm | None:
    """Both windows estimated by the same labels: whatever these are unlike both of, cancels."""
    then, now = (estimate(labelled, window, seed=seed) for window in (reference, current))
    if then is None or now is None:
        return None
    return Harm(then.now, now.now, now.low - then.drop, now.high - then.drop, labelled=True)


def _shifts(reference: Window, current: Window, chance: np.random.Generator) -> list[Shift]:
    found: dict[str, tuple[str, str, float, float]] = {}
    for name in reference.columns.keys() & current.columns.keys():
        role = reference.roles.get(name, "input")
        if kind_of(reference.columns[name]) == "number":
            one, other = reference.numbers(name), current.numbers(name)
            if len(one) and len(other):
                found[name] = (role, "KS", *ks(one, other, chance))
        else:
            a, b = reference.words(name), current.words(name)
            if a and b:
                found[name] = (role, "PSI", *stability(a, b, chance))
    if reference.confidence is not None and current.confidence is not None:
        found["confidence"] = ("confidence", "KS", *ks(reference.confidence, current.confidence, chance))
    if reference.embeddings is not None and current.embeddings is not None:
        found["embeddings"] = ("embedding", "MMD", *mmd(reference.embeddings, current.embeddings, chance))
    corrected: Mapping[str, float] = holm({name: p for name, (_, _, _, p) in found.items()})
    shifts = [Shift(name, *values, corrected[name]) for name, values in found.items()]
    return sorted(shifts, key=lambda shift: (shift.corrected, shift.p, shift.column))


def as_text(report: DriftReport) -> str:
    """The report as a page of Markdown."""
    said = {
        "unknown": f"Too little to compare: {report.rows[0]} and {report.rows[1]} messages, {FEWEST} are needed.",
        "steady": "Nothing has moved that chance would not move.",
        "shifted": "What comes in has shifted, and costs nothing to speak of.",
        "harmful": "What comes in has shifted, and more of it is likely read wrongly.",
        "faulty": "The data is not what it was.",
    }[report.verdict]
    lines = [f"# Drift: {report.verdict}", "", said, "", f"{report.current} ({report.rows[1]:,} messages) against {report.reference} ({report.rows[0]:,})."]  # fmt: skip
    harm = report.harm
    if harm is not None:
        how = "by what people labelled" if harm.labelled else "as its own confidences promise"
        expected = f"Accuracy to expect: {harm.now * 100:.1f} %, before {harm.before * 100:.1f} % ({how})."
        between = f"between {harm.low * 100:.1f} and {harm.high * 100:.1f} with 95 %"
        perhaps = "" if harm.perhaps is None else f" It is over {harm.perhaps * 100:.1f} with a chance of one in three."
        lines += ["", f"{expected} A drop of {harm.drop * 100:.1f} points, {between}.{perhaps}"]
    if report.apart is not None:
        lines += ["", f"The two are told apart with an area under the curve of {report.apart:.2f} (0.5: not at all)."]
    if report.calibration_error is not None:
        lines += ["", f"Calibration error, where people labelled: {report.calibration_error * 100:.1f} points."]
    if report.shifts:
        lines += ["", "| what | kind | test | size | p, corrected | moved |", "|---|---|---|---|---|---|"]
        lines += [
            f"| {s.column} | {s.role} | {s.test} | {s.size:.3f} | {s.corrected:.3g} | {'yes' if s.moved else 'no'} |"
            for s in report.shifts
        ]
    if report.flaws:
        lines += ["", "| column | fault | before | now |", "|---|---|---|---|"]
        lines += [f"| {f.column} | {f.fault} | {f.before * 100:.1f} % | {f.now * 100:.1f} % |" for f in report.flaws]
    return "\n".join(lines) + "\n"
