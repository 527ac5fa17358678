"""Another of the shows that were listed, once one of them is in hand: "go back to the list of games", "what were the others?", "sorry, meant the second game".

Before anything is held, and as long as an exchange is not agreed. Pure.
"""

import re

from willcall.agent.dialogue.wishes.choosing import choose
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Wanted
from willcall.understanding.patterns import regex

_LONGEST = 100  # characters
_SHOWS = r"(?:games?|shows?|gigs?|dates?|match(?:es)?|concerts?|events?|nights?|fixtures?|plays?)"
_LIST = regex(
    rf"(?:^|[,.;!?]\s*|\b(?:and|so|but|ok|okay|actually|wait|hm+|no|sorry|can (?:i|we|you)|please|just|let me|let['’]?s)\s+)"
    rf"(?:(?:please|just|maybe)\s+)*(?:(?:show|see|send|give|get|go back to|go to|back to|return to|look at|view|list|what (?:were|was|are)|what(?:['’]?s))(?: (?:me|us|at))?(?: again)?(?: (?:all|again))? )"
    rf"(?:(?:the|that|your|those|my)? ?(?:(?:full|whole|first|original|last|previous|other) )?(?:list(?: of (?:the )?{_SHOWS})?|(?:other |rest of the |all the )?{_SHOWS}|other (?:ones|options)|others|rest)"
    rf")(?:\W+(?:again|please|pls|once more|one more time|first|you (?:had|showed|gave|listed)(?: (?:me|us))?|there (?:are|were)|were|instead))*\W*$",
    re.IGNORECASE,
)
_NTH = regex(
    rf"\b(?:meant?|wanted|want|prefer|rather|instead|take|go (?:for|with)|back to|change (?:it )?to|switch (?:it )?to|make it|do)\b[^.?!]{{0,12}}\b(?:the )?(?:first|second|third|fourth|fifth|last|[1-9](?:st|nd|rd|th)) {_SHOWS}\b",
    re.IGNORECASE,
)


def wished(view: View, heard: Heard) -> bool:
    """Whether the list of shows is wanted once more, or another of it by its place."""
    state, task, text = view.state, view.state.task, view.reading.text
    shown = state.list_shown("events")
    if task is None or task.event is None or shown is None or len(shown.events) < 2 or len(text) > _LONGEST:
        return False
    exchange = task.kind == "exchange" and state.awaiting in {"seats", "confirmation"}
    if not exchange and not (task.kind in BUYING and state.awaiting in {"seats", "quantity"} and state.hold is None):
        return False
    if _NTH.search(text):
        meant = choose(shown, view.reading)
        if len(meant) == 1 and shown.events[meant[0]].event_id != task.event.event_id:
            heard.chosen, heard.chosen_from, heard.understood = meant[0], "events", True
            state.quote = None
            return True
    if _LIST.search(text) is None:
        return False
    task.event, task.chosen, task.options, task.section, task.rows = None, None, [], None, []
    if exchange:
        task.quantity = None  # all of the order, whichever it is
    task.wanted = Wanted(event_ids=[event.event_id for event in shown.events])
    state.quote, heard.changed, heard.understood = None, True, True
    return True
