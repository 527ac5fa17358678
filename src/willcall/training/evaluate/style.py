"""How people type to a ticket agent, as rates: learnt from held-out human turns, then only the numbers are kept.

`measure` reads a folder of dialogue files (TicketTalk's `human_dev`, SGD's `dev`) and counts; `HUMAN` is what it gave, and
is what the fans' noise follows. No sentence of those files is kept here or anywhere in the simulator.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Style:
    """Shares of turns, 0 to 1, and lengths in words.

    Args:
        lower_start: Turns that begin with a small letter.
        shouting: Turns in capitals throughout.
        no_end: Turns without a full stop, question or exclamation mark at the end.
        polite: Turns with please or thanks.
        hedged: Turns that open with a filler such as hi, ok, well, um, oh.
        median_words: Half of the turns are no longer than this.
        long_words: One turn in ten is longer than this.
    """

    lower_start: float
    shouting: float
    no_end: float
    polite: float
    hedged: float
    median_words: int
    long_words: int


HUMAN = Style(lower_start=0.08, shouting=0.0, no_end=0.12, polite=0.15, hedged=0.12, median_words=7, long_words=16)
"""All dev turns: SGD's paraphrasers and TicketTalk's self-dialogues together."""

PHONE = Style(lower_start=0.55, shouting=0.02, no_end=0.6, polite=0.2, hedged=0.25, median_words=7, long_words=16)
"""The same people on a phone, in a hurry: messier than paid writers, since fans are. Not measured; chosen to be mean."""

_POLITE = re.compile(r"\b(please|pls|plz|thanks?|thank you|thx)\b", re.IGNORECASE)
_OPENERS = re.compile(r"^(hi|hey|hello|ok|okay|well|um+|uh|oh|so|hm+|yeah|great|cool|alright|sure)\b", re.IGNORECASE)


def measure(texts: Iterable[str]) -> Style:
    """Counts over `texts`.

    Raises:
        ValueError: If there are none.
    """
    turns = sorted({text.strip() for text in texts if any(c.isalpha() for c in text)})
    if not turns:
        raise ValueError("there are no human turns to learn from; name a folder that holds dialogue files")
    lengths = sorted(len(turn.split()) for turn in turns)

    def share(holds: Iterable[bool]) -> float:
        return round(sum(holds) / len(turns), 2)

    return Style(
        lower_start=share(turn[0].islower() for turn in turns),
        shouting=share(turn.isupper() and len(turn) > 6 for turn in turns),
        no_end=share(turn[-1].isalnum() for turn in turns),
        polite=share(bool(_POLITE.search(turn)) for turn in turns),
        hedged=share(bool(_OPENERS.search(turn)) for turn in turns),
        median_words=lengths[len(lengths) // 2],
        long_words=lengths[len(lengths) * 9 // 10],
    )


def human_turns(folder: Path) -> Iterator[str]:
    """Every user turn of the dev files below `folder` that people wrote."""
    for path in sorted(folder.glob("**/human_dev.jsonl")):
        for row in _rows(path):
            yield from (turn["text"] for turn in row["context"] if turn["role"] == "user" and "text" in turn)
    for path in sorted(folder.glob("**/dev.jsonl")):
        yield from (row["text"] for row in _rows(path) if str(row.get("dialogue_id", "")).startswith("dev/"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
