"""Second thoughts within one message: "two, no wait, three", "for the opera ... no, for the ballet on Friday".

What was said first and then taken back is no detail of the message. Reads plain text and the details found in it; does not
know what they mean, and leaves alone whoever tells of two things (what they have and what they would rather have).
"""

from collections.abc import Sequence

from willcall.understanding.patterns import regex
from willcall.understanding.spans import Found
from willcall.understanding.text import Plain

_TAKES_BACK = regex(
    r"(?:\b(?:no+,? (?:wait|hang on|hold on)|(?:wait|hang on|hold on),? no+|no+,? sorry|sorry,? no+|i meant?(?: to say)?|scratch that|strike that|correction|or rather|make (?:that|it)|oops|whoops|actually)\b"
    r"|(?<=[,.;-])\s*(?:(?:no+|nope)\b(?! (?:more|problem|rush|need|idea|thanks))|sorry\b(?! (?:for|about|to|but))|wait\b))[\s,.;-]*"
)
_SURELY = regex(r"mean|wait|scratch|oops|hang|hold")
_TELLS_OF_TWO = regex(
    r"\b(?:swap\w*|exchang\w+|switch\w*|instead|rather than|trade|also|too|as well|upgrad\w+|refund\w*|i (?:have|had|got|bought|booked)|i've|already|both|or)\b"
)
_OF_AN_ORDER = regex(
    r"\b(?:swap\w*|exchang\w+|switch\w*|trade|upgrad\w+|refund\w*|i (?:have|had|got|bought|booked)|we (?:have|had|got|bought|booked)|i've|we've|already|my tickets?|our tickets?|mov(?:e|ing)|chang(?:e|ing))\b"
)
_SAID_AGAIN = frozenset({"when", "section", "event", "performer", "event_kind", "venue", "city"})
_NEAR, _NEXT = 28, 14  # characters between the second thought and what it puts in place
_GROUPS = (
    frozenset({"event", "performer", "event_kind", "event_name", "venue", "city"}),
    frozenset({"when"}),
    frozenset({"quantity"}),
    frozenset({"section"}),
    frozenset({"row"}),
    frozenset({"max_price"}),
)


def revised(found: Sequence[Found], message: Plain) -> list[Found]:
    """`found` (positions in `message.raw`) without what the speaker took back at once."""
    kept = list(found)
    if len(kept) < 2:
        return kept
    kept = _without_turned_down(kept, message)
    two = _TELLS_OF_TWO.search(message.text) is not None
    for mark in _TAKES_BACK.finditer(message.text):
        start, end = message.span(mark.start(), mark.end())
        if start == 0 or (two and not _SURELY.search(mark.group())):
            continue
        reach = end + (_NEXT if two else _NEAR)
        after = sorted((f for f in kept if end - 1 <= f.start <= reach), key=lambda f: f.start)
        for group in _GROUPS:
            if any(f.name in group and not f.negated for f in after):
                before = [f for f in kept if f.name in group and f.end <= start + 1]
                last = max((f.end for f in before), default=0)
                kept = [f for f in kept if f not in before or (two and f.end < last)]
    return kept


def _without_turned_down(found: list[Found], message: Plain) -> list[Found]:
    """Without what is named first and then turned down by its name: "saturday... sorry not saturday, the friday one"."""
    denied = [f for f in found if f.negated and f.name in _SAID_AGAIN]
    if not denied or _OF_AN_ORDER.search(message.text):
        return found

    def taken_back(one: Found) -> bool:
        return not one.negated and any(
            one.name == other.name and one.value == other.value and one.end <= other.start for other in denied
        )

    return [f for f in found if not taken_back(f)]
