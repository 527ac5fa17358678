"""From signals, slots and what was asked to intents, wishes and the other marks of a reading.

Pure functions. The rules' scores are a reading of their own when there is no encoder, and features of its heads when there is.
"""

import math
from collections.abc import Container, Sequence

from willcall.understanding.patterns import regex
from willcall.understanding.reading import Intent, Slot
from willcall.understanding.signals import signals

Ranking = tuple[tuple[Intent, float], ...]

_CORRECTING = regex(
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
_PLACED = frozenset({"section", "row", "event", "performer", "event_kind", "when"})
_ASKS_DETAIL = frozenset({"event", "when", "where", "quantity", "seats", "order", "choice"})
_OFFERS = frozenset({"confirmation", "payment", "second_step", "offer"})
# Said along with a wish; never the wish itself when there is one.
MANNERS = frozenset({Intent.GREET, Intent.THANKS, Intent.GOODBYE, Intent.SMALL_TALK})
ACTS = frozenset({Intent.BUY, Intent.REFUND, Intent.EXCHANGE, Intent.UPGRADE, Intent.TRANSFER})
_OWNERS = frozenset({Intent.UPGRADE, Intent.EXCHANGE, Intent.TRANSFER, Intent.ORDERS})
OWNS = regex(
    r"\b(?:my|our|mine|(?:i|we)(?:'ve| have| had)?(?: already)? (?:booked|bought|purchased|got|have|had|ordered|reserved)|(?:did|do|have) (?:i|we) (?:\w+ )?(?:buy|bought|have|order|ordered|book|booked|get|got)|(?:one|two|three|four|five|six|\d) of the (?:two|three|four|five|six|\d))\b"
)
# Below this nothing was understood: better said than guessed.
_GUESS = 0.35
_LIKELY = 0.6
_AFTER_SALES = _OWNERS | {Intent.REFUND, Intent.CREDIT}
_SALES_ASK = frozenset({"event", "when", "where", "quantity", "seats"})
# Rarely what somebody says who names a show and asks nothing.
_ASIDE = frozenset(
    {Intent.KNOWLEDGE, Intent.POLICY, Intent.OUT_OF_SCOPE, Intent.SMALL_TALK, Intent.HELP, Intent.COMPLAINT}
)
_SEEKS = frozenset({Intent.INFORM, Intent.BUY, Intent.FIND_EVENTS, Intent.EVENT_INFO, Intent.CHANGE, Intent.CANCEL})
_SHOWN = frozenset({"event", "performer", "event_kind", "order_id"})
_CANCELS = regex(
    r"\W*(?:(?:please|pls|can you|could you|(?:i|we)(?:'d| would)? (?:want|need|like|have) to|and|ok|okay|so|now|then|actually|just)\W+)*cancel\s+(?!if\b)"
)
_ASKS = regex(
    r"\?|\b(?:(?:what|when|where|who|how)(?:'?s)?|which|why|tell me|wonder\w*|let me know|need to know|like to know|any (?:idea|info\w*)|question|explain|(?:is|are|do|does|can|could|will|would|may|should|has|have) (?:i|we|you|they|it|the|there|my|kids|anyone|people|a))\b"
)
QUESTION = regex(r"\?|^\W*(?:what|when|where|which|who|how|is|are|do|does|can|could|will|would|any)\b")


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
    strong = max((score for intent, score in scores.items() if intent not in MANNERS), default=0.0)
    if (
        informing
        and asked in _ASKS_DETAIL | {"confirmation", "payment", "other", "offer"}
        and strong < 2.5
        and not QUESTION.search(text)
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
    idle: bool,
) -> Ranking:
    """The ranking with what code knows better put first.

    `opening`: nothing was said before; `idle`: nothing is awaited; `hints`: intents that words of plain `text` point to. A plain yes or no to a question that money hangs on is one; a detail given when nothing was asked opens a purchase or a search.
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
    if idle and names & _SHOWN and Intent.BUY not in hints and _CANCELS.match(text):
        if first in _SEEKS:
            return _promoted(ranked, Intent.REFUND)  # "cancel the gala", with nothing begun that it could be
        if first is Intent.REFUND:
            return ranked
    if (
        first in _AFTER_SALES
        and first not in hints
        and asked in _SALES_ASK
        and names & _INFORMING
        and not OWNS.search(text)
    ):
        return _promoted(ranked, Intent.INFORM)  # an answer to what was asked, and not a word of anything bought before
    if (
        first in _ASIDE | _OWNERS
        and first not in hints
        and asked in {"nothing", "open", "more"}
        and names & {"event", "performer"}
        and not asks(text)
        and not OWNS.search(text)
    ):
        return _promoted(ranked, Intent.BUY if "quantity" in names else Intent.FIND_EVENTS)
    if first is Intent.CREDIT and first not in hints and asked in {"nothing", "open", "more"} and names & _PLACED:
        return _promoted(ranked, Intent.BUY if "quantity" in names else Intent.FIND_EVENTS)  # "4 on the bank, friday"
    if first is Intent.FIND_EVENTS and ranked[0][1] < _LIKELY and "topic" in names and not names & _INFORMING:
        return _promoted(ranked, Intent.KNOWLEDGE)  # "what about hearing loops?"
    unowned = first in _OWNERS and first not in hints and not OWNS.search(text)
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


def asks(text: str) -> bool:
    """Whether plain `text` is worded as a question or as a request to be told."""
    return _ASKS.search(text) is not None
