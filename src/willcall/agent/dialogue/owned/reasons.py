"""Why somebody cannot come, told beside what is to become of the tickets: "we fly out on friday, so can't use my rugby tickets".

Pure. The day, the town and the show of a reason are none that is wanted: `told` takes them for what they are, before a message is heard.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, When, Wish

_BACK = frozenset({Intent.REFUND, Intent.EXCHANGE, Intent.TRANSFER})
_GOES_BY = regex(
    r"\b(?:mov(?:e|ed|ing)|fly(?:ing)?|flew|leav(?:e|es|ing)|travel\w*|head(?:ed|ing)? (?:off|out|back|to|home)|off to|away|abroad|overseas|out of (?:town|the country|state)|on (?:holiday|vacation|leave|call|shift|duty)|work(?:s|ing)?|shift|meeting|wedding|funeral|surgery|operation|hospital|appointment|exams?|interview|due (?:date|in|on)?|baby|born|deployed|relocat\w*|transfer(?:red|ring) to|posted|stuck|marry\w*|married|court|scan|chemo\w*|christening|graduat\w*|conference|holidays?|got (?:a|an) \w+|have (?:a|an) \w+|has (?:a|an) \w+|back (?:on|by|from|in)|not back|until|till|before|after|since|broke|broken|fell|ill|sick|poorly|unwell|flu|covid|chicken ?pox|fever|bug|died|passed away)\b",
    re.IGNORECASE,
)
_OF_THE_SHOW = regex(
    r"\b(?:tickets?|tix|seats?|game|show|match|gig|concert|play|order|booking|one|ones|refund|refunded|back)(?: (?:that|which) (?:is|are|were|was))?,? (?:for|on|of|from|at)(?: the)?\s*$|\b(?:for|of|from)(?: the)?\s*$",
    re.IGNORECASE,
)
_SHOW_AFTER = regex(
    r"^(?:['’]s)?(?: (?:night|evening|afternoon|morning|nights?))?(?:['’]s)? (?:game|show|match|gig|concert|play|tickets?|tix|order|booking|one|performance)\b",
    re.IGNORECASE,
)
_NONE_FOR_US = regex(r"\bno (?:more )?(?:the )?$", re.IGNORECASE)
_FOR_US = regex(
    r"^(?: \w+){0,2} (?:for (?:us|me|him|her|them|my|our)|tomorrow|tonight|today|this|now|then|after all|sadly|any ?more|on \w+)\b|^\W*(?:$|[.,;:!])",
    re.IGNORECASE,
)
_LEAVES_OUT = regex(
    r"\b(?:can['’]?t|cannot|can not|couldn['’]?t|won['’]?t|isn['’]?t|not able|unable|no longer|is|are|was|got|has|have|['’]s|down with)\b[^.?!]{0,40}\b(?:come|coming|make|go|going|attend|poorly|sick|ill|unwell|covid|flu|chicken ?pox|fever|broke\w*|bailed|dropped out|away|working|hospital)\b|\b(?:bailed|dropped out|cancelled on (?:me|us)|pulled out)\b",
    re.IGNORECASE,
)
_WEAK = frozenset(
    {Intent.TRANSFER, Intent.INFORM, Intent.OUT_OF_SCOPE, Intent.SMALL_TALK, Intent.CANCEL, Intent.CHANGE, Intent.DENY}
)
_CLAUSE = regex(r"[.?!,;:()]|\b(?:so|and|but|can|could|because|cos)\b", re.IGNORECASE)
_A_REFUND = regex(
    r"\b(?:can|could|may) (?:i|we) (?:please |maybe )?(?:get|have) (?:a |my |our )?(?:refund|money back)\b",
    re.IGNORECASE,
)
_NEEDS_NONE = regex(
    r"\b(?:won['’]?t|wont|don['’]?t|dont|do not|will not|no longer|not|never|can['’]?t|cant|cannot) (?:be )?(?:actually |really |even |be able to )?$",
    re.IGNORECASE,
)


def told(view: View) -> View:
    """The view with its reasons set apart; as it was where nothing goes back, or where nothing of a reason is told."""
    reading = view.reading
    if not any(wish.intent in _BACK | {Intent.POLICY} for wish in reading.wishes):
        return view
    wishes, slots = _one_wish(reading.wishes, reading.text), _meant(reading.slots, reading.text)
    if view.signed_in and slots != reading.slots and _A_REFUND.search(reading.text):
        wishes = tuple(replace(w, intent=Intent.REFUND) if w.intent is Intent.POLICY else w for w in wishes)
    if wishes == reading.wishes and slots == reading.slots:
        return view
    return replace(view, reading=replace(reading, wishes=wishes, slots=slots))


def _one_wish(wishes: tuple[Wish, ...], text: str) -> tuple[Wish, ...]:
    """The wishes, with who cannot come as part of what is wanted back: "one of us is poorly and can't come. could I return her ticket"."""
    if len(wishes) != 2 or wishes[1].intent is not Intent.REFUND or wishes[0].intent not in _WEAK:
        return wishes
    reason = text[wishes[0].start : wishes[0].end]
    if "?" in reason or not (_LEAVES_OUT.search(reason) or re.search(r"\band\s*$", reason)):
        return wishes
    return (replace(wishes[1], start=wishes[0].start),) if _LEAVES_OUT.search(text) else wishes


def _meant(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The slots, with "no herons for us" heard as the show it is, and "won't need the two" as no number that stays."""
    kept = [_shows_all(slot, text) for slot in slots]
    named = wanting.names_event(kept)
    if named:
        kept = [s for s in kept if not (s.name == "city" and _of_a_reason(s, text))]
    return tuple(s for s in kept if not (s.name == "kept" and _NEEDS_NONE.search(text[: s.start])))


def _shows_all(slot: Slot, text: str) -> Slot:
    """The slot, not negated where "no" only says that nobody goes."""
    if not slot.negated or slot.name not in {"event", "performer", "event_kind"}:
        return slot
    gone = _NONE_FOR_US.search(text[: slot.start]) and _FOR_US.search(text[slot.end :])
    return replace(slot, negated=False) if gone else slot


def only_a_reason(wanted: Wanted, slots: tuple[Slot, ...], text: str) -> bool:
    """Whether the day that is wanted was said of why somebody cannot come, and so need be none of the show's."""
    days = [s for s in slots if s.name == "when" and isinstance(s.value, When) and not s.negated]
    return wanted.when is not None and bool(days) and all(_of_a_reason(s, text) for s in days)


def _of_a_reason(slot: Slot, text: str) -> bool:
    """Whether a detail stands in a clause that tells of something else than the show."""
    if _OF_THE_SHOW.search(text[max(0, slot.start - 60) : slot.start]) or _SHOW_AFTER.search(text[slot.end :]):
        return False
    before = _CLAUSE.split(text[max(0, slot.start - 80) : slot.start])[-1]
    after = _CLAUSE.split(text[slot.end : slot.end + 60])[0]
    return _GOES_BY.search(f"{before} {slot.text} {after}") is not None
