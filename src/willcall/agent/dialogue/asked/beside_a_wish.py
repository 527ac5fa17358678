"""What is asked in the words of a wish for seats, or of a pick: whether somebody is old enough, what students pay, whether there is a loop. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from willcall.agent.dialogue.asked import asking, from_credit, lying, of_age, reductions
from willcall.agent.state import ConversationState, Heard, Question
from willcall.understanding.patterns import regex
from willcall.understanding.reading import Slot

_TOTAL = regex(
    r"\W*(?:(?:and|so|ok|then)\W+)*(?:what(?:'?s|s)?|how much)\b[^.?!]{0,24}\b(?:total|come to|in all|altogether|all in)\b[^.?!]{0,16}\W*",
    re.IGNORECASE,
)


_ACCESS = regex(r"\b(?:loops?|hearing aids?|captions?|captioned|sign(?:ed)? language|isl|bsl|asl)\b", re.IGNORECASE)
_SENTENCE = regex(r"[^.?!;]+[.?!;]?")
_REDUCED = regex(
    r"\b(?:any|a|an|what|is there|are there|get|do) [^.?!;]{0,24}\b(?:discounts?|reductions?|concessions?)\b|^\W*(?:discounts?|reductions?|concessions?) for\b",
    re.IGNORECASE,
)
"""Asked without a mark of it: "an do u have any discount for pensioners"."""
_LEAD = regex(r"^\W*(?:(?:ok|okay|great|grand|lovely|thanks|cheers|so|and|oh|also|but)\W+)*", re.IGNORECASE)


def noted(heard: Heard, text: str, state: ConversationState, slots: Sequence[Slot] = ()) -> None:
    """Notes what is asked of the show in the words that pick seats; what the quote says is not asked. A show picked is the one meant."""
    shown = state.list_shown("events") if heard.chosen_from == "events" else None
    if heard.chosen is not None and shown is not None and heard.chosen < len(shown.events):
        state.last_event = shown.events[heard.chosen]
    picked = heard.chosen is not None and heard.chosen_from != "events"
    if picked:
        heard.questions = [q for q in heard.questions if not _TOTAL.fullmatch(q.text)]
    buys = (heard.started or heard.changed) and state.task is not None and state.task.kind in {"browse", "purchase"}
    if picked:
        nth = Slot("ordinal", heard.chosen, "", 0, 0)
        heard.questions = [
            replace(q, slots=(*q.slots, nth)) if q.text.startswith(lying.LIES) else q for q in heard.questions
        ]
    priced = any(s.name == "max_price" for s in slots)  # "anything under 20 this week?"
    beside = of_age.clause(text) if not priced and (picked or buys or heard.chosen is not None) else None
    if beside is not None and not heard.questions:
        heard.questions.append(Question("event", beside, ()))
    elif (buys or picked) and not heard.questions and from_credit.meant(text, state):
        heard.questions.append(Question("knowledge", from_credit.QUESTION, ()))
    elif buys and not heard.questions and (seen := _of_the_view(text)) is not None:
        parts = tuple(s for s in slots if s.name == "section" and not s.negated)
        heard.questions.append(Question("seats", f"{lying.LIES} {seen}", parts))
    elif (picked or buys) and not heard.questions and (other := _asked_beside(text)) is not None:
        heard.questions.append(Question("knowledge", other, ()))


def _of_the_view(text: str) -> str | None:
    """What is asked of the view beside a wish for other seats: "circle then? can the kids see from there?"."""
    return next((said.strip() for said in _SENTENCE.findall(text[:300])[1:] if lying.of_the_view(said)), None)


def _asked_beside(text: str) -> str | None:
    """What is asked of lower prices, of help to hear or of paying by card, in the words of a wish for seats; None where nothing is."""
    asked = next((said for said in _SENTENCE.findall(text[:300]) if _asks(said)), None)
    if asked is None:
        return None
    return (reductions.put(asked) if asking.of_concessions(asked) else None) or _LEAD.sub("", asked)


def _asks(said: str) -> bool:
    if not said.endswith("?"):
        return _REDUCED.search(said) is not None and asking.of_concessions(said)
    return asking.of_concessions(said) or any(pattern.search(said) for pattern in (_ACCESS, asking.BY_CARD))
