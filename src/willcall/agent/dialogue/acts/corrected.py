"""A choice taken back for another in one breath: "the last. no wait the first", "option 2, actually 3". Pure.

Both must be choices of the list by themselves; the one said last counts.
"""

import re

from willcall.agent.dialogue.acts import decided
from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.patterns import regex

_LONGEST = 100  # characters
_TURNS = regex(
    r"[\s,.;!–—-]+(?:(?:no+|nah|nope|wait|actually|sorry|hang on|hold on|scratch that|i mean|i meant|make that|make it|oops|or rather|rather|on second thoughts?)\b[\s,.!–—-]*)+",
    re.IGNORECASE,
)
_SAYS_WHY = regex(r"\?|\bif\b|\bunless\b", re.IGNORECASE)
_WAITS = frozenset({"seats", "event", "order"})


def chosen(view: View, hear: decided.Hears) -> Heard | None:
    """What the choice said last comes to; None where it is no such message.

    Args:
        view: The turn; the choice changes its state.
        hear: Hears one part as a whole message.
    """
    state, text = view.state, view.reading.text
    if state.awaiting not in _WAITS or view.read is None or view.picked is not None or len(text) > _LONGEST:
        return None
    turns = list(_TURNS.finditer(text))
    if len(turns) != 1 or turns[0].start() == 0 or _SAYS_WHY.search(text):
        return None
    first, then = text[: turns[0].start()], text[turns[0].end() :]
    if not re.search(r"\w", then) or decided.says_nothing(first):
        return None
    _, was = decided.alone(view, first, hear)
    if was.chosen is None:
        return None
    told, said = decided.alone(view, then, hear)
    if said.chosen is None or was.chosen_from != said.chosen_from or said.control is not None:
        return None
    for name in type(state).model_fields:
        setattr(state, name, getattr(told, name))
    return said
