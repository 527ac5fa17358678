"""Words worth counting: what is left of a message without the words that every message has. Knows no language but English."""

import re
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*")


def keywords(text: str, *, most: int = 8) -> list[str]:
    """Distinct words in lower case, in the order said; what redaction put in brackets is none."""
    found: dict[str, None] = {}
    for match in _WORD.finditer(re.sub(r"\[[^\]]*\]", " ", text)):
        word = match.group().lower().replace("’", "'")
        if word not in _common():
            found.setdefault(word)
            if len(found) == most:
                break
    return list(found)


@cache
def _common() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "common_words.txt").read_text("utf-8").split())
