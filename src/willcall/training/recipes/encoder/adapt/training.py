"""What the parts of a training share: its settings and rows, where it runs, and what it has found so far."""

from dataclasses import dataclass, field
from typing import Any

from willcall.training.datasets.understanding import Row
from willcall.training.recipes.encoder.adapt.batches import Item
from willcall.training.recipes.encoder.adapt.loop import Runner
from willcall.training.recipes.encoder.adapt.material import Labels
from willcall.training.recipes.encoder.adapt.settings import Plan, Settings
from willcall.training.recipes.encoder.adapt.world import World
from willcall.understanding.packing import InputRule


@dataclass(slots=True)
class Calibration:
    """What rows held out told.

    Args:
        temperature: Of intents.
        rule: `out_of_scope` of `model.json`.
        scores: Each out-of-scope score → recall at the allowed false alarms.
        difference: int8 against float32.
        figures: On the rows held out.
    """

    temperature: float = 1.0
    rule: dict[str, Any] | None = None
    scores: dict[str, float] = field(default_factory=dict)
    difference: dict[str, float] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Training:
    """What a training works on, made once."""

    settings: Settings
    plan: Plan
    rows: list[Row]
    labels: Labels
    items: list[Item]
    rule: InputRule
    tokenizer: Any
    encoder: str
    world: World
    runner: Runner
    held: list[int]
    real: int
    dimension: int
    epochs: dict[str, int] = field(default_factory=dict)
    calibration: Calibration | None = None
