"""What becomes of the money if something happens, asked before it has: "if it rains it out, do we get our money back?", "if I buy 2 and she says no".

A question of the rule, whatever word opens the message; nothing is begun. Pure, like `hearing`, which asks it.
"""

import re

from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex

_BACK = r"(?:money back|refund(?:ed)?|reimbursed|money)"
_DO_WE = rf"\b(?:can|could|do|does|would|will|may|should) (?:i|we|you|they|everyone|people)\b[^.?!]{{0,24}}\b{_BACK}\b"
_CALLED_OFF = r"\bif\b[^.?!,]{0,24}\b(?:rain\w*|snow\w*|storm\w*|weather|thunder\w*|hail\w*|cancel\w*|called off|postponed|abandoned|washed out|rained? (?:it )?off|(?:does ?n['’]?t|does not|do(?:es)? ?n['’]?t) (?:go ahead|happen|take place)|moved|rescheduled|no play)\b"
_IF_CALLED_OFF = regex(rf"{_DO_WE}[^.?!]{{0,24}}{_CALLED_OFF}|{_CALLED_OFF}[^.?!]{{0,24}}{_DO_WE}", re.IGNORECASE)
_WHO = r"(?:she|he|they|my \w+|our \w+|somebody|someone|one of us|the others?)"
_IF_REFUSED = regex(
    rf"\b(?:if|when|once|say)\b[^.?!,]{{0,12}}\b(?:i|we) (?:buy|book|get|order|bought|booked)\b[^.?!]{{0,40}}\b(?:and|but|then) (?:then )?{_WHO} (?:says? no|says? (?:he|she|they) can['’]?t|can['’]?t|cannot|can not|won['’]?t|does ?n['’]?t|do ?n['’]?t|changes? (?:his|her|their) mind|gets? (?:ill|sick|covid)|is (?:ill|sick|busy)|turns? me down)\b",
    re.IGNORECASE,
)
_ASKS = regex(r"\?|\b(?:what|would|can|could|do|will|is|am) (?:i|we|happens?|would|if|it|there)\b", re.IGNORECASE)
_LONGEST = 200  # characters
_MONEY_BACK = "can tickets be refunded"


def asked(view: View, heard: Heard) -> bool:
    """Whether it is asked what comes back if a show is called off, or if who should come along says no."""
    state, text = view.state, view.reading.text
    if len(text) > _LONGEST or (state.quote is not None and state.quote.kind != "purchase"):
        return False
    off = _IF_CALLED_OFF.search(text)
    refused = _IF_REFUSED.search(text) if off is None and _ASKS.search(text) else None
    if off is None and refused is None:
        return False
    slots = tuple(s for s in view.reading.slots if s.name in wanting.EVENT_SLOTS)
    asking.note_show(slots, state)
    heard.questions.append(Question("policy", off.group() if off is not None else _MONEY_BACK, slots))
    heard.understood = True
    return True
