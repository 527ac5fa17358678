"""What people ask venues, and what venues say: `training/datasets/venues`, read and multiplied. Knows no vectors.

A file has `% slot: one | two`, then topics (`# topic`), each of facts: `= ` ways in which different houses state it, as "Heading: text",
`? ` questions it answers, `! ` questions that only seem to be answered. A `{slot}` stands for any of its words; `@ topic/Heading`
takes up a fact of a file before it again.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import willcall.training.datasets

FOLDER = Path(willcall.training.datasets.__file__).with_name("venues")
ELSEWHERE = "elsewhere"
"""The file of questions about no fact, one a line."""
WAYS = {"=": 2, "?": 3, "!": 1}
"""In how many ways a line with a slot is filled in, at most."""
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a house may tell.

    Args:
        topic: Of the file's heading.
        said: Passages of different houses, "Heading: text".
        asked: Questions that they answer.
        beside: Questions that are near and not answered.
    """

    topic: str
    said: tuple[str, ...]
    asked: tuple[str, ...]
    beside: tuple[str, ...]


def facts(folder: Path = FOLDER, *, seed: int = 7) -> list[Fact]:
    """All facts.

    Raises:
        ValueError: If `@` names no fact of a file before, or several.
    """
    dealer = random.Random(seed)
    made: dict[str, dict[str, list[str]]] = {}
    for file in sorted(folder.glob("*.txt")):
        if file.stem != ELSEWHERE:
            _read(file, made, dealer)
    return [
        Fact(name.split("/")[0], *(tuple(dict.fromkeys(given.get(mark, ()))) for mark in WAYS))
        for name, given in made.items()
    ]


def elsewhere(folder: Path = FOLDER) -> list[str]:
    """Questions that no venue answers."""
    return (folder / f"{ELSEWHERE}.txt").read_text("utf-8").splitlines()


def _read(file: Path, made: dict[str, dict[str, list[str]]], dealer: random.Random) -> None:
    slots: dict[str, list[str]] = {}
    topic = ""
    given: dict[str, list[str]] = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        mark, text = line[:1], line[2:]
        if mark == "%":
            name, words = text.split(": ", 1)
            slots[name] = words.split(" | ")
        elif mark == "#":
            topic = text
        elif mark == "@":
            known = [name for name in made if name.startswith(text)]
            if len(known) != 1:
                raise ValueError(f"{file.name} line {number}: {text!r} names {len(known)} facts, not one.")
            given = made[known[0]]
        elif mark == "=":
            given = made.setdefault(f"{topic}/{text.split(' | ')[0]}", {})
        if mark in WAYS:
            given.setdefault(mark, []).extend(_filled(text, slots, dealer, WAYS[mark]))


def _filled(text: str, slots: dict[str, list[str]], dealer: random.Random, most: int) -> Iterator[str]:
    for template in text.split(" | "):
        names = list(dict.fromkeys(_SLOT.findall(template)))
        words = slots[names[0]] if names else [""]
        for word in dealer.sample(words, min(most, len(words))):
            filled = template
            for name in names:
                filled = filled.replace(f"{{{name}}}", word if name == names[0] else dealer.choice(slots[name]))
            yield filled
