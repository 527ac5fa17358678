"""A no to the quote of a change beside a question, and a yes that hangs on what is asked: "nah keep em. what time do doors open", "yes but only if we can sit together".

What is asked is answered. The no leaves the order as it is; after such a yes the quote is asked for again. What stands beside a yes and
does not hold it back is `agreed`. Where the rest wishes for anything, the message stays whole. Pure.
"""

import re

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.acts import decided, remarked
from willcall.agent.dialogue.owned import ours
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.answers import plain_no, plain_yes
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_LONGEST = 240  # characters
_PARTS = regex(
    r"(?<=[.!?;])\s+|\n+|\s[-–—]\s|\s*,\s*(?=(?:and |but |so |also |ok |okay )*(?:yes|yeah|yep|no|nah|nope|go ahead|do it|book|what|how|where|when|who|which|is|are|does|do|did|will|can|could|only if|if)\b)|[\s,]+(?=(?:but|and|also) (?:only if|if|is|are|does|do|will|can|what|how|where|when|which)\b)",
    re.IGNORECASE,
)
_JOINS = regex(r"^\W*(?:(?:and|but|so|then|also|anyway|either way|if so|in that case)\b[\s,]*)+", re.IGNORECASE)
_YES_FIRST = regex(
    r"^\W*(?P<yes>(?:ok(?:ay)? |oh )?(?:yes|yeah|yep|yup|aye)(?: please)?)\b[\s,.!]*(?=\w)(?P<rest>.*\?\W*)$",
    re.IGNORECASE | re.DOTALL,
)
"""A yes that a question follows in one breath: "yep that's an aisle right?"."""
_IF = regex(r"\b(?:only |provided |as long as |so long as )?if\b|\b(?:as|so) long as\b|\bprovided\b", re.IGNORECASE)
_CRIES = regex(
    r"(?:(?:what|wow|jee+z|ouch|blimey|seriously|an?other|for|that['’]?s)\W+)*\D{0,3}\d+(?:[.,]\d+)? ?[a-z]{0,8}(?: (?:each|more|extra|for (?:that|it)|in all|just to \w+))*\W*[?!]\W*",
    re.IGNORECASE,
)
"""A sum cried out: beside a no it asks nothing."""
_CHANGES = frozenset({"refund", "exchange", "upgrade"})


def beside(view: View, hear: decided.Hears) -> Heard | None:
    """What a message comes to that answers the quote and asks something; None where it is no such message.

    Args:
        view: The turn; a no changes its state.
        hear: Hears one part as a whole message.
    """
    state, text = view.state, view.reading.text
    quote = state.quote
    if quote is None or state.awaiting not in {"confirmation", "payment"} or view.read is None:
        return None
    if view.picked is not None or len(text) > _LONGEST or plain_yes(text) or plain_no(text):
        return None
    yes, no, rest = _cut(text, quote.kind)
    if yes == no or not rest:
        return None
    if no and quote.kind not in _CHANGES:
        return None
    heard = Heard(understood=True)
    asked = [part for part in rest if not _CRIES.fullmatch(part)] if no else rest
    for part in asked:
        if not _answerable(view, part, hear, heard):
            return None
    if asked and not heard.questions and heard.standing is None:
        return None
    if no:
        state.task, state.awaiting, heard.withdraws = None, None, True
    return heard


def _cut(text: str, kind: str) -> tuple[bool, bool, list[str]]:
    """Whether a part of the message is a plain yes, or a plain no, and what is asked."""
    yes = no = False
    rest: list[str] = []
    for part in _PARTS.split(text):
        said = _JOINS.sub("", part).strip(" ,;")
        if not re.search(r"\w", said):
            continue
        first = _YES_FIRST.match(said)
        if plain_yes(said, about=kind):
            yes = True
        elif plain_no(said) or ours.KEEPS.fullmatch(said):
            no = True
        elif first is not None:
            yes = True
            rest.append(first["rest"])
        else:
            rest.append(said)
    return yes, no, rest


def _answerable(view: View, part: str, hear: decided.Hears, heard: Heard) -> bool:
    """Whether a part only asks, or wants nothing at all; what it asks is added to `heard`."""
    if not (aspects.asks(part) or part.endswith("?") or _IF.search(part)):
        return not remarked.says_more(part)
    told, alone = decided.alone(view, part, hear)
    of_credit = told.task is not None and told.task.kind == "credit"
    if aspects.asks(part) and (alone.control is Intent.PAY or of_credit):
        heard.questions.append(
            Question("knowledge", part, ())
        )  # "is my card safe with you", "how do I use that credit"
        return True
    wishes = alone.changed or alone.started or alone.asked_more or alone.restated or alone.chosen is not None
    if wishes or alone.lets_go or alone.withdraws or alone.declines or alone.waits or told.quote != view.state.quote:
        return False
    if alone.control is not None and alone.control is not Intent.HELP:
        return False
    if alone.standing is not None and heard.standing is None:
        heard.standing = alone.standing
        return True
    if alone.standing is not None or _IF.search(part):
        return False
    heard.questions += alone.questions or [Question("knowledge", part, ())]
    return True
