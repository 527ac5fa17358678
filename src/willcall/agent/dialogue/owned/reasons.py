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
_CANNOT = r"(?:can['’]?t|cannot|won['’]?t|can not|unable to|not able to|no longer) (?:be able to )?(?:come|go|make it|attend|be there|make that|do it|do that|do)"
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


_OF_WHOM = r"(?:i|we|he|she|they|one of us|(?:my|our|the) (?:\w+ )?(?!tickets?|seats?|tix|order|show|game|gig)[a-z]+)"
_LEADS_UP = regex(
    rf"\W*(?:(?:hi|hey|hello|oh|no|ah|ugh|sorry|so|well|ok|damn|shit|unfortunately|sadly|it|just|turns out|looks like|found out|because|cos|since|as|now|bad news)\W+)*{_OF_WHOM}(?:['’]?m|['’]?re|['’]?s|['’]ve)?(?: (?:is|are|am|was|has|have|had|got|will be|be|just|now|both|all|also|come|came|down|with|really|very|too|going|gone|going to be|a|an|to|in|on|at|the|work|getting))*"
    rf" (?:sick|ill|unwell|poorly|in hospital|away|abroad|working|covid|the flu|flu|chicken ?pox|a fever|fever|wedding|funeral|operation|surgery|exams?|broke[^.?!,;]{{0,16}}|moving|travelling|traveling|flying[^.?!,;]{{0,12}}|{_CANNOT})(?: (?:to|in|on|at|for|that|the|this|with|my|our|a|day|night|weekend|week|then|home|bug|\w+day|now|again|date|evening|work|family))*"
    r"(?:\s*[.,;:!-]+\s*(?:(?:so|and)\W+)?|\s+(?:so|and)\s+)",
    re.IGNORECASE,
)


def apart(text: str) -> str:
    """What is said after a reason that leads up to it: "my kid is sick, can i refund the whole thing"; the whole where none does."""
    led = _LEADS_UP.match(text)
    return text if led is None else text[led.end() :]


def _one_wish(wishes: tuple[Wish, ...], text: str) -> tuple[Wish, ...]:
    """The wishes, with who cannot come as part of what is wanted back: "one of us is poorly and can't come. could I return her ticket"."""
    if len(wishes) != 2 or wishes[1].intent is not Intent.REFUND:
        return wishes
    reason = text[wishes[0].start : wishes[0].end]
    if wishes[0].intent is not Intent.REFUND and _IS_CHANGED.fullmatch(reason):
        return (replace(wishes[1], start=wishes[0].start),)
    if wishes[0].intent not in _WEAK:
        return wishes
    if "?" in reason or not (_LEAVES_OUT.search(reason) or re.search(r"\band\s*$", reason)):
        return wishes
    return (replace(wishes[1], start=wishes[0].start),) if _LEAVES_OUT.search(text) else wishes


_OF_LIFE = r"(?:shifts?|plans?|rotas?|rosters?|works?|hours|schedules?|timetables?|circumstances?|situation|holidays?|vacation|flights?|trains?|trips?|travel|diary|calendar|arrangements?|availability|class(?:es)?|exams?|appointments?|meetings?|operation|surgery|wedding|childcare|babysitter)"
_IS_CHANGED = regex(
    rf"[^.?!]{{0,24}}\b(?:(?:my|our|his|her|their|the|me) (?:\w+['’]?s? ){{0,2}}{_OF_LIFE}(?: \w+)?|plans|things|circumstances)(?:['’]?s|['’]ve| is| are| has| have| got| get| been| being| just| all| now| suddenly)* (?:chang(?:ed|ing)|moved|swapped|switched|rescheduled|re-scheduled|shifted|brought forward|pushed back|put back)\b[^.?!]{{0,24}}\W*"
    rf"|[^.?!]{{0,40}}\b(?:changed|moved|swapped|switched|rescheduled|shifted) (?:my|our|his|her|the|me) (?:\w+['’]?s? ){{0,2}}{_OF_LIFE}\b[^.?!]{{0,24}}\W*",
    re.IGNORECASE,
)
"""What has changed in somebody's life, and is no change of tickets: "ugh, my shifts changed"."""


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


_LONGEST = 120  # characters of a reason
_JOINS = regex(
    r"^\W*(?:(?:even though|even tho|although|altho|though|tho|because|cos|coz|cuz|bc|since|as|and|so|anyway|sadly|unfortunately|looks like|turns out)\b\W*)*",
    re.IGNORECASE,
)
_WHO_OF_US = regex(r"\bone of (?:us|them|(?:the|my|our) \w+)\b", re.IGNORECASE)
_IS_WHY = regex(
    r"\b(?:ca ?n['’]?t|cannot|can not|couldn['’]?t|couldnt|wo ?n['’]?t|is ?n['’]?t|are ?n['’]?t|ai ?n['’]?t|not|no longer|never|unable|nobody|no ?one|none|neither)\b(?: (?:be|even|really|be able|able|now|to|gonna|going to)){0,3} (?:come|coming|cum|go|going|goin|make|making|attend\w*|use|using|turn(?:ing)? up|showing up|there|around|here|available|bothered|arsed|interested|fussed|up (?:for|to) it|happy|feeling|allowed|fit|wanted|needed|worth)\b"
    r"|\b(?:can['’]?t|cannot|cant|won['’]?t|wont)\s*(?:now|any ?more|anyway|unfortunately)?$"
    r"|\b(?:bail(?:ed|ing|s)|drop(?:ped|s|ping) out|pull(?:ed|s|ing) out|back(?:ed|s|ing) out|let (?:me|us) down|stood (?:me|us) up|cr(?:ied|ying) off|flak(?:ed|y|ing)|ditch(?:ed|ing)|cancel+(?:ed|ing) on (?:me|us)|ill|sick|poorly|unwell|covid|flu|injured|hospital\w*|pregnant|operation|surgery|working|at work|on (?:call|holiday|shift|duty)|got (?:work|a shift|exams?)|away|abroad|overseas|busy|stuck|moved (?:away|out|on|abroad)|skint|broke|hard up|bust|passed away|died|emergency|funeral|exams?|too (?:far|late|tired|busy|old|young)"
    r"|need the (?:money|cash|dosh)|money is tight|better than nothing|beggars can['’]?t|serves (?:me|him|her|us) right|rip[- ]?off|robbery|scam|joke|scandal\w*|disgrace\w*|cheeky|shocking|unfair|not fair|annoying|sickening|mad|daft|silly|ridiculous|harsh|mean|stingy|tight)\b"
    r"|\b(?:moving|moved|move) (?:house|home|city|cities|flat)\b|\b(?:cannot|can['’]?t|cant) (?:manage|face|afford|do)\b|\bno (?:use|point)\b"
    r"|\b(?:i am |i['’]?m |we are |we['’]?re |so |very )*(?:sorry|sad|gutted)(?: (?:to (?:lose|miss)|about|for)\b|\W*$)|\b(?:i|we) (?:do |fully |completely )?understand\W*$|\bthank(?:s| you) for (?:explaining|telling me|being|letting me know)\b"
    r"|\b(?:do ?n['’]?t|dont|do not|wo ?n['’]?t|wont) (?:really |even |actually )?(?:need|want|fancy|use|be needing|be using) (?:it|that one|this one)\b",
    re.IGNORECASE,
)
_IS_MORE = regex(
    r"[\d?]|\b(?:if|unless|until|till?|before|first|once|when|provided|as long|so long|depend\w*|maybe|perhaps|may|might|could(?!n)|would(?!n)|should|wait\w*|hold|hang|stop|instead|rather|only|others?|another|else|different|both|all|every\w*|keep\w*|chang\w*|swap\w*|exchang\w*|upgrad\w*|seats?|row|section|tickets?|tix|numbers?|prefer\w*|meant?(?! (?:of|to))|wrong|unsure|sure|think\w*|ask\w*|check\w*|credit|voucher|card|bank|undo|actually|yet|still|after all|how|what|which|where|why|one|ones|two|three|four|five|six|his|hers|mine|refund\w*|send|give|transfer|book|buy|please|can you|could you|but)\b"
    r"|\b(?:can|will|['’]ll|able to|wants? to|is|are|['’]?s|now) (?:now )?(?:come|go|coming|going|make it|attend)\b",
    re.IGNORECASE,
)
_NOT_ALL = regex(
    r"(?P<not>\b(?:can['’]?t|cannot|cant|won['’]?t|wont|not)) (?:all|both|every(?:one|body)(?: of us)?)\b ?",
    re.IGNORECASE,
)
_FEES_KEPT = regex(
    r"\b(?:(?:you(?:['’]?re)?|u|they|them|yous?) )?(?:are )?(?:keep\w*|tak(?:e|ing)|charg\w*|nick\w*|pocket\w*|los(?:e|ing)|robb?\w*) (?:me of )?(?:the|my|your|those|all the|these) (?:\w+ )?fees?\b",
    re.IGNORECASE,
)


_HURT = regex(
    r"\b(?:broke|broken|hurt|fractured|twisted|sprained|torn|tore|done in|put out) (?:his|her|my|their|a|an|the) (?:\w+ )?(?:leg|arm|hip|ankle|back|foot|wrist|knee|toe|shoulder|neck)\b",
    re.IGNORECASE,
)
_NO_USE = regex(
    r"\bno (?:use|point|sense)(?: in (?:keeping|having|holding on to) (?:it|them|hers|his|mine|ours|those|these|(?:the|my|our) \w+))?\b",
    re.IGNORECASE,
)


def says_why(clause: str) -> bool:
    """Whether a clause only tells why tickets are not needed, or how somebody feels about the terms: "my mate's not coming anyway".

    It names no number, seat or condition, and nobody in it comes after all.
    """
    clause = _HURT.sub("ill", _NO_USE.sub("no use", clause))
    said = _WHO_OF_US.sub("they", _FEES_KEPT.sub("this is a joke,", _NOT_ALL.sub(r"\g<not> ", _JOINS.sub("", clause))))
    return len(clause) <= _LONGEST and _IS_WHY.search(said) is not None and _IS_MORE.search(said) is None
