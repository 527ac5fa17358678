"""One wish of a message: what it asks, chooses or begins. Pure, like `hearing`, which takes the message apart."""

from dataclasses import replace

from willcall.agent.dialogue import aspects, cues, tasks
from willcall.agent.dialogue.acts import (
    agreeing,
    matters,
    nods,
    people,
    picking,
    tempers,
)
from willcall.agent.dialogue.answers import deadlines, money_back
from willcall.agent.dialogue.asked import asking, fees, nearby, ruled
from willcall.agent.dialogue.context import comparing, inquiring, sifting
from willcall.agent.dialogue.intents import AFTER_SALES, ASKS, CONTROLS, SOCIAL, STARTS, URGENCY
from willcall.agent.dialogue.owned import (
    giving,
    less_than_refused,
    mine,
    ours,
    owning,
)
from willcall.agent.dialogue.wishes import moving, wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question
from willcall.understanding.reading import Intent, Slot, Wish

_BROWSING = frozenset({Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO})
_SELLS = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.SEAT_INFO, Intent.INFORM})


_HANDED_ON = "Can I transfer a ticket to somebody else?"


def _of_the_rule(intent: Intent, text: str) -> str:
    """The question, in words that name its rule: "giving one of the rest to my brother, possible?" names none."""
    return _HANDED_ON if intent is Intent.TRANSFER and ruled.kind_asked(ruled.plainly(text)) is None else text


def hear_wish(wish: Wish, slots: tuple[Slot, ...], view: View, heard: Heard) -> None:
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
        if (not slots or after_sale) and (reading.answer == "no" or not aspects.asks(text)):
            heard.declines = True
            return
    if sifting.COMMANDS.search(text) or (tempers.plays_the_boss(text) and not wanting.names_event(slots)):
        heard.out_of_scope = True  # whoever speaks as the system speaks as a fan
        return
    if intent in {Intent.EVENT_INFO, Intent.KNOWLEDGE, Intent.POLICY} and money_back.how_long(text, reading):
        heard.questions.append(Question("knowledge", money_back.ARRIVES, ()))
        return  # "I would like a refund for all four, how long does it take?"
    missed = sifting.unanswered(text)
    if missed and intent not in AFTER_SALES | {Intent.HAND_OFF}:
        heard.questions += sifting.missed(missed, slots, state)
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
        way = nearby.ROUND_ABOUT if nearby.round_about(text) else text
        heard.questions.append(Question("knowledge", way, tuple(s for s in slots if s.name != "preference")))
        return
    slots = moving.as_parts(slots, text, view)
    better = moving.wants_better(intent, slots, text, view)
    intent = Intent.CHANGE if ours.names_order(intent, text, view) else owning.rectified(intent, text, view)
    if better:
        intent = Intent.UPGRADE  # "how much extra to move down to the stalls"
    if intent is Intent.UPGRADE and heard.started and sifting.tells_where_to_sit(state, text, slots):
        intent = Intent.CHANGE  # "2 for the opera. I need to sit at the end of a row": of the seats looked for
    if intent is Intent.UPGRADE and sifting.wants_seats_yet(state, text, slots):
        intent = Intent.BUY  # "just the two of us, circle would do", of a show that was only asked about
    meant, slots = moving.unbought(intent, slots, text, view)
    if meant is Intent.CANCEL and intent is not meant:
        heard.control = meant  # "I can't make it any more", of seats that are only held
        return
    intent = meant
    if comparing.how_often(intent, slots, text, view, heard):
        return
    if intent in _SELLS and comparing.compares_shows(text, slots):
        asking.note_show(slots, state)
        heard.questions.append(Question("seats", text, tuple(s for s in slots if s.name != "preference")))
        return
    if intent in _SELLS and cues.GROUP_TERMS.search(text) and aspects.asks(text):
        asking.note_show(slots, state)
        heard.questions.append(Question("knowledge", text, slots))  # "what about group bookings for 20?"
        return
    placed = any(s.name == "section" for s in slots)  # "what is the extra to move to the stalls" is for the seats there
    rule = (None if placed else fees.of_a_change(text, state)) or mine.rule_asked(intent, text, view)
    if rule is not None and intent not in CONTROLS:
        heard.questions.append(Question("policy", rule, ()))  # "is there a fee for moving my tickets"
        return
    if intent not in CONTROLS and deadlines.heard_of(view, text):
        heard.questions.append(Question("policy", text, slots))  # "until when can I refund them"
        return
    of_ours = bool(state.memo.get("bought")) and asking.may_ours(text)
    if (asking.only_asks(intent, slots, text) and not of_ours) or cues.IF_BOUGHT.search(text):
        asking.note_show(slots, state)
        heard.questions.append(Question("policy", _of_the_rule(intent, text), slots))
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
    if intent is Intent.CREDIT and less_than_refused.asks_for_credit(view, text):
        heard.questions.append(Question("policy", less_than_refused.AS_CREDIT, ()))  # "so credit maybe?"
        if not less_than_refused.OR_SWAPPED.search(text):
            return
        intent = Intent.EXCHANGE  # "… or swap for the one on Friday?"
    if intent is Intent.CREDIT and task is not None and task.kind == "refund":
        tasks.change(state, slots, view, heard, text)  # "what about credit?", of the refund spoken of
        heard.changed = heard.changed or any(s.name == "refund_to" for s in slots)
        return
    if intent is Intent.SMALL_TALK and sifting.talks_of_a_show(text, slots):
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
        asked = sifting.as_documents_put_it(text)
        heard.questions.append(Question("knowledge", asked, slots))  # "can I pay with paypal", "does the carer pay"
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
        asking.note_show(slots, state)
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
    if intent in _BROWSING and buying and state.hold is None and wanting.cheapest_of_a_kind(text, slots):
        state.task = None
        tasks.take_up("browse", slots, view, heard, text)  # "not for me, whats the cheapest gig you have"
        return
    intent = asking.rather_asked(intent, text, slots, state)
    if intent in ASKS:
        inquiring.hear(intent, text, slots, view, heard)
        return
    if intent is Intent.UPGRADE and sifting.still_choosing(state, text):
        tasks.change(state, slots, view, heard, text)
        heard.changed = heard.asked_more = True
        return
    held = state.hold is not None and state.quote is not None and state.quote.kind == "purchase"
    if intent is Intent.BUY and held and not slots:
        heard.keeps = True  # "no need to hold, just book"
        return
    if intent in STARTS:
        first, others = giving.one_by_one(slots, view) if intent is Intent.TRANSFER else (slots, [])
        tasks.take_up(STARTS[intent], first, view, heard, text)
        state.later += others
        return
    if intent is Intent.OUT_OF_SCOPE and not (slots and task is not None and tasks.useful(state, slots)):
        heard.out_of_scope = True
        return
    if task is not None:
        first, others = giving.one_by_one(slots, view) if task.kind == "transfer" else (slots, [])
        tasks.change(state, first, view, heard, text)
        state.later += others
        if any(s.name == "quantity" for s in slots):
            heard.changed = agreeing.take(view, slots) or heard.changed
        return
    counted = any(s.name == "quantity" for s in slots)
    named = wanting.names_event(slots) or any(s.name == "when" for s in slots)
    spoken_of = agreeing.only_shown(state) is not None or bool(state.memo.get("about"))
    if state.quote is None and (named or (counted and spoken_of)):
        tasks.begin("purchase" if counted else "browse", slots, view, heard, text)
