"""How late one may come, asked beside a wish: "two for Friday. what's the latest we can turn up, and is there a cloakroom". Pure."""

import re
from dataclasses import replace

from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Wish

_LONGEST = 600  # characters of a message that are looked at
_COME = r"(?:turn up|arrive|get there|be there|come(?: in)?|show up|get in|be let in|enter|rock up|roll up)"
_HOW_LATE = regex(
    rf"(?:\b(?:and|also|oh|plus)\W+)*\b(?:what(?:'?s| is)? the (?:very )?(?:latest|last)(?: possible)?(?: time| moment| minute)?(?: that)? (?:i|we|you|one|people) (?:can|could|may|might) {_COME}"
    rf"|how late (?:can|may|could|might) (?:i|we|you|one|people|everyone) (?:still )?{_COME}"
    rf"|(?:until|till|up to|til) (?:when|what time) (?:can|may|could|will|do) (?:i|we|you|they) (?:still )?(?:let (?:us|people|me) in|{_COME}))\b",
    re.IGNORECASE,
)
COME_LATE = "Can we come in late?"
_MORE = regex(r"\W+(?:and|also|plus|oh)\W+(?:is|are|do|does|can|may|what|where|when|how|will)\b", re.IGNORECASE)
"""Another question behind it."""


def asked(text: str) -> bool:
    """Whether it is asked how late one may come."""
    return _HOW_LATE.search(text[:_LONGEST]) is not None


def apart(reading: Reading) -> Reading:
    """The reading, with the question how late one may come as a wish of its own."""
    match = _HOW_LATE.search(reading.text[:_LONGEST])
    if match is None:
        return reading
    own = Wish(Intent.KNOWLEDGE, 1.0, *match.span())
    wishes: list[Wish] = []
    for wish in reading.wishes:
        if wish.end <= match.start() or wish.start >= match.end():
            wishes.append(wish)
            continue
        if reading.text[wish.start : match.start()].strip(" .,;!?"):
            wishes.append(replace(wish, end=match.start()))
        if _MORE.match(reading.text[match.end() : wish.end]):
            wishes.append(Wish(Intent.KNOWLEDGE, wish.confidence, match.end(), wish.end))
    return replace(reading, wishes=tuple(sorted([*wishes, own], key=lambda w: w.start)))
