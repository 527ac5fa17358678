"""Who comes along after the number was said: "my brother wants to come too", "plus my mate", "Morag says she's coming as well". Pure.

Friends go by any name: of somebody who comes it is never the name of a show.
"""

import re

from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

_LONGEST = 200  # characters
_ONE = rf"(?:(?:my|our|her|his|a|another|one of (?:my|our))\s+(?:[\w'-]+\s+)?{KIN}|{KIN})"
_MANY = rf"(?:my|our|the)?\s*(?P<many>{NUMBER})\s+(?:of\s+(?:my|our|the)\s+)?(?:(?!of\b)[\w'-]+\s+)?{KIN_MANY}"
_MORE = r"(?:too|as well|also|along|now|with (?:us|me)|after all)"
_LEAD = r"(?:(?:oh|ah|and|but|except|although|also|actually|ok|okay|go on|go on then|so|wait|sorry|well|um+|hey|hang on|hold on|turns out|it turns out|shoot|btw|by the way|looks like|my bad|yes|yeah|yep|yup|sure|great|perfect|lovely|good|fine|thanks|please|just|now|though|only|apparently|the (?:only )?thing is|only thing is|(?:book|hold|take|get|do|reserve|grab) (?:it|them|those|that|these)|go ahead|that(?:'s| is) (?:great|fine|good|perfect|lovely)|(?:i|we)(?:'ll)? (?:take|want|have) (?:it|them|those|these))\W+)*"
_IS = r"(?:['’]s|\s+is|\s+are|\s+will be|['’]ll be)"
_TO_COME = rf"(?:(?:{_IS})?\s+(?:also\s+|now\s+|just\s+|all\s+|both\s+)?(?:(?:want(?:s|ed)?|would like|would love|['’]d (?:like|love)|(?:has |have )?decided|asked|hopes?)\s+to\s+(?:come|join|tag along|go|be there)|wanna (?:come|join|go)|can come|joining(?:\s+(?:us|me))?|join(?:s)?\s+(?:us|me)|tagging along|wants? in)(?:\s+(?:us|me))?(?:\s+{_MORE})*|{_IS}\s+(?:also\s+|all\s+|both\s+)?coming(?:\s+{_MORE})+)"
_GROWN = r"(?!(?:my|our|the|a)\s+(?:[\w'-]+\s+)?(?:kid|child|son|daughter|baby|toddler|infant|teen|teenager|boy|girl|lad|nephew|niece|grandson|granddaughter|dog)\b)"
_JOINS = regex(
    rf"^\W*{_LEAD}(?:"
    rf"(?:my|our|a|one of (?:my|our))\s+(?:[\w'-]+\s+)?{KIN}(?:\s+(?!is\b|might\b|may\b|can\b)[a-z]+)?{_TO_COME}"
    rf"|{_MANY}{_TO_COME}"
    rf"|(?:plus|and|add(?:\s+in)?|also)\s+{_ONE}(?:\s+(?:is|wants to|will)\s+(?:coming|come|join))?(?:\s+{_MORE})*"
    rf"|(?:my|our)\s+{KIN}\s+(?:too|as well|also)"
    rf"|(?:(?:can|could|may)\s+(?:i|we|you)\s+|is there room to\s+|please\s+|i(?:'d)?\s+(?:want|need|like)\s+to\s+)?add\s+(?:in\s+)?(?:(?:one|another|a (?:ticket|seat))\s+(?:more\s+)?(?:ticket\s+|seat\s+)?for\s+)?(?:{_ONE}|him|her)(?:\s+{_MORE})*"
    rf"|(?:can|could|may|is it ok if|is it too late for)\s+{_GROWN}{_ONE}\s+(?:to\s+)?(?:comes?|joins?|tags? along)(?:\s+(?:us|me))?(?:\s+{_MORE})+"
    rf"|(?:and\s+)?one\s+for\s+{_ONE}\s+{_MORE}"
    rf"|(?:we|i)(?:['’]ll| will)?\s+(?:also\s+|now\s+)?(?:need|want|require|have to (?:get|have))\s+(?:another|one more|1 more|an extra)(?:\s+(?:one|ticket|seat))?\s+for\s+(?:{_ONE}|him|her)(?:\s+{_MORE})?"
    rf")\W*(?:(?:please|pls|if (?:that['’]?s )?(?:ok|possible)|sorry|lol|haha|is that ok(?:ay)?)\W*)*$",
    re.IGNORECASE,
)

_NO_NAME = r"(?:i|we|you|u|ya|it|that|this|these|those|there|he|she|they|who|whoever|what|which|everyone|everybody|nobody|none|no|not|never|and|or|if|so|then|but|one|ones|both|all|people|others?|tickets?|seats?|please|maybe|also|just|only|my|our|the|a|an|his|her|their|me|us|myself|is|are|can|does|do|where|when|how|why|show|game|match|band|yes|yeah|ok|okay|oh|ah|wait|sorry|actually|for|with|plus|signed|logged|logging|signing|checked|got|get|getting|put|came|paid|done|finally|back|now)"
_NAME = rf"(?!{_NO_NAME}\b)[a-zà-ÿ][a-zà-ÿ-]{{1,20}}"
_AND = r"(?:\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&|n|plus)\s+)"
_NAMES = rf"(?P<names>{_NAME}(?:{_AND}{_NAME}){{0,5}})"
_TELLS = r"(?:\s+(?:just\s+)?(?:says?|said|reckons?|thinks?|texted|tells me)(?:\s+that)?\s+(?:she|he|they)(?:['’]?(?:s|re|ll|d))?)?"
_COMES = rf"(?:(?:['’]?s|\s+is|\s+are|\s+will be|['’]ll be)?(?:\s+(?:also|now|just|actually))*\s+(?:coming|going|joining(?:\s+(?:us|me))?|tagging along|in|up for it|free|keen)(?:\s+{_MORE})+|(?:\s+(?:also|now|just|actually))*\s+(?:wants? in|(?:wants?|wanted|would like|decided|asked|hopes?)\s+to\s+(?:come|join|go|tag along)(?:\s+(?:us|me|along))?|wanna (?:come|join|go)|can (?:come|make it))(?:\s+{_MORE})*)"
_ENDS = r"\W*(?:(?:please|pls|if (?:that['’]?s )?(?:ok|possible)|sorry|lol|haha|is that ok(?:ay)?)\W*)*$"
_LEADS = r"^\W*(?:(?:(?:oh|a+h+|yes|yeah|yep|yup|sure|great|fine|please|but|except|although|and|also|actually|ok|okay|so|wait|sorry|well|um+|hey|hang on|hold on|turns out|it turns out|shoot|btw|looks like|my bad|no|ha)\b\W+)*)"
_FRIENDS = regex(rf"{_LEADS}{_NAMES}{_TELLS}{_COMES}{_ENDS}", re.IGNORECASE)
_BESIDE_A_NUMBER = regex(
    rf"{_LEADS}{_NAMES}(?:{_TELLS}{_COMES}|{_TELLS}(?:['’]?s|\s+is|\s+are)?\s+(?:in|coming|joining(?:\s+us|\s+me)?|up for it|free|keen)(?:\s+{_MORE})*)\W+(?:(?:so|that['’]?s|make|it|thats|we['’]?re|now|which|makes|us|then|up|to|that|can|you|we|need|be|it['’]?s)\W+)*(?:\d|two|three|four|five|six|seven|eight)\b",
    re.IGNORECASE,
)
_PARTY = regex(
    rf"^\W*(?:(?:it['’]?s|its|just|only|that['’]?s|for|so|it|is|will be|would be|us)\W+)*(?:me|myself)(?P<names>(?:{_AND}{_NAME}){{1,7}})\W*(?:(?:please|pls|in total|altogether|coming|going)\W*)*$",
    re.IGNORECASE,
)
_LEAVES = regex(
    rf"{_LEADS}(?:(?P<kin>(?:my|our|one of (?:my|our))\s+(?:[\w'-]+\s+)?{KIN}(?:\s+[a-z]+)?)|{_NAMES}){_TELLS}(?:\s+(?:now|just|actually|probably))*\s*"
    r"(?:(?:can['’]?t|cannot|can not|won['’]?t|couldn['’]?t)(?:\s+(?:now|actually|be able to))?\s+(?:come|make it|do it|go|join us|be there)|(?:is|are|['’]s)(?:\s+now)?\s+(?:no longer|not)\s+(?:coming|going|joining|able to (?:come|make it))|(?:isn['’]?t|aren['’]?t|ain['’]?t)\s+(?:coming|going|joining)|(?:has |have |['’]s |['’]ve |is |are )?(?:dropped out|bailed(?: on us| out)?|pulled out|cried off|cancelled on us|backed out))"
    r"(?:\s+(?:now|any ?more|after all|anyway|either|with us|to (?:it|this|that)|(?:on |this )?\w+day|(?:that|on the) (?:day|night)|tonight))*(?:\W+(?:sorry|so|then|lol|haha|ugh|argh|typical))*\W*$",
    re.IGNORECASE,
)
_MAY_LEAVE = regex(
    rf"{_LEADS}(?:(?P<kin>(?:my|our|one of (?:my|our))\s+(?:[\w'-]+\s+)?{KIN}(?:\s+[a-z]+)?)|{_NAMES}){_TELLS}\s+"
    r"(?:(?:might|may|will probably|probably|maybe)(?:\s+(?:now|just|actually|well|be))*\s+(?:not|no longer)(?:\s+be)?(?:\s+able\s+to)?\s+(?:come|coming|make(?:\s+it)?|making\s+it|go|going|join|joining|be\s+there)(?:\s+it)?|mightn['’]?t\s+(?:come|make\s+it|be\s+able\s+to\s+(?:come|make\s+it))|(?:probably|maybe)\s+(?:can['’]?t|won['’]?t|isn['’]?t)\s+(?:come|make\s+it|coming)|(?:might|may)(?:\s+have\s+to)?\s+(?:drop\s+out|bail|pull\s+out|cry\s+off|back\s+out)|(?:is|isn['’]?t|['’]s)\s+(?:not\s+)?sure\s+(?:(?:if|whether|that)\s+)?(?:he|she|they)(?:\s+can|['’]s|\s+is|\s+will|['’]ll)(?:\s+(?:come|make\s+it|coming|be\s+there)))"
    r"(?:\s+(?:now|any ?more|after all|anyway|either|with us|to (?:it|this|that)|(?:on |this )?\w+day|(?:that|on the) (?:day|night)|tonight))*(?:\W+(?:sorry|so|then|lol|haha|ugh|argh|typical))*\W*$",
    re.IGNORECASE,
)
_BETWEEN = regex(_AND, re.IGNORECASE)


def how_many(text: str) -> int:
    """How many more are said to come along, beside those who were counted; 0 where nobody is."""
    match = _JOINS.match(text) if len(text) <= _LONGEST else None
    if match is None:
        return 0
    return (number(match["many"]) or 0) if match["many"] else 1


def joins(text: str) -> bool:
    """Whether somebody more is said to come along, and no number."""
    return joined(text) > 0


def joined(text: str) -> int:
    """How many more are said to come along where no number is: "Jess and Tom are coming too"."""
    if len(text) > _LONGEST:
        return 0
    if (many := how_many(text)) > 0:
        return many
    friends = _FRIENDS.match(text)
    return _count(friends["names"]) if friends is not None else 0


def left(text: str) -> int:
    """How many of those who were to come are said to stay away, where no number is: "Jess can't come after all"."""
    gone = _LEAVES.match(text) if len(text) <= _LONGEST else None
    if gone is None:
        return 0
    return 1 if gone["kin"] else _count(gone["names"])


def may_leave(text: str) -> int:
    """How many of those who were to come may stay away: "Jess might not come"."""
    gone = _MAY_LEAVE.match(text) if len(text) <= _LONGEST else None
    if gone is None:
        return 0
    return 1 if gone["kin"] else _count(gone["names"])


def _count(names: str) -> int:
    """How many names are said one after the other."""
    return sum(1 for name in _BETWEEN.split(names) if name)


def party(text: str) -> int:
    """How many "me, Jess and Tom" are, said to the question of how many come; 0 where it is no such list."""
    told = _PARTY.match(text) if len(text) <= _LONGEST else None
    return 1 + _count(told["names"]) if told is not None else 0


def no_shows(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The slots without those read out of the names of who comes: "Jess is in too so make it 3"."""
    told = (_FRIENDS.match(text) or _BESIDE_A_NUMBER.match(text)) if len(text) <= _LONGEST else None
    if told is None:
        return slots
    start, end = told.span("names")
    return tuple(s for s in slots if s.name not in OF_SHOWS or not start <= s.start < end)


OF_SHOWS = frozenset({"event", "event_name", "performer", "person", "event_kind", "venue", "city"})
