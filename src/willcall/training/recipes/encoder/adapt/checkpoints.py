"""Checkpoints: everything a training needs to go on as if it had never stopped.

One file beside the model directory, replaced whole; gone once the model is written. Knows no step of training.
"""

import random
import shutil
from pathlib import Path
from typing import Any

import torch

from willcall.kit.errors import Conflict
from willcall.training.recipes.encoder.adapt.world import World


class OtherTraining(Conflict):
    """The checkpoint is of other data or settings."""


class Checkpoints:
    """The checkpoint of one training.

    Args:
        out: The model directory that the training will write.
        key: Of data and settings; what another key wrote is not resumed.
        world: This process's.
    """

    def __init__(self, out: Path, key: str, world: World) -> None:
        self.folder = out.with_name(out.name + ".checkpoint")
        self._key, self._world = key, world

    @property
    def file(self) -> Path:
        return self.folder / "checkpoint.pt"

    def save(self, state: dict[str, Any]) -> None:
        """Keep a state; the leading process writes it, with the chance of all."""
        chances = self._world.gather(_chance())
        if not self._world.leads:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / "checkpoint.unfinished"
        torch.save({**state, "key": self._key, "chances": chances}, fresh)
        fresh.replace(self.file)

    def load(self) -> dict[str, Any] | None:
        """The state kept; None where there is none.

        Raises:
            OtherTraining: It is of other data, settings or number of processes.
        """
        if not self.file.is_file():
            return None
        state: dict[str, Any] = torch.load(self.file, map_location="cpu", weights_only=False)
        if state["key"] != self._key or len(state["chances"]) != self._world.size:
            raise OtherTraining(
                f"{self.file} is of other data, settings or number of processes: train without --resume, or as then.",
                field="resume",
            )
        return state

    def take_chance(self, state: dict[str, Any]) -> None:
        """Let what is random go on as it would have."""
        _take_chance(state["chances"][self._world.rank])

    def forget(self) -> None:
        """Remove it."""
        if self._world.leads:
            shutil.rmtree(self.folder, ignore_errors=True)


def _chance() -> dict[str, Any]:
    cuda = torch.cuda.get_rng_state() if torch.cuda.is_available() else None
    return {"torch": torch.get_rng_state(), "python": random.getstate(), "cuda": cuda}


def _take_chance(kept: dict[str, Any]) -> None:
    torch.set_rng_state(kept["torch"])
    random.setstate(kept["python"])
    if kept["cuda"] is not None:
        torch.cuda.set_rng_state(kept["cuda"])
