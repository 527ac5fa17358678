"""Better seats for tickets one has, in words that were read as an exchange or a look at orders; and staying where one sits.

Pure, like `hearing`, which asks it: "swap our seats for something in the stalls", "no no, same game, just better seats".
"""

import re

from willcall.agent.dialogue import aspects, tasks
from willcall.agent.dialogue.acts import tempers
from willcall.agent.dialogue.wishes import details, wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

_SWAPS = regex(
    r"\b(?:swap|chang(?:e|ing)|switch|mov(?:e|ing)|exchang(?:e|ing)|trade|bump|upgrad(?:e|ing)|shift)\b[^.?!]{0,60}?\b(?:for|to|into|in|onto|with)\b",
    re.IGNORECASE,
)
_OURS = regex(
    r"\b(?:my|our|mine|ours|us|me|(?:i|we)(?:['’]ve| have)? (?:got|bought|booked|have)|on my account|my order)\b",
    re.IGNORECASE,
)
_BETTER = regex(
    r"\b(?:better|nicer|closer|nearer|posher|further (?:forward|down)|lower down|good) (?:seats?|ones?|places?|spots?|view|to the \w+)\b|\b(?:sit|sitting|sat|be|get|getting|move|moving|anything|something|seats?)\b[^.?!]{0,20}\b(?:closer|nearer|better|nicer|further (?:forward|down)|lower down)\b|\b(?:nearer|closer) (?:to )?the \w+\b",
    re.IGNORECASE,
)
_HAS_THEM = regex(
    r"\b(?:order|booking|tickets?|seats?)\b[^.?!]{0,16}\b(?:on|in|under) (?:my|our) (?:account|name)\b|\b(?:my|our)(?: \w+){0,2} (?:tickets?|seats?|order|booking)\b|\b(?:i|we)(?:['’]ve| have)?(?: already)? (?:got|have|bought|booked)\b[^.?!]{0,24}\b(?:tickets?|seats?|tix|order|booking)\b|\b(?:already (?:bought|booked|have|got))\b",
    re.IGNORECASE,
)
_WANTS = regex(
    r"\b(?:want|need|like|prefer|have|get|got|find|give|any(?:thing)?|swap|change|move|upgrade)\b[^.?!,]{0,32}\b(?:better|closer|nearer|nicer|upgrade\w*|further (?:forward|down)|lower)\b",
    re.IGNORECASE,
)
_SAME = regex(r"\bsame (?:game|night|day|date|show|match|evening|one|performance|event|gig|concert)\b", re.IGNORECASE)
_ELSEWHERE = regex(
    r"\b(?:different|other|another) (?:night|date|day|game|show|match|evening|week)\b|\b(?:refund|money back|cancel|return)\b",
    re.IGNORECASE,
)


_PAYS_MORE = regex(
    r"\b(?:happy|willing|fine|ok|okay|prepared|glad|don['’]?t mind|(?:i|we)(?:['’]?d|['’]?ll| would| will| can| could))(?: to)? pay(?:ing)? (?:a bit |a little |some )?(?:more|extra|the difference|on top)\b",
    re.IGNORECASE,
)
_GOT_ANY = regex(
    r"\b(?:got|have you|is there|are there|do you have|you have|get us|get me)\b[^.?!]{0,12}\b(?:anything|something|any|somewhere)\b",
    re.IGNORECASE,
)
_THINGS = regex(
    r"\b(?:eat|drinks?|food|hot ?dogs?|burgers?|snacks?|beers?|wine|park\w*|hotels?|stay|to do|way|route|bus|train|merch\w*|shirts?|souvenirs?)\b",
    re.IGNORECASE,
)
"""What is no seat, however much better it may be."""


def asked(view: View, heard: Heard) -> bool:
    """Whether better seats for an order are asked for, or the ones there are kept after a look at better ones."""
    state, reading = view.state, view.reading
    task = state.task
    if not view.signed_in or state.hold is not None or state.quote is not None or state.transfer is not None:
        return False
    if task is not None and _for_the_least(task, view):
        task.section, task.prefer, heard.changed = None, "cheapest", True
        return True
    opened = state.memo.get("opened") if task is None else None
    if ((task is not None and task.kind in {"upgrade", "exchange"}) or opened) and _stays_put(view):
        state.task, state.awaiting, heard.withdraws = None, None, True
        return True
    bought = state.memo.get("bought") if task is None else None
    held = int(bought.get("count") or 0) if isinstance(bought, dict) else None
    if any(s.name in {"quantity", "email", "kept"} and s.value != held for s in reading.slots):
        return False
    if _ELSEWHERE.search(reading.text):
        return False
    if any(w.intent in {Intent.HAND_OFF, Intent.REFUND, Intent.TRANSFER} for w in reading.wishes):
        return False
    complains = any(w.intent is Intent.COMPLAINT for w in reading.wishes)
    if complains and not _WANTS.search(reading.text):
        return False
    if opened and reading.correcting:
        task = Task(kind="orders", order_hint=str(opened))  # "no, i mean better seats", of the order just shown
    if task is not None and task.kind in {"orders", "exchange"}:
        return _rather(task, view, heard)
    if task is not None and (task.kind not in BUYING or task.event is not None or task.quantity is not None):
        return False
    of_seats = bool(held) and _THINGS.search(reading.text) is None
    theirs = complains or _HAS_THEM.search(reading.text) is not None or (of_seats and _GOT_ANY.search(reading.text))
    told = {s.name for s in reading.slots}
    pays_more = of_seats and _PAYS_MORE.search(reading.text) and "section" in told and "when" not in told
    if not (_to_a_part(view) or pays_more or (_BETTER.search(reading.text) and theirs)):
        return False
    state.task, heard.sorry = None, complains  # "these seats are terrible, i want something better"
    slots = tuple(s for s in reading.slots if s.name != "refund_to")
    tasks.begin("upgrade", slots, view, heard, reading.text)
    return True


_LEAST = regex(
    r"\b(?:cheapest|least|lowest)\b|\b(?:any(?:thing)?|something|sth|one|some|upgrade) (?:else )?(?:for )?(?:less|cheaper)\b",
    re.IGNORECASE,
)
_IS_THERE = regex(r"\?\W*$|\b(?:is|are) there\b", re.IGNORECASE)
_BESIDE = frozenset({"preference", "section", "topic", "max_price"})


def _for_the_least(task: Task, view: View) -> bool:
    """Whether, of better seats that are listed, the least that any cost is asked for: "what's the cheapest upgrade?"."""
    state, reading = view.state, view.reading
    listed = task.kind == "upgrade" and task.order is not None and state.awaiting == "seats"
    if not listed or any(s.name not in _BESIDE for s in reading.slots) or _LEAST.search(reading.text) is None:
        return False
    return aspects.asks(reading.text) or _IS_THERE.search(reading.text) is not None


def _stays_put(view: View) -> bool:
    """Whether the seats there are stay: "phew, that's steep. i think we'll stay where we are"."""
    return tempers.keeps_theirs(view.reading) and not aspects.asks(view.reading.text)


def _rather(task: Task, view: View, heard: Heard) -> bool:
    """Whether an exchange, or a look at an order, is to be better seats instead; the order and the part of the house that were said stay."""
    text, slots = view.reading.text, view.reading.slots
    days = [s for s in slots if s.name in wanting.EVENT_SLOTS and not s.negated]
    placed = any(s.name in {"section", "row"} and not s.negated for s in slots)
    same = _SAME.search(text) is not None
    if days or not (_BETTER.search(text) or (same and placed)):
        return False
    if task.kind == "exchange" and not same:
        return False  # "something better on the 7th" may be another night's
    fresh = Task(kind="upgrade", order=task.order, order_hint=task.order_hint, section=task.section)
    named = task.source if not task.source.empty else task.wanted
    fresh.wanted = named.model_copy(update={"when": None}) if task.kind == "exchange" else named
    if fresh.order is None and view.state.last_order_id is not None:
        fresh.order_hint = fresh.order_hint or view.state.last_order_id
    details.add(fresh, slots)
    view.state.task, view.state.awaiting = fresh, None
    heard.started = heard.changed = True
    return True


def _to_a_part(view: View) -> bool:
    """Whether tickets of theirs are to move to a part of the house, and to no other day: "swap our seats for something in the stalls"."""
    text, slots = view.reading.text, view.reading.slots
    turn = _SWAPS.search(text)
    if turn is None or _OURS.search(turn.group()) is None:
        return False
    there: list[Slot] = [s for s in slots if s.end > turn.end() and not s.negated]  # "from the 8th to the 10th" too
    return any(s.name in {"section", "row"} for s in there) and not any(s.name in wanting.EVENT_SLOTS for s in there)
