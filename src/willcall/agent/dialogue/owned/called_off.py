"""Tickets for a show that was called off, said ("the gig is cancelled and nobody told me, where's my money?") or known ("the trio on the 10th. how do I get my money"). Their money back is quoted.

Pure, like `hearing`, which asks it. Nothing comes of the refund without a yes.
"""

import re
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import aspects, tasks
from willcall.agent.dialogue.asked import asking
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Show, When

_OFF = r"(?:cancel\w*|called off|postponed|scrapped|pulled|axed|(?:is |are |'s )?(?:now )?off|not (?:on|happening|going ahead|taking place)|isn['’]?t (?:on|happening|going ahead))"
_IS_OFF = regex(rf"\b{_OFF}(?!\s+(?:it|them|my|our|the (?:order|booking|tickets))\b)", re.IGNORECASE)
_WANTS_BACK = regex(
    r"\b(?:money|refund\w*|cash|dosh|reimburs\w*|paid|get (?:it |them |that )?back|owed?|what (?:now|happens|about|do i|do we|am i|should)|where (?:does|do) (?:that|this|it) leave|nobody (?:told|said|let|emailed|rang|texted)|no ?one (?:told|said|let|emailed|rang|texted)|wasn['’]?t (?:told|informed)|never (?:told|heard|got)|no (?:email|word|notice|text))\b",
    re.IGNORECASE,
)
_HAD = regex(
    r"\b(?:i|we)(?:['’]ve| have| had|['’]d)?(?: (?:got|bought|booked|had|paid for))?(?: already)? (?:\w+ ){0,2}(?:tickets?|tix|seats?)\b",
    re.IGNORECASE,
)
_OURS = regex(
    r"\b(?:my|our|mine|ours|i|we|me|us|(?:the|those|these|them) tickets?)\b|\b(?:told|refunds?)\b", re.IGNORECASE
)
_ONLY_ASKS = regex(
    r"\b(?:if|in case|would|were to|gets?|policy|ever|might|may be|could be)\b[^.?!]{0,24}\b(?:cancel\w*|called off|postponed)",
    re.IGNORECASE,
)
_MONEY = regex(r"\b(?:money|refund\w*|reimburs\w*|cash)\b", re.IGNORECASE)
_OTHER_MONEY = regex(
    r"\b(?:cash ?machines?|atms?|(?:by|with|in|take|accept) cash|money['’]s worth|worth the money)\b", re.IGNORECASE
)
_ELSE = frozenset({Intent.TRANSFER, Intent.EXCHANGE, Intent.HAND_OFF, Intent.COMPLAINT, Intent.UPGRADE})
_LONGEST = 240  # characters


def asked(view: View, heard: Heard) -> bool:
    """Whether who has tickets for a show that was called off asks what becomes of the money."""
    state, reading = view.state, view.reading
    text, task = reading.text, state.task
    busy = state.quote is not None or state.hold is not None or state.transfer is not None
    if (
        busy
        or not view.signed_in
        or len(text) > _LONGEST
        or (task is not None and task.kind not in {*BUYING, "orders"})
    ):
        return False
    if _IS_OFF.search(text) is None or _ONLY_ASKS.search(text):
        return False
    has = _HAD.search(text) is not None
    if not has and not (_WANTS_BACK.search(text) and _OURS.search(text)):
        return False
    told = {"email", "order_id"} if has else {"email", "quantity", "order_id"}
    if any(s.name in told for s in reading.slots) or not _off(view):
        return False
    state.task, state.awaiting = None, None
    tasks.begin("refund", tuple(s for s in reading.slots if s.name in wanting.EVENT_SLOTS), view, heard, text)
    heard.understood = True
    return True


def told_of(view: View, heard: Heard) -> bool:
    """Whether who is not signed in asks what becomes of the money for a show that is off, or is cross at it: that is told, before anybody has to sign in."""
    state, reading = view.state, view.reading
    text = reading.text
    if view.signed_in or state.hold is not None or state.quote is not None or len(text) > _LONGEST:
        return False
    if any(s.name in {"email", "order_id"} for s in reading.slots) or _WANTS_IT_DONE.search(text):
        return False
    intents = {wish.intent for wish in reading.wishes}
    asks = _MONEY.search(text) is not None and (aspects.asks(text) or "?" in text)
    if not (asks or (_WAS_CANCELLED.search(text) and intents & {Intent.REFUND, Intent.COMPLAINT})):
        return False
    if _ONLY_ASKS.search(text) or intents & _ELSEWHERE or not _off(view):
        return False
    named = tuple(s for s in reading.slots if s.name in wanting.EVENT_SLOTS and not s.negated)
    asking.note_show(named, state)
    state.task, state.awaiting = (
        (None, None) if state.task is not None and state.task.kind == "refund" else (state.task, state.awaiting)
    )
    heard.questions, heard.understood = [Question("policy", MONEY_BACK, named)], True
    heard.sorry = Intent.COMPLAINT in intents
    return True


MONEY_BACK = "Do I get my money back, as it is cancelled?"
_ELSEWHERE = frozenset({Intent.TRANSFER, Intent.EXCHANGE, Intent.HAND_OFF, Intent.UPGRADE})
_WAS_CANCELLED = regex(
    r"\b(?:cancel+ed|called off|scrapped|axed|pulled|(?:is|are|['’]?s) (?:now )?off|not (?:happening|going ahead|taking place))\b",
    re.IGNORECASE,
)
_WANTS_IT_DONE = regex(
    r"(?:^|[.!?,;]\s*|\b(?:so|and|please|pls|just|now|to|can you|could you|will you) )(?:refund|return|reimburse|cancel) (?:me|us|it|them|my|our|the|this|that|these|those)\b|\b(?:i|we)(?:['’]d)? (?:just )?(?:want|need|would like|like|demand) (?:a |my |our |the |to get )*(?:refund\w*|money|cash)\b|\b(?:give|send|pay|get) (?:me|us) (?:my|our|the|a)\b",
    re.IGNORECASE,
)


def money_wanted(view: View, heard: Heard) -> bool:
    """Whether the money for a show that is off is asked for; then its order is looked for and paid back."""
    state, reading = view.state, view.reading
    text = reading.text
    if state.hold is not None or state.quote is not None or len(text) > _LONGEST or not _MONEY.search(text):
        return False
    if _OTHER_MONEY.search(text) or reading.first("quantity") is not None or reading.first("order_id") is not None:
        return False
    if any(wish.intent in _ELSE for wish in reading.wishes):
        return False
    ids = {one for s in reading.slots if s.name == "event" and not s.negated for one in s.value}
    when = reading.value("when")
    named = [show for show in view.catalogue.shows if show.event_id in ids]
    meant = [s for s in named if when is None or when.contains(s.starts_at.astimezone(ZoneInfo(s.time_zone)))]
    if not meant or any(show.on for show in meant):
        return False
    tasks.take_up("refund", tuple(s for s in reading.slots if s.name != "preference"), view, heard, text)
    return True


def _off(view: View) -> list[Show]:
    """The shows that are named and off."""
    said = [s for s in view.reading.slots if s.name in {"event", "performer", "event_kind", "when"} and not s.negated]
    if not wanting.names_event(said):
        return []
    said = [s for s in said if s.name != "when" or isinstance(s.value, When)]
    return [s for s in view.catalogue.shows if not s.on and wanting.fits_event(said, s, view.catalogue)]
