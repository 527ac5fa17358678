"""Seats whose time ran out, wanted all the same: "sorry, the phone rang. are those three still there?"

`remember` keeps which they were, `wanted_again` hears that they are wanted, pure; then they are looked for and held as if picked anew.
"""

import re
from typing import Any

from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, SeatsFact, Shown

_TAKES = re.compile(
    r"\b(?:(?:i|we)(?:['’]?ll|['’]?d like to| will| want to| can)? (?:still )?(?:take|have|book|buy|get|want) (?:them|those|these|it|that|the (?:seats|tickets|same))|(?:book|hold|grab|get|take|reserve|keep) (?:me |us )?(?:them|those|these|it|that|the same|the seats)(?: (?:again|back|anyway|please|for (?:me|us)))*|go (?:ahead|for it)|let'?s (?:do it|go|book|have them|take them|get them))\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:are|r|is|have|do|can|could|any chance)\b[^.?!]{0,48}\b(?:still|gone|available|there|free|again|back|left)\b|\b(?:the )?same (?:seats?|ones?|tickets?|again|pair|places?)\b"
    r"|\b(?:seats?|tickets?|ones|two|three|four|five|six|pair)\b[^.?!]{0,16}\b(?:we|i|you)(?:['’]d| had| were| was| just)? (?:just )?(?:looking at|had|picked|chose|choose|held|holding|offered|talking about|got|wanted|about to)\b|\b(?:them|those|these|it) (?:back|again)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\W*(?:(?:ok|okay|sorry|right|hi|hello|oh no|oh|damn|argh|ugh|noo+|no+|so|and|hey|shoot|oops|crap)\W+)*(?:i['’]?m|we['’]?re|i am|we are) (?:back|here|ready)(?: (?:now|again|sorry|at last))*\W*",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?:^|[.!?,;]\s*)(?:(?:ok|okay|right|so|well|and|um+|oh)\W+)*(?:yes|yeah|yep|yup|yes please|sure|go on then|please do)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:instead|cheaper|other|another|different|rather|cancel|forget|never ?mind|leave it|don['’]?t|do not|not (?:bother|now|any ?more)|only (?:one|two|three|\d)|what else|anything|something|refund|exchange|upgrade|person|human)\b|^\W*(?:no|nah|nope)\b(?!\W+(?:wait|no|i|we|please|argh|really))",
    re.IGNORECASE,
)
_LONGEST = 240  # characters
_OF_ANOTHER = frozenset(
    {"event", "performer", "event_kind", "when", "row", "max_price", "order_id", "email", "event_name", "accessible"}
)


def remember(state: ConversationState) -> None:
    """Keeps the seats that were held until now, where they are known."""
    task = state.task
    if task is None or task.kind not in BUYING or task.event is None or task.chosen is None:
        return
    lapsed: dict[str, Any] = {"event_id": task.event.event_id, "seats": task.chosen.model_dump(mode="json")}
    state.memo = {**state.memo, "lapsed": lapsed}


def wanted_again(view: View, heard: Heard) -> bool:
    """Whether the seats whose time ran out are asked for once more, and nothing else is."""
    state, text = view.state, view.reading.text
    lapsed, task = state.memo.get("lapsed"), state.task
    if lapsed is None or state.hold is not None or state.quote is not None or len(text) > _LONGEST:
        return False
    if task is None or task.kind not in BUYING or task.event is None or task.event.event_id != lapsed["event_id"]:
        return False
    if _ELSE.search(text):
        state.memo = {name: what for name, what in state.memo.items() if name != "lapsed"}
        return False
    if state.awaiting is not None:
        return False
    seats = SeatsFact.model_validate(lapsed["seats"])
    here = {seats.section.casefold(), seats.tier.casefold()}
    for slot in view.reading.slots:
        if slot.name == "quantity" and str(slot.value) == seats.section:
            continue  # "the two 301 seats"
        if slot.name in _OF_ANOTHER or (slot.name == "quantity" and slot.value != len(seats.seat_ids)):
            return False
        if slot.name == "section" and seats.section and str(slot.value).casefold() not in here:
            return False
    again = view.reading.answer == "yes" or any(said.search(text) for said in (_TAKES, _STILL, _YES))
    if not again and _BACK.fullmatch(text) is None:
        return False
    state.memo = {name: what for name, what in state.memo.items() if name != "lapsed"}
    state.show(Shown(card_id="lapsed", about="seats", seats=[seats], event_id=task.event.event_id))
    heard.chosen, heard.chosen_from = 0, "seats"
    return True
