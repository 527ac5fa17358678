"""A sum in a question of what it is for: "what's the 3 dollar thing for". It is no budget, and lets go of nothing. Pure."""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex

_SUM = r"(?:(?:us\$|[a-z]{0,2}[$€£₹])\s?\d+(?:[.,]\d\d)?|\d+(?:[.,]\d\d)?(?:\s?(?:dollars?|bucks?|quid|pounds?|euros?|rupees?|cents?|rand|[$€£₹]))?|(?:one|two|three|four|five|six|seven|eight|nine|ten) (?:dollars?|bucks?|quid|pounds?|euros?|rupees?))"
_WHAT_FOR = regex(
    rf"\b(?:what(?:['’]?s| is| are)?|why|how come|where does|explain)\b[^.?!]{{0,24}}\b(?:the|that|this|an?|extra|those|these|there)\b[^.?!]{{0,8}}?{_SUM}(?: (?:extra|more|thing|bit|fee|charge|one|on top|added|line))*(?: (?:for|about|from|coming from|come from|mean))?\W*(?:$|[.?!,]|lol|tho)"
    rf"|\b(?:what(?:['’]?s| is)|why) (?:the )?(?:extra |additional |order |ticket |booking |service )(?:{_SUM} ?)?(?:fee|charge|bit|thing)?s?(?: (?:for|about))\b",
    re.IGNORECASE,
)
_SEATS = regex(r"\b(?:seats?|tickets?|row|section|view|parking|bag|drinks?|cheap\w*|difference)\b", re.IGNORECASE)
_ORDER_FEE = "Is the order fee charged once or per ticket?"


def asked(view: View, heard: Heard) -> bool:
    """Whether it is asked what a sum of the purchase's quote is for."""
    quote, text = view.state.quote, view.reading.text
    if quote is None or quote.kind != "purchase" or len(text) > _LONGEST:
        return False
    if not _WHAT_FOR.search(text) or _SEATS.search(text):
        return False
    if any(s.name not in {"max_price", "topic", "quantity", "preference"} for s in view.reading.slots):
        return False
    heard.questions.append(Question("knowledge", _ORDER_FEE, ()))
    heard.understood = True
    return True


_LONGEST = 120  # characters
