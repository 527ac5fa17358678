"""What an evening is for, which is no show, whatever is called like it: "something for a stag do", "a hen night", "for my dad's 60th". Pure."""

import re
from dataclasses import replace

from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading

_PARTY = r"(?:dos?|parties|party|nights?(?: out)?|evenings?|weekend(?:er)?s?|outings?|bash(?:es)?|celebrations?|socials?|trips?|treats?|surprises?|presents?|gifts?|drinks|get[- ]?togethers?|reunions?|meet[- ]?ups?)"
_FRIENDS = r"(?:stags?|hens?|bucks?|bachelor(?:ette)?s?|work(?:s|['’]s)?|office|staff|team|company|corporate|leaving|graduation|uni|college|school|girls['’]?|boys['’]?|lads['’]?|ladies['’]?|farewell|retirement)"
_OTHERS = r"(?:(?:\d\d(?:st|nd|rd|th) )?birthday|bday|b-day|anniversary|engagement|wedding|family|christmas|xmas|kids['’]?|children['’]?s|valentine['’]?s(?: day)?|baby shower|proposal|date)"
_WHOSE = r"(?:an?|my|our|his|her|their|some|(?:my|our|his|her|their|the) \w+['’]?s)"
FRIENDS = regex(
    rf"\b{_FRIENDS} (?:{_PARTY}|events?)\b|\b(?:for|on|to) {_WHOSE} (?:stag|hen)s?\b(?! (?:game|match|ticket|show|gig)s?\b)",
    re.IGNORECASE,
)
_ANY = regex(
    rf"{FRIENDS.pattern}|\b{_OTHERS} (?:{_OTHERS} )?{_PARTY}\b|\b(?:for|on) {_WHOSE} (?:\w+ )?(?:birthday|bday|b-day|anniversary|graduation|engagement|retirement|hen|\d\dth)\b",
    re.IGNORECASE,
)
SOUGHT_FOR = regex(
    rf"\b(?:something|anything|somewhere|somethin|ideas?|suggestions?|what|whats|show|shows|gig|tickets?|options?|stuff|fun)\b[^.?!]{{0,48}}?(?:{_ANY.pattern})"
    rf"|(?:{_ANY.pattern})[^?!]{{0,48}}\b(?:any(?:thing)?|something|ideas?|what|whats|shows?|suggest\w*)\b",
    re.IGNORECASE,
)
"""Something is looked for to fill such an evening."""
_NAMES = frozenset({"event", "performer", "event_name", "event_kind", "venue", "city"})


def without(reading: Reading) -> Reading:
    """The reading without the shows whose name is only a word of such an evening."""
    spans = [m.span() for m in _ANY.finditer(reading.text[:300])]
    if not spans:
        return reading
    slots = tuple(
        s
        for s in reading.slots
        if not (s.name in _NAMES or s.text.casefold() == "weekend")
        or not any(a <= s.start and s.end <= b for a, b in spans)
    )
    return reading if len(slots) == len(reading.slots) else replace(reading, slots=slots)
