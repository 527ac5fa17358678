"""A yes that is the deed itself, beside another wish: "yes, and the other one", "yes pls. n 2 tickets for the opera", "yes. will she get an e-mail?".

Money goes back, or tickets go to somebody, on the yes alone; the other wish is heard after it. Only where what follows is clearly about
something else: what may hold back, correct or hang on what is quoted makes it no yes. Pure.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from willcall.agent.dialogue.acts import yeses
from willcall.agent.dialogue.owned.orders import describes
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.dialogue.wishes.part import in_hand
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Task, Wanted
from willcall.understanding.answers import plain_yes
from willcall.understanding.patterns import regex

_LONGEST = 200  # characters
_CUTS = regex(
    r"(?:\s*[.!;]+\s+|\s*\n+|\s+[-–—]\s+)(?:(?:and|n|&|also|plus|then|oh|next|now)\s+)*|[\s,]+(?:and|n|&|also|plus|then)\s+(?:(?:and|also|then|now)\s+)*",
    re.IGNORECASE,
)
_CLEARLY = regex(
    r"\b(?:yes|yeah|yep|yup|yh|aye|go ahead|go for it|do it|please do|confirm|(?:refund|return|swap|exchange|send|transfer) (?:it|them|those|these|that|both))\b",
    re.IGNORECASE,
)
_OTHER = regex(
    r"\W*(?:(?:please|pls|do|refund|cancel|return|drop|same (?:for|with)|the same (?:for|with))\s+)*(?:the|my) (?:other|others|rest|remaining|next|second)(?: (?:one|ones|order|booking|show|game|match))?(?:\W+(?:too|as well|also|then|please|pls|plz|now|after(?: that)?|next|thanks|ta))*\W*",
    re.IGNORECASE,
)
_NAMES = regex(r"^(?=(?:the|my) (?:\w+ ){0,2}\w+ ?\?+$)", re.IGNORECASE)
"""A question that is no more than a name: "and the emailing?"."""
_HOLDS_BACK = regex(
    r"\b(?:but|except|only|instead|unless|if|before|first|wait|hold on|hang on|cancel|stop|don['’]?t|do not|not|never|no|nope|keep|keeping|rather|without|chang\w*|half|once|until|till|provided|as long as|depend\w*|maybe|actually|meant|wrong|undo)\b|n['’]t\b",
    re.IGNORECASE,
)
_OF_THE_DEED = {
    "refund": regex(
        r"\b(?:money|refund\w*|back|fees?|charg\w*|much|cost\w*|pay|paid|price|card|bank|credit|cash|amount|total|full|tickets?|seats?|they|them|it|that|this|those|these|orders?|right|correct|sure)\b",
        re.IGNORECASE,
    ),
    "transfer": regex(
        r"\b(?:back|revers\w*|still|charg\w*|fees?|cost\w*|much|pay|same|sure|right|correct|safe|really|free|others?|all|both|seats?)\b",
        re.IGNORECASE,
    ),
}
"""What a question must not speak of, to be none of what is quoted."""
_BUYS = regex(
    r"\b(?:buy|book|get|want|need|like|take|use|spend|put)\b|\b(?:with|from|using) (?:the|my|that) (?:money|credit|refund)\b",
    re.IGNORECASE,
)
_AFTER = frozenset({"refund", "upgrade", "exchange", "transfer"})
_OF_THE_SHOW = frozenset(
    {"quantity", "seat", "row", "section", "ordinal", "kept", "event", "performer", "when", "event_kind"}
)


def parted(view: View, hear: Callable[[View], Heard]) -> tuple[str, str] | None:
    """The words that agree and those that wish for something else; None where the message is no such yes.

    Args:
        view: The turn, with a quote under which nothing is to be paid, or tickets that wait to be handed on.
        hear: Hears one part as a whole message.
    """
    state, text = view.state, view.reading.text
    about = _about(state)
    if about is None or view.read is None or len(text) > _LONGEST:
        return None
    for cut in _CUTS.finditer(text):
        agreed, rest = text[: cut.start()], _NAMES.sub("what about ", text[cut.end() :].strip())
        if "?" in agreed:
            return None
        if not rest or _CLEARLY.search(agreed) is None:
            continue
        if plain_yes(agreed, about=about, firm=True) or yeses.unmistakable(agreed, about=about, quote=state.quote):
            further = _whole(state) if points_on(rest) else _is_of_something_else(view, rest, about, hear)
            return (agreed, rest) if further else None
    return None


def _about(state: ConversationState) -> str | None:
    """The deed that a yes does at once; None where there is none."""
    if state.awaiting != "confirmation" or state.task is None or state.task.order is None:
        return None
    if state.quote is None:
        return "transfer" if state.transfer is not None else None
    return "refund" if state.quote.kind == "refund" and state.quote.total <= 0 else None


def points_on(rest: str) -> bool:
    """Whether nothing but another order is named: "the other one too"."""
    return _OTHER.fullmatch(rest) is not None


def _whole(state: ConversationState) -> bool:
    """Whether all tickets of the order are quoted, so that "the other" is another order."""
    task, quote = state.task, state.quote
    return task is not None and task.order is not None and quote is not None and quote.count == len(in_hand(task))


def _is_of_something_else(view: View, rest: str, about: str, hear: Callable[[View], Heard]) -> bool:
    assert view.read is not None
    order = view.state.task.order if view.state.task is not None else None
    if order is None or _HOLDS_BACK.search(rest):
        return False
    state = view.state.model_copy(deep=True, update={"task": None, "quote": None, "transfer": None, "awaiting": None})
    reading = view.read(rest)
    heard = hear(replace(view, message=rest, reading=reading, state=state, read=None))
    if heard.declines or heard.withdraws or heard.lets_go or heard.waits or heard.keeps or heard.control:
        return False
    task = state.task
    if task is None or not heard.started:
        asks = bool(heard.questions) and not any(s.name in _OF_THE_SHOW for s in reading.slots)
        return asks and _OF_THE_DEED[about].search(rest) is None
    same = not wanting.names_show(task.wanted) or describes(order, task.wanted, view.catalogue)
    if task.kind in BUYING:
        return not same or (_BUYS.search(rest) is not None and (task.event is not None or not task.wanted.empty))
    return task.kind in _AFTER and not same


def for_the_other(done: Task | None, rest: str) -> Task | None:
    """The same deed for another order, where that is what was said beside the yes."""
    if done is None or done.order is None or not rest or not points_on(rest):
        return None
    return Task(kind=done.kind, wanted=Wanted(without=[done.order.order_id]), refund_to=done.refund_to)


def is_done(waiting: Task, done: Task | None) -> bool:
    """Whether what waits was just done for that order."""
    return (
        done is not None
        and done.order is not None
        and waiting.kind == done.kind == "refund"
        and waiting.order_hint == done.order.order_id
    )
