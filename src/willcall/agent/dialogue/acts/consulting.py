"""Who is asked before anything is decided: "let me check with my wife", "I'll run it past the lads", "I'll pass it to my husband". Pure.

Nobody among those who are asked is one more who comes, and a quote that is shown to somebody is no ticket handed on: what is held stays.
"""

import re
from dataclasses import replace

from willcall.agent.dialogue import cues
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.patterns import regex

_WHOM = rf"(?:(?:my|our|the|his|her) (?:[\w'’-]+ )?(?:{KIN}|{KIN_MANY}|family|group|gang|crew|team|rest(?: of (?:them|us|the \w+))?|two|three)|{KIN}|{KIN_MANY}|mum|mom|dad|him|her|them|everyone|everybody|someone|somebody|the \w+)"
_IT = r"(?:it|this|that|things|these|those|the (?:details?|link|quote|price|prices|total|options?|list|seats?|dates?|info|plan)|what you(?:['’]ve)? (?:have|found|got))"
_ASKS = rf"(?:(?:check|confirm|discuss|talk|chat|speak|consult|decide|double[- ]check|have a (?:word|chat|quick word)|clear|sort)(?: {_IT})?(?: (?:over|through|out|about it))? (?:with|to) {_WHOM}|(?:ask|consult|text|message|ring|call|phone|whatsapp|dm|poll) {_WHOM}|(?:run|put) {_IT} (?:by|past|to) {_WHOM})"
_SHOWS = rf"(?:(?:pass|send|forward|show|ping|text|whatsapp|share|give|hand|take|read|email)(?:ing)? {_IT}(?: (?:on|over|along|round|across|out|through))? (?:to|by|past|with) {_WHOM}|show(?:ing)? {_WHOM}(?: {_IT})?)"
_LEAD = r"\W*(?:(?:ok|okay|yes|yeah|no|um+|er+|hm+|well|so|oh|right|great|lovely|cool|nice|perfect|thanks|actually|but|and|sorry|please|hang on|hold on|wait|(?:one|a|1) (?:sec|second|moment|minute|min)|bear with me|brb)\W+)*(?:(?:let me|lemme|i['’]?ll|i will|we['’]?ll|i['’]?m (?:just )?(?:gonna|going to)|(?:i|we) (?:just )?(?:need|have|want|ought) to|(?:i|we) (?:should|must|better)|(?:i|we)['’]d (?:better|like to)|gotta|got to|i['’]?ve got to|need to|have to|can i|could i|may i|can we|i['’]?m)\W+)?(?:(?:just|first|quickly|probably|maybe|go and|go|have to|need to)\W+)*"
_TAIL = r"(?:\W+(?:first|quickly|real quick|now|please|pls|sorry|thanks|though|before (?:i|we) (?:book|buy|decide|pay|say yes|commit)(?: (?:it|them|anything|this))?|about (?:it|this|that|the (?:price|seats|date))|and (?:then )?(?:i['’]?ll )?(?:get|come) back(?: to you)?|(?:and|to) see(?: (?:what|if) (?:he|she|they|it)\b[^.?!]{0,24})?|what (?:he|she|they) (?:thinks?|says?|wants?)|if (?:that['’]?s|it['’]?s|thats|they['’]?re|he['’]?s|she['’]?s) (?:ok|okay|alright|fine|free|happy|good|up for it)(?: with (?:it|that|him|her|them))?|for (?:a )?(?:look|approval|the ok|an ok|an opinion|a second opinion)|to (?:look at|check|decide|confirm|approve)|is that ok|ok|if (?:i|we) (?:can|may)|brb|(?:one|a|1|two|2) (?:sec|second|moment|minute|min|mo)s?|hang on|hold on|wait|back in (?:a|\d) \w+))*\W*"
_SEES = r"(?:check|see|find out|make sure|ask|work out)(?: (?:with|for) \w+)? (?:if|whether|that|what|when) [^.?!,;]{2,48}\b(?:works?|suits?|(?:is|are) (?:ok|okay|good|fine|free|around|off|working|up for it|happy)|can (?:make|come|do|go|get)(?: \w+){0,3}|wants? to(?: \w+){1,3}|thinks?|says?)"
_CHECKS = regex(f"{_LEAD}(?:{_ASKS}|{_SEES}){_TAIL}", re.IGNORECASE)
_PASSES = regex(f"{_LEAD}{_SHOWS}{_TAIL}", re.IGNORECASE)
_NOT_YET = regex(
    rf"\b(?:(?:do ?n['’]?t|do not|dnt|not)(?: (?:book|buy|charge|pay|order|confirm|do|get|take|hold|go))?(?: (?:it|them|that|these|those|anything|me|us|for (?:it|them)|ahead))*(?: just| quite)? yet)\b|\b(?:asking|checking with|texting|ringing|calling|waiting (?:for|on)) {_WHOM}"
    r"|\b(?:let me|lemme|let us|i['’]?ll?|il|i will|we['’]?ll|gonna|going to|(?:need|have|want|got|like) to|gotta|should|must)(?: (?:just|have a|really|first|to))* (?:think|mull|sleep on|ponder|consider)\b|\bthink(?:ing)? (?:about|on|it over)\b|\bnot (?:\w+ )?sure (?:yet|about (?:it|this|that))\b"
    r"|\b(?:brb|be right back|back in (?:a |an |one |two |five |ten |\d+ ?)?(?:sec|min|mo)\w*)\b|\b(?:getting|grabbing|fetching|finding|looking for|(?:need|have|going|gonna|gotta|got)(?: to)? (?:get|grab|fetch|find)) (?:(?:my|the) (?:card|wallet|purse|phone|glasses|handbag)|(?:her|his|their|the) (?:e-?mail|address|number))\b"
    r"|^\W*(?:ok |sorry |please )?(?:just )?(?:one|a|1|half a) (?:moment|sec(?:ond)?|min(?:ute)?|mo|tick)\b|\bneed (?:a (?:min(?:ute)?|sec|moment|bit)|(?:some |more )+time)\b|\b(?:give me|gimme|give us) (?:a |some |one |five |ten |5 |10 )?(?:min(?:ute)?s?|sec(?:ond)?s?|moment|time)\b",
    re.IGNORECASE,
)
_DECIDES = regex(
    r"\?|\b(?:instead|cheaper|other|others|different|better|cancel\w*|forget|leave it|let (?:it|them|those) go|too (?:dear|much|expensive|pricey|steep)|refund\w*|yes|yeah|yep|book (?:it|them)|(?:can|could|will|would) (?:you|u|i|we)|show|change|swap|make it|how|what|if|unless)\b",
    re.IGNORECASE,
)
_HARMLESS = frozenset({"person", "topic", "sentiment", "when"})
_STAFF = regex(
    r"\b(?:the|a|your) (?:manager|supervisor|person|human|staff|venue|box office|organi[sz]ers?|team leader|agent|boss)\b|\b(?:someone|somebody)\b",
    re.IGNORECASE,
)
_HOW_LONG = regex(r"\bhow long\b", re.IGNORECASE)
_ORDERS = regex(r"\b(?:can|could|will|would) (?:you|u)\b", re.IGNORECASE)
_BESIDE = regex(
    rf"(?:^\W*|[.,;!]\s*|\b(?:and|but|so|ok|wait|first) )(?:let me|lemme|i['’]?ll|i (?:need|have) to|gotta|gonna|going to) (?:just |first |quickly )*{_ASKS}",
    re.IGNORECASE,
)
_LONGEST = 160  # characters


def wants_time(text: str) -> bool:
    """Whether nothing is said but that it is not decided yet: "dont book yet", "not sure yet, give me 5 mins", "hang on asking the wife"."""
    later = cues.LATER.fullmatch(text) is not None and _HOW_LONG.search(text) is None
    return later or _is_not_ready(text)


def _is_not_ready(text: str) -> bool:
    return len(text) <= _LONGEST and _NOT_YET.search(text) is not None and not _DECIDES.search(_NOT_YET.sub(" ", text))


def told(view: View) -> View:
    """The view without whom somebody asks first as company: "let me check with my wife, she's allergic to nuts"."""
    reading = view.reading
    asked = _BESIDE.search(reading.text[:_LONGEST])
    if asked is None:
        return view
    inside = [s for s in reading.slots if s.name in {"quantity", "person"} and asked.start() <= s.start < asked.end()]
    if not inside:
        return view
    return replace(view, reading=replace(reading, slots=tuple(s for s in reading.slots if s not in inside)))


def asks_first(view: View, heard: Heard) -> bool:
    """Whether somebody is only to be asked, or shown what is offered, before the fan decides; what waits goes on waiting."""
    text = view.reading.text.strip()
    if len(text) > _LONGEST or _STAFF.search(text) or _ORDERS.search(text) or _HOW_LONG.search(text):
        return False
    quoted = view.state.quote is not None or view.state.awaiting in {"seats", "event", "confirmation"}
    if quoted and _is_not_ready(text) and all(s.name in _HARMLESS for s in view.reading.slots):
        heard.waits = True
        return True
    checks = _CHECKS.fullmatch(text) is not None
    if not checks and not (_is_offered(view) and _PASSES.fullmatch(text)):
        return False
    heard.waits = True
    return True


ONCE_BOUGHT = "Once they are bought, tickets can be handed on right here: you only tell me to whom."
_HANDS = regex(
    r"\b(?:pass|send|forward|give|hand)(?:ing)? (?:it|this|that|these|those|the (?:seats?|tickets?))(?: (?:on|over|along))? to\b",
    re.IGNORECASE,
)
_FIRST = regex(
    r"\b(?:first|look|see|check|decide|approv\w+|opinion|think|ok|okay|price|quote|details?|link|info|options?)\b",
    re.IGNORECASE,
)


def may_mean_tickets(view: View) -> bool:
    """Whether what is passed to somebody may be the tickets that are held, and not only what they cost."""
    text = view.reading.text
    return view.state.hold is not None and _HANDS.search(text) is not None and _FIRST.search(text) is None


_AGREED = regex(
    r"\W*(?:(?:ok|okay|right|great|so|back|hi|hey|yes|yeah|good news|done|and|well)\W+)*(?:he|she|they|(?:my|the) (?:\w+ )?\w+)(?:['’]s|['’]re| is| are| all| both| just)*(?: (?:said|says|say|thinks|think|agreed|agrees|agree|ok|okay|fine|happy|good|in|up for it|keen|game|loves?|likes?|with|about|it|them|that|to|yes|yeah|yep|sure|go (?:ahead|for it)|do it|book (?:it|them)|is|it['’]s|are|a yes|great|idea))+\W*",
    re.IGNORECASE,
)


def others_agree(view: View, heard: Heard) -> bool:
    """Whether those who were asked are said to agree: what is quoted is asked once more, for it is the fan who buys."""
    quote, text = view.state.quote, view.reading.text.strip()
    if quote is None or quote.kind != "purchase" or quote.confirmed or len(text) > _LONGEST or "?" in text:
        return False
    heard.keeps = _AGREED.fullmatch(text) is not None and view.state.awaiting == "confirmation"
    return heard.keeps


def _is_offered(view: View) -> bool:
    """Whether seats are offered, held or quoted that are not bought yet."""
    state = view.state
    buying = state.task is not None and state.task.kind in BUYING
    return state.pending_order_id is None and (
        state.hold is not None
        or (state.quote is not None and state.quote.kind == "purchase")
        or (buying and state.awaiting in {"event", "seats", "quantity"})
    )
