"""What somebody tells of tickets they have already, beside what they want of them: "I've 5 for the panto, can I give back two".

Pure. How many they have, and where those are, is no wish; and who gives back, moves or betters tickets buys none.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.reading import Intent, Wish

_SOME = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a (?:pair|couple)(?: of)?)"
HELD = re.compile(
    rf"(?:\b(?:i|we)(?:['’]ve| have|ve)?(?: already)?(?: got| bought| booked)|\b(?:i|we)(?:['’]ve| have| already have)|\bmy (?:order|booking) is|(?:^|[.!?,]\s*)(?:(?:hi|hey|hello|howzit|hiya|ok|no|so|well)\W+)*(?:already )?(?:got|have|bought))(?: got| bought| booked| for)? (?:{_SOME} (?:tickets? |seats? |tix |ones )?(?:already )?(?=(?:for|in|to|at|on)\b(?! (?:my|our|the) (?:family|group|party|class)))|{_SOME} (?:tickets?|seats?|tix)\b|(?:tickets?|seats?|tix)\b)[^.?!,;]*?(?=[.?!,;]|\s+(?:and|but)\b|\s+(?:can|could|may|any chance|want|is there)\b|$)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:give|hand|send|take|bring)\b[^.?!]{0,24}\bback\b|\b(?:refund\w*|return(?:ing)?|money back|get rid of)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:exchang\w*|swap\w*|switch\w*|rebook\w*|(?:move|change) (?:them|it|these|those|to|my|our|both|all))\b",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:upgrad\w*|(?:better|nicer|closer|posher) (?:seats?|ones?|places?|spots?|view)|(?:anything|something) (?:better|closer|nearer|nicer))\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:another|more tickets?|extra tickets?|additional|as well|too\b(?! (?:far|high|steep))|also (?:want|need|buy)|(?:one|two|three|four|\d) more)\b",
    re.IGNORECASE,
)
_ASKS_RULE = re.compile(r"\b(?:policy|rules?|in general|how does)\b", re.IGNORECASE)
NO_PURCHASE = re.compile(
    r"\b(?:don'?t|dont|do not|didn'?t|not|no,? i'?m not|never|nothing)\b[^.?!,;]{0,20}\b(?:buy|buying|purchase|purchasing|(?:new|more|extra) (?:tickets?|seats?|ones))\b|\b(?:already|allready) (?:have|got|own|bought|paid)\b[^.?!]{0,20}\b(?:tickets?|seats?|them|mine|these|those)\b|\b(?:i|we) already (?:have|bought)\b",
    re.IGNORECASE,
)


def told(view: View, heard: Heard) -> View:
    """The view with what is said of tickets held taken out, and one wish for what is wanted of them; as it was where none are told of."""
    reading, state = view.reading, view.state
    task = state.task
    held = HELD.search(reading.text)
    rejects = NO_PURCHASE.search(reading.text) is not None and task is not None and task.kind in BUYING
    if not rejects and (held is None or state.hold is not None):
        return view
    rest = reading.text if held is None else reading.text[: held.start()] + " " + reading.text[held.end() :]
    deed = _deed(rest)
    if deed is None or _MORE.search(rest) or _ASKS_RULE.search(rest):
        return view
    if any(wish.intent in {Intent.COMPLAINT, Intent.HAND_OFF} and wish.confidence >= _SURE for wish in reading.wishes):
        return view
    span = (0, 0) if held is None else held.span()
    theirs = [s for s in reading.slots if span[0] <= s.start < span[1] and s.name in {"quantity", "section", "row"}]
    if deed is Intent.EXCHANGE:
        theirs += [s for s in reading.slots if s.name == "quantity"]
    if task is not None and task.kind in BUYING:
        heard.lets_go = state.hold is not None
        state.task, state.later = None, [t for t in state.later if t.kind not in BUYING]
    elif task is not None and task.kind == "upgrade":
        own = {fold(str(s.value)) for s in theirs if s.name == "section"}
        task.section = None if task.section is not None and fold(task.section) in own else task.section
    wish = Wish(deed, 1.0, 0, len(reading.text))
    slots = tuple(s for s in reading.slots if s not in theirs)
    return replace(view, reading=replace(reading, wishes=(wish,), slots=slots))


_SURE = 0.8


def _deed(text: str) -> Intent | None:
    """What is wanted of the tickets, by its words alone."""
    if _MOVES.search(text):
        return Intent.EXCHANGE
    if _BETTER.search(text):
        return Intent.UPGRADE
    return Intent.REFUND if _BACK.search(text) else None
