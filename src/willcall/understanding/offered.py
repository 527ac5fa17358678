"""A show whose name is an everyday word, taken up right after the agent named it: "Little sounds great", "After, please".

By themselves such words name nothing; said first, or as what somebody wants, in answer to a turn that holds the name as it is
written, they do. Knows the catalogue and the last turn.
"""

import re

from willcall.understanding.reading import Context
from willcall.understanding.spans import Found
from willcall.understanding.text import Plain, fold

_LEAD = r"^\W*(?:(?:ok|okay|yes|yeah|yep|sure|great|cool|oh|hmm|well|no|let's do|i think|maybe)\W+)*(?:the\s+)?"
_LIKED = r"(?=\W*$|[\s,]+(?:is|sounds?|would|looks?|seems?|works?|please|it is|for me|then|will do|was)\b)"
_WANTED = r"\b(?:see|watch|choose|take|pick|like|love|prefer|go with|go for|want|about|tickets? (?:for|to))\s+"


def offered(message: Plain, context: Context) -> list[Found]:
    """The shows of the agent's last turn that `message` takes up by name, in positions of `message.raw`."""
    said = next((text for speaker, text in reversed(context.history) if speaker == "agent"), "")
    if not said:
        return []
    named = {show.name for show in context.catalogue.shows if show.name in said}
    found: list[Found] = []
    for name in sorted(named, key=len, reverse=True):
        folded = fold(name)
        if folded not in message.folded or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) is None:
            continue  # most names are not said again, and patterns made of names are dear
        words = re.escape(folded)
        match = re.search(
            rf"{_LEAD}(?P<name>{words}){_LIKED}|{_WANTED}(?P<wanted>{words})(?=\W*$|[.,!?])", message.folded
        )
        if match is not None:
            start, end = match.span("name" if match["name"] else "wanted")
            events = tuple(show.event_id for show in context.catalogue.shows if show.name == name)
            one = Found("event", events, start, end, 1.0)
            if not any(one.touches(other) for other in found):
                found.append(one)
    return found
