"""Which kind of rule a question is after, by its words; and which questions an order's own quote answers. Pure."""

import re

from willcall.agent.ports import View
from willcall.agent.state import Heard
from willcall.understanding.company import KIN
from willcall.understanding.patterns import regex

_RULES = {  # the first kind that is named; reasons speak for money back only where nothing is
    "refund": (
        "refund",
        "credit",
        "cutoff",
        "cut-off",
        "cut off",
        "deadline",
        "give these back",
        "give em back",
        "money back",
        "cancellable",
        "give them back",
        "give it back",
        "return them",
    ),
    "exchange": (
        "exchange",
        "swap",
        "change the date",
        "change date",
        "another date",
        "different date",
        "to another day",
        "to another night",
        "to another game",
        "to another show",
        "to a different day",
        "to a different night",
        "switch",
    ),
    "resale": ("resell", "sell them on", "sell it on", "sell my ticket", "sell them", "sell it"),
    "if away": (
        "cancel",
        "can't make",
        "can't come",
        "can't go",
        "can't attend",
        "unable to",
        "sick",
        "i'm ill",
        "im ill",
        "fall ill",
        "get ill",
        "poorly",
        "lose everything",
        "lose my money",
        "plans change",
        "something comes up",
    ),
    "upgrade": ("upgrade", "better seat"),
    "transfer": (
        "transfer",
        "give my ticket",
        "someone else",
        "friend",
        "own phone",
        "to have one of my",
        "have one of our",
    ),
    "purchase_limit": ("how many", "limit", "maximum", "max "),
    "if late": ("credit", "cutoff", "cut-off", "cut off", "deadline"),
}


def plainly(text: str) -> str:
    """The words as the table has them."""
    return text.casefold().replace("’", "'").replace("cant ", "can't ")


def kind_asked(words: str) -> str | None:
    """The kind of rule, as `_RULES` calls it; None where the words name none."""
    kind = next((kind for kind, keys in _RULES.items() if any(key in words for key in keys)), None)
    if kind in {None, "if away"} and hands_on(words):
        return "transfer"
    return None if kind == "purchase_limit" and _OF_A_THING.search(words) else kind


_ANOTHER = rf"(?:(?:(?:an?|my|our|one of my|the|his|her) )?(?:{KIN}|mates?|pals?|buddy|colleagues?|person|others?)|some(?:one|body)|any(?:one|body)|another person)"
_HANDS_ON = regex(
    rf"\b(?:giv(?:e|ing)|pass(?:ing)?|hand(?:ing)?|gift(?:ing)?|send(?:ing)?)\b(?![^.?!]{{0,24}}\b(?:money|refund|credit|back)\b)[^.?!]{{0,24}}\bto {_ANOTHER}\b"
    rf"|\b(?:{_ANOTHER}|he|she|they)(?: else)? (?:just )?(?:(?:go|come|attend)(?: along)? (?:instead(?! of (?:going|coming)\b)|in my place|for me)|(?:use|take|have) (?:mine|my (?:tickets?|seats?|place)|(?:it|them) instead))\b"
)
"""Somebody else goes with one's ticket: "can i give mine to a mate", "could my sister go instead"."""


def hands_on(words: str) -> bool:
    """Whether somebody else is to have a ticket of the fan's."""
    return _HANDS_ON.search(words) is not None


_OF_A_THING = regex(
    r"\b(?:lens|bags?|ages?|size|weight|height|length|noise|volume|drinks?|alcohol|luggage|cameras?|signs?|flags?)\b[^.?!]{0,12}\b(?:limit|maximum)|\b(?:limit|maximum) (?:size|length|weight|height|age|(?:on|for|of) (?:the |a |my )?(?:lens|bags?|drinks?|cameras?|signs?|flags?))\b|\bhow many (?:cm|centi\w+|inch(?:es)?|mm|drinks?|beers?|bags|minutes|hours|steps|stairs|floors|toilets)\b"
)
"""A limit that is none of tickets: "whats the lens limit", "how many beers can I buy"."""


_MAY = regex(
    r"\b(?:is|was|would|will)(?:n'?t)? (?:it|that|this|there)(?: be)?(?: still)? (?:possible|allowed|ok|okay|any (?:way|chance)|a (?:way|chance))\b|\b(?:can|could|may|do|will|would|are|am) (?:i|we) (?:still |possibly |please |then |maybe |able to |allowed to |be able to )*(?:get|have|ask|claim|swap|change|exchange|move|return|cancel|refund)\b|\bany (?:chance|way)\b",
    re.IGNORECASE,
)
_THE_RULE = regex(
    r"\b(?:policy|policies|rules?|in general|normally|usually|how long|until|when|where|fees?|which)\b", re.IGNORECASE
)
_TOLD = {"refund": {"refund", "if away", "if late"}, "exchange": {"exchange"}}


def told_by_the_order(view: View, heard: Heard) -> None:
    """Leaves out what is asked of a deed that the same message wants done: the order's own quote, or refusal, says whether it may be."""
    task = view.state.task
    if task is None or not (heard.started or heard.changed) or not view.signed_in:
        return
    kinds = _TOLD.get(task.kind, set())
    heard.questions = [
        q
        for q in heard.questions
        if not (
            q.kind == "policy"
            and kind_asked(plainly(q.text)) in kinds
            and _MAY.search(q.text)
            and not _THE_RULE.search(q.text)
        )
    ]
