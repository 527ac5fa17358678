"""What is asked of an evening out, with the show named in passing: "do i need id for the gala" buys nothing. Pure."""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding import wants
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_MAY = r"(?:can|could|may|might|must|should|shall|do|does|will|would|am|are|is|if|whether)"
_WE = r"(?:i|we|you|u|one|people|anyone|they|kids|children|my \w+|our \w+)"
_PRACTICAL = regex(
    rf"\b{_MAY} {_WE} (?:be )?(?:allowed to |able to |permitted to |still |also |even )?(?:bring|carry|wear|smoke|vape|drink|eat|film|record|photograph|re-?enter|get back in|park|leave (?:early|at|during|the)|tailgate|take (?:photos?|pictures?|videos?|a \w*photo|pics?|a \w*bag|my \w*bag|my \w*camera))\b"
    rf"|\b(?:do|does|will|would) {_WE} (?:need|have|want) (?:to (?:show|bring|carry|have|print|wear|pay for) )?(?:an? |any |my |photo |some |our |the |valid |proof of )*(?:ids?|i\.d\.?|identification|passports?|driving licen[cs]es?|printout|print|tickets? printed|masks?|vaccin\w+|cash|umbrellas?|an adult|blankets?|ear ?plugs)\b"
    rf"|\bwhat (?:should|can|do|shall|must|would) {_WE} (?:wear|bring|eat|drink|expect to wear)\b|\bwhat to (?:wear|bring)\b"
    rf"|\bhow (?:early|late|far ahead|long before) (?:should|do|can|must|would|could) {_WE} (?:need to |have to |want to |better )?(?:get(?! (?:tickets?|tix|seats?|them|it|my|our)\b)|arrive|come|be|turn up|show up|go|leave)\b",
    re.IGNORECASE,
)
_COMPANY = regex(
    r"\b(?:bring|carry|take)(?: along)? (?:(?:my|our|a|an|the|some|one|two|three|four|five|\d+|another|more|a few|his|her) )*(?:\w+ )?(?:wife|husband|friends?|mates?|mum|mom|dad|parents?|family|partner|girlfriend|boyfriend|brothers?|sisters?|guests?|people|plus one)\b"
    r"|\b(?:leave|take) (?:it|them|that|those)\b|\bbring (?:it|them|the (?:price|total|cost))\b",
    re.IGNORECASE,
)
_READ_AS = frozenset(
    {Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.AFFIRM, Intent.POLICY, Intent.REFUND, Intent.INFORM, Intent.CHANGE, Intent.CHOOSE, Intent.SEAT_INFO, Intent.ORDERS, Intent.OUT_OF_SCOPE, Intent.TRANSFER}
)  # fmt: skip
_OF_THE_HOUSE = (_READ_AS - {Intent.REFUND, Intent.ORDERS, Intent.TRANSFER}) | {
    Intent.KNOWLEDGE,
    Intent.THANKS,
    Intent.DENY,
    Intent.SMALL_TALK,
    Intent.GREET,
}


_TOPICS = frozenset({"parking", "bags", "food", "cameras", "re-entry", "smoking", "transport", "dress code", "wifi", "merchandise", "prohibited"})  # fmt: skip
_VAGUE = regex(
    r"\b(?:the |your |that )?(?P<what>[\w-]+(?: [\w-]+)?) (?:bit|thing|part|question|side of (?:it|things)|situation|info\w*|details|stuff)\b",
    re.IGNORECASE,
)
_NO_TICKETS = regex(
    r"\b(?:no tickets?|without (?:any )?tickets?|(?:not|n['’]?t|dont|never) (?:\w+ ){0,2}(?:want(?:ing)?|need(?:ing)?|buy(?:ing)?|after|asking for|looking for|book(?:ing)?) (?:to buy |to book )?(?:any |some |the )?(?:tickets?|seats?|anything))\b",
    re.IGNORECASE,
)
_TICKETS = regex(r"\b(?:tickets?|seats?|tix|tkts?|book|buy|hold|reserve)\b", re.IGNORECASE)
_TOLD = regex(
    r"\b(?:tell me|want(?:ed)? to know|wanna know|just (?:asking|wondering)|wonder\w*|curious|question)\b",
    re.IGNORECASE,
)
_ENDS = regex(r"[.!?;]\s|\bplease\b\W|\bpls\b\W", re.IGNORECASE)
_PLAINLY = {"parking": "How much is parking?", "food": "What food is there?", "bags": "What bags may I bring in?"}
_SENTENCES = regex(r"(?<=[.!?])\s+")
_FEW = 3  # words
_LONGEST = 200  # characters


def of_the_house(view: View, heard: Heard) -> bool:
    """Whether a thing of the house is asked for, and the show only says where: "and the parking bit, for Sunday's match?"; who wants no tickets is sold none."""
    state, reading = view.state, view.reading
    text = reading.text
    if len(text) > _LONGEST or state.quote is not None or state.hold is not None or state.transfer is not None:
        return False
    none = _NO_TICKETS.search(text)
    matter = next((m for m in wants.topics(text) if m.value in _TOPICS), None)
    asks = aspects.asks(text) or text.rstrip().endswith("?") or _TOLD.search(text) is not None
    if matter is None or not asks or (none is None and _TICKETS.search(text)):
        return False
    if any(s.name in {"quantity", "section", "row", "max_price", "email", "order_id"} for s in reading.slots):
        return False
    shows = [s for s in reading.slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    apart = bool(shows) and _ENDS.search(text, matter.end, max(s.start for s in shows)) is not None
    if none is None and (
        not shows or apart or min(s.start for s in shows if s.name != "when" or len(shows) == 1) < matter.start
    ):
        return False  # "the Stags on Sunday, and is there parking?" looks for the match
    if any(wish.intent not in _OF_THE_HOUSE for wish in reading.wishes):
        return False
    said = text[matter.start : matter.end]
    if any(len(part.split()) > _FEW for part in _SENTENCES.split(text) if said.casefold() not in part.casefold()):
        return False  # "is parking free at the match? And I lost a scarf there": several things are asked
    vague = _VAGUE.search(text)
    asked = text
    if said.casefold() == "park":
        asked = "Where can I park?"
    elif vague:
        asked = _PLAINLY.get(str(matter.value), text)
    if none is not None and (state.task is None or state.task.kind in BUYING):
        state.task, state.awaiting = None, None
        asked = asked.replace(none.group(), "")
    asking.note_show(reading.slots, state)
    heard.questions, heard.understood = [Question("knowledge", asked.strip(" ,.;"), reading.slots)], True
    return True


_OF_THE_WAY = regex(
    r"^\W*(?:(?:ok|okay|oh|so|and|or|but|hm+|then|also|well)\W+)*(?:is|are) there (?:an? |any |no )?(?:\w+ )?(?:bus(?:es)?|trains?|trams?|metro|subway|shuttles?|ferr(?:y|ies)|taxis?|coach(?:es)?)\b",
    re.IGNORECASE,
)
_PER_CAR = regex(r"\bper (?:car|vehicle)\b|\b(?:for|each) (?:the )?car or\b", re.IGNORECASE)


def of_the_way(view: View, heard: Heard) -> bool:
    """Whether it is asked how else one gets there, or what a car costs: "is there a train instead", "25 per person or per car"."""
    text = view.reading.text
    way = _OF_THE_WAY.search(text) is not None
    if len(text) > _LONGEST or not (way or _PER_CAR.search(text)):
        return False
    if any(s.name in {"quantity", "section", "row", "email", "order_id"} for s in view.reading.slots):
        return False
    question = _INSTEAD.sub("", text) if way else _PLAINLY["parking"]
    heard.questions, heard.understood = [Question("knowledge", question, ())], True
    return True


_INSTEAD = regex(r"\s+(?:instead|rather)\b", re.IGNORECASE)


def asked(view: View, heard: Heard) -> bool:
    """Whether a show is named only because something is asked of going there; the documents answer it."""
    reading = view.reading
    if len(reading.wishes) != 1 or reading.intent not in _READ_AS or not wanting.names_event(reading.slots):
        return False
    if any(s.name in {"quantity", "section", "max_price", "email"} for s in reading.slots):
        return False
    if _PRACTICAL.search(reading.text) is None or _COMPANY.search(reading.text) is not None:
        return False
    heard.questions.append(Question("knowledge", reading.text, reading.slots))
    return True
