"""What language models cost: an editable table of prices, with its date and its source.

A brain that reports its own cost is believed; this is for those that report tokens alone. Knows nothing of turns.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from willcall.kit.errors import Invalid

DEFAULT = Path(__file__).parent / "prices.yaml"


class BadPrices(Invalid):
    """The price table cannot be used; the message names the file and the line's fault."""


@dataclass(frozen=True, slots=True)
class Price:
    """Args:
    brain: As the log names it.
    since: From this day (UTC) on.
    input: US dollars for a million tokens read.
    output: US dollars for a million tokens written.
    """

    brain: str
    since: date
    input: float
    output: float


@dataclass(frozen=True, slots=True)
class Prices:
    """Args:
    date: Of the table.
    source: Where its prices are from.
    prices: In any order.
    """

    date: date
    source: str
    prices: tuple[Price, ...]

    @classmethod
    def read(cls, path: Path = DEFAULT) -> "Prices":
        """The table in a YAML file. Raises: BadPrices."""
        import yaml  # type: ignore[import-untyped]  # noqa: PLC0415 - only where prices are read

        try:
            document: Any = yaml.safe_load(path.read_text("utf-8"))
            listed = tuple(
                Price(str(p["brain"]), _day(p["since"]), float(p["input"]), float(p["output"]))
                for p in document["prices"]
            )
            found = cls(_day(document["date"]), str(document["source"]), listed)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BadPrices(f"{path} cannot be read: {error}.", field="insight.prices") from None
        except (KeyError, TypeError, ValueError) as error:
            raise BadPrices(
                f"{path} is no price table ({type(error).__name__}: {error}); it has date, source and prices with brain, since, input, output.",
                field="insight.prices",
            ) from None
        if any(p.input < 0 or p.output < 0 for p in listed):
            raise BadPrices(f"{path}: no price is below 0.", field="insight.prices")
        return found

    def of(self, brain: str, input_tokens: int, output_tokens: int, at_ms: int) -> float:
        """US dollars for a turn's tokens; 0 for a brain without a price."""
        day = datetime.fromtimestamp(at_ms / 1000, UTC).date()
        held = [p for p in self.prices if p.brain == brain and p.since <= day]
        if not held:
            return 0.0
        price = max(held, key=lambda p: p.since)
        return (input_tokens * price.input + output_tokens * price.output) / 1_000_000


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
