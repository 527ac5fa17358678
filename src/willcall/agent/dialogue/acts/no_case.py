"""Words that pass for a wish for a person, or for a complaint, and are none: "I got called into work", "why a person?", "at least you're honest".

Pure: a reading without what such words seem to ask. A case is opened for who asks for one, or tells of a wrong.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue import cues
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Wish

_CALLED_AWAY = regex(
    r"\b(?:(?:got|get|was|were|been|being|is|am|are|have|had|has)\W+(?:just )?(?:called|phoned|rung)(?: (?:me|us))? (?:in(?:to)?|away|up|back|out|over)|(?:work|boss|job|office|hospital|school|manager|they)(?:['’]?s| has| have| just)* (?:called|phoned|rang|rung|roped|dragged) (?:me|us|him|her) (?:in(?:to)?|away|up|back)|called in(?:to)? w|on[- ]call)\b",
    re.IGNORECASE,
)
"""Tells why somebody cannot come; nobody is to be called."""
_WANTS_ONE = regex(
    r"\b(?:human|real person|person|someone|somebody|anyone|anybody|agent|operator|representative|manager of|supervisor|speak|talk|call me|ring me|phone me|complain\w*|customer service|support)\b",
    re.IGNORECASE,
)
_WHY_ONE = regex(
    r"(?:\b(?:why|what for|how come)\b(?: (?:is|are|did|do|does|have|has|would|must|should|you|u|ye|i|we|there|get|got|ask(?:ed)?|fetch(?:ed)?|call(?:ed)?|need|be|involv\w+|bring|for|it))* (?:a|the|some|any|another) (?:person|human|colleague|case)\b(?: (?:number|joining|involved|for|then|now|here))*"
    r"|\b(?:i|we) (?:do ?n['’]?t|dont|do not|did ?n['’]?t|didnt|did not|never)(?: (?:want|need|ask(?:ed)?|wanted|needed|say|said|mean|meant))+(?: (?:for|to (?:speak|talk) (?:to|with)))? (?:a|the|any|no|to any) (?:person|human|colleague|case)(?: (?:for (?:this|that|it)|to join|now|thanks|here))*"
    r"|\b(?:no (?:need (?:for|of)|need to get) (?:a |any )?(?:person|human)|no (?:person|human) (?:needed|please|required)|forget the (?:person|human|case))\b)\W*",
    re.IGNORECASE,
)
_JUST = regex(
    r"^\W*(?:(?:no+|nah|nope)\W+)?(?:i|we) (?:just|only|simply) (?:want(?:ed)?|need(?:ed)?) (?:to )?(?:swap|exchange|change|switch|move|buy|book|upgrade|refund|the tickets|tickets)(?: (?:it|them|those|my tickets|the tickets))?\b[\s,;.]*",
    re.IGNORECASE,
)
"""Goes on with what is in hand: "no, I just want to swap"."""
_NO_COMPLAINT = regex(
    r"\b(?:was ?n['’]?t|wasnt|am not|i['’]?m not|im not|not|isn['’]?t|isnt|never|didn['’]?t|didnt|don['’]?t|dont|no|nobody['’]?s|nobody is) (?:really |actually |mean to |meant to |want to |trying to |here to |making a |have |got |having |a |any |meant as a |giving out|complaining)*(?:complain(?:ing|t|ts)?|giving out|moaning|cross|angry|criticism)\b",
    re.IGNORECASE,
)
_KINDLY = regex(
    r"\b(?:(?:at least|good that|glad|nice that|fair play,?|well,?) (?:you(?:['’]?re| are)|ur|youre|it['’]?s|its|that['’]?s|someone is|you) (?:\w+ )?(?:honest|hones?t?|straight|polite|quick|trying|frank|clear|sorry|nice|friendly|kind|hon)|fair (?:enough|play|dos)|no (?:offen[cs]e|hard feelings|harm done)|just (?:saying|kidding|joking|teasing|messing|being honest)|only (?:joking|messing|teasing|kidding)|honest answer|appreciate (?:the honesty|you being|that))",
    re.IGNORECASE,
)
_REGRETS = regex(
    r"\b(?:(?:ah |oh |well |what a |a |that['’]?s a |thats a |such a )*(?:shame|pity|bummer|disappointing|disappointed|gutted)|too bad|(?:that['’]?s |thats )?(?:sad|unlucky|annoying)|gutting)\b",
    re.IGNORECASE,
)
"""Takes a no with regret, and tells of no wrong."""
_LOOKS_FOR_SHOWS = regex(
    r"\b(?:any(?:thing| ?one)?|what|which|some(?:thing)?|other|others|else|another|just|only|show (?:me|us)|got|have (?:you|u)|is there|are there|looking for|i (?:just |only )?(?:want|wanted|need|asked for))\b",
    re.IGNORECASE,
)
_BAD_SHOWS = regex(r"\b(?:was|were|last night|yesterday|the other (?:night|day)|never again)\b", re.IGNORECASE)
_OF_SHOWS = frozenset({"event_kind", "performer", "event", "city", "venue"})
_DEEDS = frozenset(
    {Intent.BUY, Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE, Intent.TRANSFER, Intent.FIND_EVENTS, Intent.SEAT_INFO, Intent.EVENT_INFO, Intent.CHANGE, Intent.INFORM, Intent.CHOOSE}
)  # fmt: skip
_LONGEST = 400  # characters


_FINDS_NOTHING = regex(
    r"\b(?:why|how come|i|we)?\W*(?:can['’]?t|cannot|could ?n['’]?t|can not|not able to|unable to) (?:i |we |you |anyone |even |ever |seem to )*(?:find|see|work out|figure out|make out|get to)(?: out)? (?:anything|any (?:shows?|events?|tickets?|games?|seats?|concerts?)|what['’]?s on|what is on|a (?:single |damn |bloody )*thing|stuff|where (?:anything|to)|how to)\b",
    re.IGNORECASE,
)
"""Who is cross because nothing is found here wants to be shown the way."""
_WRONG = regex(
    r"\b(?:charg\w+|twice|double|rude\w*|complain\w*|complaint|case|manager|human|person|staff|stewards?|money|refund\w*|(?:my|our) (?:\w+ )?(?:orders?|tickets?|seats?|booking)|last (?:night|week)|yesterday|wheelchair\w*|accessib\w+|disab\w+|blind|screen ?reader)\b",
    re.IGNORECASE,
)


def _wants_help(reading: Reading) -> bool:
    """Whether all that is complained of is that nothing is found: "this site is garbage. why can't I find anything"."""
    cross = all(w.intent in {Intent.COMPLAINT, Intent.OUT_OF_SCOPE, Intent.FIND_EVENTS} for w in reading.wishes)
    return cross and _FINDS_NOTHING.search(reading.text) is not None and _WRONG.search(reading.text) is None


def without(reading: Reading) -> Reading:
    """The reading without a person or a complaint that nobody asked for."""
    if len(reading.text) > _LONGEST or not any(w.intent in _CASES for w in reading.wishes):
        return reading
    if not reading.slots and _wants_help(reading):
        return replace(reading, wishes=(Wish(Intent.HELP, 1.0, 0, len(reading.text)),), answer="none")
    reading = _shows_rather(_no_person(reading))
    others = [w for w in reading.wishes if w.intent in _DEEDS]
    kept = tuple(w for w in reading.wishes if not _nothing(w, reading.text))
    if others and kept and len(kept) < len(reading.wishes):
        return replace(reading, wishes=kept)
    return reading


_CASES = frozenset({Intent.HAND_OFF, Intent.COMPLAINT})


def _nothing(wish: Wish, text: str) -> bool:
    """Whether a clause, beside another that wishes for something, asks for no person and tells of no wrong."""
    clause = text[wish.start : wish.end]
    if wish.intent is Intent.HAND_OFF:
        away = _CALLED_AWAY.search(text[wish.start :])
        return (
            away is not None
            and wish.start + away.start() <= wish.end
            and _WANTS_ONE.search(_CALLED_AWAY.sub(" ", clause)) is None
        )
    if wish.intent is not Intent.COMPLAINT:
        return False
    return _NO_COMPLAINT.search(clause) is not None or _KINDLY.search(text, wish.start, wish.end + 8) is not None


def _shows_rather(reading: Reading) -> Reading:
    """The reading with a search for what was read as a complaint: "shame. anything else musical around then?"."""
    text = reading.text
    if not any(w.intent is Intent.COMPLAINT for w in reading.wishes):
        return reading
    denied = _NO_COMPLAINT.search(text)
    rest = _REGRETS.sub(" ", _NO_COMPLAINT.sub(" ", text))
    shows = any(s.name in _OF_SHOWS and not s.negated for s in reading.slots)
    looks = shows and (denied or "?" in text or _REGRETS.search(text)) and _LOOKS_FOR_SHOWS.search(rest)
    if not looks or _BAD_SHOWS.search(rest) or cues.WRONGED.search(rest) or _WANTS_ONE.search(rest):
        return reading
    wishes = tuple(replace(w, intent=Intent.FIND_EVENTS) if w.intent is Intent.COMPLAINT else w for w in reading.wishes)
    return replace(reading, wishes=wishes)


def _no_person(reading: Reading) -> Reading:
    """The reading without "why a person?": what else is said counts."""
    why = _WHY_ONE.search(reading.text)
    if why is None or _WANTS_ONE.search(reading.text[: why.start()] + " " + reading.text[why.end() :]):
        return reading
    text = reading.text[: why.start()] + " " * (why.end() - why.start()) + reading.text[why.end() :]
    just = _JUST.match(text)
    text = text if just is None else " " * just.end() + text[just.end() :]
    if not text.strip(" .,!?;"):
        return reading
    meant = Intent.CHOOSE if any(s.name == "ordinal" for s in reading.slots) else Intent.CHANGE
    wishes = tuple(replace(w, intent=meant) if w.intent is Intent.HAND_OFF else w for w in reading.wishes)
    return replace(reading, text=text, wishes=wishes)
