"""A reading made of its parts: slots, clauses, rankings, the answer.

Knows the order of the steps after the finders; whether a model or the rules rank intents is the caller's choice.
"""

from collections.abc import Callable, Sequence

from willcall.understanding.answers import answer as answer_of
from willcall.understanding.asked import asked as asked_of
from willcall.understanding.clauses import clauses
from willcall.understanding.deciding import Ranking, correcting, ranking, rule_scores, settled
from willcall.understanding.reading import Context, Intent, Reading, Slot
from willcall.understanding.returning import dropped_out
from willcall.understanding.text import Plain
from willcall.understanding.wishes import wishes

_QUESTIONS = frozenset(
    {Intent.KNOWLEDGE, Intent.POLICY, Intent.EVENT_INFO, Intent.SEAT_INFO, Intent.HELP, Intent.OUT_OF_SCOPE}
)

_PARTS = frozenset({"quantity", "kept", "seat", "row", "ticket_id"})
_COUNTING = frozenset({Intent.BUY, Intent.INFORM, Intent.CHANGE, Intent.TRANSFER, Intent.AFFIRM})
Judge = Callable[[int, int, dict[Intent, float], Sequence[Slot]], Ranking]


def compose(message: Plain, text: str, context: Context, slots: Sequence[Slot], judge: Judge | None) -> Reading:
    """The reading made of its parts.

    Args:
        message: The plain message.
        text: As said.
        context: What came before.
        slots: Details found.
        judge: Ranks intents of a stretch (in positions of `message.text`) given the rules' scores and its slots; the rules
            themselves when None.
    """
    asked = asked_of(context)
    answer = answer_of(text)

    def rank(start: int, end: int) -> Ranking:
        low, high = message.span(start, end)
        inside = [slot for slot in slots if low <= slot.start < high]
        part = message.text[start:end]
        whole = start == 0 and end == len(message.text)
        said = answer if whole else answer_of(part)
        scores = rule_scores(part, inside, asked=asked, answer=said)
        ranked = ranking(scores) if judge is None else judge(start, end, scores, inside)
        return settled(
            ranked,
            inside,
            part,
            scores,
            asked=asked,
            answer=said,
            opening=not context.history and context.awaiting is None,
            idle=context.awaiting is None,
        )

    whole = rank(0, len(message.text)) if message.text.strip() else ((Intent.SMALL_TALK, 0.1),)
    parts: list[tuple[int, int, Ranking]] = []
    stretches = clauses(message.text) if answer not in {"yes", "no"} else []
    if len(stretches) > 1:
        for start, end in stretches[:6]:
            low, high = message.span(start, end)
            parts.append((low, high, rank(start, end)))
    wanted = wishes(parts, whole, text, slots, asked=context.awaiting or "nothing")
    asks = any(wish.intent in _QUESTIONS for wish in wanted)
    buys = any(wish.intent in _COUNTING for wish in wanted)
    kept = tuple(
        slot
        for slot in slots
        if (slot.name != "topic" or asks)
        and (slot.name != "quantity" or slot.confidence > 0.7 or buys)  # "how much is a ticket"
    )
    if wanted[0].intent is Intent.REFUND and not any(slot.name in _PARTS for slot in kept):
        kept += _who_drops_out(message, text)
    outside = next((p for intent, p in whole if intent is Intent.OUT_OF_SCOPE), 0.0)
    if wanted[0].intent is not Intent.OUT_OF_SCOPE and wanted[0].intent is not whole[0][0]:
        outside = min(outside, 0.3)
    return Reading(
        text=text,
        wishes=wanted,
        ranking=whole,
        slots=kept,
        answer=answer,
        correcting=correcting(message.text, asked),
        out_of_scope=outside,
        encoded=judge is not None,
    )


def _who_drops_out(message: Plain, text: str) -> tuple[Slot, ...]:
    """The number in "two of us can't come any more", which is how many tickets are to go back."""
    gone = dropped_out(message.text)
    if gone is None:
        return ()
    start, end = message.span(gone.start, gone.end)
    return (Slot(gone.name, gone.value, text[start:end], start, end, gone.confidence),)
