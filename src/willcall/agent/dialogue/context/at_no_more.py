"""Better seats at no more than those on the table: "can we sit closer for the same price", "anything better that doesn't cost more". Pure.

What costs more is not offered as if it had been asked for.
"""

import re

from willcall.agent.dialogue import cues
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_BETTER = regex(
    r"\b(?:closer|nearer|nicer|better|further (?:down|forward|front|up)|more cent(?:ral|re|er)|lower(?: down)?|improve|best)\b",
    re.IGNORECASE,
)
_NO_MORE = regex(
    r"\b(?:(?:for|at|of|around|about|with)? ?(?:the |that |this |roughly |about )*same (?:price|money|cost|amount|price (?:bracket|range|band|point))|costs? the same|(?:the )?same cost"
    r"|(?:does ?n['’]?t|do ?n['’]?t|do(?:es)? not|wo ?n['’]?t|will not|not|without|isn['’]?t|aren['’]?t|is not|are not) (?:it |them |us |me |be |being |any |having to |to )*(?:cost(?:ing)?|pay(?:ing)?|spend(?:ing)?|charg(?:e|ing)|dearer|pricier|more expensive|expensive)(?: (?:me|us|you|anything|any|for it))*(?: (?:more|extra|a penny more|over|on top))?"
    r"|no (?:more|extra|additional) (?:expensive|money|cost|charge|than (?:that|this|these|those))|(?:costs?|for|at) no (?:more|extra|additional)|(?:at|for) no (?:extra|additional|more) (?:cost|charge|money)"
    r"|for (?:that|this|our|my|the) (?:price|money)|(?:at|in|within) (?:that|this|our|my|the same) price(?: (?:range|bracket))?|for what (?:we|i)(?:['’]re|['’]m| are| am)? pay(?:ing)?|for nothing|without (?:paying|spending|costing|it costing|going over))\b",
    re.IGNORECASE,
)
_OTHERWISE = frozenset({"section", "max_price", "ordinal", "row", "event", "when", "quantity", "performer"})
_LONGEST = 160  # characters


def wished(view: View, heard: Heard) -> bool:
    """Turns the task to seats better than those on the table that cost no more; whether it did."""
    state, reading, task = view.state, view.reading, view.state.task
    if (
        task is None
        or task.kind not in BUYING
        or task.event is None
        or not task.quantity
        or len(reading.text) > _LONGEST
    ):
        return False
    if state.awaiting not in {"seats", "confirmation", "payment"} or reading.answer == "yes":
        return False
    if not _BETTER.search(reading.text) or not _NO_MORE.search(reading.text) or cues.OWNED.search(reading.text):
        return False
    if any(s.name in _OTHERWISE and not s.negated for s in reading.slots):
        return False
    table = [task.chosen] if task.chosen is not None and task.chosen.each else task.options
    if not table:
        return False
    most = max(offer.each for offer in table)
    own = next(offer for offer in table if offer.each == most)
    task.below, task.above, task.prefer = most + 1, None, "best"
    task.nearer_than = [own.section, own.row]
    heard.changed = heard.asked_more = True
    return True
