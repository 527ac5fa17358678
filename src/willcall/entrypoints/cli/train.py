"""`willcall train`: models made from your own rows."""

import os
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from willcall.entrypoints.cli.house import AsJson
from willcall.entrypoints.cli.showing import show_json, table
from willcall.kit.errors import Unavailable

group = typer.Typer(name="train", help="Train models on your own rows.", no_args_is_help=True)


class CannotTrain(Unavailable):
    """What trains is not installed."""


@group.callback()
def _training() -> None:
    pass


@group.command(epilog="Example: willcall train encoder --data train.jsonl --eval test.jsonl --out model --json")
def encoder(
    data: Annotated[
        Path, typer.Option("--data", metavar="FILE", help="Rows to train on: text, intent, slots, history.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The model directory to write.")],
    evaluation: Annotated[
        Path | None, typer.Option("--eval", metavar="FILE", help="Rows to measure the finished model on.")
    ] = None,
    slot_map: Annotated[
        Path | None,
        typer.Option("--slot-map", metavar="FILE", help='JSON: {"city_of_event": "city"}; "" leaves a slot out.'),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="PATH_OR_NAME", help="Another encoder: a folder, or a name on the hub."),
    ] = None,
    layers: Annotated[
        int | None,
        typer.Option(
            min=1, help="Of the encoder that the model has: 3 of 6 read in about half the time; all if left out."
        ),
    ] = None,
    steps: Annotated[str, typer.Option("--steps", help="contrastive, joint, or one of them.")] = "contrastive,joint",
    epochs: Annotated[
        int | None, typer.Option(min=1, help="Of the joint step; derived from the rows if left out.")
    ] = None,
    contrastive_epochs: Annotated[int | None, typer.Option(min=1, help="Of the contrastive step.")] = None,
    batch: Annotated[int | None, typer.Option(min=1, help="Rows a step.")] = None,
    frozen: Annotated[
        float | None, typer.Option(help="Share of the encoder's lowest layers that stay as they are.")
    ] = None,
    rate: Annotated[float | None, typer.Option(min=0.0, help="Peak learning rate of the encoder.")] = None,
    schedule: Annotated[
        Literal["one_cycle", "linear"], typer.Option(help="one_cycle or linear, both with warm-up.")
    ] = "one_cycle",
    warmup: Annotated[float, typer.Option(help="Share of the steps in which the rate rises.")] = 0.1,
    clip: Annotated[float, typer.Option(help="Largest norm of the gradient.")] = 1.0,
    patience: Annotated[int, typer.Option(min=1, help="Epochs without improvement before stopping.")] = 4,
    held_out: Annotated[float | None, typer.Option(help="Share of rows held out to stop and calibrate by.")] = None,
    refit: Annotated[
        bool | None,
        typer.Option(
            "--refit/--no-refit", help="Train again on all rows once calibrated; so it is where rows are few."
        ),
    ] = None,
    false_alarms: Annotated[
        float | None,
        typer.Option(
            help="Messages in scope called out of it, at most; 0.04 if rows out of scope are given, else 0.01."
        ),
    ] = None,
    augment: Annotated[
        bool, typer.Option("--augment/--no-augment", help="Other values in the place of slots'.")
    ] = True,
    history_turns: Annotated[int, typer.Option(min=0, help="Turns before the message that count.")] = 4,
    history_tokens: Annotated[int, typer.Option(min=0, help="Word pieces of them that count.")] = 64,
    precision: Annotated[
        Literal["auto", "float32", "bfloat16"], typer.Option(help="auto, float32 or bfloat16.")
    ] = "auto",
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 7,
    threads: Annotated[int, typer.Option(min=1, help="Of the processor.")] = 2,
    checkpoint_every: Annotated[int, typer.Option(min=1, help="Steps between checkpoints.")] = 200,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted training stopped.")] = False,
    track: Annotated[
        str | None,
        typer.Option(
            "--track",
            metavar="URI",
            help="MLflow's; else MLFLOW_TRACKING_URI, else a SQLite file beside DIR. none: no record.",
        ),
    ] = None,
    keep_float: Annotated[bool, typer.Option("--keep-float", help="Also keep encoder.float32.onnx.")] = False,
    as_json: AsJson = False,
) -> None:
    """Train an encoder with intents, slots and out-of-scope on any labelled rows; write a model directory.

    The figures printed are of --eval, or of rows held out where there is none. Ctrl-C keeps a checkpoint: --resume goes on.
    """
    if find_spec("torch") is None or find_spec("transformers") is None:
        raise CannotTrain("Training needs torch and what comes with it: pip install 'willcall[train]'.")
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # threads that wait for each other let others work meanwhile
    from willcall.training.recipes.encoder.adapt.material import read_slot_map
    from willcall.training.recipes.encoder.adapt.progress import progress
    from willcall.training.recipes.encoder.adapt.settings import BadSetting, Settings

    try:
        settings = Settings(
            data=data, out=out, evaluation=evaluation, slot_map=read_slot_map(slot_map), base=base, layers=layers,
            steps=tuple(step.strip() for step in steps.split(",") if step.strip()), epochs=epochs, contrastive_epochs=contrastive_epochs,
            batch=batch, frozen=frozen, rate=rate, schedule=schedule, warmup=warmup, clip=clip, patience=patience, held_out=held_out, refit=refit,
            false_alarms=false_alarms, augment=augment, precision=precision, seed=seed, threads=threads, checkpoint_every=checkpoint_every,
            keep_float=keep_float, history_turns=history_turns, history_tokens=history_tokens,
        )  # fmt: skip
    except BadSetting as wrong:
        raise typer.BadParameter(wrong.detail) from wrong
    from willcall.training.recipes.encoder.adapt.run import train_encoder

    with progress() as shown:
        figures = train_encoder(
            settings, now=datetime.now(UTC), shown=shown, resume=resume, tracking=_tracking(track, out)
        )
    if figures:  # of several processes, the first
        _show(figures, as_json=as_json)


def _tracking(where: str | None, out: Path) -> Any:
    if where == "none":
        return None
    if find_spec("mlflow") is None:
        print("This run is not recorded: mlflow-skinny is not installed.", file=sys.stderr)
        return None
    from willcall.training.recipes.encoder.adapt.tracking import Tracking

    return lambda: Tracking(where, out, out.name)


def _show(figures: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(figures)
        return
    table(("FIGURE", "VALUE"), [(name, value) for name, value in figures.items() if not isinstance(value, dict)])
