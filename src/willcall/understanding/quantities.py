"""How many tickets: "me and my two kids", "a pair", "4 tix", "just me", "family of five".

Reads plain text (`text.plain`). Knows when a number is not a number of tickets: a section, a row, a time, a date, a price,
an id. Does not know what is on offer.
"""

import re

from willcall.understanding.spans import Found

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SLIPS = {"to": 2, "too": 2, "for": 4, "fore": 4, "wan": 1, "won": 1, "ate": 8, "tow": 2, "tw": 2, "thre": 3, "threee": 3,
          "foru": 4, "fuor": 4, "fiv": 5, "twoo": 2, "therr": 3, "tree": 3, "oen": 1}  # fmt: skip

_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_TEN = "|".join(_TENS)
NUMBER = rf"(?:\d{{1,6}}|(?:{_TEN})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|{_ONE}|(?:a|one) hundred)"
_SLIP = r"(?:tow|thre|threee|foru|fuor|fiv|twoo|therr|tree|oen)"

_THINGS = (
    r"(?:tickets?|seats?|people|persons?|adults?|kids?|child(?:ren)?|grown[- ]?ups?|of us|guests?|spots?|places?|pax|friends|"
    r"players|attendees|admissions?|passes|guys|family members|fans)"
)
_BETWEEN = (
    r"(?:(?:more|of the|of those|of these|of|good|decent|nice|great|cheap|cheapest|best|adult|kids?|child|floor|lower|upper|"
    r"available|adjacent|aisle|regular|standard|vip|premium|club|movie|concert|game|event|show|wheelchair|accessible|"
    r"balcony|upper|bowl|level|deck|stalls|club|orchestra|mezzanine|front|front row|courtside|matinee|student|senior|general admission|ga|hockey|basketball|football|baseball|soccer|"
    r"theatre|theater|musical|different|other|better|side by side|consecutive)[ -]){0,3}"
)

_KIN = (
    r"(?:wife|husband|partner|spouse|girlfriend|boyfriend|gf|bf|mom|mum|mother|dad|father|son|daughter|kid|child|friend|"
    r"buddy|mate|pal|brother|sister|bro|sis|cousin|uncle|aunt|grandma|grandpa|grandmother|grandfather|nan|boss|colleague|"
    r"coworker|co-worker|baby|toddler|teenager|teen|infant|neighbou?r|roommate|date|fiancee?|girl|boy|nephew|niece|old man|missus|better half|other half)"
)
_KIN_MANY = (
    r"(?:kids|children|sons|daughters|friends|buddies|mates|pals|brothers|sisters|cousins|uncles|aunts|parents|"
    r"grandparents|colleagues|coworkers|co-workers|neighbou?rs|roommates|boys|girls|guests|nephews|nieces|others|people|"
    r"guys|grandkids|grandchildren|students|teammates|folks)"
)
_WHO = rf"(?:(?:my|our|a|an|the|his|her|their)\s+(?:\w+\s+){{0,1}}?{_KIN}\b|(?:(?:my|our|the|his|her)\s+)?{NUMBER}\s+(?:(?!and\b)\w+\s+)?{_KIN_MANY}\b|(?:my|our|the|both)\s+(?:my\s+)?(?:parents|grandparents|in-laws|twins)\b)"
_COMPANY = re.compile(
    rf"\b(?:just\s+)?(?P<self>me|myself|i)\b(?P<rest>(?:\s*(?:,|and|&|\+|plus|with|as well as|,\s*and)\s*{_WHO})+)"
    rf"|\b(?P<lead>{_WHO})(?P<rest2>(?:\s*(?:,|and|&|\+|plus|,\s*and)\s*(?:{_WHO}))*\s*(?:,|and|&|\+|plus|,\s*and)\s*(?:me|myself|i)\b(?!'|\s+(?:want|would|need|am|have|will|like|can|could|do|was|think|also|don't|live|prefer|wanna|got)\b))"
    rf"|\b(?:taking|bringing|take|bring|going with|with|treating)\s+(?P<brought>{_WHO}(?:\s*(?:,|and|&|\+|plus|,\s*and)\s*{_WHO})*)"
)
_MEMBER = re.compile(
    rf"(?P<n>{NUMBER})\s+(?:\w+\s+)?{_KIN_MANY}|(?P<two>(?:my|our|the|both)\s+(?:my\s+)?(?:parents|grandparents|in-laws|twins))"
    rf"|(?P<one>(?:my|our|a|an|the|his|her|their)\s+(?:\w+\s+)?{_KIN})\b"
)

_SORTS = r"(?:adults?|kids?|child(?:ren)?|seniors?|students?|teens?|teenagers?|toddlers?|grown[- ]?ups?|concessions?|juniors?|infants?|men|women|boys|girls)"
_SUM = re.compile(
    rf"\b(?P<first>{NUMBER}|an?)\s+{_SORTS}(?P<rest>(?:\s*(?:,|and|&|\+|plus|, and|with)?\s*(?:{NUMBER}|an?)\s+{_SORTS})+)\b"
)
_ADDEND = re.compile(rf"(?P<n>{NUMBER}|\ban?)\s+{_SORTS}")

_PATTERNS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(rf"\b(?P<n>{NUMBER}|{_SLIP}|a|an|another)\s*(?:x\s*)?{_BETWEEN}{_THINGS}\b(?!(?<=of us)\s+(?:is|uses|needs|has|can't|cannot)\b)"), 1.0),
    (re.compile(rf"\b(?:family|party|group|bunch|gang|crew|total|team|row|line|set|block|table)\s+of\s+(?P<n>{NUMBER}|{_SLIP})\b"), 1.0),
    (re.compile(rf"\b(?P<n>{NUMBER})\s+of\s+(?:my|our|the|these|those)\b"), 0.9),
    (re.compile(rf"^\W*(?:(?:hi|hey|hello|yo|so|ok|okay|um|well)\W+)*(?P<n>{NUMBER})\s+(?:for|to)\s+(?=[a-z])"), 0.8),
    (re.compile(rf"\b(?:the|all)?\s*(?P<n>{NUMBER})\s+of\s+(?:us|them|those|these|you|em)\b(?!\s+(?:is|uses|needs|has|can't|cannot)\b)"), 1.0),
    (re.compile(rf"\b(?:there(?:'s| is| are| will be|'ll be)|we are|we're|it's|it is|its|we'll be|would be|will be)\s+(?:going to be\s+)?(?:only\s+|just\s+)?(?P<n>{NUMBER})(?:\s+of us)?\b(?!\s*(?:%|dollars|bucks|o'clock|pm|am|days?|weeks?|hours?|years?|minutes?|euros?|pounds?))"), 0.9),
    (re.compile(rf"\b(?:make (?:it|that)|change (?:it|that)?\s*to|switch (?:it )?to|need|want|take|get|grab|book|buy|reserve|have|order|do|purchase|give me|get me|hook me up with|only|just|actually|for|like|party|quantity|qty|yes|no|ok|okay|be|but|cheapest|best|first|so)\s+(?:it\s+)?(?:just\s+|only\s+|about\s+|all\s+|maybe\s+)?(?P<n>{NUMBER}|{_SLIP})\b(?=\s*(?:please|thanks|thank|again|instead|now|then|total|altogether|in total|more(?! (?:help|thing|question|time|favor|favour))|for|to|from|in|at|on|not|of|and|,|\.|!|\?|;|$|together|sorry|rather|actually|near|under|with))"), 0.85),
    (re.compile(rf"\b(?P<n>{NUMBER})\s+(?:(?!for|to|of|and|in|on|at|the|or|by|with|from|want|need|not|is|are|my|your|i|we|you|it|that|per)[a-z'&-]+\s+){{1,4}}(?:tickets|seats)\b"), 0.8),
    (re.compile(rf"\b(?:i|we) (?:said|meant|mean|asked for)\s+(?P<n>{NUMBER}|{_SLIP})\b"), 0.85),
    (re.compile(rf"[.!?,;]\s*(?P<n>{NUMBER})\s*(?=[.!?,;]|$)"), 0.75),
    (re.compile(rf"\b(?:refund|return|transfer|send|hand over|give back|swap|exchange|cancel|keep)\s+(?:just\s+|only\s+)?(?P<n>{NUMBER})\b(?!\s*(?:order|%))"), 0.8),
    (re.compile(r"\b(?!\w*day\b|[a-z]*(?:uary|ember|tober)\b|march\b|april\b|may\b|june\b|july\b|august\b)[a-z]{3,}\s+(?P<n>[1-9]|1\d)\s*[.!]*$"), 0.72),
    (re.compile(rf"\b(?P<n>{NUMBER})\s*(?:x|×)\b"), 0.9),
    (re.compile(r"\bx\s?(?P<n>\d{1,3})\b"), 0.9),
    (re.compile(rf"\b(?P<n>{NUMBER})\s+(?:together|side by side|next to each other|in a row|instead|please|for (?:the|this|that|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|not (?:{NUMBER}))\b"), 0.8),
)  # fmt: skip

_FIXED: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\b(?:a|the|one)\s+(?:single|lone)\s+(?:ticket|seat)\b|\b(?:a|one|single) (?:ticket|seat)\b"), 1),
    (re.compile(r"\b(?:a\s+)?(?:pair|couple)(?:\s+of)?(?:\s+(?:tickets|seats|good|decent|cheap))?\b(?!\s+(?:of\s+)?(?:questions?|things?|days?|weeks?|hours?|minutes?|times?|months?))"), 2),
    (re.compile(r"\b(?:the )?both of us\b|\bthe two of us\b|\b(?:me|myself) (?:and|plus|&|\+) (?:one|1|a guest)\b|\bplus one\b|\bme \+1\b"), 2),
    (re.compile(r"\b(?:just|only)\s+(?:for\s+)?(?:me|myself|one|1)\b|\bfor (?:me alone|myself|just me|only me)\b|\bby myself\b|\bon my own\b|\b(?:i'm )?(?:going|coming) (?:alone|solo)\b|\bmyself only\b|\bme only\b|\bsolo\b|^\W*me\W*$|^\W*myself\W*$"), 1),
    (re.compile(r"\bhalf a dozen\b"), 6),
    (re.compile(r"\b(?:a|one) dozen\b"), 12),
    (re.compile(r"\btrio of\b"), 3),
    (re.compile(r"\bdouble date\b"), 4),
)  # fmt: skip

_BARE = re.compile(
    rf"^\W*(?:um+|uh+|hmm+|ok|okay|so|oh|well|maybe|just|only|yes|yeah|no|make it|actually|i guess|i think|probably|about|like|say|let's say|let's do|all|total of|it'll be|we'll need|sorry|i meant|i mean)?[\s,.]*(?:just |only |all )?(?P<n>{NUMBER}|{_SLIP})\s*(?:please|thanks|thank you|total|in total|tickets?|sorry|i think|i guess|altogether|instead|actually|then|of them|people|lol|haha|mate|man|would be great|will do|is fine|is good|works|sounds good)*\W*$"
)

_ANY = re.compile(rf"\b{NUMBER}\b")

_POINTING = re.compile(r"\b(?:the|that|this|which)\s+(?:[\w'&-]+\s+){0,4}$")  # "the Friday one" is no number

# A number after or before these is something else.
_HARD_BEFORE = re.compile(
    r"(?:\b(?:section|sec|sect|row|rows|level|block|gate|door|seat|stand|tier|zone|box|option|choice|order|act|game|at|after|before|"
    r"until|till|under|below|(?<!hand )(?<!hands )over|max|maximum|than|up to|within|between|aged?|march|april|may|june|july|august|september|"
    r"october|november|december|january|february|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|number)\s*#?|[#$€£@_/:]|\d[.,:/-])\s?$"
)
_NOT_AFTER = re.compile(
    r"^\s?(?:%|o'?clock|pm\b|am\b|p\.m|a\.m|(?:st|nd|rd|th)\b|[:/]\d|[.,]\d|-?(?:years?|yrs?|y/o|yo)\b|days?\b|weeks?\b|months?\b|hours?\b|"
    r"hrs?\b|minutes?\b|mins?\b|times?\b|dollars?\b|bucks\b|usd\b|euros?\b|eur\b|pounds?\b|quid\b|gbp\b|[$€£]|of (?:january|february|march|"
    r"april|may|june|july|august|september|october|november|december)|(?:january|february|march|april|june|july|august|"
    r"september|october|november|december)\b|star\b|[-_]\d|@|blocks?\b|miles?\b|per ?cent|grand\b|rows?\b|sections?\b|each\b|per\b|a (?:ticket|seat|piece|pop|head)\b)"
)


def number(word: str) -> int | None:
    """The whole number a word or numeral says, or None."""
    word = word.strip().lower()
    if word.isdigit():
        return int(word)
    if word in _ONES:
        return _ONES[word]
    if word in _TENS:
        return _TENS[word]
    if word in {"a", "an", "another"}:
        return 1
    if word.endswith("hundred"):
        return 100
    parts = re.split(r"[- ]", word)
    if len(parts) == 2 and parts[0] in _TENS and parts[1] in _ONES:
        return _TENS[parts[0]] + _ONES[parts[1]]
    return _SLIPS.get(word)


def quantities(text: str, *, awaiting: str | None = None) -> list[Found]:
    """Numbers of tickets in plain `text`, in order of position; a bare number counts when it was asked for."""
    found: list[Found] = []
    for match in _SUM.finditer(text):
        counts = [number(addend["n"]) or 0 for addend in _ADDEND.finditer(match.group())]
        found.append(Found("quantity", sum(counts), match.start(), match.end(), 1.0))
    for match in _COMPANY.finditer(text):
        members = (
            match.group("rest")
            or ((match.group("lead") or "") + (match.group("rest2") or ""))
            or match.group("brought")
        )
        brought = match.group("brought")
        if brought and not re.search(rf"\b(?:my|our)\b|{_KIN_MANY}", re.sub(r"people|guests|others|guys", "", brought)):
            continue
        count = _members(members)
        if count:
            found.append(Found("quantity", count + 1, match.start(), match.end(), 0.95))
    for pattern, fixed in _FIXED:
        for match in pattern.finditer(text):
            vague = match.group() in {"a ticket", "a seat"}
            found.append(Found("quantity", fixed, match.start(), match.end(), 0.6 if vague else 0.95))
    for pattern, confidence in _PATTERNS:
        for match in pattern.finditer(text):
            value = number(match.group("n"))
            if value is None or not _is_count(text, match.start("n"), match.end("n")):
                continue
            if match.group("n") == "one" and confidence < 1 and _POINTING.search(text[: match.start("n")]):
                continue
            if re.search(r"(?<!\S)-$", text[: match.start("n")]):
                value = -value
            sure = 0.6 if match.group("n") in {"a", "an"} else confidence
            start = match.start("n") if confidence < 1 else match.start()
            found.append(Found("quantity", value, start, match.end("n") if confidence < 1 else match.end(), sure))
    if not found:
        bare = _BARE.match(text)
        if bare and awaiting not in {"choice", "order", "confirmation", "payment", "second_step", "event", "seats"} | {
            None
        }:
            value = number(bare.group("n"))
            if value is not None and _is_count(text, bare.start("n"), bare.end("n")):
                found.append(Found("quantity", value, bare.start("n"), bare.end("n"), 0.95))
    if not found and awaiting == "quantity":  # any number that is not something else answers the question
        for match in _ANY.finditer(text):
            value = number(match.group())
            if value is not None and _is_count(text, *match.span()):
                found.append(Found("quantity", value, *match.span(), 0.7))
                break
    return _settle(found)


def _is_count(text: str, start: int, end: int) -> bool:
    return not (_HARD_BEFORE.search(text[max(0, start - 24) : start]) or _NOT_AFTER.match(text[end : end + 24]))


def _members(text: str | None) -> int:
    total = 0
    for match in _MEMBER.finditer(text or ""):
        if match.group("n"):
            total += number(match.group("n")) or 0
        elif match.group("two"):
            total += 2
        else:
            total += 1
    return total


def _settle(found: list[Found]) -> list[Found]:
    """Company before counts it contains; otherwise the more certain, then the longer."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-min(f.confidence, 0.95), f.start - f.end)):
        if not any(one.touches(other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)
