"""What is only supposed beside a decision, and no condition of it: "4, can I get a refund if my mate bails", "row C if need be". Pure."""

import re

from willcall.understanding.patterns import regex

_PEOPLE = r"(?:i|we|he|she|they|(?:one|some|any|all|two|half) of (?:us|them)|somebody|someone|anyone|everyone|my \w+|our \w+|grand?dad|grand(?:ma|pa)|gran(?:ny)?|dad|mum|mom|ma|pa|nan|the kids?)"
_LATER = regex(
    rf"\bif (?:need be|needed|necessary|required|(?:(?:my |our )?plans?|things|circumstances|any ?thing|something) (?:happens?|comes? up|crops? up|changes?|goes? wrong|falls? through)\b)|\bif (?:{_PEOPLE}|it|the (?:match|game|show|gig|concert))(?:['’](?:m|re|s))?(?: (?:then|do|does|is|am|are|was|were|gets?|have|has|need|needs|want|wants))*\W*(?:can['’]?t|cannot|cant|couldn['’]?t|don['’]?t|won['’]?t|isn['’]?t|to cancel|sick|ill|late|rains?|raining|snows?|snowing|(?:gets? )?(?:snowed|rained|fogged) off|cancell?ed|called off|postponed|abandoned|changes?|falls?|lose|delayed|stuck|pulls? out|drops? out)\b",
    re.IGNORECASE,
)
"""What may become of it afterwards; no condition of what is decided."""
_ASKED_IF = regex(
    rf"\b(?:do|does|can|could|will|would|is|are|what|wot|how|who)\b[^.?!]*?(?P<after>\bif {_PEOPLE}\b[^.?!]*\?)|(?P<before>\bif {_PEOPLE}\b[^.?!]*?)\b(?:do|does|can|could|will|would|is|are|what|wot|how|who)\b[^.?!]*\?",
    re.IGNORECASE,
)
"""A question of what holds if something befalls those who come: "if one of us comes down with something do we get the money back?"."""
_OF_LATER = regex(
    r"\b(?:refund\w*|money back|give (?:it|them|one) back|exchang\w*|swap\w*|resell\w*|sell (?:it|them|one)|transfer\w*|cancel\w*|give (?:it|them|one) (?:to|away))\b[^.?!]*?(?P<after>\bif\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""What may be done afterwards, if something befalls: "can i get a refund if my mate bails"."""


def without_later(text: str) -> str:
    """The text without what may become of it afterwards."""
    return _LATER.sub(" ", text)


def without(text: str, *, asks: bool, whole: bool) -> str:
    """The text without what is supposed in a question.

    Args:
        text: What is said beside the decision.
        asks: Whether it is a question: what is supposed of money back or handing on hangs on nothing then.
        whole: Whether any question of what holds if something befalls those who come is left out, too.
    """
    later = _OF_LATER.search(text) if asks else None
    text = text if later is None else text[: later.start("after")]
    supposed = _ASKED_IF.search(text) if whole and re.search(r"\bif\b", text, re.IGNORECASE) else None
    if supposed is None:
        return text
    part = "after" if supposed["after"] else "before"
    return text[: supposed.start(part)] + " " + text[supposed.end(part) :]
