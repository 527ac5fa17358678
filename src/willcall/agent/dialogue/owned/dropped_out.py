"""Somebody of the party stays away, told where seats are held: "jess can't come", "my mate has dropped out".

`told` and `answered` are pure, like `hearing`, which asks them. One fewer is offered, not done: what is held stays until the fan says
yes; of a single ticket it is asked whether to let it go. `ask` puts it into words.
"""

import re

from willcall.agent.dialogue import aspects, phrases
from willcall.agent.dialogue.acts import nods
from willcall.agent.dialogue.flow import Flow
from willcall.agent.dialogue.owned import fewer
from willcall.agent.dialogue.wishes import joining
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.dialogue.wishes.wanting import EVENT_SLOTS
from willcall.agent.ports import Speech, View
from willcall.agent.state import AT_A_HOLD, Heard
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_KEEPS = regex(
    r"\b(?:keep|leave|stick with|hold on to|stay with|as it is|as they are|still (?:want|come|coming|going|go|need|take)|find (?:someone|somebody)|(?:someone|somebody) else|anyway|all the same|go alone|on my own|by myself)\b",
    re.IGNORECASE,
)
_ONE_LESS = regex(
    r"\b(?:one|1) (?:less|fewer)\b|\b(?:drop|remove|lose|take (?:off|out|away)) (?:one|1|it|hers|his|that one)\b|\blet (?:it|that one|one|them) go\b",
    re.IGNORECASE,
)
_ASKED = "dropped_out"


def told(view: View, heard: Heard) -> bool:
    """Whether somebody is said to stay away, with no number, where seats are held or one ticket is looked at."""
    state, reading = view.state, view.reading
    task = state.task
    if task is None or task.kind not in BUYING or not task.quantity or state.pending_order_id is not None:
        return False
    held = state.hold is not None and state.quote is not None and state.awaiting in AT_A_HOLD
    if not (held or (state.awaiting == "seats" and task.quantity == 1)) or "?" in reading.text:
        return False
    if any(s.name in {"quantity", "kept", "section", "email"} and s.value for s in reading.slots):
        return False
    gone = joining.left(reading.text) or (joining.may_leave(reading.text) if held else 0)
    if not gone and not aspects.asks(reading.text):
        gone = int(fewer.somebody_stays_away(reading.text))
    if not gone:
        return False
    heard.standing, heard.understood = "stays away", True
    state.memo = {**state.memo, _ASKED: max(task.quantity - gone, 0)}
    return True


def answered(view: View, heard: Heard) -> bool:
    """Whether it is answered if one fewer is to be held, or none; a yes buys nothing here."""
    state, reading = view.state, view.reading
    left = state.memo.get(_ASKED)
    if left is None:
        return False
    state.memo = {name: what for name, what in state.memo.items() if name != _ASKED}
    held = state.hold is not None and state.quote is not None
    if held:
        state.awaiting = "confirmation"  # what was held before the question is held still
    elif state.task is not None and state.task.event is not None:
        state.awaiting = "seats"
    text = reading.text
    numbers = [s.value for s in reading.slots if s.name == "quantity" and not s.negated]
    if state.task is None or any(s.name in EVENT_SLOTS | {"section", "row", "email"} for s in reading.slots):
        return False
    if any(n != left for n in numbers) and not (numbers == [1] and _ONE_LESS.search(text)):
        return False
    keeps = reading.answer == "no" or _KEEPS.search(text) or nods.says_book(text)
    if keeps and not _ONE_LESS.search(text) and not numbers and "?" not in text:
        heard.keeps, heard.asked_more = held, not held
        return True
    if reading.answer != "yes" and not numbers and not _ONE_LESS.search(text):
        return False
    if left == 0:
        heard.control = Intent.CANCEL
        return True
    chosen = state.task.chosen
    state.task.quantity, state.task.chosen, state.task.options = left, None, []
    state.task.keep_section = chosen.section if chosen is not None else None
    state.task.keep_row = chosen.row or None if chosen is not None else None
    heard.changed = heard.understood = True
    return True


def ask(flow: Flow) -> Speech:
    """Asks if one fewer is to be held, or whether the only ticket is to be let go."""
    state = flow.state
    left, task = int(state.memo.get(_ASKED) or 0), state.task
    number = (task.quantity if task is not None else None) or 1
    if state.quote is None:
        return flow.say("It is a single ticket that we are looking at. Shall I leave it?", awaiting="choice")
    total, until = (
        phrases.money(state.quote.total, state.quote.currency),
        phrases.until(state.quote.expires_at, flow.now),
    )
    if left:
        return flow.say(
            f"I'm still holding your {phrases.count(number)} for {until}, {total} in all.",
            f"Shall I make it {phrases.tickets(left)} instead?",
            awaiting="choice",
        )
    them = "a single ticket" if number == 1 else phrases.tickets(number)
    return flow.say(
        f"I'm holding {them} for you, {total} in all.",
        f"Shall I let {'it' if number == 1 else 'them'} go?",
        awaiting="choice",
    )
