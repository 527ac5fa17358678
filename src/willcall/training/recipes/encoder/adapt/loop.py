"""The loop that both steps share: AdamW, warm-up, clipping, mixed precision, early stopping, checkpoints, curves.

Knows how to go on from where it stopped, bit by bit; what is trained is the step's business.
"""

import math
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import torch

from willcall.kit.errors import Invalid, WillcallError
from willcall.training.recipes.encoder.adapt.checkpoints import Checkpoints
from willcall.training.recipes.encoder.adapt.network import Network, groups
from willcall.training.recipes.encoder.adapt.settings import Settings
from willcall.training.recipes.encoder.adapt.world import World


class Diverged(Invalid):
    """The loss is no number any more."""


class Interrupted(WillcallError):
    """Someone stopped the training; what was done is kept."""

    kind = "interrupted"
    title = "The training was stopped"


class Step(Protocol):
    """What is trained."""

    name: str
    epochs: int

    def batches(self, epoch: int) -> list[list[int]]:
        """The batches of an epoch; the same ones whenever it is asked, if nothing else is."""

    def loss(self, batch: list[int]) -> Any:
        """The loss of some rows."""

    def measure(self) -> float | None:
        """How good the network is on what was held out; None where nothing was."""

    def where(self, batch: list[int]) -> str:
        """File and lines of some rows, for a message."""

    def state(self) -> Any:
        """What the step has found out and could not find again, for a checkpoint."""

    def restore(self, state: Any) -> None:
        """Take such a state."""


@dataclass(slots=True)
class Curves:
    """One row a step: step of training, loss, rate of the encoder, norm of the gradient before clipping."""

    rows: list[tuple[str, int, float, float, float]] = field(default_factory=list)
    measures: list[tuple[str, int, float]] = field(default_factory=list)


@dataclass(slots=True)
class Runner:
    """Runs steps of training one after another.

    Args:
        settings: Of the training.
        world: This process's.
        checkpoints: Where to keep what is done; None to keep nothing.
        curves: Filled step by step.
        on_step: Told (stage, steps done, steps in all, loss) after each step.
        enough: Asked after each step whether to stop now; the training can be resumed later.
        taken: Steps of this process.
        spent: Seconds in them.
    """

    settings: Settings
    world: World
    checkpoints: Checkpoints | None
    curves: Curves
    on_step: Callable[[str, int, int, float], None] = lambda *_: None
    enough: Callable[[], bool] = lambda: False
    taken: int = 0
    spent: float = 0.0

    def run(
        self,
        stage: str,
        step: Step,
        network: Network,
        *,
        rate: float,
        kept: dict[str, Any] | None,
        beyond: dict[str, Any],
    ) -> int:
        """Train until the epochs are over or nothing improves; the network ends as it was at its best.

        Args:
            stage: A name for it.
            step: What is trained.
            network: Changed in place.
            rate: Peak learning rate of the encoder.
            kept: The state of a checkpoint of this very stage, to go on from.
            beyond: What the caller wants kept in checkpoints too.

        Returns:
            How many epochs the network that is left has seen.

        Raises:
            Diverged: The loss is no number.
            Interrupted: Someone asked for it; a checkpoint is kept.
        """
        first = step.batches(0)
        total = max(1, sum(len(first) for _ in range(step.epochs)))
        parts = groups(network, rate, self.settings.weight_decay)
        peaks = [part["lr"] for part in parts]
        optimiser = torch.optim.AdamW(parts, betas=(0.9, 0.98), fused=True)
        scaler = torch.amp.GradScaler(self.world.device.type, enabled=self.world.precision == "float16")
        trained = [p for part in parts for p in part["params"]]
        epoch, done, place = 0, 0, 0
        best, best_epoch, best_network = -math.inf, 0, None
        if kept is not None:
            epoch, done, place = kept["epoch"], kept["done"], kept["place"]
            best, best_epoch, best_network = kept["best"], kept["best_epoch"], kept["best_network"]
            network.load_state_dict(kept["network"])
            optimiser.load_state_dict(kept["optimiser"])
            scaler.load_state_dict(kept["scaler"])
            step.restore(kept["step"])
            if self.checkpoints is not None:
                self.checkpoints.take_chance(kept)

        def keep() -> None:
            if self.checkpoints is not None:
                self.checkpoints.save(
                    {
                        **beyond, "stage": stage, "epoch": epoch, "done": done, "place": place, "best": best, "best_epoch": best_epoch,
                        "best_network": best_network, "network": network.state_dict(), "optimiser": optimiser.state_dict(),
                        "scaler": scaler.state_dict(),
                        "step": step.state(), "curves": (list(self.curves.rows), list(self.curves.measures)),
                    }
                )  # fmt: skip

        with _stoppable() as asked:
            while epoch < step.epochs:
                batches = step.batches(epoch)
                network.train()
                while place < len(batches):
                    began = time.monotonic()
                    loss, norm = self._one(step, batches[place], optimiser, scaler, trained, peaks, done / total)
                    self.taken, self.spent = self.taken + 1, self.spent + time.monotonic() - began
                    place, done = place + 1, done + 1
                    self.curves.rows.append((stage, done, loss, optimiser.param_groups[0]["lr"], norm))
                    self.on_step(stage, done, total, loss)
                    stop = self.world.agreed(asked() or self.enough())
                    if stop or done % self.settings.checkpoint_every == 0:
                        keep()
                    if stop:
                        raise Interrupted(f"Stopped at step {done} of {total} of {stage}; --resume goes on from there.")
                epoch, place = epoch + 1, 0
                measured = self.world.agreed(step.measure())
                if measured is not None:
                    self.curves.measures.append((stage, done, measured))
                    if measured >= best:
                        best, best_epoch = measured, epoch
                        best_network = {name: value.detach().clone() for name, value in network.state_dict().items()}
                    elif epoch - best_epoch >= self.settings.patience:
                        break
        if best_network is not None:
            network.load_state_dict(best_network)
            return best_epoch
        return epoch

    def _one(
        self,
        step: Step,
        batch: list[int],
        optimiser: Any,
        scaler: Any,
        trained: list[Any],
        peaks: list[float],
        progress: float,
    ) -> tuple[float, float]:
        factor = self._factor(progress)
        for group, peak in zip(optimiser.param_groups, peaks, strict=True):
            group["lr"] = peak * factor
        part, weight = self.world.share(batch)
        with self.world.autocast():
            loss = step.loss(part)
        value = float(loss.detach())
        if not math.isfinite(value):
            raise Diverged(
                f"{step.where(part)}: the loss of these rows is {value}; lower --rate, or look at them.", field="data"
            )
        optimiser.zero_grad(set_to_none=True)
        scaler.scale(loss * weight).backward()
        scaler.unscale_(optimiser)
        self.world.average(trained)
        norm = float(torch.nn.utils.clip_grad_norm_(trained, self.settings.clip))
        if not math.isfinite(norm) and self.world.precision != "float16":
            raise Diverged(
                f"{step.where(part)}: the gradient of these rows is {norm}; lower --rate, or look at them.",
                field="data",
            )
        scaler.step(optimiser)
        scaler.update()
        return value, norm

    def _factor(self, progress: float) -> float:
        warm = self.settings.warmup
        if progress < warm:
            return (progress + 1e-3) / (warm + 1e-3)
        left = (1.0 - progress) / (1.0 - warm)
        return max(left if self.settings.schedule == "linear" else 0.5 - 0.5 * math.cos(math.pi * left), 1e-3)


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """While it lasts, Ctrl-C and SIGTERM wait for the step under way to end."""
    asked: list[int] = []
    before: dict[int, Any] = {}
    for one in (int(signal.SIGINT), int(signal.SIGTERM)):
        try:
            before[one] = signal.signal(one, lambda number, _: asked.append(number))
        except ValueError:  # not the main thread: whoever runs us there stops us otherwise
            break
    try:
        yield lambda: bool(asked)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
