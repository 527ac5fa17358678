"""What a training may be told, and what follows from the data where nothing is told.

One dial derives the rest: the number of rows says how often each is seen. Knows no torch.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from willcall.kit.errors import Invalid

STEPS = ("contrastive", "joint")
MOST_ANCHORS = 4000  # of a contrastive epoch
PIECES_A_SECOND = {
    "bfloat16": 2400,
    "float32": 1180,
}  # trained on by two cores with nothing else to do (docs/lab-notes.md)
HEARD = 10_000  # rows that an encoder of fewer layers hears its base about, of which it hears all twice at least
TEACHING = 1 / 3  # of the time that a row takes to learn from: the whole base only speaks
MOST_HEARING = 1 / 3  # of a training
AGAIN = 0.4  # of the epochs that a network has seen it sees again, on all rows, where there are few
FEW_EACH = 20  # examples an intent on average, up to which the encoder is bent little: a training of all of it reads worse than it did untouched
GENTLE_EPOCHS = 6  # then
SECONDS = 1700  # of training on a processor, so that calibration, export and measuring end within 40 minutes


class BadSetting(Invalid):
    """A setting that no training can have."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what comes out. Two runs with equal settings and data give equal models on one machine.

    Args:
        data: The training file.
        out: The model directory to write.
        evaluation: A file to score the finished model on; it influences nothing.
        slot_map: Other names of slots, and ours.
        base: A folder or hub name of an encoder; None for the packaged one.
        layers: Of the base that the model has, evenly spread; None: all. Fewer are first taught by all.
        steps: `contrastive`, `joint`, in that order, or one of them.
        epochs: Of the joint step; None derives it.
        contrastive_epochs: Of the contrastive step; None derives it.
        batch: Rows a step; None derives it.
        frozen: Share of the encoder's lowest layers that stay as they are, with the table of word pieces; None derives it.
        rate: Peak learning rate of the encoder; the intent head, which begins fitted, learns at 5 times that, the others at 20 times.
        schedule: `one_cycle` (cosine) or `linear`, both with warm-up.
        warmup: Share of the steps.
        clip: Largest norm of the gradient.
        patience: Epochs without improvement on rows held out before the joint step stops.
        held_out: Share of rows held out for stopping and calibration; None derives it.
        refit: Train again on all rows once calibrated; None: where there are few rows.
        false_alarms: Largest share of in-scope messages that may be called out of scope; None: 0.04 where rows out of scope are given, else 0.01.
        augment: Put other values in the place of slots' values.
        precision: `auto` (bfloat16 where the processor multiplies it), `float32`, `bfloat16`.
        seed: Of everything random.
        threads: Of torch.
        checkpoint_every: Steps between checkpoints.
        keep_float: Also keep the float32 graph, `encoder.float32.onnx`.
        history_turns: Turns of history that the model sees.
        history_tokens: Pieces of history that it sees.
    """

    data: Path
    out: Path
    evaluation: Path | None = None
    slot_map: tuple[tuple[str, str], ...] = ()
    base: str | None = None
    layers: int | None = None
    steps: tuple[str, ...] = STEPS
    epochs: int | None = None
    contrastive_epochs: int | None = None
    batch: int | None = None
    frozen: float | None = None
    rate: float | None = None
    schedule: Literal["one_cycle", "linear"] = "one_cycle"
    warmup: float = 0.1
    weight_decay: float = 0.01
    clip: float = 1.0
    patience: int = 4
    held_out: float | None = None
    refit: bool | None = None
    false_alarms: float | None = None
    augment: bool = True
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    seed: int = 7
    threads: int = 2
    checkpoint_every: int = 200
    keep_float: bool = False
    history_turns: int = 4
    history_tokens: int = 64
    text_tokens: int = 96

    def __post_init__(self) -> None:
        if not self.steps or any(step not in STEPS for step in self.steps):
            raise BadSetting(f"steps are {' and '.join(STEPS)}, not {', '.join(self.steps) or 'none'}", field="steps")
        for name in ("layers", "epochs", "contrastive_epochs", "batch", "patience", "threads", "checkpoint_every"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise BadSetting(f"{name} must be at least 1, not {value}", field=name)
        for name in ("held_out", "warmup", "false_alarms"):
            value = getattr(self, name)
            if value is not None and not 0 < value < 1:
                raise BadSetting(f"{name} must lie between 0 and 1, not {value}", field=name)
        if self.frozen is not None and not 0 <= self.frozen <= 1:
            raise BadSetting(f"frozen must lie between 0 and 1, not {self.frozen}", field="frozen")

    def as_dict(self) -> dict[str, Any]:
        """As plain data, for checkpoints, runs and cards."""
        plain = asdict(self)
        return {
            **{name: str(value) if isinstance(value, Path) else value for name, value in plain.items()},
            "slot_map": dict(self.slot_map),
            "steps": list(self.steps),
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """What follows from the settings and the data; names as in `Settings`, and `distilled_epochs`, in which a smaller encoder is taught by its base."""

    distilled_epochs: int
    epochs: int
    contrastive_epochs: int
    batch: int
    frozen: float
    rate: float
    held_out: float
    refit: bool
    false_alarms: float


def plan(
    settings: Settings,
    *,
    rows: int,
    intents: int,
    slots: int = 0,
    with_history: float,
    strangers: int = 0,
    share: float = 1.0,
    pieces: int = 0,
    most_pieces: int | None = None,
) -> Plan:
    """How long, how large, how fast.

    Args:
        settings: What was told.
        rows: For training, held-out ones included.
        intents: How many, `out_of_scope` not counted.
        slots: How many.
        with_history: Share of rows that have some.
        strangers: Rows out of scope.
        share: Of the base's layers that the model has.
        pieces: Of words, in all rows with their history.
        most_pieces: That a training of all layers may go through, all steps together, where no epochs were told; None: any number.
    """
    few = rows <= 3000
    gently = few and intents >= 5 and rows <= FEW_EACH * intents and not slots and not with_history
    seen = GENTLE_EPOCHS if gently else next(times for most, times in _TIMES if rows <= most)
    if with_history > 0.5:
        seen = max(2, seen // 2)
    refit = few if settings.refit is None else settings.refit
    contrastive = settings.contrastive_epochs or (0 if gently or intents < 5 else 2 if few else 1)
    distilled = max(2, round(HEARD / rows)) if share < 1.0 else 0
    if most_pieces is not None and pieces:
        hearing = TEACHING + share
        distilled = min(distilled, max(1, int(MOST_HEARING * most_pieces / pieces / hearing)))
        triples = 3 * contrastive * min(rows, MOST_ANCHORS) / rows if "contrastive" in settings.steps else 0.0
        again = AGAIN if refit else 0.0
        left = (most_pieces / pieces - distilled * hearing) / share
        seen = max(1, min(seen, int((left - triples) / (1.0 + again))))
    return Plan(
        distilled_epochs=distilled,
        epochs=settings.epochs or seen,
        contrastive_epochs=contrastive,
        batch=settings.batch or (16 if rows <= 1000 and not gently else 32),
        frozen=(0.5 if gently and share == 1.0 else 0.0) if settings.frozen is None else settings.frozen,
        rate=settings.rate or (8e-5 if few and not gently else 1e-4),
        held_out=settings.held_out or (0.1 if few else max(0.05, min(0.1, 600 / rows))),
        refit=refit,
        false_alarms=settings.false_alarms or (0.04 if strangers else 0.01),
    )


_TIMES = ((200, 30), (1000, 14), (4000, 10), (12_000, 8), (20_000, 7), (1 << 62, 3))
