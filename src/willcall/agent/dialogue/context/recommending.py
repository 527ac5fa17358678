"""Advice that is sought: "what would you recommend", "which is better for kids", "what's good for a date night", "surprise us".

Pure, like `hearing`, which asks it. What is answered `scripts.advising` takes from kinds, times and prices; nobody here has a taste.
"""

import re
from typing import Literal

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.context import occasions
from willcall.agent.dialogue.wishes import suiting, wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Wanted
from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

Occasion = Literal["any", "children", "two", "friends"]

_YOU = r"(?:you|u|ya|yous|you guys)"
_WE = r"(?:i|we|us|me)"
_THEY = rf"(?:he|she|they|(?:my|our|the|a) (?:[\w'’-]+ ){{0,2}}?(?:{KIN}|{KIN_MANY}|kids|family|boss|teenagers?))"
_FEW = r"(?:what|which)(?: (?:one|ones|show|shows|game|event|gig|of (?:them|these|those|the (?:two|three|four))))?"
_RECOMMENDS = regex(
    rf"\b(?:recommend|suggest)(?:s|ed|ing)?\b|\b(?:recommendations?|suggestions?|advice|(?:any|some|got any|have {_YOU} (?:got )?any) ideas?)\b"
    rf"|\b(?:what|which)\b[^.?!]{{0,20}}\b(?:would|wud|should|shall|do) {_YOU} (?:pick|choose|go (?:for|to|with)|see|do|say|reckon|think)\b"
    rf"|\b(?:what|which)\b[^.?!]{{0,20}}\b(?:should|shall|can) {_WE} (?:pick|choose|go (?:for|to|with|and see)|see|watch|do|book)\b|\bwhat (?:to|shall we) (?:see|watch|go (?:to|and see))\b"
    rf"|\b{_FEW}(?:['’]?s| is| are| would be)(?: the| a| more| most| going to be)* (?:better|best|good|most popular|popular|fun|worth (?:it|seeing|going to|a look|a go|watching)|suit(?:ed|able)|romantic|nicest)\b"
    rf"|\b(?:what|which)\b[^.?!]{{0,20}}\bwould {_THEY} (?:like|enjoy|love|prefer)\b"
    rf"|\b(?:surprise (?:us|me)|(?:help {_WE} (?:choose|decide|pick))|(?:do not|don['’]?t|not sure|no idea|can['’]?t decide|undecided) (?:know )?(?:what|which|where)(?: one)? (?:to (?:see|go(?: to| for)?|do|pick|choose|watch)|we (?:want|fancy)))\b"
    rf"|\b(?:something|anything|somewhere|a show|a night out)(?: a bit| really| nice and)? (?:fun|romantic|special|different|good|nice|lively|relaxed|entertaining|suitable|decent|memorable)\b|\bgood (?:night out|date)\b|\bdate[- ]?night\b",
    re.IGNORECASE,
)
_FOR_TWO = regex(
    r"\b(?:date[- ]?night|(?:first |second )?date\b(?! (?:of|is|for|in))|romantic|anniversary|valentine\w*|(?:with|for|take|taking|impress) (?:my|the) (?:wife|husband|girlfriend|boyfriend|partner|gf|bf|fianc\w+|missus|other half|hubby))\b",
    re.IGNORECASE,
)
_FOR_FRIENDS = regex(
    rf"{occasions.FRIENDS.pattern}|\b(?:birthday (?:do|party|night|outing|event|trip)|girls['’]?|boys['’]?|lads|(?:with|for) (?:my |some |a (?:group|bunch) of )?(?:friends|mates|pals|the (?:lads|girls|boys|team))|group of (?:friends|us)|night out)\b",
    re.IGNORECASE,
)
_OTHER_THINGS = regex(
    r"\b(?:eat|food|drinks?|restaurants?|pubs?|bars?|wear\w*|bring\w*|bags?|arriv\w+|time (?:to|should)|when (?:to|should)|park\w*|hotels?|train|bus|tram|taxi|entrance|gate|songs?|loos?|toilets?|seats?|section|row|view|stalls|circle|balcony|floor|block|price|deal|value|refund\w*|exchang\w*|swap\w*|upgrad\w*|transfer\w*|credit|pay\w*|card|my (?:order|tickets|booking)|bank)\b",
    re.IGNORECASE,
)
_SEATS = regex(
    rf"\b(?:recommend|suggest)\w*\b|\b(?:what|which)\b[^.?!]{{0,24}}\b(?:would|should|shall|do) (?:{_YOU}|{_WE}) (?:pick|choose|go (?:for|with)|take|reckon|say)\b|\b(?:which|what)(?: (?:one|ones|seats?|of (?:them|these|those)))?(?:['’]?s| is| are) (?:the )?best(?: (?:one|ones|seats?|of (?:them|these|those)))?\W*$",
    re.IGNORECASE,
)
_NO_SEATS = regex(
    r"\b(?:cheap\w*|price|value|view|kids?|child\w*|steps?|stairs?|legs?|wheel\w*|sound|bar|toilets?|loos?|aisle|exit)\b",
    re.IGNORECASE,
)
_SUITS = regex(
    r"\b(?:which|what|any (?:of|good|for)|anything|something|good|suits?|suitable|better|best|ok|okay|fun|bores?|enjoy)\b|\bfriendly\b",
    re.IGNORECASE,
)
_LONGEST = 200  # characters
_ELSEWHERE = frozenset({"order_id", "email", "section", "row", "event", "event_name", "refund_to", "seat"})
_NOT = frozenset({Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE, Intent.TRANSFER, Intent.HAND_OFF, Intent.COMPLAINT, Intent.CANCEL, Intent.ORDERS})  # fmt: skip


def asked(view: View, heard: Heard) -> bool:
    """Whether advice is sought on what to see, or on which of the seats listed to take."""
    state, reading = view.state, view.reading
    text = reading.text
    if len(text) > _LONGEST or state.hold is not None or state.quote is not None or state.transfer is not None:
        return False
    if state.pending_order_id is not None or any(wish.intent in _NOT for wish in reading.wishes):
        return False
    if state.awaiting == "seats":
        return _of_seats(view, heard)
    names = {s.name for s in reading.slots if not s.negated}
    task = state.task
    settled = task is not None and (task.kind not in BUYING or task.event is not None)
    either = sum(s.name == "event" for s in reading.slots) > 1  # "the opera or the derby, which is better"
    if settled or names & (_ELSEWHERE - ({"event"} if either else set())) or _OTHER_THINGS.search(text):
        return False
    listed = state.awaiting == "event" and task is not None
    young = listed and suiting.asked_for(text) and _SUITS.search(text)
    sought = occasions.SOUGHT_FOR.search(text) and not any(s.name == "event_kind" for s in reading.slots)
    if not (_RECOMMENDS.search(text) or sought or young or suiting.asks_which(text)):
        return False
    if any(s.name == "event_kind" for s in reading.slots) and not _RECOMMENDS.search(text):
        return False
    tasks.take_up("browse", reading.slots, view, heard, text)
    if state.task is None or state.task.event is not None:
        return False
    shown = state.list_shown("events") if listed else None
    if shown is not None and not names & wanting.EVENT_SLOTS:
        state.task.wanted = Wanted(event_ids=[event.event_id for event in shown.events])
    if either:
        ids = [one for s in reading.slots if s.name == "event" and not s.negated for one in s.value]
        state.task.wanted = Wanted(event_ids=list(dict.fromkeys(ids)), when=reading.value("when"))
    state.task.advice = _occasion(text)
    heard.changed = heard.understood = True
    return True


def _occasion(text: str) -> Occasion:
    """What it shall be good for."""
    if suiting.asked_for(text):
        return "children"
    if _FOR_TWO.search(text):
        return "two"
    return "friends" if _FOR_FRIENDS.search(text) else "any"


def _of_seats(view: View, heard: Heard) -> bool:
    """Whether advice is sought on which of the seats listed to take."""
    state, text = view.state, view.reading.text
    shown = state.list_shown("seats")
    if shown is None or len(shown.seats) < 2 or state.task is None or state.task.kind not in BUYING:
        return False
    if not _SEATS.search(text) or _NO_SEATS.search(text):
        return False
    if any(s.name in _ELSEWHERE | {"ordinal", "quantity", "when", "max_price"} for s in view.reading.slots):
        return False
    heard.standing, heard.understood = "advice", True
    return True
