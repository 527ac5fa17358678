"""What is said of money where its words pass for something else: "I can't go over 150" is no "I can't go". Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import aspects, cues, tasks
from willcall.agent.dialogue.acts import picking
from willcall.agent.dialogue.wishes import wanting, whereabouts
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import ConversationState, Heard, Question
from willcall.understanding.numerals import number
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, PriceBound, Reading, Slot, Wish
from willcall.understanding.text import fold

_PASSES_FOR = frozenset(
    {Intent.REFUND, Intent.EXCHANGE, Intent.TRANSFER, Intent.UPGRADE, Intent.CREDIT, Intent.ORDERS, Intent.CANCEL, Intent.POLICY, Intent.COMPLAINT, Intent.OUT_OF_SCOPE, Intent.DENY}
)  # fmt: skip
"""What a wish with a limit of money is misread as."""
_OF_TICKETS_OWNED = regex(
    r"\b(?:refund\w*|return\w*|exchang\w*|swap\w*|switch\w*|upgrad\w*|transfer\w*|cancel\w*|sell|resell\w*|money back|credit|vouchers?|bought|booked|paid|charged|my (?:\w+ )?(?:tickets?|seats?|order|booking)|our (?:\w+ )?(?:tickets?|seats?|order|booking)|fees? (?:for|of|to))\b",
    re.IGNORECASE,
)
_MOVED_UP = regex(
    r"\b(?:mov(?:e|ed|ing)|bump(?:ed|ing)?|switch(?:ed|ing)?)\b[^.?!]{0,32}\b(?:better|nicer|closer|nearer|lower|posher|up|forward|down)\b"
    r"|\b(?:better|nicer|closer|nearer|posher) (?:seats?|ones?|places?|spots?|view)\b[^?!]*\b(?:extra|more|on top|difference|all (?:of us|\w+ of us))\b"
    r"|\b(?:extra|more|on top)\b[^?!]*\b(?:better|nicer|closer|nearer|posher) (?:seats?|ones?|places?|spots?|view)\b",
    re.IGNORECASE,
)
"""Better seats for those there are: what may be spent is told as what comes on top."""
_LEAST = regex(
    r"\b(?:least|lowest|minimum)(?: (?:amount|price|money))?(?: that)? (?:i|we|you|one|anyone) (?:can|could|have to|need to|must|would|'?d)(?: have to)? (?:pay|spend)\b|\bwhat(?:'?s| is| are)? the (?:lowest|cheapest|least) (?:price|rate|cost)",
    re.IGNORECASE,
)
_FOR_SALE = frozenset(
    {Intent.FIND_EVENTS, Intent.BUY, Intent.EVENT_INFO, Intent.UPGRADE, Intent.KNOWLEDGE, Intent.SEAT_INFO}
)


_BEFORE_FEES = regex(
    r"\b(?:before|without|excluding|excl\.?|ex|not (?:counting|including)|plus|and then|bar|apart from) (?:the |any |all |booking |ticket |your )*(?:fees?|charges?)\b|\b(?:fees?|charges?) (?:on top|extra|aside|not included)\b|\bface value\b",
    re.IGNORECASE,
)


_ROUGHLY = regex(r"^\W*(?:for )?(?:about|around|roughly|approx\w*|circa|more or less|~)", re.IGNORECASE)


_ONLY_SIGHED = regex(
    r"^\W*(?:(?:h+m+|oh|ooh|wow|ouch|jeez|so|ok|okay|well|right|another|only|just|about|roughly|that['’]?s|its|it['’]?s|is|eh|oof)\W+)*$",
    re.IGNORECASE,
)
_PICKS = frozenset({"row", "ordinal", "seat", "section"})


def without_a_sigh(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The slots without a sum that is only said after what was shown, before one of that is picked: "hmm 50 quid. ok, row A"."""

    def sighed(slot: Slot) -> bool:
        ends = _CLAUSE_ENDS.match(text, slot.end)
        picked = ends is not None and any(s.name in _PICKS and s.start >= ends.end() and not s.negated for s in slots)
        return picked and _ONLY_SIGHED.match(text[: slot.start]) is not None and _BOUND.search(slot.text) is None

    return tuple(s for s in slots if s.name != "max_price" or not sighed(s))


_CLAUSE_ENDS = regex(r"(?: (?:more|each|extra|on top|in all|total|altogether|a pop|then))*\s*[.,;!…]+\s+")
_BOUND = regex(r"\b(?:under|below|max\w*|up to|at most|less|within|no more|limit|budget|over)\b", re.IGNORECASE)


def roughly(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The slots, a limit that is meant without fees, or told roughly, as one of about so much: prices are told with fees."""
    if not any(s.name == "max_price" for s in slots):
        return slots
    without = _BEFORE_FEES.search(text) is not None

    def told(slot: Slot) -> Slot:
        if slot.name != "max_price" or slot.value.bound != "max" or not (without or _ROUGHLY.match(slot.text)):
            return slot
        return replace(slot, value=replace(slot.value, bound="about"))

    return tuple(map(told, slots))


def meant(wish: Wish, reading: Reading, state: ConversationState) -> Wish:
    """A wish that tells a limit of money, or asks for the least one may pay, with the intent it has."""
    text = reading.text[wish.start : wish.end] or reading.text
    slots = [s for s in reading.slots if wish.start <= s.start < wish.end]
    return replace(wish, intent=_intent(wish.intent, text, slots, reading.slots, state))


def _intent(
    intent: Intent, text: str, slots: Sequence[Slot], whole: Sequence[Slot], state: ConversationState
) -> Intent:
    task = state.task
    if task is not None and task.kind not in BUYING:
        return intent
    if intent in _FOR_SALE and asks_least(text, slots) and (task is not None or wanting.names_event(whole)):
        return Intent.SEAT_INFO
    if intent not in _PASSES_FOR or not _limited(slots) or _OF_TICKETS_OWNED.search(text):
        return intent
    if intent is Intent.UPGRADE and _MOVED_UP.search(text):
        return intent  # "can we get moved to better seats for Saturday, up to 300 more for all of us"
    if task is not None:
        return Intent.CHANGE
    counted = any(s.name == "quantity" and not s.negated for s in whole)
    return Intent.BUY if counted or wanting.names_event(whole) else intent


def asks_least(text: str, slots: Sequence[Slot]) -> bool:
    """Whether it is only asked what the cheapest ticket costs: "what's the cheapest ticket for the quartet", "cheapest seat for Friday's game?"."""
    names = {s.name for s in slots if not s.negated}
    if names & {"quantity", "section", "row", "max_price", "accessible"}:
        return False
    if _LEAST.search(text):
        return True
    cheapest = any(s.name == "preference" and s.value == "cheapest" for s in slots)
    return (
        cheapest
        and _CHEAPEST.search(text) is not None
        and _SEEKS.search(text) is None
        and picking.only_asks(text)
        and aspects.asks(text)
    )


_CHEAPEST = regex(r"\b(?:cheapest|lowest|least)\b", re.IGNORECASE)
_SEEKS = regex(
    r"\b(?:show|event|game|match|gig|concert|night|date|day|performance)s?\b(?![^?]*\bticket)|\b(?:which|when|where|upgrade|have you|do you have|got)\b",
    re.IGNORECASE,
)
"""Words of looking for the cheapest show or night, or of asking for seats."""


def _limited(slots: Sequence[Slot]) -> bool:
    """Whether a limit of money is told."""
    return any(s.name == "max_price" and isinstance(s.value, PriceBound) and s.value.bound != "min" for s in slots)


_COUNTED_AT = regex(
    r"(?<![\w$€£₹.,-])(?P<n>two|three|four|five|six|seven|eight|nine|ten|[2-9]|1\d) (?:x |of (?:the|those|these) )?(?P<price>\d{2,4}(?:\.\d\d)?|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]?(?:dollar|buck|euro|pound|quid|rand|rupee)s? (?:ones?|seats?|tickets?|tix|tkts?|spots?|places?)\b",
    re.IGNORECASE,
)


def counted_at_a_price(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The slots, with "two 36 dollar ones" heard as two at 36 each, and not as 236."""
    said = _COUNTED_AT.search(text)
    count, price = (number(said["n"]), _amount(said["price"])) if said is not None else (None, None)
    if said is None or count is None or price is None:
        return slots
    start, end = said.span()
    kept = [s for s in slots if s.end <= start or s.start >= end]
    currency = next((s.value.currency for s in slots if isinstance(s.value, PriceBound)), None)
    bound = PriceBound(price, currency, "each", "max")
    quantity = Slot("quantity", count, said["n"], *said.span("n"))
    return (*kept, quantity, Slot("max_price", bound, text[said.start("price") : end], said.start("price"), end))


def _amount(said: str) -> float | None:
    """A price in whole; what is said without its small coins means any of them: "36 dollar ones" cost 36.50."""
    if "." in said:
        return float(said)
    whole = number(said)
    return None if whole is None else whole + 0.99


_OF_A_PART = regex(
    r"\b(?:what|wot|how much)\b(?:'?s|'?d)?[^.?!]{0,32}\b(?:be|cost|come to|is|are|would|for|extra|more)\b|\b(?:price|cost) (?:of|for)\b|\bhow much\b|\bwhat(?:'?d|'?s| would| is)\b",
    re.IGNORECASE,
)
_OF_WHAT_IT_IS = regex(r"\b(?:like|better|view|see|difference between|where|included?|food|bar)\b", re.IGNORECASE)


_WHAT_ABOUT = regex(
    r"\b(?:what|wot|wat|how)(?:['’]?s)? ?(?:about|abt|bout|of)\b(?! (?:food|parking|bags?))|^\W*(?:(?:ok|and|or|hm+|so|wow|lol|ouch)\W+)*and (?:the |in )",
    re.IGNORECASE,
)
_A_PRICE = regex(r"\bfrom \D{0,4}\d[^\n]*\bfees included")


def _after_a_price(view: View, heard: Heard) -> bool:
    """Whether a price was just told, and another part of the house is named: "270?? what about club"."""
    reading = view.reading
    parts = tuple(s for s in reading.slots if s.name == "section" and not s.negated)
    if not parts or len(parts) != len(reading.slots) or not _A_PRICE.search(str(view.state.memo.get("said", ""))):
        return False
    if not _WHAT_ABOUT.search(reading.text) or _OF_WHAT_IT_IS.search(reading.text):
        return False
    heard.questions.append(Question("seats", f"how much is {parts[0].text}", parts))
    heard.understood = True
    return True


def _beyond_the_limit(view: View, heard: Heard) -> bool:
    """Whether it is only asked what a part of the house costs, while a limit of money holds for what is looked for: "how much ARE the floor seats"."""
    task, reading = view.state.task, view.reading
    if task is None or task.kind not in BUYING or task.event is None or task.budget_major is None:
        return False
    if cues.PRICED.search(reading.text) is None or not picking.only_asks(reading.text):
        return False
    parts = tuple(s for s in reading.slots if s.name == "section" and not s.negated)
    if not parts or any(s.name not in {"section", "topic"} or s.negated for s in reading.slots):
        return False
    heard.questions, heard.understood = [Question("seats", f"how much is {parts[0].text}", parts)], True
    return True


def asks_of_a_part(view: View, heard: Heard) -> bool:
    """Whether it is asked, of seats that are listed, what those of another part of the house would be: "ooh what would club be"."""
    state, reading, text = view.state, view.reading, view.reading.text
    task = state.task
    if task is None and state.last_event is not None and len(text) <= _LONGEST:
        return _after_a_price(view, heard)
    if task is None or state.awaiting != "seats" or len(text) > _LONGEST:
        return False
    if _beyond_the_limit(view, heard):
        return True
    of_an_order = task.kind in {"upgrade", "exchange"} and task.order is not None
    buying = task.kind in BUYING and task.quantity is not None and _WOULD.search(text) is not None
    if not (of_an_order or buying) or not _OF_A_PART.search(text) or _OF_WHAT_IT_IS.search(text):
        return False
    if any(s.name not in {"section", "topic"} or s.negated for s in reading.slots):
        return False
    said = [s for s in whereabouts.with_bare_section(reading.slots, view) if s.name == "section"]
    parts = said or _called(text, view.catalogue.sections)
    if not parts:
        return False
    tasks.change(state, tuple(parts[:1]), view, heard, text)
    heard.changed = heard.asked_more = heard.understood = True
    return True


_LONGEST = 120  # characters
_WOULD = regex(r"\bwould\b|\b\w+['’]d\b", re.IGNORECASE)


def _called(text: str, sections: Sequence[str]) -> list[Slot]:
    """The part of the house that a word of the message is the whole name of: "club"."""
    names = {fold(name): name for name in sections}
    words = [word for word in re.finditer(r"[^\W\d_]{3,}", text) if fold(word.group()) in names]
    return [Slot("section", names[fold(word.group())], word.group(), *word.span()) for word in words]


_LIFTED = regex(
    r"\b(?:forget|never ?mind|ignore|sod|screw|hang|blow|stuff|don['’]?t (?:care|worry|mind) (?:about )?|doesn['’]?t matter (?:about )?)(?: about)? ?(?:the |my |our )?(?:price|budget|cost|costs|money|expense|limit)\b"
    r"|\b(?:money|price|cost|budget)(?:['’]?s| is| are)? (?:no (?:object|problem|issue|matter)|not (?:a|an) (?:problem|issue|object)|(?:does ?n['’]?t|don['’]?t) matter)\b|\b(?:whatever it costs|no matter (?:the|what it) costs?|no limit)\b",
    re.IGNORECASE,
)
_BEST = regex(
    r"\b(?:best|good|great|nicest|top|amazing|decent|proper|nice) (?:ones?|seats?|tickets?|view|available|you(?:['’]ve| have)? (?:got|have)|there (?:is|are))\b|\bthe best\b",
    re.IGNORECASE,
)


def lifted(view: View, heard: Heard) -> bool:
    """Whether the limit that was named is taken back: "forget the price, the best ones"; the seats are shown anew."""
    state, reading = view.state, view.reading
    task = state.task
    if task is None or task.kind not in BUYING or task.event is None or not task.quantity or state.hold is not None:
        return False
    if state.awaiting != "seats" or _LIFTED.search(reading.text) is None:
        return False
    if any(s.name not in {"preference", "topic", "sentiment"} for s in reading.slots):
        return False
    task.budget_major, task.budget_per, task.below, task.above = None, None, None, None
    task.prefer = "best" if _BEST.search(reading.text) else None
    task.chosen, task.options, task.section = None, [], None
    heard.changed = heard.asked_more = heard.understood = True
    return True


_NOT_SO_MUCH = regex(
    r"\b(?P<now>\d{1,4})\b(?: (?:each|bucks|dollars|quid|pounds|euros))?,? (?:and )?not (?P<was>\d{1,4})\b|\bnot (?P<was2>\d{1,4}),? (?:but |i meant? |it['’]?s |make it )?(?P<now2>\d{1,4})\b",
    re.IGNORECASE,
)


def put_right(view: View, heard: Heard) -> bool:
    """Whether the limit that was named was a slip: "sorry I meant 30 not 20!"; the seats are shown anew."""
    state, text = view.state, view.reading.text
    task = state.task
    if task is None or task.kind not in BUYING or task.event is None or state.hold is not None:
        return False
    said = _NOT_SO_MUCH.search(text)
    if said is None or state.awaiting != "seats":
        return False
    now, was = int(said["now"] or said["now2"]), int(said["was"] or said["was2"])
    told = re.search(rf"\bup to \D{{0,3}}{was}(?:\.\d\d)?\b", str(state.memo.get("said", ""))) is not None
    if not (was == task.budget_major or told) or now == was:
        return False
    task.budget_major, task.below, task.above, task.chosen, task.options = float(now), None, None, None, []
    heard.changed = heard.asked_more = heard.understood = True
    return True
