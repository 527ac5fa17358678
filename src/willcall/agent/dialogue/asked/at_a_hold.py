"""What is asked while seats are held and costs none of them: dinner at the table, standing or seated, "either way I'll take it". Pure."""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.asked import of_age
from willcall.agent.ports import View
from willcall.agent.state import AT_A_HOLD, Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Reading
from willcall.understanding.text import fold

_EITHER_WAY = regex(
    r"\b(?:either way|regardless|in any case|no matter what|whatever (?:the answer|it is|you say)|whether or not)\b[^.?!]{0,4}\b(?:i|we)(?:['’]?ll|['’]?d| will| would| still)?(?: still| just| definitely)? (?:take|want|have|keep|book|buy|be (?:taking|booking))\b[^.?!]{0,24}"
    r"|\b(?:i|we)(?:['’]?ll|['’]?d| will| would)?(?: still| just| definitely)? (?:take|want|have|keep|book|buy) (?:it|them|those|these|that)\b[^.?!]{0,4}\b(?:either way|anyway|anyways|regardless|in any case|no matter what|whatever)\b",
    re.IGNORECASE,
)
_IF_SO = regex(
    r"\bif (?:so|yes|not|you can|they do|it is)\b,? (?:(?:it['’]?s|that['’]?s) )?(?:great|good|lovely|perfect|brilliant|nice|fine|no (?:problem|worries|matter))\b,?(?: (?:but|and)\b)?",
    re.IGNORECASE,
)
_SERVED = regex(
    r"\b(?:order|get|have|buy|eat|serve[sd]?|bring)\b[^.?!]{0,12}\b(?:dinner|lunch|food|meals?|drinks?|snacks?|supper|something to (?:eat|drink)|beers?|wine|pizza|starters?)\b",
    re.IGNORECASE,
)
_STANDING = regex(
    r"\b(?:standing|seated|stand or sit|sit or stand|stools?|proper seats|actual seats|chairs)\b", re.IGNORECASE
)
_ELSE = regex(
    r"\b(?:instead|other|another|different|rather|cheaper|better|more|swap|change|move|what about|how about|can (?:i|we) (?:have|get|sit) (?!dinner|food|drinks?|a (?:drink|meal|beer)|some|any|something)|cancel|let (?:it|them) go)\b",
    re.IGNORECASE,
)
_ASKS = regex(
    r"^\W*(?:(?:i|we) (?:mean|meant|asked|was asking|wanted to know)\W+)?(?:if |whether )?(?:can|could|do|does|is|are|will|would|may) (?:you|we|i|they|it|there|the)\b",
    re.IGNORECASE,
)
_MEANT = regex(
    r"^\W*(?:no\W+)?(?:i|we) (?:mean|meant|asked|was asking|wanted to know)\W+(?:if |whether )?", re.IGNORECASE
)
_LONGEST = 200  # characters
_OTHERWISE = frozenset({"quantity", "when", "event", "performer", "ordinal", "max_price", "row"})


_SAYS_AGAIN = regex(
    r"\W*(?:(?:ok|okay|yes|yeah|so|then|i|we|said|meant|want|wanted|asked|for|take|will|['’]?ll|it|is|it['’]s|its|that|that['’]s|thats|the|those|these|please|pls|thanks|thank|you|good|fine|great|in|seats?|ones?|are|just|do|does|me)\W*)*",
    re.IGNORECASE,
)


def named_again(view: View, heard: Heard) -> bool:
    """Whether nothing is said but the part and the row that are held: "circle row a it is"; no other seats are looked for."""
    state, reading = view.state, view.reading
    chosen = state.task.chosen if state.task is not None else None
    held = state.hold is not None and state.quote is not None and state.quote.kind == "purchase"
    if not held or chosen is None or not chosen.adjacent or not reading.slots or len(reading.text) > _LONGEST:
        return False
    own = {"section": chosen.section, "row": chosen.row}
    bare = reading.text
    for slot in reading.slots:
        if slot.negated or slot.name not in own or fold(str(slot.value)) != fold(own[slot.name]):
            return False
        bare = bare[: slot.start] + " " * (slot.end - slot.start) + bare[slot.end :]
    if "?" in bare or _SAYS_AGAIN.fullmatch(bare) is None:
        return False
    heard.keeps = heard.understood = True
    return True


def said(view: View, heard: Heard) -> bool:
    """Whether something is asked of what is held, which stays held whatever the answer is."""
    state, reading = view.state, view.reading
    if state.hold is None or state.quote is None or state.quote.kind != "purchase" or len(reading.text) > _LONGEST:
        return False
    if state.awaiting not in AT_A_HOLD or reading.answer in {"yes", "no"}:
        return False
    if _of_an_age(reading, heard):
        return True
    anyway = _EITHER_WAY.search(reading.text) is not None
    rest = _IF_SO.sub(" ", _EITHER_WAY.sub(" ", reading.text)).strip(" .,;!-")
    asks = aspects.asks(rest) or "?" in rest or _ASKS.search(rest) is not None
    if not asks or _ELSE.search(rest):
        return False
    if not anyway and not _SERVED.search(rest) and not _STANDING.search(rest):
        return False
    held = len(state.hold.seat_ids)
    few = any(
        s.name == "quantity" and s.value != held and not _OF_US.match(reading.text, s.start) for s in reading.slots
    )
    if few or any(s.name in _OTHERWISE - {"quantity"} for s in reading.slots):
        return False
    if _STANDING.search(rest) and not _SERVED.search(rest):
        seats = tuple(s for s in reading.slots if s.name == "section")
        heard.questions.append(Question("seats", FLOOR, seats))
    else:
        heard.questions.append(Question("knowledge", _MEANT.sub("", rest), ()))
    heard.understood = True
    return True


def _of_an_age(reading: Reading, heard: Heard) -> bool:
    """Whether it is asked from which age the show is: "under 2s? no, she's six. what age is it for"."""
    text = reading.text
    wished = any(s.name in _OTHERWISE - {"event", "performer"} and not s.negated for s in reading.slots)
    if wished or _ELSE.search(text) or not of_age.of_a_show(text) or not aspects.asks(text):
        return False
    clause = next(said for said in (*reversed(_SENTENCE.split(text)), text) if of_age.of_a_show(said))
    heard.questions.append(Question("event", clause, tuple(s for s in reading.slots if s.text and s.text in clause)))
    heard.understood = True
    return True


_SENTENCE = regex(r"(?<=[.?!;])\s+|\n+")
FLOOR = "Is it standing or seated there?"
_OF_US = regex(r"\w+ of (?:us|them)\b", re.IGNORECASE)
