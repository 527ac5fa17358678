"""Whether a show is any good, and what people say of it: "is it any good, that show", "any reviews?", "is it worth seeing". Pure.

Nobody here has reviews, and no show is praised; what is known of it is told, and nothing is picked or listed. `answers.no_reviews` tells it.
"""

import re
from collections.abc import Sequence

from willcall.agent.dialogue.asked import asking
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

GOOD, ANY_GOOD = "Is it any good?", "Are any of them any good?"
"""The questions that this module puts."""
_LEAD = r"\W*(?:(?:hi|hey|ok|okay|oh|and|but|so|also|btw|by the way|sorry|um+|hm+|quick question|question|just|wait|well|actually|right|honestly|be honest|before (?:that|i (?:book|buy|pay|decide|say yes))|do you know(?: if)?|can you tell me(?: if)?|any idea(?: if)?|tell me|out of interest|curious)\W+)*"
_SORT = r"(?:show|play|game|match|gig|concert|musical|opera|ballet|comedy|band|singer|act|event|production|performance|thing|film|team|comedian|one)"
_IT = rf"(?:it|that|this|he|she|(?:the|that|this) (?:whole )?{_SORT}(?: one)?|(?:any|all|either|both|one|some) of (?:it|them|those|these)|(?:the|that|this) (?:first|second|third|last) (?:one|{_SORT}))"
_THEM = rf"(?:{_IT}|they|them|these|those)"
_VERY = r"(?:(?:any|really|actually|that|very|so|all that|even|just|still|supposed to be|meant to be|said to be|going to be|gonna be|worth it or|much|a|an|the|always|usually|quite|pretty) )*"
_PRAISE = r"(?:good|great|decent|funny|fun|entertaining|boring|bad|rubbish|terrible|awful|brilliant|amazing|excellent|exciting|enjoyable|any cop|well reviewed|highly rated|popular|recommended|worth (?:it|seeing|going(?: to)?|a (?:look|watch|visit|go)|the (?:money|price|trip|hype|cost|effort)|watching|my (?:money|time)|our (?:money|time)))"
_TAIL = rf"(?:\W+(?:live|in person|or (?:not|what|rubbish|bad|boring|is it (?:rubbish|bad|boring|meh))|{_IT}|though|tho|then|please|pls|thanks|mate|do you (?:think|reckon|know)|you (?:think|reckon)|in your opinion|honestly|(?:a )?good (?:{_SORT}|night(?: out)?)|is it (?:any )?(?:good|worth it)|have you seen it|this (?:year|season)|at all))*\W*"
_REVIEWS = r"(?:(?:any|some|the|good|bad|many|decent|great|rave|audience|press|fan|customer|online) )*(?:reviews?|ratings?|opinions?|feedback|write[- ]?ups?|critics?|stars)"
_ASKED = (
    rf"(?:is|are|was|will|would|does) {{it}}(?: be| sound| look)? {_VERY}{_PRAISE}",
    rf"(?:is|are) {{it}} (?:a |an )(?:really |very )?(?:good|great|decent|fun|bad) (?:{_SORT}|night(?: out)?|laugh|evening|watch)",
    r"(?:{it}\W+)?(?:any|worth) (?:good|it|seeing|going|a look)(?: {it})?",
    r"what(?:['’]?s| is| are|ve| have| did| do| does)? (?:the )?(?:people|others|other people|everyone|everybody|critics|fans|they|the (?:critics|papers|press)|folks|punters|reviews|word|verdict|consensus)(?: all| usually| generally| really)? ?(?:say(?:ing)?|said|think(?:ing)?|thought|reckon|make|made|like|on the street)?(?: (?:about|of|on|for) {it})?",
    rf"(?:(?:are there|is there|has {{it}} (?:had|got)|have they had|did {{it}} get|does {{it}} have|do you have|have you got|have you|got|can i (?:see|read)|where can i (?:see|read|find)|how are|how were|what are|what were|what do) )?{_REVIEWS}(?: (?:say|like))?(?: (?:of|for|on|about|say about|like for) {{it}})?(?: like)?",
    r"(?:have you|did you|has anyone|has anybody|anyone) (?:ever )?(?:seen|been to|see|go to|watch(?:ed)?|heard) {it}(?: (?:live|yet|yourself))?",
    r"(?:would|do|can) (?:you|u) (?:really |actually )?(?:recommend|rate|like) {it}",
    r"(?:should|shall) (?:i|we) (?:go and |go )?(?:see|watch|bother with|go to) {it}",
    r"what (?:do|did) (?:you|u|ya) (?:personally |yourself )?(?:think|reckon|make) (?:about|of) {it}",
    r"how (?:good|popular|funny) (?:is|are) {it}",
)
_OPINIONS = regex(rf"{_LEAD}(?:{'|'.join(_ASKED).replace('{it}', _IT)}){_TAIL}", re.IGNORECASE)
_OF_THEM = regex(rf"{_LEAD}(?:{'|'.join(_ASKED).replace('{it}', _THEM)}){_TAIL}", re.IGNORECASE)
_HINT = regex(
    r"\b(?:good|great|decent|funny|fun|boring|bad|rubbish|brilliant|amazing|excellent|enjoyable|entertaining|exciting|terrible|awful|cop|popular|worth|reviews?|reviewed|rated?|ratings?|opinions?|feedback|critics?|recommend\w*|say(?:ing)?|think|reckon|seen|verdict|been to|should (?:i|we)|shall (?:i|we))\b",
    re.IGNORECASE,
)
_SHOWS = frozenset({"event", "performer", "event_name", "event_kind"})
_TELLS_NO_MORE = _SHOWS | {"preference", "ordinal", "topic", "when", "venue"}
_NAMED = regex(
    r"\b(?:the |a |that |this |for )?(?:SHOW\s*)*SHOW(?:['’]s)?\b(?: (?:show|game|match|gig|concert|play|band))?"
)
_OF_SEVERAL = regex(r"\b(?:any|all|either|both|some|one) of\b", re.IGNORECASE)
_LONGEST = 120  # characters
_NEITHER = frozenset({Intent.COMPLAINT, Intent.HAND_OFF, Intent.REFUND, Intent.ORDERS, Intent.UPGRADE})


def asked(view: View, heard: Heard) -> bool:
    """Whether it is asked if a show is any good; nothing is picked by it."""
    state, reading = view.state, view.reading
    if len(reading.text) > _LONGEST or _HINT.search(reading.text) is None or reading.answer in {"yes", "no"}:
        return False
    if {s.name for s in reading.slots} - _TELLS_NO_MORE or any(w.intent in _NEITHER for w in reading.wishes):
        return False
    text = _plainly(reading.text, reading.slots)
    named = text != reading.text
    if not named and state.awaiting == "choice":
        return False
    of_seats = not named and state.awaiting in {"seats", "confirmation", "payment"}  # "are they any good" is of those
    pattern = _OPINIONS if of_seats else _OF_THEM
    if pattern.fullmatch(text.strip()) is None:
        return False
    of_several = not named and _OF_SEVERAL.search(text) is not None
    shows = tuple(s for s in reading.slots if s.name in _SHOWS | {"when"})
    asking.note_show(shows, state)
    place = reading.value("ordinal")
    listed = state.list_shown("events") if state.awaiting == "event" else None
    if isinstance(place, int) and listed is not None and -len(listed.events) <= place < len(listed.events):
        state.last_event = listed.events[place]
    if named and state.task is None:
        state.last_event = None
    heard.questions, heard.understood = [Question("event", ANY_GOOD if of_several else GOOD, shows)], True
    return True


def _plainly(text: str, slots: Sequence[Slot]) -> str:
    """The text with the show it names called "it"."""
    spans = sorted({(s.start, s.end) for s in slots if s.name in _SHOWS and s.text}, reverse=True)
    whole = text
    for start, end in spans:
        if "SHOW" not in text[start:end]:
            text = f"{text[:start]}SHOW{text[end:]}"
    return whole if text == whole else _NAMED.sub("it", text)
