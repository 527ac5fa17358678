"""Which of what was shown: "the second one", "last", "option 3", "#2", "first".

Reads plain text; positions count from 0, the last is -1. Does not know what was shown, so a date such as "the 3rd" must be
told apart by the caller, and so must "the 12th one" of a shorter list: it may be that of the 12th.
"""

from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex
from willcall.understanding.spans import MOST, SHORT, Found

_WORDS = {
    "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "seventh": 6, "eighth": 7, "ninth": 8, "tenth": 9,
    "last": -1, "final": -1, "bottom": -1, "top": 0, "former": 0, "latter": -1,
}  # fmt: skip
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d?1st|\d?2nd|\d?3rd|\d{1,2}th|last|final|former|latter)"
_NOUN = r"(?:one|ones|option|choice|event|show|game|seats?|pair|set(?! (?:me|us|you|him|her) back)|lot|batch|bunch|offer|listing|result|match|concert|of (?:those|these|them|the)|two|on the list|in the list|you (?:said|listed|mentioned|showed|gave)|available|order|row there|possibility|item|suggestion)"
_NUMBERED = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"

_STRONG = (
    regex(rf"\b(?:the\s+|your\s+|my\s+)?(?:very\s+)?(?P<w>{_ORDINAL})\s+{_NOUN}\b"),
    regex(rf"\b(?:option|choice|number|no\.?|nr\.?|item|pick|selection|option number)\s*#?\s*(?P<n>{_NUMBERED})\b(?!\s*(?:tickets?|seats?|people|of us))"),
    regex(r"(?<![\w#])#\s?(?P<n>\d{1,2})\b"),
    regex(r"\bthe (?P<w>top|bottom) (?:one|option|choice)\b"),
    regex(r"\bthe (?P<w>former|latter)\b"),
)  # fmt: skip
_BARE = regex(
    rf"^\W*(?:um+|uh+|no|nope|nah|sorry|wait|actually|oops|i meant|i mean|make it|make that|rather|ok|okay|yes|yeah|sure|hmm+|let's (?:go with|do|take)|let us (?:go with|take)|i'll (?:take|go with|have|do)|i will (?:take|go with)|i(?:'d| would) (?:like|prefer|go with|take|choose|want)|i (?:want|choose|pick|prefer)|give me|go with|take|pick|choose|the|maybe|probably|gimme|can i (?:get|have)|,|\s)*"
    rf"(?P<w>{_ORDINAL}|top|bottom)\b(?:\s*(?:please|thanks|thank you|then|sounds good|works|looks good|is good|is fine|one|for me|will do))*\W*$"
)
_SPELLED = regex(
    r"(?<!on )\b(?:the|this) (?P<w>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\b|^\W*(?P<n>[1-9]|one|two|three|four|five)\s+(?:looks?|sounds?|seems?|works?|is (?:good|fine|best|better|great|perfect))\b"
)
_BARE_NUMBER = regex(
    rf"^\W*(?:ok|okay|yes|yeah|sure|hmm+|let's (?:go with|do|take)|i'll (?:take|go with|have|do)|i will (?:take|go with)|i(?:'d| would) (?:like|prefer|go with|take|choose)|i (?:choose|pick|prefer)|go with|take|pick|choose|the|maybe|option|number|,|\s)*"
    rf"(?P<n>{_NUMBERED})\b(?:\s*(?:please|thanks|thank you|then))*\W*$"
)
_LEADING_NUMBER = regex(
    r"^\W*(?:(?:ok|okay|yes|yeah|sure|um+|well|so|right|fine)\W+)*(?P<n>[1-9])(?:\s*[.:!]\s+(?!\d)|\s*,\s*(?:and |but |please|yes|the |is |are |what|how|can |could |do |does |wait)|\s+(?:then|but how|but what|but is)\b|[\s,]+(?:ok|okay|yes|yeah|yep|please|pls|fine)[\s,]+(?:(?:please|pls|and|just) )*(?:do (?:it|that)|go (?:ahead|for it)|(?:book|take|hold|get|grab) (?:it|them|those|that))\b)"
    r"|^\W*(?:no+\W+)?i (?:said|meant|mean|picked|chose|want) (?:number |no\.? ?)?(?P<m>[1-9])\W*$"
)
_WEEKDAY_BEFORE = regex(
    r"\b(?:mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?,? $"
)
_NOT = regex(r"\b(?:not|but|except|isn't|don't want)\s+$")
_NOT_AFTER = regex(
    r"^\s*(?:of (?:january|february|march|april|may|june|july|august|september|october|november|december|this month|next month|the month)|row\b|half|quarter|period|inning|act\b|balcony|floor\b|level|tier|base\b|time\b|name|week|weekend|day\b|night\b|minute|date|class\b|avenue|street)"
)


def _position(word: str) -> int:
    return int(word[:-2]) - 1 if word[0].isdigit() else _WORDS[word]


def ordinals(text: str, *, awaiting: str | None = None) -> list[Found]:
    """Positions named in plain `text`; a bare "2" counts when a choice was asked for."""
    found: list[Found] = []
    for pattern in _STRONG:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if groups.get("w"):
                if _NOT_AFTER.match(text[match.end("w") :]):
                    continue
                position = _position(groups["w"])
            else:
                said = number(groups["n"])
                if not said:
                    continue
                position = said - 1
            if len(found) < MOST and not any(
                match.start() < other.end and other.start < match.end() for other in found
            ):
                negated = _NOT.search(text[: match.start()]) is not None
                found.append(Found("ordinal", position, match.start(), match.end(), negated=negated))
    if not found:
        bare = _BARE.match(text) if len(text) <= SHORT else None
        if bare and (awaiting is not None or bare.group("w")[0].isalpha()):
            found.append(Found("ordinal", _position(bare.group("w")), bare.start("w"), bare.end("w"), 0.9))
    if not found and awaiting in {"choice", "event", "seats", "order"}:
        for match in _SPELLED.finditer(text):
            position = _position(match["w"]) if match["w"] else (number(match["n"]) or 0) - 1
            numbered = match["w"] is not None and match["w"][0].isdigit()
            dated = numbered and (awaiting == "event" or _WEEKDAY_BEFORE.search(text[: match.start()]))
            if not found and not dated and not _NOT_AFTER.match(text[match.end() :]):
                found.append(Found("ordinal", position, match.start(), match.end(), 0.9))
    if not found and awaiting in {"choice", "event", "seats", "order"}:
        leads = _LEADING_NUMBER.match(text)
        if leads:
            group = "n" if leads["n"] else "m"
            found.append(Found("ordinal", int(leads[group]) - 1, leads.start(group), leads.end(group), 0.85))
    if not found and awaiting in {"choice", "event", "seats", "order"}:
        bare = _BARE_NUMBER.match(text) if len(text) <= SHORT else None
        said = number(bare.group("n")) if bare else None
        if bare and said and said <= 20:
            found.append(Found("ordinal", said - 1, bare.start("n"), bare.end("n"), 0.8))
    return sorted(found, key=lambda f: f.start)
