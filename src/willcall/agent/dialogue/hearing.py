"""From a reading to a change of state: what was asked, what was chosen, what is wanted now.

Pure: it looks at the reading, the state and the catalogue, changes tasks (plain data) and says what remains to be done. It is
run for every brain, so that the embedded one can take over in mid-conversation.
"""

from dataclasses import replace

from willcall.agent.dialogue import aspects, cues, settling, tasks
from willcall.agent.dialogue.acts import (
    agreeing,
    coming_along,
    consulting,
    matters,
    nods,
    people,
    picking,
    remarks,
    resuming,
    taking,
    tempers,
    unasked,
    yeses,
)
from willcall.agent.dialogue.answers import deadlines
from willcall.agent.dialogue.asked import asking, codes, fees, nearby, ruled
from willcall.agent.dialogue.context import aims, comparing, inquiring, sifting, withdrawing
from willcall.agent.dialogue.intents import AFTER_SALES, ASKS, CONTROLS, SOCIAL, STARTS, URGENCY
from willcall.agent.dialogue.owned import (
    already,
    fewer,
    just_bought,
    mine,
    ours,
    owning,
    reasons,
    trading,
)
from willcall.agent.dialogue.wishes import counting, details, joining, moving, nights, several, wanting, whereabouts
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question, TaskKind
from willcall.understanding.reading import Intent, Slot, Wish

_BROWSING = frozenset({Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO})
_SELLS = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO, Intent.INFORM})


def hear(view: View) -> Heard:
    """Folds the newest message into `view.state` and says what is to be done."""
    resuming.comes_back(view)
    heard = Heard()
    view = coming_along.told(codes.set_apart(consulting.told(remarks.seen(aims.seen(view))), heard))
    state, reading = view.state, view.reading
    if view.picked is not None:
        heard.chosen_from, heard.chosen = view.picked.about, view.picked.index
        if view.picked.seat_ids and state.task is not None and state.task.kind in BUYING:
            state.task.quantity = len(view.picked.seat_ids)
        heard.changed = True
        return heard
    if trading.for_that_one(view, heard):
        return heard
    if settling.only_said(view, heard):
        return heard
    view = fewer.of_those_offered(reasons.told(already.told(view, heard)))
    reading = view.reading
    named = {s.name for s in reading.slots if not s.negated}  # "hang on, my sister wants in too, make it 3"
    if cues.LATER.fullmatch(reading.text) and "quantity" not in named and not named & inquiring.WISHED:
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
    if aims.of_tastes(reading):
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
        moved = moved or (named_row and wish.intent is Intent.CANCEL and wish.confidence < sifting.SURE)
        if counted or moved or counting.told_anew(wish, slots, view):
            wish = replace(wish, intent=Intent.CHANGE)
        if wish.intent in _SELLS:
            slots = several.either(slots, reading.text, view.catalogue, view.now)
        first, *further = several.purchases(slots, reading.text) if wish.intent in _SELLS else [slots]
        _hear_wish(wish, first, view, heard)
        for more in further:
            tasks.take_up("purchase", more, view, heard, reading.text[wish.start : wish.end])
    if heard.chosen is not None and state.task is not None and state.task.kind in {"exchange", "upgrade"}:
        heard.questions = [
            q for q in heard.questions if not (fees.asks_for(q.text) or cues.HOLD_LEFT.search(q.text))
        ]  # the quote that comes says
    heard.sorry = heard.sorry or (heard.control is Intent.HAND_OFF and tempers.was_wronged(reading.text))
    ruled.told_by_the_order(view, heard)
    unasked.only_the_person(view, heard)
    anything = (
        heard.questions or heard.control or heard.social or heard.chosen is not None or heard.changed or heard.started
    )
    if heard.control is Intent.CANCEL and heard.started and state.pending_order_id is None:
        heard.control, heard.lets_go = None, True  # "leave it then. can I just refund them"
    if heard.control is Intent.REPEAT and heard.started:
        heard.control = None  # "I lost my tickets, can you show them again"
    heard.understood = bool(anything or heard.accepts or heard.declines or heard.asked_more or heard.restated)
    if anything:
        heard.out_of_scope = False
    tasks.settle(state)
    return heard


def _hear_wish(wish: Wish, slots: tuple[Slot, ...], view: View, heard: Heard) -> None:
    state, reading = view.state, view.reading
    intent, task = wish.intent, state.task
    text = reading.text[wish.start : wish.end].strip() or reading.text
    single = len(reading.wishes) == 1
    clause = reading if single else replace(reading, text=text, slots=slots, wishes=(wish,), answer="none")
    if picking.picks(view, heard, replace(clause, slots=slots)):
        if heard.chosen is not None:
            tasks.change(state, slots, view, heard, text, picked_from=heard.chosen_from)
        heard.control = Intent.HAND_OFF if people.beside_a_pick(text, view) else heard.control
        return
    if intent in {Intent.DENY, Intent.GREET} and cues.BYE.search(text):
        intent = Intent.GOODBYE
    if intent is Intent.DENY and single and wish.confidence >= 0.6 and not reading.correcting:
        if state.quote is not None and nods.both_ways(text):
            heard.keeps = True
            return
        after_sale = state.quote is not None and state.quote.kind != "purchase"
        if not slots or after_sale:
            heard.declines = True
            return
    if sifting.COMMANDS.search(text) or (tempers.plays_the_boss(text) and not wanting.names_event(slots)):
        heard.out_of_scope = True  # whoever speaks as the system speaks as a fan
        return
    missed = sifting.unanswered(text)
    if missed and intent not in AFTER_SALES | {Intent.HAND_OFF}:
        known = state.last_event is not None or (task is not None and task.event is not None)
        heard.questions.append(Question("event" if known else "knowledge", missed, slots))
        return  # "you didn't say which language", which is no complaint
    if people.takes_up_the_offer(text, view):
        heard.control = Intent.HAND_OFF  # "can you report it for me"
        return
    matter = matters.asked(text, intent, slots)
    if matter is not None:
        heard.questions.append(Question("knowledge", matter, ()))  # "I left a scarf at the game last night"
        return
    if intent not in AFTER_SALES | CONTROLS and nearby.asked(text, slots):
        asking.note_show(slots, state)  # "nearest bus stop for the match"
        heard.questions.append(Question("knowledge", text, tuple(s for s in slots if s.name != "preference")))
        return
    slots = moving.as_parts(slots, text, view)
    better = moving.wants_better(intent, slots, text, view)
    intent = Intent.CHANGE if ours.names_order(intent, text, view) else owning.rectified(intent, text, view)
    if better:
        intent = Intent.UPGRADE  # "how much extra to move down to the stalls"
    meant, slots = moving.unbought(intent, slots, text, view)
    if meant is Intent.CANCEL and intent is not meant:
        heard.control = meant  # "I can't make it any more", of seats that are only held
        return
    intent = meant
    if comparing.how_often(intent, slots, text, view, heard):
        return
    if intent in _SELLS and cues.GROUP_TERMS.search(text) and aspects.asks(text):
        asking.note_show(slots, state)
        heard.questions.append(Question("knowledge", text, slots))  # "what about group bookings for 20?"
        return
    placed = any(s.name == "section" for s in slots)  # "what is the extra to move to the stalls" is for the seats there
    ruled = (None if placed else fees.of_a_change(text, state)) or mine.rule_asked(intent, text, view)
    if ruled is not None and intent not in CONTROLS:
        heard.questions.append(Question("policy", ruled, ()))  # "is there a fee for moving my tickets"
        return
    if intent not in CONTROLS and deadlines.heard_of(view, text):
        heard.questions.append(Question("policy", text, slots))  # "until when can I refund them"
        return
    if asking.only_asks(intent, slots, text) or cues.IF_BOUGHT.search(text):
        asking.note_show(slots, state)
        heard.questions.append(Question("policy", text, slots))
        return
    buying = task is not None and task.kind in BUYING and task.event is not None
    supposes = cues.SUPPOSES.search(text) and not (view.signed_in or state.memo.get("bought"))
    theirs = task is not None and ours.MY_TICKETS.search(text) and picking.other_event(task, slots, view)
    unbought = (state.hold is not None or buying) and cues.HYPOTHETICAL.search(text) and not theirs
    if intent in AFTER_SALES and (unbought or (supposes and intent is not Intent.ORDERS)):
        heard.questions.append(Question("policy", text, slots))  # "what if I can't make it?" before anything is bought
        return
    if intent is Intent.HELP and task is None and cues.WHATS_ON.search(text):
        intent = Intent.FIND_EVENTS
    if intent is Intent.CREDIT and task is not None and task.kind == "refund":
        tasks.change(state, slots, view, heard, text)  # "what about credit?", of the refund spoken of
        heard.changed = heard.changed or any(s.name == "refund_to" for s in slots)
        return
    if (
        intent is Intent.SMALL_TALK
        and aspects.asks(text)
        and (wanting.names_event(slots) or (cues.A_SHOW.search(text) and any(s.name == "when" for s in slots)))
    ):
        intent = Intent.EVENT_INFO  # "is the show on Thursday any good?"
    if intent is Intent.SMALL_TALK and sifting.asks_of_the_house(text):
        heard.questions.append(Question("knowledge", text, slots))  # "do you do BSL performances"
        return
    beside = sifting.asked_beside(text) if intent in {Intent.THANKS, Intent.GREET} else ""
    if beside:
        heard.questions.append(Question("knowledge", beside, slots))  # "thanks love, will they be emailed to me?"
    if intent in SOCIAL:
        if intent is Intent.GOODBYE and wish.confidence < sifting.SURE and not cues.BYE.search(text):
            return  # "so I'm still good for Friday, yeah?"
        if intent is Intent.GOODBYE and state.quote is not None and not cues.BYE.search(text):
            return  # seats are held: only a real farewell lets them go
        heard.social.append(intent)
        if slots and task is not None and intent is not Intent.GOODBYE:
            tasks.change(state, slots, view, heard, text)
        elif wanting.names_event(slots) and (intent is Intent.GREET or cues.KEEP.search(text)):
            tasks.begin("browse", slots, view, heard, text)
        return
    if intent is Intent.PAY and sifting.asks_and_pays_not(text):
        heard.questions.append(Question("knowledge", text, slots))  # "can I pay with paypal or in instalments"
        return
    if intent is Intent.PAY and state.quote is None and any(s.name == "quantity" for s in slots):
        intent = Intent.BUY  # "I'd like to pay for three tickets"
    held = len(state.hold.seat_ids) if state.hold is not None else None
    if (
        intent is Intent.PAY
        and held
        and cues.FEWER_THEN.search(text)
        and any(s.name == "quantity" and s.value != held for s in slots)
    ):
        intent = Intent.CHANGE  # "too much for my card, just get one then"
    if intent is Intent.CANCEL and task is not None and agreeing.only_a_turn(text, reading):
        intent = Intent.CHANGE  # "never mind, I want four tickets"
    if intent is Intent.CANCEL and task is not None and cues.GOES_ON.search(text) and tasks.useful(state, slots):
        intent = Intent.CHANGE  # "can't do Friday, what about Saturday?"
    if intent is Intent.CANCEL and wanting.names_event(slots) and cues.RATHER.search(text):
        intent = Intent.BUY  # "cancel that and give me two for the opera instead"
    if intent is Intent.CANCEL and wanting.names_event(slots) and state.pending_order_id is None:
        dropped = cues.DROPS_FOR.match(text)
        rest = [s for s in slots if s.start >= wish.start + dropped.end()] if dropped is not None else []
        held_or_begun = task is not None or state.hold is not None
        if (
            dropped is not None
            and held_or_begun
            and wanting.names_event(rest)
            and cues.LOOKS_FOR.search(text[dropped.end() :])
        ):
            state.task, state.later, heard.lets_go = None, [], True  # "scrap that, do you have anything by the Herons?"
            counted = any(s.name == "quantity" for s in slots)
            tasks.take_up("purchase" if counted else "browse", slots, view, heard, text)
            return
    if intent is Intent.CANCEL and (
        cues.BUY_IT.search(text) or (state.quote is not None and not cues.DROPS.search(text))
    ):
        return  # "fine, whatever, buy it" drops nothing; only a plain yes buys, so it is asked again
    if intent in CONTROLS and not sifting.answers_question(state, slots, intent):
        heard.control = max(intent, heard.control or intent, key=URGENCY.index)
        return
    if intent in _BROWSING and buying and wanting.names_event(slots) and cues.RATHER_SEE.search(reading.text):
        tasks.take_up("purchase", slots, view, heard, text)  # "is she on on the 7th? I'd rather see her"
        return
    asks_may = (
        intent in _BROWSING
        or (intent is Intent.BUY and asking.MAY_BRING.search(text))
        or (intent is Intent.TRANSFER and cues.MAY_THEY.search(text) and cues.OF_AGE.search(text))
    )
    if asks_may and not cues.PRICED.search(text) and asking.for_the_documents(text, slots):
        asking.note_show(slots, state)
        who = cues.MAY_THEY.search(text) or asking.MAY_BRING.search(text)
        about_show = wanting.names_event(slots) and not who
        heard.questions.append(Question("event" if about_show else "knowledge", text, slots))
        return
    if intent in _SELLS and asking.of_the_floor(text, slots):
        whole = tuple(s for s in slots if s.name != "section")
        heard.questions.append(Question("seats", text, whole))  # "is that standing or seated?": the parts there are
        return
    if intent in {Intent.BUY, Intent.FIND_EVENTS} and asking.of_the_show(text, slots):
        intent = Intent.EVENT_INFO  # "what time do doors open for the recital"
    told = {s.name for s in slots if not s.negated}
    if (
        intent is Intent.KNOWLEDGE
        and "quantity" in told
        and told & wanting.EVENT_SLOTS
        and "topic" not in told
        and cues.PRICED.search(text)
    ):
        intent = Intent.SEAT_INFO  # "how much for 3 at the park next Sunday"
    if picking.asks_of_the_list(view, intent, text):
        of_seats = asking.judges(text, slots)
        topics = tuple(s for s in slots if s.name == "topic")
        heard.questions.append(Question("seats" if of_seats else "knowledge", text, topics))
        return
    intent = asking.rather_asked(intent, text, slots, state)
    if intent in ASKS:
        inquiring.hear(intent, text, slots, view, heard)
        return
    if intent is Intent.UPGRADE and sifting.still_choosing(state, text):
        tasks.change(state, slots, view, heard, text)
        heard.changed = heard.asked_more = True
        return
    if intent in STARTS:
        tasks.take_up(STARTS[intent], slots, view, heard, text)
        return
    if intent is Intent.OUT_OF_SCOPE and not (slots and task is not None and tasks.useful(state, slots)):
        heard.out_of_scope = True
        return
    if task is not None:
        tasks.change(state, slots, view, heard, text)
        if any(s.name == "quantity" for s in slots):
            heard.changed = agreeing.take(view, slots) or heard.changed
        return
    counted = any(s.name == "quantity" for s in slots)
    named = wanting.names_event(slots) or any(s.name == "when" for s in slots)
    spoken_of = agreeing.only_shown(state) is not None or bool(state.memo.get("about"))
    if state.quote is None and (named or (counted and spoken_of)):
        kind: TaskKind = "purchase" if counted else "browse"
        tasks.begin(kind, slots, view, heard, text)
