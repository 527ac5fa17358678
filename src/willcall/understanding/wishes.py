"""From the clauses of a message to the wishes in it: what joins what, and what stands alone.

Manners and details join the wish beside them; questions beside an answer, and questions beside questions, stay their own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.understanding.deciding import ACTS, MANNERS, OWNS, QUESTION, Ranking, asks
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot, Wish

_DETAIL = frozenset({Intent.INFORM, Intent.CHANGE, Intent.CHOOSE})
_ANSWERS = frozenset({Intent.AFFIRM, Intent.DENY})
_WANTS = ACTS | {Intent.FIND_EVENTS}
_INQUIRY = frozenset({Intent.KNOWLEDGE, Intent.POLICY, Intent.EVENT_INFO, Intent.SEAT_INFO})
# Beside an act these are wishes only when they are asked.
_SIDE = frozenset(
    {
        Intent.ORDERS,
        Intent.CREDIT,
        Intent.POLICY,
        Intent.PAY,
        Intent.REPEAT,
        Intent.SIGN_IN,
        Intent.OUT_OF_SCOPE,
        Intent.CANCEL,
        Intent.FIND_EVENTS,
    }
)
_ANSWERED = frozenset({"event", "seats", "quantity", "choice", "order", "confirmation", "payment"})
_FREE = frozenset({"nothing", "open", "more"})
_LEAST = 0.4


def wishes(
    parts: Sequence[tuple[int, int, Ranking]], whole: Ranking, text: str, slots: Sequence[Slot], *, asked: str
) -> tuple[Wish, ...]:
    """Wishes of a message from its clauses, in order: manners and details join the wish beside them, but not a mere question."""
    length = len(text)
    if len(parts) <= 1:
        intent, confidence = whole[0]
        return (Wish(intent, confidence, 0, length),)
    found: list[Wish] = []
    for start, end, ranked in parts:
        intent, confidence = ranked[0]
        days = [s.negated for s in slots if s.name == "when" and start <= s.start < end]
        either = asked in _FREE and True in days and False in days
        if either and intent in {Intent.CHANGE, Intent.EXCHANGE, Intent.INFORM}:
            corrects = _corrects_a_purchase(start, parts, text)
            intent = Intent.CHANGE if corrects else Intent.EXCHANGE if intent is Intent.CHANGE else intent
        wish = Wish(intent, confidence, start, end)
        if intent in _INQUIRY and _puts_question(wish, text):  # of which kind may be open, that it is one is not
            wish = replace(wish, confidence=min(1.0, sum(p for other, p in ranked if other in _INQUIRY)))
        found.append(wish)
    found = [_question_beside(wish, found, text) for wish in found]
    found = [_to_see_another(wish, found, text, slots) for wish in found]
    found = [Wish(Intent.ORDERS, 0.9, w.start, w.end) if _looks_up(w, found, text, slots) else w for w in found]
    real = [
        w
        for w in found
        if w.intent not in MANNERS | _DETAIL | _ANSWERS
        and (_stands(w, found, whole, text) or _of_another_show(w, found, slots) or _looks_up(w, found, text, slots))
    ]
    if apart := _answer_and_questions(found, text, slots, asked) or _pick_and_purchase(found, slots, asked):
        return apart
    if not real:
        return _without_wish(found, whole, length)
    sure, certainty = whole[0]
    if len(real) == 1 and {real[0].intent, sure} <= ACTS and certainty >= 0.95 > real[0].confidence:
        return (Wish(sure, certainty, 0, length),)  # a part misheard: the whole leaves no doubt
    merged: list[Wish] = []
    for index, wish in enumerate(real):
        after = real[index + 1] if index + 1 < len(real) else None
        if merged and after is not None and _leads_to(after, wish, merged[-1], text):
            merged.append(wish)
        elif merged and merged[-1].intent is wish.intent and not _distinct(merged[-1], wish, slots, text):
            merged[-1] = Wish(wish.intent, max(wish.confidence, merged[-1].confidence), merged[-1].start, wish.end)
        else:
            merged.append(wish)
    lead = found[0]
    if lead.intent in _ANSWERS and lead.confidence >= 0.45 and real[0] is not lead:
        merged.insert(0, lead)
    # Details between wishes belong to the one before them, those ahead of the first to the first.
    spread: list[Wish] = []
    first = 1 if merged[0].intent in _ANSWERS and len(merged) > 1 else 0
    for index, wish in enumerate(merged):
        start = wish.start
        if index == first:
            start = 0 if index == 0 else merged[0].end
        end = merged[index + 1].start if index + 1 < len(merged) else length
        if wish.intent in _ANSWERS and index == 0 and len(merged) > 1:
            end = wish.end
        spread.append(Wish(wish.intent, wish.confidence, start, end))
    return tuple(spread)


_MOVES = regex(r"\b(?:swap|switch|exchang|mov(?:e|ing)|reschedul|rebook|trad)", re.IGNORECASE)


def _corrects_a_purchase(start: int, parts: Sequence[tuple[int, int, Ranking]], text: str) -> bool:
    """Whether a day turned down for another only puts right what is wanted beside it, and nothing was bought: "2 for the derby saturday... sorry, not saturday, friday"."""
    beside = (ranked[0] for low, _, ranked in parts if low != start)
    wanted = any(intent in {Intent.BUY, Intent.FIND_EVENTS} and sure >= _LIKELY_FOUND for intent, sure in beside)
    return wanted and not OWNS.search(text.lower()) and not _MOVES.search(text)


_TO_SEE = regex(
    r"\b(?:i|we)(?:'d| would| want| wanna|'d also)?\b[^.?!,]{0,12}\b(?:love|like|want|wanna|fancy|keen)? ?(?:to )?(?:go to|see|watch|come to|attend|catch)\b|\b(?:get|book|buy|grab) (?:me|us)\b",
    re.IGNORECASE,
)


def _to_see_another(wish: Wish, found: Sequence[Wish], text: str, slots: Sequence[Slot]) -> Wish:
    """A clause that wants to see a show, beside one that does something with an order by its number: a purchase, however the number colours it."""

    def names(one: Wish, *kinds: str) -> bool:
        return any(s.name in kinds and one.start <= s.start < one.end for s in slots)

    ordered = any(w.intent in ACTS - {Intent.BUY} and names(w, "order_id") for w in found if w is not wish)
    sees = ordered and names(wish, "event", "performer") and not names(wish, "order_id")
    if not sees or wish.intent is Intent.BUY or not _TO_SEE.search(text[wish.start : wish.end]):
        return wish
    return Wish(Intent.BUY, 0.7, wish.start, wish.end)


_LOOKS_UP = regex(
    r"\b(?:show|find|see|view|pull up|look up|where (?:are|is)|get|open|download|resend|send)\b[^.?!]{0,16}\b(?:my|our|me)\b[^.?!]{0,24}\btickets?\b(?! for sale)",
    re.IGNORECASE,
)
_GIVES_BACK = frozenset({Intent.REFUND, Intent.EXCHANGE, Intent.TRANSFER, Intent.UPGRADE})


def _looks_up(wish: Wish, found: Sequence[Wish], text: str, slots: Sequence[Slot]) -> bool:
    """Whether a clause looks for tickets of another show than the one something is done with beside it: "refund the netball and show me the panto tickets"."""
    if not _LOOKS_UP.search(text[wish.start : wish.end]) or wish.intent in {Intent.REFUND, Intent.EXCHANGE}:
        return False

    def shows(one: Wish) -> set[object]:
        return {s.value for s in slots if s.name == "event" and one.start <= s.start < one.end}

    own = shows(wish)
    others = [shows(w) for w in found if w is not wish and w.intent in _GIVES_BACK and w.confidence >= _LIKELY_FOUND]
    return bool(own) and any(theirs and not theirs & own for theirs in others)


def _of_another_show(wish: Wish, found: Sequence[Wish], slots: Sequence[Slot]) -> bool:
    """Whether a clause wants to see a show that it names, beside another that does something with an order by its number."""
    if wish.intent not in {Intent.BUY, Intent.FIND_EVENTS} or wish.confidence < _LEAST:
        return False

    def names(one: Wish, *kinds: str) -> bool:
        return any(s.name in kinds and one.start <= s.start < one.end for s in slots)

    if (
        names(wish, "quantity")
        and names(wish, "when", "event")
        and not any(w.intent in ACTS for w in found if w is not wish)
    ):
        return True  # "is the panto any good? was thinking 2 adults and 2 kids on the 19th"
    ordered = any(w.intent in ACTS - {Intent.BUY} and names(w, "order_id") for w in found if w is not wish)
    return ordered and names(wish, "event", "performer") and not names(wish, "order_id")


def _stands(wish: Wish, found: Sequence[Wish], whole: Ranking, text: str) -> bool:
    """Whether a clause's wish is one of its own, and not a part of another's story ("I have the order …", "what now?").

    It must be likely in its clause, and the whole message must hint at it unless it is all but sure; side matters count only
    when they are asked.
    """
    said = text[wish.start : wish.end]
    acts = any(other.intent in ACTS and other.confidence >= 0.45 for other in found if other is not wish)
    if (
        wish.confidence < 0.45
        or (wish.intent is Intent.HELP and acts)
        or (len(said.split()) <= 2 and wish is not found[0])
    ):
        return False
    if wish.intent in _INQUIRY and whole[0][0] in _WANTS and not asks(said.lower()):
        return False  # "my mum uses a wheelchair" is told for what is wanted
    if wish.intent is Intent.BUY and acts and OWNS.search(said.lower()):
        return False  # "I booked it for Tuesday but …" tells of what was bought
    if wish.intent in _SIDE and acts and not QUESTION.search(said.lower()):
        return False
    if dict(whole).get(wish.intent, 0.0) >= 0.02 or wish.intent is whole[0][0]:
        return True
    alone = all(other is wish or other.intent in MANNERS | _DETAIL | _ANSWERS for other in found)
    return wish.confidence >= (0.6 if alone or wish.intent in ACTS else 0.85)


def _without_wish(found: list[Wish], whole: Ranking, length: int) -> tuple[Wish, ...]:
    """Only answers, details and manners: one wish, of the whole message unless that is mere manners."""
    intent, confidence = whole[0]
    details = [w for w in found if w.intent in _DETAIL | _ANSWERS]
    if intent in MANNERS and details:
        best = max(details, key=lambda w: w.confidence)
        intent, confidence = best.intent, best.confidence
    return (Wish(intent, confidence, 0, length),)


_HANGS = regex(r"\b(?:it|its|it's|that|this|they|them|those|these|one|ones|there|then)\b")
_OPENS = regex(
    r"^\W*(?:(?:and|but|also|so|oh|ok|okay|btw|wait|hm+|plus|then|or)\W+)*(?:(?:what|when|where|who|how)(?:'?s)?|which|why|is|are|was|do|does|did|can|could|will|would|should|may|any)\b"
    r"|^\W*(?:\w+\W+){1,4}(?:is|are) (?:that|it|they|those)\b"
)
_PICKS = frozenset({"section", "row", "ordinal", "quantity"})
_SURELY_TOLD = 0.45
_LIKELY_FOUND = 0.6


def _puts_question(wish: Wish, text: str) -> bool:
    """Whether a clause is worded as a question: it opens like one, or a question mark follows it."""
    said = text[wish.start : wish.end].lower()
    return len(said.split()) > 2 and bool(_OPENS.search(said) or text[wish.end :].lstrip().startswith("?"))


def _leads_to(question: Wish, told: Wish, before: Wish, text: str) -> bool:
    """Whether something told between two questions of a kind belongs to the second: "… Baby is 8 months, does she need a ticket?"."""
    alike = question.intent is told.intent is before.intent and told.intent in {Intent.KNOWLEDGE, Intent.POLICY}
    return alike and _puts_question(question, text) and _puts_question(before, text) and not _puts_question(told, text)


def _question_beside(wish: Wish, found: Sequence[Wish], text: str) -> Wish:
    """A clause that is worded as a question of its own beside another one, however unlike anything known: it is for the documents too."""
    beside = any(
        w.intent is Intent.KNOWLEDGE and w.confidence >= _SURELY_TOLD and _puts_question(w, text)
        for w in found
        if w is not wish
    )
    unlike = wish.intent in _INQUIRY | {Intent.OUT_OF_SCOPE} and wish.confidence < _LIKELY_FOUND
    said = text[wish.start : wish.end].lower()
    if not (beside and unlike and _puts_question(wish, text) and len(said.split()) > 4 and not _HANGS.search(said)):
        return wish
    return Wish(Intent.KNOWLEDGE, 0.85, wish.start, wish.end)


def _answer_and_questions(found: Sequence[Wish], text: str, slots: Sequence[Slot], asked: str) -> tuple[Wish, ...]:
    """What was answered and what is asked beside it, each a wish: "the circle please, is there a lift up to it?"; empty for all else."""
    if asked not in _ANSWERED or any(w.intent in ACTS | _SIDE and w.confidence >= _SURELY_TOLD for w in found):
        return ()
    unsure = asked == "confirmation" and found[0].intent is Intent.AFFIRM
    questions = [
        w
        for w in found
        if _puts_question(w, text)
        and (
            (w.intent in _INQUIRY and w.confidence >= 0.3)
            or w.intent is Intent.OUT_OF_SCOPE
            or (unsure and w.confidence < _SURELY_TOLD)
        )
    ]
    told = [
        w
        for w in found
        if w not in questions
        and w.intent in _DETAIL | _ANSWERS
        and (w.confidence >= _SURELY_TOLD or any(s.name in _PICKS and w.start <= s.start < w.end for s in slots))
    ]
    if not questions or not told or any(w.intent in _INQUIRY and w not in questions for w in found):
        return ()
    out: list[Wish] = []
    for wish in found:
        if wish in questions:
            intent = wish.intent if wish.intent in _INQUIRY else Intent.KNOWLEDGE
            out.append(Wish(intent, wish.confidence, wish.start, wish.end))
        elif wish in told and out and out[-1].intent in _DETAIL and wish.intent in _DETAIL:
            out[-1] = Wish(wish.intent, wish.confidence, out[-1].start, wish.end)
        elif wish in told:
            out.append(wish)
    return tuple(out)


def _pick_and_purchase(found: Sequence[Wish], slots: Sequence[Slot], asked: str) -> tuple[Wish, ...]:
    """Seats picked for one show and tickets wanted for another: "301 is fine. and 3 for the opera"; empty for all else."""

    def names(one: Wish, *kinds: str) -> bool:
        return any(s.name in kinds and not s.negated and one.start <= s.start < one.end for s in slots)

    if asked != "seats" or len(found) != 2:
        return ()
    picked, bought = found
    told = picked.intent in _DETAIL and picked.confidence >= _SURELY_TOLD
    if not (told or names(picked, "section", "row", "ordinal")):
        return ()
    wants = bought.intent in {Intent.BUY, Intent.FIND_EVENTS, Intent.INFORM, Intent.CHANGE}
    if (
        names(picked, "quantity")
        or not wants
        or not (names(bought, "event", "performer") and names(bought, "quantity"))
    ):
        return ()
    return Wish(Intent.CHOOSE, picked.confidence, picked.start, picked.end), Wish(
        Intent.BUY, bought.confidence, bought.start, bought.end
    )


def _distinct(one: Wish, other: Wish, slots: Sequence[Slot], text: str) -> bool:
    """Two of the same intent are two wishes when each names its own show, or asks its own question."""

    def of(wish: Wish, *names: str) -> set[object]:
        return {s.value for s in slots if s.name in names and wish.start <= s.start < wish.end}

    first, second = of(one, "event", "event_name"), of(other, "event", "event_name")
    if first and second and not first & second:
        return True
    if one.intent not in {Intent.KNOWLEDGE, Intent.POLICY} or not (
        _puts_question(one, text) and _puts_question(other, text)
    ):
        return False
    said = text[other.start : other.end].lower()
    own = bool(of(other, "topic") - of(one, "topic"))
    return own or (len(said.split()) > 4 and not _HANGS.search(said))
