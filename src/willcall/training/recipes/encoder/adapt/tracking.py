"""Keeps runs in MLflow: settings, curves, figures, the card and the picture. SQLite by default, nothing sent anywhere.

Knows MLflow; a training without it is told so and goes on.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from willcall.training.recipes.encoder.adapt.loop import Curves

EXPERIMENT = "willcall-encoder"


class Tracking:
    """One run.

    Args:
        where: A tracking URI; None for MLFLOW_TRACKING_URI, or else a SQLite file beside the model directory.
        out: The model directory.
        name: Of the run.
    """

    def __init__(self, where: str | None, out: Path, name: str) -> None:
        os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
        os.environ.setdefault("DO_NOT_TRACK", "true")
        from mlflow.tracking import MlflowClient

        out.parent.mkdir(parents=True, exist_ok=True)
        folder = out.resolve().parent
        self.where = where or os.environ.get("MLFLOW_TRACKING_URI") or f"sqlite:///{folder / 'mlflow.db'}"
        self._client = MlflowClient(self.where)
        found = self._client.get_experiment_by_name(EXPERIMENT)
        own = self.where.startswith("sqlite:")
        number = (
            found.experiment_id
            if found
            else self._client.create_experiment(
                EXPERIMENT, artifact_location=(folder / "mlflow-artifacts").as_uri() if own else None
            )
        )
        self._run = self._client.create_run(number, run_name=name).info.run_id

    @property
    def run(self) -> str:
        return str(self._run)

    def settings(self, given: Mapping[str, Any]) -> None:
        from mlflow.entities import Param

        self._client.log_batch(self._run, params=[Param(name, str(value)[:5000]) for name, value in given.items()])

    def curves(self, curves: Curves) -> None:
        """Every tenth step of every stage, and every measure."""
        from mlflow.entities import Metric

        metrics, at, stages = [], 0, dict.fromkeys(row[0] for row in curves.rows)
        for stage in stages:
            rows = [row for row in curves.rows if row[0] == stage]
            for _, step, *values in rows[::10]:
                metrics += [
                    Metric(name, float(value), 0, at + step)
                    for name, value in zip(("loss", "learning_rate", "gradient_norm"), values, strict=True)
                ]
            metrics += [Metric("held_out", value, 0, at + step) for of, step, value in curves.measures if of == stage]
            at += rows[-1][1]
        for start in range(0, len(metrics), 1000):
            self._client.log_batch(self._run, metrics=metrics[start : start + 1000])

    def figures(self, figures: Mapping[str, Any]) -> None:
        for name, value in figures.items():
            if isinstance(value, int | float):
                self._client.log_metric(self._run, name, float(value))

    def files(self, *files: Path) -> None:
        for file in files:
            if file.is_file():
                self._client.log_artifact(self._run, str(file))

    def end(self, status: str) -> None:
        """`FINISHED`, `FAILED` or `KILLED`."""
        self._client.set_terminated(self._run, status)
