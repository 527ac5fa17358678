"""What is wished for beside a yes: a purchase that waits until the first is paid ("book it, then two for the derby"), or what comes after a deed that is done at once. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace

from willcall.agent.dialogue import aspects
from willcall.agent.dialogue.acts import picking, restated
from willcall.agent.dialogue.owned import ours
from willcall.agent.dialogue.owned.orders import describes
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.dialogue.wishes.part import in_hand
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Task, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_SHOW = ("performer", "event", "event_kind", "venue")
_SELLS = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.INFORM, Intent.CHANGE})
_NODS = frozenset({Intent.AFFIRM, Intent.CHOOSE})


def following(view: View, rest: str, hear: Callable[[View], Heard]) -> tuple[Task, str] | None:
    """The purchase and the words that name its show; None where no other show is wished for.

    Args:
        view: The turn, with a purchase quoted.
        rest: What was said after the yes.
        hear: Hears it as a message of its own.
    """
    state, task = view.state, view.state.task
    if view.read is None or task is None or task.kind not in BUYING or aspects.asks(rest) or rest.endswith("?"):
        return None
    reading = view.read(rest)
    if reading.intent in _NODS:
        rest = f"tickets for {rest}"  # "the otters please", which would take what is shown
        reading = view.read(rest)
    if reading.intent not in _SELLS or not picking.other_event(task, reading.slots, view):
        return None
    fresh: dict[str, object] = {"task": None, "quote": None, "hold": None, "awaiting": None, "later": []}
    alone = state.model_copy(deep=True, update=fresh)
    heard = hear(replace(view, message=rest, reading=reading, state=alone, read=None))
    wished = alone.task
    if wished is None or wished.kind not in BUYING or heard.questions or heard.control or alone.later:
        return None
    named = {s.name: s.text for s in reversed(reading.slots) if s.name in _SHOW and not s.negated}
    words = next((named[name] for name in _SHOW if name in named), "")
    return (wished.model_copy(update={"kind": "purchase"}), words) if words else None


_OF_THE_DEED = regex(
    r"\b(?:money|refund\w*|back|fees?|charg\w*|much|cost\w*|pay|paid|price|card|bank|credit|cash|amount|total|full|they|them|it|that|this|those|these|orders?|right|correct|sure|revers\w*|still|safe|same|free)\b",
    re.IGNORECASE,
)
"""What a question must not speak of, to be none of a deed that follows at once."""
_OF_THE_REST = regex(
    r"\b(?:others?|rest|remaining|leftover|ones? (?:i|we)(?:['’]m|['’]re| am| are)? keep\w*)\b", re.IGNORECASE
)
_OTHER = regex(
    r"\W*(?:(?:please|pls|do|refund|cancel|return|drop|same (?:for|with)|the same (?:for|with))\s+)*(?:the|my) (?:other|others|rest|remaining|next|second)(?: (?:one|ones|order|booking|show|game|match))?(?:\W+(?:too|as well|also|then|please|pls|plz|now|after(?: that)?|next|thanks|ta))*\W*",
    re.IGNORECASE,
)
_HOLDS_BACK = regex(
    r"\b(?:but|except|only|instead|unless|if|before|first|wait|hold on|hang on|cancel|stop|don['’]?t|do not|not|never|no|nope|keep|keeping|rather|without|chang\w*|half|once|until|till|provided|as long as|depend\w*|maybe|actually|meant|wrong|undo)\b|n['’]t\b",
    re.IGNORECASE,
)
_BUYS = regex(
    r"\b(?:buy|book|get|want|need|like|take|use|spend|put)\b|\b(?:with|from|using) (?:the|my|that) (?:money|credit|refund)\b",
    re.IGNORECASE,
)
_AFTER = frozenset({"refund", "upgrade", "exchange", "transfer"})
OF_THE_SHOW = frozenset(
    [
        "quantity",
        "seat",
        "row",
        "section",
        "ordinal",
        "kept",
        "event",
        "performer",
        "when",
        "event_kind",
        "preference",
        "accessible",
        "max_price",
    ]
)


def points_on(rest: str) -> bool:
    """Whether nothing but another order is named: "the other one too"."""
    return _OTHER.fullmatch(rest) is not None


def is_whole(state: ConversationState) -> bool:
    """Whether all tickets of the order are quoted, so that "the other" is another order."""
    task, quote = state.task, state.quote
    return task is not None and task.order is not None and quote is not None and quote.count == len(in_hand(task))


def of_something_else(view: View, rest: str, hear: Callable[[View], Heard]) -> bool:
    """Whether what is said beside a deed that is done at once is clearly about something else."""
    assert view.read is not None
    order = view.state.task.order if view.state.task is not None else None
    spared = restated.in_part(view.state) and _OF_THE_REST.search(rest) is not None and aspects.asks(rest)
    if order is None or _HOLDS_BACK.search(rest):
        return False
    if ours.STILL_ON.search(rest):
        return False  # "can the other two still go?"
    if spared and _OF_MONEY.search(rest) is None:
        return True  # "can I give one of the others to my brother?"
    state = view.state.model_copy(deep=True, update={"task": None, "quote": None, "transfer": None, "awaiting": None})
    reading = view.read(rest)
    heard = hear(replace(view, message=rest, reading=reading, state=state, read=None))
    if heard.declines or heard.withdraws or heard.lets_go or heard.waits or heard.keeps or heard.control:
        return False
    task = state.task
    if task is None or not heard.started:
        asks = bool(heard.questions) and not any(s.name in OF_THE_SHOW for s in reading.slots)
        return asks and (_OF_THE_DEED.search(rest) is None or _OF_A_MESSAGE.search(rest) is not None)
    if task.kind == "orders":
        return _LOOKS.search(rest) is not None  # "then show me my tickets"
    same = not wanting.names_show(task.wanted) or describes(order, task.wanted, view.catalogue)
    if task.kind in BUYING:
        looks = _BUYS.search(rest) or _FINDS.search(rest)
        return not same or (looks is not None and (task.event is not None or not task.wanted.empty))
    return task.kind in _AFTER and not same


_LOOKS = regex(r"\b(?:show|see|open|list|look at|pull up|bring up)\b", re.IGNORECASE)
_FINDS = regex(
    r"\b(?:show me|find(?: me| us)?|look (?:for|at)|search|(?:what|which|any)(?:['’]?s)? (?:else |other )?\w+)\b",
    re.IGNORECASE,
)
_OF_MONEY = regex(r"\b(?:money|refund\w*|fees?|charg\w*|cost\w*|pay|paid|price|card|credit|amount)\b", re.IGNORECASE)
_OF_A_MESSAGE = regex(r"\b(?:e-?mails?|mails?|message|text|confirmation)\b", re.IGNORECASE)


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
