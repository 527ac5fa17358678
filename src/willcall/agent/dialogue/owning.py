"""Whether a message is about what the fan has bought, whatever it was read as: give one back, move us, when do we sit.

Pure, like `hearing`, which asks it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import aspects, cues, details, wanting
from willcall.agent.dialogue.choosing import fold
from willcall.agent.dialogue.intents import AFTER_SALES, ASKS, STARTS
from willcall.agent.ports import View
from willcall.agent.state import Task, Wanted
from willcall.understanding.reading import Intent, Slot

_LOOSE = frozenset({Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.CHANGE, Intent.INFORM})
_ELSEWHERE = frozenset({Intent.UPGRADE, Intent.TRANSFER, Intent.OUT_OF_SCOPE, Intent.CANCEL, Intent.DENY})
_ASKED_OF_SOMEBODY = _LOOSE | {Intent.SEAT_INFO, Intent.OUT_OF_SCOPE, Intent.KNOWLEDGE, Intent.SIGN_IN, Intent.HAND_OFF}
_ADDS = _LOOSE | {Intent.OUT_OF_SCOPE, Intent.SEAT_INFO, Intent.CHOOSE, Intent.AFFIRM, Intent.UPGRADE, Intent.ORDERS}
_CURT = 5  # words
_UNPLACED = frozenset({Intent.OUT_OF_SCOPE, Intent.SMALL_TALK, Intent.HELP})
_RATHER_THERE = re.compile(
    r"\b(?:instead|any chance of)\b|\b(?:prefer|rather have|rather sit|can (?:i|we) (?:have|get|sit|be|go)|could (?:i|we) (?:have|get|sit|be|go))\b(?![^.?!]*\b(?:menu|food|drinks?|tour|pass|card|number)\b)",
    re.IGNORECASE,
)
_UNDER_A_NAME = re.compile(
    r"\b(?:check|look|find|search|see|try|is it|be)\b[^.?!]{0,20}\bunder\b[^.?!]{0,24}(?:@|\bname\b|\bemail\b)|\blook (?:it|that|them|me|us|my \w+) up(?=\W*$|\W+(?:my |the )?name\b|\W+it'?s\b)|\bfind my (?:order|booking|tickets)\b",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    r"\b(?:if|when|until|till|unless|suppose|supposing|say|may|might|could be|later|up until|ever|in case|would|how|what|policy|rules?|allowed|possible)\b",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"^\W*(?:(?:no|nah|actually|ok|oh|well|sorry|you know what|on second thoughts?)\W+)*(?:leave it|forget (?:it|that|about it)|never ?mind|nvm|drop it|scrap (?:it|that)|don'?t (?:worry|bother))\b",
    re.IGNORECASE,
)
_WAS_THERE = re.compile(
    r"\b(?:i|we) (?:was|were|went|came|sat)\b[^.?!]{0,60}\b(?:last (?:night|week|weekend|month|time|\w+day)|yesterday|the other (?:day|night|week))\b|\b(?:last (?:night|week|weekend|\w+day)|yesterday|the other (?:day|night))\b[^.?!]{0,40}\b(?:i|we|they|the) (?:was|were|had|got|did)\b",
    re.IGNORECASE,
)
_SPOILT = re.compile(
    r"\b(?:scream\w*|swear\w*|shout\w*|drunk\w*|filthy|dirty|disgusting|freezing|stank|smel\w+|fight\w*|spil\w+|blocked|couldn'?t|did nothing|nothing done|nobody|no one|ruined|spoil\w+|broke\w*|too loud|pushed|threw|vomit\w*|sticky|rubbish|dreadful|horrible)\b",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(
    r"\b(?:what|which|anything|something)\b[^.?!]{0,24}\b(?:recommend|suggest|you(?:r|'d)? (?:favou?rite|pick|go (?:to|for)))\b|\b(?:any )?(?:recommendations?|suggestions?)\b|\bwhat'?s (?:your )?(?:favou?rite|good|worth (?:seeing|going))\b",
    re.IGNORECASE,
)
_CANCELS = re.compile(r"\b(?:cancel|refund|return|get rid of|drop)\b", re.IGNORECASE)
_CHANGES_TO = re.compile(
    r"\b(?:change|switch|swap|move|go|come|rebook)\b[^.?!]{0,12}\b(?:to|for|on)\b[^.?!]{0,40}\binstead\b|\b(?:could|can|may) (?:i|we) (?:change|switch|swap|move)\b[^.?!]{0,12}\b(?:to|for)\b",
    re.IGNORECASE,
)
_PASS_IT_ON = re.compile(r"\bpass (?:it|this|that)(?: on)? to (?:someone|somebody|a person)\b(?! else)", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"\bhow many(?: (?:tickets?|seats?|orders?|bookings?|of them))? (?:do|have) (?:i|we) (?:still |now |actually )?(?:have|got|own|bought|ordered)\b(?! to\b)",
    re.IGNORECASE,
)
_STILL_ON = re.compile(
    r"\b(?:am i|are we|i'?m|we'?re|i am|we are)\b[^.?!]{0,12}\bstill (?:good|ok|okay|alright|fine|on|booked|sorted|going)\b"
    r"|\b(?:my|our|mine|ours)\b[^.?!]{0,30}\bstill (?:good|ok|okay|alright|fine|valid|on|booked|stand)\b(?! sale)",
    re.IGNORECASE,
)
_WHICH_SEATS = re.compile(
    r"\b(?:which|what) (?:seats?|row|section|numbers?) (?:are|is|were|was|have|do|did) (?:they|those|these|it|that|mine|ours|we|i)(?: (?:in|again|got|have|get))*\W*$",
    re.IGNORECASE,
)
_MONEY_BACK = re.compile(
    r"\b(?:can|could|may) (?:i|we) (?:please )?(?:get|have) (?:my|our) money back\W*$|\b(?:i|we)(?:'d like| want| need) (?:my|our) money back\b",
    re.IGNORECASE,
)
_HANDED_ON = re.compile(
    r"\b(?:give|giving|send|pass|hand|gift|let)\b(?![^.?!]{0,20}\b(?:refund|money|cash|credit)\b)[^.?!]{0,40}\b(?:to|have)\b",
    re.IGNORECASE,
)


def rectified(intent: Intent, text: str, view: View) -> Intent:
    """The intent of a clause, or the one that its words of owning make of it."""
    state = view.state
    if intent in _UNPLACED and cues.MINE.search(text):
        intent = Intent.ORDERS
    if intent not in AFTER_SALES and cues.GETS_TICKETS.search(text):
        intent = Intent.ORDERS if state.memo.get("bought") else Intent.KNOWLEDGE
    if intent is Intent.COMPLAINT and cues.NEEDS.search(text) and not cues.WRONGED.search(text):
        intent = Intent.INFORM
    intent = _of_the_house(intent, text, view)
    if intent in {Intent.CHANGE, Intent.INFORM} and not view.reading.slots and _LEAVES.search(text):
        return Intent.CANCEL  # "no actually leave it, I'll watch it on tv"
    if (
        intent in _LOOSE
        and not aspects.asks(text)
        and _WAS_THERE.search(text)
        and (_SPOILT.search(text) or cues.WRONGED.search(text))
    ):
        return Intent.COMPLAINT
    if intent in _UNPLACED | {Intent.KNOWLEDGE} and _RECOMMENDS.search(text):
        return Intent.FIND_EVENTS
    ours = _of_ours(intent, text, view)
    if ours is not intent:
        return ours
    if intent in _ASKED_OF_SOMEBODY and cues.SOMEBODYS.search(text):
        intent = Intent.ORDERS
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
    if held and intent in _LOOSE and cues.SWAPS.search(text) and cues.SUPPOSES.search(text):
        intent = Intent.POLICY  # "can I swap them later if I can't make it?", before anything is bought
    if intent in _LOOSE and state.task is None and cues.MOVES_UP.search(text):
        intent = Intent.UPGRADE
    if intent in _LOOSE | _ELSEWHERE and state.task is None and cues.SHIFTS.search(text):
        intent = Intent.UPGRADE if _between_places(text, view) else Intent.EXCHANGE
    places = [s for s in view.reading.slots if s.name == "section" and not s.negated]
    if intent is Intent.EXCHANGE and cues.SHIFTS.search(text) and len({fold(str(s.value)) for s in places}) > 1:
        intent = Intent.UPGRADE  # "might we move from the gallery to the stalls for Friday's performance?"
    if intent is Intent.ORDERS and cues.MONEY_IF_AWAY.search(text):
        intent = Intent.REFUND if state.quote is None and wanting.names_event(view.reading.slots) else Intent.POLICY
    if intent is Intent.ORDERS and not cues.OF_OWN.search(cues.KIN.sub("", text)):
        intent = _no_order(view)
    if intent is not Intent.COMPLAINT and (cues.CALL_ME.search(text) or _takes_a_person(text, view)):
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
    if intent is Intent.CANCEL and len(view.reading.text.split()) <= _CURT and cues.HUMAN.search(view.reading.text):
        intent = Intent.HAND_OFF  # "stop. human. now."
    if intent in _LOOSE and state.task is None and _two_days(view) and cues.BECOMES.search(text):
        intent = Intent.EXCHANGE
    if intent in _LOOSE | _UNPLACED | {Intent.REFUND} and state.task is None and cues.COMES_INSTEAD.search(text):
        intent = Intent.EXCHANGE
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
    if intent in _LOOSE | _ELSEWHERE | {Intent.EXCHANGE, Intent.ORDERS} and _hands_in(intent, text, view):
        intent = Intent.REFUND
    elif intent in _LOOSE and state.quote is None and cues.OWN_TICKETS.search(text) and cues.SWITCHES.search(text):
        intent = Intent.EXCHANGE  # "we've tickets for Thursday but Friday is handier, can you switch us"
    return intent


def _of_the_house(intent: Intent, text: str, view: View) -> Intent:
    """What is for the documents, or for a person, in words that were read as of orders, credit or refunds."""
    supposed = cues.SUPPOSED.search(text) is not None
    if supposed and intent is Intent.COMPLAINT and cues.TWICE.search(text):
        return Intent.KNOWLEDGE  # "will I be charged twice if I try again?"
    if (cues.CHARGED_TWICE.search(text) and not supposed) or (
        cues.LAYS_HANDS_ON.search(text) and not aspects.asks(text)
    ):
        return Intent.COMPLAINT
    asked = intent in {Intent.ORDERS, Intent.HELP, Intent.INFORM} | _UNPLACED
    asked = asked or (intent is Intent.COMPLAINT and not cues.WRONGED.search(text))
    if asked and cues.LEFT_BEHIND.search(text) and not cues.OWN_TICKETS.search(text):
        return Intent.KNOWLEDGE  # "me brolly's still under the seat from the other night"
    if intent is Intent.CREDIT and cues.OLD_VOUCHER.search(text):
        return Intent.KNOWLEDGE
    if intent is Intent.REFUND and cues.ON_A_KNEE.search(text):
        return Intent.KNOWLEDGE  # "she'll be on my knee, do I have to pay for her"
    own = intent in _LOOSE | _ELSEWHERE | {Intent.SEAT_INFO, Intent.EXCHANGE, Intent.CHOOSE} and view.state.hold is None
    if own and cues.HAVE_SEATS.search(text) and cues.ELSE_SEATS.search(text) and not cues.SWAP_THEM.search(text):
        return Intent.UPGRADE  # "them seats we've got are rubbish, anything nearer?"
    names = any(s.name in {"event", "performer", "event_kind", "when"} and not s.negated for s in view.reading.slots)
    if (
        intent in _LOOSE
        and names
        and view.state.task is None
        and view.state.hold is None
        and cues.SWAP_THEM.search(text)
    ):
        return Intent.EXCHANGE  # "any way to swap em for the hockey on the 15th"
    to_whom = any(s.name == "email" for s in view.reading.slots)
    if (
        intent in _LOOSE | {Intent.TRANSFER}
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


def _of_ours(intent: Intent, text: str, view: View) -> Intent:
    """What is asked of orders of theirs in words that were read as of seats, rules or complaints."""
    told = {s.name for s in view.reading.slots if not s.negated}
    if intent in _LOOSE | _UNPLACED | ASKS and "order_id" in told:
        return Intent.ORDERS  # "what seats does order ord_… have"
    unnamed = not told & {"quantity", "event", "performer", "event_kind", "when"}
    loose = _LOOSE | _UNPLACED | {Intent.KNOWLEDGE, Intent.CANCEL, Intent.DENY}
    if intent in loose - {Intent.BUY} and unnamed and _UNDER_A_NAME.search(text):
        return Intent.ORDERS  # "can't you just look it up, name's Brian"
    if intent is Intent.REFUND and "person" in told and _HANDED_ON.search(text) and not cues.GIVES_BACK.search(text):
        return Intent.TRANSFER  # "can't go, want to give both tickets to my sister"
    idle = (view.state.task is None or view.state.task.kind not in details.BUYING) and view.state.quote is None
    if not (view.signed_in and idle):
        return intent
    named = told & {"event", "performer", "when", "event_kind"}
    if intent in _LOOSE | _UNPLACED | ASKS | {Intent.REPEAT} and _HOW_MANY.search(text):
        return Intent.ORDERS
    if aspects.asks(text) or text.rstrip(" ?.!").casefold().endswith(("yeah", "yes", "right")):
        if intent is not Intent.COMPLAINT and _STILL_ON.search(text) and (named or view.state.memo.get("bought")):
            return Intent.ORDERS  # "so I'm still good for Friday, yeah?"
        if intent in ASKS | _UNPLACED and _WHICH_SEATS.search(text) and view.state.memo.get("bought"):
            return Intent.ORDERS
    bought = view.state.memo.get("bought") or view.state.last_order_id
    if intent in _LOOSE | {Intent.CANCEL} and bought and named and _CANCELS.search(text):
        return Intent.REFUND  # "cancel the hockey one"
    if intent in _LOOSE | {Intent.SEAT_INFO, Intent.POLICY} and bought and "when" in told and _CHANGES_TO.search(text):
        return Intent.EXCHANGE  # "could we change to the 7th instead? what would it cost"
    if intent is Intent.POLICY and bought and cues.SWITCHES.search(text) and not cues.SUPPOSES.search(text):
        return Intent.EXCHANGE  # "ok, can I swap them for another gig then?"
    if intent is Intent.POLICY and _MONEY_BACK.search(text) and not _SUPPOSES.search(text):
        return Intent.REFUND  # "my sitter just bailed. can I get my money back": by a quote, which needs a yes
    return intent


def _after_the_sale(intent: Intent, text: str, view: View) -> Intent:
    """What a change means right after buying: other seats or another date for what was bought."""
    told = {s.name for s in view.reading.slots if not s.negated}
    backs = _LOOSE | _UNPLACED | {Intent.TRANSFER, Intent.CANCEL, Intent.CHOOSE, Intent.REPEAT}
    if intent in backs and "email" not in told and cues.GIVES_BACK.search(text) and not cues.SUPPOSES.search(text):
        return Intent.REFUND  # "give one of them back"
    if intent in _LOOSE | _UNPLACED | {Intent.TRANSFER} and "email" in told:
        return Intent.TRANSFER  # "one is for my nephew, he's at …"
    if intent in _LOOSE | _UNPLACED | {Intent.CANCEL, Intent.TRANSFER} and cues.TAKES_OFF.search(text):
        return Intent.REFUND
    wants = _LOOSE | _UNPLACED | {Intent.DENY, Intent.POLICY, Intent.SEAT_INFO, Intent.CANCEL}
    asks_how = cues.HOW_IT_WORKS.search(text)
    elsewhere = told & {"quantity", "event", "performer", "event_kind", "when"}
    better = cues.BETTER_ONES.search(text) or cues.ELSE_SEATS.search(text)
    if intent in wants and not elsewhere and not asks_how and better:
        return Intent.UPGRADE
    if intent in _LOOSE and cues.SWITCHES.search(text):
        return Intent.EXCHANGE
    if intent is not Intent.CHANGE:
        return intent
    if "accessible" in told:
        return Intent.HAND_OFF  # a space for a wheelchair in place of a seat is for people to find
    if told & {"when", "event", "performer"}:
        return Intent.EXCHANGE
    moves = cues.ELSEWHERE.search(text) or ("section" in told and _RATHER_THERE.search(text))
    return Intent.UPGRADE if moves else intent


def _takes_a_person(text: str, view: View) -> bool:
    """Whether a short message asks for a person in the words one was offered in: "yes, ask a person"."""
    if len(text.split()) > _CURT + 2 or view.state.hold is not None:
        return False
    offered = "ask a person" in str(view.state.memo.get("said") or "")
    return cues.ASK_SOMEBODY.search(text) is not None or (offered and _PASS_IT_ON.search(text) is not None)


def unbought(intent: Intent, slots: tuple[Slot, ...], text: str, view: View) -> tuple[Intent, tuple[Slot, ...]]:
    """What words of owning mean of seats that are only offered or held: "swap those for Sunday", "cancel one of the three"."""
    state, task = view.state, view.state.task
    if intent in {Intent.REFUND, Intent.EXCHANGE} and _the_other(slots, text):
        slots = tuple(s for s in slots if s.name != "quantity")
    same = intent, slots
    if intent not in {Intent.REFUND, Intent.EXCHANGE} or task is None or task.kind not in details.BUYING:
        return same
    if task.event is None or state.memo.get("bought") or cues.OF_BEFORE.search(text) or cues.SUPPOSES.search(text):
        return same
    if any(s.name in {"order_id", "email"} for s in slots):
        return same
    number = next((s for s in slots if s.name == "quantity"), None)
    if intent is Intent.EXCHANGE:
        turned = any(s.name in {"event", "performer", "when", "section", "event_kind"} for s in slots)
        return (Intent.CHANGE, slots) if turned else same
    if wanting.names_event(slots) or any(s.name in {"kept", "refund_to"} for s in slots):
        return same
    if number is not None and task.quantity and isinstance(number.value, int) and 0 < number.value < task.quantity:
        if number.value != view.reading.value("quantity"):
            return Intent.CHANGE, slots  # counted already
        left = replace(number, value=task.quantity - number.value)
        return Intent.CHANGE, tuple(left if s is number else s for s in slots)
    return (Intent.CANCEL, slots) if state.hold is not None else same


def _the_other(slots: Sequence[Slot], text: str) -> bool:
    """Whether one of two orders is meant: "I need to drop one of them; keep the comedy one, refund the other"."""
    kept = any(s.negated and s.name in {"event", "performer", "event_kind", "when"} for s in slots)
    return kept and cues.THE_OTHER.search(text) is not None


def _two_days(view: View) -> bool:
    """Whether two different days are named."""
    days = [s.value for s in view.reading.slots if s.name == "when" and not s.negated]
    return len(days) > 1 and days[0] != days[-1]


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
        said = next((value for value in more.groupdict().values() if value), "one")
        word = said.casefold().split()[-1]
        number = details.STEPS.get(word) or int(word)
    elif number is None or not cues.BESIDE.search(text):
        return None
    if any(s.name == "when" for s in slots) or wanting.names_event(slots):
        return None
    task = Task(kind="purchase", wanted=Wanted(event_ids=[bought["event_id"]]), quantity=number)
    if cues.BESIDE.search(text):
        task.section, task.rows = bought["section"], [bought["row"]]
    return task
