"""Seats whose time ran out, or that were let go, wanted all the same: "sorry, the phone rang. are those three still there?", "she changed her mind, book them after all".

`remember` and `let_go` keep which they were, `wanted_again` and `wanted_after_all` hear that they are wanted, pure; then they are looked for and held as if picked anew.
"""

import re
from typing import Any

from willcall.agent.dialogue.wishes.choosing import called, fold
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, SeatsFact, Shown, Task
from willcall.understanding.patterns import regex

_TAKES = regex(
    r"\b(?:(?:i|we)(?:['’]?ll|['’]?d like to| will| want to| can)? (?:still )?(?:take|have|book|buy|get|want) (?:them|those|these|it|that|the (?:seats|tickets|same))|(?:book|hold|grab|get|take|reserve|keep) (?:me |us )?(?:them|those|these|it|that|the same|the seats)(?: (?:again|back|anyway|please|for (?:me|us)))*|go (?:ahead|for it)|let'?s (?:do it|go|book|have them|take them|get them))\b",
    re.IGNORECASE,
)
_STILL = regex(
    r"\b(?:are|r|is|have|do|can|could|any chance)\b[^.?!]{0,48}\b(?:still|gone|available|there|free|again|back|left)\b|\b(?:the )?same (?:seats?|ones?|tickets?|again|pair|places?)\b"
    r"|\b(?:seats?|tickets?|ones|two|three|four|five|six|pair)\b[^.?!]{0,16}\b(?:we|i|you)(?:['’]d| had| were| was| just)? (?:just )?(?:looking at|had|picked|chose|choose|held|holding|offered|talking about|got|wanted|about to)\b|\b(?:them|those|these|it) (?:back|again)\b",
    re.IGNORECASE,
)
_BACK = regex(
    r"\W*(?:(?:ok|okay|sorry|right|hi|hello|oh no|oh|damn|argh|ugh|noo+|no+|so|and|hey|shoot|oops|crap)\W+)*(?:i['’]?m|we['’]?re|i am|we are) (?:back|here|ready)(?: (?:now|again|sorry|at last))*\W*",
    re.IGNORECASE,
)
_YES = regex(
    r"(?:^|[.!?,;]\s*)(?:(?:ok|okay|right|so|well|and|um+|oh)\W+)*(?:yes|yeah|yep|yup|yes please|sure|go on then|please do)\b",
    re.IGNORECASE,
)
_ELSE = regex(
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


def let_go(state: ConversationState) -> None:
    """Keeps the seats that are held, or were just offered alone, and what they were for, before they are let go."""
    task, shown = state.task, state.list_shown("seats")
    if task is None or task.kind not in BUYING or task.event is None:
        return
    seats = task.chosen if state.hold is not None else None
    if seats is None and state.awaiting == "seats" and shown is not None and len(shown.seats) == 1:
        seats = shown.seats[0]
    if seats is not None and seats.section:
        if shown is not None:  # what its part is called besides
            seats = next((one for one in shown.seats if one.seat_ids == seats.seat_ids), seats)
        gone: dict[str, Any] = {"task": task.model_dump(mode="json"), "seats": seats.model_dump(mode="json")}
        state.memo = {**state.memo, "let_go": gone}


_CHANGED = regex(
    r"\bafter all\b|\bchang(?:ed?|es|ing) (?:my|our|her|his|their) minds?\b|\bon second thoughts?\b|\b(?:back|again)\b(?=\W*(?:please|pls|so|then|thanks)*\W*(?:$|[.!?]))"
    r"|\b(?:she|he|they|(?:my |the |me )?(?:wife|husband|missus|hubby|partner|mum|mam|mom|dad|mates?|lads|girls|kids))(?:['’](?:s|ve)| has| have| is| are)? (?:just )?(?:says?|said|agree[sd]?|on board|up for it)\b(?! no\b)",
    re.IGNORECASE,
)
_TAKES_PART = regex(
    r"\b(?:book|hold|take|have|get|grab|reserve|want|keep)(?: me| us)? (?:the|those|that|my|our) (?!other|next|cheap|first|second|third|last)[\w ]{2,24}",
    re.IGNORECASE,
)


def wanted_after_all(view: View, heard: Heard) -> bool:
    """Whether the seats that were just let go are wanted after all; they are held again, and nothing is paid."""
    state, text, slots = view.state, view.reading.text, view.reading.slots
    gone = state.memo.get("let_go")
    if gone is None or (state.task is not None and state.task.kind not in BUYING):
        return False
    if state.hold is not None or state.quote is not None or state.awaiting is not None or len(text) > _LONGEST:
        return False
    takes = _TAKES.search(text) or _TAKES_PART.search(text) or _STILL.search(text)
    if takes is None or _CHANGED.search(text) is None or _ELSE.search(_CHANGED.sub(" ", text)):
        return False
    seats, task = SeatsFact.model_validate(gone["seats"]), Task.model_validate(gone["task"])
    assert task.event is not None
    for slot in slots:
        same = slot.name == "event" and task.event.event_id in slot.value
        if (slot.name in _OF_ANOTHER and not same) or (slot.name == "quantity" and slot.value != len(seats.seat_ids)):
            return False
        if slot.name == "section" and fold(str(slot.value)) not in called(seats):
            return False
    state.memo = {name: what for name, what in state.memo.items() if name != "let_go"}
    state.task = task
    state.show(Shown(card_id="lapsed", about="seats", seats=[seats], event_id=task.event.event_id))
    heard.chosen, heard.chosen_from = 0, "seats"
    return True
