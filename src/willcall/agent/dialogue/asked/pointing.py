"""A question about shows that are listed, which points at one by its place or at all of them: "how long is the second one", "do any of them have a bar".

Pure. The show pointed at is the one in mind then; nothing is picked by a question.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.asked import facets
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex

_LONGEST = 160  # characters
_PLACES = {
    word: place
    for place, words in enumerate(("first 1st one 1", "second 2nd two 2", "third 3rd three 3", "fourth 4th four 4", "fifth 5th five 5", "sixth 6th six 6"))
    for word in words.split()
}  # fmt: skip
_NTH = r"(?:the |that )?(?P<nth>first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|4th|5th|6th)(?: (?:one|show|event|game|match|gig|concert|thing))?(?! (?:row|half|night|time|day|of|week|floor|level|aid|hour|ever)\b)"
_NUMBER = r"(?:number |no\.? ?|#|option |event |show )?(?P<n>[1-6])"
_POINTS = regex(rf"(?:\b|(?=#))(?:{_NTH}\b|{_NUMBER}(?=\W*$|\W+(?:about|like|any|good|finish|last|run|end)\b))", re.IGNORECASE)  # fmt: skip
_BEFORE = regex(r"\s+(?:at|to|for|in|with|of|on|from|near|during|into)\s*$", re.IGNORECASE)
_GOOD = regex(r"\b(?:any good|worth (?:it|seeing|a look|going)|good(?= (?:show|one)?\W*$)|what kind|what sort|what type|what is it)\b", re.IGNORECASE)  # fmt: skip
_WHERE = regex(r"\bwhere(?:'?s| is)\b|\baddress\b|\bhow (?:do|would|can) (?:i|we) get (?:to|there)\b", re.IGNORECASE)
_OF_THE_HOUSE = regex(
    r"\b(?:is|are) there\b|\b(?:do|does|is|are|can|may|will) (?:they|you|i|we|it|kids|children|dogs|babies|people|my \w+)\b|\ballowed\b|\b(?:has|have) (?:it|they) got\b",
    re.IGNORECASE,
)
_WANTED = regex(
    r"\b(?:can|could|may|shall|will|would) (?:i|we|you) (?:please |just |maybe )?(?:get|have|do|take|book|see|buy|choose|pick|go (?:to|for|with)|come)\b|\b(?:cheap|dear)\w*",
    re.IGNORECASE,
)
_TELL = regex(r"\b(?:tell me|more about|info (?:on|about)|details (?:on|of|about))\b", re.IGNORECASE)
_ANY_OF_THEM = regex(
    r"^\W*(?:(?:and|so|ok|hm+|um+|but)\W+)*(?:(?:do|does|have|has) (?:any|some|all|either|both|most|none) of (?:them|these|those)|are there any of (?:them|these|those) (?:that|with)) (?:have |got |do |serve |offer |sell |include )*(?P<what>[^?]+)",
    re.IGNORECASE,
)
_LOOKS_FOR = frozenset({"event", "performer", "event_kind", "quantity", "max_price", "section", "row", "when", "venue", "city"})  # fmt: skip
_SEATS = regex(
    r"\b(?:seats?|tickets?|left|available|availability|sold out|price|cost|how much|matin\w+|spaces?|together)\b",
    re.IGNORECASE,
)


def asked_of_one(view: View, heard: Heard) -> bool:
    """Whether something is asked of a show listed, or of all of them, and none is picked."""
    state, text = view.state, view.reading.text
    shown = state.list_shown("events") if state.awaiting == "event" else None
    said = {s.name for s in view.reading.slots if not s.negated}
    if shown is None or len(text) > _LONGEST or _SEATS.search(text) or _WANTED.search(text):
        return False
    if not (aspects.asks(text) or _TELL.search(text)):
        return False
    if (of_all := _ANY_OF_THEM.match(text)) is not None and not said & (_LOOKS_FOR - {"section"}):
        heard.questions, heard.understood = [Question("knowledge", f"Is there {of_all['what'].strip()}?", ())], True
        return True
    match = _POINTS.search(text)
    place = None if match is None else _place(match, len(shown.events))
    if match is None or place is None or said & (_LOOKS_FOR - {"when", "quantity"}):
        return False
    before, after = text[: match.start()], text[match.end() :]
    question = _question(f"{before}it{after}", _BEFORE.sub("", f"{before.rstrip()}") + after)
    if question is None:
        return False
    state.last_event = shown.events[place]
    heard.questions, heard.understood = [question], True
    return True


def _place(match: re.Match[str], shown: int) -> int | None:
    """The place in the list that is pointed at; None where the list has none such."""
    word = (match["nth"] or match["n"]).casefold()
    place = shown - 1 if word == "last" else _PLACES[word]
    return place if place < shown else None


def _question(of_it: str, of_the_house: str) -> Question | None:
    """What is asked of the show, or of where it is; None where that is a thing to pick it for, as its price and its day are."""
    if _WHERE.search(of_it):
        return Question("knowledge", "where is it?", ())
    if aspects.aspect(of_it) in {"length", "people", "story", "doors"} or facets.asked(of_it) is not None:
        return Question("event", of_it, ())
    if _GOOD.search(of_it):
        return Question("event", "What is it about?", ())
    return Question("knowledge", of_the_house, ()) if _OF_THE_HOUSE.search(of_the_house) else None
