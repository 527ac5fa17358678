"""Understanding data: messages with their intent and the spans of their slots, a JSON object a line.

`{"text", "intent", "slots": [{"name", "start", "end", "value"?}], "history"?: [{"speaker", "text"}], "state"?}`; any intents and
slots, offsets in characters, `end` exclusive; other fields are passed over. Knows no intent but the reserved one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from willcall.training.datasets.lines import BadFile, BadLine, Line, kind, lines

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Label:
    """A slot's span in the text: `start` to `end` (exclusive), in characters."""

    name: str
    start: int
    end: int
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One message.

    Args:
        text: As said.
        intent: Its label; None only where labels are not asked for.
        slots: In order of position, none touching another.
        history: What was said before, oldest first, as (speaker, text).
        state: Slot → values that count as right, after this turn; None where it is not annotated.
        dialogue: Which dialogue it is a turn of, where that is known.
        line: Where it stands in its file.
    """

    text: str
    intent: str | None
    slots: tuple[Label, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    state: Mapping[str, tuple[str, ...]] | None = None
    dialogue: str | None = None
    line: int = 0
    fields: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def as_dict(self) -> dict[str, Any]:
        """The row as a line of a file."""
        out: dict[str, Any] = {
            "text": self.text,
            "intent": self.intent,
            "slots": [
                {"name": s.name, "start": s.start, "end": s.end, "value": s.value or self.text[s.start : s.end]}
                for s in self.slots
            ],
        }
        if self.history:
            out["history"] = [{"speaker": speaker, "text": text} for speaker, text in self.history]
        return out


def rows(file: Path, *, labelled: bool = True) -> Iterator[Row]:
    """The messages of a file, one at a time.

    Args:
        file: JSON lines.
        labelled: Whether every line must have an intent; without, intent and slots may be missing.

    Raises:
        BadLine: At the first line that is wrong, with the file, its number and the reason.
        BadFile: If there is no such file.
    """
    for line in lines(file):
        yield row_of(line, file, labelled=labelled)


def row_of(line: Line, file: Path | str, *, labelled: bool = True) -> Row:
    """One line as a message. Raises: BadLine."""
    fields = line.fields
    text = _text(fields, "text", line, file)
    if labelled and fields.get("labelled") is False:
        raise BadLine(file, line.number, "only guessed: nobody has labelled this row (`willcall data label`)")
    intent = fields.get("intent")
    if intent is None and labelled:
        raise BadLine(file, line.number, 'no "intent"')
    if intent is not None and (not isinstance(intent, str) or not intent.strip()):
        raise BadLine(file, line.number, f'"intent" must be a name, not {_said(intent)}')
    return Row(
        text,
        intent,
        _labels(fields, text, line, file),
        _history(fields, line, file),
        _state(fields, line, file),
        fields["dialogue_id"] if isinstance(fields.get("dialogue_id"), str) else None,
        line.number,
        fields,
    )


def _text(fields: Mapping[str, Any], name: str, line: Line, file: Path | str) -> str:
    text = fields.get(name)
    if text is None:
        raise BadLine(file, line.number, f'no "{name}"')
    if not isinstance(text, str):
        raise BadLine(file, line.number, f'"{name}" must be a string, not {kind(text)}')
    if not text.strip():
        raise BadLine(file, line.number, f'"{name}" is blank')
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadLine(
            file, line.number, f'"{name}" holds half a character (\\u{ord(text[error.start]):04x})'
        ) from error
    return text


def _labels(fields: Mapping[str, Any], text: str, line: Line, file: Path | str) -> tuple[Label, ...]:
    given = fields.get("slots")
    if given is None:
        return ()
    if not isinstance(given, list):
        raise BadLine(file, line.number, f'"slots" must be a list, not {kind(given)}')
    found = []
    for at, slot in enumerate(given):
        if not isinstance(slot, dict):
            raise BadLine(file, line.number, f"slots[{at}] must be an object, not {kind(slot)}")
        name, value = slot.get("name"), slot.get("value")
        if not isinstance(name, str) or not name.strip():
            raise BadLine(file, line.number, f"slots[{at}] has no name")
        start, end = (_offset(slot, what, f"slots[{at}] ({name})", line, file) for what in ("start", "end"))
        if not 0 <= start < end <= len(text):
            reason = f"slots[{at}] ({name}): {start} to {end} is no stretch of a text of {len(text)} characters"
            raise BadLine(file, line.number, reason)
        found.append(Label(name, start, end, None if value is None else str(value)))
    found.sort(key=lambda label: (label.start, label.end))
    for one, other in pairwise(found):
        if other.start < one.end:
            reason = (
                f"slots {one.name} ({one.start} to {one.end}) and {other.name} ({other.start} to {other.end}) overlap"
            )
            raise BadLine(file, line.number, reason)
    return tuple(found)


def _offset(slot: Mapping[str, Any], what: str, where: str, line: Line, file: Path | str) -> int:
    offset = slot.get(what)
    if not isinstance(offset, int) or isinstance(offset, bool):
        raise BadLine(file, line.number, f'{where}: "{what}" must be a whole number, not {_said(offset)}')
    return offset


def _history(fields: Mapping[str, Any], line: Line, file: Path | str) -> tuple[tuple[str, str], ...]:
    given = fields.get("history")
    if given is None:
        return ()
    if not isinstance(given, list):
        raise BadLine(file, line.number, f'"history" must be a list, not {kind(given)}')
    turns = []
    for at, turn in enumerate(given):
        if (
            not isinstance(turn, dict)
            or not isinstance(turn.get("speaker"), str)
            or not isinstance(turn.get("text"), str)
        ):
            raise BadLine(file, line.number, f'history[{at}] must be {{"speaker", "text"}}, not {_said(turn)}')
        turns.append((turn["speaker"], turn["text"].encode("utf-8", "replace").decode()))
    return tuple(turns)


def _state(fields: Mapping[str, Any], line: Line, file: Path | str) -> Mapping[str, tuple[str, ...]] | None:
    given = fields.get("state")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise BadLine(file, line.number, f'"state" must be an object, not {kind(given)}')
    return {
        name: tuple(str(value) for value in (values if isinstance(values, list) else [values]))
        for name, values in given.items()
    }


def _said(value: Any) -> str:
    said = repr(value)
    return said if len(said) <= 40 else said[:37] + "…"


def read_slot_map(file: Path) -> dict[str, str]:
    """A `--slot-map`: a JSON object of name → name; "" or null leaves a slot out.

    Raises:
        BadFile: If it is anything else.
    """
    try:
        found = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BadFile(f"{file} cannot be read: {error.strerror}.", field="slot_map") from error
    except ValueError as error:
        raise BadFile(f"{file} is not JSON: {error}", field="slot_map") from error
    if not isinstance(found, dict) or not all(value is None or isinstance(value, str) for value in found.values()):
        raise BadFile(f'{file} must be an object of names, like {{"city_of_event": "city"}}.', field="slot_map")
    return {name: value or "" for name, value in found.items()}
