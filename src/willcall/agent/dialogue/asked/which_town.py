"""Where a house is, or in which town: "wheres the theatre actually", "what town is the old mill in". Pure.

The house may be named by a part of its name; of several that are called so, the one in talk is meant.
"""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

_ASKED = regex(
    r"\W*(?:(?:ok|okay|oh|so|and|but|hi|hey|hiya|wait|sorry|also|btw|just|um+|well|actually|one more thing|quick question)\W+)*"
    r"(?:where(?:['’]?s| is| exactly is)|whereabouts(?:['’]?s| is)?|(?:what|which|wot) (?:town|city|place|country|area)(?:['’]?s| is))"
    r" (?:the |your |this |that )?(?P<house>[\w'’&.-]+(?: [\w'’&.-]+){0,4}?)(?: (?:located|based|in|at))*"
    r"(?:\W+(?:actually|again|exactly|then|though|tho|pls|please|btw|lol|mate|thanks|even))*\W*",
    re.IGNORECASE,
)
_LONGEST = 100  # characters


def asked(view: View, heard: Heard) -> bool:
    """Whether it is only asked where a house is that the season knows."""
    state, reading = view.state, view.reading
    match = _ASKED.fullmatch(reading.text) if len(reading.text) <= _LONGEST else None
    if match is None or state.transfer is not None:
        return False
    words = set(match["house"].casefold().split())
    called = {show.venue for show in view.catalogue.shows if words <= set(show.venue.casefold().split())}
    event = (state.task.event if state.task is not None else None) or state.last_event
    if len(called) > 1:
        called &= {event.venue} if event is not None else set()
    if len(called) != 1:
        return False
    said = Slot("venue", called.pop(), match["house"], match.start("house"), match.end("house"))
    heard.questions, heard.understood = [Question("event", match.group(), (said,))], True
    return True
