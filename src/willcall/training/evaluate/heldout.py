"""Real people's words for simulated fans: held-out human turns, read from a folder when fans are run, and never kept.

From the dev part of the Schema-Guided Dialogue data (Rastogi et al. 2020; `dev.jsonl`): short turns whose annotated acts say
what they do, such as agreeing or naming a number. Numbers become `{n}`. The reader must not have been trained on these files.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from willcall.training.evaluate.language import NUMBERS

_MEANS: dict[frozenset[str], str] = {
    frozenset({"AFFIRM"}): "yes",
    frozenset({"NEGATE_INTENT"}): "no_thanks",
    frozenset({"GOODBYE"}): "bye",
    frozenset({"GOODBYE", "THANK_YOU"}): "bye",
    frozenset({"THANK_YOU"}): "thanks",
    frozenset({"INFORM:number_of_seats"}): "tell_quantity",
    frozenset({"INFORM:number_of_seats", "NEGATE"}): "change_quantity",
    frozenset({"INFORM:number_of_seats", "INFORM_INTENT:intent"}): "buy_counted",
}
_ELSEWHERE = re.compile(
    r"\b(hotel|cab|ride|taxi|balance|account|transfer|bus|flight|restaurant|car|room|weather|movie|song|house|friends?|earlier)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\b(?:{'|'.join(NUMBERS[1:])}|[1-9])\b", re.IGNORECASE)
LONGEST = 14
_ONLY: dict[str, re.Pattern[str]] = {
    # What says so by itself, whatever was asked before: "That's all, thanks." may still want the seats.
    "bye": re.compile(r"bye", re.IGNORECASE),
    "buy_counted": re.compile(r"^(?!.*\b(?:that|previous|found|vs|cher|you)\b)(?:get|i|we|will)\b", re.IGNORECASE),
}


def human_phrases(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Phrases by act (the keys of `phrases`), as people put them.

    Args:
        folder: Where `dev.jsonl` files are, at any depth.

    Raises:
        ValueError: If there are none in it.
    """
    found: dict[str, set[str]] = {}
    for path in sorted(folder.glob("**/dev.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if not str(row.get("service", "")).startswith("Events"):
                    continue
                acts = frozenset(f"{a['act']}:{a['slot']}" if a.get("slot") else a["act"] for a in row["acts"])
                act, text = _MEANS.get(acts), " ".join(row["text"].split())
                phrase = _phrase(text, counted=any("number_of_seats" in a for a in acts)) if act else None
                if act == "yes" and re.search(r"buy|purchase|book", text, re.IGNORECASE):
                    act = "yes_buy"
                if act and phrase and (act not in _ONLY or _ONLY[act].search(phrase)):
                    found.setdefault(act, set()).add(phrase)
    if not found:
        raise ValueError(f"{folder} holds no dev.jsonl with annotated turns about events")
    return {act: tuple(sorted(phrases)) for act, phrases in found.items()}


def _phrase(text: str, *, counted: bool) -> str | None:
    if len(text.split()) > LONGEST or _ELSEWHERE.search(text) or "{" in text:
        return None
    numbers = _NUMBER.findall(text)
    if not counted:
        return None if any(number.isdigit() for number in numbers) else text
    return _NUMBER.sub("{n}", text) if len(numbers) == 1 else None
