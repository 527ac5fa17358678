"""The training's material: rows read and checked, the labels they have, and the part that is held out.

Stops at the first thing that is wrong, with file, line and reason. Knows no torch and no tokens.
"""

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from willcall.training.datasets.lines import BadFile
from willcall.training.datasets.training_rows import check_training, not_too_large
from willcall.training.datasets.understanding import OUT_OF_SCOPE, Row, rows

STRANGERS_HELD_OUT = 0.3  # of the rows out of scope: they are few, and choose the score that tells them


@dataclass(frozen=True, slots=True)
class Labels:
    """The names that a model knows.

    Args:
        intents: Without the reserved one.
        slots: In order of the alphabet.
        apart: Those of the slots of which no two spans touch, with not even a word between them.
    """

    intents: tuple[str, ...]
    slots: tuple[str, ...]
    apart: tuple[str, ...] = ()

    @property
    def tags(self) -> tuple[str, ...]:
        return ("O", *(f"{mark}-{slot}" for slot in self.slots for mark in ("B", "I")))


def training_rows(file: Path, slot_map: Mapping[str, str]) -> tuple[list[Row], Labels]:
    """The rows to train on, slots renamed, and the labels they have.

    Raises:
        BadLine: At the first line that is wrong, or whose intent has no other example.
        BadFile: There is none, it is empty or too large, or all of it is out of scope.
    """
    found = [_renamed(row, slot_map) for row in check_training(file)]
    intents = tuple(sorted({str(row.intent) for row in found} - {OUT_OF_SCOPE}))
    if not intents:
        raise BadFile(f"{file} has no intent but {OUT_OF_SCOPE}.", field="data")
    slots = {slot.name for row in found for slot in row.slots}
    touching = {
        one.name
        for row in found
        for one, other in zip(row.slots, row.slots[1:], strict=False)
        if one.name == other.name and not row.text[one.end : other.start].strip()
    }
    return found, Labels(intents, tuple(sorted(slots)), tuple(sorted(slots - touching)))


def evaluation_rows(file: Path, slot_map: Mapping[str, str]) -> list[Row]:
    """The rows to measure on, slots renamed; their intents may be any.

    Raises:
        BadLine: At the first line that is wrong.
        BadFile: There is none, or it is empty or too large.
    """
    not_too_large(file, field="evaluation")
    found = [_renamed(row, slot_map) for row in rows(file)]
    if not found:
        raise BadFile(f"{file} holds no rows.", field="evaluation")
    return found


def hold_out(found: Sequence[Row], share: float, seed: int) -> tuple[list[int], list[int]]:
    """(kept, held out) places of rows; each intent gives its share, and a dialogue stays on one side.

    An intent always keeps at least half of its rows.
    """
    chance = random.Random(seed)
    groups: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(found):
        groups[row.dialogue or f"#{place}"].append(place)
    order = sorted(groups)
    chance.shuffle(order)
    counts = Counter(row.intent for row in found)
    shares = {OUT_OF_SCOPE: max(share, STRANGERS_HELD_OUT)}
    wanted = {
        intent: min(round(count * shares.get(str(intent), share)), count // 2) for intent, count in counts.items()
    }
    total, taken = sum(wanted.values()), 0
    held: set[int] = set()
    for name in order:
        needed = [place for place in groups[name] if wanted[found[place].intent] > 0]
        if taken < max(total, 1) and len(needed) * 2 >= len(groups[name]):
            for place in groups[name]:
                wanted[found[place].intent] -= 1
                held.add(place)
                taken += 1
    return [place for place in range(len(found)) if place not in held], sorted(held)


def read_slot_map(file: Path | None) -> tuple[tuple[str, str], ...]:
    """A JSON object, name of a slot → name to use; "" leaves the slot out.

    Raises:
        BadFile: It is no such object.
    """
    if file is None:
        return ()
    try:
        given = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BadFile(f"{file} cannot be read: {error.strerror}.", field="slot_map") from error
    except ValueError as error:
        raise BadFile(f"{file} is not JSON: {error}.", field="slot_map") from error
    if not isinstance(given, dict) or not all(isinstance(name, str) for name in given.values()):
        raise BadFile(f'{file} must be one object of names, like {{"city_of_event": "city"}}.', field="slot_map")
    return tuple(sorted(given.items()))


def named(labels: Labels) -> list[Row]:
    """The names of intents that are words, as rows: where there are few rows, a name is one more."""
    out = []
    for intent in labels.intents:
        said = re.sub(r"[_\W]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", intent)).strip().lower()
        if len(said) > 3 and re.fullmatch(r"[^\W\d]+( [^\W\d]+)*", said):
            out.append(Row(said, intent))
    return out


def _renamed(row: Row, slot_map: Mapping[str, str]) -> Row:
    """The row with its slots and its state under our names; those mapped to "" are left out."""
    if not any(name in slot_map for name in (*(slot.name for slot in row.slots), *(row.state or ()))):
        return row
    slots = (replace(slot, name=slot_map.get(slot.name, slot.name)) for slot in row.slots)
    known = {slot_map.get(name, name): values for name, values in (row.state or {}).items()}
    state = None if row.state is None else {name: values for name, values in known.items() if name}
    return replace(row, state=state, slots=tuple(slot for slot in slots if slot.name))
