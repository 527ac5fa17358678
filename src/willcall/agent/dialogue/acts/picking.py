"""Whether a message picks from what was shown, or looks back at what is held. Pure, like `hearing`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.acts import by_number, taking, tempers, to_the_offer
from willcall.agent.dialogue.asked import asking, reductions
from willcall.agent.dialogue.intents import AFTER_SALES, ASKS, CONTROLS, STARTS
from willcall.agent.dialogue.wishes import wanting
from willcall.agent.dialogue.wishes.choosing import by_price, choose
from willcall.agent.dialogue.wishes.details import BUYING
from willcall.agent.ports import View
from willcall.agent.state import Heard, Question, Task
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot
from willcall.understanding.wants import topics

_THE_BEST = regex(
    r"\W*(?:(?:ok|just|i'?ll (?:have|take)|we'?ll (?:have|take)|give (?:me|us)|gimme)\W+)*(?:the |your )?(?:very )?best (?:ones?|seats?|pair|two|tickets?)?(?: (?:that )?(?:you(?:'?ve| have)?(?: got)?|there (?:is|are)|going|available|please|pls))*\W*",
    re.IGNORECASE,
)
"""Of the seats offered: "the best ones you've got" picks, "have you got any better" does not."""
ASKS_WHICH = regex(r"(?:^|[.!?]\s)\W*(?:(?:and|so|ok|but|hmm)\W+)*(?:which|what|wot|what's|whats)\b", re.IGNORECASE)
_HOW_MUCH = regex(
    r"\W*(?:(?:and|so|ok|okay|but|hmm+|um+|well|then|right|oh|wait)\W+)*how much\b|\W*(?:what(?:'?s| is| are)?|wot) (?:the )?price\b",
    re.IGNORECASE,
)
_ANY_SUCH = regex(
    r"\W*(?:(?:and|so|ok|okay|but|hmm+|um+|well|or|is there|are there|do you have|have you(?: got)?|got|is|are)\W+)*(?:any(?:thing|one)?|something)\b(?! of (?:them|those|these)\b)",
    re.IGNORECASE,
)
_SEARCHED = frozenset({"when", "city", "venue", "event_kind"})
_ONE_OR_OTHER = regex(
    r"\b(?:\d|first|second|third|fourth|fifth)(?: (?:one|option|row))?\s+or\s+(?:the )?(?:\d|first|second|third|fourth|fifth)\b",
    re.IGNORECASE,
)
_LEAD = r"^\W*(?:(?:ok|okay|so|and|but|h+m+|wait|hang on|sorry|oh|right|also|yeah|well|just|quick question|question|actually|um+|er+|hey|please|no)\b\W*)*"
_THING = r"(?:the|that|this|it|they|those|these|option|number|section|sec|block|row|seats?|\d+|both|either|(?:\w+ ){1,2}(?:stand|stalls?|circle|balcony|boxe?s?|floor|end|tier))"
_DOES = r"(?:is|are|r|does|did|was|were|will|has|would)"
_ASKS_ABOUT = regex(
    _LEAD
    + r"(?:(?:(?:what|where|why|when|who|whose)(?:'?s|'?re)?\b(?!\?|! | (?:about|if|in|else|left|available|there|you|u|the cheapest|have|do (?:you|u))\b)|how\b(?! (?:about|bout|many|much)\b))(?!.*\b(?:cheap|left|cost|price))"
    + rf"|{_DOES}\s+{_THING}\b(?!.*\b(?:ok|okay|fine|available|free|left|going|possible|taken|gone|do|please)\W*$))",
    re.IGNORECASE,
)
_WONDERS = regex(
    r"\b(?:wants? to know|wonder(?:s|ing)?|tell me|do (?:you|u|ya) know|any idea|idea) (?:if|whether|what|how|where|why|which)\b"
    r"|\b(?:is|are) (?:[a-z]+ )?(?:better|closer|nearer|nicer|worse|higher|lower|further|warmer|quieter)\b[^.!]*\?",
    re.IGNORECASE,
)
_UNMET = regex(  # "if it's seated I'll have the bar": that is to be told first
    r"\bif (?:it|they|that|those|these|there|you can|we can)(?:['’]?(?:s|re)| is| are| has| have)?\b(?!['’]| (?:is\b|are\b|has\b|have\b|ok|okay|fine|alright|possible|available|free|left|easier|(?:still |enough |any |some )*(?:room|space|enough|seats|places|tickets)\b(?! for (?:an?|my|his|her|our|the|wheel\w*)\b)|still (?:there|free|available)|not too|no trouble|all right|together|next to))",
    re.IGNORECASE,
)
_I_MEAN = regex(r"\bi mean(?:t)?\b", re.IGNORECASE)
_ASKS_OF_IT = regex(
    r"\b(?:do|does) (?:you|we|they|people|it)\b|\b(?:is|are) (?:it|they|that|those|there)\b(?! (?:ok|okay|fine|free|available|left))",
    re.IGNORECASE,
)
_CHEAP = regex(r"\b(?:cheap|dear|expensiv|pric)\w*", re.IGNORECASE)
_TAKES = regex(
    r"\b(?:take|book|hold|grab|reserve|go (?:with|for)|have (?:it|them|those|that|the)|get (?:it|them|us|me|those|that))\b",
    re.IGNORECASE,
)
_GETS = regex(
    r"\b(?:can|could|may) (?:i|we) (?:please |just )?(?:have|get)\b|\b(?:give|get) (?:me|us)\b", re.IGNORECASE
)
_OF_THE_QUOTE = frozenset({"fees", "payment", "discounts", "limits", "refunds", "delivery"})


_THAT_ONE = regex(
    r"\W*(?:(?:ok|okay|yes|yeah|so|um+|hmm+|maybe|i['’]?ll (?:take|have)|we['’]?ll (?:take|have)|let['’]?s (?:do|take|go (?:for|with))|go (?:for|with))\W+)*(?:the|that)\b[^.?!]{1,40}\b(?:one|game|show|match|gig|concert|play)(?: (?:please|pls|then))*\W*",
    re.IGNORECASE,
)
_ELSE_THERE = regex(
    r"\b(?:anything|something|what|any) (?:else|other (?:seats|ones|rows)) (?:in|on|at)\b[^.!]*\?|^\W*(?:(?:ok|hm+|and|is there|have you(?: got)?|do you have|got|nah|no)\W+)*(?:anything|what) else (?:in|on|at)\b",
    re.IGNORECASE,
)
"""Asks for others than those shown: "anything else in the mezzanine?"."""
_LOOKS = regex(
    r"\b(?:show|see|view|look at|looking at|list)\b(?! if\b)[^.?!]*\b(?:again|others?|plan|map|chart|layout|rest|all|more|every|options|choices|which|better|further|closer|nearer|else|available)\b"
    r"|^\W*(?:(?:ok|okay|hmm+|no|and|so|please|pls|actually|sorry|wait|just)\W+)*(?:(?:can|could|will|would) (?:you|u) )?(?:show (?:me|us)|(?:can|could|may) (?:i|we) see|let (?:me|us) see)\b"
    r"|\b(?:are there|is there|have you|do you have|got|any) (?:any(?:thing)? )?(?:others?|better|more|further|closer|nearer)\b[^.?!]*\b(?:seats?|ones|rows?|places|spots)\b"
    r"|\b(?:what|which) (?:seats|rows|places)\b[^.?!]*\b(?:are there|do you have|have you|are (?:free|left|available)|is there)\b",
    re.IGNORECASE,
)


def looks(view: View) -> bool:
    """Whether seats are asked to be shown, which takes none of them: "show me the stalls seats again"."""
    text = view.reading.text[:_LONGEST]
    return (
        view.state.awaiting == "seats"
        and _LOOKS.search(text) is not None
        and _TAKES.search(text) is None
        and view.reading.first("ordinal") is None
        and view.reading.answer != "yes"
    )


def asks_about(text: str) -> bool:
    """Whether a clause asks something of what was offered, and takes none of it: "is the first one near the stage?"."""
    if _UNMET.search(text) or _ELSE_THERE.search(text):
        return True
    if _TAKES.search(text):
        return False
    return _ASKS_ABOUT.search(text) is not None or _WONDERS.search(text) is not None


def _asks_what_was_meant(text: str) -> bool:
    """Whether it is said again what was meant, to ask something of it: "no, I mean the bar seats. do you sit or stand there"."""
    meant = _I_MEAN.search(text[:_LONGEST])
    rest = text[meant.end() : _LONGEST] if meant is not None else ""
    return _ASKS_OF_IT.search(rest) is not None and not (_TAKES.search(rest) or _GETS.search(rest))


_LONGEST = 400  # characters of a message that are looked at for this


def only_asks(text: str) -> bool:
    """Whether a question asks to be told, not to be given: "how much for two of the cheapest?"."""
    return aspects.asks(text) and not _TAKES.search(text) and not _GETS.search(text)


def picks(view: View, heard: Heard, reading: Reading) -> bool:
    """Whether a clause picks from the list that is waiting for a pick."""
    state, intent = view.state, reading.intent
    if asks_about(reading.text) or looks(view) or _asks_what_was_meant(view.reading.text):
        return False
    if by_number.picks(view, heard, reading):
        return True
    if len(view.reading.wishes) > 1 and not reading.slots and aspects.asks(view.reading.text):
        return False  # "ok whatever, when does the other one start?"
    if intent is Intent.SEAT_INFO and (
        asking.of_its_kind(reading.text)
        or asking.judges(reading.text, reading.slots)
        or asking.of_concessions(reading.text)
        or asking.of_the_way_in(reading.text, reading.slots)
        or asking.of_access(reading.text, reading.slots)
    ):
        return False  # "is the balcony covered?"
    if intent in {Intent.BUY, Intent.FIND_EVENTS} and asking.of_the_show(reading.text, reading.slots):
        return False  # "doors for the derby"
    if any(s.name == "section" and s.negated and s.value == "front" for s in reading.slots):
        return False  # "at the back of the stalls": other rows are looked for
    about = {"event": "events", "seats": "seats", "order": "orders", "choice": "choices"}.get(state.awaiting or "")
    if about is None or state.task is None:
        return False
    if about == "seats" and state.task.kind == "upgrade":
        about = "upgrades"
    shown = state.list_shown(about)
    if about == "seats" and shown is not None and len(priced := by_price(shown, reading)) == 1:
        heard.chosen, heard.chosen_from = priced[0], about
        return True
    if shown is None or intent in CONTROLS - {Intent.PAY}:
        return False
    if intent is Intent.FIND_EVENTS and cues.OTHERS.search(reading.text) and not reading.first("ordinal"):
        return False
    if intent in {Intent.OUT_OF_SCOPE, Intent.COMPLAINT} and cues.DROPS.search(reading.text):
        return False  # "row A is a joke, forget it"
    if intent in ASKS - {Intent.SEAT_INFO}:
        first = re.split(r"[.;!]\s", reading.text, maxsplit=1)[0]
        places = {"ordinal", "row", "section"}
        if about == "events" and _THAT_ONE.fullmatch(first):
            places |= {"event", "performer", "event_kind", "when", "venue", "city"}
        picks = tuple(s for s in reading.slots if s.name in places and s.end <= len(first))
        if "?" in first or not picks or first == reading.text:
            return False
        heard.questions.append(Question("knowledge", reading.text[len(first) + 1 :].strip(), ()))
        reading = replace(reading, text=first, slots=picks)  # "row D. And is there a lift?"
    starts = STARTS.get(intent)
    own = BUYING if state.task.kind in BUYING else {state.task.kind}
    if starts is not None and starts not in own and reading.wishes[0].confidence >= 0.5:  # noqa: SIM102
        if not (state.task.kind == "exchange" and starts in BUYING):
            return False
    if (
        about == "events"
        and any(s.name == "event_name" for s in reading.slots)
        and not any(s.name in {"ordinal", "event"} for s in reading.slots)
    ):
        return False
    if _ONE_OR_OTHER.search(reading.text):
        return False  # "could we do the third or fourth?"
    if about == "seats" and asking.of_the_floor(reading.text, reading.slots):
        return False  # "is it standing or are there seats?"
    placed = reading.value("section") is not None and not {s.name for s in reading.slots} & {"ordinal", "row"}
    if about == "seats" and placed and _HOW_MUCH.match(reading.text) and not _TAKES.search(reading.text):
        return False  # "ok so how much for 201"
    if about == "events" and _ANY_SUCH.match(reading.text) and {s.name for s in reading.slots} & _SEARCHED:
        return False  # "anything in December"
    if about in {"seats", "upgrades"} and other_event(state.task, reading.slots, view):
        return False
    found = choose(shown, reading, eager=True)
    if about == "seats" and reading.value("preference") == "cheapest" and not reading.first("ordinal"):
        if (
            state.task.prefer in {"cheapest", "aisle"}  # who needs the aisle means the cheapest there
            and found
            and not cues.ASKING.search(reading.text)
            and not cues.TOO_DEAR.search(reading.text)
        ):
            heard.chosen, heard.chosen_from = found[0], about
            return True  # said again of what was shown as that
        return False  # the cheapest there is, not the cheapest shown
    if about in {"seats", "upgrades"} and state.task.quantity is not None:
        wanted = reading.value("quantity")
        told = {s.name for s in reading.slots if not s.negated}
        placed = told >= {"section", "row"} or reading.first("ordinal") is not None
        if wanted is not None and wanted != state.task.quantity and not placed:
            return False
        seeks = cues.ASKING.search(reading.text) is not None and (
            state.task.prefer == "cheapest" or not _THE_BEST.fullmatch(reading.text)
        )
        asks_for_more = seeks or ASKS_WHICH.search(reading.text) is not None
        if found and reading.value("preference") and asks_for_more and not reading.first("ordinal"):
            return False
    if about in {"seats", "upgrades"} and reading.answer == "no" and not found:
        return False
    if about == "seats" and len(found) > 1 and taking.of_one_part(shown, found, reading):
        found = found[:1]
    if about == "seats" and not found and taking.first_of_them(shown, reading, state.task.quantity):
        found = [0]
    if about == "seats" and not found and taking.names_their_part(shown, reading):
        heard.changed = heard.asked_more = True  # shown again: which of them is open where they differ in price
        return True
    if len(found) != 1:
        return False
    if about == "seats" and (many := _for_so_many(view, reading)) is not None:
        task, option = state.task, shown.seats[found[0]]
        task.keep_section, task.keep_row, task.quantity = option.section, option.row or None, many
        task.options, task.chosen, heard.changed = [], None, True
        return True  # "no no 3 tickets, option 1": that row for so many
    if heard.chosen is not None and heard.chosen_from == about and reading.first("ordinal") is None:
        return False  # "the second one. what's the cheapest there?" picked already
    heard.chosen, heard.chosen_from = found[0], about
    return True


def _for_so_many(view: View, reading: Reading) -> int | None:
    """The other number of tickets that is told beside one of the seats shown: "no no 3 tickets, option 1", "option 4, still just 2 of us"."""
    task, number = view.state.task, reading.first("quantity")
    if task is None or task.kind not in BUYING or not task.quantity or number is None or number.negated:
        return None
    many = number.value
    return many if isinstance(many, int) and 0 < many != task.quantity else None


def asks_of_the_list(view: View, intent: Intent, text: str) -> bool:
    """Whether something of the seats on the table is asked that is no search of its own, and no price."""
    if view.state.awaiting != "seats" or intent in ASKS - {Intent.SEAT_INFO} or intent in AFTER_SALES | CONTROLS:
        return False
    priced = cues.PRICED.search(text) or _CHEAP.search(text)
    return asks_about(text) and not priced


def turns_one_down(view: View) -> bool:
    """Whether one of those shown is turned down by its place, and nothing is said for another: "not the first one"."""
    slots = view.reading.slots
    waits = view.state.awaiting in {"seats", "event", "choice", "order"}
    return waits and bool(slots) and all(s.name == "ordinal" and s.negated for s in slots)


def takes_them(view: View, heard: Heard) -> bool:
    """Whether what is offered is asked to be held, without saying which: "hold them"; of several it is asked which."""
    shown = view.state.list_shown("seats")
    if view.state.awaiting != "seats" or shown is None or view.state.task is None or view.state.task.kind not in BUYING:
        return False
    text = view.reading.text
    if view.state.hold is not None or "?" in text:
        return False
    only, quantity = len(shown.seats) == 1, view.state.task.quantity
    plainly = to_the_offer.says_hold(text, asked_else=view.offered == "person") and to_the_offer.takes(
        text, quantity, alone=only
    )
    plainly = plainly or (only and to_the_offer.agrees_to_so_many(text, quantity))
    before = _before_a_word(view) if len(shown.seats) == 1 and not plainly else None
    if not plainly and before is None and not (len(shown.seats) == 1 and _after_a_word(view)):
        return False
    if before and (less := reductions.of_whom(before)) is not None:
        heard.questions = [Question("knowledge", less, ())]
    if len(shown.seats) == 1:
        heard.chosen, heard.chosen_from = 0, "seats"
    else:
        heard.accepts = True
    return True


_PARTS = regex(r"[.!;,\n]+\s*|\s[-–—]\s|\s+(?:so|and) (?=(?:please |just )?(?:hold|book|take|grab|reserve)\b)")
_HOLDS_BACK = regex(
    r"\b(?:no|nope|nah|not|never|\w+n['’]t|dont|cant|wont|but|if|unless|instead|rather|other|another|different|better|cheaper|wait|cancel|stop|first|before|only|except|maybe|perhaps)\b|\d",
    re.IGNORECASE,
)


def _before_a_word(view: View) -> str | None:
    """What is told after the one offer there is is asked to be held, and asks for nothing: "ok hold, I'm a student btw"."""
    quantity = view.state.task.quantity if view.state.task is not None else None
    first, *rest = [part for part in _PARTS.split(view.reading.text[:_LONGEST]) if part.strip()] or [""]
    told = ", ".join(rest)
    holds = to_the_offer.says_hold(first) and to_the_offer.takes(first, quantity)
    if not holds or not told or _HOLDS_BACK.search(told) or view.reading.slots:
        return None
    return told


def _after_a_word(view: View) -> bool:
    """Whether the one offer there is is asked to be held after a word on why: "ah ok yes he needs one then. hold it"."""
    quantity = view.state.task.quantity if view.state.task is not None else None
    *before, last = [part for part in _PARTS.split(view.reading.text[:_LONGEST]) if part.strip()] or [""]
    if (
        not before
        or not (to_the_offer.says_hold(last) and to_the_offer.takes(last, quantity))
        or _HOLDS_BACK.search(" ".join(before))
    ):
        return False
    return all(
        s.name in {"person", "topic", "sentiment"} or (s.name == "quantity" and s.value == quantity)
        for s in view.reading.slots
    )


_HOLD_THEM = regex(
    r"^(?!.*(?:n['’]?t|\bnot|\bnever|\bstop|\b(?:you|u) (?:can )?keep)\b)(?!\W*(?:nah|nope|no)\b)\W*(?:\w+\W+){0,3}?(?:hold|keep|reserve|save) (?:on to )?(?:them|those|these|both|it)(?: (?:two|three|four|seats|tickets|ones|for (?:me|us)|please|pls|then|now|first))*\W*$",
    re.IGNORECASE,
)
_YES_AND_NO = regex(r"\bbut\b|\bif not\b|\byes\?|\binstead\b|\bother\b|\bbetter\b", re.IGNORECASE)


def takes_the_only_one(view: View, heard: Heard) -> bool:
    """Whether a yes beside something else takes the one offer there is: "yes please. is there step-free access?"."""
    shown = view.state.list_shown("seats") if view.state.awaiting == "seats" else None
    if shown is None or len(shown.seats) != 1 or heard.chosen is not None or _YES_AND_NO.search(view.reading.text):
        return False
    if any(
        s.name in {"section", "row", "preference", "quantity", "max_price"} and s.value != "steps"
        for s in view.reading.slots
    ):
        return False
    asked = {Intent.AFFIRM, Intent.KNOWLEDGE, Intent.POLICY}
    asked |= {Intent.SEAT_INFO} if view.reading.first("topic") is not None else set()  # "any discount for students?"
    if any(wish.intent not in asked for wish in view.reading.wishes):
        return False
    heard.chosen, heard.chosen_from = 0, "seats"
    return True


def other_event(task: Task, slots: Sequence[Slot], view: View) -> bool:
    said = [s for s in slots if s.name in wanting.EVENT_SLOTS]
    return task.event is not None and bool(said) and not wanting.fits_event(said, task.event, view.catalogue)


def looks_back(view: View) -> bool:
    """Whether the fan asks for what is already quoted: to keep it, or to hear it again."""
    state, text = view.state, view.reading.text
    if state.quote is not None and state.quote.kind == "purchase" and tempers.wants_it_kept(text):
        return True  # "no, don't let them go"
    if state.quote is None or view.reading.answer in {"yes", "no"}:
        return False
    if state.awaiting == "seats" and state.hold is not None:
        return bool(cues.KEEP.search(text))
    if state.hold is not None and cues.HOLD_LEFT.search(text):
        return True  # "how long have I got till somebody nabs them?"
    held = len(state.hold.seat_ids) if state.hold is not None else None
    if held and _HOLD_THEM.search(text) and all(s.name == "quantity" and s.value == held for s in view.reading.slots):
        return True
    detail = any(
        s.name in {"section", "when", "event", "max_price"} or (s.name == "quantity" and s.value != held)
        for s in view.reading.slots
    )
    if any(t.value not in _OF_THE_QUOTE for t in topics(text.casefold())):
        return False  # "what do you charge to park?"
    asks = bool(cues.RECAP.search(text)) or ("?" in text and bool(cues.COST.search(text)))
    return state.awaiting in {"confirmation", "payment"} and not detail and asks
