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
_NOUN = r"(?:one|ones|option|opt|choice|event|show|game|seats?|pair|set(?! (?:me|us|you|him|her) back)|lot|batch|bunch|offer|listing|result|match|concert|of (?:those|these|them|the)|two|on the list|in the list|you (?:said|listed|mentioned|showed|gave)|available|order|row there|possibility|item|suggestion)"
_NUMBERED = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"

_STRONG = (
    regex(rf"\b(?:the\s+|your\s+|my\s+)?(?:very\s+)?(?P<w>{_ORDINAL})\s+{_NOUN}\b"),
    regex(rf"\b(?:option|opt|choice|number|numero|num|no\.?|nr\.?|item|pick|selection|option number)\s*#?\s*(?P<n>{_NUMBERED})\b(?!\s*(?:tickets?|seats?|people|of us))"),
    regex(r"(?<![\w#])#\s?(?P<n>\d{1,2})\b"),
    regex(r"\b(?:the )?(?P<w>top|bottom) (?:one|option|choice)\b"),
    regex(r"\b(?P<w>top|bottom) of (?:the|that|your) list\b"),
    regex(r"\bthe (?P<w>former|latter)\b"),
)  # fmt: skip
_BARE = regex(
    rf"^\W*(?:um+|uh+|no|nope|nah|sorry|wait|actually|oops|i meant|i mean|make it|make that|rather|ok|okay|yes|yeah|sure|hmm+|let's (?:go with|do|take)|let us (?:go with|take)|i'll (?:take|go with|have|do)|i will (?:take|go with)|i(?:'d| would) (?:like|prefer|go with|take|choose|want)|i (?:want|choose|pick|prefer)|give me|go with|take|pick|choose|the|maybe|probably|gimme|can i (?:get|have)|,|\s)*"
    rf"(?P<w>{_ORDINAL}|top|bottom)\b(?:\s*(?:please|thanks|thank you|then|sounds good|works|looks good|is good|is fine|one|for me|will do))*\W*$"
)
_SPELLED = regex(
    r"(?<!on )\b(?:the|this) (?P<w>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\b|^\W*(?P<n>[1-9]|one|two|three|four|five)\s+(?:looks?|sounds?|seems?|works?|is (?:good|fine|best|better|great|perfect))\b"
)
_LEAD = (
    r"(?:(?:um+|uh+|er+|hm+|no+|nope|nah|sorry|wait|hang on|hold on|oops|ah+|oh+|ugh+|ok|okay|okey|k|yes|yeah|yea|yep|ya|yh|aye|sure|right|grand|cool|great|good|lovely|nice|perfect|alright|fine|sound|deal|well|so|then|and|n|but|prob|probably"
    r"|maybe|definitely|def|defo|(?:i )?(?:think|guess|reckon|suppose)|(?:i |we )?(?:said|meant|mean|picked|chose|choose|pick|prefer)|rather|let'?s|lets|let us|gimme|give (?:me|us)|go(?:ing|nna go)?(?: (?:for|with))?|do|take|pick|choose"
    r"|(?:i'?ll|ill|il|i'?d|id|we'?ll|we'?d|i will|i would|we will|we would|imma)(?: (?:like|prefer|rather|just))*(?: (?:take|have|do|go(?: (?:for|with))?|choose|say|pick))?|the|option|opt|choice|number|numero|num|nr|please|pls|plz)\W+)*"
)
_TAIL = (
    r"(?=\s*$|\s+(?:please|pls|plz|pleas|thanks|thank|thx|thnx|ta|cheers|then|it is|it'?s|for (?:me|us)|i (?:guess|think|suppose|reckon)|is (?:fine|good|grand|ok|okay|perfect|great|the one|best|better|lovely|it)|works?|looks?|sounds?|seems?"
    r"|will do|would (?:do|be)|'?ll do|suits|if|as long|provided|assuming|but|(?:and|n|so) (?!\d|one\b|two\b|three\b|four\b|five\b|more\b)|cause|cos|coz|cuz|because|since|yeah|yes|yep|ya|mate|bud|buddy|pal|man|bro|dude|love|sir|lol|haha|tho|though"
    r"|sorry|go|ok|okay|(?:book|hold|take|grab) (?:it|them|em|those|that|the)|do it)\b)"
)
_LONE = regex(rf"^\W*{_LEAD}(?:(?P<n>{_NUMBERED})|(?P<w>(?!final|former|latter){_ORDINAL}))\b{_TAIL}")
_CLAUSE = regex(r"[.,!?;:…\n]+(?!\d)|\s[-–—]+\s|(?<=\d)\s*[-–—]+\s|$")
_PLACED = regex(
    r"\b(?:rows?|seats?|sections?|sec|block|blk|table)\b|\b\d+ (?:adult|kid|child|student|senior|people|person)"
)
_SORRY = regex(r"\b(?:sorry|oops)\b")  # "sorry, 2" may be of tickets
_TURN = regex(
    r"\b(?:no+|nope|nah|not|sorry|wait|oops|i (?:meant|mean)|rather|actually|hang on|hold on|instead|scratch that)\b"
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
    if awaiting in {"choice", "event", "seats", "order"}:
        found += _lone(text, found)
    return sorted(found, key=lambda f: f.start)


def _lone(text: str, found: list[Found]) -> list[Found]:
    """Numbers that are all of a clause but for manners, where one of a list was asked for: "ill go for 4. how…", "3. no hang on, 4"."""
    out: list[Found] = []
    start, placed = 0, _PLACED.search(text[:_FAR])
    for end in _CLAUSE.finditer(text[:_FAR]):
        clause = text[start : end.start()]
        said = _LONE.match(clause)
        word = None if said is None else said["n"] or said["w"]
        value = None if said is None or word is None else number(word) if said["n"] else _position(word) + 1
        if said is not None and word and value is not None and 0 <= value <= _LONGEST_LIST:
            at = start + said.start("n" if said["n"] else "w")
            earlier = max((f.end for f in [*found, *out] if f.start < at), default=None)
            led = said["w"] and clause.strip() == word and end.group()  # "first, is there parking?"
            counted = placed is not None and placed.start() < at
            again = earlier is not None and _TURN.search(text[earlier:at])
            if again or not (found or out or led or counted or _SORRY.search(text[:at])):
                out.append(Found("ordinal", value - 1, at, at + len(word), 0.8))
        start = end.end()
    return out


_LONGEST_LIST = 20
_FAR = 300  # characters
