"""One training, straight down: data, labels, network, steps, calibration, export, figures.

    willcall train encoder --data train.jsonl --eval test.jsonl --out DIR --json

Where rows are few, the network goes on for some epochs on every row, once those held out have said when to stop and how sure to be.
"""

import hashlib
import json
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import torch

import willcall
from willcall.training.datasets.understanding import OUT_OF_SCOPE, Row
from willcall.training.recipes.encoder.adapt import fitted
from willcall.training.recipes.encoder.adapt.augment import Values, varied
from willcall.training.recipes.encoder.adapt.batches import Item, item
from willcall.training.recipes.encoder.adapt.checkpoints import Checkpoints
from willcall.training.recipes.encoder.adapt.contrastive import Contrastive
from willcall.training.recipes.encoder.adapt.distilled import Distilled
from willcall.training.recipes.encoder.adapt.joint import Joint, start_heads
from willcall.training.recipes.encoder.adapt.loop import Curves, Interrupted, Runner, Step
from willcall.training.recipes.encoder.adapt.material import Labels, evaluation_rows, hold_out, named, training_rows
from willcall.training.recipes.encoder.adapt.measuring import measure
from willcall.training.recipes.encoder.adapt.network import Network, base, thin, tokenizer_of
from willcall.training.recipes.encoder.adapt.progress import Progress
from willcall.training.recipes.encoder.adapt.settings import AGAIN, PIECES_A_SECOND, SECONDS, Settings, plan
from willcall.training.recipes.encoder.adapt.tracking import Tracking
from willcall.training.recipes.encoder.adapt.training import Training
from willcall.training.recipes.encoder.adapt.world import World, world
from willcall.understanding.packing import InputRule

DISTILLED_RATE = 5e-4  # peak, of an encoder that its base teaches
AGAIN_RATE = 0.5  # of the peak rate, meanwhile
TELLING = 150  # rows held out, below which they do not tell when to stop


def train_encoder(
    settings: Settings,
    *,
    now: datetime,
    shown: Progress,
    resume: bool = False,
    tracking: Callable[[], Tracking] | None = None,
    enough: Callable[[], bool] = lambda: False,
) -> dict[str, Any]:
    """Train, calibrate, export, and measure.

    Args:
        settings: What decides the outcome.
        now: For the model's `made_at`.
        shown: Told how far it is.
        resume: Go on from the checkpoint that an interrupted training with these settings left.
        tracking: Opens the run's record; None keeps none.
        enough: Asked after each step whether to stop there, as Ctrl-C would.

    Returns:
        Figures, with the keys of the contract.

    Raises:
        BadLine: A row is wrong; file, line and reason are said.
        Interrupted: It was stopped; `resume` goes on.
    """
    began = time.monotonic()
    renamed = dict(settings.slot_map)
    rows, labels = training_rows(settings.data, renamed)
    tests = None if settings.evaluation is None else evaluation_rows(settings.evaluation, renamed)
    with world(threads=settings.threads, precision=settings.precision) as here:
        record = tracking() if tracking is not None and here.leads else None
        try:
            training = _prepare(settings, rows, labels, here, shown, enough)
            if record is not None:
                record.settings({**settings.as_dict(), **asdict(training.plan)})
            figures = _train(training, began, now, shown, tests, record, resume=resume)
        except BaseException as error:
            if record is not None:
                record.end("KILLED" if isinstance(error, Interrupted | KeyboardInterrupt) else "FAILED")
            raise
        if record is not None:
            record.end("FINISHED")
    return figures


def _prepare(
    settings: Settings, rows: list[Row], labels: Labels, here: World, shown: Progress, enough: Callable[[], bool]
) -> Training:
    history = sum(bool(row.history) for row in rows) / len(rows)
    strangers = sum(row.intent == OUT_OF_SCOPE for row in rows)
    torch.manual_seed(settings.seed)
    encoder, where = base(settings.base)
    share = thin(encoder, settings.layers)
    tokenizer = tokenizer_of(where)
    marks = tokenizer.encode("a").ids
    rule = InputRule(
        settings.text_tokens, settings.history_turns if history else 0, settings.history_tokens, marks[0], marks[-1]
    )
    items = [item(row, labels, tokenizer, rule) for row in rows]
    on_processor = here.device.type == "cpu"
    found = plan(
        settings, rows=len(rows), intents=len(labels.intents), slots=len(labels.slots), with_history=history, strangers=strangers,
        share=share, pieces=sum(len(one.packed.ids) for one in items),
        most_pieces=SECONDS * PIECES_A_SECOND.get(here.precision, PIECES_A_SECOND["float32"]) if on_processor else None,
    )  # fmt: skip
    _, held = hold_out(rows, found.held_out, settings.seed)
    more = named(labels) if found.refit and len(labels.intents) >= 5 else []
    items += [item(row, labels, tokenizer, rule) for row in more]
    checkpoints = Checkpoints(settings.out, _key(settings), here)
    runner = Runner(settings, here, checkpoints, Curves(), enough=enough)
    if here.leads:
        runner.on_step = shown.step
        shown.say(
            f"{len(rows)} rows, {len(labels.intents)} intents, {len(labels.slots)} slots, {len(held)} rows held out; {found}; {here.precision} on {here.device}"
        )
    return Training(
        settings,
        found,
        [*rows, *more],
        labels,
        items,
        rule,
        tokenizer,
        where,
        here,
        runner,
        held,
        len(rows),
        int(encoder.config.hidden_size),
    )


def _train(
    training: Training,
    began: float,
    now: datetime,
    shown: Progress,
    tests: list[Row] | None,
    record: Tracking | None,
    *,
    resume: bool,
) -> dict[str, Any]:
    settings, here = training.settings, training.world
    kept = training.runner.checkpoints.load() if resume and training.runner.checkpoints else None
    if kept is not None:
        training.epochs, training.calibration = dict(kept["epochs"]), kept["calibration"]
        training.runner.curves.rows, training.runner.curves.measures = (list(part) for part in kept["curves"])
        shown.say(f"going on at step {kept['done']} of {kept['stage']}")
    with tempfile.TemporaryDirectory(prefix="willcall-train-") as scratch:
        made = Path(scratch) / "model"
        network = None
        if kept is None or kept["stage"].startswith("calibrating"):
            network = _fold(training, "calibrating", kept)
            if here.leads:
                training.calibration = fitted.calibrate(training, network, made, shown)
            training.calibration, kept = here.agreed(training.calibration), None
        if training.plan.refit:
            network = _fold(training, "final", kept, network)
            if here.leads:
                fitted.write_graph(training, network, made, shown)
        figures: dict[str, Any] = {}
        if here.leads:
            assert training.calibration is not None
            figures = fitted.finish(training, made, began, now, tests)
            if record is not None:
                record.curves(training.runner.curves)
                record.figures(figures)
                record.files(*(settings.out / name for name in ("card.md", "curves.svg", "model.json")))
                figures["run"] = record.run
                figures["tracking"] = record.where
        if training.runner.checkpoints is not None:
            training.runner.checkpoints.forget()
        return figures


def _fold(training: Training, fold: str, kept: dict[str, Any] | None, network: Network | None = None) -> Network:
    """A network trained through the steps of a fold, on the rows that it may see.

    `calibrating` goes from the base through all steps, without the rows held out; `final` goes on from its network for some more epochs of
    the last step, on all rows.
    """
    settings, found, here = training.settings, training.plan, training.world
    held = set(training.held) if fold == "calibrating" else set()
    places = [place for place in range(len(training.items)) if place not in held]
    if network is None:
        torch.manual_seed(settings.seed)
        encoder, _ = base(settings.base)
        thin(encoder, settings.layers)
        network = Network(
            encoder, intents=len(training.labels.intents), tags=len(training.labels.tags), frozen=found.frozen
        ).to(here.device)
    steps = [name for name in settings.steps if name == "joint" or found.contrastive_epochs or len(settings.steps) == 1]
    if found.distilled_epochs:
        steps = ["distilled", *steps]
    for name in steps if fold == "calibrating" else steps[-1:]:
        stage = f"{fold} {name}"
        going_on = kept is not None and kept["stage"] == stage
        if kept is not None and not going_on:
            continue  # done before the checkpoint, whose network holds it
        if not going_on:
            torch.manual_seed(settings.seed * 1000 + here.rank * 10 + len(stage))
            if stage == "calibrating joint":
                start_heads(network, training.items, places, here)
        beyond = {"epochs": dict(training.epochs), "calibration": training.calibration}
        seen = training.runner.run(
            stage, _step(training, name, fold, network, places), network,
            rate=DISTILLED_RATE if name == "distilled" else found.rate * (1.0 if fold == "calibrating" else AGAIN_RATE), kept=kept if going_on else None, beyond=beyond,
        )  # fmt: skip
        if fold == "calibrating":
            training.epochs[name] = seen
        kept = None
    if "joint" not in steps:  # nobody has trained the heads: each intent is known by the mean of its rows
        start_heads(network, training.items, places, here)
    return network


def _step(training: Training, name: str, fold: str, network: Network, places: list[int]) -> Step:
    settings, found, here = training.settings, training.plan, training.world
    if name == "distilled":
        teacher = Network(base(settings.base)[0], intents=1, tags=1).to(here.device)
        return Distilled(
            network, teacher, training.items, training.rows, settings.data, places,
            epochs=found.distilled_epochs, batch=32, seed=settings.seed, world=here,
        )  # fmt: skip
    again = None if fold == "calibrating" else max(1, round(training.epochs.get(name, 1) * AGAIN))
    if name == "contrastive":
        return Contrastive(
            network, training.items, training.rows, settings.data, places,
            epochs=again or found.contrastive_epochs or 1, batch=max(8, found.batch // 2), seed=settings.seed, world=here,
        )  # fmt: skip
    watched = training.held if fold == "calibrating" and len(training.held) >= TELLING else []
    return Joint(
        network, training.items, training.rows, settings.data, places,
        measured=measure(network, training.items, training.rows, watched, training.labels, here) if watched else None,
        varied=_varied(training, places), epochs=again or found.epochs, batch=found.batch, seed=settings.seed + bool(again), world=here,
    )  # fmt: skip


def _varied(training: Training, places: list[int]) -> Callable[[int, random.Random], Item] | None:
    if not training.settings.augment or not training.labels.slots:
        return None
    values = Values([training.rows[place] for place in places])

    def another(place: int, chance: random.Random) -> Item:
        row = training.rows[place]
        if not row.slots:
            return training.items[place]
        return item(varied(row, values, chance), training.labels, training.tokenizer, training.rule)

    return another


def _key(settings: Settings) -> str:
    told = settings.as_dict()
    for name in ("out", "evaluation", "checkpoint_every", "keep_float"):
        told.pop(name)
    told["data"] = hashlib.sha256(settings.data.read_bytes()).hexdigest()
    return hashlib.sha256(
        json.dumps({**told, "version": willcall.__version__}, sort_keys=True, default=str).encode()
    ).hexdigest()
