"""What a clause is aimed at where its words pass for something else: a question that names a person, a gift that is to be bought, small talk.

Pure: a reading before it is heard. What is asked of somebody who was sent for is `people`'s business.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue import aspects, cues
from willcall.agent.dialogue.acts import (
    introducing,
    lateness,
    people,
    praising,
    recounting,
    taking_leave,
    tempers,
    unasked,
)
from willcall.agent.dialogue.asked import ruled
from willcall.agent.dialogue.context import budgets, occasions, while_held
from willcall.agent.dialogue.intents import AFTER_SALES
from willcall.agent.dialogue.wishes import apportioned, bought_too, joining, rounds, several
from willcall.agent.ports import View
from willcall.agent.state import ConversationState
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Reading, Slot, Wish

_PERSON = regex(
    r"\b(?:human|real person|person|someone|somebody|anyone|anybody|agent|operator|representative|manager|supervisor|staff|speak|talk|chat|call me|ring me|customer service|support)\b",
    re.IGNORECASE,
)
_NO_PERSON = regex(
    r"\b(?:invoice|receipt|company name|vat|in one row)\b|\bhow (?:do|can|could|would|should) (?:i|we) (?:contact|reach|get hold of|get in touch with|call|phone|ring|e-?mail) (?:them|it|the (?!manager)\w+|lost)\b",
    re.IGNORECASE,
)
_A_PERSON_WHO = regex(
    r"\b(?:need|want|like|get me|find me|fetch me|give me|speak (?:to|with)|talk (?:to|with)) (?:an?|some|any|the) (?:real |actual |live )?(?:person|human|colleague|member of (?:the )?staff) (?:who|that|to|which)\b(?! sits?\b)"
    r"|\b(?:talk|speak|chat) (?:to|with) (?:somebody|someone|anyone|whoever(?:'?s| is)?|the (?:person|one)) (?:who(?:'?s| is) )?in charge\b"
    r"|\b(?:some(?:one|body)|any(?:one|body)) (?:real|actual|human|live)\b",
    re.IGNORECASE,
)
_ONE_THERE = regex(
    r"\b(?:do you have|have you(?: got)?|is there) (?:one|any|that|some) (?:too |also )?(?:at|in|there)\b",
    re.IGNORECASE,
)
_INTERPRETER = regex(
    r"\b(?:how (?:to|do|can|could|would|should)|do|does|must|should|can|could|need to|have to)\b[^.?!]{0,16}\b(?:book|reserve|arrange|get|request|organi[sz]e|order|ask for)\b[^.?!]{0,24}\b(?:interpreters?|captions?|captioning|audio description|hearing loops?|headsets?)\b",
    re.IGNORECASE,
)
_THANKS_LAST = regex(
    r"^[^?]*[.!,]\W*(?:(?:so|but|and|anyway|anyways)\W+)*(?:thanks|thank you|cheers|ta)\b[^?]{0,20}$", re.IGNORECASE
)
_LOOKS_FOR = regex(r"^\W*(?:any|where|what|is there|are there|got any|do you)\b", re.IGNORECASE)
_WENT_WELL = regex(
    r"\b(?:that|this|it) was (?:so |very |really |super |pretty |nice and )*(?:quick|easy|fast|simple|painless|great|brilliant|helpful|smooth)\b",
    re.IGNORECASE,
)
_REDUCED = regex(r"\b(?:discounts?|promo(?:tion)?s?(?: codes?)?|deals?|offers?|reductions?)\b", re.IGNORECASE)
_VOUCHER = regex(r"\bgift[- ]?(?:vouchers?|cards?|certificates?)\b", re.IGNORECASE)
_HAS_ONE = regex(
    r"\b(?:my|use|using|used|redeem|spend|balance|left on|have (?:a|an|got)|got a|i'?ve|pay with|paid with|received|was given)\b",
    re.IGNORECASE,
)
_FOR_AN_OCCASION = regex(
    r"\b(?:give|get|buy|treat|surprise|send|gift)\b[^.?!]{0,30}\b(?:tickets?|seats?)\b[^.?!]{0,24}\b(?:for|as|on) (?:his|her|their|a|an|our|my|the)\b[^.?!]{0,16}\b(?:birthday|b-?day|\d+(?:st|nd|rd|th)|christmas|xmas|present|gift|anniversary|retirement|graduation|surprise|(?:mother|father)'?s day)\b",
    re.IGNORECASE,
)
_OWNED = regex(
    r"\b(?:my|our|these|those|both|the) (?:\w+ )?(?:tickets?|seats?)\b|\b(?:my|our|these|those) \d\b|\b(?:transfer|i (?:have|bought|booked)|i'?ve|one of (?:my|our|the|them)|them to)\b",
    re.IGNORECASE,
)
_KIN = r"(?:dad|mum|mom|mother|father|wife|husband|son|daughter|sister|brother|gran\w*|nan\w*|friend|mate|boss|partner|boyfriend|girlfriend|parents|kids|aunt\w*|uncle)"
_GIVES_KIN = regex(rf"\b(?:my|our|the) {_KIN} (?:some |two |a pair of )?(?:tickets?|seats?)\b", re.IGNORECASE)
_YOURS = regex(
    r"\b(?:your|ur|yr) (?:own )?(?:favou?rite|fave?|top|best ever)\b|\bwhat (?:music|bands?|films?|songs?|plays?|teams?|sports?) (?:do|would) (?:you|u) (?:like|love|prefer|support|listen to|enjoy)\b|\b(?:do|would) (?:you|u) (?:like|love|enjoy|listen to|support) (?:\w+ )?(?:music|theatre|sport|football|concerts)\b",
    re.IGNORECASE,
)
YOUR_NAME = regex(
    r"\b(?:what(?:['’]?s| is)? (?:your|ur|yr) name\b|(?:do|have) (?:you|u) (?:got |have )?a name\b|what (?:do|should|can|shall) (?:i|we) call (?:you|u)\b|who am i (?:talking|speaking|chatting) to\b)",
    re.IGNORECASE,
)
_LIKED = regex(
    r"\b(?:do|would) (?:you|u) (?:even|really|actually|personally)? ?(?:like|love|enjoy|watch|follow) (?:\w+ )?(?:music|theatre|theater|sports?|football|soccer|basketball|baseball|hockey|rugby|cricket|tennis|opera|ballet|jazz|rock|comedy|concerts|movies|films)\W*(?:(?:then|yourself|at all|too)\W*)*$",
    re.IGNORECASE,
)
_ONLY_TALKS = regex(
    r"\W*(?:(?:no+|nah|nope|lol|haha+|sorry|honestly|tbh)\W+)*(?:(?:i (?:do not|don'?t)|not) (?:really )?(?:want|need|wanna|looking|here|trying)(?: to)? (?:buy|book|purchase|get|order) (?:anything|any(?: tickets)?|tickets)\W*)?"
    r"(?:(?:lol|haha+|i'?m|im|i am|we'?re|was|honestly)\W+)*(?:just|only) (?:talking|chatting|saying hi|having a chat|being friendly|bored|killing time|messing about)\W*(?:lol|haha+|tbh|really)?\W*"
    r"|\W*(?:(?:no+|nah|nope)\W+)*i (?:do not|don'?t) (?:want|need) to (?:buy|book) anything\W*(?:lol|haha+)?\W*",
    re.IGNORECASE,
)
_LEAVES = regex(
    r"\W*(?:(?:ok|okay|fine|right|alright|all right|cool|great|thanks|thank you|cheers|no worries|whatever|well)\W+)+(?:good ?bye|bye+(?:\W+bye+)*|cya|see (?:you|ya)(?: later)?|good night|ta-?ra)\W*",
    re.IGNORECASE,
)
_HOW_OFTEN = regex(
    r"\b(?:was|were|am|are|have|did|has)\b[^.?!]{0,24}\b(?:charged?|billed|debited|paid|pay|taken?)\b[^.?!]{0,24}\b(?:once or (?:twice|two times)|twice or (?:just |only )?once|(?:just|only) (?:the )?once)\b"
    r"|^\W*(?:(?:ok|okay|so|and|but|wait|hang on|oh|um+|er+|now|hey|just checking)\W+)*(?:(?:do|will|would|does|did|have) (?:i|we|you|u|ye|it|that)|(?:am|are|r|is) (?:i|we|you|u|ye|it|this|that)|was (?:i|it)|(?:how do (?:i|we) know (?:that )?)?(?:you|u|ye)(?: guys)? (?:won['’]?t|will not|are(?:n['’]?t| not) (?:going to|gonna)|did ?n['’]?t|have ?n['’]?t))\b[^.?!]{0,24}\b(?:charged?|billed?|debited?|paid|pay|take[ns]?)\b[^.?!]{0,16}\b(?:(?:once or )?twice|double|two times|2x|2 times)\b(?=[^.!]*\?|(?:\W+(?:or (?:not|what|once|no)|right|then|again|now|yeah|yes|please|so))+\W*$|[^.?!]{0,12}\b(?:cos|because|since|as|if|cause|when|now|for)\b|\W*$)",
    re.IGNORECASE,
)
_TAKEN_BACK = regex(
    r"\b(?:is|are|will|would) (?:it|they|these|this|those|that|the (?:tickets?|seats?))(?: be)? (?:non-?)?refundable\b|\b(?:can|could|will|would|do|may) (?:i|we)\b[^.?!]{0,16}\b(?:money|cash) back if\b|\b(?:can|could|will|would|do|may) (?:i|we) (?:still )?(?:get|have) (?:a |my |our |them |it )?refund(?:ed)? if\b",
    re.IGNORECASE,
)
_BESIDE = regex(
    r"\b(?:with me|me|i'?m|i(?:'ll| will| am)?)\b[^.?!,]{0,16}\b(?:sit|sitting|sat|seated|be|being|next|beside|alongside)\b[^.?!,]{0,16}\b(?:him|her|them|it|my \w+)\b|\bme (?:beside|next to|alongside)\b|\b(?:and|with|plus) (?:a |one )?(?:companion|carer)(?:'?s)?(?: seat)?\b",
    re.IGNORECASE,
)


_OFF = regex(
    r"[\s,.;!-]*\b(?:good ?bye|bye+(?:\W+bye+)*|cya|ciao|cheerio|see (?:you|ya)(?: later| soon)?)(?: (?:for now|now|then))?\W*$",
    re.IGNORECASE,
)


def _done_and_off(text: str) -> bool:
    """Whether it is said that this is all, and then goodbye: "that's everything, thanks. bye"."""
    off = _OFF.search(text)
    return off is not None and taking_leave.nothing_more(text[: off.start()])


def how_often_charged(text: str) -> bool:
    """Whether it is asked if money was taken once or twice, which the orders tell; no complaint that it was twice."""
    return _HOW_OFTEN.search(text) is not None


def asks_if_taken_back(view: View) -> bool:
    """Whether it is asked, of seats that are held, if they could be given back: it lets none of them go and buys none."""
    state, reading = view.state, view.reading
    if state.quote is None or state.quote.kind != "purchase" or reading.answer == "yes":
        return False
    told = {s.name for s in reading.slots if not s.negated} & {"quantity", "section", "row", "when", "event", "ordinal"}
    return not told and _TAKEN_BACK.search(reading.text) is not None


def only_talks(text: str) -> bool:
    """Whether somebody says that they want nothing but a chat."""
    return _ONLY_TALKS.fullmatch(text) is not None


def of_tastes(reading: Reading) -> bool:
    """Whether nothing is asked but what we like ourselves: "what's your favourite band?"."""
    if _LIKED.search(reading.text) and not any(s.name in {"when", "quantity", "event"} for s in reading.slots):
        return True  # "bored at work lol. do you even like basketball?"
    return _YOURS.search(reading.text) is not None and reading.intent in {Intent.SMALL_TALK, Intent.OUT_OF_SCOPE}


_YOU_THINK = r"(?:(?: do| would)? (?:you|u|ye|ya)(?: guys| lot)? (?:think|reckon|say|fancy|bet))?"
_WHO_WINS = regex(
    rf"\b(?:who|which (?:team|side|one))(?:['’]?s|['’]?ll)?{_YOU_THINK}(?: (?:is|are|will|would|should))?(?: (?:going to|gonna|gunna|to|likely to))?(?: (?:win|take it)\b| winning\b)|\bwho (?:do|would|are|r) (?:you|u|ye|ya) (?:fancy(?:ing)?|back(?:ing)?|tip(?:ping)?|rooting for|supporting)\b"
    rf"|\b(?:do|would) (?:you|u|ye|ya) (?:think|reckon) (?:they|we|he|she|the \w+)(?:['’]?ll| will| can|['’]?re (?:gonna|going to)| are (?:gonna|going to)) (?:win|lose)\b",
    re.IGNORECASE,
)
_NO_GAME = regex(r"\b(?:prize|raffle|draw|ballot|lottery|competition|giveaway)\b", re.IGNORECASE)


def of_the_result(text: str) -> bool:
    """Whether it is asked who wins, which nobody here can tell."""
    return _WHO_WINS.search(text) is not None and _NO_GAME.search(text) is None


def seen(view: View) -> View:
    """The view, its reading aimed at what is meant."""
    reading = tempers.without_echoes(view.reading) if view.state.awaiting is not None else view.reading
    reading = introducing.without_who_gets_it(occasions.without(reading))
    reading = bought_too.told(introducing.without_own_address(reading, view.state), view.state)
    reading = rounds.told(recounting.told(view, lateness.apart(reading)), view.state, view.catalogue)
    reading = apportioned.told(reading, view.catalogue)
    wishes = tuple(budgets.meant(_aimed(w, reading, view.state), reading, view.state) for w in reading.wishes)
    slots = _unbought(_no_office(_with_company(reading), reading.text), reading.text)
    slots = _no_end_of_a_row(slots, reading.text, view.catalogue.sections)
    counted = budgets.counted_at_a_price(joining.no_shows(slots, reading.text), reading.text)
    counted = budgets.without_a_sigh(counted, reading.text) if view.state.awaiting == "seats" else counted
    slots = several.known(budgets.roughly(counted, reading.text))
    slots = several.with_unknown_kind(slots, reading, view.catalogue)
    answer = reading.answer
    off = _done_and_off(reading.text)
    if off or _LEAVES.fullmatch(reading.text):
        wishes, answer = (replace(reading.wishes[0], intent=Intent.GOODBYE, confidence=1.0),), "none"
        slots = () if off else slots
    held = view.state.quote is not None or view.state.hold is not None or view.state.pending_order_id is not None
    if not off and (
        taking_leave.THATS_ALL.fullmatch(reading.text[:200]) or (held and taking_leave.nothing_more(reading.text))
    ):
        meant = Intent.THANKS if held else Intent.GOODBYE
        wishes, answer, slots = (replace(reading.wishes[0], intent=meant, confidence=1.0),), "none", ()
    if praising.only_praises(reading.text):
        wishes, answer, slots = (replace(reading.wishes[0], intent=Intent.THANKS, confidence=1.0),), "none", ()
    if only_talks(reading.text):
        wishes, answer = (replace(reading.wishes[0], intent=Intent.SMALL_TALK, confidence=1.0),), "none"
    if reading is view.reading and (wishes, slots, answer) == (reading.wishes, reading.slots, reading.answer):
        return view
    return replace(view, reading=replace(reading, wishes=wishes, slots=slots, answer=answer))


_AWAKE = regex(
    r"\b(?:you|u|ya|y'?all|anyone|anybody)(?: (?:guys|lot|there|still))* (?:up|awake|asleep|around|alive|bored|busy|lonely|tired)\b(?! (?:for|to|with|by|the|at|in|on)\b)\W*(?:\?|$|haha|lol|late|tonight|so late|at this hour)",
    re.IGNORECASE,
)
_CHATS = regex(
    r"\b(?:ha(?:ha)+|lo+l|lmao|rofl|heh(?:e)*|can'?t sleep|cannot sleep|couldn'?t sleep|insomnia|(?:i'?m|im|so|just|soo+) (?:so |really )?(?:bored|lonely|knackered|tired|hungover|drunk|tipsy))\b",
    re.IGNORECASE,
)


def of_being_up(text: str) -> bool:
    """Whether it is asked if we are awake: "you up?"."""
    return _AWAKE.search(text) is not None


def chats(text: str) -> bool:
    """Whether somebody only passes the time: it is asked of us, or laughed about."""
    return of_being_up(text) or _CHATS.search(text) is not None


def let_be(state: ConversationState) -> bool:
    """Whether what was being looked for is dropped, where nothing is held and somebody only wants to talk."""
    if state.task is None or state.hold is not None or state.quote is not None or state.pending_order_id is not None:
        return False
    state.task, state.later, state.awaiting = None, [], None
    return True


_SHOWS_ORDERS = regex(
    r"^(?!.*\b(?:refund\w*|money|cancel\w*|back|return\w*|credit|swap|exchange)\b).*\b(?:pull(?: up)?|bring up|show|see|view|find|check|look(?: at| up)|open|list)\b[^.?!]{0,12}\b(?:my|our) (?:\w+ )?(?:orders?|bookings?|tickets?|tix|tkts)\b",
    re.IGNORECASE,
)
_OF_A_RULE = frozenset({Intent.EVENT_INFO, Intent.KNOWLEDGE, Intent.FIND_EVENTS, Intent.SEAT_INFO, Intent.OUT_OF_SCOPE, Intent.TRANSFER, Intent.INFORM})  # fmt: skip
_THE_BIT = regex(
    r"^\W*(?:(?:ok|so|and|but|then)\W+)*(?:(?:and|what|how) ?(?:about )?|about )?the [^.?!]{3,40} (?:bit|part|thing|question)(?: (?:then|though|tho))?\W*$",
    re.IGNORECASE,
)
"""Points at one of several things that were asked."""
_A_CLOCK = regex(r"\b\d{1,2}[.:]\d\d\b")


_WORRIES = regex(
    r"\b(?:how (?:do|can|would|will) (?:i|we) (?:know|be sure)|what if|(?:are|r) (?:you|u|ye) sure|promise|hope)\b[^.?!]{0,12}\b(?:you|u|ye|it|i|we)\b[^.?!]{0,16}\b(?:wo ?n['’]?t|will not|do ?n['’]?t|are ?n['’]?t|not|am|get|be)\b[^.?!]{0,16}\b(?:charg\w*|bill\w*|debit\w*|take)\b[^.?!]{0,16}\b(?:twice|double|again|two times)\b",
    re.IGNORECASE,
)
"""Fears what has not happened, which wrongs nobody."""


_DOUBTFUL = 0.4


def _aimed(wish: Wish, reading: Reading, state: ConversationState) -> Wish:
    """A wish, its intent aimed at what its clause means."""
    text = reading.text[wish.start : wish.end].strip() or reading.text
    if wish.intent is Intent.COMPLAINT and tempers.of_taste(reading, wish.start, wish.end):
        return replace(wish, intent=Intent.FIND_EVENTS)  # "i hate basketball, what else is there"
    hard = any(
        s.name == "preference" and s.value == "steps" and wish.start <= s.start < wish.end for s in reading.slots
    )
    if hard and wish.intent in AFTER_SALES and wish.confidence < _DOUBTFUL:
        return replace(wish, intent=Intent.KNOWLEDGE)  # "i can't do stairs"
    told = {s.name for s in reading.slots if wish.start <= s.start < wish.end and not s.negated}
    if (meant := while_held.meant(wish.intent, text, told, state)) is not None:
        return replace(wish, intent=meant)
    if wish.intent is Intent.COMPLAINT and _WORRIES.search(text):
        counted = "quantity" in told  # "2 in the stalls, and how do I know you won't charge me twice"
        return replace(wish, intent=Intent.BUY if counted else Intent.KNOWLEDGE)
    return replace(wish, intent=_meant(wish.intent, text, state))


def _meant(intent: Intent, text: str, state: ConversationState) -> Intent:
    """The intent of one clause."""
    intent = unasked.as_meant(intent, text)
    if intent is Intent.REFUND and _SHOWS_ORDERS.search(text) and not tempers.wants_money_back(intent, text):
        return Intent.ORDERS  # "pull up my orders plz"
    if (
        intent in _OF_A_RULE | {Intent.ORDERS}
        and _THE_BIT.search(text)
        and ruled.kind_asked(ruled.plainly(text)) is not None
    ):
        return Intent.POLICY  # "and the giving to a mate bit?"
    others = (_OF_A_RULE - {Intent.TRANSFER}) | {Intent.CHANGE}
    if intent in others and aspects.asks(text) and ruled.hands_on(ruled.plainly(text)):
        return Intent.POLICY  # "can someone else come instead if im ill"
    if intent is Intent.GOODBYE and aspects.asks(text) and not cues.BYE.search(text):
        return Intent.KNOWLEDGE  # "thx so do you have anything for hearing aids?"
    if _A_PERSON_WHO.search(text):
        return Intent.HAND_OFF
    if intent is Intent.HAND_OFF and not state.handed_off and people.NO_PERSON.search(text):
        return Intent.SMALL_TALK  # "nvm i dont need the person anymore"
    if intent in _TALKS and state.task is None and _TAKES_OUT.search(text) and not _OWNED.search(text):
        return Intent.FIND_EVENTS  # "thinking of taking my dad out, his birthday is coming up"
    if state.task is None and state.awaiting is None and intent in _UNCLEAR and _BEGINS.fullmatch(text[:80]):
        return Intent.FIND_EVENTS  # "book", "cheap"
    if intent is Intent.SIGN_IN and _WITHOUT_ACCOUNT.search(text):
        return Intent.KNOWLEDGE
    if tempers.wants_money_back(intent, text):
        return Intent.REFUND  # "give me my money"
    if intent is Intent.THANKS and _LOOKS_FOR.search(text) and not cues.THANKS.search(text):
        return Intent.KNOWLEDGE  # "any good restaurants nearby"
    if intent is Intent.OUT_OF_SCOPE and _THANKS_LAST.search(text):
        return Intent.THANKS  # "lol my dog just ate my sandwich. anyway thanks!!"
    if intent is Intent.GOODBYE and _WENT_WELL.search(text) and not cues.BYE.search(text):
        return Intent.THANKS  # "that was quick"
    if intent is Intent.GREET and _A_CLOCK.search(text) and not cues.HELLO.search(text):
        return Intent.FIND_EVENTS  # "sun 7.30 lamplighter"
    if intent is Intent.HAND_OFF and people.who_helps_there(text):
        return Intent.KNOWLEDGE  # "will there be someone to help us at the door"
    of_none = _NO_PERSON.search(text) is not None or people.of_nobody(text)
    if intent is Intent.HAND_OFF and aspects.asks(text) and of_none and not _PERSON.search(text):
        return intent if state.case_id is not None else Intent.KNOWLEDGE  # "can we all get in on my phone"
    if intent is Intent.FIND_EVENTS and state.memo.get("asked") and _ONE_THERE.search(text):
        return Intent.KNOWLEDGE  # "do you have one there?", of what the documents just spoke of
    if intent is not Intent.HAND_OFF and _INTERPRETER.search(text):
        return Intent.KNOWLEDGE
    if intent is Intent.CREDIT and _REDUCED.search(text) and aspects.asks(text):
        return Intent.KNOWLEDGE  # "have you got a discount or a voucher"
    if _VOUCHER.search(text) and intent in {Intent.CREDIT, Intent.BUY, Intent.ORDERS} and not _HAS_ONE.search(text):
        return Intent.KNOWLEDGE
    if intent is Intent.TRANSFER and _FOR_AN_OCCASION.search(text):
        given = _GIVES_KIN.sub("", text)
        return intent if _OWNED.search(given) or "@" in text else Intent.FIND_EVENTS
    return intent


def _with_company(reading: Reading) -> tuple[Slot, ...]:
    """The slots, with two tickets where one needs a wheelchair's space and the other says to sit beside."""
    space = reading.first("accessible")
    if space is None or reading.first("quantity") is not None:
        return reading.slots
    match = _BESIDE.search(reading.text)
    if match is None or (aspects.asks(reading.text) and re.search(r"\bpay|free\b", reading.text, re.IGNORECASE)):
        return reading.slots
    return (*reading.slots, Slot("quantity", 2, match.group(), *match.span()))


def _no_office(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The slots without a part of the house that is only the box office's name."""
    return tuple(s for s in slots if s.name != "section" or not _OFFICE.match(text[s.end :]))


_AT_THE_END = regex(r"\b(?:on|at|by|near|to|towards) (?:the|an|either) (?:very |far |row['’]?s )?$", re.IGNORECASE)


_OF_A_ROW = regex(r"\baisle\b|\bend of (?:the|a|its) row\b|\b(?:a|the) seat on the end\b", re.IGNORECASE)


def _no_end_of_a_row(slots: tuple[Slot, ...], text: str, sections: Sequence[str]) -> tuple[Slot, ...]:
    """The slots without a part of the house that is only the end of a row: "like a seat on the end?"."""

    def of_a_row(slot: Slot) -> bool:
        if slot.name != "section" or slot.text.casefold() != "end" or not _AT_THE_END.search(text[: slot.start]):
            return False
        return "End" not in sections or _OF_A_ROW.search(text) is not None

    return tuple(s for s in slots if not of_a_row(s))


_OFFICE = regex(r"\W?office\b", re.IGNORECASE)


_BOUGHT = regex(
    r"\b(?:bought|booked|ordered|purchased|paid for)(?: (?:it|them|these|those|this|that|(?:my|our|the|two|three|\d) (?:tickets?|seats?)))?(?: (?:on|just|only|back|late))* $",
    re.IGNORECASE,
)


def _unbought(slots: tuple[Slot, ...], text: str) -> tuple[Slot, ...]:
    """The slots without the day on which something was bought, which is no day of a show: "where are they, I bought them yesterday"."""
    return tuple(s for s in slots if s.name != "when" or not _BOUGHT.search(text[max(0, s.start - 60) : s.start]))


_TAKES_OUT = regex(
    rf"\b(?:thinking (?:of|about)|(?:want|wanting|like|love|planning|hoping|looking|trying) to|planning on|fancy)(?: maybe)? (?:tak(?:e|ing)|treat(?:ing)?|surpris(?:e|ing)) (?:(?:my|our|the) {_KIN}|him|her|them)\b(?! off\b)(?![^?]*\b(?:send|ticket|tickets|elsewhere)\b)",
    re.IGNORECASE,
)
_TALKS = frozenset({Intent.TRANSFER, Intent.INFORM, Intent.OUT_OF_SCOPE, Intent.SMALL_TALK, Intent.CHANGE})
_UNCLEAR = frozenset(
    {Intent.OUT_OF_SCOPE, Intent.SEAT_INFO, Intent.INFORM, Intent.CHOOSE, Intent.KNOWLEDGE, Intent.SIGN_IN}
)
_BEGINS = regex(
    r"\W*(?:(?:hi|hey|hello|please|i|we|want|need|to|would like|some(?:thing)?|the)\W+)*(?:book(?:ing)?|reserve|reservations?|order|purchase|buy|cheap(?:est)?(?: (?:ones?|tickets?|tix|seats?|stuff|shows?|night out))?)(?:\W+(?:now|please|pls|something))*\W*",
    re.IGNORECASE,
)
_WITHOUT_ACCOUNT = regex(
    r"\b(?:do|must|should|can|could|will|would) (?:i|we|you|people|everyone)\b[^.?!]{0,24}\b(?:an account|accounts|register(?:ed)?|sign(?:ed)? (?:up|in)|log(?:ged)? ?in|login)\b",
    re.IGNORECASE,
)
