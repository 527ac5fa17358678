"""Who asks for what others are called, where they can be reached or what they bought: that is told to nobody. Pure."""

import re

from willcall.understanding.company import KIN
from willcall.understanding.ordinary import ORDINARY
from willcall.understanding.patterns import regex

_ASKS = regex(
    r"\b(?:give|show|tell|list|print|send|export|dump|display|get|need|want|have|see|what|who|read|output|provide|share|reveal|download|pull up|look up|find)\b",
    re.IGNORECASE,
)
_WHAT = r"(?:names?|e-?mails?|(?:phone|telephone|mobile|card|order) numbers?|address(?:es)?|contacts?|details|data|list|records|orders|info(?:rmation)?)"
_ALL = r"(?:every(?:one|body)|any(?:one|body)|all|people|those|others?|the person|fans)"
_BOUGHT = r"(?:bought|booked|purchased|ordered|has (?:got )?(?:a )?(?:tickets?|seats?|orders?)|have (?:got )?(?:tickets?|seats?|orders?)|holds?|got (?:a )?(?:tickets?|seats?)|(?:is|are) (?:going|coming|attending|sitting|sat|seated)|goes|sits)"
_BUYERS = r"(?:buyers?|customers?|ticket[- ]?holders?|attendees|account[- ]?holders?|purchasers?|users|other (?:fans|guests|people))"
_OF_OTHERS = regex(
    rf"\b{_WHAT}\b[^.?!]{{0,40}}\b(?:of|for|from)\b[^.?!]{{0,12}}\b{_ALL}\b[^.?!]{{0,12}}\b(?:who|that|whom)(?:'s|'ve)?\b[^.?!]{{0,12}}\b{_BOUGHT}\b"
    rf"|\b{_WHAT}\b[^.?!]{{0,16}}\b(?:of|for|from) (?:(?:all|the|your|other|every|of) ){{0,3}}{_BUYERS}\b"
    rf"|\b(?:all|the|your|other) (?:\w+ )?{_BUYERS}['’]? {_WHAT}\b"
    rf"|\b{_ALL}\b (?:else )?(?:who|that)(?:'s|'ve)?\b[^.?!]{{0,12}}\b{_BOUGHT}\b[^.?!]{{0,60}}\b(?:names?|e-?mails?|(?:phone|mobile) numbers?|addresses|contact details)\b"
    rf"|\b(?:list|print|show|export|dump|name|display|tell me|give me)(?: me)?(?: out)? (?:a list of )?{_ALL} (?:else )?(?:who|that)(?:'s|'ve)?\b[^.?!]{{0,12}}\b{_BOUGHT}\b"
    rf"|\b(?:every|each|any|another|some other|a different) (?:other )?(?:customer|fan|buyer|guest|ticket[- ]?holder|attendee|user|client|person)(?:['’]?s|s['’])? {_WHAT}\b"
    r"|\bwho(?:'s| has)? else(?:'s| has| have)? (?:bought|booked|purchased)\b",
    re.IGNORECASE,
)
_OURS = regex(
    r"\b(?:do (?:you|they|u) (?:need|want)|(?:you|they) need|what (?:\w+ )?do you need|need to change|change the names?|on stage|performing|playing|with (?:me|us)|my|our|in (?:the|this) group|cast|players?|band|refund\w*)\b",
    re.IGNORECASE,
)


def asked(text: str) -> bool:
    """Whether the details of other people are asked for: "print the names of everybody who bought …"; one's own party is no other people."""
    found = _OF_OTHERS.search(text)
    return found is not None and _ASKS.search(text) is not None and _OURS.search(text) is None


_OF_ONE = regex(
    r"\b(?:e-?mail|send|show|give|forward|text|get|find|look up|pull up|print|asked for|ask for|want|need|see)\b(?: (?:me|us))?(?: (?:the|please|up|to))* (?:[a-z]{3,} (?=[a-z]{3,}['’]s ))?(?P<who>[a-z]{3,}?)(?:['’]s|s['’]?) (?:tickets?|orders?|bookings?|qr codes?)\b",
    re.IGNORECASE,
)


_NAME = (
    r"(?P<who>(?!(?:you|he|she|they|i|we|it|my|your|our|the|that|this|these|those|there)\b)[a-z]{3,}(?: [a-z]{3,})?)"
)
_HAS = regex(
    rf"\b(?:what|which|where|how many|show me|see|tell me)\b[^.?!]{{0,16}}?\b(?:seats?|tickets?|rows?|orders?|bookings?)\b (?:(?:that|did|does|has|have) )?{_NAME} (?:has|have|had|got|bought|booked|ordered|buy|book|hold|holds|is sitting|sits)\b"
    rf"|\b(?:orders?|bookings?|reservations?|accounts?) (?:of|belonging to|in the name of|under(?: the name(?: of)?)?|(?:made|bought|booked) by|registered to) {_NAME.replace('who', 'whose')}\b"
    rf"|\b(?:tickets?|seats?) (?:belonging to|in the name of|registered to|(?:bought|booked) by) {_NAME.replace('who', 'owner')}\b(?<! mistake)(?<! accident)(?<! error)",
    re.IGNORECASE,
)
_MINE = regex(
    r"\b(?:my|our) (?:\w+ )?(?:orders?|bookings?|reservations?|accounts?|tickets?|seats?|customer|id|number)\b|\bi(?:['’]m| am|['’]ve| have| made| booked| bought)\b",
    re.IGNORECASE,
)
_THEIR_ID = regex(
    r"\bcus(?:t|tomer)?_\w+|\b(?:his|her|their|\w+['’]s) (?:customer|account|user|fan) (?:id|number|no)\b",
    re.IGNORECASE,
)


def by_their_id(text: str) -> bool:
    """Whether what somebody has is asked for by the id of a customer: "her customer id is cus_…"; one's own is told as one's own."""
    return _THEIR_ID.search(text[:300]) is not None and _MINE.search(text) is None


def asks_for_theirs(text: str) -> tuple[str, int, int, bool] | None:
    """Whose ticket is asked for, where it is somebody else's, by their name, where that name stands, and whether it is said that they have it: "can you email me amelia's ticket"; None where it is not."""
    found = _OF_ONE.search(text[:300])
    group, has = "who", found is None
    if found is None and (found := _HAS.search(text[:300])) is not None:
        group = str(found.lastgroup)
        if _MINE.search(text):
            return None
    if found is None:
        return None
    who = found[group].casefold().split()
    if any({word, f"{word}s"} & ORDINARY or word.endswith("day") for word in who):
        return None
    return found[group], *found.span(group), has


_RECORD = r"(?:order|booking|reservation|account|purchase)s?(?: (?:details?|info\w*|number|status))?"
_OF_KIN = regex(
    rf"\b(?:the|an?y|all|what|which|order|booking) {_RECORD} (?:of|for|by|from|belonging to) (?:my|our) (?:[\w'’]+ )?(?:ex[- ]?)?{KIN}\b(?!['’]?s\b|\W+(?:and|n|&) (?:me|i|myself|us|my)\b)"
    rf"|\b(?:my|our) (?:[\w'’]+ )?(?:ex[- ]?)?{KIN}['’]?s {_RECORD}\b(?! (?:fee|page)\b)"
    rf"|\b(?:my|our) (?:[\w'’]+ )?(?:ex[- ]?)?{KIN}\b[^.?!]{{0,24}}\b(?:has|made|placed|got) (?:an?|his|her|their) {_RECORD}\b(?! for (?:me|us|both|all))"
    r"|\b(?:what|which) (?:seats?|rows?|tickets?|section|part)\b[^.?!]{0,12}\b(?:(?:he|she)(?:['’]s|['’]ve)? (?:has|had|got|is in|was given)|(?:he|she|they)(?:['’]s|['’]ve)? (?:booked|bought))\b(?! (?:left|(?:for|on|to) \w+))"
    r"|\b(?:see|know|look at|check|show me|tell me|find out) (?:what|which \w+) (?:he|she)(?:['’]s| has)? (?:bought|booked|ordered|got)\b",
    re.IGNORECASE,
)
_LOOKS_IN = regex(
    r"\b(?:see|show|bring up|pull up|look(?:ing)? (?:up|at|into|in)|find|check|open|view|access|tell me|get into|give me|know|what(?:['’]?s)?|which|where|details?|send me|print)\b",
    re.IGNORECASE,
)
_BOUGHT_BY_US = regex(
    r"\b(?:i|we)(?:['’]ve| have)? (?:made|booked|bought|ordered|paid|placed)\b|\b(?:for|with) (?:me|us|both of us)\b",
    re.IGNORECASE,
)


def of_kin(text: str) -> bool:
    """Whether the order of somebody is looked for who is named by a relation: "the order details for my ex", "which seats has she booked"."""
    text = text[:300]
    return (
        _OF_KIN.search(text) is not None
        and _LOOKS_IN.search(text) is not None
        and _BOUGHT_BY_US.search(text) is None
        and _MINE.search(_OF_KIN.sub(" ", text)) is None
    )


_TELLS_EMAIL = regex(
    r"\b(?:his|her|their|the|my \w+['’]s) (?:e-?mail|mail|address)(?: address)?(?:['’]?s| is| was|:)", re.IGNORECASE
)


def only_tells_the_email(text: str) -> bool:
    """Whether an e-mail is told to find somebody by, and no ticket goes there: "his e-mail is …, can you bring up his booking?"."""
    return _TELLS_EMAIL.search(text) is not None and (_LOOKS_IN.search(text) is not None or theirs_by_email(text))


_OF_THEIRS = regex(
    rf"\b(?:(?:my|our|his|her|the|an?) )?(?:[\w'’]+ )?(?:ex[- ]?)?{KIN}['’]?s['’]? (?:\w+ )?(?:tickets?|tix|seats?|{_RECORD})\b|\b(?:his|her) (?:\w+ )?(?:tickets?|tix|seats?|{_RECORD})\b",
    re.IGNORECASE,
)
_CHANGES = regex(
    r"\b(?:cancel\w*|refund\w*|return\w*|exchang\w*|swap\w*|switch\w*|chang\w*|mov(?:e|ing)|upgrad\w*|get rid of|void|undo|stop)\b",
    re.IGNORECASE,
)
_GIVES = regex(r"\b(?:send|transfer|give|pass|forward|hand|sign)(?:ing)?\b", re.IGNORECASE)


def theirs_by_email(text: str) -> bool:
    """Whether somebody else's tickets are to be changed, found by the e-mail they were bought with: "cancel my husband's tickets, his email is …"."""
    text = text[:300]
    changed = _CHANGES.search(text) is not None and _OF_THEIRS.search(text) is not None
    return changed and _TELLS_EMAIL.search(text) is not None and _GIVES.search(text) is None


ANSWER = "I tell nobody who else has tickets, nor anyone's name, e-mail or number; nobody is told yours either."
