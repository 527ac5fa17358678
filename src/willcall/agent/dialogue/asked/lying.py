"""Where a part of the house lies, or a row in it: "is 201 up high?", "how far back is row P", "is that close to the stage", "can we see well from there". Pure.

It costs nobody what is held, and looks for no other seats. `answers.where_it_lies` tells it.
"""

import re
from collections.abc import Sequence

from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

_LEAD = r"\W*(?:(?:hi|hey|ok|okay|oh|and|but|so|also|btw|by the way|sorry|um+|er+|hm+|quick question|question|just|one (?:more )?(?:thing|question)|wait|hang on|well|actually|right|great|cool|nice|before (?:that|i (?:book|buy|pay|decide|say yes))|do you know|can you tell me|any idea|no|nope|that['’]?s not what (?:i|we) (?:asked|meant|wanted to know)|(?:i|we)(?: only| just| really)? (?:want(?:ed)? to know|asked|mean|meant|was asking|were asking))\W+)*"
_ROW = r"(?:the )?row (?:[a-z]{1,2}|\d{1,2})"
_PART = r"(?:the )?(?:(?:section|block|sec|part) )*[a-z]?\d{1,3}[a-z]?"
_ONE = r"(?:(?:that|this|the|those|these|my|our|your) )?(?:first |second |third |last |cheapest |cheap |top |1st |2nd |3rd )?(?:ones?|seats?|section|row|block|tickets|spots?|places|part)"
_THESE = rf"(?:it|that|this|they|those|these|them|we|i|you|there|(?:any|all|some|one|either|both|which|none) of (?:those|these|them)|{_ONE})"
_SUBJECT = rf"(?:{_ROW}(?: (?:in|of|at) {_PART})?|{_PART}(?:,? {_ROW})?|{_THESE}(?: (?:in|of) {_PART})?)"
_VERY = r"(?:(?:really|quite|very|too|all|pretty|fairly|so|that|right|way|far|actually|a bit|at all|even|super|going to be|gonna be|be|sat|sitting|seated|sit) )*"
_SPOT = r"(?:(?:the |a )?(?:actual |main )?(?:court|stage|pitch|field|ice|rink|ring|action|players?|band|singers?|actors?|orchestra|floor|front|back|top|bottom|middle|cent(?:er|re)|halfway line|half ?way|goals?|nets?|performers?|track|green|screen|exit|dance ?floor)(?: row| of (?:it|the (?:house|venue|arena|section|hall|room|stadium|ground|building)))?)"
_HEIGHT = r"(?:(?:up )?high(?:er)?(?: up)?|up (?:top|there|in the gods|the top)|in the (?:gods|nosebleeds?)|upstairs|downstairs|low(?:er)?(?: down)?|down low|far (?:back|away|up|out|off)(?: from {spot})?|steep|nosebleeds?|on the (?:ground|upper|lower|top|bottom) (?:floor|level|tier)|level with {spot}|distant|miles (?:away|up|back)|behind {spot}|side[- ]on(?: to {spot})?|facing {spot}(?: (?:directly|straight(?: on)?|square(?:ly)?(?: on)?|head[- ]on|front on))?|(?:directly|straight|square(?:ly)?|right) (?:in front of|facing|opposite) {spot}|head[- ]on|front[- ]on|straight[- ]on|square[- ]on|central|at an angle|sideways|(?:off )?(?:at|to|on|from) the sides?|opposite {spot})".replace(
    "{spot}", _SPOT
)
_NEAR = rf"(?:(?:close(?:r|st)?|near(?:er|est)?|next|far)(?: up)?(?: away)?(?: to| from| by)? {_SPOT}|(?:close|near)(?: up)?|(?:at|in|towards?|by|on|from|off|beside) {_SPOT}|far(?: away| back)?|{_SPOT})"
_WHERE_IT_IS = rf"(?:{_VERY}(?:{_HEIGHT}|{_NEAR}))"
_CHILD = r"(?:(?:the|my|our|a|an) )?(?:(?:little|small|young|wee|\d{1,2}|\w+)[- ])?(?:(?:years?|yrs?)[- ]olds?|kids?|child(?:ren)?|ones?|toddlers?|son|daughter|boys?|girls?|family)"
_FROM = rf"from (?:there|here|{_PART}|{_ROW}|those|these|that|up there|it|(?:those|these|the) seats)"
_WELL = r"(?:well|ok|okay|clearly|properly|fine|alright)"
_LOOKER = rf"(?:i|we|you|one|he|she|they|{_CHILD})"
_SEE = rf"(?:(?:can|could|will|would|do|does) {_LOOKER}|{_CHILD} (?:can|could|will))(?: still| actually| even)?(?: be able to)? see (?:(?:{_SPOT}|the (?:whole|full|entire) \w+)(?: {_WELL})?(?: {_FROM})?|(?:it all|it|everything|anything)?(?: ?{_WELL}(?: {_FROM})?| ?{_FROM}))"
_VIEW = rf"(?:is|are) (?:it|that|this|they|those|these|there|{_PART}|{_ROW}|the views?)(?: (?:going to be|gonna be))?(?: (?:any|a|an|have|got))?(?: (?:really|half|pretty|fairly|very))? ?(?:good|decent|ok|okay|nice|clear|great|bad|proper|restricted|obstructed|blocked|limited) (?:views?|sight ?lines?)(?: from (?:there|here|{_PART}|{_ROW}|those|these|that))?|(?:is|are) the (?:views?|sight ?lines?)(?: \w+)? (?:alright|all right|any good|fine)(?: from (?:there|here|{_PART}|{_ROW}|those|these|that))?|(?:how|what)(?:['’]?s| is| are| about)?(?: the)? views?(?: like)?(?: (?:from|in|at|of) (?:there|here|{_PART}|{_ROW}|those|these|that|it))?(?: like)?"
_TAIL = rf"(?:\W+(?:or (?:not|{_VERY}{_HEIGHT}|is it (?:ok|far|close|low|high|near)[^.?!]{{0,20}}|(?:low|down|up|high|near|close|far|low down|up high|at the back|near the front))|then|please|pls|thanks|though|tho|at all|mate|in the (?:venue|house|arena|stadium|hall|ground|building|theat(?:re|er))|do you know|you know|roughly|exactly|about|there|like|(?:(?:that|those|the ones?) (?:in|of) )?(?:{_PART}|{_ROW}),? (?:i mean|i meant|that is)|(?:i mean|i meant)(?: (?:in|of|for))? (?:{_PART}|{_ROW})))*\W*"
_ASKED = (
    rf"(?:is|are|r|will|would) {_SUBJECT}(?: be)? {_WHERE_IT_IS}",
    rf"(?:if|whether) (?:{_SUBJECT}|the views?) (?:is|are) {_WHERE_IT_IS}",
    rf"(?:is|are) the views? {_VERY}{_HEIGHT}",
    rf"how (?:far|high|close|near|low|steep)(?: (?:back|up|away|down|in|out|off))?(?: from {_SPOT})? (?:is|are|will|would|am) {_SUBJECT}(?: be)?(?: (?:up|back|away|down))?(?: (?:from|to) {_SPOT})?",
    rf"how many rows (?:back|up|from {_SPOT}|in) (?:is|are) {_SUBJECT}(?: from {_SPOT})?",
    rf"(?:what|which) (?:level|tier|floor|side|end|deck) (?:is|are|would) {_SUBJECT}(?: be)?(?: (?:on|in|at))?",
    rf"where(?:['’]?s| is| are|abouts is|abouts are) (?:{_ROW}(?: (?:in|of) {_PART})?|{_PART})",
    _SEE,
    _VIEW,
    r"(?:(?:yes|but|only) )*(?:if|as long as|so long as|provided(?: that)?|assuming)(?: that)? (?:(?:the|those|there) )?(?:views?|it|they|that|there)(?:['’]?s|['’]?re| is| are)?(?: (?:not|no|a|an|any|really|got|have|has))* (?:good|decent|ok|okay|nice|clear|great|fine|restricted|obstructed|blocked|limited)(?: views?)?",
)
_PATTERN = regex(rf"{_LEAD}(?:{'|'.join(_ASKED)}){_TAIL}", re.IGNORECASE)
_PLACE = regex(rf"{_VERY}(?:{_HEIGHT}|{_NEAR})", re.IGNORECASE)
_DIGITS = regex(r"(?<![\w$£€])\d{2,3}\b")
_LONGEST = 160  # characters
_HINT = regex(
    r"\b(?:high|up|upstairs|downstairs|low(?:er)?|far|close|near\w*|front|back|level|tier|floor|side|end|where\w*|steep|see|views?|sight ?lines?|gods|nosebleeds?|middle|cent(?:er|re)|behind|distant|miles|top|bottom|next|row|by|opposite|facing|court|stage|pitch|head|side\w*|straight|square|angle|central)\b",
    re.IGNORECASE,
)
_AT = frozenset({"seats", "confirmation", "payment", "sign_in", "quantity"})
_OTHERWISE = frozenset(
    {"quantity", "max_price", "when", "event", "performer", "event_kind", "email", "order_id", "accessible"}
)


def asked(view: View, heard: Heard) -> bool:
    """Whether it is asked where what is held, offered or named lies; it stays as it is whatever the answer."""
    state, reading = view.state, view.reading
    task, text = state.task, reading.text
    if task is None or not event_id(state) or len(text) > _LONGEST or _HINT.search(text) is None:
        return False
    if state.awaiting not in _AT or (task.kind not in BUYING and state.quote is None and state.awaiting != "seats"):
        return False
    parts = tuple(s for s in reading.slots if s.name == "section" and not _PLACE.fullmatch(s.text.strip()))
    parts = parts or _by_number(view)
    if any(s.name in _OTHERWISE and not s.negated for s in reading.slots):
        return False
    if _PATTERN.fullmatch(_plainly(text, parts)) is None:
        return False
    others = tuple(s for s in reading.slots if s.name in {"row", "ordinal"})
    heard.questions = [Question("seats", f"{LIES} {text.strip()}", (*parts, *others))]
    heard.understood = True
    return True


_OF_THE_VIEW = regex(
    rf"{_LEAD}(?:{_VIEW}|{_SEE}|(?:do|does|will|would|have) (?:{_SUBJECT}|we|i|you)(?: have| has| got| get| be getting)* (?:a |an |any )?(?:really |half |pretty |fairly )?(?:good|decent|ok|okay|nice|clear|great|proper|full|restricted|obstructed|blocked|limited) (?:views?|sight ?lines?)(?: {_FROM})?){_TAIL}",
    re.IGNORECASE,
)


def of_the_view(text: str) -> bool:
    """Whether it is asked what is seen from seats, in words beside a pick of them."""
    return len(text) <= _LONGEST and _HINT.search(text) is not None and _OF_THE_VIEW.fullmatch(text.strip()) is not None


_WHICH_WAY = regex(
    r"\b(?:facing|faces?|head[- ]on|front[- ]on|straight|square|sides?|side[- ]on|sideways|angle)\b", re.IGNORECASE
)


def which_way(text: str) -> bool:
    """Whether it is asked which way seats look."""
    return _WHICH_WAY.search(text) is not None


_TOGETHER = regex(
    r"\W*(?:(?:wait|and|but|so|oh|hang on|just checking|just to check|um+)\W+)*(?:are|is|r|will|would) (?:they|those|these|that|it|we|the seats)(?: both| all)?(?: be| sit| sitting| sat| seated)*(?: definitely| all| both| actually)* (?:together|next to (?:each other|one another)|side by side|beside each other|in a row|adjacent)(?:\W+(?:right|yes|yeah|though|then|please))*\W*",
    re.IGNORECASE,
)


def side_by_side(text: str) -> bool:
    """Whether it is asked no more than if seats are next to each other, in words beside a pick of them."""
    return len(text) <= _LONGEST and _TOGETHER.fullmatch(text) is not None


TOGETHER = "Are the seats side by side?"
LIES = "Where does it lie:"
"""Begins the question that this module puts."""


def event_id(state: ConversationState) -> str:
    """The show whose seats are held or offered; empty where none are."""
    task, shown = state.task, state.latest
    if task is not None and task.kind in BUYING:
        return task.event.event_id if task.event is not None else ""
    if state.quote is not None:
        return state.quote.event_id
    return (shown.event_id or "") if shown is not None and shown.seats else ""


def _by_number(view: View) -> tuple[Slot, ...]:
    """The part of the house that is called by no more than its number: "what's the view like from 201"."""
    found = next((m for m in _DIGITS.finditer(view.reading.text) if m.group() in view.catalogue.sections), None)
    return () if found is None else (Slot("section", found.group(), found.group(), *found.span()),)


def _plainly(text: str, parts: Sequence[Slot]) -> str:
    """The text with each part of the house that it names called by a number, as the pattern knows it."""
    for start, end in sorted({(s.start, s.end) for s in parts}, reverse=True):
        text = f"{text[:start]}section 1{text[end:]}"
    return text.strip()
