"""Who is to have a ticket: "wanna give someone a ticket", and the name that is said where it is asked for, which is no show's.

Pure, like `hearing`, which asks it; what moves is `handing`'s business.
"""

import itertools
import re
from dataclasses import replace

from willcall.agent.dialogue import tasks
from willcall.agent.dialogue.acts import people
from willcall.agent.dialogue.intents import CONTROLS, SOCIAL
from willcall.agent.dialogue.owned import refusals
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question, Task
from willcall.understanding.company import KIN, KIN_MANY
from willcall.understanding.numerals import NUMBER
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot

_SOMEBODY = (
    rf"(?:someone|somebody|anyone|him|her|them|(?:a|my|our) (?:\w+ )?{KIN}|(?:sis|bro|mum|mom|mam|dad|gran|nan|hubby))"
)
_ANYBODY = rf"(?:(?:my|our|me|a|his|her|some) (?:\w+ )?(?:{KIN}|{KIN_MANY}|family)|(?:someone|somebody|anyone)(?: else)?|another person|other people|him|her)"
_GIVE = r"(?:give|giving|pass|passing|hand|handing|send|sending|gift|gifting|transfer|transferring|let)"
_OWN = r"(?:(?:one|two|three|some|both|all|\d) of (?:my|our|the)(?: \w+)? (?:tickets?|tix|seats?)|(?:my|our|both|the other|the spare|my spare|a spare|one)(?: \w+){0,2} (?:tickets?|tix|seats?)|a (?:ticket|seat)|tickets?|(?:one|two|three|some|both|all|\d) of (?:mine|ours|them|those|these)|(?:it|them|['’]?em|one|\d))"
_GIVES = regex(
    rf"\b{_GIVE} (?:{_SOMEBODY} (?:have )?{_OWN}|{_OWN}(?: (?:on|over|away))? to {_SOMEBODY})\b", re.IGNORECASE
)
_WANTS = regex(
    r"(?:^|[.!?,;]\s*|\b(?:hi|hey|hello|ok|so|and|but|please|no) )\W*(?:(?:can|could|may|how (?:do|can|would)) (?:i|we)|(?:i['’]?d|i|we['’]?d|we)(?: would)? (?:like|want|need|wish|have|am trying|was hoping|wanted|gotta|got) ?(?:to)?|(?:i |we )?(?:wanna|want to|need to|gotta|trying to|looking to|gonna|going to)|is (?:it possible|there (?:a|any) way) to|i['’]?m (?:trying|looking|hoping|going) to|let['’]?s|please)? ?(?:just |please |maybe |now )*$",
    re.IGNORECASE,
)
_AS_A_PRESENT = regex(
    r"\b(?:birthday|bday|christmas|xmas|present|anniversary|surprise|gift (?:card|voucher)|voucher|buy|buying|get me|purchase|book|new|which|what|recommend|credit|back|refund\w*|money)\b",
    re.IGNORECASE,
)
_SUPPOSES = regex(r"\b(?:if|in case|suppose|later|when|can(?:'?t| not)|allowed)\b", re.IGNORECASE)
_MINE = regex(r"\b(?:my|our|mine|ours|one of|spare|i(?:'ve)? (?:have|got|bought))\b", re.IGNORECASE)
_THEM = r"(?:it|them|['’]?em|these|those|mine|ours|both|one|one of them|(?:my|our|the|these|those|both) (?:\w+ )?(?:tickets?|seats?))"
_MAY_HAVE = regex(
    rf"\b(?:give|pass|hand|send|transfer|gift|sign|let)\s+(?:just |only )?{_THEM}(?: (?:on|over|away))?(?: to)?\s+{_ANYBODY}\b"
    rf"|\b(?:give|let|send)\s+{_ANYBODY}\s+(?:have |use |take )?{_THEM}\b"
    rf"|\b(?:can|could|may|might|would) {_ANYBODY}\b[^.?!]{{0,12}}\b(?:(?:have|use|take) {_THEM}|(?:go|come|attend)(?:\W+(?:instead|in my place|in our place|for me|on my ticket)))\b"
    rf"|\b{_ANYBODY} (?:can|could|may|will|would) (?:have|use|take) {_THEM}\b",
    re.IGNORECASE,
)
_TO_THEM = regex(
    rf"\b(?:can|could|may|would) (?:they|these|those|it|(?:the|my|our) tickets?) (?:please |just )?(?:be (?:given|passed on|handed (?:on|over)|transferred|signed over|sent|put over) to|go to) {_ANYBODY}(?: else)?(?: then)?,? (?:instead|rather)\b"
    rf"|\b(?:give|giving|pass|passing|hand|handing|send|sending|transfer|transferring|gift|gifting|sign|forward|forwarding|e-?mail)\s+(?:just |only )?(?:{_THEM}|(?:the |this |that |my )?(?:tickets?|tix|order|booking)(?: \S+)?|ord_\w+)(?: (?:on|over|away))?\s+to\s+(?:{_ANYBODY}|\S+@\S+|(?-i:[A-ZÀ-Þ][a-zà-ÿ'’-]+))",
    re.IGNORECASE,
)
_THE_MONEY = regex(
    r"\b(?:refund\w*|money|cash|credit|card|account|bank|paypal|vouchers?)\b|^\W*(?:yes|yeah|yep|yup|go ahead|do it|confirm\w*)\b",
    re.IGNORECASE,
)
_REFUSES_MONEY = regex(
    r"\b(?:no|not|(?:do|did|does|wo|ca|would)n['’]?t|never ?mind|forget|scrap|cancel|stop|without|rather than|instead of|drop)\b[^.?!,;]{0,24}\b(?:refund\w*|money(?: back)?|cash|credit)\b",
    re.IGNORECASE,
)
_UNDONE = regex(r"(?:\bnot|n['’]?t|\bnever|\bnobody|\bno one|\bwithout|\bif|\btried)\b[^.?!,;]*$", re.IGNORECASE)
_AS_A_RULE = regex(
    r"\b(?:if|in case|suppose|policy|rules?|allowed|until when|how late|already (?:gave|given))\b", re.IGNORECASE
)
_LONGEST = 240  # characters
_NAME = r"(?!(?:please|pls|thanks|then)\b)[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]{1,24}"
_TO_WHOM = regex(
    rf"\b(?:to|for|it['’]?s|its|name is|named|called|name['’]?s) (?P<name>{_NAME}(?: {_NAME}){{0,2}})(?: please| pls| thanks| then)?\W*$",
    re.IGNORECASE,
)
_ONLY_A_NAME = regex(rf"\W*(?P<name>{_NAME}(?: {_NAME}){{0,2}})(?: please| pls| thanks)?\W*", re.IGNORECASE)
_NO_NAME = regex(
    r"\b(?:the|a|an|my|our|your|his|her|their|this|that|those|these|it|them|one|ones|both|all|me|you|him|us|mon\w*day|tues\w*|wednes\w*|thurs\w*|fri|friday|satur\w*|sun|sunday|today|tomorrow|tonight|next|last|first|second|game|show|match|order|tickets?|seats?|section|row|no|yes|not|don'?t|know|wait|which|what|where|how|who|why|never|mind|forget|leave|cancel|stop|ok|okay|please|thanks?|and|or|instead|sorry|actually|do|can|could|will|is|are|have|want|need|book|buy|refund|exchange|swap|upgrade|person|human|help|someone|somebody|friend|mate)\b",
    re.IGNORECASE,
)


def to_somebody(view: View, heard: Heard) -> bool:
    """Whether a hand-over begins, or goes on with the name of who shall have the tickets."""
    return (
        _begins(view, heard)
        or _gives_them_away(view, heard)
        or _gives_them_instead(view, heard)
        or _lets_use_them(view, heard)
        or _names_them(view, heard)
    )


def before_it_is_bought(view: View, heard: Heard) -> bool:
    """Whether seats that are offered or held, and no order, are to go to somebody: nothing can be handed on yet, and they stay held."""
    state, reading = view.state, view.reading
    task = state.task
    buying = state.quote.kind == "purchase" if state.quote is not None else task is not None and task.kind in BUYING
    offered = buying and state.awaiting in {"seats", "confirmation", "payment", "sign_in"}
    if not offered or state.pending_order_id is not None or len(reading.text) > _LONGEST or len(reading.wishes) > 1:
        return False
    if reading.answer == "yes" or _OF_AN_ORDER.search(reading.text):
        return False
    if _WILL_GIVE.fullmatch(reading.text.strip()) and state.hold is not None:
        heard.standing, heard.understood = "to pass on", True
        return True
    if (
        reading.intent is not Intent.TRANSFER
        or _HANDS_ON.search(reading.text) is None
        or any(s.name in wanting.EVENT_SLOTS or s.name in {"order_id", "section", "quantity"} for s in reading.slots)
    ):
        return False
    heard.questions, heard.understood = [Question("policy", "transfer", ())], True
    return True


_THEN_GIVES = regex(
    r"[\s,.;]+(?:(?:and|but|i['’]?ll|so)\W+)*(?:then|later(?: on)?|after(?:wards?| that)|once (?:i|we)(?:['’]ve| have)? (?:got|bought|booked) (?:them|it))\W+(?:(?:i|we)(?:['’]?ll|['’]?m|['’]?d| will| would| want| need)?\b(?: (?:want|wanna|need|have|like|be|going|gonna|to|probably|also))*\W+)?(?P<gives>(?:send|give|giv|transfer|pass|forward|e-?mail|hand)(?:ing)? .*)$",
    re.IGNORECASE | re.DOTALL,
)


def without_later(view: View, heard: Heard) -> View:
    """The view with only the purchase, where what is bought shall later go to somebody: "two for the derby, then I'll send one to …"; how that is done is told."""
    state, reading = view.state, view.reading
    idle = state.task is None and state.quote is None and state.hold is None and state.transfer is None
    if not idle or view.read is None or not any(w.intent is Intent.TRANSFER for w in reading.wishes):
        return view
    then = _THEN_GIVES.search(reading.text[:_LONGEST])
    wish = reading.text[: then.start()] if then is not None else ""
    told = {s.name for s in reading.slots if not s.negated and s.end <= len(wish)}
    if then is None or "quantity" not in told or not told & wanting.EVENT_SLOTS or _OWNED.search(wish):
        return view
    heard.questions.append(Question("policy", "transfer", ()))
    return replace(view, reading=view.read(wish))


_OWNED = regex(
    r"\b(?:my|our|mine|ours|have|['’]ve|got|already|bought|booked|refund\w*|cancel\w*|exchang\w*|swap\w*|upgrad\w*|transfer\w*|send\w*|giv\w*)\b",
    re.IGNORECASE,
)
_WILL_GIVE = regex(
    rf"\W*(?:(?:ok|okay|so|and|but|oh|great|thanks|lovely|actually|well|cool)\W+)*(?:(?:i|we)(?:['’]?ll|['’]?m| am| will|['’]?d| would|['’]?re| are)?|gonna|going to)(?: (?:just|then|probably|actually|also|be|want to|wanna|gonna|going to|planning to|like to|need to|have to))* (?:give|giving|pass|passing|hand|handing|send|sending|forward|forwarding|gift|gifting|transfer|transferring) (?:it|them|this|that|these|those|one|one of (?:them|these|those)|both|the tickets?|the seats?)(?: (?:on|over|along|away))? (?:to|for) (?:{_ANYBODY}|(?!me\b|us\b)[a-z]{{2,20}})(?:['’]s)?(?:\W+(?:later|then|afterwards|after(?: that)?|instead|as a (?:gift|present|surprise)|for (?:his|her|their) birthday|anyway|though|thanks|please))*\W*|\W*(?:(?:ok|so|and|but|oh|btw|well)\W+)*(?:it|they|these|those|this|the tickets|one of (?:them|these))(?:['’]?s|['’]?re| is| are) (?:actually |really |all |both )?for {_ANYBODY}(?:\W+(?:not me|and (?:his|her|their) \w+))?\W*",
    re.IGNORECASE,
)
_HANDS_ON = regex(r"\b(?:giv|pass|send|hand|forward|transfer|gift|e-?mail|shar)(?:e|es|ing|ed)?\b", re.IGNORECASE)
_OF_AN_ORDER = regex(
    r"\b(?:my|our) (?:\w+ ){0,3}(?:tickets?|tix|order|booking|seats?)\b|\b(?:order|booking|bought|booked|already|spare|other (?:tickets?|ones?))\b",
    re.IGNORECASE,
)


def _begins(view: View, heard: Heard) -> bool:
    """Whether tickets one has are to go to somebody: "wanna give someone a ticket"."""
    state, reading = view.state, view.reading
    free = state.quote is None and state.hold is None and state.transfer is None
    idle = state.task is None or (state.task.kind in BUYING and state.task.event is None)
    if not (view.signed_in and free and idle) or any(w.intent is Intent.TRANSFER for w in reading.wishes[:1]):
        return False
    gives = _GIVES.search(reading.text)
    if gives is None or _WANTS.search(reading.text[: gives.start()]) is None:
        return False
    if _AS_A_PRESENT.search(reading.text) or _SUPPOSES.search(reading.text[gives.end() :]):
        return False  # "I want to give my mum a ticket for her birthday" buys one
    if wanting.names_event(reading.slots) and not _MINE.search(reading.text):
        return False
    state.task = None
    tasks.begin("transfer", reading.slots, view, heard, reading.text)
    return True


def _gives_them_away(view: View, heard: Heard) -> bool:
    """Whether tickets whose money was refused are to go to somebody else: "can I give them to my sister instead?"."""
    text = view.reading.text
    if not refusals.was_refused(view) or len(text) > _LONGEST or _AS_A_RULE.search(text):
        return False
    told = {s.name for s in view.reading.slots if not s.negated}
    if told & {"event", "performer", "when", "event_kind"} or _MAY_HAVE.search(text) is None:
        return False
    if any(wish.intent is Intent.HAND_OFF for wish in view.reading.wishes) or people.wanted(text, view):
        return False
    tasks.begin("transfer", view.reading.slots, view, heard, text)
    heard.understood = True
    return True


_TICKETS_OF_OURS = regex(r"\b(?:one|them|those|these|both|mine|ours|tickets?|seats?)\b", re.IGNORECASE)


def _lets_use_them(view: View, heard: Heard) -> bool:
    """Whether somebody may have a ticket just bought, when nothing else is in hand: "can my dad use one of them?"."""
    state, text = view.state, view.reading.text
    idle = state.quote is None and state.hold is None and state.transfer is None and state.task is None
    if not (view.signed_in and idle and state.memo.get("bought")) or len(text) > _LONGEST or _AS_A_RULE.search(text):
        return False
    gives = _MAY_HAVE.search(text)
    if gives is None or _TICKETS_OF_OURS.search(gives.group()) is None or _UNDONE.search(text[: gives.start()]):
        return False
    if any(s.name in {"event", "performer", "when", "event_kind", "order_id"} for s in view.reading.slots):
        return False
    if any(wish.intent in {Intent.HAND_OFF, Intent.REFUND, Intent.UPGRADE} for wish in view.reading.wishes):
        return False
    tasks.begin("transfer", view.reading.slots, view, heard, text)
    heard.understood = True
    return True


def _gives_them_instead(view: View, heard: Heard) -> bool:
    """Whether tickets of which a change is quoted, or looked for, are rather to go to somebody: "no. could I give them to my neighbour?"."""
    state, text = view.state, view.reading.text
    task = state.task
    changing = task is not None and task.kind in _CHANGED and task.order is not None
    idle = state.hold is None and state.transfer is None and state.pending_order_id is None
    if not (view.signed_in and changing and idle) or len(text) > _LONGEST or _AS_A_RULE.search(text):
        return False
    gives = _TO_THEM.search(text) or _MAY_HAVE.search(text)
    rest = _REFUSES_MONEY.sub(". ", text)
    if gives is None or _THE_MONEY.search(rest) or _UNDONE.search(_REFUSES_MONEY.sub(". ", text[: gives.start()])):
        return False
    read = {wish.intent for wish in view.reading.wishes} - ({Intent.REFUND} if rest != text else set())
    if read & {Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE, Intent.HAND_OFF, Intent.BUY}:
        return False
    if _THE_SUM.search(gives.group()) and Intent.TRANSFER not in read:
        return False  # "can my husband have it", of the money
    before = state.task
    state.quote, state.task, state.awaiting = None, None, None
    slots = tuple(s for s in view.reading.slots if s.name not in {"refund_to", "topic", "kept"})
    tasks.begin("transfer", slots, view, heard, text)
    task = state.task
    if task is not None and before is not None and not any(s.name in _OF_AN_ORDER_BY_NAME for s in slots):
        task.order = before.order
        if not (task.ticket_count or task.nth or task.numbers) and _ALL_OF_MINE.search(gives.group()) is None:
            task.ticket_count, task.kept, task.nth, task.numbers = (
                before.ticket_count, before.kept, before.nth, before.numbers,
            )  # fmt: skip
    heard.understood = True
    return True


_NEXT_ONE = regex(
    rf"\W*(?:(?:and|n|plus|then|also|the|other|others|another|an|{NUMBER}|\d|tickets?|tix|seats?|ones?|of|them|rest|goes|go|send|give)\W+)*(?:(?:to|for)\W+)?(?:(?:my|our) )?(?:(?:{KIN}|mate|[\w'’-]+(?<!cc)(?<!copy)(?<!tell)(?<!now)(?<!its))\W+)?",
    re.IGNORECASE,
)
"""What stands between the addresses of two who get tickets: "and the other to", "and two to my brother"."""
_OF_ONE = regex(
    r"\b(?:cancel\w*|chang\w+|from|my e-?mail|old|not|no|sorry|wait|actually|mean|meant|or|instead|rather|mine|oops|correction|typo|cc|copy|tell|now|it['’]?s|is)\b",
    re.IGNORECASE,
)


def one_by_one(slots: tuple[Slot, ...], view: View) -> tuple[tuple[Slot, ...], list[Task]]:
    """The details of a hand-over to the first of several people, and what is to be handed to the others: "one to a@… and two to b@…".

    Where no more is told than how many in all, or nothing, each gets one.
    """
    text = view.reading.text
    told = [s for s in slots if s.name == "email" and not s.negated]
    between = [text[a.end : b.start] for a, b in itertools.pairwise(told)]
    if len({s.value for s in told}) < 2 or _OF_ONE.search(text[: told[0].start]):
        return slots, []
    if any(_OF_ONE.search(one) or _NEXT_ONE.fullmatch(one) is None for one in between):
        return slots, []  # "a@…, no sorry, b@…", "a@…, and copy me at b@…"
    counts = [s for s in slots if s.name == "quantity" and not s.negated]
    apart = [next((s for s in counts if a.end <= s.start < b.start), None) for a, b in itertools.pairwise(told)]
    others = [
        Task(kind="transfer", recipient_email=str(one.value), ticket_count=1 if said is None else int(said.value))
        for one, said in zip(told[1:], apart, strict=True)
    ]
    before = [s for s in counts if s.end <= told[0].start] if any(apart) else []
    first = [s for s in slots if s not in told[1:] and s not in counts and s.name != "kept"]
    first += before or [Slot("quantity", 1, "", told[0].start, told[0].start)]
    return tuple(first), others


_CHANGED = frozenset({"refund", "exchange", "upgrade"})
_OF_AN_ORDER_BY_NAME = frozenset({"order_id", "event", "performer", "event_kind", "venue"})
_ALL_OF_MINE = regex(
    r"\b(?:my|our|the) (?:\w+ )?(?:tickets?|tix|seats?|order|booking)\b|\bmine\b|\bours\b", re.IGNORECASE
)
_THE_SUM = regex(r"\b(?:send\w*|transfer\w*|forward\w*|have|take|use) it\b|\bit be\b", re.IGNORECASE)


def _names_them(view: View, heard: Heard) -> bool:
    """Whether a person is named where it is asked who shall have the tickets; what else is said tells which those are."""
    state, reading = view.state, view.reading
    task = state.task
    asked = task is not None and task.kind == "transfer" and state.awaiting == "choice" and state.transfer is None
    if not asked or any(s.name == "email" for s in reading.slots):
        return False
    alone = reading.answer == "none" and reading.intent not in CONTROLS | SOCIAL | {Intent.AFFIRM, Intent.DENY}
    said = _TO_WHOM.search(reading.text) or (_ONLY_A_NAME.fullmatch(reading.text) if alone else None)
    if said is None or _NO_NAME.search(said["name"]) or "?" in reading.text:
        return False
    start, end = said.span("name")
    others = tuple(s for s in reading.slots if (s.end <= start or s.start >= end) and s.name != "person")
    name = Slot("person", said["name"], said["name"], start, end)
    quiet = replace(view, reading=replace(reading, slots=(*others, name)))
    tasks.change(state, (*others, name), quiet, heard, reading.text[:start])
    heard.changed = True
    return True
