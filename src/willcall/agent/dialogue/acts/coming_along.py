"""Who comes along after seats are offered, held or quoted: "yes, but my brother wants to come too" counts one more and buys nothing. Pure."""

from dataclasses import replace

from willcall.agent.dialogue.wishes import joining
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.dialogue.wishes.wanting import EVENT_SLOTS
from willcall.agent.ports import View
from willcall.understanding.reading import Intent, Slot, Wish

_COUNTED = frozenset({"seats", "confirmation", "payment", "sign_in"})


def told(view: View) -> View:
    """The view with who comes along as the number that makes; a yes beside it is none to fewer."""
    task, reading = view.state.task, view.reading
    more = joining.how_many(reading.text)
    if not more or task is None or task.kind not in BUYING or not task.quantity or view.state.awaiting not in _COUNTED:
        return view
    if view.state.pending_order_id is not None or any(s.name in EVENT_SLOTS for s in reading.slots):
        return view
    slot = Slot("quantity", task.quantity + more, reading.text, 0, len(reading.text))
    wish = Wish(Intent.CHANGE, 1.0, 0, len(reading.text))
    return replace(view, reading=replace(reading, wishes=(wish,), slots=(slot,), answer="none", correcting=True))
