"""From a reading to a change of state: what was asked, what was chosen, what is wanted now.

Pure: it looks at the reading, the state and the catalogue, changes tasks (plain data) and says what remains to be done. It is
run for every brain, so that the embedded one can take over in mid-conversation.
"""

from dataclasses import replace

from willcall.agent.dialogue import aspects, by_wish, cues, settling, tasks
from willcall.agent.dialogue.acts import (
    agreeing,
    bought_and_asked,
    coming_along,
    consulting,
    corrected,
    decided,
    matters,
    nods,
    people,
    picking,
    remarks,
    resuming,
    taking,
    taking_leave,
    tempers,
    unasked,
    yeses,
)
from willcall.agent.dialogue.answers import of_the_change
from willcall.agent.dialogue.asked import and_do_it, aside, asking, codes, fees, ruled
from willcall.agent.dialogue.context import aims, answered, besides, inquiring, sifting, withdrawing
from willcall.agent.dialogue.intents import AFTER_SALES
from willcall.agent.dialogue.owned import (
    already,
    difference,
    dropped_out,
    fewer,
    giving,
    just_bought,
    owning,
    rather_exchanged,
    reasons,
    trading,
)
from willcall.agent.dialogue.wishes import counting, details, joining, moving, nights, several, whereabouts
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.reading import Intent

_BROWSING = frozenset({Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO})
_SELLS = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO, Intent.INFORM})


def hear(view: View) -> Heard:
    """Folds the newest message into `view.state` and says what is to be done."""
    if matters.fewer_if_shared(view.reading.text) and matters.shares_a_seat(view, asked := Heard()):
        return asked
    view = counting.no_number(view)
    was = of_the_change.before(view.state)
    heard = (
        corrected.chosen(view, _whole)
        or decided.beside(view, _whole)
        or taking_leave.and_asks(view, _whole)
        or bought_and_asked.beside(view, _whole)
        or answered.beside(view, _whole)
        or _whole(view)
    )
    of_the_change.unchanged(view, heard, was)
    people.sent_away(view, heard)
    taking_leave.in_anger(view, heard)
    withdrawing.complains(view, heard)
    if view.state.task is None or view.state.task.kind not in BUYING:
        asking.note_show(view.reading.slots, view.state)
    tasks.settle(view.state)
    besides.left(view, heard)
    return heard


def _whole(view: View) -> Heard:
    """What the message means taken as one."""
    resuming.comes_back(view)
    heard, view = Heard(), counting.no_number(view)
    view = giving.without_later(view, heard)
    view = counting.impossible(remarks.seen(aims.seen(aside.set_apart(and_do_it.told(view), heard))))
    view = counting.asked_for(coming_along.told(codes.set_apart(consulting.told(view), heard)))
    view = difference.told(view, heard)
    state, reading = view.state, view.reading
    if view.picked is not None:
        heard.chosen_from, heard.chosen = view.picked.about, view.picked.index
        if view.picked.seat_ids and state.task is not None and state.task.kind in BUYING:
            state.task.quantity = len(view.picked.seat_ids)
        heard.changed = True
        return heard
    if dropped_out.answered(view, heard) or trading.for_that_one(view, heard) or rather_exchanged.said(view, heard):
        return heard
    if settling.only_said(view, heard):
        return heard
    if dropped_out.told(view, heard):
        return heard
    view = fewer.of_those_offered(reasons.told(already.told(view, heard)))
    reading = view.reading
    named = {s.name for s in reading.slots if not s.negated}  # "hang on, my sister wants in too, make it 3"
    if consulting.wants_time(reading.text) and "quantity" not in named and not named & inquiring.WISHED:
        heard.waits = True
        return heard
    if resuming.goes_on(view, heard) or counting.bare_number(view, heard) or just_bought.said(view, heard):
        return heard
    if aims.how_often_charged(reading.text):
        heard.standing, heard.understood = "charged", True
        return heard
    if aims.asks_if_taken_back(view):
        heard.questions, heard.understood = [Question("policy", reading.text, reading.slots)], True
        return heard
    if aims.only_talks(reading.text):
        aims.let_be(state)
    if aims.of_tastes(reading) or (aims.of_the_result(reading.text) and len(reading.wishes) == 1):
        heard.social.append(Intent.SMALL_TALK)
        return heard
    if settling.settled(view, heard):
        return heard
    if picking.looks_back(view):
        heard.keeps = True
        return heard
    nodding = reading.intent is Intent.AFFIRM and not reading.slots and state.awaiting in {"seats", "event"}
    if reading.answer == "yes" or (nodding and reading.answer == "mixed"):
        heard.accepts = True  # of a list a nod buys nothing: "yes hold those"
    elif state.awaiting == "confirmation" and nods.half_hearted(reading.text):
        heard.accepts = True  # of a deed: it is asked for once more
        return heard
    elif reading.answer == "no" and not sifting.CANT_YOU.search(reading.text):
        heard.declines = True
    if withdrawing.turned_away(view, heard) or sifting.gives_up(view, heard):
        return heard
    if inquiring.of_a_need(view, heard):
        return heard
    if people.only_agrees_to_one(view):
        heard.control = Intent.HAND_OFF
        heard.understood = True
        return heard
    agreed = agreeing.agree(view)
    heard.changed = agreed
    agreed_first = nods.says_book(reading.text) or nods.begins_with_yes(view) or yeses.leans(reading.text)
    if state.quote is not None and agreed_first and reading.answer != "no":
        heard.keeps = (
            not heard.accepts and not heard.declines
        )  # "yes but hurry", "leave it, the first ones were fine. yes book"
        if heard.keeps:
            return heard
    if details.of_another_order(reading.text) and aspects.asks(reading.text):
        heard.questions.append(Question("policy", sifting.LIMIT, ()))  # "can I do another order of 4 after that?"
        if taking.agrees_first(view):
            heard.chosen, heard.chosen_from = 0, "seats"
            return heard
    for wish in moving.as_exchange(view):
        if agreed and wish.intent is Intent.AFFIRM:
            continue
        if wish.intent is Intent.AFFIRM and len(reading.wishes) > 1 and picking.takes_the_only_one(view, heard):
            continue
        if tempers.beside_a_wish(reading, wish.start, wish.end) and wish.intent is Intent.COMPLAINT:
            heard.sorry = True  # "this is ridiculous. I want a refund for the opera"
            continue
        if sifting.beside_the_point(wish, reading):
            continue
        if (
            wish.intent is Intent.REFUND
            and any(other.intent in {Intent.EXCHANGE, Intent.UPGRADE, Intent.TRANSFER} for other in reading.wishes)
            and cues.NO_MONEY.search(reading.text[wish.start : wish.end])
        ):
            continue  # "no, not money back. exchange them for …"
        if wish.intent is Intent.CANCEL and state.pending_order_id is None and sifting.goes_on(wish, reading):
            state.task, state.later = None, []  # "scrap that, have you anything by the Herons?"
            heard.lets_go = True
            continue
        told = several.own(wish, reading, whereabouts.with_bare_section(several.slots_of(wish, reading), view))
        said = several.own(wish, reading, nights.with_night(told, view))
        slots = details.counted_on(said, view)
        beside = owning.one_more(wish.intent, slots, view)
        if beside is not None:
            state.task, heard.started, heard.changed = beside, True, True
            continue
        choosing = state.task is not None and state.task.kind in BUYING and said != tuple(told)
        unread = wish.intent in AFTER_SALES | {Intent.REPEAT, Intent.OUT_OF_SCOPE}
        counted = slots != said and (unread or joining.joins(reading.text) or joining.left(reading.text) > 0)
        moved = choosing and wish.intent in AFTER_SALES | {
            Intent.REPEAT,
            Intent.OUT_OF_SCOPE,
            Intent.KNOWLEDGE,
            Intent.POLICY,
        }
        named_row = any(s.name == "row" and not s.negated and s not in reading.slots for s in told)
        moved = moved or (wish.intent is Intent.COMPLAINT and heard.started and whereabouts.turns_down(slots, state))
        moved = moved or (wish.intent is Intent.REPEAT and inquiring.turns_to("", slots, view))
        moved = moved or (named_row and wish.intent is Intent.CANCEL and wish.confidence < sifting.SURE)
        if counted or moved or counting.told_anew(wish, slots, view) or whereabouts.objects(wish, slots, view):
            wish = replace(wish, intent=Intent.CHANGE)
        if wish.intent in _SELLS:
            slots = several.either(slots, reading.text, view.catalogue, view.now)
        first, *further = several.purchases(slots, reading.text) if wish.intent in _SELLS else [slots]
        by_wish.hear_wish(wish, first, view, heard)
        for more in further:
            tasks.take_up("purchase", more, view, heard, reading.text[wish.start : wish.end])
    if heard.chosen is not None and state.task is not None and state.task.kind in {"exchange", "upgrade"}:
        heard.questions = [
            q for q in heard.questions if not (fees.asks_for(q.text) or cues.HOLD_LEFT.search(q.text))
        ]  # the quote that comes says
    fees.leave_to_the_quote(heard, state, reading.text)
    heard.sorry = heard.sorry or (heard.control is Intent.HAND_OFF and tempers.was_wronged(reading.text))
    ruled.told_by_the_order(view, heard)
    unasked.only_the_person(view, heard)
    anything = (
        heard.questions or heard.control or heard.social or heard.chosen is not None or heard.changed or heard.started
    )
    if heard.control is Intent.CANCEL and heard.started and state.pending_order_id is None:
        heard.control, heard.lets_go = None, True  # "leave it then. can I just refund them"
    if heard.control is Intent.HELP and any(
        q.text == matters.LEFT_BEHIND or inquiring.announced(reading) for q in heard.questions
    ):
        heard.control = None  # "i lost my umbrella at the arena, what do i do", "few questions. is there wifi"
    if heard.control is Intent.HELP and heard.started and any(s.name == "order_id" for s in reading.slots):
        heard.control = None  # "ord_12, what's in it"
    if heard.control is Intent.REPEAT and heard.started:
        heard.control = None  # "I lost my tickets, can you show them again"
    heard.understood = bool(anything or heard.accepts or heard.declines or heard.asked_more or heard.restated)
    if anything:
        heard.out_of_scope = False
    return heard
