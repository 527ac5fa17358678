"""Where the training runs: which device, in which precision, alone or as one of several processes (torchrun, gloo or NCCL).

Knows how to average what the processes found; knows nothing of what they train.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch


@dataclass(frozen=True, slots=True)
class World:
    """One process's view of it."""

    rank: int
    size: int
    device: Any
    precision: str

    @property
    def leads(self) -> bool:
        return self.rank == 0

    def autocast(self) -> Any:
        kinds = {"bfloat16": torch.bfloat16, "float16": torch.float16}
        return torch.autocast(
            self.device.type, dtype=kinds.get(self.precision, torch.bfloat16), enabled=self.precision in kinds
        )

    def share(self, batch: list[int]) -> tuple[list[int], float]:
        """This process's part of a batch, and its weight in the mean over all."""
        part = batch[self.rank :: self.size]
        return (part, len(part) * self.size / len(batch)) if part else (batch[:1], 0.0)

    def average(self, parameters: Iterable[Any]) -> None:
        """Average the gradients of all processes."""
        if self.size == 1:
            return
        found = [p for p in parameters if p.requires_grad]
        for parameter in found:
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
        flat = torch.cat([p.grad.flatten() for p in found])
        torch.distributed.all_reduce(flat)
        flat /= self.size
        at = 0
        for parameter in found:
            parameter.grad.copy_(flat[at : at + parameter.numel()].view_as(parameter))
            at += parameter.numel()

    def gather(self, value: Any) -> list[Any]:
        """What each process has, in order of rank."""
        if self.size == 1:
            return [value]
        out: list[Any] = [None] * self.size
        torch.distributed.all_gather_object(out, value)
        return out

    def agreed(self, value: Any) -> Any:
        """What the leading process has."""
        return self.gather(value)[0]


@contextmanager
def world(*, threads: int, precision: str) -> Iterator[World]:
    """Join the processes that torchrun started, or be alone."""
    torch.set_num_threads(threads)
    size, rank = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("RANK", "0"))
    local = int(os.environ.get("LOCAL_RANK", "0"))
    cuda = torch.cuda.is_available()
    device = torch.device("cuda", local) if cuda else torch.device("cpu")
    if size > 1:
        torch.distributed.init_process_group("nccl" if cuda else "gloo")
    try:
        yield World(rank, size, device, _precision(precision, cuda=cuda))
    finally:
        if size > 1:
            torch.distributed.destroy_process_group()


def _precision(wanted: str, *, cuda: bool) -> str:
    if wanted != "auto":
        return wanted
    if cuda:
        return "bfloat16" if torch.cuda.is_bf16_supported(including_emulation=False) else "float16"
    return "bfloat16" if _processor_multiplies_bfloat16() else "float32"


def _processor_multiplies_bfloat16() -> bool:
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as said:  # noqa: PTH123
            flags = next((line for line in said if line.startswith("flags")), "")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags
