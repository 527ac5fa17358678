"""The part of a question that says whose or where ("the Wi-Fi password *of the referee's cabin*"), and the question without it.

Patterns alone; whether the documents speak of it, and how much it matters, is for who searches.
"""

import re
from collections.abc import Iterator

_WORDS = r"(?:[\w'’-]+\s*){1,4}?"
_PLACE = re.compile(
    rf"\b(?:of|in|at|inside|from|near|on)\s+(?:(?:the|your|their|its|his|her)\s+)?(?P<what>{_WORDS})"
    r"(?=$|[?.,!]|\s+(?:of|in|at|for|on|inside|from|near|by|with|to|and|or|if|when|is|are|do|does|can)\b)",
    re.IGNORECASE,
)
_OWNER = re.compile(r"\b(?:the|your|their)\s+(?P<what>(?:[\w-]+['’]s\s+)+)", re.IGNORECASE)


def qualified(question: str) -> Iterator[tuple[str, str]]:
    """(whose or where, the question without it), each that is found."""
    for pattern in (_PLACE, _OWNER):
        for match in pattern.finditer(question):
            rest = f"{question[: match.start()]} {question[match.end() :]}".strip(" ?.,!")
            if rest:
                yield match["what"].strip(), rest
