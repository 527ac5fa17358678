"""Tempers: anger that only vents beside a wish, a refusal said before anything is done, a price thrown back, who plays the boss.

Pure, like `hearing`, which asks it.
"""

import re
from dataclasses import replace

from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading

_VENTS = regex(
    r"\b(?:ridiculous|(?:a|some|bad) joke|useless|sucks?|terrible|awful|rubbish|crap\w*|garbage|trash|pathetic|shambles|annoy\w*|frustrat\w*|worst|hate|fed up|sick of|unacceptable|disgrace\w*|unbelievable|stupid|dumb|hopeless|nightmare|mess|bollocks|bloody|ffs|wtf|omg|livid|furious|fuming|angry|seething|raging|took (?:you|u) long enough|about time|finally)\b",
    re.IGNORECASE,
)
_WRONG_DONE = regex(
    r"\b(?:complain\w*|rude\w*|refus\w+|broken|\w+n['’]t|wasnt|werent|didnt|couldnt|nobody|no one|ignored|fell|hurt|discriminat\w+|shov\w+|push\w+|punch\w*|grabbed|laughed|sw[eo]re|sworn|shouted|spat|bruis\w+|assault\w*|stewards?|staff|ushers?|security|guards?|view|toilets?|filthy|dirty|cold|freezing|noisy|loud|late|charged|double|twice|stolen|lost|queue\w*|case)\b",
    re.IGNORECASE,
)
_DEEDS = frozenset({Intent.BUY, Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE, Intent.TRANSFER})


def only_vents(text: str) -> bool:
    """Whether a clause is temper and tells of no wrong that somebody would have to look into: "ugh, this is ridiculous"."""
    return _VENTS.search(text) is not None and _WRONG_DONE.search(text) is None


_COMPLAINS = regex(
    r"\b(?:want|like|need|wish|here|going|have) to (?:make (?:a|an official|a formal) )?complain\w*|\bno ?(?:one|body) (?:even )?(?:said|says) sorry\b|\b(?:my|a|an official|a formal) complaint\b|\b(?:a|what a|total|complete|absolute) (?:shambles|disgrace|joke|nightmare|mess)\b",
    re.IGNORECASE,
)


def was_wronged(text: str) -> bool:
    """Whether somebody who asks for a person complains: they are told that we are sorry."""
    return _COMPLAINS.search(text) is not None


def beside_a_wish(reading: Reading, start: int, end: int) -> bool:
    """Whether the clause from `start` to `end` only vents, and another of the message wants something done."""
    others = any(wish.intent in _DEEDS and wish.start != start for wish in reading.wishes)
    return others and only_vents(reading.text[start:end])


_DISLIKES = regex(
    r"\b(?:hates?|hated|dislikes?|loathes?|detests?|can(?:['’]?t|not) stand|(?:sick|tired|bored|fed up) (?:of|with)|(?:not|n['’]?t|no) (?:\w+ ){0,2}(?:fan of|into|keen on|fond of|like))\b",
    re.IGNORECASE,
)


def of_taste(reading: Reading, start: int, end: int) -> bool:
    """Whether the clause from `start` to `end` says what somebody does not care for, of what there is to see: "i hate basketball"."""
    named = any(
        s.negated and s.name in {"event_kind", "performer", "event", "event_name"} and start <= s.start < end
        for s in reading.slots
    )
    return named and _DISLIKES.search(reading.text[start:end]) is not None


_MY_MONEY = regex(
    r"\b(?:give|gimme|hand|want|need|get)(?: (?:me|us))?(?: back)? (?:all )?(?:my|our) (?:\w+ )?(?:money|cash|dosh)\b(?!['’]?s| (?:together|out|from|on|worth))",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset({Intent.OUT_OF_SCOPE, Intent.COMPLAINT, Intent.INFORM, Intent.CHANGE, Intent.PAY, Intent.CHOOSE})


def wants_money_back(intent: Intent, text: str) -> bool:
    """Whether a clause that was read as something else demands one's money: "give me my money"."""
    return intent in _ELSEWHERE and _MY_MONEY.search(text) is not None


_SAYS_NO = r"(?:no+|nope|nah|naw)"
_LEADS = r"(?:(?:wait|hmm+|um+|uh+|oh|ah|actually|sorry|hang on|hold on|ok|okay|ugh|god|argh|well|er+) ?\W{1,3}){0,4}"
_DROPS_IT = r"(?:on (?:2nd|second) thoughts?|never ?mind|nvm|forget (?:it|that|about it)|leave (?:it|that)|(?:i(?:['’]?ve| have)? )?changed my mind|not any ?more|cancel (?:that|it|this))"
_DONT = r"(?:don['’]?t|do not)(?: (?:do|send|book|buy|pay for|charge|take|refund|get)(?: (?:it|that|them|those|me|this))?| go ahead(?: with it)?| bother)?"
_REFUSED = regex(
    rf"^\W*{_LEADS}(?:{_SAYS_NO}|stop|wait)\W+(?:(?:wait|stop|sorry|please|thanks?|thank you|actually|no+)\W+){{0,3}}"
    rf"(?:(?P<drops>{_DROPS_IT})\b|{_DONT}(?=\W*$|\W*[,.!;]\W|\s+(?:she|he|they|we|i|my \w+|because|cos|as|since)\b))",
    re.IGNORECASE,
)
_WILL_NOT = regex(
    r"^\W*(?:(?:sorry|actually|ok|okay|well|hmm+|yeah|no+|then)\W+){0,3}(?:(?:i['’]?m|we['’]?re|i am|we are|i|we) )?(?:won['’]?t|will not|not (?:going to|gonna))(?: be)?"
    r" (?:book(?:ing)?|buy(?:ing)?|tak(?:e|ing)|get(?:ting)?|hav(?:e|ing)|do(?:ing)?|pay(?:ing)? for|go(?:ing)? ahead with) (?:it|them|that|those|these|this)(?:\W+(?:sorry|thanks|thank you|after all|then|at that price|today|now|actually))*\W*$",
    re.IGNORECASE,
)
_DECIDED = regex(
    r"\b(?:so|therefore|then)(?: it['’]?s)?(?: a)? no+(?:\W+(?:thanks|thank you|sorry|then|from (?:me|us)))*\W*$"
    r"|(?:^\W*|\b(?:i|we)(?:['’]ve| have)?(?: just| both)? )decided (?:against (?:it|that|them)|not to(?: (?:go|do it|book|buy|bother))?)(?: (?:after all|now|sorry|thanks))*\W*$"
    r"|^\W*(?:(?:hmm+|um+|oh|ah|ugh|sorry|no+|nah|ok|well|yikes|wow)\W+){0,3}(?:i|we)? ?(?:can['’]?t|cannot|can not) (?:do|afford|swing|stretch to) (?:it|that|this|those|them)(?:\W+(?:sorry|thanks|then|after all|price))*\W*$",
    re.IGNORECASE,
)
_AND_YET = regex(
    r"\?|\b(?:but|instead|rather|only|just (?:one|a|the|those|these|his|hers|mine)|cheaper|other|another|change|swap|switch|different|better|closer|until|till|unless|if|without|yet|old|again|yes|yeah|ok|okay|book|do it|let['’]s|keep|two|three|four|five|six|go ahead|hold|works?|found|find|sign\w*|logg?\w*|password|question|typed|typing|typo|meant|accident\w*|mistake|kid|cat|parking|fees?|add|more|extra|above|previous|earlier)\b|\d",
    re.IGNORECASE,
)
_NEVER_MIND = regex(
    rf"^\W*(?:(?:hmm+|um+|uh+|oh|ah|ok|okay|ugh|well)\W+){{0,3}}{_SAYS_NO}\b[^?]*\b(?:never ?mind|nvm|forget (?:it|that)|leave (?:it|that))(?: (?:then|thanks|thank you|sorry))*\W*$",
    re.IGNORECASE,
)
_KEEPS = regex(
    r"\b(?:keep|stay with|stick (?:with|to)) (?:what (?:i|we)(?:['’]ve| have)?(?: got)?|mine|ours|(?:my|our) (?:(?!(?:new|better|other|next|second)\b)[a-z]+ ){0,3}(?:seats?|tickets?|ones)|the (?:ones|seats|tickets) (?:i|we)(?:['’]ve| have)?(?: got)?)\b|\b(?:stay|stick) where (?:i am|we are)\b",
    re.IGNORECASE,
)
_LONGEST = 160  # characters of a refusal


def refuses(reading: Reading, *, of_sale: bool = True) -> bool:
    """Whether what waits for a yes is refused, with a word on why: "wait no don't, she just told me she can't".

    Args:
        reading: Of the message.
        of_sale: A purchase, an upgrade or an exchange waits; money back, or tickets to hand on, are wanted because somebody cannot go.
    """
    text = reading.text
    if len(text) > _LONGEST or any(slot.name not in {"max_price", "preference"} for slot in reading.slots):
        return False
    said = _REFUSED.match(text)
    if said is not None:
        rest = text[said.end() :]
        waits = said["drops"] and re.search(rf"\b{_SAYS_NO}\b", said.group(), re.IGNORECASE) is None
        if waits and rest.strip(" .,!"):
            return False  # "wait, never mind, I found my password"
        return _AND_YET.search(rest) is None
    decided = _WILL_NOT.match(text) or _DECIDED.search(text)
    if decided and (of_sale or _STAYS_AWAY.search(text) is None):
        return _AND_YET.search(text[: decided.start()] + text[decided.end() :]) is None
    return _NEVER_MIND.match(text) is not None and _AND_YET.search(text) is None


_GOES = regex(
    r"^\W*(?:(?:wait|actually|oh|hmm+|sorry|hang on|hold on)\W+){0,2}(?:no+|nah|nope)\b[^?]*\b(?:can|will|['’]ll|wants? to|going to|gonna|able to) (?:still )?(?:go|make it|come|attend|be there|use (?:it|them)|keep (?:it|them))\b(?![^?]*\b(?:but|instead|rather|only|one|refund)\b)",
    re.IGNORECASE,
)


def keeps_theirs(reading: Reading) -> bool:
    """Whether better or other seats are refused for the ones they have: "no that's silly money. keep what i have"."""
    text = reading.text
    said = _KEEPS.search(text) if len(text) <= _LONGEST else None
    told = [s for s in reading.slots if s.name not in {"max_price", "preference"}]
    if said is None or any(s.name != "section" or not said.start() <= s.start < said.end() for s in told):
        return False
    if _POLITE_END.fullmatch(text[said.end() :]) is None:
        return False
    *before, clause = re.split(r"[.,!;]", text[: said.start()])
    plain = _KEEPS_LEAD.fullmatch(clause) is not None
    return plain and _AND_YET.search(" ".join(before)) is None and _TWISTS.search(" ".join(before)) is None


_STAYS_AWAY = regex(r"\b(?:go|come|attend|make it|so no|do (?:it|that|this))\b", re.IGNORECASE)
_POLITE_END = regex(r"(?:\W+(?:thanks|thank you|then|sorry|cheers|for now|after all))*\W*", re.IGNORECASE)
_KEEPS_LEAD = regex(
    r"\W*(?:(?:no|nah|nope|ok|okay|so|then|and|i|we|i['’]?ll|we['’]?ll|i['’]?d|we['’]?d|will|would|rather|prefer to|just|let['’]?s|think|better)\b\W*)*",
    re.IGNORECASE,
)
_TWISTS = regex(
    r"\b(?:why|should|hate|never|no point|not|\w+n['’]t)\b|n['’]t\b",
    re.IGNORECASE,
)


def goes_after_all(reading: Reading) -> bool:
    """Whether money back is refused because the tickets are wanted after all: "no, my wife wants to go"."""
    short = len(reading.text) <= _LONGEST and all(slot.name == "kept" for slot in reading.slots)  # "after all"
    if short and _CAN_GO.fullmatch(reading.text):
        return True
    rest = _FIRST_NO.sub("", reading.text, count=1)
    return short and _GOES.match(reading.text) is not None and _GOES_NOT.search(rest) is None


_CAN_GO = regex(
    r"\W*(?:(?:actually|wait|oh|good news|hang on|hold on|on second thoughts?|hm+|you know what|no|so|but)\W+)+(?:(?:i|we) (?:think|guess|reckon) )?(?:i|we)(?:['’]?m| am|['’]?re| are| can| will|['’]?ll| might| may| could| want to)(?: still| now| just| as well)? (?:make it|go|going|come|coming|keep (?:it|them))(?: after all| now| then| anyway)?\W*",
    re.IGNORECASE,
)
_FIRST_NO = regex(r"\b(?:no+|nah|nope)\b[ ,.!]", re.IGNORECASE)
_GOES_NOT = regex(
    r"n['’]?t\b|\b(?:not|cannot|cant|wont|no|none|nobody|never|unable|neither|chance|but)\b|^\W*(?:way|of us)\b",
    re.IGNORECASE,
)


_PLAYS_BOSS = regex(
    r"\b(?:as|i['’]?m|i am|this is) (?:the |an? |your )?(?:box[- ]office|system|site|web ?site|server|platform|database|ticketing) (?:admin|administrator|developer|owner)\b|\bset (?:the |my )?total (?:to|at|as)\b",
    re.IGNORECASE,
)


def plays_the_boss(text: str) -> bool:
    """Whether somebody gives orders as whoever runs the place: they count as a fan's, which is not at all."""
    return _PLAYS_BOSS.search(text) is not None


_THROWN_BACK = regex(
    r"^\s*(?:bucks?|dollars?|quid|pounds?|euros?|each|a (?:ticket|seat|pop)|total)?\s*\?+\W*(?:nah|no+|nope|too|way|wow|jeez|jesus|omg|ouch|blimey|lol|that['’]?s|are you|seriously|you['’]?re)\b",
    re.IGNORECASE,
)
_BARE_SUM = regex(r"[$€£₹]?\s?[\d.,]+\s?\w*", re.IGNORECASE)


def without_echoes(reading: Reading) -> Reading:
    """The reading without a price that is only thrown back, and is no budget: "200 bucks?? nah"."""
    slots = tuple(s for s in reading.slots if not (s.name == "max_price" and _echoed(reading.text, s.start, s.end)))
    return reading if len(slots) == len(reading.slots) else replace(reading, slots=slots)


def _echoed(text: str, start: int, end: int) -> bool:
    if _BARE_SUM.fullmatch(text[start:end]) is None:
        return False  # "under $60?" is a budget
    before = text[:start].strip(" .,!")
    lead = not before or re.fullmatch(
        r"(?:wow|what|omg|jesus|god|whoa|oof|ouch|hmm+|um+|no|nah|lol)\W*", before, re.IGNORECASE
    )
    return bool(lead) and _THROWN_BACK.match(text[end:]) is not None


_KEPT = regex(
    r"\b(?:don['’]?t|do not|never) (?:let (?:it|them|those|these|the seats|my seats) go|release|cancel|drop|lose|worry|stop|give (?:it|them|those) (?:away|up))\b"
    r"|^\W*(?:(?:no|nah|ok|okay|yes|yeah|actually|wait|sorry|so|then|well|fine|hm+)\W+)*(?:(?:i|we)(?:['’]?ll| will|['’]?d like to|['’]?d rather| would rather| would like to| want to| wanna)?|let['’]?s|lemme|let me) (?:just |still )?keep (?:it|them|those|these|both|the (?:seats|tickets|ones|two)|what (?:i|we)(?:['’]ve)? (?:have|got))(?:\W+(?:please|pls|thanks|thank you|then|after all|anyway|now))*\W*$",
    re.IGNORECASE,
)


def wants_it_kept(text: str) -> bool:
    """Whether what is held is to stay held: "no, don't let them go", which refuses nothing."""
    return len(text) <= _LONGEST and _KEPT.search(text) is not None
