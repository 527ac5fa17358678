"""Who cannot use an ordinary seat, how many wheelchair spaces that takes, and for whom steps are hard, which takes none.

Reads plain text. Does not know what a house has; a number of wheelchairs is no number of tickets, which is `quantities`' business.
"""

import re

from willcall.understanding.numerals import NUMBER, number
from willcall.understanding.patterns import regex
from willcall.understanding.spans import Found

_NEED = regex(
    r"\b(?:wheel\s?chairs?|power\s?chairs?|accessib\w+|disab(?:led|ility|ilities)|handicap(?:ped)?|ada(?= seat| section|\b)|companion seat|in (?:(?:a|the) chair|chairs)|uses? a chair|mobility scooter|chair[- ]users?|chair(?= {0,2}(?:plus|and|with|\+|&) {0,2}(?:(?:an?|one|1|my|his|her|their|the) )?(?:companion|carer|caregiver|helper|pa)\b))\b"
)
_WEAK = r"(?:hips?|knees?|legs?|ankles?|foot|feet|(?<=my )back|(?<=his )back|(?<=her )back|joints?|balance|walking)"
_STEPS = regex(
    r"\b(?:step[- ]?free|stair[- ]?free|(?:no|not (?:too )?many|without (?:any |too many )?|(?:fewer|fewest|few|less|minimal|avoid(?:ing)?) (?:the )?) ?(?:stairs|steps|climbing)(?! (?:have|has|were|was|been|to take)\b)"
    r"|(?:can't|cannot|can not|can hardly|can barely|won't|unable to|not able to|couldn't|struggles? to|shouldn't|mustn't) (?:really |even |easily )?(?:climb|do|manage|use|handle|face|get up|go up|take|cope with|tackle|negotiate) (?:the |any |many |too many |those |lots of )?(?:stairs|steps)"
    r"|(?:can't|cannot|can not|can hardly|can barely|struggles? to) (?:really )?walk(?! (?:in|out|away|up to)\b)|(?:stairs|steps) (?:are|is) (?:a (?:real )?(?:problem|struggle|nightmare|no-?no)|hard|difficult|tricky|too much|impossible|out)"
    r"|(?:problems?|trouble|difficult(?:y|ies)|struggles?|struggling|hard time|issues?|not (?:good|great|too good|so good|brilliant)|no good|bad|awful|terrible|slow|unsteady|wobbly|nervous|hates?) (?:with|on|at|managing|doing|climbing|using) (?:the |any )?(?:stairs|steps)"
    r"|(?:uses?|with|has|have|on|needs?|got|his|her|my|their|a) (?:a )?(?:walker|rollator|zimmer(?: frame)?|walking (?:frame|aid|stick)|crutches)|mobility (?:aids?|issues?|problems?|difficult\w+|impair\w+)|(?:limited|reduced|poor|low) mobility|(?:trouble|difficulty|problems?) walking|elevator access|easy access"
    rf"|{_WEAK} (?:isn't|aren't|is not|are not|ain't|is no longer|are no longer) (?:what (?:it|they) (?:was|were|used to be)|(?:too |so |very |that )?(?:good|great|strong|clever|the best|up to)|the same|right)"
    rf"|{_WEAK} (?:is|are|'s|'re) (?:(?:so|very|really|quite|pretty|a bit) )?(?:bad|dodgy|gone|going|shot|knackered|playing up|sore|weak|stiff|broken|done for)|(?:bad|dodgy|gammy|sore|dicky|new|replaced|broken|injured|stiff|arthritic|weak|artificial|wonky) (?:hips?|knees?|legs?|ankles?|foot|feet)|(?:hip|knee) (?:replacement|op|operation|surgery)|(?:heavily|very|eight months|8 months) pregnant)\b"
)
"""Of whoever had better not climb: that is no need of a wheelchair's space."""
_CLIMBS = regex(
    r"\b(?:stairs|steps) (?:are|is|will be|would be|'re) (?:fine|ok|okay|no (?:problem|bother|issue)|not a problem|alright|all right)\b|\b(?:don't|doesn't|do not|not) mind (?:the |some |a few |any )?(?:stairs|steps|climbing)\b|\b(?:we|i|he|she|they) can (?:do|manage|climb|use) (?:the |some |a few |any )?(?:stairs|steps)\b"
)
_CHAIR = r"(?:wheel\s?chairs?|power\s?chairs?|mobility scooters?|chair(?=[- ]users?\b))"
_COUNTED = regex(
    rf"\b(?P<n>{NUMBER})\s+(?:{_CHAIR}|(?:wheel\s?chair[- ])?accessible|disabled)(?:[- ](?:users?|spaces?|seats?|spots?|places?|people|tickets?|bays?|accessible|positions?))*\b"
)
_SOME_OF_US = regex(
    rf"\b(?:(?P<n>{NUMBER})\s+of\s+(?:us|them|you|our|my|the)\b|(?P<both>both(?:\s+(?:of\s+)?(?:us|them|(?:my|our|his|her|their|the)\s+[\w'-]{{1,16}}))?))(?:\s+(?!(?:and|but|for|{NUMBER})\b)[\w'-]{{1,16}}){{0,4}}?\s+(?:{_CHAIR}|wheel\s?chair[- ](?:users?|bound)|in (?:(?:a|the) chair|chairs)|uses? a chair)\b"
)
_SPACES = regex(rf"\b(?P<n>{NUMBER})\s+(?:spaces|spots|positions|bays)\b")
_SEVERAL = regex(r"\b(?:both|all|each|we are in|we're in|we use|chairs|scooters)\b")
"""Without one of these, spaces that are counted are for whoever comes along, too: "I use a power chair … two spots for us"."""
_NEGATION = regex(
    r"(?:\b(?:not|no|never|without|nobody|no one|no-one|none|neither|nor)|n't)(?:\s+(?:of|us|them|the|a|an|any|be|to|in|is|are|needs?|wants?|uses?|using|really|actually|for|those|these|your|me|longer|take|book|have to|has to|in need of|looking for|asking for|after))*\s+$"
    r"|\b(?:nobody|no one|no-one|none|neither)(?:'s|\s+(?:of us|of them|here|has|have|is|are|in|needs?|uses?|a|any))*\s+$"
)
_FURTHEST = 48


def access(text: str) -> Found | None:
    """The need for accessible places in plain `text`, its value the number of wheelchair spaces; less than sure, and 1, where none is told.

    Of several mentions one that says nobody needs it counts first ("wheelchair places? no, we're not in a wheelchair"), then one of a
    person ("is there access? my son is in a wheelchair").
    """
    needs = [(need, _negated(text, need)) for need in _NEED.finditer(text)]
    if not needs:
        return None
    need, negated = next(
        (one for one in needs if one[1]),
        next((one for one in needs if _OF_SOMEBODY.search(text[: one[0].start()])), needs[0]),
    )
    told = max((value for value, _, _ in wheelchairs(text)), default=0) or _told_spaces(text, need)
    return Found("accessible", told or 1, need.start(), need.end(), 1.0 if told else _NOT_COUNTED, negated)


_NOT_COUNTED = 0.9
"""How sure one space is where no number is told."""


_OF_SOMEBODY = regex(
    r"\b(?:is|are|am|'s|'m|'re|be|uses?|using|needs?|(?<!you )(?:has|have|got))\s+(?:in\s+)?(?:an?\s+|his\s+|her\s+|my\s+|their\s+)?$"
)


_OF_SEATS = regex(r"\b(?:those|these|they|that|it|this)(?:'re| are| is|'s)?(?:n't| not)\s+(?:an? |any )?$")
"""Says of seats what they are not: "those aren't wheelchair spaces are they?"."""


def _negated(text: str, need: re.Match[str]) -> bool:
    before = text[max(0, need.start() - _FURTHEST) : need.start()]
    return _NEGATION.search(before) is not None and _OF_SEATS.search(before) is None


def steps(text: str) -> Found | None:
    """That steps are hard for somebody, or, negated, that they are not."""
    if (fine := _CLIMBS.search(text)) is not None:
        return Found("preference", "steps", fine.start(), fine.end(), 1.0, True)
    hard = _STEPS.search(text)
    if hard is not None and _ASKED_OF.search(text[: hard.start()]):
        return None
    return None if hard is None else Found("preference", "steps", hard.start(), hard.end(), 1.0)


_ASKED_OF = regex(r"\b(?:is|are) (?:there|it|they|the [\w ]{1,20})(?: (?:an?|any|all|the|really|at all))*\s+$")
"""Before "step-free" it asks how the house is: "is there step-free access?"."""


def _told_spaces(text: str, need: re.Match[str]) -> int:
    """How many spaces are asked for where a wheelchair is spoken of elsewhere: "both are in wheelchairs, so two spaces and a seat"."""
    match = _SPACES.search(text) if _chair(need) and _SEVERAL.search(text) else None
    return 0 if match is None else number(match["n"]) or 0


def _chair(need: re.Match[str]) -> bool:
    return "chair" in need.group() or "scooter" in need.group()


def wheelchairs(text: str) -> list[tuple[int, int, int]]:
    """Told numbers of wheelchairs as (how many, start, end): "2 wheelchairs", "two of us use a wheelchair"."""
    found: list[tuple[int, int, int]] = []
    if not _mentioned(text):
        return found
    for match in (*_COUNTED.finditer(text), *_SOME_OF_US.finditer(text)):
        value = 2 if match.groupdict().get("both") else number(match["n"]) or 0
        if 0 < value < 100:
            found.append((value, match.start(), match.end()))
    return found


def users(text: str) -> list[tuple[int, int]]:
    """Stretches that tell how many of a party are in wheelchairs, and so not how many come."""
    return [match.span() for match in _SOME_OF_US.finditer(text)] if _mentioned(text) else []


def _mentioned(text: str) -> bool:
    return any(word in text for word in ("wheel", "scooter", "chair", "accessible", "disabled"))
