"""Handing tickets to somebody else: which, to whom, the fan's yes; and what is asked of it before and after.

What moves is a `PendingTransfer` that code carries out after a plain yes; here it is only put into words.
"""

import re

from willcall.agent.dialogue import documents, phrases
from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.asked import protesting
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.intents import STARTS
from willcall.agent.dialogue.owned.orders import pick_order
from willcall.agent.dialogue.wishes.part import in_hand, point_out, some_tickets, unclear
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent

_WHICH = regex(
    r"\b(?:which|what) (?:seats?|tickets?|ones?|row|places?|numbers?|two|three|four|five)\b|\bwhere (?:will|does|do|is|are) (?:he|she|they|my \w+)\b[^.?!]{0,12}\b(?:sit|sitting|seated)\b",
    re.IGNORECASE,
)
_WHO = r"(?:he|she|they|him|her|them|my (?!seats?\b|tickets?\b|order\b)\w+)"
_THEIR_SEAT = regex(
    rf"\b(?:which|what) (?:seats?|tickets?|one|row|number)\b[^.?!]{{0,12}}\b{_WHO}\b[^.?!]{{0,12}}\b(?:has|have|got|gets?|now|sit\w*|received?)\b|\b(?:which|what) (?:seats?|tickets?|row)\b[^.?!]{{0,6}}\b(?:has|have|did|does|do|is|are) {_WHO}\b|\bwhere (?:is|are|does|do|will) {_WHO}\b[^.?!]{{0,12}}\b(?:sit|sitting|sat|seated)\b",
    re.IGNORECASE,
)
_GOT_IT = regex(
    rf"\b(?:has|have|did) {_WHO}\b[^.?!]{{0,12}}\b(?:got|get|had|receive[d]?)\b[^.?!]{{0,12}}\b(?:e-?mail|message|link|code)s?\b|\b(?:did|has|have|does) {_WHO}\b[^.?!]{{0,12}}\b(?:get|got|received?|have|had)\b[^.?!]{{0,16}}\b(?:it|them|ticket|tickets|that|those|one)\b",
    re.IGNORECASE,
)
_WENT = regex(
    r"\b(?:did|has|have) (?:it|the tickets?|that|they|those)\b[^.?!]{0,12}\b(?:go|gone|went|sent|arrived?|reach(?:ed)?|go through|gone through)\b",
    re.IGNORECASE,
)


_NOT_THAT_SEAT = regex(
    r"\W*(?:(?:no|nope|wait|sorry|but|oh|please|ok)\W+)*not (?:the |in )?(?:(?:seat|number|ticket|no\.?) ?)?(?P<seat>\d{1,3})(?:\W+(?:please|though|that one|sorry|another(?: one)?|any other(?: one)?))*\W*",
    re.IGNORECASE,
)
_PAYS = regex(
    rf"\b(?:do(?:es)?|will|must) (?:{_WHO}|i|we)\b[^.?!]{{0,16}}\b(?:pay|owe|cost|be charged)\b|\b(?:does|will|would) (?:it|that|this) cost\b|\bis (?:it|that|this) free\b|\b(?:any|a) (?:fee|charge|cost)s?\b",
    re.IGNORECASE,
)


WHO = "Who shall have them? An e-mail address is best."


def transfer(flow: Flow, task: Task, heard: Heard) -> Script:
    """Hands tickets to someone else, after a yes."""
    speech = yield from pick_order(flow, task, heard, why="transfer tickets", wanted=task.wanted)
    if speech is not None:
        return speech
    order = task.order
    assert order is not None
    flow.state.last_order_id = order.order_id
    if (asked := unclear(task, "Which of them shall go?")) is not None:
        return flow.say(asked, awaiting="quantity")
    name = task.recipient_name or ""
    vague = name.casefold().startswith(("my ", "our ")) or name == name.casefold()
    if not task.recipient_email and (not name or vague):
        got = yield from flow.use("transfer_tickets", order_id=order.order_id, ticket_ids=some_tickets(task))
        if got.refused:  # said before anybody is asked for an address
            protesting.note(flow, "transfer", order, got.why)
            flow.finish()
            return flow.say(phrases.sentence(got.why))
    if not (task.recipient_email or task.recipient_name):
        return flow.say(WHO, awaiting="choice")
    if not task.recipient_email and vague:
        return flow.say(
            "Where shall I send them? I need an e-mail address.", awaiting="choice"
        )  # "to my sister", "to jess"
    got = yield from flow.use(
        "transfer_tickets",
        order_id=order.order_id,
        ticket_ids=some_tickets(task),
        recipient_email=task.recipient_email,
        recipient_name=task.recipient_name,
    )
    if got.kind != "confirmation_required":
        if got.kind == "invalid":
            task.recipient_email = None
            return flow.say("That doesn't look like an e-mail address. Who shall have them?", awaiting="choice")
        if got.refused:
            protesting.note(flow, "transfer", order, got.why)
        flow.finish()
        return flow.say(phrases.sentence(got.why))
    ids = set(got.error.get("ticket_ids", []))
    if _PAYS.search(flow.view.message):
        flow.lead.append("Nothing is charged for that, neither to you nor to them.")
    goes, stays = ([t for t in in_hand(task) if (t.ticket_id in ids) is going] for going in (True, False))
    whom = task.recipient_email or task.recipient_name
    keeps = f" You keep {phrases.places(stays)}." if stays else ""
    codes = "your own code for it stops" if len(goes) == 1 else "your own codes for them stop"
    return flow.say(
        f"I'll hand {phrases.tickets(len(goes))} for {order.event_name} to {whom}: {phrases.places(goes)}; {codes} working.{keeps}",
        "Shall I?",
        awaiting="confirmation",
    )


def points_out(view: View, heard: Heard) -> bool:
    """Whether it is said, or asked, which tickets are to go while the yes to that is waited for: asked for it again, by name."""
    state, reading = view.state, view.reading
    task = state.task
    if state.transfer is None or task is None or task.kind != "transfer" or reading.answer in {"yes", "no"}:
        return False
    if _PAYS.search(reading.text) and not any(s.name in {"email", "quantity", "max_price"} for s in reading.slots):
        heard.changed = True  # told, and asked again: a yes beside it is none yet
        return True
    other = any(
        wish.intent in set(STARTS) - {Intent.TRANSFER, Intent.ORDERS, Intent.FIND_EVENTS} for wish in reading.wishes
    )
    if other or any(s.name in {"email", "kept"} for s in reading.slots):
        return False
    number = len(state.transfer.ticket_ids)
    numbers = [str(s.value) for s in reading.slots if s.name == "seat" and not s.negated]
    if (not_that := _NOT_THAT_SEAT.fullmatch(reading.text)) is not None:
        going = {t.number for t in in_hand(task) if t.ticket_id in state.transfer.ticket_ids}
        if not_that["seat"] in going and number < len(in_hand(task)):
            task.nth, task.numbers, task.spared, task.kept = [], [], [not_that["seat"]], None
            task.ticket_count, heard.changed = number, True  # others as many, by name, which need a yes of their own
            return True
    if point_out(task, reading.slots, reading.text):
        task.numbers = task.numbers if len(task.numbers) == 1 else numbers or task.numbers  # "not seat 7, give him 5"
        heard.changed = True
    elif _WHICH.search(reading.text) and not any(s.name == "quantity" and s.value != number for s in reading.slots):
        heard.changed = True
    return heard.changed


_TAKES_BACK = regex(
    r"\b(?:take|get|have|want|claim|pull|call)\b[^.?!]{0,24}\bback\b(?![^.?!]*\b(?:money|refund|dollars|cash|paid)\b)|\b(?:undo|reverse|revoke|recall|cancel) (?:the|that|this|my) (?:transfer|hand[- ]?over)\b",
    re.IGNORECASE,
)


def asks_of_it(state: ConversationState, text: str) -> bool:
    """Whether it is asked what became of the tickets that were handed on last: where he sits now, whether she got it."""
    if not state.memo.get("handed") or state.hold is not None or state.quote is not None:
        return False
    if _TAKES_BACK.search(text):
        return True
    just_now = " now has " in str(state.memo.get("said") or "")
    return bool(_THEIR_SEAT.search(text) or _GOT_IT.search(text) or (just_now and _WENT.search(text)))


def tell(flow: Flow) -> Script:
    """Whose the handed tickets are now and where they sit; whether an account is needed, if the documents say."""
    handed = flow.state.memo["handed"]
    if _TAKES_BACK.search(flow.view.message):
        flow.offer_person()
        return flow.say(
            f"{handed['to']} has {handed['places']} now, and I can't take them back: only they can send them on to you. Shall I ask a person?"
        )
    head = f"{handed['to']} has {handed['places']}, of order {handed['order_id']}; your own codes for {handed['them']} no longer work."
    if people.RECIPIENT_ASKS.search(flow.view.message):
        known = yield from documents.say(flow, people.RECIPIENT, None)
        if not known:
            head += " What they need to open it I don't know; I can ask a person."
    return flow.say(head)
