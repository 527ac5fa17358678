"""From signals, slots and what was asked to intents, wishes and the other marks of a reading.

Pure functions. The rules' scores are a reading of their own when there is no encoder, and features of its heads when there is.
"""

import math
import re
from collections.abc import Container, Sequence
from dataclasses import replace

from willcall.understanding.reading import Intent, Slot, Wish
from willcall.understanding.signals import signals

Ranking = tuple[tuple[Intent, float], ...]

_CORRECTING = re.compile(
    r"\b(?:actually|make (?:it|that)|instead|i meant?|rather|scratch that|on second thought|change (?:it|that|the|my)|correction|sorry,? (?:not|i|the|it)|"
    r"not (?:the )?\w+,? (?:but )?(?:the )?\w+|wait)\b|^\W*(?:no+|nope|nah)\b[\s,.]*(?:the|i|on|for|in|it's|make|just|only|\d|one|two|three|four|five|six|not|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_INFORMING = frozenset(
    {
        "when",
        "quantity",
        "max_price",
        "section",
        "row",
        "seat",
        "preference",
        "accessible",
        "city",
        "venue",
        "event",
        "performer",
        "event_kind",
        "event_name",
        "email",
        "person",
        "order_id",
        "refund_to",
    }
)
_ASKS_DETAIL = frozenset({"event", "when", "where", "quantity", "seats", "order", "choice"})
_OFFERS = frozenset({"confirmation", "payment", "second_step", "offer"})
# Said along with a wish; never the wish itself when there is one.
_MANNERS = frozenset({Intent.GREET, Intent.THANKS, Intent.GOODBYE, Intent.SMALL_TALK})
_DETAIL = frozenset({Intent.INFORM, Intent.CHANGE, Intent.CHOOSE})
_ANSWERS = frozenset({Intent.AFFIRM, Intent.DENY})
_ACTS = frozenset({Intent.BUY, Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE, Intent.TRANSFER})
_WANTS = _ACTS | {Intent.FIND_EVENTS}
_OWNERS = frozenset({Intent.UPGRADE, Intent.EXCHANGE, Intent.TRANSFER, Intent.ORDERS})
_OWNS = re.compile(
    r"\b(?:my|our|mine|(?:i|we)(?:'ve| have| had)?(?: already)? (?:booked|bought|purchased|got|have|had|ordered|reserved)|(?:did|do|have) (?:i|we) (?:\w+ )?(?:buy|bought|have|order|ordered|book|booked|get|got)|(?:one|two|three|four|five|six|\d) of the (?:two|three|four|five|six|\d))\b"
)
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
# Below this nothing was understood: better said than guessed.
_GUESS = 0.35
_AFTER_SALES = _OWNERS | {Intent.REFUND, Intent.CREDIT}
_SALES_ASK = frozenset({"event", "when", "where", "quantity", "seats"})
# Rarely what somebody says who names a show and asks nothing.
_ASIDE = frozenset(
    {Intent.KNOWLEDGE, Intent.POLICY, Intent.OUT_OF_SCOPE, Intent.SMALL_TALK, Intent.HELP, Intent.COMPLAINT}
)
_INQUIRY = frozenset({Intent.KNOWLEDGE, Intent.POLICY, Intent.EVENT_INFO, Intent.SEAT_INFO})
_ASKS = re.compile(
    r"\?|\b(?:(?:what|when|where|who|how)(?:'?s)?|which|why|tell me|wonder\w*|let me know|need to know|like to know|any (?:idea|info\w*)|question|explain|(?:is|are|do|does|can|could|will|would|may|should|has|have) (?:i|we|you|they|it|the|there|my|kids|anyone|people|a))\b"
)
_QUESTION = re.compile(r"\?|^\W*(?:what|when|where|which|who|how|is|are|do|does|can|could|will|would|any)\b")


def rule_scores(text: str, slots: Sequence[Slot], *, asked: str, answer: str) -> dict[Intent, float]:
    """The rules' weights of intents for one clause of plain text with its slots."""
    scores = signals(text)
    names = {slot.name for slot in slots}
    if answer == "yes":
        scores[Intent.AFFIRM] = 4.0
    elif answer == "no":
        scores[Intent.DENY] = 4.0
        if Intent.CANCEL in scores:
            scores[Intent.CANCEL] += 2.0
    if "ordinal" in names:
        scores[Intent.CHOOSE] = 2.7
    informing = bool(names & _INFORMING)
    strong = max((score for intent, score in scores.items() if intent not in _MANNERS), default=0.0)
    if (
        informing
        and asked in _ASKS_DETAIL | {"confirmation", "payment", "other", "offer"}
        and strong < 2.5
        and not _QUESTION.search(text)
    ):
        scores[Intent.INFORM] = 2.6
    elif informing and strong == 0.0:
        scores[Intent.INFORM if asked not in {"nothing", "open"} else Intent.FIND_EVENTS] = 1.5
    if informing and _CORRECTING.search(text) and asked != "nothing":
        scores[Intent.CHANGE] = scores.get(Intent.CHANGE, 0.0) + 1.0
    if names & {"event", "performer"} and Intent.FIND_EVENTS in scores and Intent.EVENT_INFO in scores:
        scores[Intent.EVENT_INFO] += 0.5
    if Intent.POLICY in scores and Intent.REFUND in scores:
        scores[Intent.REFUND] -= 1.0
    if Intent.UPGRADE in scores and Intent.BUY in scores:
        scores[Intent.BUY] -= 1.0
    if not scores:
        scores[Intent.INFORM if asked in _ASKS_DETAIL else Intent.OUT_OF_SCOPE] = 0.6
    return scores


def ranking(scores: dict[Intent, float]) -> Ranking:
    """The rules' scores as rough probabilities, best first."""
    weights = {intent: math.exp(1.6 * score) for intent, score in scores.items()}
    total = sum(weights.values()) + math.exp(1.0)
    return tuple(sorted(((intent, weight / total) for intent, weight in weights.items()), key=lambda pair: -pair[1]))


def settled(
    ranked: Ranking,
    slots: Sequence[Slot],
    text: str,
    hints: Container[Intent],
    *,
    asked: str,
    answer: str,
    opening: bool,
) -> Ranking:
    """The ranking with what code knows better put first.

    `opening`: nothing was said before; `hints`: intents that words of plain `text` point to. A plain yes or no to a question that money hangs on is one; a detail given when nothing was asked opens a purchase or a search.
    """
    first = ranked[0][0]
    if asked in _OFFERS and answer == "yes" and first not in {Intent.AFFIRM, Intent.PAY}:
        return _promoted(ranked, Intent.AFFIRM)
    if asked in _OFFERS and answer == "no" and first not in {Intent.DENY, Intent.CANCEL}:
        return _promoted(ranked, Intent.DENY)
    if ranked[0][1] < _GUESS and asked in {"nothing", "open", "more"} and not slots:
        return _promoted(ranked, Intent.OUT_OF_SCOPE)
    if first is Intent.INFORM and asked in {"nothing", "open", "more"}:
        names = {slot.name for slot in slots}
        if "quantity" in names and (opening or names & {"event", "performer", "event_name"}):
            return _promoted(ranked, Intent.BUY)
        return _promoted(ranked, Intent.FIND_EVENTS) if opening else ranked
    names = {slot.name for slot in slots}
    if (
        first in _AFTER_SALES
        and first not in hints
        and asked in _SALES_ASK
        and names & _INFORMING
        and not _OWNS.search(text)
    ):
        return _promoted(ranked, Intent.INFORM)  # an answer to what was asked, and not a word of anything bought before
    if (
        first in _ASIDE | _OWNERS
        and first not in hints
        and asked in {"nothing", "open", "more"}
        and names & {"event", "performer"}
        and not asks(text)
        and not _OWNS.search(text)
    ):
        return _promoted(ranked, Intent.BUY if "quantity" in names else Intent.FIND_EVENTS)
    if first is Intent.FIND_EVENTS and ranked[0][1] < _LIKELY_FOUND and "topic" in names and not names & _INFORMING:
        return _promoted(ranked, Intent.KNOWLEDGE)  # "what about hearing loops?"
    unowned = first in _OWNERS and first not in hints and not _OWNS.search(text)
    wanted = Intent.BUY in hints or (names & {"event", "performer", "event_kind"} and "quantity" in names)
    if unowned and wanted and asked in {"nothing", "open", "more"}:
        return _promoted(ranked, Intent.BUY)
    return ranked


def _promoted(ranked: Ranking, intent: Intent) -> Ranking:
    """The ranking with `intent` ahead; it and the former first change their likelihoods."""
    likely = dict(ranked)
    former, best = ranked[0]
    likely[former], likely[intent] = likely.get(intent, 0.0), best
    return tuple(sorted(likely.items(), key=lambda pair: -pair[1]))


def correcting(text: str, asked: str) -> bool:
    """Whether plain `text` revises something said before."""
    return asked != "nothing" and _CORRECTING.search(text) is not None


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
        if intent is Intent.CHANGE and asked in _FREE and True in days and False in days:
            intent = Intent.EXCHANGE  # "I need the 10th rather than the 9th", when nothing was asked
        wish = Wish(intent, confidence, start, end)
        if intent in _INQUIRY and _puts_question(wish, text):  # of which kind may be open, that it is one is not
            wish = replace(wish, confidence=min(1.0, sum(p for other, p in ranked if other in _INQUIRY)))
        found.append(wish)
    found = [_question_beside(wish, found, text) for wish in found]
    real = [
        w
        for w in found
        if w.intent not in _MANNERS | _DETAIL | _ANSWERS
        and (_stands(w, found, whole, text) or _of_another_show(w, found, slots))
    ]
    if apart := _answer_and_questions(found, text, slots, asked):
        return apart
    if not real:
        return _without_wish(found, whole, length)
    sure, certainty = whole[0]
    if len(real) == 1 and {real[0].intent, sure} <= _ACTS and certainty >= 0.95 > real[0].confidence:
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


def _of_another_show(wish: Wish, found: Sequence[Wish], slots: Sequence[Slot]) -> bool:
    """Whether a clause wants to see a show that it names, beside another that does something with an order by its number."""
    if wish.intent not in {Intent.BUY, Intent.FIND_EVENTS} or wish.confidence < _LEAST:
        return False

    def names(one: Wish, *kinds: str) -> bool:
        return any(s.name in kinds and one.start <= s.start < one.end for s in slots)

    if (
        names(wish, "quantity")
        and names(wish, "when", "event")
        and not any(w.intent in _ACTS for w in found if w is not wish)
    ):
        return True  # "is the panto any good? was thinking 2 adults and 2 kids on the 19th"
    ordered = any(w.intent in _ACTS - {Intent.BUY} and names(w, "order_id") for w in found if w is not wish)
    return ordered and names(wish, "event", "performer") and not names(wish, "order_id")


def _stands(wish: Wish, found: Sequence[Wish], whole: Ranking, text: str) -> bool:
    """Whether a clause's wish is one of its own, and not a part of another's story ("I have the order …", "what now?").

    It must be likely in its clause, and the whole message must hint at it unless it is all but sure; side matters count only
    when they are asked.
    """
    said = text[wish.start : wish.end]
    acts = any(other.intent in _ACTS and other.confidence >= 0.45 for other in found if other is not wish)
    if (
        wish.confidence < 0.45
        or (wish.intent is Intent.HELP and acts)
        or (len(said.split()) <= 2 and wish is not found[0])
    ):
        return False
    if wish.intent in _INQUIRY and whole[0][0] in _WANTS and not asks(said.lower()):
        return False  # "my mum uses a wheelchair" is told for what is wanted
    if wish.intent is Intent.BUY and acts and _OWNS.search(said.lower()):
        return False  # "I booked it for Tuesday but …" tells of what was bought
    if wish.intent in _SIDE and acts and not _QUESTION.search(said.lower()):
        return False
    if dict(whole).get(wish.intent, 0.0) >= 0.02 or wish.intent is whole[0][0]:
        return True
    alone = all(other is wish or other.intent in _MANNERS | _DETAIL | _ANSWERS for other in found)
    return wish.confidence >= (0.6 if alone or wish.intent in _ACTS else 0.85)


def asks(text: str) -> bool:
    """Whether plain `text` is worded as a question or as a request to be told."""
    return _ASKS.search(text) is not None


def _without_wish(found: list[Wish], whole: Ranking, length: int) -> tuple[Wish, ...]:
    """Only answers, details and manners: one wish, of the whole message unless that is mere manners."""
    intent, confidence = whole[0]
    details = [w for w in found if w.intent in _DETAIL | _ANSWERS]
    if intent in _MANNERS and details:
        best = max(details, key=lambda w: w.confidence)
        intent, confidence = best.intent, best.confidence
    return (Wish(intent, confidence, 0, length),)


_HANGS = re.compile(r"\b(?:it|its|it's|that|this|they|them|those|these|one|ones|there|then)\b")
_OPENS = re.compile(
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
    if asked not in _ANSWERED or any(w.intent in _ACTS | _SIDE and w.confidence >= _SURELY_TOLD for w in found):
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
