"""What something will cost before it is begun: training, serving, storage, conversations; by machine and region.

An estimate is a list of lines, each with its reckoning, so that nobody has to believe a sum. Prices come from an editable table with its date and
its source (`machines.yaml`); those of brains from `prices`. Knows no invoice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from willcall.insights.prices import Prices
from willcall.kit.errors import Invalid

DEFAULT = Path(__file__).parent / "machines.yaml"


class BadMachines(Invalid):
    """The table of machines cannot be used; the message names the file and its fault."""


class NoSuchPrice(Invalid):
    """The table has no price for that."""


@dataclass(frozen=True, slots=True)
class Line:
    """Args:
    what: For what.
    reckoning: How it comes about.
    usd: US dollars.
    """

    what: str
    reckoning: str
    usd: float


@dataclass(frozen=True, slots=True)
class Machines:
    """The table. Args: machines, accelerators: US dollars an hour. storage: A gigabyte and month. regions: Factors."""

    date: str
    source: str
    hours_a_month: float
    machines: Mapping[str, float]
    accelerators: Mapping[str, float]
    storage: Mapping[str, float]
    regions: Mapping[str, float]
    surcharge: float

    @classmethod
    def read(cls, path: Path = DEFAULT) -> "Machines":
        """Raises: BadMachines."""
        import yaml  # type: ignore[import-untyped]  # noqa: PLC0415 - only where prices are read

        try:
            found: Any = yaml.safe_load(path.read_text("utf-8"))
            tables = {
                name: {str(key): float(value) for key, value in found[name].items()}
                for name in ("machines", "accelerators", "storage", "regions")
            }
            read = cls(
                str(found["date"]),
                str(found["source"]),
                float(found["hours_a_month"]),
                **tables,
                surcharge=float(found["training_surcharge"]),
            )
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BadMachines(f"{path} cannot be read: {error}.", field="insight.machines") from None
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadMachines(
                f"{path} is no table of machines ({type(error).__name__}: {error}); copy the package's and change its prices.",
                field="insight.machines",
            ) from None
        if any(value < 0 for table in tables.values() for value in table.values()):
            raise BadMachines(f"{path}: no price is below 0.", field="insight.machines")
        return read

    def hour(self, machine: str, accelerator: str | None, count: int, region: str) -> tuple[float, str]:
        """(US dollars an hour of one replica, its reckoning). Raises: NoSuchPrice."""
        price = self._of("machines", machine)
        said = f"{machine} ${price:.2f}"
        if accelerator is not None:
            each = self._of("accelerators", accelerator)
            price += count * each
            said += f" + {count} × {accelerator} ${each:.2f}"
        factor = self._of("regions", region)
        return price * factor * (1 + self.surcharge), f"({said}) × {factor:g} {region} × {1 + self.surcharge:g} managed"

    def gigabyte(self, kind: str, region: str) -> float:
        """US dollars a gigabyte and month. Raises: NoSuchPrice."""
        return self._of("storage", kind) * self._of("regions", region)

    def _of(self, table: str, name: str) -> float:
        prices: Mapping[str, float] = getattr(self, table)
        if name not in prices:
            raise NoSuchPrice(
                f"The table has no {name[:40]!r} among its {table}; there are {', '.join(prices)}.", field=table
            )
        return prices[name]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be estimated; what is nothing costs nothing.

    Args:
        train_hours: Of one training job.
        trials: Jobs of a search.
        machine: Of training and serving.
        gpu: Its accelerator.
        gpus: How many of them.
        region: Where.
        replicas: At least and at most, of an endpoint that serves a model; None: there is none.
        busy: Share of the time that all of them are needed.
        storage_gb: Kept for a month.
        conversations: A month.
        turns: A conversation.
        input_tokens: Read a turn.
        output_tokens: Written a turn.
        brain: As the price table names it.
    """

    train_hours: float = 0
    trials: int = 1
    machine: str = "n1-standard-8"
    gpu: str | None = None
    gpus: int = 1
    region: str = "us-central1"
    replicas: tuple[int, int] | None = None
    busy: float = 0.25
    storage_gb: float = 0
    conversations: int = 0
    turns: float = 6
    input_tokens: int = 2000
    output_tokens: int = 200
    brain: str = "openai"


def estimate(plan: Plan, table: Machines, prices: Prices, *, at_ms: int) -> list[Line]:
    """A line for each thing that the plan has. Raises: NoSuchPrice; Invalid, also where there is nothing to estimate."""
    machine, accelerator, count, region = plan.machine, plan.gpu, plan.gpus, plan.region
    lines: list[Line] = []
    if plan.train_hours:
        lines.append(
            training(table, hours=plan.train_hours, machine=machine, accelerator=accelerator, count=count, region=region, trials=plan.trials)
        )  # fmt: skip
    if plan.replicas is not None:
        least, most = plan.replicas
        lines.append(
            serving(table, machine=machine, accelerator=accelerator, count=count, region=region, least=least, most=most, busy=plan.busy)
        )  # fmt: skip
    if plan.storage_gb:
        lines.append(storage(table, gigabytes=plan.storage_gb, region=region))
    if plan.conversations:
        lines.append(
            conversations(
                prices,
                number=plan.conversations,
                turns=plan.turns,
                input_tokens=plan.input_tokens,
                output_tokens=plan.output_tokens,
                brain=plan.brain,
                at_ms=at_ms,
            )
        )
    if not lines:
        raise Invalid(
            "Say what is to be estimated: hours of training, replicas, gigabytes kept, or conversations.",
            field="train_hours",
        )
    return lines


def training(
    table: Machines, *, hours: float, machine: str, accelerator: str | None = None, count: int = 1, region: str = "us-central1",
    trials: int = 1,
) -> Line:  # fmt: skip
    """A training job, or as many as a search has trials; `hours` each."""
    _sane(hours=hours, trials=trials, count=count)
    price, said = table.hour(machine, accelerator, count, region)
    return Line("training", f"{trials} × {hours:g} h × {said}", trials * hours * price)


def serving(
    table: Machines, *, machine: str, accelerator: str | None = None, count: int = 1, region: str = "us-central1",
    least: int = 1, most: int = 3, busy: float = 0.25,
) -> Line:  # fmt: skip
    """A month of an endpoint that scales.

    Args:
        table: Prices.
        machine: Of a replica.
        accelerator: Of a replica.
        count: Accelerators of a replica.
        region: Where.
        least: Replicas that always run.
        most: Replicas at the busiest.
        busy: Share of the time that it is as busy as that.
    """
    _sane(count=count, least=least, most=most, busy=busy)
    if most < least or busy > 1:
        raise Invalid(
            "An endpoint has at least as many replicas at most as at least, and is busy for a share of the time.",
            field="replicas",
        )
    price, said = table.hour(machine, accelerator, count, region)
    replicas = least + (most - least) * busy
    reckoning = f"{replicas:g} replicas × {table.hours_a_month:g} h × {said}"
    return Line("serving, a month", reckoning, replicas * table.hours_a_month * price)


def storage(table: Machines, *, gigabytes: float, kind: str = "standard", region: str = "us-central1") -> Line:
    """A month of it."""
    _sane(gigabytes=gigabytes)
    price = table.gigabyte(kind, region)
    return Line("storage, a month", f"{gigabytes:g} GB × ${price:.3f} {kind}, {region}", gigabytes * price)


def conversations(
    prices: Prices, *, number: float, turns: float, input_tokens: int, output_tokens: int, brain: str, at_ms: int
) -> Line:
    """What a brain costs for so many conversations of so many turns, tokens a turn."""
    _sane(number=number, turns=turns, input_tokens=input_tokens, output_tokens=output_tokens)
    each = prices.of(brain, input_tokens, output_tokens, at_ms)
    said = (
        f"{number:g} × {turns:g} turns × ${each:.6f} ({input_tokens} tokens read, {output_tokens} written by {brain})"
    )
    return Line("conversations", said, number * turns * each)


def total(lines: Sequence[Line]) -> float:
    return sum(line.usd for line in lines)


def _sane(**given: float) -> None:
    for name, value in given.items():
        if value < 0 or value != value:  # noqa: PLR0124 - not a number is not itself
            raise Invalid(f"{name} cannot be {value:g}; it is 0 or more.", field=name)
