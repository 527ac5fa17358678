"""How many of the tickets that somebody has go back: "one of my two", "half of them", "all but one", "the rest, we keep two".

Reads plain text. What goes back is told by a number of its own (`quantity`) or by what stays (`kept`: a number, or `half`).
How many there are is the order's business.
"""

from willcall.understanding.company import PEOPLE, heads
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.spans import Found

HALF = "half"
_LOWERED = (  # "drop it to 4": so many stay, of a booking or of what is only being chosen
    rf"(?:(?:drop|cut|bring|knock|reduce|lower|trim|shrink)\s+(?:it|that|them|this|us|things|the (?:number|order|booking|lot))\s+(?:back\s+)?|drop\s+)to\s+(?:just\s+|only\s+)?(?P<lowered>(?!\d\d|0|zero){NUMBER})\b"
    r"(?=\s*(?:$|[,.!;]|and\b|then\b|please\b|pls\b|now\b|instead\b|of us\b|tickets?\b|seats?\b|people\b|for\b|in\b|on\b|but\b|because\b|cos\b|\?))"
)
_LOWERED_SOMEHOW = _LOWERED.replace("?P<lowered>", "?:")
_BACK = r"(?:refund(?:ed|ing)?|return(?:ed|ing)?|give back|hand back|send back|cancel|get rid of|swap|exchange|transfer|reimburse|money back (?:for|on))"
_BACKWARDS = regex(
    rf"\b(?:{_BACK}|back|give up|giving up|surrender\w*|relinquish\w*|off-?load|hand in|un-?book|void|(?:down|reduce\w*(?: [\w']+){{0,4}}) to {NUMBER}|take {NUMBER} off|only (?:need|want|use|using) {NUMBER} (?:out )?of|(?:drop|lose|ditch|shed) (?:just |only )?(?:{NUMBER}|a|the|half)\b)\b|\b{_LOWERED_SOMEHOW}"
)
_OTHERS = regex(
    rf"\b(?:{_BACK}|take|give|hand|send|bring)\s+(?:me\s+)?(?:for\s+)?(?:the\s+)?(?:(?:other|remaining|spare|extra|unused|last)\s+(?P<n>{NUMBER})\b|(?:others|rest|remaining ones|remainder)\b)"
)
_DROPS_OUT = regex(  # "two of us can't make it", "my cousin isn't coming any more"
    rf"(?:\b(?P<n>{NUMBER})\s+(?:(?:of\s+(?:us|them|my|our|the)|people|friends|guys)\b[^.?!,]{{0,24}}?)?|(?P<who>{PEOPLE}))\s*(?:just\s+|now\s+)?(?:can't|cannot|can not|couldn't|won't|isn't|aren't|is not|are not|no longer|has to|have to|is|are|got|'s)\s+(?:be\s+)?(?:able\s+to\s+|going\s+to\s+)?"
    r"(?:come|coming|make|making|go|going|attend|attending|join|joining|there|sick|ill|unwell|poorly|work|out|injured|able|cancel\w*|drop\w*)\b"
)
_STILL_GO = regex(  # "only three of us can go now": so many stay
    rf"\b(?:only|just)\s+(?P<n>{NUMBER})\s+(?:of\s+(?:us|them)\s+|people\s+|are\s+)?(?:now\s+)?(?:can|could|will|are|is|'re|'ll|able|going|coming|want|wants)\b(?!\s*(?:not|n't))"
    rf"|\b(?:only|just)\s+(?P<of_us>{NUMBER})\s+of\s+us\b|\bdown to\s+(?:just\s+|only\s+)?(?P<down>{NUMBER})\b|\b{_LOWERED}"
)
_ITS_TICKET = regex(
    r"\b(?:(?P<it>that|his|her|their|this|the (?:one|single|extra|spare|other|odd|unused)|one|just a|only a|a single|just one|[a-z]+'s)\s+(?:(?!of\b|and\b|or\b|for\b|the\b)[a-z']+\s+){0,2}?(?:ticket|seat)\b|the (?:spare|odd|extra|unused|leftover)(?: one)?\b(?!\s+(?:tickets|seats|ones|two|three|four))|(?:just|only|refund|return|back|cancel|on|for)\s+(?:his|hers)\b(?!\s+[a-z]+\s+(?:and|tickets|seats)\b)(?!\s+and\b))"
)
_THEIR_TICKETS = regex(r"\b(?:their|those|these|the other) (?:two |three |\d )?(?:tickets|seats)\b")
_ALL_BACK = regex(r"\b(?:all|both|everything|every|whole|entire)\b")
_ALL_BUT = regex(
    rf"\b(?:all|everything|every (?:one|ticket|seat)|the (?:lot|whole lot|rest))\b(?:\s+(?:of\s+)?(?:them|my|our|the|these|those|it|tickets?|seats?))*\s*,?\s*(?:but|except(?: for)?|bar|apart from|other than|minus|save)\s+(?:for\s+)?(?:just\s+|only\s+)?(?:(?P<n>{NUMBER})\b|(?P<mine>mine|my own|my ticket|my seat|myself))"
)
_HALF_OF = regex(
    r"\bhalf\s+(?:of\s+)?(?:the|my|our|them|those|these|it)\b(?!\s*(?:price|term|time|hour|past))|\bhalf\s+(?:the\s+)?(?:tickets|seats|order|booking)\b"
)
_EVERY = regex(
    r"\b(?:all|both)(?: of (?:them|it|those|these|us|the (?:tickets|seats)|my (?:tickets|seats)))?(?=\s*(?:$|[,.!?;]|then\b|please\b|tickets\b|seats\b|actually\b|instead\b))|\bthe (?:whole )?lot\b|\bthe whole (?:order|booking|thing)\b|\bevery(?:thing| ticket| seat)\b"
)
_GOES = r"(?!(?:(?!\b(?:and|but|so|then)\b)[^.?!,;]){0,40}\b(?:refund|return|back\b|reimburs|cancel|money))"  # "want two refunded"
_KEPT = regex(
    rf"\b(?:need|keep|keeping|want|wanting|use|using|hang on to|hold on to|hanging on to|holding on to|stick with|leave (?:me|us)(?: with)?)\s+(?:just\s+|only\s+|on\s+)?(?:the\s+)?(?:(?:other|remaining)\s+)?(?P<n>{NUMBER})\b(?!\s*(?:%|more\b|to (?:go|be|come))){_GOES}"
    r"|\b(?:keep|keeping|hang on to|hold on to|hanging on to|holding on to)\s+(?:the\s+other\b|mine\b|my own\b|my (?:ticket|seat)\b|(?:just\s+|only\s+)?a (?:single )?(?:ticket|seat)\b)(?!\s+(?:tickets|seats|ones|two|three|four|\d))"
)
_ALSO = regex(r"\b(?:also|plus|then)\b\W*(?:(?:i|we)(?:'d| would| do)?\s*)?$")  # "and also, need 2 for the derby"
_OF_ALL = regex(
    rf"\b(?:(?P<stays>need|keep|keeping|want|use|using)|only|just)\s+(?:just\s+|only\s+)?(?P<n>{NUMBER})\s+(?:out\s+)?of\s+(?:(?:my|our|the|these|those)\s+)?(?P<all>{NUMBER})\b{_GOES}"
)
_SO_MANY_OF = regex(  # "two tickets out of the five", "2 of 5 tickets": so many go back
    rf"\b(?P<n>{NUMBER})\s+(?:(?:tickets?|seats?|of\s+(?:them|those|these))\s+)?(?:out\s+)?of\s+(?:(?:my|our|the|these|those)\s+)?(?P<all>{NUMBER})\b(?!\s*(?:%|us\b))"
)
_HAVE = regex(  # "I bought four": neither goes back nor stays
    rf"\b(?:bought|booked|got|ordered|purchased|reserved|have|had|holding)\s+(?:you\s+)?(?:all\s+|those\s+|these\s+)?{NUMBER}\b(?!\s+(?:too many|extra|spare|that|to (?:give|return|hand|send)|i (?:can't|don't)))|\b(?:my|our)\s+(?:order|booking) of\s+{NUMBER}\b"
)
# A section may be called "Back"; in these the word means something else.
_GIVING = regex(
    r"\b(?:giv\w+|hand\w*|send\w*|tak\w+|bring\w*|get\w*|money|cash|paid|pay\w*|refund\w*|want|have|come|go|going|goes|turn\w*|call\w*|ring|hear|put|it|them|one|two|three|four|both|all|those|these|tickets?|seats?|pair|something|anything)\s+$"
)
_HANDING = regex(
    r"\b(?:giv|hand|send|sent|gave|bring)\w*\s+$|\b(?:i'm|im|i am|we're|we are|be|right|welcome|brb|straight)\s+$"
)
_PLACED = regex(r"^\s+(?:of|rows?|section|seats?|tickets?|area|block|stalls|is|are)\b")


def backwards(text: str) -> bool:
    """Whether plain `text` has words of giving back."""
    return _BACKWARDS.search(text) is not None


def returned(text: str) -> Found | None:
    """What goes back, where plain `text` tells it by what is left over or by who cannot come."""
    if not backwards(text):
        return None
    others, all_but = _OTHERS.search(text), _ALL_BUT.search(text)
    if others is None or others["n"] is None:
        if all_but is not None:
            return Found("kept", number(all_but["n"]) if all_but["n"] else 1, *all_but.span(), 0.95)
        if (half := _HALF_OF.search(text)) is not None:
            return Found("kept", HALF, *half.span(), 0.95)
    if others is not None and others["n"]:
        return Found("quantity", number(others["n"]) or 0, others.start("n"), others.end("n"), 0.95)
    known = _OF_ALL.search(text)
    if known is not None and others:
        left = (number(known["all"]) or 0) - (number(known["n"]) or 0)
        return Found("quantity", left, known.start("n"), known.end("n"), 0.9) if left > 0 else None
    if known is not None and known["stays"]:
        return Found("kept", number(known["n"]) or 0, known.start("n"), known.end("all"), 0.9)
    if known is None and (some := so_many_of(text)) is not None:
        return some
    return _dropped(text)


def so_many_of(text: str) -> Found | None:
    """How many of all there are, in plain `text`: "2 of the 4"."""
    some = _SO_MANY_OF.search(text)
    if some is None or not 0 < (number(some["n"]) or 0) < (number(some["all"]) or 0):
        return None
    return Found("quantity", number(some["n"]) or 0, some.start("n"), some.end("n"), 0.9)


def kept(text: str) -> Found | None:
    """How many stay, where plain `text` tells so beside words of giving back: "we still need two"."""
    if not backwards(text):
        return None
    match = _STILL_GO.search(text) or _KEPT.search(text)
    if match is None or _ALSO.search(text[: match.start()]):
        return None
    said = next((value for value in match.groupdict().values() if value), None)
    return Found("kept", number(said) if said else 1, *match.span(), 0.9)


def everything(text: str) -> Found | None:
    """All of them, in plain `text`: none stays."""
    match = _EVERY.search(text)
    return Found("kept", 0, *match.span(), 0.9) if match is not None else None


def owned(text: str) -> list[tuple[int, int]]:
    """Stretches of plain `text` that tell how many were bought, which is not how many go back."""
    return [match.span() for match in _HAVE.finditer(text)]


def _dropped(text: str) -> Found | None:
    """How many cannot come, where their tickets go back: "my dad is ill, can I return his ticket"."""
    if _ALL_BACK.search(text) or _STILL_GO.search(text):
        return None
    match, one = _DROPS_OUT.search(text), _ITS_TICKET.search(text)
    stays = kept(text)
    if one is not None and stays is not None and one.start() < stays.end and stays.start < one.end():
        one = None  # "cancel my order but keep one ticket"
    told = number(match["n"]) if match and match["n"] else None
    if match and told:
        return Found("quantity", told, match.start(), match.end(), 0.9)
    people = heads(match["who"]) if match and _THEIR_TICKETS.search(text) else 0
    if match and people > 1:
        return Found("quantity", people, match.start(), match.end(), 0.9)
    return Found("quantity", 1, *(one.span("it") if one["it"] else one.span()), 0.9) if one else None


def dropped_out(text: str) -> Found | None:
    """How many of them cannot come, in plain `text` that wants money back without saying for how many."""
    match = _DROPS_OUT.search(text)
    told = number(match["n"]) if match and match["n"] and not _ALL_BACK.search(text) else None
    return Found("quantity", told, match.start(), match.end(), 0.9) if match and told else None


def names_no_place(text: str, start: int, end: int) -> bool:
    """Whether the word "back" from `start` to `end` of plain `text` is about giving or coming back and no part of the house."""
    before = text[max(0, start - 16) : start]
    return bool(_HANDING.search(before)) or bool(_GIVING.search(before) and not _PLACED.match(text[end : end + 12]))
