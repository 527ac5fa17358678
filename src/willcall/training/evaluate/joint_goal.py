"""Joint goal accuracy: after how many turns is everything said so far known, nothing missing and nothing made up.

What is predicted is carried from turn to turn: a later value of a slot replaces an earlier one. What an agent offers waits, and counts
once the person takes it ("that would be great"); a no drops it. Only slots that the file marks with spans count, since no span
can give the others (counts and categories have none). Knows no slot by name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from willcall.training.datasets.checking import normal
from willcall.training.datasets.understanding import Row
from willcall.understanding.answers import answer

_TAKES = re.compile(
    r"\b(?:sounds?|looks?|seems?|works?|would be|will be|that's|thats|is)\s+(?:really |very |just |pretty |all |absolutely )?"
    r"(?:good|great|fine|perfect|nice|right|correct|ok|okay|lovely|wonderful|awesome|interesting|fun|ideal|amazing|what i)\b"
    r"|\b(?:works|perfect|great|awesome|sure|okay|ok|fine)\b[ ,.!]*(?:for me\b|$)|\bi(?:'d| would)? (?:like|love) (?:that|it|this)\b|\blet's (?:do|go with) (?:that|it)\b"
    r"|^\W*(?:great|perfect|awesome|sure|okay|ok|yes|yeah|yep|yup|alright|cool|nice|good)\b",
    re.IGNORECASE,
)
ALIKE = 90.0  # of 100: the "fuzzy matching" that schema-guided dialogue evaluation allows for words that are quoted


@dataclass(slots=True)
class JointGoal:
    """Counts turns; give it the rows of a dialogue in their order."""

    turns: list[tuple[dict[str, str], Mapping[str, tuple[str, ...]]]] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)
    _known: dict[str, str] = field(default_factory=dict)
    _offered: dict[str, str] = field(default_factory=dict)
    _key: object = None

    def add(
        self,
        row: Row,
        found: Iterable[tuple[str, int, int]],
        slot_map: Mapping[str, str],
        offered: Iterable[tuple[str, int, int]] = (),
    ) -> None:
        """One turn: its row, the spans found in it, and those found in the agent's words before it; all renamed already."""
        self.marked.update(slot_map.get(slot.name, slot.name) for slot in row.slots)
        if row.state is None:
            return
        key = (row.dialogue, row.fields.get("service"))
        if not row.history or (row.dialogue is not None and key != self._key):
            self._known, self._offered = {}, {}
        self._key = key
        agent = row.history[-1][1] if row.history else ""
        self._offered |= {name: agent[start:end] for name, start, end in offered}
        if answer(row.text) == "no":
            self._offered = {}
        elif answer(row.text) == "yes" or _TAKES.search(row.text):
            new = {
                name: value for name, value in self._offered.items() if not _alike(self._known.get(name, ""), [value])
            }
            self._known, self._offered = self._known | new, {}
        self._known = self._known | {name: row.text[start:end] for name, start, end in found}
        self.turns.append((self._known, {slot_map.get(n, n): values for n, values in row.state.items()}))

    def figures(self) -> dict[str, Any]:
        """Shares of turns; None where no state is annotated."""
        if not self.turns:
            return {"joint_goal_accuracy": None}
        right = sum(self._same(known, state) for known, state in self.turns)
        return {"joint_goal_accuracy": round(right / len(self.turns), 4), "joint_goal_turns": len(self.turns)}

    def _same(self, known: Mapping[str, str], state: Mapping[str, tuple[str, ...]]) -> bool:
        wanted = {name: values for name, values in state.items() if name in self.marked}
        return known.keys() == wanted.keys() and all(_alike(known[name], values) for name, values in wanted.items())


def _alike(said: str, values: Iterable[str]) -> bool:
    plain = normal(said)
    return any(plain == normal(value) or fuzz.ratio(plain, normal(value)) >= ALIKE for value in values)
