"""`willcall read`: what the reader makes of a sentence; for looking, and for scoring a file of them."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from willcall.entrypoints.cli.house import Data, open_house
from willcall.entrypoints.cli.showing import show_json
from willcall.kit.errors import Invalid

if TYPE_CHECKING:
    from willcall.app import App


class BadLine(Invalid):
    """A line of the input that is not a JSON object with a `text`."""


def read(
    text: Annotated[str | None, typer.Argument(help="What a fan might say.")] = None,
    source: Annotated[
        Path | None, typer.Option("--in", metavar="FILE", help="JSON lines with a text each; - for standard input.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where the readings of --in go.")] = None,
    data: Data = None,
) -> None:
    """Show what the reader understands, as JSON: intents, slots, yes or no."""
    if (text is None) == (source is None):
        raise typer.BadParameter("give a TEXT, or a file with --in")
    with open_house(data) as app:
        reader = _Reader(app)
        if source is None:
            show_json(reader.read(text or ""))
            return
        lines = sys.stdin if str(source) == "-" else source.open(encoding="utf-8")
        target = sys.stdout if out is None else out.open("w", encoding="utf-8")
        try:
            for message in _texts(lines):
                target.write(json.dumps(reader.read(message), ensure_ascii=False, default=str) + "\n")
        finally:
            if target is not sys.stdout:
                target.close()


class _Reader:
    """The house's reader on the house's season, as plain data."""

    def __init__(self, app: "App") -> None:
        from willcall.agent.catalogue import CatalogueCache

        self._reader, self._clock, self._catalogue = app.reader, app.clock, CatalogueCache(app.boxoffice, app.clock)

    def read(self, text: str) -> dict[str, Any]:
        from willcall.understanding.reading import Context

        reading = self._reader.read(text, Context(self._clock(), self._catalogue()))
        return {
            "text": reading.text,
            "intent": reading.intent.value,
            "confidence": round(reading.wishes[0].confidence, 4),
            "out_of_scope": round(reading.out_of_scope, 4),
            "answer": reading.answer,
            "correcting": reading.correcting,
            "wishes": [{**asdict(wish), "intent": wish.intent.value} for wish in reading.wishes],
            "slots": [
                {
                    "name": slot.name,
                    "text": slot.text,
                    "start": slot.start,
                    "end": slot.end,
                    "value": _value(slot.value),
                    **({"negated": True} if slot.negated else {}),
                }
                for slot in reading.slots
            ],
            "encoded": reading.encoded,
        }


def _value(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _texts(lines: Any) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield str(json.loads(line)["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadLine(f"Line {number} is not a JSON object with a text.", field="text") from error
