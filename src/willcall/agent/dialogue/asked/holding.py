"""Other ways to hold and pay than there are: "can you hold 2 till tomorrow, I'll pay then", "can we split the bill". Pure."""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex

_KEEP = regex(
    r"\b(?:hold|keep|save|reserve|put|set(?! (?:me|us|you) back))\b[^.?!]{0,40}\b(?:aside|back|until|till?|til|til+|for (?:me |us )?(?:a (?:day|night|while|week|bit|few (?:hours|days|minutes))|an hour|\w+ (?:hours|days|weeks)|the (?:day|night|weekend|week)|later|now)|overnight|longer)\b"
    r"|\b(?:can|could|will|would|please|pls)\b[^.?!]{0,12}\b(?:hold|keep|save) (?:on to )?(?:it|them|those|these|the (?:seats|tickets))(?: for (?:me|us|now|a (?:bit|minute|moment|sec\w*)))?\W*$|^\W*(?:please |just |ok |so )*(?:hold|keep|save) (?:it|them|those|these|the (?:seats|tickets)) (?:while|till|until|for)\b"
    r"|\b(?:reserve|hold|book|keep)\b[^.?!]{0,24}\b(?:now )?(?:and|but|then|&) (?:i(?:['’]?ll| will)? |we(?:['’]?ll| will)? )?pay (?:you )?(?:later|tomorrow|next|on|when|at|then|after)\b"
    r"|\bpay (?:for (?:them|it) )?(?:later|tomorrow|at the (?:door|venue|gate|box office)|on the (?:day|night)|when (?:i|we) (?:get|come|arrive))\b",
    re.IGNORECASE,
)
_STAYS = regex(
    r"\b(?:keep (?:looking|going|me posted|it|them both|my tickets)|hold on|put me (?:through|on hold)|(?:been|was|were|am|i['’]?m|we['’]?re|left|kept|sat|stuck|still|waiting|me|us) on hold|refund\w*|credit|swap|exchange|moved?|transfer\w*)\b",
    re.IGNORECASE,
)
_SPLITS = regex(
    r"\b(?:split|shared?|divided?|halved?)\b[^.?!]{0,24}\b(?:over|across|between|on|onto) (?:two|2|several|different|both|separate) (?:\w+ )?cards\b|\b(?:split|share|divide|halve)\b[^.?!]{0,16}\b(?:payments?|bill|cost|total|it|price|charge)\b(?! up\b)|\bpay (?:for )?(?:half|part|separately|each (?:our|their) own|on two cards|with two cards)\b|\btwo (?:different )?cards\b",
    re.IGNORECASE,
)
_ASIDE = regex(
    r"[^.?!]*\b(?:put|set|keep)\b[^.?!]{1,40}\b(?:aside|back)(?: for (?:us|me))?(?:\W+(?:please|pls|then|thanks))*\W*",
    re.IGNORECASE,
)
PARTS = "Can the payment be split, or paid in instalments?"
TWO_CARDS = "Can one order be paid with two cards?"
_CARDS = regex(
    r"\b(?:two|2|both|different|separate|several|each of our) (?:\w+ )?cards\b|\b(?:each|both) (?:pay|of us pay)\b|\bpay (?:separately|each (?:our|their) own)\b|\bbetween (?:the )?(?:two|2) of us\b",
    re.IGNORECASE,
)
STANDS = "How long does this offer stand?"
QUESTION = "Are seats held while I decide?"


def asked(view: View, heard: Heard) -> bool:
    """Whether seats are to be kept till another day, paid for then or in parts; how it is done here is told, and nothing else changed."""
    state, text = view.state, view.reading.text
    if state.quote is not None and state.quote.kind != "purchase":
        return False
    if view.reading.answer != "yes" and _SPLITS.search(text) is not None and _STAYS.search(text) is None:
        heard.questions.append(Question("knowledge", TWO_CARDS if _CARDS.search(text) else PARTS, ()))
        return True
    kept = _KEEP.search(text)
    if view.reading.answer == "yes" or kept is None or _STAYS.search(text) is not None:
        return False
    if state.awaiting == "seats" and _ASIDE.fullmatch(text) is not None:
        return False  # of seats that are listed it is a pick
    told = {s.name for s in view.reading.slots if not s.negated}
    if kept.group().casefold().endswith("aside") and "quantity" in told and told & {"event", "performer"}:
        return False  # "the balcony for the four of us, put some aside and tell me the damage"
    heard.questions.append(Question("knowledge", QUESTION, ()))
    return True
