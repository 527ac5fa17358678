"""A second reading of a question: what is said in everyday or roundabout words, in the words that a page would use.

The pairs of `plainer.txt` are common English about going out; none is of any house. A question is searched for in both readings, so a pair
that is beside the point costs little. Knows no index.
"""

import re
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _pairs() -> tuple[re.Pattern[str], dict[str, str]]:
    instead: dict[str, str] = {}
    for line in Path(__file__).with_name("plainer.txt").read_text("utf-8").splitlines():
        plain, said = line.split(": ", 1)
        for words in said.split(" | "):
            instead.setdefault(words, plain)
    longest_first = sorted(instead, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?:'?s)?\b"), instead


@lru_cache(maxsize=512)
def plainer(question: str) -> str:
    """The question in plainer words; itself where there are none for it."""
    pattern, instead = _pairs()
    typed = question.lower().replace("’", "'")

    def plain(match: re.Match[str]) -> str:
        said = match[0]
        return instead[said] if said in instead else instead[re.sub(r"'?s$", "", said)]

    found = pattern.sub(plain, typed)
    return question if found == typed else found


def readings_of(question: str) -> list[str]:
    """The question as typed, and in plainer words where there are any."""
    other = plainer(question)
    return [question] if other == question else [question, other]
