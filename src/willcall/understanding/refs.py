"""Things named by a reference: order and ticket ids, e-mail addresses, people to send tickets to, sections, rows and seats.

Reads a `Plain` message; positions are of `Plain.text`. Ids are only words here: whose they are is the box office's business.
"""

import re

from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex
from willcall.understanding.seating import blamed, faulted, of_the_house, unwanted
from willcall.understanding.spans import Found
from willcall.understanding.text import Plain

_ORDER = regex(r"\bord_[a-z0-9]{2,40}\b")
_TICKET = regex(r"\btkt_[a-z0-9]{2,40}\b")
_SAID_ORDER = regex(
    r"\b(?:order|purchase|booking|confirmation|reservation|invoice)\s*(?:id|number|no\.?|nr\.?|code|#|:|is)?\s*(?:is|:|#)?\s*#?\s*(?P<id>(?=[a-z0-9-]*\d)[a-z0-9][a-z0-9-]{3,39})\b"
)
_SPOKEN_EMAIL = regex(
    r"\b(?P<name>[a-z0-9]{1,30}(?: (?:dot|underscore|dash|hyphen) [a-z0-9]{1,30}){0,3})(?: (?:all|in) (?:lower ?case|small letters|one word)| all together| no (?:spaces|caps))? at (?P<host>[a-z0-9-]{2,30}(?: dot [a-z0-9-]{2,20}){1,3})\b"
)
_SPOKEN_SIGNS = ((" dot ", "."), (" underscore ", "_"), (" dash ", "-"), (" hyphen ", "-"))
_EMAIL = regex(r"[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_KIN = (
    r"(?:friend|buddy|mate|pal|wife|husband|partner|girlfriend|boyfriend|brother|sister|mom|mum|mother|dad|father|son|daughter|cousin|uncle|aunt|colleague|coworker|"
    r"co-worker|boss|roommate|neighbou?r|kid|niece|nephew|grandma|grandpa|bro|sis)"
)
_PERSON = regex(
    rf"\b(?:to|for|with|give|send|transfer|forward)\s+(?:(?P<kin>my\s+(?:best\s+|good\s+)?{_KIN})\s*,?\s*)?(?P<name>[a-z][a-z'-]{{1,20}}(?:\s+[a-z][a-z'-]{{1,20}})?)?"
    r"(?P<nth>\s+(?:\d{1,3}(?:st|nd|rd|th)?|[ivx]{1,4})\b(?=\s*(?:at\b|via\b|on\s+(?:his|her)\b|[,;(<]|$|[\w.+-]+@)))?"
)
_TRANSFER = regex(r"\b(?:transfer|send|forward|give|gift|pass|hand)(?:ing|s)?\b")
_SECTION = regex(
    r"\b(?:sections?|sec|sect|block|stand|tier|zone)(?:\s+|\.\s*|(?=\d))(?:number\s*|no\b\.?\s*|#\s*)?(?P<id>\d{1,4}[a-z]?|[a-z]{1,2}\d{0,3}|[a-z]{1,3}(?=\b))\b(?!')"
)
_ROW_OF = regex(r"\brow [a-z\d]{1,2} of (?:section |block |sec )?(?P<id>\d{2,4}[a-z]?)\b(?! (?:seats|tickets|people))")
_INTO = regex(
    r"\b(?:swap|move|switch|put|change|upgrade|bump) (?:me|us|them|these|those) (?:up |down |over )?(?:in)?to (?P<id>\d{3})\b(?! (?:tickets|people))"
)
_LEVEL = regex(
    r"\b(?:(?:the\s+)?(?P<id>lower (?:bowl|level|deck|tier)|upper (?:bowl|level|deck|tier|circle)|club (?:level|seats)|dress circle|grand tier|general admission|floor(?= seats?\b| section| tickets?|$)|"
    r"(?:the |main )?floor(?=\W|$)|balcony|mezzanine|orchestra(?= seats?| section| level| tickets?|\W*$| please)|stalls|courtside|rinkside|glass seats|ringside|pitchside|loge|bleachers|lawn|pit|box seats|suite|terrace|parterre|gallery))\b"
)
_HEIGHT = regex(
    r"\b(?P<id>upstairs|downstairs|(?:up )?in the gods|the gods|up (?:high|top)|high(?:er)? up|nosebleeds?|down low|low(?:er)? down)\b"
)
_HOW_HIGH = regex(
    r"^\W*(?:(?:so|and|but|ok|hm+)\W+)*(?:how (?:high|far)|(?:is|are) (?:it|that|this|they|those|these|the|which|circle|\w+)\b[^.?!]{0,16}\b(?:up high|high(?:er)? up|low(?:er)? down|upstairs|downstairs)\W*$|which)",
    re.IGNORECASE,
)
_CLOSE = regex(
    r"\b(?:(?:further|farther) (?:back|away)|back a (?:bit|little)|(?:a (?:bit|little|tad)|too|not (?:so|that)) (?:close|near)(?: to the (?:stage|front|ice|court|pitch|field|band|speakers?|screen|action))?)(?=\W|$)(?! (?:to|by|for))"
)
_AT_THE_BACK = regex(
    r"\b(?:(?:at|near|nearer|close to|closer to|towards?|in|by) the (?:very )?back|near back|(?:last|back|rear(?:most)?) (?:few |two |three )?rows?)(?= (?:rows? )?(?:of|in) )(?! (?:of|in) (?:the |your )?(?:house|theatre|theater|hall|arena|venue|stadium|room|club|bar|queue|line)\b)"
)
"""Further back in the part of the house that is named after it."""
_HUNDREDS = regex(r"(?<![$€£\d.,])\b(?P<id>[1-9]00)(?:'?s\b|[- ](?:level|sections?|tier|block)s?\b)")
_ROW = regex(
    r"\brow(?:s\b|(?!s\b))\s*#?\s*(?P<id>\d{1,3}|[a-z]{1,2}\d{0,2})\b(?P<more>(?:(?:\s*(?:,|/|or|,\s*or)\s*|\s+(?=[b-z]\s+or [a-z]\b))(?:row\s+)?(?:\d{1,2}|[a-z])\b(?!\s*(?:tickets?|seats?|people|of us)))+)?"
)
_LETTER_FIRST = regex(
    r"(?<![\w'’-])(?P<id>[b-hj-z]|(?P<twice>[a-hj-z])(?P=twice)|(?<=\w )a) row\b(?!\s+(?:\d|(?!(?:or|is|if|in|at|on|to|it|so|no|of|we|as)\b)[a-z]{1,2}\b))"
)
"""The letter before the word, as in "glass north B row"."""
_ENDS = regex(r"\s*(?:$|[,.!?;]|please\b|pls\b|in\b|for\b|of\b|seats?\b|then\b|stalls?\b)")
_FRONT_ROW = regex(r"\b(?P<w>first|front|second|third|1st|2nd|3rd|last|back)\s+row\b")
_SEAT = regex(r"\bseat\s*(?:number\s*|no\.?\s*|#\s*)?(?P<id>\d{1,3}[a-z]?)\b")
_SEATS = regex(
    r"\bseats\s*(?:numbers?\s*|nos?\.?\s*|#\s*)?(?P<ids>\d{1,3}(?:\s*(?:,\s*and|,|and|&|\+|-|–|to|or)\s*\d{1,3}\b(?!\s*(?:tickets?|people|of us|rows?|sections?)))+)"
)
_ROW_SEATS = regex(
    r"(?:\brow\s+(?P<row>[a-z]{1,2}|\d{1,2})\s*[,:]?\s+(?:seats?\s+)?|^\W*(?P<letter>[b-hj-z])\s?)(?P<ids>\d{1,3}(?:\s*(?:,\s*and|,|and|&|\+|-|–|to)\s*\d{1,3}\b)+)(?!\s*(?:tickets?|people|of us|for|years?|yrs?|hours?|mins?|minutes?|split|would|is\b|are\b))"
)
"""Seats by row and number: "row C 6 and 7", "C6 and 7"."""
_NOT_SECTION = frozenset(
    [
        "is", "in", "on", "at", "to", "for", "of", "the", "a", "an", "and", "or", "as", "be", "by", "do", "go", "he", "i", "if", "it", "me", "my", "no", "so", "us",
        "we", "up", "are", "can", "was", "has", "had", "not", "any", "all", "for", "you", "but", "how", "out", "her", "him", "his", "she", "my", "our", "by", "too", "got",
        "row", "end", "pls", "plz", "yes", "one", "two", "six", "ten", "per", "now", "tix", "box",
    ]
)  # fmt: skip
_NOT_PERSON = frozenset(
    [
        "me", "us", "you", "them", "him", "her", "it", "this", "that", "these", "those", "the", "a", "an", "my", "your", "our", "their", "his", "its", "someone",
        "somebody", "anyone", "anybody", "friend", "friends", "tonight", "tomorrow", "today", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "section", "row", "seat", "seats", "ticket", "tickets", "one", "two", "three", "four", "five", "six", "both", "all", "credit", "card", "cash",
        "refund", "another", "other", "order", "free", "sale", "more", "less", "better", "cheaper", "different", "next", "same", "each", "every", "buy", "get",
        "see", "go", "be", "do", "have", "help", "talk", "speak", "know", "change", "move", "sit", "upgrade", "exchange", "cancel", "send", "pay", "find", "use",
        "book", "order", "make", "take", "email", "mail", "phone", "person", "people", "agent", "human", "someone's", "show", "game", "concert", "event", "events",
        "now", "later", "please",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]
)  # fmt: skip
_MOST = 24
"""Places that one message may name."""


def references(message: Plain) -> list[Found]:
    """Ids, addresses, people, and places in the house that `message` names."""
    text = message.text
    found: list[Found] = []
    if "_" in text:
        for name, words in (("order_id", _ORDER), ("ticket_id", _TICKET)):  # as typed: ids may hold capitals
            found += [Found(name, _raw(message, *m.span()), *m.span()) for m in words.finditer(text)]
    if not found:
        for match in _SAID_ORDER.finditer(text):
            found.append(
                Found(
                    "order_id",
                    _raw(message, match.start("id"), match.end("id")),
                    match.start("id"),
                    match.end("id"),
                    0.8,
                )
            )
    if "@" in text:
        found += [Found("email", m.group(), m.start(), m.end()) for m in _EMAIL.finditer(text)]
    if " dot " in text:
        found += [Found("email", _written(m), m.start(), m.end()) for m in _SPOKEN_EMAIL.finditer(text)]
    if _TRANSFER.search(text):
        found += _people(message, found)
    found += _places(message)
    return found


def _written(spoken: re.Match[str]) -> str:
    """An address that was spelled out, as it is written: "sam dot shah at example dot in"."""
    name, host = spoken["name"], spoken["host"]
    for said, sign in _SPOKEN_SIGNS:
        name, host = name.replace(said, sign), host.replace(said, sign)
    return f"{name}@{host}"


def _people(message: Plain, taken: list[Found]) -> list[Found]:
    out: list[Found] = []
    for match in _PERSON.finditer(message.text):
        words = (match["name"] or "").split()
        while words and words[-1] in _NOT_PERSON | {
            "at",
            "at:",
            "his",
            "her",
            "on",
            "via",
            "by",
            "email",
            "and",
            "too",
            "instead",
        }:
            words.pop()
        if words and words[0] in _NOT_PERSON:
            words = []
        start, end = (
            (match.start("name"), match.start("name") + len(" ".join(words)))
            if words
            else (match.start("kin"), match.end("kin"))
        )
        if (words or match["kin"]) and end > start and not any(start < t.end and t.start < end for t in taken):
            end = match.end("nth") if words and match["nth"] else end
            said = _raw(message, start, end)
            if words and not match["kin"] and not said[:1].isupper() and "@" not in message.text[end : end + 40]:
                continue
            out.append(Found("person", said, start, end, 0.8))
    return out[:2]


def _places(message: Plain) -> list[Found]:
    text = message.text
    out: list[Found] = []

    def add(name: str, value: str, start: int, end: int) -> None:
        if len(out) < _MOST and not any(start < other.end and other.start < end for other in out):
            out.append(Found(name, value, start, end, 0.9, unwanted(text, start) or faulted(text, end)))

    for match in _ROW_OF.finditer(text):
        add("section", match["id"].upper(), match.start("id"), match.end("id"))
    for match in _SECTION.finditer(text):
        if match["id"] not in _NOT_SECTION:
            add("section", _raw(message, match.start("id"), match.end("id")).upper(), match.start(), match.end())
    for match in _INTO.finditer(text):
        add("section", match["id"], *match.span("id"))
    for match in _LEVEL.finditer(text):
        add("section", match["id"].removeprefix("the ").removeprefix("main "), match.start("id"), match.end("id"))
    for match in () if _HOW_HIGH.search(text) else _HEIGHT.finditer(text):
        if not of_the_house(text, *match.span()):
            add("section", re.sub(r"^(?:up )?in the ", "the ", match["id"]), *match.span("id"))
    away = [*_CLOSE.finditer(text), *_AT_THE_BACK.finditer(text)]
    out += [Found("section", "front", *match.span(), 0.8, negated=True) for match in away]
    for match in _HUNDREDS.finditer(text):
        add("section", f"{match['id']} level", match.start("id"), match.end())
    for match in _ROW.finditer(text):
        if blamed(text, *match.span()):
            continue  # "that's row A. I said not too close"
        lone = match["id"] == "i" and _ENDS.match(text, match.end("id")) is not None  # "row I please"
        if match["id"] not in _NOT_SECTION or match["id"] == "a" or lone:
            add("row", _raw(message, match.start("id"), match.end("id")).upper(), match.start(), match.end("id"))
            for other in re.finditer(r"(?:\d{1,2}|\b[a-z])\b", match["more"] or ""):
                at = match.start("more") + other.start()
                add("row", other.group().upper(), at, at + len(other.group()))
    for match in _LETTER_FIRST.finditer(text):
        said = _raw(message, *match.span("id"))
        if said != "a":
            add("row", said.upper(), *match.span())
    for match in _FRONT_ROW.finditer(text):
        position = {"first": "1", "front": "1", "second": "2", "third": "3", "1st": "1", "2nd": "2", "3rd": "3"}.get(
            match["w"]
        )
        if position:
            add("row", position, match.start(), match.end())
    for match in _SEAT.finditer(text):
        if number(match["id"]) is not None:
            add("seat", match["id"], match.start(), match.end())
    for match in _SEATS.finditer(text):
        out += [Found("seat", one, *match.span(), 0.9) for one in _numbers(match["ids"])]
    named = _ROW_SEATS.search(text)
    if named is not None and not any(one.name == "seat" for one in out):
        kept = [one for one in out if one.end <= named.start() or one.start >= named.end()]
        row = named["row"] or named["letter"]
        out = [*kept, Found("row", row.upper(), named.start(), named.start("ids"), 0.9)]
        out += [Found("seat", one, *named.span("ids"), 0.9) for one in _numbers(named["ids"])]
    return out


def _numbers(told: str) -> list[str]:
    """The seats of "1 and 2" or "5-8"."""
    ends = [int(one) for one in re.findall(r"\d+", told)]
    if len(ends) == 2 and re.search(r"-|–|to", told) and 0 < ends[1] - ends[0] < 20:
        ends = list(range(ends[0], ends[1] + 1))
    return [str(one) for one in ends]


def _raw(message: Plain, start: int, end: int) -> str:
    first, last = message.span(start, end)
    return message.raw[first:last]
