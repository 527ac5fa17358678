"""Whether a message is about what the fan has bought, whatever it was read as: give one back, move us, when do we sit.

Pure, like `hearing`, which asks it.
"""

import re
from collections.abc import Sequence

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.acts import matters, people, tempers
from willcall.agent.dialogue.intents import AFTER_SALES, STARTS
from willcall.agent.dialogue.owned import ours
from willcall.agent.dialogue.owned.ours import LOOSE, UNPLACED
from willcall.agent.dialogue.wishes import details, suiting, wanting
from willcall.agent.dialogue.wishes.choosing import fold
from willcall.agent.ports import View
from willcall.agent.state import Task, Wanted
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

_ELSEWHERE = frozenset({Intent.UPGRADE, Intent.TRANSFER, Intent.OUT_OF_SCOPE, Intent.CANCEL, Intent.DENY})
_ASKED_OF_SOMEBODY = LOOSE | {Intent.SEAT_INFO, Intent.OUT_OF_SCOPE, Intent.KNOWLEDGE, Intent.SIGN_IN, Intent.HAND_OFF}
_ADDS = LOOSE | {Intent.OUT_OF_SCOPE, Intent.SEAT_INFO, Intent.CHOOSE, Intent.AFFIRM, Intent.UPGRADE, Intent.ORDERS}
_TOLD_ELSEWHERE = frozenset({Intent.KNOWLEDGE, Intent.POLICY, Intent.OUT_OF_SCOPE})
_OTHER_SHOWS = regex(
    r"\b(?:other|another|different) (?:shows?|games?|gigs?|events?|match(?:es)?)\b|\bwhat'?s on\b", re.IGNORECASE
)
_CURT = 5  # words
_RATHER_THERE = regex(
    r"\b(?:instead|any chance of)\b|\b(?:prefer|rather have|rather sit|can (?:i|we) (?:have|get|sit|be|go)|could (?:i|we) (?:have|get|sit|be|go))\b(?![^.?!]*\b(?:menu|food|drinks?|tour|pass|card|number)\b)",
    re.IGNORECASE,
)
_LEAVES = regex(
    r"^\W*(?:(?:no|nah|actually|ok|oh|well|sorry|you know what|on second thoughts?)\W+)*(?:leave it(?! (?:at|to|up to|with|as|like|how))|forget (?:it|that|about it)|never ?mind|nvm|drop it|scrap (?:it|that)|don'?t (?:worry|bother)(?=\W*$))",
    re.IGNORECASE,
)
_RECOMMENDS = regex(
    r"\b(?:what|which|anything|something)\b[^.?!]{0,24}\b(?:recommend|suggest|you(?:'d)? go (?:to|for)|your (?:favou?rite|pick) (?:show|gig|play|one|event))\b|\b(?:any )?(?:recommendations?|suggestions?)\W*$|\bwhat'?s (?:good|worth (?:seeing|going))(?: on| this| at the moment)?\b",
    re.IGNORECASE,
)
_OF_OTHER_THINGS = regex(
    r"\b(?:eat|food|drink|wear\w*|bring\w*|bags?|time|arriv\w+|park\w*|hotel|train|bus|entrance|seats?|song|loos?|toilets?)\b",
    re.IGNORECASE,
)
GOES_BACK = regex(
    r"\b(?:refund\w*|money|back|return\w*|cancel\w*|reimburs\w*|credit|can'?t|cannot|won'?t|not(?! (?:too |so |very |really )?(?:upstairs|downstairs|high|far|near|close|dear|expensive|more|over|above|in|on|at|up|the|behind|bothered|fussed|sure|essential)\b)|unable|no longer|isn'?t|aren'?t|sick|ill|poorly|bailed|sell|rid|give|gave|hand|un-?book|void|drop|refuse)\b",
    re.IGNORECASE,
)
"""What a wish for money back has some word of."""
_BETTER_TO = regex(
    r"\b(?:is it|would it be|am i|are we) better (?:off )?(?:to\b|\w+ing\b)|\bshould (?:i|we)\b", re.IGNORECASE
)


_MOVES_OURS = regex(
    r"\b(?:swap\w*|switch\w*|exchang\w*|chang(?:e|ed|ing)|mov(?:e|ed|ing)|rebook\w*|instead|rather than|tickets?|tix|seats?|order|booking|mine|ours|booked|bought)\b",
    re.IGNORECASE,
)
_NO_UPGRADE = regex(r"\b(?:no|not|don'?t want|isn'?t|never said)(?: an?| to| the| my)? upgrad\w*\b", re.IGNORECASE)


def rectified(intent: Intent, text: str, view: View) -> Intent:
    """The intent of a clause, or the one that its words of owning make of it."""
    state = view.state
    if intent is Intent.REPEAT and ours.LOST.search(view.reading.text):
        return Intent.ORDERS  # "I lost my tickets, can you show them again"
    if intent in UNPLACED and cues.MINE.search(text):
        intent = Intent.ORDERS
    free_of_deeds = intent not in AFTER_SALES | {Intent.UPGRADE, Intent.COMPLAINT} and state.task is None
    if free_of_deeds and ours.ONE_I_BOUGHT.search(text) and not ours.SPOILT.search(text):
        return Intent.ORDERS  # "no, the one I bought, Dec 8"
    if intent is Intent.UPGRADE and _NO_UPGRADE.search(text):
        return Intent.SEAT_INFO  # "no not upgrade. the price of the front row"
    if intent is Intent.POLICY and state.memo.get("bought") and state.hold is None and ours.REFUND_THEM.search(text):
        return Intent.REFUND
    if intent is Intent.CREDIT and not view.signed_in and ours.CREDIT_AT_ALL.search(text):
        return Intent.POLICY
    if intent not in AFTER_SALES and cues.GETS_TICKETS.search(text):
        intent = Intent.ORDERS if state.memo.get("bought") else Intent.KNOWLEDGE
    if intent is Intent.COMPLAINT and cues.NEEDS.search(text) and not cues.WRONGED.search(text):
        intent = Intent.INFORM
    if intent is Intent.COMPLAINT and people.no_complaint(text, view):
        intent = Intent.PAY if cues.ANOTHER_CARD.search(text) and state.quote is not None else Intent.INFORM
    if intent is Intent.HAND_OFF and people.nobody_asked_for(text, view):
        intent = Intent.CHANGE
    intent = _of_the_house(intent, text, view)
    if intent in {Intent.CHANGE, Intent.INFORM} and not view.reading.slots and _LEAVES.search(text):
        return Intent.CANCEL  # "no actually leave it, I'll watch it on tv"
    if intent in LOOSE - {Intent.BUY} and state.task is None and ours.spoilt(text, view):
        return Intent.COMPLAINT
    free = state.hold is None and state.task is None
    if free and intent in _ASKED_OF_A_HOUSE and _ONLY_WHATS_ON.fullmatch(text) and _only_a_time(view):
        return Intent.FIND_EVENTS  # "wats on this wknd"
    if (
        free
        and intent in UNPLACED | {Intent.KNOWLEDGE}
        and _RECOMMENDS.search(text)
        and not _OF_OTHER_THINGS.search(text)
    ):
        return Intent.FIND_EVENTS
    slots = ours.slots_in(text, view)
    counted = any(s.name == "quantity" for s in slots) and wanting.names_event(slots)
    if state.task is None and counted and intent is Intent.REFUND and not GOES_BACK.search(text):
        return Intent.BUY  # "me and my lad want to see the derby, I've only got 90 dollars. What can you do?"
    wronged = cues.WRONGED.search(text) is not None and not tempers.only_vents(text)
    if counted and intent is Intent.COMPLAINT and not (wronged or cues.TWICE.search(text) or ours.SPOILT.search(text)):
        return Intent.BUY
    if intent is Intent.EXCHANGE and free and cues.WHATS_ON.search(view.reading.text) and not _MOVES_OURS.search(text):
        return Intent.FIND_EVENTS  # "i got called into work so can only do the sunday. whats on sunday 13th"
    if intent is Intent.UPGRADE and _BETTER_TO.search(text):
        return Intent.POLICY  # "is it better to swap them than refund them"
    of_ours = ours.of_ours(intent, text, view)
    if of_ours is not intent:
        return of_ours
    if intent in _ASKED_OF_SOMEBODY and cues.SOMEBODYS.search(text):
        intent = Intent.ORDERS
    if (
        intent in {Intent.CANCEL, Intent.REPEAT}
        and state.awaiting == "seats"
        and cues.ANYWHERE.search(view.reading.text)
        and not cues.TOO_DEAR.search(text)
    ):
        return Intent.CHANGE  # "forget the balcony. any section"
    choosing = state.awaiting == "event" and state.task is not None and state.task.quantity is None
    if choosing and intent not in STARTS and aspects.asks(text) and suiting.asked_for(text):
        return Intent.FIND_EVENTS  # "which of them is actually for kids"
    placed = any(s.name in {"section", "row", "ordinal"} and not s.negated for s in view.reading.slots)
    if intent in _TOLD_ELSEWHERE and state.awaiting == "seats" and placed and not aspects.asks(text):
        return Intent.CHANGE  # "ugh ok 273 I can stretch to. 102"
    handing = (
        state.transfer is not None
        or (state.task is not None and state.task.kind == "transfer")
        or " now has " in str(state.memo.get("said") or "")
    )
    if (
        intent not in AFTER_SALES
        and people.RECIPIENT_ASKS.search(text)
        and (handing or people.NEEDS_ACCOUNT.search(text))
    ):
        return Intent.KNOWLEDGE
    if intent is Intent.PAY and cues.YET_TO_PAY.search(text):
        intent = Intent.POLICY if aspects.asks(text) else Intent.INFORM  # "before I pay, what if I can't make it?"
    if (
        intent is Intent.REPEAT
        and state.task is not None
        and any(s.name in {"section", "row"} for s in view.reading.slots)
    ):
        intent = Intent.CHANGE  # "204 again", of the seats
    if state.task is None and state.quote is None and state.memo.get("bought"):
        intent = _after_the_sale(intent, text, view)
    if (
        intent is Intent.UPGRADE
        and state.task is None
        and not cues.OF_OWN.search(text)
        and aspects.asks(text)
        and cues.SEES_WELL.search(text)
    ):
        intent = Intent.SEAT_INFO  # "will I be able to see ok from the cheap ones?"
    held = state.quote is not None and not view.reading.slots
    if held and intent in LOOSE and cues.SWAPS.search(text) and cues.SUPPOSES.search(text):
        intent = Intent.POLICY  # "can I swap them later if I can't make it?", before anything is bought
    if intent in LOOSE and state.task is None and cues.MOVES_UP.search(text):
        intent = Intent.UPGRADE
    if intent in LOOSE | _ELSEWHERE and state.task is None and cues.SHIFTS.search(text):
        intent = Intent.UPGRADE if _between_places(text, view) else Intent.EXCHANGE
    places = [s for s in view.reading.slots if s.name == "section" and not s.negated]
    elsewhen = any(s.name in wanting.EVENT_SLOTS for s in view.reading.slots)
    if intent is Intent.EXCHANGE and places and not elsewhen and state.task is None:
        intent = Intent.UPGRADE  # "can you swap us into 104", the same night
    if intent in LOOSE and places and state.memo.get("bought") and state.task is None and ours.TO_MOVE.search(text):
        intent = Intent.UPGRADE
    if intent is Intent.EXCHANGE and cues.SHIFTS.search(text) and len({fold(str(s.value)) for s in places}) > 1:
        intent = Intent.UPGRADE  # "might we move from the gallery to the stalls for Friday's performance?"
    if intent is Intent.ORDERS and cues.MONEY_IF_AWAY.search(text):
        intent = Intent.REFUND if state.quote is None and wanting.names_event(view.reading.slots) else Intent.POLICY
    if intent is Intent.ORDERS and not cues.OF_OWN.search(cues.KIN.sub("", text)):
        intent = _no_order(view)
    if intent is not Intent.COMPLAINT and people.wanted(text, view):
        intent = Intent.HAND_OFF
    if (
        view.signed_in
        and state.memo.get("refunded")
        and state.task is None
        and not view.reading.slots
        and cues.HOW_MUCH_BACK.search(text)
    ):
        return Intent.REPEAT  # what was given back just now
    if view.signed_in and state.quote is None and cues.HOW_MUCH_BACK.search(text):
        intent = Intent.REFUND  # told by a quote, which nothing comes of without a yes
    if intent is Intent.CANCEL and len(view.reading.text.split()) <= _CURT and people.HUMAN.search(view.reading.text):
        intent = Intent.HAND_OFF  # "stop. human. now."
    if intent in LOOSE and state.task is None and _two_days(view) and cues.BECOMES.search(text):
        intent = Intent.EXCHANGE
    if intent in LOOSE | UNPLACED | {Intent.REFUND} and state.task is None and cues.COMES_INSTEAD.search(text):
        intent = Intent.EXCHANGE
    asked = aspects.asks(text) or cues.WHATS_ON.search(text) or _OTHER_SHOWS.search(text)
    if (
        intent in LOOSE | UNPLACED
        and state.task is None
        and state.memo.get("bought")
        and _day_for_day(view)
        and not asked
    ):
        intent = Intent.EXCHANGE  # "I need the 10th rather than the 9th"
    plain = intent in {Intent.KNOWLEDGE, Intent.HELP, Intent.OUT_OF_SCOPE} and not wanting.names_event(
        view.reading.slots
    )
    if (intent is Intent.HAND_OFF or plain) and cues.WHO_ARE_YOU.search(text):
        intent = Intent.SMALL_TALK  # asks who speaks; nobody is to be fetched
    if intent not in AFTER_SALES and state.quote is None and _about_ours(intent, text, state.task, view):
        intent = Intent.ORDERS
    if cues.STUCK.search(text) and (intent is Intent.ORDERS or intent not in STARTS):
        intent = Intent.HAND_OFF  # at the door, with a code that does not scan
    to_whom = any(s.name == "email" for s in view.reading.slots)
    if intent is Intent.TRANSFER and state.task is None and not (to_whom or cues.HANDS_OVER.search(text)):
        intent = Intent.KNOWLEDGE if aspects.asks(text) else Intent.INFORM  # "my mate's bailed" hands nothing over
    turned_down = state.memo.get("refused")
    if (
        intent is Intent.CREDIT
        and turned_down
        and turned_down == state.last_order_id
        and cues.CREDIT_INSTEAD.search(text)
    ):
        intent = Intent.REFUND  # "what about credit then?", where money back was refused
    if intent in LOOSE | _ELSEWHERE | {Intent.EXCHANGE, Intent.ORDERS} and _hands_in(intent, text, view):
        intent = Intent.REFUND
    elif intent in LOOSE and state.quote is None and cues.OWN_TICKETS.search(text) and cues.SWITCHES.search(text):
        intent = Intent.EXCHANGE  # "we've tickets for Thursday but Friday is handier, can you switch us"
    return intent


_ASKED_OF_A_HOUSE = UNPLACED | {Intent.KNOWLEDGE, Intent.POLICY, Intent.EVENT_INFO, Intent.INFORM, Intent.GREET}
_ONLY_WHATS_ON = regex(
    r"\W*(?:(?:hi|hey|hello|hiya|yo|so|ok|and|anyway|oh)\W+)*(?:wh?[aou]t(?: ?['’]?s| is| r| are)?(?: there)?|wh?at else is|anything|owt)(?: (?:going|all))? (?:on|happening|playing|showing|up)\b(?: [\w'’]+){1,5}\W*",
    re.IGNORECASE,
)


def _only_a_time(view: View) -> bool:
    """Whether nothing is named but when."""
    told = {s.name for s in view.reading.slots if not s.negated}
    return "when" in told and told <= {"when", "city", "venue"}


def _of_the_house(intent: Intent, text: str, view: View) -> Intent:
    """What is for the documents, or for a person, in words that were read as of orders, credit or refunds."""
    supposed = cues.SUPPOSED.search(text) is not None
    if supposed and intent is Intent.COMPLAINT and cues.TWICE.search(text):
        return Intent.KNOWLEDGE  # "will I be charged twice if I try again?"
    if (cues.CHARGED_TWICE.search(text) and not supposed) or (
        cues.LAYS_HANDS_ON.search(text) and not aspects.asks(text)
    ):
        return Intent.COMPLAINT
    asked = intent in {Intent.ORDERS, Intent.HELP, Intent.INFORM} | UNPLACED
    asked = asked or (intent is Intent.COMPLAINT and not cues.WRONGED.search(text))
    if asked and matters.left_behind(text):
        return Intent.KNOWLEDGE  # "me brolly's still under the seat from the other night"
    if intent is Intent.CREDIT and cues.OLD_VOUCHER.search(text):
        return Intent.KNOWLEDGE
    if intent is Intent.REFUND and cues.ON_A_KNEE.search(text):
        return Intent.KNOWLEDGE  # "she'll be on my knee, do I have to pay for her"
    own = intent in LOOSE | _ELSEWHERE | {Intent.SEAT_INFO, Intent.EXCHANGE, Intent.CHOOSE} and view.state.hold is None
    if own and cues.HAVE_SEATS.search(text) and cues.ELSE_SEATS.search(text) and not cues.SWAP_THEM.search(text):
        return Intent.UPGRADE  # "them seats we've got are rubbish, anything nearer?"
    names = any(s.name in {"event", "performer", "event_kind", "when"} and not s.negated for s in view.reading.slots)
    if (
        intent in LOOSE
        and names
        and view.state.task is None
        and view.state.hold is None
        and cues.SWAP_THEM.search(text)
    ):
        return Intent.EXCHANGE  # "any way to swap em for the hockey on the 15th"
    to_whom = any(s.name == "email" for s in view.reading.slots)
    if (
        intent in LOOSE | {Intent.TRANSFER}
        and not to_whom
        and cues.HOW_IT_WORKS.search(text)
        and cues.ONE_OF_OURS.search(text)
    ):
        return Intent.POLICY  # "how's it work if I want my sister to have one of my tickets"
    counted = any(s.name == "quantity" for s in view.reading.slots) and wanting.names_event(view.reading.slots)
    better = cues.BETTER_ONES.search(text) or cues.ELSE_SEATS.search(text)
    if intent is Intent.UPGRADE and counted and not better and not cues.OF_OWN.search(cues.KIN.sub("", text)):
        return Intent.BUY  # "six of us for the improv on my birthday, can we all be in a row?"
    return intent


def _after_the_sale(intent: Intent, text: str, view: View) -> Intent:
    """What a change means right after buying: other seats or another date for what was bought."""
    told = {s.name for s in view.reading.slots if not s.negated}
    backs = LOOSE | UNPLACED | {Intent.TRANSFER, Intent.CANCEL, Intent.CHOOSE, Intent.REPEAT}
    if intent in backs and "email" not in told and cues.GIVES_BACK.search(text) and not cues.SUPPOSES.search(text):
        return Intent.REFUND  # "give one of them back"
    if intent in LOOSE | UNPLACED | {Intent.TRANSFER} and "email" in told:
        return Intent.TRANSFER  # "one is for my nephew, he's at …"
    if intent in LOOSE | UNPLACED | {Intent.CANCEL, Intent.TRANSFER} and cues.TAKES_OFF.search(text):
        return Intent.REFUND
    wants = LOOSE | UNPLACED | {Intent.DENY, Intent.POLICY, Intent.SEAT_INFO, Intent.CANCEL}
    asks_how = cues.HOW_IT_WORKS.search(text)
    elsewhere = told & {"quantity", "event", "performer", "event_kind", "when"}
    better = cues.BETTER_ONES.search(text) or cues.ELSE_SEATS.search(text)
    if intent in wants and not elsewhere and not asks_how and better:
        return Intent.UPGRADE
    if intent in LOOSE and cues.SWITCHES.search(text):
        return Intent.EXCHANGE
    if intent in LOOSE | UNPLACED and "accessible" in told and not elsewhere - {"quantity"}:
        return Intent.KNOWLEDGE  # a space for a wheelchair in place of a seat is for people to find: they are offered
    if intent is not Intent.CHANGE:
        return intent
    if told & {"when", "event", "performer"}:
        return Intent.EXCHANGE
    moves = cues.ELSEWHERE.search(text) or ("section" in told and _RATHER_THERE.search(text))
    return Intent.UPGRADE if moves else intent


def _two_days(view: View) -> bool:
    """Whether two different days are named."""
    days = [s.value for s in view.reading.slots if s.name == "when" and not s.negated]
    return len(days) > 1 and days[0] != days[-1]


def _day_for_day(view: View) -> bool:
    """Whether one day is wanted and another is not."""
    days = [s.negated for s in view.reading.slots if s.name == "when"]
    return True in days and False in days


def _between_places(text: str, view: View) -> bool:
    """Whether somebody wants from one part of the house to another."""
    if any(s.name == "section" for s in view.reading.slots):
        return True
    ends = cues.SHIFTS.search(text)
    return ends is not None and fold(ends["start"]) in {fold(name) for name in view.catalogue.sections}


def _no_order(view: View) -> Intent:
    """What is meant by words that were read as a look at orders and hold no word of owning: "the other date then"."""
    named = any(s.name in {"event", "performer", "when", "event_kind", "venue"} for s in view.reading.slots)
    if view.state.task is not None and view.state.task.kind in details.BUYING:
        return Intent.CHANGE
    return Intent.FIND_EVENTS if named else Intent.ORDERS


def _hands_in(intent: Intent, text: str, view: View) -> bool:
    """Whether tickets of theirs are to go back, in whatever verb: "one of my three seats needs to go back"."""
    state, whole = view.state, view.reading.text
    if state.quote is not None or (intent is Intent.EXCHANGE and cues.SWAPS.search(text)):
        return False
    if intent is Intent.TRANSFER and any(s.name in {"email", "person"} for s in view.reading.slots):
        return False
    owns = bool(cues.OWN_TICKETS.search(whole))
    if cues.LESSENS.search(text) and owns:
        return True
    asked_for = {Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO}
    gives = intent is not Intent.ORDERS and bool(cues.GIVES_BACK.search(text))  # "send my tickets back to me"
    return gives and (intent in asked_for or owns)


def _about_ours(intent: Intent, text: str, task: Task | None, view: View) -> bool:
    """Whether a question is about what the fan has bought: what they paid, where they sit, when it starts."""
    if task is None and cues.PAID.search(text):
        return True
    if not view.signed_in:
        return False
    if cues.SITTING.search(text) or (
        cues.CHARGED.search(text) and aspects.asks(text) and not cues.TOO_MUCH.search(text)
    ):
        return True
    asks_when = intent in {Intent.EVENT_INFO, Intent.KNOWLEDGE} and aspects.aspect(text) in {"when", "doors", "length"}
    return asks_when and task is None and cues.OUR_SHOW.search(text) is not None


def one_more(intent: Intent, slots: Sequence[Slot], view: View) -> Task | None:
    """The purchase that "one more next to us" means right after another: the same show, near the same seats."""
    state, text = view.state, view.reading.text
    bought = state.memo.get("bought")
    if not bought or state.task is not None or state.quote is not None or intent not in _ADDS:
        return None
    more = cues.MORE.search(text)
    number = next((s.value for s in slots if s.name == "quantity"), None)
    if more is not None:
        number = details.so_many(more)
    elif number is None or not cues.BESIDE.search(text):
        return None
    if any(s.name == "when" for s in slots) or wanting.names_event(slots):
        return None
    task = Task(kind="purchase", wanted=Wanted(event_ids=[bought["event_id"]]), quantity=number)
    if cues.BESIDE.search(text):
        task.section, task.rows = bought["section"], [bought["row"]]
        task.numbers, task.beside = list(bought.get("numbers") or []), bool(bought.get("numbers"))
    return task
