"""What the fan is about, as tasks: begun, changed by what is said, put aside for another, taken up again. Pure.

Knows nothing of intents: `hearing` says which kind of task a message is about.
"""

import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from willcall.agent.dialogue import aspects, cues, footing, fresh
from willcall.agent.dialogue.acts import agreeing, picking
from willcall.agent.dialogue.wishes import details, moving, part, wanting, whereabouts
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question, Task, TaskKind, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot, When

_OF_TICKETS = {"refund", "transfer"}  # what may be done with one ticket of an order
_TURNED_DOWN = regex(
    r"^\W*(?:(?:oh|sorry|wait|actually|but|hang on|ok|okay)\W+)*(?:no|nope|nah|none(?! of\b))\b(?! (?:problem|worries|rush|idea)\b)|\b(?:do ?n['’]?t|do not|did ?n['’]?t|did not|never|no longer) (?:actually |really |even )?(?:want|need|ask(?:ed)? for|mean)\b[^.?!]{0,16}\b(?:another|more|extra|new|any|it|that|this|those|these|to (?:buy|get|book))\b|\bnot (?:buying|another|to buy|looking to buy|what i (?:want|mean|ask|said))",
    re.IGNORECASE,
)
"""Says, before what is wanted of tickets one has, that what was offered to be bought is not."""


def take_up(kind: TaskKind, slots: tuple[Slot, ...], view: View, heard: Heard, text: str) -> None:
    """Goes on with the task of that kind, or begins one.

    Args:
        kind: What is wanted.
        slots: Details said of it.
        view: What is known.
        heard: What the message did so far; changed.
        text: The words that said it.
    """
    state = view.state
    task = state.task
    second = heard.started and task is not None and task.kind in BUYING and kind in BUYING
    if second and _is_a_show(slots) and not (_of_the_same(task, slots, view) or fresh.only_counted(task, slots)):
        _put_by(slots, view, heard, text)  # the second of two purchases in one message
        return
    picked = heard.chosen is not None and heard.chosen_from == "seats"
    if (
        picked
        and task is not None
        and task.kind in BUYING
        and kind in BUYING
        and picking.other_event(task, slots, view)
    ):
        _put_by(slots, view, heard, text)  # "201 for the derby. and 2 for the opera on Saturday"
        return
    if kind == "browse" and task is not None and task.kind in BUYING and _looks_beyond(task, slots, text, view):
        begin(kind, slots, view, heard, text)
        if task.event is not None and state.task is not None:
            state.task.wanted.without = [*state.task.wanted.without, task.event.event_id]
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
            _put_by(slots, view, heard, text)
            heard.keeps = state.quote is not None and state.quote.kind == "purchase" and state.hold is not None
            heard.started = not heard.keeps  # "book it and also 2 for the opera": first what is held
            return
        if kind == "purchase":
            task.kind = "purchase"
        change(state, slots, view, heard, text)
        agreeing.take(view, slots)
        heard.changed = True
        return
    if task is not None and task.kind == "exchange" and kind in BUYING and not _wants_more(task, slots, text, view):
        change(state, slots, view, heard, text)
        heard.asked_more = heard.asked_more or (kind == "browse" and task.event is None)  # "same show, other date"
        return
    if task is not None and task.kind in BUYING and task.event is not None and kind == "browse":
        if any(s.name in wanting.EVENT_SLOTS for s in slots):
            begin(kind, slots, view, heard, text)
        else:
            heard.questions.append(Question("seats", text, slots))
        return
    begin(kind, slots, view, heard, text)


def _of_the_same(task: Task | None, slots: tuple[Slot, ...], view: View) -> bool:
    """Whether what is named is the show of a task of which no number was said yet: "is the gala still on? can i get 2 for it"."""
    if task is None or task.quantity is not None:
        return False
    before = {s.event_id for s in wanting.candidates(task.wanted, view.catalogue, view.now)}
    named = wanting.merged(Wanted(), [s for s in slots if s.name in wanting.EVENT_SLOTS])
    now = {s.event_id for s in wanting.candidates(named, view.catalogue, view.now)}
    return bool(now) and (now <= before or (bool(before) and before <= now))


ANYTHING_ELSE = regex(r"\b(?:what|anything|something|nothing|owt|summat) else\b(?! (?:i|we|you|to)\b)", re.IGNORECASE)


def _looks_beyond(task: Task, slots: Sequence[Slot], text: str, view: View) -> bool:
    """Whether other shows are asked for than the one in hand: "is there anything else in town this week"."""
    placed = any(s.name in {"city", "venue", "when"} and not s.negated for s in slots)
    named = wanting.names_event(slots) or any(s.name in {"quantity", "section"} for s in slots)
    free = view.state.hold is None and view.state.quote is None and task.event is not None
    return free and placed and not named and ANYTHING_ELSE.search(text) is not None


def _is_a_show(slots: Sequence[Slot]) -> bool:
    """Whether a show is named, or so many tickets at a house that stands for one: "2 for the party at the mill"."""
    told = {s.name for s in slots if not s.negated}
    return wanting.names_event(slots) or {"venue", "quantity"} <= told


def _put_by(slots: tuple[Slot, ...], view: View, heard: Heard, text: str) -> None:
    """Puts a second purchase by until the first is done, and says which."""
    view.state.later.append(fresh.task("purchase", slots, view, text))
    named = [s for s in slots if s.name in {"performer", "event", "event_kind", "when", "venue"} and not s.negated]
    order = {"performer": 0, "event": 1, "event_kind": 2, "when": 3, "venue": 4}
    heard.put_by = min(named, key=lambda s: order[s.name]).text if named else ""


def _wants_more(task: Task, slots: Sequence[Slot], text: str, view: View) -> bool:
    """Whether "4 for Saturday" in the middle of an exchange is a purchase of its own: more tickets than are to be swapped."""
    number = next((s.value for s in slots if s.name == "quantity"), None)
    held = 0 if task.order is None else sum(t.status == "valid" for t in task.order.tickets)
    return _is_second(text, view) or (number is not None and bool(held) and number > held)


def _is_second(text: str, view: View) -> bool:
    return bool(cues.ALSO.search(text)) and not view.reading.correcting


def begin(kind: TaskKind, slots: tuple[Slot, ...], view: View, heard: Heard, text: str) -> None:
    """Begins a task; what was being done waits, unless it had hardly begun or the fan turned away from it."""
    state = view.state
    new = fresh.task(kind, slots, view, text)
    if heard.started and state.task is not None:
        if state.task.kind in BUYING and kind in {*_MOVES, "refund"} and _asks_of_those(new, text, view):
            heard.questions.append(Question("policy", text, ()))  # "two for Friday; can I swap them later?"
            return
        if not (state.task.kind in _MOVES and kind == "refund" and _names_no_ticket(new, text)):
            state.later.append(new)  # "swap them for Friday, and money back if there is any" asks for one deed
        return
    old = state.task
    under_way = (
        old is not None
        and old.kind == "purchase"
        and old.event
        and not _was_mistaken(old, new, state, view.reading.text)
    )  # what a fan turned from after a sale stays away
    if old is not None and under_way and (kind in {"orders", "credit", "browse"} or not view.reading.correcting):
        state.later.insert(0, old)
    waiting = next((t for t in state.later if t.kind == "purchase" and t.event is not None), None)
    if waiting is not None and kind == "purchase" and new.wanted.empty and not _is_second(text, view):
        state.later.remove(waiting)  # "buy them now": the purchase that was put aside
        details.add(waiting, slots)
        new = waiting
    state.task = new
    if kind in BUYING:
        state.memo = {
            name: what for name, what in state.memo.items() if name not in {"refused", "complained", "let_go"}
        }
    agreeing.take(view, slots)
    if kind not in BUYING:  # said again, not wanted twice
        state.later = [t for t in state.later if t.kind != kind or (t.order and t.order != new.order)]
    heard.started = heard.changed = True


_MOVES = frozenset({"exchange", "upgrade"})
_A_TICKET = regex(
    r"\b(?:tickets?|tix|seats?|orders?|bookings?|others?|ones?|rest|both|all|everything|second|first|last)\b",
    re.IGNORECASE,
)


def _asks_of_those(task: Task, text: str, view: View) -> bool:
    """Whether it is asked what may become of the tickets that are wished for in the same message; nothing of it waits."""
    return _names_no_order(task) and aspects.asks(text) and not cues.OF_OWN.search(view.reading.text)


def _names_no_ticket(task: Task, text: str) -> bool:
    """Whether money back was spoken of with nothing said of what is given back for it."""
    return _names_no_order(task) and not _in_part(task) and _A_TICKET.search(text) is None


def _names_no_order(task: Task) -> bool:
    return task.order is None and task.order_hint is None and task.wanted.empty


def _in_part(task: Task) -> bool:
    return bool(task.ticket_count or task.kept or task.numbers or task.nth)


def after_a_deed(state: ConversationState, done: Task | None) -> Task | None:
    """The next that waits once a deed is done; a refund of "the other order" is never one of what was just changed."""
    waiting = state.later.pop(0) if state.later else None
    if waiting is None or done is None or done.order is None or done.kind not in _MOVES:
        return waiting
    if waiting.kind == "refund" and _names_no_order(waiting) and not _in_part(waiting):
        waiting.wanted.without = [*waiting.wanted.without, done.order.order_id]
    return waiting


def _was_mistaken(old: Task, new: Task, state: ConversationState, text: str) -> bool:
    """Whether the purchase under way was never wanted: nothing is held, and tickets of that very show are to be changed."""
    if state.hold is None and new.kind not in BUYING and _TURNED_DOWN.search(text):
        return True  # "no, I don't want another one: send one of mine to Pia"
    if new.kind not in {"refund", "upgrade", "exchange"} or state.hold is not None or old.event is None:
        return False
    if new.kind == "exchange" and old.quantity is None:
        return True  # looked at, and then tickets one has are moved: nothing is to be bought beside
    named = {*new.wanted.event_ids, *new.source.event_ids}
    return old.event.event_id in named


def change(
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
    slots = footing.ordinary(task, slots, text) if task is not None else slots
    if task is None or not (slots or task.kind in _OF_TICKETS):
        return
    slots = moving.not_here(slots, view.reading.text) if task.kind == "upgrade" else slots
    slots = tuple(details.as_number(s, state, text) for s in slots)
    quote = state.quote if task.kind in BUYING and state.hold is not None else None
    quoted = quote is not None and quote.kind == "purchase"
    listed = state.list_shown("seats") if state.awaiting == "seats" and task.kind in BUYING else None
    offered = listed.seats if listed is not None else []
    more = picked_from is None and _YES_AND.match(text) and not cues.ASKING.search(text)
    if more and (quoted or offered) and picking.other_event(task, slots, view):
        _put_by(slots, view, heard, text)  # "yes and then day 1 also": first what is held, or offered
        heard.keeps, heard.accepts = quoted, not quoted and len(offered) > 1
        if not quoted and len(offered) == 1:
            heard.chosen, heard.chosen_from = 0, "seats"
        return
    before, sat = task.model_dump_json(), task.chosen
    said = [s for s in slots if s.name in wanting.EVENT_SLOTS]
    if said and picked_from is None:
        begun = task.event is not None or wanting.names_show(task.wanted)
        _change_event(task, said, view)
        if task.kind in BUYING and task.event is None and begun and wanting.names_event(said):
            task.numbers = []  # seats named by number were of that show
    told = {s.name for s in slots if not s.negated}
    cheapest = any(s.name == "preference" and s.value == "cheapest" for s in slots)
    anew = wanting.names_event(slots) or _CHEAPEST_OF_ALL.search(text) or _all_alike(task)
    if cheapest and anew and not told & {"section", "row"}:
        task.section, task.rows = None, []  # "ok, two of the cheapest for the opera then", after a look at the boxes
    placed = any(s.name == "section" and not s.negated and not _ONLY.search(text[: s.start]) for s in slots)
    if picked_from is None and task.section is not None and cues.ANYWHERE.search(text) and not placed:
        task.section, slots = None, tuple(s for s in slots if s.name != "section" or s.negated)
    if task.budget_major is not None and _ANY_PRICE.search(text) and "max_price" not in told:
        task.budget_major, task.budget_per = None, None
    details.add(task, slots, chosen=picked_from in {"seats", "upgrades"})
    moved = sat is not None and task.chosen is None and "quantity" in told and details.only_another_day(task, said)
    if sat is not None and moved and not details.seeks_elsewhere(slots):
        task.keep_section, task.keep_row = sat.section, sat.row or None  # "3 of us, and friday", of seats that are held
    if task.kind in BUYING:
        footing.note(task, slots, state)
    if task.kind in _OF_TICKETS and picked_from is None:
        part.point_out(task, slots, text)
    if task.model_dump_json() != before or (view.reading.correcting and useful(state, slots)):
        heard.changed = True  # said again counts too: what was shown may not have fitted
    elif task.kind in BUYING and {("quantity", task.quantity), ("accessible", task.accessible)} & {
        (s.name, s.value) for s in slots if s.name in {"quantity", "accessible"} and s.value
    }:
        heard.restated = True  # "only one of us is in a chair", of one space
    elif said and task.event is not None and wanting.fits_event(said, task.event, view.catalogue):
        heard.restated = True  # "saturday", of what is on that Saturday
    if cues.ASKING.search(text) or picking.ASKS_WHICH.search(text):
        heard.asked_more = True


def _all_alike(task: Task) -> bool:
    """Whether all that is offered costs the same: then a cheaper one is elsewhere."""
    return len(task.options) > 1 and len({option.each for option in task.options}) == 1


_CHEAPEST_OF_ALL = regex(
    r"\bcheapest\W+(?:\d+|two|three|four|five|six|seats?|tickets?|ones?|way in|option|price|thing|possible|(?:that )?(?:you|u|there|we|i)\b|available|going|left|of all|anywhere)|^\W*(?:no\W+)?cheapest\b",
    re.IGNORECASE,
)
_ANY_PRICE = regex(
    r"\bany price\b|\b(?:price|money|cost|budget)(?: is|'s)? (?:no object|doesn'?t matter|does not matter|don'?t matter|isn'?t (?:an issue|important)|not (?:an issue|important))\b"
    r"|\bwhatever (?:it|they) costs?\b|\b(?:forget|never ?mind|drop|scrap|ignore) (?:the |my |about the )?(?:budget|price|limit)\b|\bno (?:budget|limit)\b|\bdon'?t (?:care|mind) (?:about the |what )?(?:price|cost|it costs|they cost)\b",
    re.IGNORECASE,
)
_YES_AND = regex(
    r"(?!.*\b(?:instead|rather|change|swap|switch|actually|move)\b)\W*(?:yes|yeah|yep|yup|ok|okay|sure|great|perfect|good|haan)\b(?! but\b).*\b(?:and then|also|too|as well|plus|another)\b",
    re.IGNORECASE | re.DOTALL,
)
_ONLY = regex(r"\bnot (?:just|only) (?:the )?$", re.IGNORECASE)
_ANOTHER_TIME = regex(r"\b(?:later|next|another|different|earlier)\b", re.IGNORECASE)


def _of_the_order(slot: Slot, task: Task) -> bool:
    """Whether a day that was said is the one of the tickets to be exchanged."""
    order, when = task.order, slot.value
    if slot.name != "when" or order is None or order.starts_at is None or not isinstance(when, When):
        return False
    return when.contains(order.starts_at.astimezone(ZoneInfo(order.time_zone)))


def other_seats_instead(view: View, heard: Heard) -> bool:
    """Turns an exchange to other seats of the same night: "no, same night, block 104"; whether it did."""
    task = view.state.task
    text = view.reading.text
    if task is None or task.kind != "exchange" or not cues.SAME_NIGHT.search(text) or aspects.asks(text):
        return False
    slots = whereabouts.with_bare_section(view.reading.slots, view)
    elsewhen = any(s.name in wanting.EVENT_SLOTS and not _of_the_order(s, task) for s in view.reading.slots)
    placed = any(s.name in {"section", "row", "preference"} for s in slots)
    if elsewhen or not placed or _ANOTHER_TIME.search(text):
        return False
    view.state.task = Task(kind="upgrade", order=task.order, section=task.section)
    details.add(view.state.task, slots)
    heard.changed = True
    return True


def _change_event(task: Task, said: list[Slot], view: View) -> None:
    if task.kind in {"refund", "upgrade", "transfer", "orders"}:
        if task.order is not None and task.kind != "orders":
            task.order = None
        named = wanting.names_event(said)  # "sorry, I mean the basketball one": of the names only the last counts
        task.wanted = wanting.merged(Wanted(when=task.wanted.when) if named else task.wanted, said)
        return
    if task.event is None:
        base = task.wanted
        if wanting.names_event(said) and view.reading.correcting:
            base = Wanted(when=base.when, city=base.city)
        task.wanted = wanting.merged(base, said)
        anew = wanting.merged(Wanted(), said)
        whole = wanting.names_show(anew) or cues.WHATS_ON.search(view.reading.text)
        if whole and not wanting.candidates(task.wanted, view.catalogue, view.now):
            task.wanted = (
                anew  # a show by name, or "what's on in …", not on when, where or of the kind looked for before
            )
        return
    unknown = view.reading.correcting and all(s.name == "event_name" for s in said)
    if wanting.fits_event(said, task.event, view.catalogue) and not unknown:
        return
    if wanting.names_event(said):
        fresh = wanting.merged(Wanted(), said)
        dated = fresh.model_copy(update={"when": task.wanted.when})
        if fresh.when is None and wanting.candidates(dated, view.catalogue, view.now):
            fresh = dated  # another show, the same evening
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


def _is_the_same(later: Task, task: Task, event_id: str) -> bool:
    """Whether a purchase that waits is the one under way, told twice: "hurling tickets, 8 for the final"."""
    meant = later.event.event_id if later.event is not None else None
    same = event_id == meant or (later.event is None and later.wanted.event_ids == [event_id])
    return later.kind in BUYING and same and later.section in {None, task.section} and not later.rows


def settle(state: ConversationState) -> None:
    """A cancelled-out or duplicate task leaves no trace."""
    task = state.task
    if task is not None and task.kind in BUYING and task.event is not None:
        state.later = [later for later in state.later if not _is_the_same(later, task, task.event.event_id)]
    if len(state.later) > 4:
        state.later = state.later[:4]


def useful(state: ConversationState, slots: Sequence[Slot]) -> bool:
    """Whether the details answer what was just asked."""
    wanted = {
        "quantity": {"quantity"},
        "event": wanting.EVENT_SLOTS,
        "seats": {"when", "ordinal", "section", "row", "preference", "max_price", "quantity"},
        "order": {"ordinal", "order_id"} | wanting.EVENT_SLOTS,
        "choice": {"ordinal", "email", "person", "quantity", "refund_to"},
        "confirmation": {"quantity", "section", "when", "max_price"},
    }.get(state.awaiting or "", frozenset())
    return any(s.name in wanted for s in slots)
