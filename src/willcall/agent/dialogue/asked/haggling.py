"""Who asks for another price than the one shown, by a rate, a code or somebody's word: prices are as they are. Pure."""

import re

from willcall.agent.dialogue.asked import fees
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex

_RATE = regex(
    r"\b(?:staff|employee|crew|insider|admin|developer|internal|friends?(?: and| &) family) (?:rate|price|discount|pricing|deal)s?\b(?! (?:for (?:seniors|students|kids|children))\b)"
    r"|\b(?:apply|use|redeem|enter|take|accept|add|try|activate|with|here'?s|i have|i'?ve got)\b[^.?!]{0,16}\b(?:(?:promo|discount|voucher|coupon|override|manager|staff|secret)?[ -]?codes?)\b[^.?!]{0,12}\b(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{4,}\b"
    r"|\b(?:set|drop|reduce|override|adjust|cut) (?:the|their|its|my|that|those|these) (?:\w+ )?(?:price|total|fees?)s? (?:to|down|by|for me)\b"
    r"|\bfree of charge\b(?=\W*(?:$|please|pls|thanks))|\b(?:give|comp|let|get) (?:me|us) (?:\w+ ){0,6}(?:for free|for nothing|on the house|complimentary)\b|\bcomp (?:me|us|the|my|our|these|those|them|two|\d)\b|\ballowed to comp\b"
    r"|^\W*(?:(?:ok|okay|and|so|but|what about|how about|where(?:['’]?s| is)|what happened to|you forgot|hang on|wait|hey|oh)\W+)+(?:the|my|that|our|this) (?:\w+ )?(?:discount|reduction)\b(?! (?:code|for)\b)[^.?!]{0,24}\W*$"
    r"|\b(?:knock|take|shave) (?:a bit|a tenner|a fiver|a twenty|(?:a )?couple of \w+|some|something|a little|a few (?:dollars|bucks|quid|pounds|euros)|\d+ ?%|[$€£]\d+) off\b(?: (?:the|that|it|my|our)\b(?: (?:price|total|cost|bill|fees?))?)?(?: for (?:me|us))?(?: please)?\W*$|\b(?:haggle|mates'? rates?|do me a deal|best price you can do)\b"
    r"|\b(?:seats|tickets|prices?)\b[^.?!]{0,40}\b(?:cost|costs|are|is|at) (?:only |just )?[$€£]?(?:0|1)\b(?: (?:dollar|pound|euro)s?)? (?:today|now|for (?:me|us|staff))\b",
    re.IGNORECASE,
)
_CODE = regex(r"\b(?:apply|use|redeem|enter|accept|activate)\b[^.?!]{0,24}\bcode\b[^.?!]{0,4}\s[A-Z0-9-]{4,}\b")
_THEIRS = regex(
    r"\b(?:my|our) (?:order|refund|money|credit|balance|qr|e-?mail|phone|post ?code|zip)\b|\b(?:do you (?:have|do|offer)|is there|are there|any) (?:a |any )?(?:\w+ ){0,2}(?:discounts?|rates?|deals?|codes?|prices?)\b|\b(?:qr|bar|post|zip|dress|area|country|security|ticket) ?codes?\b",
    re.IGNORECASE,
)
"""What is only asked, or a code of another kind."""

ANSWER = "The prices are as shown: I can't change them, give tickets away or take a code here, whoever said so."
FEES = "Fees are as the rules say: I can't waive or change them."
OFFER = "Tell me which seats you'd like, and I'll quote them at the price shown."


def asked(view: View, heard: Heard) -> bool:
    """Whether another price than the one shown is demanded: "book me 2 at the staff rate", "apply code BOSS100"."""
    state, text = view.state, view.reading.text
    if state.quote is not None and state.quote.kind != "purchase":
        return False
    said = _RATE.search(text) or _CODE.search(text) or (state.quote is not None and fees.waived(view.reading))
    if not said or _THEIRS.search(text):
        return False
    heard.standing, heard.understood = "haggled", True
    return True


_LATER = regex(
    r"\b(?:will|would|do|does|are|is|might|could|any chance)\b[^.?!]{0,32}\b(?:cheaper|go down|come down|drop(?:ped)?|reduced|fall|lower(?:ed)?|discounted|less)\b[^.?!]{0,32}\b(?:near(?:er)?|clos(?:er|e)|later|on the (?:day|night)|last minute|last[- ]minute|if (?:i|we) wait|before the (?:show|game|match|concert)|the day|beforehand|at the (?:door|gate|box office|window))\b"
    r"|\b(?:if (?:i|we) wait|nearer the (?:day|time)|closer to the (?:day|date|time|game|show))\b[^.?!]{0,32}\b(?:cheaper|go down|come down|drop|reduced|fall|less)\b",
    re.IGNORECASE,
)
_LATER_ON = "Do prices go down at the last minute, on the day of the show?"


def later_on(view: View, heard: Heard) -> bool:
    """Whether it is asked if the same costs less later: "will it be cheaper nearer the day?"; what is looked at stays."""
    state, text = view.state, view.reading.text
    if (state.quote is not None and state.quote.kind != "purchase") or _LATER.search(text) is None:
        return False
    if any(s.name in {"quantity", "event", "performer", "ordinal", "section"} for s in view.reading.slots):
        return False
    heard.questions, heard.understood = [Question("knowledge", _LATER_ON, ())], True
    return True
