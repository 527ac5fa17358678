"""Tempers: anger that only vents beside a wish, a refusal said before anything is done, a price thrown back, who plays the boss.

Pure, like `hearing`, which asks it.
"""

import re
from dataclasses import replace

from willcall.understanding.reading import Intent, Reading

_VENTS = re.compile(
    r"\b(?:ridiculous|(?:a|some|bad) joke|useless|sucks?|terrible|awful|rubbish|crap\w*|garbage|trash|pathetic|shambles|annoy\w*|frustrat\w*|worst|hate|fed up|sick of|unacceptable|disgrace\w*|unbelievable|stupid|dumb|hopeless|nightmare|mess|bollocks|bloody|ffs|wtf|omg|livid|furious|fuming|angry|seething|raging|took (?:you|u) long enough|about time|finally)\b",
    re.IGNORECASE,
)
_WRONG_DONE = re.compile(
    r"\b(?:complain\w*|rude\w*|refus\w+|broken|n['’]?t|wasnt|werent|didnt|couldnt|nobody|no one|ignored|fell|hurt|discriminat\w+|shov\w+|push\w+|punch\w*|grabbed|laughed|sw[eo]re|sworn|shouted|spat|bruis\w+|assault\w*|stewards?|staff|ushers?|security|guards?|view|toilets?|filthy|dirty|cold|freezing|noisy|loud|late|charged|double|twice|stolen|lost|queue\w*|case)\b",
    re.IGNORECASE,
)
_DEEDS = frozenset({Intent.BUY, Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE, Intent.TRANSFER})


def only_vents(text: str) -> bool:
    """Whether a clause is temper and tells of no wrong that somebody would have to look into: "ugh, this is ridiculous"."""
    return _VENTS.search(text) is not None and _WRONG_DONE.search(text) is None


def beside_a_wish(reading: Reading, start: int, end: int) -> bool:
    """Whether the clause from `start` to `end` only vents, and another of the message wants something done."""
    others = any(wish.intent in _DEEDS and wish.start != start for wish in reading.wishes)
    return others and only_vents(reading.text[start:end])


_MY_MONEY = re.compile(
    r"\b(?:give|gimme|hand|want|need|get)(?: (?:me|us))?(?: back)? (?:all )?(?:my|our) (?:\w+ )?(?:money|cash|dosh)\b(?!['’]?s| (?:together|out|from|on|worth))",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset({Intent.OUT_OF_SCOPE, Intent.COMPLAINT, Intent.INFORM, Intent.CHANGE, Intent.PAY, Intent.CHOOSE})


def wants_money_back(intent: Intent, text: str) -> bool:
    """Whether a clause that was read as something else demands one's money: "give me my money"."""
    return intent in _ELSEWHERE and _MY_MONEY.search(text) is not None


_NO = r"(?:no+|nope|nah|naw|stop|wait)"
_LEADS = r"(?:(?:wait|hmm+|um+|uh+|oh|ah|actually|sorry|hang on|hold on|ok|okay|ugh|god|argh|well|er+)\W+){0,4}"
_REFUSED = re.compile(
    rf"^\W*{_LEADS}{_NO}\W+(?:(?:wait|stop|sorry|please|thanks?|thank you|actually|no+)\W+){{0,3}}"
    r"(?:don['’]?t(?=\W*$|\W*[,.!;]|\s+(?:do|send|book|buy|pay|charge|take|refund|swap|move|go|bother)\b)|do not\b|on (?:2nd|second) thoughts?\b|never ?mind\b|nvm\b|forget (?:it|that|about it)\b|leave (?:it|that)\b|(?:i(?:['’]?ve| have)? )?changed my mind\b|not any ?more\b|cancel (?:that|it|this)\b)",
    re.IGNORECASE,
)
_WILL_NOT = re.compile(
    r"^\W*(?:(?:sorry|actually|ok|okay|well|hmm+|yeah|no+|then)\W+){0,3}(?:(?:i['’]?m|we['’]?re|i am|we are|i|we) )?(?:won['’]?t|will not|not (?:going to|gonna))(?: be)?"
    r" (?:book(?:ing)?|buy(?:ing)?|tak(?:e|ing)|get(?:ting)?|hav(?:e|ing)|do(?:ing)?|pay(?:ing)? for|go(?:ing)? ahead with) (?:it|them|that|those|these|this)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:so|therefore|then)(?: it['’]?s)?(?: a)? no+(?:\W+(?:thanks|thank you|sorry|then|from (?:me|us)))*\W*$"
    r"|\bdecided (?:against (?:it|that|them)|not to(?: (?:go|do it|book|buy|bother|come))?)(?: (?:after all|now|sorry|thanks))*\W*$"
    r"|^\W*(?:(?:hmm+|um+|oh|ah|ugh|sorry|no+|nah|ok|well|yikes|wow)\W+){0,3}(?:i|we)? ?(?:can['’]?t|cannot|can not) (?:do|afford|manage|swing|stretch to) (?:it|that|this|those|them)(?:\W+(?:sorry|thanks|then|after all|right now|price))*\W*$",
    re.IGNORECASE,
)
_AND_YET = re.compile(
    r"\?|\b(?:but|instead|rather|only|just (?:one|two|three|\d)|cheaper|other|another|change|swap (?!me)|switch|different|better|closer|until|unless|yes|yeah|book (?:the|those|these|them)|keep|two|three|four|five|six|go ahead|hold)\b|\d",
    re.IGNORECASE,
)
_NEVER_MIND = re.compile(
    r"^\W*(?:(?:hmm+|um+|uh+|oh|ah|ok|okay|ugh|well)\W+){0,3}(?:no+|nope|nah|naw)\b[^?]*\b(?:never ?mind|nvm|forget (?:it|that)|leave (?:it|that))(?: (?:then|thanks|thank you|sorry))*\W*$",
    re.IGNORECASE,
)
_LONGEST = 160  # characters of a refusal


def refuses(reading: Reading) -> bool:
    """Whether what waits for a yes is refused, with a word on why: "wait no don't, she just told me she can't"."""
    text = reading.text
    if len(text) > _LONGEST or any(slot.name not in {"max_price", "preference"} for slot in reading.slots):
        return False
    said = _REFUSED.match(text) or _WILL_NOT.match(text)
    if said is not None:
        return _AND_YET.search(text[said.end() :]) is None
    return (_NEVER_MIND.match(text) or _DECIDED.search(text)) is not None and _AND_YET.search(text) is None


_GOES = re.compile(
    r"^\W*(?:(?:wait|actually|oh|hmm+|sorry|hang on|hold on)\W+){0,2}(?:no+|nah|nope)\b[^?]*\b(?:can|will|['’]ll|wants? to|going to|gonna|able to) (?:still )?(?:go|make it|come|attend|be there|use (?:it|them)|keep (?:it|them))\b(?![^?]*\b(?:but|instead|rather|only|one|refund)\b)",
    re.IGNORECASE,
)


def goes_after_all(reading: Reading) -> bool:
    """Whether money back is refused because the tickets are wanted after all: "no, my wife wants to go"."""
    short = len(reading.text) <= _LONGEST and all(slot.name == "kept" for slot in reading.slots)  # "after all"
    return short and _GOES.match(reading.text) is not None


_PLAYS_BOSS = re.compile(
    r"\b(?:as|i['’]?m|i am|this is) (?:the |an? |your )?(?:\w+ ){0,2}(?:admin|administrator|sysadmin|developer|superuser)\b|\bset (?:the |my )?(?:total|price|cost|amount) (?:to|at|as)\b",
    re.IGNORECASE,
)


def plays_the_boss(text: str) -> bool:
    """Whether somebody gives orders as whoever runs the place: they count as a fan's, which is not at all."""
    return _PLAYS_BOSS.search(text) is not None


_THROWN_BACK = re.compile(r"^\s*(?:bucks?|dollars?|quid|pounds?|euros?|each|a (?:ticket|seat|pop)|total)?\s*\?")


def without_echoes(reading: Reading) -> Reading:
    """The reading without a price that is only thrown back, and is no budget: "200 bucks?? nah"."""
    slots = tuple(s for s in reading.slots if not (s.name == "max_price" and _echoed(reading.text, s.start, s.end)))
    return reading if len(slots) == len(reading.slots) else replace(reading, slots=slots)


def _echoed(text: str, start: int, end: int) -> bool:
    before = text[:start].strip(" .,!")
    lead = not before or re.fullmatch(
        r"(?:wow|what|omg|jesus|god|whoa|oof|ouch|hmm+|um+|no|nah|lol)\W*", before, re.IGNORECASE
    )
    return lead is not None and bool(lead) and _THROWN_BACK.match(text[end:]) is not None
