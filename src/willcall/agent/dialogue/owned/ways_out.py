"""What may be done with tickets that cannot be used, asked without naming a deed: "i have 4 for tomorrow and my kids got the flu. what are my options".

Pure, like `hearing`, which asks it. Every way is told with its deadline; nothing is quoted, and nothing is sold.
"""

import re

from willcall.agent.dialogue import cues
from willcall.agent.dialogue.owned import already
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_WAYS = regex(
    r"\bwh?at(?:['’]?s| is| are| r)? (?:my|our|the) options?\b|\b(?:any|have i got|do (?:i|we) have(?: any)?|got any) options?\b"
    r"|\bwh?at (?:can|could) (?:i|we|you|be)\b[^.?!]{0,12}\b(?:do|done)\b|\bwh?at (?:do|should|shall) (?:i|we) do\b",
    re.IGNORECASE,
)
_CANNOT = regex(
    r"\b(?:can['’]?t|cannot|can not|cant|won['’]?t|wont|couldn['’]?t|unable|not able|no longer|isn['’]?t|aren['’]?t) (?:\w+ ){0,3}(?:make|come|coming|go|going|attend|use|do)\b|\b(?:can['’]?t|cant|cannot)(?=\W*(?:$|[.,;!?]))"
    r"|\b(?:flu|covid|sick|ill|poorly|unwell|fever|bug|chicken ?pox|hospital|surgery|broke (?:my|his|her|a)|funeral|snowed in|stuck|bailed|dropped out|something(?:['’]s| has)? (?:came|come|cropped) up|called (?:in(?:to)?|up)|(?:got to|have to|gotta) work)\b",
    re.IGNORECASE,
)
_SUPPOSES = regex(
    r"\b(?:if|in case|suppose|before (?:i|we) (?:buy|book|pay)|thinking of (?:buying|booking))\b", re.IGNORECASE
)
_NAMED = regex(
    r"\b(?:refund\w*|money back|exchang\w*|swap\w*|switch\w*|upgrad\w*|transfer\w*|return\w*|give (?:them|it|back)|cancel\w*|rebook\w*)\b",
    re.IGNORECASE,
)
_PEOPLE = frozenset({Intent.HAND_OFF, Intent.COMPLAINT})
_SURE = 0.8
_LONGEST = 240  # characters
_ASKED = (
    "Until when can I refund them?",
    "Until when can I exchange them?",
    "Until when can I transfer them?",
)


def asked(view: View, heard: Heard) -> bool:
    """Whether it is asked, of tickets one has and cannot use, what there is to do."""
    state, reading = view.state, view.reading
    text = reading.text
    busy = state.hold or state.quote or state.transfer or state.pending_order_id
    begun = state.task is not None and state.task.kind not in {"orders", "browse"}
    if busy or begun or not view.signed_in or len(text) > _LONGEST:
        return False
    if _WAYS.search(text) is None or _CANNOT.search(text) is None or _SUPPOSES.search(text):
        return False
    if _NAMED.search(text) or any(wish.intent in _PEOPLE and wish.confidence >= _SURE for wish in reading.wishes):
        return False
    said = tuple(s for s in reading.slots if s.name in wanting.EVENT_SLOTS and not s.negated)
    theirs = already.HELD.search(text) or cues.OWN_TICKETS.search(text) or wanting.names_event(said)
    if not (theirs or state.memo.get("bought") or state.last_order_id):
        return False
    state.task, state.awaiting = None, None
    heard.questions = [Question("policy", one, said) for one in _ASKED]
    heard.understood = True
    return True
