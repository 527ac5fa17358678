"""A code said beside a wish, for a lower price or of an order: "2 for Friday, code SAVE10", "two more, my order is ord_…". Pure.

The wish is heard without it; that no such code is taken is answered beside it.
"""

import re
from dataclasses import replace

from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, Wish

NONE_TAKEN = "Do you take promo codes?"
_SORT = r"(?:promo(?:tion(?:al)?)?|discount|voucher|coupon|offer|deal|student|referral|special|member(?:ship|['’]?s)?)"
_LETTERS = (
    r"(?:\W{0,3}(?-i:(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{2,19}\b|(?=[A-Za-z]*\d)[A-Za-z0-9][A-Za-z0-9-]{3,19}\b))"
)
_DIGITS = r"(?:\W{0,3}(?=[A-Za-z-]*\d)[A-Za-z][A-Za-z0-9-]{3,19}\b)"
_SHOUTED = r"(?-i:[A-Z]{3,}\d{1,4}[A-Z]{0,4})\b"
_BEFORE = r"(?:(?:\band|\bw/|\bwith|\busing|\buse|\bplus|\balso|\bbut|\bplease|\bi have|\bi['’]?ve got|\bi got|\bwe have|\bgot|\bhere['’]?s|\bthere['’]?s|\bapply(?:ing)?|\benter|\btry|\bput in|\badd|\bredeem|\btake|\bcan (?:i|we|you)|\bcould (?:i|we|you)|\bwould like to|\bwant to)\W+)*"
_CODE = regex(
    rf"[\s,.;:(–-]*{_BEFORE}(?:(?:a|an|the|my|our|this|that|some)\W+)?(?:{_SORT}[ -]code\b(?:\W{{0,3}}(?:is|of|called|for (?:this|that|it)))?{_LETTERS}?|code\b(?:\W{{0,3}}(?:is|of|called))?{_LETTERS}|(?<=code )\w+|(?:promo|discount|voucher|coupon)(?: (?:is|of|called))?{_DIGITS}|(?:apply(?:ing)?|us(?:e|ing)|redeem(?:ing)?|enter|with|w/)\W{{0,3}}{_SHOUTED})\W*(?:(?:please|pls|on (?:it|that|this|them)|for (?:it|this|that)|too|as well|if (?:i|we) can|ok)\W*)*",
    re.IGNORECASE,
)
_FIRST = regex(rf"\W*{_SHOUTED}\s*[-:,;.–]+\s*", re.IGNORECASE)
_ALONE = regex(
    r"\W*(?:(?:yes|yeah|ok|okay|please|and|use|apply|with|try|book|it)\W+)*(?-i:(?=[A-Z]*\d)[A-Z]{3,}\d[A-Z0-9]{0,10})(?:\W+(?:please|pls|thanks))*\W*",
    re.IGNORECASE,
)
_ANOTHER = regex(
    r"\b(?:gift|qr|bar|post|zip|dress|area|country|security|ticket|entry|door|order|booking|confirmation|override|manager|staff|secret|admin)[ -]?codes?\b|\b(?:staff|employee|admin|override|comp)\b",
    re.IGNORECASE,
)
_ORDER = regex(
    r"[\s,.;:(–-]*(?:(?:and|my|our|the|with|other|old|first|last|existing|same as|as in|like(?: in)?|under|on|see)\W+)*(?:(?:order|booking|reference|ref|confirmation)(?: (?:number|no\.?|code|id|ref))?\b\W{0,3}(?:is|was|of)?\W{0,3})?$",
    re.IGNORECASE,
)
_NO_PURCHASE = regex(
    r"\b(?:refund\w*|return\w*|back|cancel\w*|swap\w*|exchang\w*|switch\w*|chang\w*|mov(?:e|ing)|upgrad\w*|better|transfer\w*|send|give|hand|where|when|status|show me|look(?: up| at)?|what|which|how|why|did|is|are|was|wrong|problem|got|bought|booked|already)\b",
    re.IGNORECASE,
)
_BUYS = regex(r"\b(?:more|another|buy|book|get|want|need|i['’]?d like)\b", re.IGNORECASE)
_NOT_OF_THE_REST = frozenset(
    {Intent.OUT_OF_SCOPE, Intent.KNOWLEDGE, Intent.POLICY, Intent.CREDIT, Intent.PAY, Intent.ORDERS}
)
_WISHED = frozenset({"quantity", "event", "performer", "event_kind", "when", "section", "row", "event_name"})
_SHOW = frozenset({"event", "performer", "event_kind", "event_name"})
_LONGEST = 300  # characters


def set_apart(view: View, heard: Heard) -> View:
    """The view without a code that is said beside what is wanted; as it was where none is, or where it is all that is said."""
    reading = view.reading
    if len(reading.text) > _LONGEST or view.state.pending_order_id is not None:
        return view
    view = _without_the_order(view)
    found = _said(view.reading.text)
    if found is None:
        return view
    slots = tuple(s for s in view.reading.slots if not found.start() <= s.start < found.end() and s.name != "topic")
    if not any(s.name in _WISHED and not s.negated for s in slots) or any(
        w.intent is Intent.HAND_OFF for w in reading.wishes
    ):
        return view
    heard.questions.append(Question("knowledge", NONE_TAKEN, ()))
    return _without(view, found.span(), slots)


def only_one(view: View, heard: Heard) -> bool:
    """Whether a code for a lower price is all that is said: "code SAVE10", "yes, and use SAVE10"; it buys nothing."""
    text = view.reading.text.strip()
    if len(text) > _LONGEST or view.state.awaiting in {"choice", "order", "second_step"}:
        return False
    found = _said(text)
    rest = (
        re.sub(
            r"\b(?:yes|yeah|ok|okay|please|pls|thanks|and|hi|hey|so|book (?:it|them))\b",
            "",
            text[: found.start()] + text[found.end() :],
        )
        if found
        else text
    )
    if not (found is not None and not re.search(r"\w", rest)) and _ALONE.fullmatch(text) is None:
        return False
    heard.questions, heard.understood = [Question("knowledge", NONE_TAKEN, ())], True
    return True


def _said(text: str) -> re.Match[str] | None:
    return None if _ANOTHER.search(text) else _FIRST.match(text) or _CODE.search(text)


def _without_the_order(view: View) -> View:
    """The view without an order's code beside tickets that are to be bought: "2 for the derby on Friday, order ord_…"."""
    reading = view.reading
    code = reading.first("order_id")
    told = {s.name for s in reading.slots if not s.negated}
    bought = reading.intent is Intent.BUY or (reading.intent is Intent.ORDERS and _BUYS.search(reading.text))
    if code is None or not bought or "quantity" not in told or not told & _SHOW:
        return view
    before = _ORDER.search(reading.text[: code.start])
    start = before.start() if before is not None else code.start
    if _NO_PURCHASE.search(reading.text[:start] + " " + reading.text[code.end :]):
        return view
    slots = tuple(s for s in reading.slots if s.name != "order_id" and not start <= s.start < code.end)
    return _without(view, (start, code.end), slots)


def _without(view: View, span: tuple[int, int], slots: tuple[Slot, ...]) -> View:
    """The view with a stretch of its words blank, and the wishes that are left."""
    reading, (start, end) = view.reading, span
    text = reading.text[:start] + " " * (end - start) + reading.text[end:]
    wishes = tuple(w for w in reading.wishes if text[w.start : w.end].strip(" .,;!?")) or reading.wishes[:1]
    if all(w.intent in _NOT_OF_THE_REST for w in wishes):
        wishes = (Wish(Intent.BUY, 1.0, 0, len(text)),)
    return replace(view, reading=replace(reading, text=text, slots=slots, wishes=wishes))
