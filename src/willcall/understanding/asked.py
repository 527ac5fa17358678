"""What the agent just asked, in a few plain classes, from `awaiting` or from its last words.

Lets the same heads read turns of any agent: ours says what it awaits, others only ask in words.
"""

import re
from functools import lru_cache

from willcall.understanding.patterns import regex
from willcall.understanding.reading import Context
from willcall.understanding.text import fold

ASKED = (
    "nothing",
    "open",
    "event",
    "when",
    "where",
    "quantity",
    "seats",
    "order",
    "choice",
    "confirmation",
    "payment",
    "second_step",
    "sign_in",
    "more",
    "offer",
    "other",
)

_LAST_QUESTION = regex(r"[^.!?]*\?[^.!?]*$")
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("confirmation", regex(r"\b(?:confirm|is (?:that|this|it) (?:right|correct|all (?:right|correct)|ok|okay)|correct\?|does (?:that|this) (?:look|sound) (?:right|good|correct)|please verify|shall i (?:go ahead|proceed|book|charge|place)|go ahead and|right\?)")),
    ("more", regex(r"\b(?:anything else|something else|any other (?:way|thing|help)|else (?:i can|can i)|further assist|more help|assist you (?:further|with anything)|help you with anything|what else|anything more|(?:need|do) (?:anything )?more|more for you)\b")),
    ("quantity", regex(r"\bhow many|number of (?:tickets|seats|people)|for how many|party size\b")),
    ("offer", regex(r"\b(?:would you like (?:me )?to (?:buy|book|purchase|reserve|get|order)|(?:do you )?want (?:me )?to (?:buy|book|purchase|reserve)|shall i (?:buy|purchase|reserve)|interested in (?:buying|booking|purchasing)|like (?:any )?tickets|do you (?:want|need) (?:any )?tickets|(?:buy|purchase|book|reserve|get) (?:you |the |some |a |your |those |these )*(?:tickets?|seats?)|(?:want|need|like|willing to have) (?:you |the |some |any |a |to get |to have )*(?:tickets?|seats?)|make (?:a|the|your) (?:reservation|booking)|(?:buy|book|reserve|purchase) (?:it|this|one|that|them)\b)\b")),
    ("when", regex(r"\b(?:what (?:date|day|time)|which (?:date|day|time)|when (?:would|do|are|will|should)|what's the date|specific date|any date|date)\b")),
    ("where", regex(r"\b(?:which city|what city|where (?:would|are|do|should|will|is)|what (?:location|area)|which (?:location|area|theat\w+)|what theat\w+|in (?:what|which) (?:city|area|town)|where\?|your location|from where|leaving from|going to\?)\b")),
    ("event", regex(r"\b(?:what (?:kind|type|event|movie|show|sort|game|concert)|which (?:event|movie|show|game|concert|one)|who (?:would|do)|what (?:would|do) you (?:like|want) to (?:see|watch)|event (?:do|are)|any (?:preference|particular)|name of|in mind|category|genre|do you prefer|prefer)\b")),
    ("seats", regex(r"\b(?:which seats|what seats|section|seat(?:s|ing))\b")),
    ("choice", regex(r"\b(?:or\b.*\?|which|choose|pick|does (?:that|this|it) (?:work|suit|interest)|how about|what about|would (?:that|this|it) (?:work|be)|does that sound|how does that|do(?:es)? (?:any|either) of)")),
    ("payment", regex(r"\b(?:pay|payment|card)\b")),
    ("open", regex(r"\b(?:how (?:can|may) i (?:help|assist)|what can i do|help you|assist you)\b")),
)  # fmt: skip


def asked(context: Context) -> str:
    """One of `ASKED`."""
    if context.awaiting is not None:
        return context.awaiting if context.awaiting in ASKED else "other"
    said = next((text for speaker, text in reversed(context.history) if speaker == "agent"), None)
    return "nothing" if said is None else asked_in(said)


@lru_cache(maxsize=512)
def asked_in(agent_text: str) -> str:
    """The class of the last thing asked in the agent's own words."""
    text = fold(agent_text[-400:])
    question = _LAST_QUESTION.search(text)
    part = question.group() if question else text
    for name, pattern in _PATTERNS:
        if pattern.search(part):
            return name
    return "other" if question else "nothing"
