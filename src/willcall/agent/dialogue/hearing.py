"""From a reading to a change of state: what was asked, what was chosen, what is wanted now.

Pure: it looks at the reading, the state and the catalogue, changes tasks (plain data) and says what remains to be done. It is
run for every brain, so that the embedded one can take over in mid-conversation.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import agreeing, cues, details, picking, wanting
from willcall.agent.dialogue.details import BUYING
from willcall.agent.dialogue.intents import AFTER_SALES, ASKS, CONTROLS, SOCIAL, STARTS, URGENCY
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question, Task, TaskKind, Wanted
from willcall.understanding.reading import Intent, Reading, Slot, Wish


def hear(view: View) -> Heard:
    """Folds the newest message into `view.state` and says what is to be done."""
    state, reading = view.state, view.reading
    heard = Heard()
    if view.picked is not None:
        heard.chosen_from, heard.chosen = view.picked.about, view.picked.index
        if view.picked.seat_ids and state.task is not None and state.task.kind in BUYING:
            state.task.quantity = len(view.picked.seat_ids)
        heard.changed = True
        return heard
    if picking.looks_back(view):
        heard.keeps = True
        return heard
    if reading.answer == "yes":
        heard.accepts = True
    elif reading.answer == "no":
        heard.declines = True
    if _turned_away(view, heard):
        return heard
    agreed = agreeing.agree(view)
    heard.changed = agreed
    for wish in reading.wishes:
        if agreed and wish.intent is Intent.AFFIRM:
            continue
        slots = details.with_bare_section(_slots_of(wish, reading), view)
        _hear_wish(wish, slots, view, heard)
    anything = (
        heard.questions or heard.control or heard.social or heard.chosen is not None or heard.changed or heard.started
    )
    if heard.control is Intent.REPEAT and heard.started:
        heard.control = None  # "I lost my tickets, can you show them again"
    heard.understood = bool(anything or heard.accepts or heard.declines or heard.asked_more)
    if anything:
        heard.out_of_scope = False
    _settle(state)
    return heard


def _slots_of(wish: Wish, reading: Reading) -> tuple[Slot, ...]:
    if len(reading.wishes) == 1:
        return reading.slots
    return tuple(s for s in reading.slots if wish.start <= s.start < wish.end)


def _hear_wish(wish: Wish, slots: tuple[Slot, ...], view: View, heard: Heard) -> None:
    state, reading = view.state, view.reading
    intent, task = wish.intent, state.task
    text = reading.text[wish.start : wish.end].strip() or reading.text
    single = len(reading.wishes) == 1
    clause = reading if single else replace(reading, text=text, slots=slots, wishes=(wish,), answer="none")
    if picking.picks(view, heard, replace(clause, slots=slots)):
        _apply(state, slots, view, heard, text, picked_from=heard.chosen_from)
        return
    if intent is Intent.DENY and cues.BYE.search(text):
        intent = Intent.GOODBYE
    if intent is Intent.DENY and single and wish.confidence >= 0.6 and not reading.correcting:
        after_sale = state.quote is not None and state.quote.kind != "purchase"
        if not slots or after_sale:
            heard.declines = True
            return
    if intent in {Intent.OUT_OF_SCOPE, Intent.SMALL_TALK, Intent.HELP} and cues.MINE.search(text):
        intent = Intent.ORDERS
    if cues.STUCK.search(text) and (intent is Intent.ORDERS or intent not in STARTS):
        intent = Intent.HAND_OFF  # at the door, with a code that does not scan
    if intent in {Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO} and cues.GIVES_BACK.search(text):
        intent = Intent.REFUND
    if _only_asks(intent, slots, text):
        heard.questions.append(Question("policy", text, slots))
        return
    buying = task is not None and task.kind in BUYING and task.event is not None
    if intent in AFTER_SALES and (state.hold is not None or buying) and cues.HYPOTHETICAL.search(text):
        heard.questions.append(Question("policy", text, slots))  # "what if I can't make it?" before anything is bought
        return
    if intent is Intent.HELP and task is None and cues.WHATS_ON.search(text):
        intent = Intent.FIND_EVENTS
    if intent in SOCIAL:
        if intent is Intent.GOODBYE and state.quote is not None and not cues.BYE.search(text):
            return  # seats are held: only a real farewell lets them go
        heard.social.append(intent)
        if slots and task is not None and intent is not Intent.GOODBYE:
            _apply(state, slots, view, heard, text)
        elif wanting.names_event(slots) and intent is Intent.GREET:
            _start("browse", slots, view, heard, text)
        return
    if intent is Intent.PAY and state.quote is None and any(s.name == "quantity" for s in slots):
        intent = Intent.BUY  # "I'd like to pay for three tickets"
    if intent is Intent.CANCEL and task is not None and agreeing.only_a_turn(text, reading):
        intent = Intent.CHANGE  # "never mind, I want four tickets"
    if intent is Intent.CANCEL and (
        cues.BUY_IT.search(text) or (state.quote is not None and not cues.DROPS.search(text))
    ):
        return  # "fine, whatever, buy it" drops nothing; only a plain yes buys, so it is asked again
    if intent in CONTROLS and not _answers_question(state, slots, intent):
        heard.control = max(intent, heard.control or intent, key=URGENCY.index)
        return
    if intent in ASKS:
        _hear_question(intent, text, slots, view, heard)
        return
    if intent is Intent.UPGRADE and _still_choosing(state, text):
        _apply(state, slots, view, heard, text)
        heard.changed = heard.asked_more = True
        return
    if intent in STARTS:
        _hear_task(STARTS[intent], slots, view, heard, text)
        return
    if intent is Intent.OUT_OF_SCOPE and not (slots and task is not None and _useful(state, slots)):
        heard.out_of_scope = True
        return
    if task is not None:
        _apply(state, slots, view, heard, text)
        if any(s.name == "quantity" for s in slots):
            heard.changed = agreeing.take(view, slots) or heard.changed
        return
    counted = any(s.name == "quantity" for s in slots)
    named = wanting.names_event(slots) or any(s.name == "when" for s in slots)
    if state.quote is None and (named or (counted and agreeing.only_shown(state) is not None)):
        kind: TaskKind = "purchase" if counted else "browse"
        _start(kind, slots, view, heard, text)


def _answers_question(state: ConversationState, slots: Sequence[Slot], intent: Intent) -> bool:
    """Whether something read as "cancel", "pay" … rather answers what was just asked."""
    if intent in {Intent.HAND_OFF, Intent.COMPLAINT, Intent.REPEAT, Intent.CANCEL}:
        return False
    return state.awaiting == "quantity" and any(s.name == "quantity" for s in slots)


def _useful(state: ConversationState, slots: Sequence[Slot]) -> bool:
    wanted = {
        "quantity": {"quantity"},
        "event": wanting.EVENT_SLOTS,
        "seats": {"ordinal", "section", "row", "preference", "max_price", "quantity"},
        "order": {"ordinal", "order_id"} | wanting.EVENT_SLOTS,
        "choice": {"ordinal", "email", "person", "quantity", "refund_to"},
        "confirmation": {"quantity", "section", "when", "max_price"},
    }.get(state.awaiting or "", frozenset())
    return any(s.name in wanted for s in slots)


def _hear_question(intent: Intent, text: str, slots: tuple[Slot, ...], view: View, heard: Heard) -> None:
    state = view.state
    task = state.task
    if intent is Intent.SEAT_INFO:
        refining = any(s.name in {"section", "max_price", "preference", "quantity", "accessible", "row"} for s in slots)
        if task is not None and task.kind in {"purchase", "browse", "upgrade", "exchange"} and refining:
            if task.kind in BUYING and task.quantity is None and not any(s.name == "quantity" for s in slots):
                heard.questions.append(Question("seats", text, slots))
            _apply(state, slots, view, heard, text)
            heard.asked_more = heard.asked_more or not heard.changed
            heard.changed = True
            return
        if wanting.names_event(slots) and any(
            s.name in {"quantity", "section", "preference", "max_price"} for s in slots
        ):
            _hear_task("purchase", slots, view, heard, text)
            return
        heard.questions.append(Question("seats", text, slots))
        return
    if intent is Intent.EVENT_INFO:
        known = task.event if task is not None else state.last_event
        if wanting.names_event(slots) and known is None and state.quote is None:
            _hear_task("browse", slots, view, heard, text)
            return
        heard.questions.append(Question("event", text, slots))
        return
    heard.questions.append(Question("policy" if intent is Intent.POLICY else "knowledge", text, slots))
    if task is None and wanting.names_event(slots) and any(s.name == "quantity" for s in slots):
        _hear_task("purchase", slots, view, heard, text)  # "4 for Saturday's play. Then what's your bag policy"


def _only_asks(intent: Intent, slots: Sequence[Slot], text: str) -> bool:
    """Whether "can I give my ticket to a friend?" asks how it is, rather than for it to be done."""
    if intent not in AFTER_SALES - {Intent.ORDERS} or any(s.name in {"order_id", "email", "quantity"} for s in slots):
        return False
    if cues.HOW_IT_WORKS.search(text):
        return True
    return intent is Intent.TRANSFER and "?" in text and bool(cues.HYPOTHETICAL.search(text))


def _still_choosing(state: ConversationState, text: str) -> bool:
    """Whether "can we sit closer?" is about seats not bought yet."""
    task = state.task
    return task is not None and task.kind in BUYING and task.event is not None and not cues.OWNED.search(text)


def _turned_away(view: View, heard: Heard) -> bool:
    """Whether the fan says that they do not want what we took them to want; what else they say, or had put aside, counts."""
    state, reading = view.state, view.reading
    task = state.task
    if task is None or task.kind in BUYING or not cues.NOT_THAT[task.kind].search(reading.text):
        return False
    state.task, state.awaiting = None, None
    if wanting.names_event(reading.slots) or any(s.name == "quantity" for s in reading.slots):
        _start("purchase", reading.slots, view, heard, reading.text)
    elif state.later:
        state.task = state.later.pop(0)
        heard.changed = True
    else:
        heard.control = Intent.CANCEL
    return True


def _hear_task(kind: TaskKind, slots: tuple[Slot, ...], view: View, heard: Heard, text: str) -> None:
    state = view.state
    task = state.task
    if heard.started and task is not None and task.kind in BUYING and kind in BUYING and wanting.names_event(slots):
        state.later.append(_new("purchase", slots, view, text))  # the second of two purchases in one message
        return
    same = task is not None and (task.kind == kind or (task.kind in BUYING and kind in BUYING))
    if same:
        assert task is not None
        if (
            kind == "purchase"
            and picking.other_event(task, slots, view)
            and task.event is not None
            and _is_second(text, view)
        ):
            state.later.append(_new("purchase", slots, view, text))
            heard.started = True
            return
        if kind == "purchase":
            task.kind = "purchase"
        _apply(state, slots, view, heard, text)
        agreeing.take(view, slots)
        heard.changed = True
        return
    if task is not None and task.kind == "exchange" and kind in BUYING and not _wants_more(task, slots, text, view):
        _apply(state, slots, view, heard, text)
        return
    if task is not None and task.kind in BUYING and task.event is not None and kind == "browse":
        if any(s.name in wanting.EVENT_SLOTS for s in slots):
            _start(kind, slots, view, heard, text)
        else:
            heard.questions.append(Question("seats", text, slots))
        return
    _start(kind, slots, view, heard, text)


def _wants_more(task: Task, slots: Sequence[Slot], text: str, view: View) -> bool:
    """Whether "4 for Saturday" in the middle of an exchange is a purchase of its own: more tickets than are to be swapped."""
    number = next((s.value for s in slots if s.name == "quantity"), None)
    held = 0 if task.order is None else sum(t.status == "valid" for t in task.order.tickets)
    return _is_second(text, view) or (number is not None and bool(held) and number > held)


def _is_second(text: str, view: View) -> bool:
    return bool(cues.ALSO.search(text)) and not view.reading.correcting


def _start(kind: TaskKind, slots: tuple[Slot, ...], view: View, heard: Heard, text: str) -> None:
    """Begins a task; what was being done waits, unless it had hardly begun or the fan turned away from it."""
    state = view.state
    fresh = _new(kind, slots, view, text)
    if heard.started and state.task is not None:
        state.later.append(fresh)
        return
    old = state.task
    under_way = (
        old is not None and old.kind == "purchase" and old.event
    )  # what a fan turned from after a sale stays away
    if old is not None and under_way and (kind in {"orders", "credit", "browse"} or not view.reading.correcting):
        state.later.insert(0, old)
    waiting = next((t for t in state.later if t.kind == "purchase" and t.event is not None), None)
    if waiting is not None and kind == "purchase" and fresh.wanted.empty and not _is_second(text, view):
        state.later.remove(waiting)  # "buy them now": the purchase that was put aside
        details.add(waiting, slots)
        fresh = waiting
    state.task = fresh
    agreeing.take(view, slots)
    if kind not in BUYING:  # said again, not wanted twice
        state.later = [t for t in state.later if t.kind != kind or (t.order and t.order != fresh.order)]
    heard.started = heard.changed = True


def _new(kind: TaskKind, slots: tuple[Slot, ...], view: View, text: str) -> Task:
    task = Task(kind=kind)
    if kind == "exchange":
        split = _exchange_split(text, view.reading.text)
        task.wanted = wanting.merged(Wanted(), [s for s in slots if s.start >= split])
        task.source = wanting.merged(Wanted(), [s for s in slots if s.start < split])
    else:
        task.wanted = wanting.merged(Wanted(), slots)
    details.add(task, slots)
    if kind == "browse" and task.quantity is not None:
        task.kind = "purchase"
    if kind == "purchase" and task.wanted.empty and view.state.last_event is not None and view.state.task is None:
        recent = view.state.latest
        if recent is not None and recent.about == "events" and len(recent.events) == 1:
            task.wanted.event_ids = [recent.events[0].event_id]
    return task


def _exchange_split(clause: str, whole: str) -> int:
    """Where "my Friday tickets" ends and "for Saturday" begins: the last turning word of the clause."""
    offset = max(whole.find(clause), 0)
    stated = cues.FROM_TO.search(clause)
    if stated is not None:
        return offset + stated.start("to")
    found = [m.start() for m in cues.TARGET.finditer(clause)]
    first_ticket = re.search(r"\b(tickets?|tix|seats?|order|game|show|concert|match)\b", clause, re.IGNORECASE)
    after = [at for at in found if first_ticket is None or at > first_ticket.start()]
    return offset + (after[-1] if after else 0)


def _apply(
    state: ConversationState,
    slots: tuple[Slot, ...],
    view: View,
    heard: Heard,
    text: str,
    *,
    picked_from: str | None = None,
) -> None:
    """Changes the current task by what was said."""
    task = state.task
    if task is None or not slots:
        return
    slots = tuple(details.as_number(s, state, text) for s in slots)
    before = task.model_dump_json()
    said = [s for s in slots if s.name in wanting.EVENT_SLOTS]
    if said and picked_from is None:
        _apply_event(task, said, view)
    details.add(task, slots, chosen=picked_from in {"seats", "upgrades"})
    if task.model_dump_json() != before or (view.reading.correcting and _useful(state, slots)):
        heard.changed = True  # said again counts too: what was shown may not have fitted
    if cues.ASKING.search(text):
        heard.asked_more = True


def _apply_event(task: Task, said: list[Slot], view: View) -> None:
    if task.kind in {"refund", "upgrade", "transfer", "orders"}:
        if task.order is not None and task.kind != "orders":
            task.order = None
        task.wanted = wanting.merged(task.wanted, said)
        return
    if task.event is None:
        base = task.wanted
        if wanting.names_event(said) and view.reading.correcting:
            base = Wanted(when=base.when, city=base.city)
        task.wanted = wanting.merged(base, said)
        return
    if wanting.fits_event(said, task.event, view.catalogue):
        return
    if wanting.names_event(said):
        fresh = wanting.merged(Wanted(), said)
        if fresh.unknown and not (fresh.event_ids or fresh.performer or fresh.kind or fresh.when):
            task.wanted = fresh
        elif fresh.when is None and fresh.event_ids and task.event.event_id in fresh.event_ids:
            return
        else:
            task.wanted = fresh
    else:
        listed = view.state.list_shown("events")
        ids = [e.event_id for e in listed.events] if listed else []
        task.wanted = wanting.instead(task.event, said, ids, view.catalogue, view.now)
    task.event, task.options, task.chosen = None, [], None


def _settle(state: ConversationState) -> None:
    """A cancelled-out or duplicate task leaves no trace."""
    if len(state.later) > 4:
        state.later = state.later[:4]
