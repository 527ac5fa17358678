"""Lengths of the documents in the other unit, where a question asks for it: "whats the lens limit in cm?". Pure."""

import re

from willcall.understanding.patterns import regex

_ASKED = (
    (regex(r"\bin (?:cms?|centi\w+|mm|milli\w+|metric)\b|\bhow many (?:cms?|centi\w+)\b", re.IGNORECASE), "cm"),
    (regex(r"\bin inch(?:es)?\b|\bhow many inch(?:es)?\b", re.IGNORECASE), "inches"),
)
_TIMES = r"(?P<n>\d+(?:\.\d+)?(?: ?[×x] ?\d+(?:\.\d+)?)*)"
_LENGTH = {
    "cm": regex(rf"(?<![\d.]){_TIMES}[ -]?(?:inch(?:es)?|in\.)\b", re.IGNORECASE),
    "inches": regex(rf"(?<![\d.]){_TIMES} ?cm\b", re.IGNORECASE),
}
_FACTOR = {"cm": 2.54, "inches": 1 / 2.54}


def without(question: str) -> str:
    """The question without the unit it asks for, which no document is about."""
    return next((pattern.sub("", question, count=1) for pattern, _ in _ASKED if pattern.search(question)), question)


def converted(question: str, answer: str) -> str:
    """What the lengths told come to in the unit asked for; empty where none is asked for, or the answer has it.

    Args:
        question: As typed.
        answer: As the documents put it.
    """
    unit = next((name for pattern, name in _ASKED if pattern.search(question)), None)
    if unit is None or re.search(rf"\d ?{'cm' if unit == 'cm' else 'inch'}", answer, re.IGNORECASE):
        return ""
    told = [
        f"{match.group()} {'is' if match['n'] in {'1', '1.0'} else 'are'} about {_sizes(match['n'], unit)} {unit}"
        for match in _LENGTH[unit].finditer(answer)
    ]
    return f"{'; '.join(dict.fromkeys(told))}." if told else ""


def _sizes(said: str, unit: str) -> str:
    """The numbers of a size, converted: `12 × 12 × 6`."""
    sizes = (float(number) * _FACTOR[unit] for number in re.findall(r"\d+(?:\.\d+)?", said))
    return " × ".join(f"{size:.1f}".removesuffix(".0") for size in sizes)
