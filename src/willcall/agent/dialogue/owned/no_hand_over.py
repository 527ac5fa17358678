"""A hand-over that was never meant: "no! hold the seat, 1 ticket", "I'm not giving any tickets away". Pure.

It is dropped, the tickets stay where they are, and the purchase that waited behind it goes on.
"""

import re

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Task, Wanted
from willcall.understanding.patterns import regex

_NO = r"^\W*(?:(?:oh|wait|sorry|but|hey|um+)\W+)*(?:no|nope|nah|stop)\b"
_NOT_GIVING = regex(
    r"\b(?:not|\w+n['’]t|never|nobody|no one)\b[^.?!,;]{0,16}\b(?:giv(?:e|ing)|send(?:ing)?|hand(?:ing)?|pass(?:ing)?|transferr?(?:ing)?|gift(?:ing)?)\b(?![^.?!]*\b(?:instead|but)\b)",
    re.IGNORECASE,
)
_BUYS = regex(
    rf"{_NO}[^?]*?\b(?:hold|buy|book|reserve|purchase)\b|\b(?:want|need|meant|like) to (?:buy|book|hold|purchase|reserve)\b|\b(?:buy|book|hold|want|need) (?:me |us )?(?:one|1|an?|another) (?:more|extra|other|additional)\b",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = regex(r"@|\b(?:instead|transfer|send|give) (?:it|them|that|one|both|to|the)\b(?! away)", re.IGNORECASE)
_BACK_INSTEAD = regex(
    r"\bnot? (?:a )?(?:transferr?(?:ing)?|giv(?:e|ing)|send(?:ing)?|hand(?:ing)?|pass(?:ing)?)\b[^?]{0,16}?\b(?:cancel|refund)\b",
    re.IGNORECASE,
)


def meant(view: View, heard: Heard) -> bool:
    """Whether a hand-over under way is turned away; what is to be bought instead is gone on with."""
    state, text = view.state, view.reading.text
    task = state.task
    if task is None or task.kind != "transfer" or state.pending_order_id is not None or _SOMEBODY_ELSE.search(text):
        return False
    if _BACK_INSTEAD.search(text):
        return False  # "not transfer, cancel"
    buys, not_giving = _BUYS.search(text) is not None, _NOT_GIVING.search(text) is not None
    if not buys and not not_giving:
        return False
    state.task, state.transfer, state.awaiting = None, None, None
    heard.understood = True
    if not buys:
        heard.withdraws = True
        return True
    waiting = next((other for other in state.later if other.kind == "purchase" and other.event is not None), None)
    if waiting is not None:
        state.later.remove(waiting)
        state.task, heard.changed = waiting, True
        _takes_the_one_offered(state, waiting, heard)
        return True
    tasks.begin("purchase", view.reading.slots, view, heard, text)
    bought, fresh = state.memo.get("bought"), state.task
    if fresh is not None and bought and not wanting.names_event(view.reading.slots):
        fresh.wanted = Wanted(event_ids=[bought["event_id"]])
        fresh.section, fresh.rows = fresh.section or bought["section"], fresh.rows or [bought["row"]]
    return True


def _takes_the_one_offered(state: ConversationState, task: Task, heard: Heard) -> None:
    """The one offer that was made for that purchase is the seat that is to be held."""
    shown = state.list_shown("seats")
    if (
        shown is None
        or len(shown.seats) != 1
        or task.event is None
        or shown.event_id not in {None, task.event.event_id}
    ):
        return
    heard.chosen, heard.chosen_from = 0, "seats"
