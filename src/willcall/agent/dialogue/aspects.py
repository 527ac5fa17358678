"""What a question that names a show is about: something the calendar knows, or something only the house's documents may know.

"When does the ballet start?" is for the calendar; "will they let us into the ballet once it has begun?" is not, though it names a
show too. What is left of a question when names, dates and the calendar's own words are taken out tells the two apart. Pure.
"""

import itertools
import re
from collections.abc import Sequence
from typing import Literal

from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

Aspect = Literal["length", "doors", "people", "story", "when"]

_ASPECTS: tuple[tuple[Aspect, re.Pattern[str]], ...] = (
    ("length", regex(
        r"\bhow long\b|\b(?:running|run) ?time\b|\bduration\b|\b(?:when|what time|time)\b[^.?!]{0,40}\b(?:over|end|ends|finish|finishes|done|out|let out)\b"
        r"|\b(?:what|which) time\b[^.?!]{0,12}\b(?:home|leave)\b", re.IGNORECASE)),
    ("doors", regex(r"\bdoor ?times?\b|\b(?:what|when|wat|wen|how)(?:['’]?s)?(?: time)? (?:are |r |do |is )?(?:the |your )?doors\b(?! (?:do|does|should|can|must|is|are|close|shut|lock)\b)|^\W*doors?(?: times?)? (?:for|of|at|on)\b|\b(?:doors?|gates?)\b[^.?!]{0,20}\bopen|\bopen\b[^.?!]{0,12}\bdoors?\b|\bwhen\b[^.?!]{0,20}\b(?:let|get) (?:us |people )?in\b"
        r"|\b(?:what time|when|how early) (?:should|do|must|can|shall|ought) (?:i|we|you) (?:to |need to |have to )?(?:get there|arrive|be there|turn up|come|get in|show up)\b", re.IGNORECASE)),
    ("people", regex(
        r"\bwho(?:'s|s| is| are| will be| else)? (?:in|on|at|playing|plays?|sings?|singing|stars?|starring|the lead|leads?|performing|supporting|opening|acting|dancing|directing|conducting)\b"
        r"|\bcast\b|\bline-?up\b|\bsupport(?:ing)? acts?\b|\bopening acts?\b|\bconductor\b|\bdirector\b", re.IGNORECASE)),
    ("story", regex(r"\bwhat(?:'s|s| is)\b[^.?!]{0,40}\b(?:about|like)\b|\b(?:what|wot|which) (?:kind|sort|type|style|genre)\b[^.?!]{0,12}\b(?:music|show|thing|play|stuff|comedy|act|band|is (?:it|that))\b|\bgenre\b|\btell me (?:more )?about\b|\bmore (?:about|on)\b|\bworth (?:it|seeing)\b", re.IGNORECASE)),
    ("when", regex(r"\bwhen\b|\bwhat (?:time|day|date)\b|\bwhich (?:day|days|night|nights|date|dates)\b|\b(?:start|starts|starting|begin|begins|kick(?:s)? off|tip(?:s)? off)\b|\b(?:kick-?off|tip-?off|start(?:ing)?|curtain)(?: |-)?(?:time|up)\b", re.IGNORECASE)),
)  # fmt: skip
_QUESTION = regex(
    r"\?|[,.;!]\s+(?:and |but |so )?(?:do (?:you|u|they|i|we)|is there|are there|what(?:'?s| is| are)|where(?:'?s| is| are)|how (?:do|much|long|many)|which \w+ (?:do|does|should|must|shall) (?:i|we)|(?:when|how) (?:should|can|must|shall) (?:i|we)|does (?:it|the|that))\b|^\W*(?:(?:hi|hey|hello|ok|okay|so|and|also|but|um|uh|oh|quick question|question|please|actually|wait|hold on|hang on|sorry|right|well|just)\W+)*"
    r"(?:(?:doors?|door times?|start times?|kick-?off|run(?:ning)? time|address) (?:for|of|at|on)|who|what|wat|wot|wen|which|where|when|why|how|is|are|was|do|does|did|can|could|may|will|would|should|has|have|am|any|anyone|whats|wheres|whos|hows)\b(?!['’]t\b)",
    re.IGNORECASE,
)
_WORD = regex(r"[a-z][a-z'’-]*", re.IGNORECASE)
# Grammar, and what people call shows, seats, dates and buying: words that say nothing beyond the calendar and the till.
_CALENDAR = frozenset(
    _WORD.findall(
        """
    a an the this that these those it its it's i i'm i'd i'll i've me my we we're we'd we've us our you your you're he she they them their his her and or but so if of to for
    in on at by from with about into as than then there here is are was were be been am do does did doing done have has had having can can't cannot could may might will
    won't would should shall let lets get gets getting got go goes going gone come comes coming see sees seeing watch watching want wants like love know knew tell say show
    please pls thanks thank hi hey hello ok okay um uh oh well just also too really actually still even again only any some all both each every other another more most
    much many few lot lots one ones what whats what's which who whos who's whom whose when where wheres where's why how hows how's not no nor yes don't doesn't isn't aren't
    ticket tickets tix seat seats seating place places spot spots show shows event events game games match matches fixture fixtures concert concerts gig gigs play plays
    playing musical opera ballet performance performances night nights evening evenings day days date dates time times tonight today tomorrow weekend week month year
    morning afternoon matinee matinée late later early earlier next last first second start starts starting started begin begins beginning kick kicks tip off end ends
    ending finish finishes over on sale sold out available availability left free price prices priced cost costs costing cheap cheaper cheapest expensive fee fees pay
    total each per person adult adults kid kids child children buy buying bought book booking booked order ordered purchase need needs looking look find found check happening available
    running run runs long how-long doors door open opens gate gates section sections row rows block level tier stand stalls balcony near close front back middle
    home away team teams season schedule calendar listing listings line up list good better best great decent nice bad anything something nothing everything around between before after during until since
    coming comin upcoming same soon now rather prefer maybe instead possible able hear heard wondering wonder info information details detail question venue arena hall theatre theater stadium held take takes place part
    """
    )
)


_JOINT = regex(r"\s*(?:,|&|\band\b|\bor\b|\bplus\b)\s*(?:(?:and|or|also)\s+)*", re.IGNORECASE)
_ARTICLES = regex(r"(?:\b(?:a|an|the|my|our|own|some|any)\s+)+$", re.IGNORECASE)
_NO_NAMES = frozenset({"topic", "preference", "accessible"})


def asks(text: str) -> bool:
    """Whether a message is put as a question."""
    return _QUESTION.search(text) is not None


def aspect(text: str) -> Aspect | None:
    """What a question asks of a show, as far as that is a thing shows have."""
    return next(
        (name for name, pattern in _ASPECTS if pattern.search(text)), "story" if of_who_and_what(text) else None
    )


_WHO_AND_WHAT = regex(
    r"^\W*(?:(?:no|oh|ooh|ok|nice|cool|great|lovely|right|so|and|but|well|i mean|i meant|sorry|wait|hm+|um+)\W+)*who(?:'?s| is| are| r| the heck (?:is|are)) (?!in\b|on\b|at\b|playing|with|coming|going)\w"
    r"|\b(?:what|wot|which|wat) ?(?:kind|kinda|sort|sorta|type|style|genre)\b[^.?!]{0,12}\bmusic\b[^.?!]{0,12}\b(?:they|he|she) (?:play|plays|sing|sings|do|does|make|makes)\b|\b(?:what|wot|which|wat) ?(?:(?:kind|sort|type|style|genre) of|kinda|sorta) music (?:is (?:it|this|that)|do they|does (?:he|she))\b",
    re.IGNORECASE,
)


_ITS_SORT = regex(
    r"\b(?:what|wot|which) (?:kind|sort|type|style|genre)\b[^.?!]{0,12}\b(?:show|thing|play|gig|event|comedy|act|is (?:it|that))\b|\bgenre\b",
    re.IGNORECASE,
)


def of_its_sort(text: str) -> bool:
    """Whether it is asked what sort of show something is."""
    return _ITS_SORT.search(text) is not None


_LETS_IN = regex(
    r"\b(?:how early|how soon|what time|when|from when)\b[^.?!]{0,24}\b(?:(?:can|could|may|are) (?:i|we|you|people|they)(?: allowed)? (?:to )?(?:get|go|come|be let)|(?:let|letting) (?:people|us|you|everyone|everybody|fans)) in(?:side|to)?\b",
    re.IGNORECASE,
)


def of_being_let_in(text: str) -> bool:
    """Whether it is asked from when people are let in, which a show's doors tell: "how early can we get in the building?"."""
    return _LETS_IN.search(text) is not None


def of_who_and_what(text: str) -> bool:
    """Whether it is asked who somebody is, or what they play."""
    return _WHO_AND_WHAT.search(text) is not None


def beyond_the_calendar(text: str, slots: Sequence[Slot]) -> list[str]:
    """Words of a question that neither name a show, a date or a place nor belong to calendar and till, in lower case.

    Args:
        text: The question.
        slots: Its details; words of theirs are not counted, those of topics aside.
    """
    named = {word.casefold() for s in slots if s.name not in _NO_NAMES for word in _WORD.findall(s.text)}
    return [
        word
        for word in (found.casefold() for found in _WORD.findall(text))
        if len(word) > 2 and word not in _CALENDAR and word not in named
    ]


def by_topic(text: str, slots: Sequence[Slot]) -> list[str]:
    """The question, once for each of the topics joined in it: "can I bring a camera or food" asks two things."""
    found = sorted((text.find(s.text), s.text, s.value) for s in slots if s.name == "topic" and s.text in text)
    if len({value for _, _, value in found}) < 2:
        return [text]
    parts, lead, begin = [], _ARTICLES.sub("", text[: found[0][0]]), 0
    for (start, said, _), (following, _, _) in itertools.pairwise(found):
        joint = _JOINT.search(text, start + len(said), max(following, start + len(said)))
        if joint is None:
            return [text]
        parts.append((lead if begin else "") + text[begin : joint.start()])
        begin = joint.end()
    return [*parts, lead + text[begin:]]


def without_names(text: str, slots: Sequence[Slot]) -> str:
    """The question with shows' names replaced, so that the words of a name are not looked up in the documents."""
    for slot in slots:
        if slot.name in {"event", "performer"} and slot.text:
            text = re.sub(rf"(?:\bthe\s+)?{re.escape(slot.text)}", "the event", text, count=1, flags=re.IGNORECASE)
    return text


def without_kinds(text: str, slots: Sequence[Slot]) -> str:
    """The question without the kind of show and the place it names: "to the basketball", "at the arena"."""
    for slot in slots:
        if slot.name in {"event_kind", "venue"} and slot.text:
            text = re.sub(
                rf"\s*\b(?:(?:to|at|for|in|during|into|inside|near)\s+)?(?:the\s+|a\s+)?{re.escape(slot.text)}\b",
                "",
                text,
                count=1,
                flags=re.IGNORECASE,
            )
    return text
