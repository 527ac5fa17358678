"""A no to the quote of a change, with why or what becomes of the tickets beside it: "no thanks, I'll keep all 3", "actually don't, found someone for the spare".

Pure. `assent` asks it: the change is let go and the order stays as it is. Whoever wants something else instead is heard for that.
"""

import re

from willcall.understanding.answers import plain_no
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex

_LONGEST = 200  # characters
_ENDS = regex(
    r"[.!;?]+\s*|(?<=\bnah)\s+|(?<=\bnope)\s+|(?<=\bno)\s+(?=(?:i|we|it|that|he|she|they|my|the)\b)|\n+|\s[-–—]+\s|\s*,\s*|\s+(?=(?:because|cos|coz|cuz|bc|since|as (?:my|he|she|they|i|we|it['’]?s))\b)|\s+(?:so|and)\s+(?=(?:i|we)(?:['’]?ll|['’]?d| will| would)?\b)",
    re.IGNORECASE,
)
_LEADS = r"(?:(?:ok|okay|oh|ah|um+|hm+|well|sorry|thanks|thank you|thx|cheers|ta|wait|actually|please|pls|no+|nah|nope|then|so|and|hang on|hold on|on second thoughts?|in that case|you know what|tbh|honestly|lol|jeez|wow|ugh)\b\W*)*"
_DEED = r"(?:refund\w*|return\w*|swap\w*|exchang\w*|upgrad\w*|chang\w*|cancel\w*|mov\w*|switch\w*)"
_TAIL = r"(?:\W+(?:please|pls|thanks|thank you|cheers|ta|sorry|then|now|after all|any ?more|anyway|at all|instead|mate|lol|though|tho|actually|for now|today|just yet|for that|at that price))*"
_NO = regex(
    rf"\W*{_LEADS}(?:no+|nah|nope|stop(?: (?:it|that|this))?|(?:please )?(?:don['’]?t|do not|never)(?: (?:do|refund|process|bother|go ahead|return|swap|exchange|upgrade|change|touch|send|cancel)(?: (?:it|that|this|them|anything|with (?:it|that)))?)?"
    rf"|(?:forget|leave|scrap|drop|cancel|skip|bin|scratch) (?:it|that|this|about it|about that|the {_DEED}|the whole thing)(?: be| alone| as it is| so)?|never ?mind|nvm|(?:it['’]?s |its |that['’]?s |thats )?not worth (?:it|that|the \w+|my while)|(?:i(?:['’]?ve| have)? )?changed? my mind|changed me mind|(?:i|we)(?:['’]?d| would)? (?:rather|prefer) not"
    rf"|(?:i|we) (?:did ?n['’]?t|didnt|do ?n['’]?t|dont|do not|did not|never) (?:mean|want|ask for|ask|say|need|intend)(?: to)?(?: (?:a|any|an|the|for a|do))? ?(?:{_DEED}|that|this|it|them)?(?: (?:it|them|anything|my tickets|that))?|no {_DEED}(?: (?:needed|thanks|please))?|(?:that|it|this) was(?: n['’]?t| not) what i (?:meant|wanted)|by (?:mistake|accident)"
    rf"|(?:i['’]?m|im|we['’]?re|i am|we are|i|we) (?:not|won['’]?t|wont) (?:doing|do|going (?:ahead|through) with|go (?:ahead|through) with|taking|take|paying|pay|losing|lose|accepting|accept)\b[^,.;!?]{{0,30}}){_TAIL}\W*",
    re.IGNORECASE,
)
_THEM = r"(?:them|em|it|all|everything|the (?:lot|tickets?|seats?|ones)|(?:my|our) (?:old |own |present |current )?(?:tickets?|seats?|tix)|what (?:i|we)(?:['’]?ve| have)?(?: got)?|ours|mine|these|those|the (?:ones|tickets|seats) (?:i|we)(?:['’]?ve| have)?(?: got)?)"
_KEEPS = regex(
    rf"\W*{_LEADS}(?:(?:i|we)(?:['’]?ll|ll|['’]?m|['’]?re|['’]?d| will| would| want to| wanna| am| are)? ?(?:just |rather |still |better |going to |gonna )*|il+ |just |let['’]?s |lets |let me |let us |gonna |better )?(?:keep\w*|hold(?:ing)? on to|hang(?:ing)? on to|stick(?:ing)? with|stay(?:ing)? with|need|use) (?:all (?:of )?)?(?:the )?(?:(?P<all>both|(?:{NUMBER}))(?: of (?:them|those|em))?(?: tickets| seats)?|{_THEM})(?: all| both)?(?: as (?:they are|is))?{_TAIL}\W*",
    re.IGNORECASE,
)
_WANTS_ELSE = regex(
    r"\b(?:instead|rather(?! not)|swap\w*|exchang\w*|upgrad\w*|switch\w*|refund(?! (?:at all|after all))\w*|return (?!from|home)|send|transfer\w*|give (?!up)|hand (?!full)|seat \d|row|section|another|other (?!plans)|different|better|cheaper|person|human|manager|someone real|speak|talk to|call me|credit|voucher|cards?|bank|account|cash|paypal|how|what|which|why|when|where|can (?:i|we|you)|could (?:i|we|you)|will you|do you|is there|are there|until|till|unless|if|but|yes|yeah|yep|go ahead|complain\w*|service|pass(?:ing)? (?:it|them|one|on)|(?:i|we) (?:want|need|would like|['’]d like)(?: to)? (?!keep|stay)|chang(?:e|ing) (?:the|my|our|it|them|to|day|date)|another day|only (?:one|two|three|\d(?!\d))|just (?:one|two|three|the|\d(?!\d))|make it|meant|one|two|three|four|five|six)\b|(?<![\d$€£.,])\d(?![\d.,])",
    re.IGNORECASE,
)
_CRIED = regex(
    r"\W*(?:(?:only|just|for|wow|what|and|but|so|that|all that)\W+)*(?:[$€£]\d+|\d{2,}|\d+[.,]\d\d)(?:[.,]\d+)?(?: ?(?:bucks|dollars|quid|back|more|extra|fee|fees|each))*\W*",
    re.IGNORECASE,
)
_ONE_OF_US = regex(
    r"\b(?:some|any|every)(?: ?one|body)\b|\bone of (?:my|the|our|us|them)\b|\b(?:no|not the|the|this|that|wrong) one\b|\b(?:can|will|['’]ll|able to|going to|gonna) (?:all |both |still |now )*(?:go|come|make it|use (?:it|them))\b|\bdon['’]?t (?:want|need) (?:a |the |any )?refund\b",
    re.IGNORECASE,
)


def turned_down(text: str, held: int, *, of_refund: bool) -> bool:
    """Whether the change is refused, and nothing is wanted instead.

    Args:
        text: The message.
        held: How many tickets the order has: to keep all of them is a no by itself.
        of_refund: Money back is quoted; then whoever cannot go refuses nothing.
    """
    if len(text) > _LONGEST or (of_refund and _STAYS_AWAY.search(text)):
        return False
    refused, text = False, _IF_SO.sub("", text)
    parts = [(m, p) for m, p in _clauses(text)]
    for mark, part in parts:
        if _NO.fullmatch(part) or plain_no(part) or _keeps_all(part, held):
            refused = True
        elif _CRIED.fullmatch(part):
            continue
        elif "?" in mark or _WANTS_ELSE.search(_ONE_OF_US.sub(" ", part)):
            return False
        elif not refused and not _AFTERWARDS.fullmatch(part):
            return False  # only what comes after a no is why
    return refused


_IF_SO = regex(
    r"\bif (?:you|u|ya|yous|they|i|we)(?:['’]?re| are| r|['’]?ll)?(?: (?:just|still|gonna|going to|only|all|have to|['’]?m))* (?:keep\w*|tak(?:e|ing)|charg\w*|nick\w*|los(?:e|ing)|pay\w*|not giving back) (?:the|my|that|a|all the|those|your) (?:\w+ )?(?:fees?|charges?)\b(?: anyway)?",
    re.IGNORECASE,
)
"""Fees that stay, said of why: "forget it if you keep the fee"."""
_STAYS_AWAY = regex(
    r"\b(?:ca ?n['’]?t|cannot|can not|wo ?n['’]?t|not|unable|no way|never|isn['’]?t|aren['’]?t)\b[^.?!,]{0,24}\b(?:go|going|come|coming|make it|attend|be there)\b(?! (?:ahead|through))",
    re.IGNORECASE,
)
_AFTERWARDS = regex(
    r"\W*(?:wait|hang on|hold on|oh|ah|sorry|actually|omg|ok|okay|whoa|woah|hey|please|thanks|thank you|cheers|hm+|ugh|jeez|wow|oh god|oh no|oops|seriously|really)(?:\W+(?:wait|no|sorry|actually|mate|god|thanks|so much))*\W*",
    re.IGNORECASE,
)
"""What may come before a no."""


def _clauses(text: str) -> list[tuple[str, str]]:
    """The clauses, each with the mark that ends it."""
    found, at = [], 0
    for end in [*_ENDS.finditer(text), None]:
        stop, upto = (end.start(), end.end()) if end is not None else (len(text), len(text))
        if re.search(r"\w", text[at:stop]):
            found.append((text[stop:upto], text[at:stop].strip()))
        at = upto
    return found


def _keeps_all(part: str, held: int) -> bool:
    said = _KEEPS.fullmatch(part)
    if said is None:
        return False
    return said["all"] is None or (2 if said["all"].casefold() == "both" else number(said["all"])) == held
