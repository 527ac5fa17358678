"""Scores a reader on `messages.jsonl`: our own messages, none of them a training phrase, over `season.SEASON`.

A row has `text`, `intents` in the order said, `awaiting`?, and `slots`: name → expected value as text (`!` before it: negated).
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from willcall.understanding.ports import Reader
from willcall.understanding.reading import Context, Reading, Slot

from .season import NOW, SEASON


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (Path(__file__).parent / name).read_text("utf-8").splitlines()]


ROWS = _rows("messages.jsonl")
BLIND = _rows("blind.jsonl")  # written once the reader was done with the others, to see what is left of its score


@dataclass
class Outcome:
    intents: Counter[bool] = field(default_factory=Counter)
    by_intent: dict[str, Counter[bool]] = field(default_factory=dict)
    slots: dict[str, Counter[bool]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def intent_accuracy(self) -> float:
        return self.intents[True] / sum(self.intents.values())

    @property
    def slot_recall(self) -> float:
        right = sum(counts[True] for counts in self.slots.values())
        return right / sum(sum(counts.values()) for counts in self.slots.values())


def context_of(row: dict[str, Any]) -> Context:
    return Context(NOW, SEASON, (), row.get("awaiting"))


def score(reader: Reader, rows: list[dict[str, Any]] = ROWS) -> Outcome:
    outcome = Outcome()
    for row in rows:
        reading = reader.read(row["text"], context_of(row))
        said = [wish.intent.value for wish in reading.wishes]
        good = (
            said == row["intents"] if len(row["intents"]) > 1 else said[0] == row["intents"][0] and len(set(said)) == 1
        )
        outcome.intents[good] += 1
        outcome.by_intent.setdefault(row["intents"][0], Counter())[good] += 1
        if not good:
            outcome.wrong.append(
                f"intent: {row['text']!r} {row.get('awaiting') or ''}: {'+'.join(row['intents'])} read as {'+'.join(said)} ({reading.wishes[0].confidence:.2f})"
            )
        for name, expected in row["slots"].items():
            right = any(matches(slot, expected) for slot in reading.slots if slot.name == name)
            outcome.slots.setdefault(name, Counter())[right] += 1
            if not right:
                outcome.wrong.append(
                    f"slot: {row['text']!r}: {name}={expected}, read {[(s.name, said_as(s)) for s in reading.slots]}"
                )
    return outcome


def said_as(slot: Slot) -> str:
    value = slot.value
    if slot.name == "when":
        value = value.first.isoformat()
    elif slot.name == "max_price":
        value = f"{value.major:g}/{value.per}/{value.bound}"
    elif slot.name == "event":
        value = value[0]
    return ("!" if slot.negated else "") + str(value)


def matches(slot: Slot, expected: str) -> bool:
    return said_as(slot).lower() == expected.lower()


__all__ = ["BLIND", "ROWS", "Outcome", "Reading", "context_of", "matches", "said_as", "score"]
