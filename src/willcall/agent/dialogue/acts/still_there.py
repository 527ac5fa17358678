"""What is asked of seats that are held: whether they still are ("u still got those seats?"), or what a sum of theirs is for. Pure."""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.asked import charges
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_LEAD = r"^\W*(?:(?:ok|okay|so|and|hi|hey|hello|sorry|right|phew|um+|back|i'?m back|im back|oh|erm+|wait|quick)\W+)*"
_STILL = regex(
    _LEAD
    + r"(?:(?:have|do) )?(?:(?:you|u|ya)(?:['’]ve)? )?(?:are |is )?(?:you |u )?(?:they |those |these |the |my |our |it |them )*(?:two |three |four |\d )?(?:seats |ones |tickets )?(?:still )(?:(?:got|have|holding|keeping) (?:(?:those|these|the|my|our|them|it)(?: (?:two|three|four|\d))?(?: seats?| ones?| tickets?)?)|there|free|available|mine|ours|held|on hold|good)(?: (?:for (?:me|us)|yeah|right|please|then|now))*\s*\?*\W*$",
    re.IGNORECASE,
)
_ALONE = 12  # words


def asked(view: View, heard: Heard) -> bool:
    """Whether nothing is asked but that."""
    return charges.asked(view, heard) or _still_held(view, heard)


def _still_held(view: View, heard: Heard) -> bool:
    """Whether it is asked if what is held still is; the quote is told again, with the time that is left."""
    state, text = view.state, view.reading.text
    if state.quote is None or state.quote.kind != "purchase" or state.hold is None:
        return False
    if state.awaiting != "confirmation" or any(s.name in _OTHER for s in view.reading.slots):
        return False
    last = re.split(r"[.!;,]\s+", text[-160:])[-1]
    if len(last.split()) > _ALONE or not (_STILL.search(last) and (aspects.asks(last) or "still" in last.casefold())):
        return False
    heard.keeps = heard.understood = True
    return True


_OTHER = frozenset({"event", "performer", "event_kind", "when", "section", "max_price", "row", "order_id"})
